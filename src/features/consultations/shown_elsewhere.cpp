// What other pages show of consultations: "att göra", the register of what was received, where the
// work is done, and the remarks behind a paragraph. The card of the front page is in pages.cpp.
#include "features/consultations/import.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t receptions_shown = 500;

// What the visitor's organisations have not answered yet.
void add_unanswered(Visit& visit, const compacts::Compact& compact, const Consultation& one,
                    std::vector<Todo>& all) {
  std::int64_t last = 0;
  for (const organisations::Mandate& mandate : organisations::my_mandates(visit)) {
    if (mandate.number.value == last) continue;
    last = mandate.number.value;
    const Date by = last_day(visit.db, one, mandate.organisation, visit.now);
    if (by < compacts::today(visit, compact)) continue;
    if (find_response_of(visit.db, one.id, mandate.organisation)) continue;
    all.push_back(
        {.what = t("Answer “{0}” for {1}, by {2}", one.title, mandate.name, day_and_month(by)),
         .count = 1,
         .oldest = start_of_day(one.opens_on, compact.zone()),
         .where = url(visit, "/{}/consultations/{}/response", compact.slug, one.number)
                      .with("organisation", mandate.number.value)});
  }
}

void add_undisposed(Visit& visit, const compacts::Compact& compact, const Consultation& one,
                    std::vector<Todo>& all) {
  const HandlingCounts& counted = visit.kept<of_each<handling_counts>>().at(one.id.value);
  const Url where = url(visit, "/{}/consultations/{}/dispositions", compact.slug, one.number);
  const Instant since = end_of_day(one.closes_on, compact.zone());
  if (counted.without > 0)
    all.push_back({.what = t("Remarks without a disposition"),
                   .count = counted.without,
                   .oldest = since,
                   .where = where});
  if (counted.unpublished > 0)
    all.push_back({.what = t("Dispositions that are not published"),
                   .count = counted.unpublished,
                   .oldest = {},
                   .where = where});
}

// Where organisations they are members of ask what the visitor's organisations think.
void add_asked(Visit& visit, const compacts::Compact& compact, std::vector<Todo>& all) {
  std::int64_t last = 0;
  for (const organisations::Mandate& mandate : organisations::my_mandates(visit)) {
    if (mandate.number.value == last) continue;
    last = mandate.number.value;
    for (const Asked& one :
         asked_of(visit.db, mandate.organisation, compacts::today(visit, compact)))
      all.push_back({.what = t("Say to {0} what {1} thinks of “{2}”, by {3}", one.asked_by,
                               one.name, one.title, day_and_month(one.closes_on)),
                     .count = 1,
                     .oldest = one.asked_at,
                     .where = url(visit, "/{}/members-views/{}", compact.slug,
                                  member_token(visit.site, one.member))});
  }
}

}  // namespace

std::vector<Todo> todo(Visit& visit) {
  const auto compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  const bool coordinates = compacts::may_coordinate(visit);
  std::vector<Todo> all;
  for (const Consultation& one : list(visit.db, compact.id)) {
    const Status now = status(one, today);
    if (now == Status::open || now == Status::closed) add_unanswered(visit, compact, one, all);
    if (now == Status::closed && coordinates) add_undisposed(visit, compact, one, all);
  }
  add_asked(visit, compact, all);
  return all;
}

std::vector<Received> received(Visit& visit) {
  const auto compact = compacts::here(visit);
  std::vector<Received> all;
  for (const Reception& one : receptions(visit.db, compact.id, receptions_shown)) {
    std::string channel;
    for (const auto& [value, name] : names(Channel{}))
      if (value == one.channel) channel = name;
    all.push_back({.kind = "response",
                   .kind_words = t("Response"),
                   .number = one.response,
                   .at = one.received_at.value_or(start_of_day(one.received_on, compact.zone())),
                   .sender = one.organisation,
                   .subject = one.title,
                   .channel = channel,
                   .where = url(visit, "/{}/consultations/{}/responses/{}", compact.slug,
                                one.consultation, one.response)});
  }
  return all;
}

std::vector<MenuItem> workplaces(Visit& visit) {
  const auto compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  std::vector<MenuItem> all;
  if (compacts::may_coordinate(visit))
    all.push_back({t("Consultations"), url(visit, "/{}/consultations", compact.slug)});
  if (!organisations::may_represent(visit)) return all;
  for (const Consultation& one : list(visit.db, compact.id))
    if (status(one, today) == Status::open)
      all.push_back({t("Answer “{}”", one.title),
                     url(visit, "/{}/consultations/{}/response", compact.slug, one.number)});
  return all;
}

// --- Behind the paragraphs ---

std::vector<ParagraphCount> count_behind_paragraphs(Visit& visit, std::int64_t version) {
  std::vector<ParagraphCount> all;
  for (const CountBehind& one : count_behind(visit.db, {version}))
    all.push_back({one.paragraph, tn("{} remark", "{} remarks", one.count)});
  return all;
}

Html behind_paragraph(Visit& visit, std::int64_t paragraph) {
  const auto remarks = remarks_behind(visit.db, {paragraph});
  if (remarks.empty()) return {};
  Html body = heading(2, t("Remarks in the consultation"));
  const Place place = place_of(visit, remarks.front());
  body += remark_list(visit, place, remarks, Told::organisation);
  body += changes_at_paragraph(visit, {paragraph});
  return body;
}

// --- The demonstration ---

void add_demo(Import& import) {
  if (import.compact == 0) return;
  const auto compact = compacts::load(import.db, {import.compact});
  const auto version = texts::latest_frozen(import.db, compact.id);
  if (!version) return;
  const Date today = date_of(import.now, *import.zone);
  for (const Consultation& one : list(import.db, compact.id))
    if (status(one, today) == Status::open) return;
  const auto language = compact.own_language();
  add(import.db, compact.id,
      {.version = version->id,
       .title = t("Consultation on the revised text").in(language),
       .cover_letter =
           t("We have worked on the text together and want to know what you think of it.\n\n"
             "- Is it clear what the parties promise each other?\n"
             "- Is something missing?\n\n"
             "This is an example for the demonstration. Answer as you like.")
               .in(language),
       .opens_on = add_days(today, -7),
       .closes_on = add_days(today, 21)},
      {}, import.now);
  import.count("consultations", 1);
}

}  // namespace overens::consultations
