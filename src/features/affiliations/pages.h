// The pages of affiliations by group: joining (pages_join.cpp), the applicant's own view and that
// of those who run the compact (pages.cpp), and the letters that go out (letters.cpp).
#pragma once

#include "features/affiliations/store.h"
#include "web/page.h"

namespace overens::affiliations {

// pages_join.cpp
Response join(Visit& visit);
Response application_form(Visit& visit);
Response apply(Visit& visit);
Response received(Visit& visit);
Html join_card(Visit& visit);

// pages_staff.cpp
Html staff_part(Visit& visit, const compacts::Compact& compact, const Application& one,
                const Filled& filled);
Response list_applications(Visit& visit);
Response add_assessment(Visit& visit, Number number);
// The task that carries out what every party has agreed to decline.
std::int64_t decline_agreed(const Site& site, Database& database, Instant now);
std::int64_t admit_agreed(const Site& site, Database& database, Instant now);

// pages.cpp
Text told(Outcome outcome);  // a step in words; nothing for a note
Url application_url(const Visit& visit, Number number);
Response application_page(Visit& visit, const compacts::Compact& compact, const Application& one,
                          const Filled& filled, int status);

// letters.cpp: inside the write of what they tell.
void write_receipt(Db& db, const Visit& visit, const compacts::Compact& compact,
                   const Application& one);
void write_to_coordinators(Db& db, const Visit& visit, const compacts::Compact& compact,
                           const Application& one);
// What was decided, in the compact's language.
void write_outcome(Db& db, const Site& site, const compacts::Compact& compact,
                   const Application& one, Outcome outcome, const std::string& words, Instant now);

}  // namespace overens::affiliations
