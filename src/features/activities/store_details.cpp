// What else is told about activities, and series of them.
#include "features/activities/details.h"
#include "features/activities/store.h"

namespace overens::activities {
namespace {

template <class E>
std::string name_of(E value) {
  for (const auto& [one, name] : names(E{}))
    if (one == value) return name;
  return {};
}

// Columns as the history names them, with what they hold as people read it.
std::vector<std::pair<std::string_view, std::string>> values_of(Db& db, const Details& details) {
  const auto host =
      details.host_party ? compacts::load_party(db, *details.host_party).name : std::string();
  const auto series = details.series ? find_series(db, *details.series) : std::nullopt;
  return {{"details_follow", details.details_follow ? "yes" : ""},
          {"step", details.step ? name_of(*details.step) : ""},
          {"languages", details.languages},
          {"host_party", host},
          {"host_group", details.host_group},
          {"theme", details.theme},
          {"digital_link", details.digital_link},
          {"series", series ? series->title : ""}};
}

}  // namespace

Details details(Db& db, Id<Activity> activity) {
  return db.load<Details>(R"(
      SELECT details_follow, step, languages, host_party_id AS host_party, host_group, theme,
        digital_link, series_id AS series
      FROM activity WHERE id = $1)",
                          activity);
}

void describe(Db& db, Id<Activity> activity, const Details& wanted, std::optional<PersonId> by,
              Instant now) {
  const auto before = values_of(db, details(db, activity));
  const auto after = values_of(db, wanted);
  if (before == after) return;
  db.run(R"(
      UPDATE activity SET details_follow = $2, step = $3, languages = $4, host_party_id = $5,
        host_group = $6, theme = $7, digital_link = $8, series_id = $9, changed_at = $10
      WHERE id = $1)",
         activity, wanted.details_follow, wanted.step, wanted.languages, wanted.host_party,
         wanted.host_group, wanted.theme, wanted.digital_link, wanted.series, now);
  for (std::size_t i = 0; i < after.size(); ++i)
    if (before[i] != after[i]) keep(db, activity, before[i].first, before[i].second, by, now);
}

std::vector<Series> list_series(Db& db, CompactId compact) {
  constexpr std::int64_t most_series = 500;
  return db.list<Series>(R"(
      SELECT id, number, title, about, kind FROM activity_series
      WHERE compact_id = $1 ORDER BY id DESC LIMIT $2)",
                         compact, most_series);
}

std::optional<Series> find_series(Db& db, CompactId compact, Number number) {
  return db.find<Series>(R"(
      SELECT id, number, title, about, kind FROM activity_series
      WHERE compact_id = $1 AND number = $2)",
                         compact, number);
}

std::optional<Series> find_series(Db& db, Id<Series> id) {
  return db.find<Series>("SELECT id, number, title, about, kind FROM activity_series WHERE id = $1",
                         id);
}

Series add_series(Db& db, CompactId compact, const SeriesEntry& entry, Instant now) {
  const Number number = compacts::next_number(db, compact, "series");
  db.run(R"(
      INSERT INTO activity_series (compact_id, number, title, about, kind, added_at)
      VALUES ($1, $2, $3, $4, $5, $6))",
         compact, number, entry.title, entry.about, entry.kind, now);
  return found(find_series(db, compact, number));
}

void change_series(Db& db, const Series& series, const SeriesEntry& entry) {
  db.run("UPDATE activity_series SET title = $2, about = $3, kind = $4 WHERE id = $1", series.id,
         entry.title, entry.about, entry.kind);
}

std::vector<Activity> activities_of(Db& db, Id<Series> series) {
  constexpr std::int64_t most_of_a_series = 200;
  std::vector<Activity> all;
  for (const Id<Activity> id : db.list<Id<Activity>>(R"(
      SELECT id FROM activity WHERE series_id = $1 AND status <> 'draft'
      ORDER BY starts_at, id LIMIT $2)",
                                                     series, most_of_a_series))
    all.push_back(load(db, id));
  return all;
}

}  // namespace overens::activities
