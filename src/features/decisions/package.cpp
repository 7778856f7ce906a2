// What a decision package holds, put together: its front, and the parts in their order.
#include <algorithm>

#include "features/decisions/packages.h"
#include "features/decisions/store.h"

namespace overens::decisions {
namespace {

using formats::Document;
using formats::plain_words;
using formats::strong_words;

// On every page of it: which text it is about, to the byte, and of a demonstration that it is one.
std::string footer(const PackageSource& source) {
  std::string words = source.say(t("{0}, version {1}. Decision package {2}.", source.version.title,
                                   source.version.number, source.package.number));
  words += "\nSHA-256 " + source.version.sha256;
  if (source.house.is_demo)
    words += "\n" +
             source.say(t("This is a demonstration and not the site of {}.", source.house.demo_of));
  return words;
}

Document::Table decisions_table(const PackageSource& source) {
  Document::Table table{.caption = source.say(t("What has been decided")),
                        .columns = {{source.say(t("Decided on")), 2, true},
                                    {source.say(t("Body")), 5},
                                    {source.say(t("About")), 5},
                                    {source.say(t("Outcome")), 2},
                                    {source.say(t("In the minutes")), 3}},
                        .rows = {},
                        .language = source.content_language()};
  for (const Decision& one : list(source.db, source.compact.id))
    table.rows.push_back({plain_words(source.say(long_date(one.decided_on))), plain_words(one.body),
                          plain_words(one.about), plain_words(one.outcome),
                          plain_words(reference(one))});
  return table;
}

Text what_it_is_about(const PackageSource& source) {
  if (!source.since) return texts::standing(source.version, source.compact.zone());
  return t("{0}. Its changes since version {1} are marked.",
           texts::standing(source.version, source.compact.zone()), source.since->number);
}

}  // namespace

std::string PackageSource::content_language() const {
  return compact.language == tag(language) ? std::string() : compact.language;
}

std::vector<consultations::Consultation> consultations_between(
    Db& db, Id<compacts::Compact> compact, const texts::Version& version,
    const std::optional<texts::Version>& since) {
  const Number first = since ? std::min(since->number, version.number) : version.number;
  auto all = consultations::list(db, compact);
  std::erase_if(all, [&](const consultations::Consultation& one) {
    const texts::Version asked = texts::load(db, one.version);
    return asked.text != version.text || asked.number < first || asked.number > version.number;
  });
  std::reverse(all.begin(), all.end());
  return all;
}

std::int64_t count_remarks_between(Db& db, Id<compacts::Compact> compact,
                                   const texts::Version& version,
                                   const std::optional<texts::Version>& since) {
  std::int64_t count = 0;
  for (const consultations::Consultation& one : consultations_between(db, compact, version, since))
    count += consultations::count_remarks(db, one.id);
  return count;
}

void add_front(const PackageSource& source, Document& document) {
  const auto add = [&](Document::Block block) { document.blocks.push_back(std::move(block)); };
  if (source.house.is_demo)
    add(Document::Paragraph{strong_words(
        source.say(t("This is a demonstration and not the site of {}.", source.house.demo_of)))});
  add(Document::Heading{.level = 1, .words = plain_words(document.title)});
  add(Document::Paragraph{
      .words = plain_words(source.compact.full_name.empty() ? source.compact.name
                                                            : source.compact.full_name),
      .look = Document::Paragraph::Look::lead,
      .language = source.content_language()});
  add(Document::Paragraph{plain_words(source.say(what_it_is_about(source)))});
  add(Document::Paragraph{plain_words(
      source.say(t("Decision package {0}, compiled {1}. It stays as it is; what has happened since "
                   "is in a later one.",
                   source.package.number, date_and_time(source.now, source.compact.zone()))))});
  const std::string address =
      source.house.public_url + url("/{}/texts/{}/versions/{}", source.compact.slug,
                                    source.version.text, source.version.number)
                                    .text();
  add(Document::Paragraph{{{.text = source.say(t("The text on the web:")) + " "},
                           {.text = address, .address = address}}});
  add(Document::Paragraph{plain_words(source.say(t(
      "The text is known by its bytes. Whoever counts SHA-256 of the file text.txt at that address "
      "gets:")))});
  add(Document::Paragraph{.words = plain_words(source.version.sha256),
                          .look = Document::Paragraph::Look::code});
  add(Document::Contents{source.say(t("Contents"))});
  add(Document::PageBreak{});
  add(Document::Heading{.level = 2, .words = plain_words(source.say(t("Decisions")))});
  add(decisions_table(source));
}

Document compile(Db& db, const House& house, const Package& package, Instant now) {
  const compacts::Compact compact = compacts::load(db, package.compact);
  const texts::Version version = texts::load(db, package.version);
  std::optional<texts::Version> since;
  if (package.since) since = texts::load(db, *package.since);
  const PackageSource source{.db = db,
                             .house = house,
                             .compact = compact,
                             .package = package,
                             .version = version,
                             .since = since,
                             .language = language_of(package.language).value_or(Language::sv),
                             .now = now};
  Document document;
  document.title = source.say(t("Decision package: {}", version.title));
  document.author = compact.name;
  document.footer = footer(source);
  document.changed_by = source.say(t("Version {}", version.number));
  document.language = source.language;
  document.made_at = now;
  add_front(source, document);
  add_text(source, document);
  add_changes(source, document);
  add_answers(source, document);
  add_figures(source, document);
  return document;
}

}  // namespace overens::decisions
