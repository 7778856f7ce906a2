// Decision packages: the text, what changed in it, the answers with what became of them, and who
// took part, compiled in one moment and written as one PDF and one DOCX. Each stays as it was made;
// made again it is another one. A job makes them. Private to the folder.
#pragma once

#include "features/consultations/consultations.h"
#include "features/decisions/decisions.h"
#include "features/files/files.h"
#include "features/import.h"
#include "formats/document.h"

namespace overens::decisions {

constexpr std::int64_t most_remarks = 50'000;  // of all consultations in one package
constexpr std::int64_t most_packages = 200;    // shown on a list
constexpr std::string_view package_job = "decision_package";

struct Package {
  Id<Package> id;
  Number number;  // within its compact
  Id<compacts::Compact> compact;
  Id<texts::Version> version;
  std::optional<Id<texts::Version>> since;
  std::string language;
  Instant asked_at;
  std::optional<Instant> compiled_at;  // none: under way, or given up
  std::optional<Instant> given_up_at;  // it would be too large
  std::optional<Id<files::File>> pdf;
  std::optional<Id<files::File>> docx;

  bool is_made() const { return compiled_at.has_value(); }
  bool is_given_up() const { return given_up_at.has_value(); }
};

std::optional<Package> find_package(Db&, Id<compacts::Compact>, Number);
Package load_package(Db&, Id<Package>);
// The latest first; at most most_packages.
std::vector<Package> packages(Db&, Id<compacts::Compact>);
std::vector<Package> packages_of(Db&, Id<texts::Version>);

// --- Changing, inside a write ---

struct NewPackage {
  Id<texts::Version> version;
  std::optional<Id<texts::Version>> since;
  Language language = Language::sv;
};
Package add_package(Db&, Id<compacts::Compact>, const NewPackage&,
                    std::optional<Id<people::Person>> by, Instant now);
// In the demonstration: one of the adopted text, made as soon as the program runs.
void add_demo_package(Import&);
// Given up where a file is larger than files::most_bytes. False where it had ended before.
bool complete_package(Db&, Id<Package>, std::string_view pdf, std::string_view docx,
                      Instant compiled_at, Instant now);
bool give_up_package(Db&, Id<Package>, Instant now);

// --- What goes into it ---

// All that a package is made of, as it is read.
struct PackageSource {
  Db& db;
  const House& house;
  const compacts::Compact& compact;
  const Package& package;
  const texts::Version& version;
  const std::optional<texts::Version>& since;
  Language language = Language::sv;
  Instant now;

  std::string say(const Text& words) const { return words.in(language); }
  // Runs and blocks in the compact's language say so, where it is not the package's.
  std::string content_language() const;
};

// The consultations on the versions from `since` to the one it is about, the earliest first.
std::vector<consultations::Consultation> consultations_between(
    Db&, Id<compacts::Compact>, const texts::Version& version,
    const std::optional<texts::Version>& since);
std::int64_t count_remarks_between(Db&, Id<compacts::Compact>, const texts::Version& version,
                                   const std::optional<texts::Version>& since);

formats::Document compile(Db&, const House&, const Package&, Instant now);
void add_front(const PackageSource&, formats::Document&);
void add_text(const PackageSource&, formats::Document&);
void add_changes(const PackageSource&, formats::Document&);
void add_answers(const PackageSource&, formats::Document&);
void add_figures(const PackageSource&, formats::Document&);

// --- Pages ---

void package_routes(Router&);
JobStep make_package(const Site&, Database&, ScopeKey compact, std::int64_t package, Instant now);
Url package_address(Visit&, std::int64_t package);
// Those of a version that the visitor may have, with the button that makes one; or nothing.
Html package_section(Visit&, const compacts::Compact&, const texts::Version&);
// Feature::of_version.
std::vector<MenuItem> packages_of_version(Visit&, std::int64_t version);

}  // namespace overens::decisions
