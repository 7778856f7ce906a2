// What the pages and the import of signatures ask of their store. All that changes something runs
// inside a write.
#pragma once

#include "features/compacts/compacts.h"
#include "features/files/files.h"
#include "features/signatures/signatures.h"

namespace overens::signatures {

// What is known when somebody signs, or a paper is entered.
struct Entry {
  Id<organisations::Organisation> organisation{};
  Channel channel = Channel::web;
  std::optional<Id<people::Person>> signed_by{};  // web
  std::string signer_name{};
  std::string signer_role{};
  Instant signed_at{};
  std::optional<Id<people::Person>> recorded_by{};  // none: the import
  std::optional<Id<files::File>> file{};
  std::string file_name{};
};

// Signs the whole version, and affiliates the organisation from that day, or binds the affiliation
// it has to this version; a public body is not affiliated. Nothing where it stands behind that
// version already: the index decides.
std::optional<Number> add_signature(Db&, const compacts::Compact&, const texts::Version& whole,
                                    const Entry&, Instant now);
// The same for an import: leaves alone an organisation that has or had a signature of the version,
// and the affiliation it knows of but for the version. True where it was new.
bool import_signature(Db&, const compacts::Compact&, const texts::Version& whole, const Entry&,
                      Instant now);
// False where it was withdrawn before. Without another signature that holds, the affiliation ends
// with `today`.
bool withdraw(Db&, const compacts::Compact&, const Signature&, std::string_view reason,
              Id<people::Person> by, const Date& today, Instant now);

std::optional<Signature> find_holding(Db&, Id<texts::Version>, Id<organisations::Organisation>);
// Of one version, by name of organisation; those withdrawn come last.
std::vector<Signature> list(Db&, Id<texts::Version>, std::int64_t limit, std::int64_t offset);
std::int64_t count_all(Db&, Id<texts::Version>);  // the withdrawn ones too
// Of every version, as they were numbered.
std::vector<Signature> list_all(Db&, Id<compacts::Compact>, std::int64_t limit,
                                std::int64_t offset);
std::int64_t count_everything(Db&, Id<compacts::Compact>);
// Newest first.
std::vector<Signature> latest(Db&, Id<compacts::Compact>, std::int64_t limit);
std::vector<Signature> latest_withdrawn(Db&, Id<compacts::Compact>, std::int64_t limit);

// The paper a signature was entered from.
struct Paper {
  Id<files::File> file;
  std::string file_name;
};
std::optional<Paper> paper(Db&, Id<Signature>);

}  // namespace overens::signatures
