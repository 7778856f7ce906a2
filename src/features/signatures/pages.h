// The pages of signatures by group: the list and one signature (pages.cpp), signing and withdrawing
// by a signatory (pages_sign.cpp), what came on paper (pages_paper.cpp), and the letters.
#pragma once

#include "features/signatures/store.h"
#include "web/page.h"

namespace overens::signatures {

// pages_sign.cpp
Response signature_form(Visit& visit, Number text, Number version);
Response sign(Visit& visit, Number text, Number version);
Response confirmation(Visit& visit, Number number);
Response ask_withdrawal(Visit& visit, Number number);
Response withdraw_signature(Visit& visit, Number number);
// For whom the visitor may sign that version and nobody has yet.
std::vector<organisations::Mandate> to_sign_for(Visit& visit, const compacts::Compact& compact,
                                                const texts::Version& whole);

// pages_paper.cpp
Response paper_form(Visit& visit);
Response enter_paper(Visit& visit);
Response paper_file(Visit& visit, Number number);

// letters.cpp: inside the write of what they tell.
void write_receipt(Db& db, const Visit& visit, const compacts::Compact& compact,
                   const Signature& signature, const texts::Version& whole,
                   const people::Person& signatory);
void write_withdrawal(Db& db, const Visit& visit, const compacts::Compact& compact,
                      const Signature& signature, const people::Person& signatory);

}  // namespace overens::signatures
