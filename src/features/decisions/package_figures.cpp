// Who took part, in figures, in a decision package: what was counted, and beside it what was only
// reported.
#include "features/contributions/contributions.h"
#include "features/decisions/packages.h"

namespace overens::decisions {
namespace {

using activities::Attendance;
using formats::Document;
using formats::plain_words;

std::string how_known(const PackageSource& source, const activities::Activity& activity,
                      const Attendance& counted) {
  std::string words;
  if (counted.people() > 0)
    words = source.say(counted.basis == activities::Basis::checked_in
                           ? t("counted at the door")
                           : t("counted from the registrations"));
  if (activity.reported_attendance.empty()) return words.empty() ? "–" : words;
  if (!words.empty()) words += "; ";
  return words + source.say(t("{} (reported, not counted)", activity.reported_attendance));
}

std::vector<Document::Words> row_of(const PackageSource& source,
                                    const activities::Activity& activity) {
  const Attendance counted = activities::attendance(source.db, activity.id);
  std::vector<Document::Words> row{
      plain_words(iso(date_of(activity.starts_at, source.compact.zone())) + " " + activity.title)};
  const bool is_counted = counted.people() > 0;
  row.push_back(plain_words(
      is_counted ? source.say(t("{0} politicians, {1} officials, {2} for organisations, {3} others",
                                counted.politicians, counted.officials, counted.representatives,
                                counted.others + counted.unsaid))
                 : "–"));
  row.push_back(plain_words(is_counted ? std::to_string(counted.organisations) : "–"));
  row.push_back(plain_words(how_known(source, activity, counted)));
  return row;
}

Document::Table meetings(const PackageSource& source) {
  Document::Table table{.caption = source.say(t("Who came to the meetings")),
                        .columns = {{source.say(t("Meeting")), 4, true},
                                    {source.say(t("Counted people")), 5},
                                    {source.say(t("Organisations")), 3},
                                    {source.say(t("How it is known")), 4}},
                        .rows = {},
                        .language = source.content_language()};
  for (const activities::Activity& one : activities::held(source.db, source.compact.id, source.now))
    table.rows.push_back(row_of(source, one));
  return table;
}

}  // namespace

void add_figures(const PackageSource& source, Document& document) {
  document.blocks.push_back(Document::PageBreak{});
  document.blocks.push_back(
      Document::Heading{.level = 2, .words = plain_words(source.say(t("Who took part")))});
  document.blocks.push_back(meetings(source));
  const Date today = date_of(source.now, source.compact.zone());
  Document::Table table{
      .caption = source.say(t("Counted {}", long_date(today))),
      .columns = {{source.say(t("What")), 4, true}, {source.say(t("How many")), 1}},
      .rows = {}};
  const auto add = [&](const Text& words, std::int64_t count) {
    table.rows.push_back({plain_words(source.say(words)), plain_words(std::to_string(count))});
  };
  add(t("Notes from the meetings and sent in"), contributions::count(source.db, source.compact.id));
  std::int64_t responses = 0;
  for (const auto& one :
       consultations_between(source.db, source.compact.id, source.version, source.since))
    responses += consultations::count_responses(source.db, one.id);
  add(t("Responses to the consultation"), responses);
  add(t("Affiliated organisations"),
      compacts::count_affiliated(source.db, source.compact.id, today));
  for (const Feature& feature : source.house.features)
    if (feature.figures)
      for (const Figure& one :
           feature.figures(source.db, source.compact.id.value, source.version.id.value))
        add(one.words, one.count);
  document.blocks.push_back(std::move(table));
}

}  // namespace overens::decisions
