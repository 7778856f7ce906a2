// What coordinators do with a consultation as a whole: send a frozen text out, change the words
// about it, give more time.
#include "base/text.h"
#include "features/consultations/pages.h"
#include "features/consultations/rules.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_title = 200;

// Frozen versions of the texts of this compact, the latest first: "1/2" in the form.
std::vector<texts::Version> frozen_versions(Visit& visit, const compacts::Compact& compact) {
  std::vector<texts::Version> frozen;
  for (const texts::Version& one : texts::versions(visit.db, compact.id, Number{1}))
    if (one.is_frozen()) frozen.insert(frozen.begin(), one);
  return frozen;
}

Html words_fields(const Filled& filled, const std::string& title, const std::string& letter) {
  Html fields = field(filled, {.name = "title",
                               .label = t("Title"),
                               .hint = t("As in “Consultation on the revised text”."),
                               .value = title});
  fields += area_field(filled, {.name = "cover_letter",
                                .label = t("Cover letter"),
                                .hint = t("What you want to know, and why. You can use Markdown."),
                                .value = letter,
                                .is_optional = true,
                                .rows = 10});
  return fields;
}

Html new_fields(const Filled& filled, const std::vector<texts::Version>& frozen) {
  std::vector<Option> options;
  for (const texts::Version& one : frozen)
    options.push_back(
        {std::to_string(one.number.value), t("{0}, version {1}", one.title, one.number)});
  Html fields =
      select_field(filled,
                   {.name = "version",
                    .label = t("The text to answer"),
                    .hint = t("Only a version that every party has frozen can be sent out.")},
                   options);
  fields += words_fields(filled, {}, {});
  fields += field(filled, {.name = "opens_on", .label = t("First day"), .input = Input::date});
  fields += field(filled, {.name = "closes_on",
                           .label = t("Last day"),
                           .input = Input::date,
                           .hint = t("One can answer until midnight that day.")});
  fields += tick_field(
      filled,
      {.name = "accepts_late", .label = t("Receive what comes later too, and mark it as late")},
      true);
  fields += tick_field(
      filled, {.name = "invite", .label = t("Invite every affiliated organisation by mail")}, true);
  return fields;
}

Page new_page(Visit& visit, const compacts::Compact& compact, const Filled& filled, int status) {
  const auto frozen = frozen_versions(visit, compact);
  Html body = error_summary(filled);
  if (frozen.empty())
    body += empty_state(t("No version of the text is frozen yet. Freeze one first."));
  else
    body += post_form(visit, url(visit, "/{}/consultations", compact.slug),
                      new_fields(filled, frozen), {.words = t("Send it out")});
  return page(visit, t("Send a text out for consultation"), body, status);
}

NewConsultation read_new(Filled& filled, const std::vector<texts::Version>& frozen) {
  NewConsultation wanted;
  bool is_known = false;
  for (const texts::Version& one : frozen) {
    if (!filled.chose("version", std::to_string(one.number.value))) continue;
    wanted.version = one.id;
    is_known = true;
  }
  filled.expect(is_known, "version", t("Choose the text to answer."));
  wanted.title = filled.line("title", t("Write a title."), longest_title);
  wanted.cover_letter = filled.optional_text("cover_letter");
  const auto opens = filled.date("opens_on", t("Write the first day."));
  const auto closes = filled.date("closes_on", t("Write the last day."));
  if (opens && closes) {
    filled.expect(*opens <= *closes, "closes_on", t("The last day comes before the first."));
    filled.expect(days_between(*opens, *closes) <= longest_open_days, "closes_on",
                  t("The last day is more than two years away. Is the year right?"));
  }
  wanted.opens_on = opens.value_or(Date{});
  wanted.closes_on = closes.value_or(Date{});
  wanted.accepts_late = filled.ticked("accepts_late");
  return wanted;
}

// --- Changing ---

Page edit_page(Visit& visit, const Place& place, const Filled& filled, int status) {
  const Consultation& one = place.consultation;
  Html body = error_summary(filled);
  body += post_form(visit, url(visit, "/{}/consultations/{}/edit", place.compact.slug, one.number),
                    words_fields(filled, one.title, one.cover_letter), {.words = t("Save")});
  return page(visit,
              {.title = t("Change the title and the cover letter"), .path = path_to(visit, place)},
              body, status);
}

Page extension_page(Visit& visit, const Place& place, const Filled& filled, int status) {
  const Consultation& one = place.consultation;
  Html body = error_summary(filled);
  body += paragraph(t("The last day is {} now.", long_date(one.closes_on)));
  std::vector<Option> options = {{"", t("Everybody")}};
  for (const auto& organisation : organisations::list(visit.db, place.compact.id))
    if (!organisation.ended_on)
      options.push_back({std::to_string(organisation.number.value), verbatim(organisation.name)});
  Html fields = select_field(filled, {.name = "organisation", .label = t("For whom")}, options);
  fields += field(filled, {.name = "closes_on",
                           .label = t("New last day"),
                           .input = Input::date,
                           .hint = t("What has come too late by then stays marked as late.")});
  fields += area_field(
      filled,
      {.name = "reason", .label = t("Why"), .hint = t("Everybody can read it."), .rows = 3});
  body +=
      post_form(visit, url(visit, "/{}/consultations/{}/extension", place.compact.slug, one.number),
                fields, {.words = t("Give more time")});
  return page(visit, {.title = t("Give more time"), .path = path_to(visit, place)}, body, status);
}

// More time can be given until somebody has begun to say what becomes of the remarks.
void require_extendable(Visit& visit, const Place& place) {
  const HandlingCounts counted = handling_counts(visit.db, place.consultation.id);
  if (place.consultation.handled_at || counted.without < counted.remarks)
    throw Conflict{t("Dispositions have been recorded already, so the last day stands.")};
}

}  // namespace

Page new_consultation(Visit& visit) {
  return new_page(visit, compacts::here(visit), Filled{}, 200);
}

Page create_consultation(Visit& visit) {
  const auto compact = compacts::here(visit);
  Filled filled(visit.form);
  const NewConsultation wanted = read_new(filled, frozen_versions(visit, compact));
  if (!filled.ok()) return new_page(visit, compact, filled, 422);
  const auto asked = filled.ticked("invite") ? compacts::affiliated(visit.db, compact.id,
                                                                    compacts::today(visit, compact))
                                             : std::vector<compacts::Affiliation>();
  const Consultation made = visit.write([&](Db& db) {
    const Consultation one = add(db, compact.id, wanted, people::me(visit), visit.now);
    for (const compacts::Affiliation& affiliation : asked)
      invite(db, one.id, affiliation.organisation, people::me(visit), visit.now);
    return one;
  });
  return see_other(url(visit, "/{}/consultations/{}", compact.slug, made.number));
}

Page edit_consultation(Visit& visit, Number number) {
  return edit_page(visit, place_here(visit, number), Filled{}, 200);
}

Page save_consultation(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Filled filled(visit.form);
  const std::string title = filled.line("title", t("Write a title."), longest_title);
  const std::string letter = filled.optional_text("cover_letter");
  if (!filled.ok()) return edit_page(visit, place, filled, 422);
  visit.write([&](Db& db) { edit(db, place.consultation.id, title, letter); });
  return see_other(address(visit, place));
}

Page new_extension(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_extendable(visit, place);
  return extension_page(visit, place, Filled{}, 200);
}

Page create_extension(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_extendable(visit, place);
  Filled filled(visit.form);
  std::optional<organisations::Organisation> body;
  if (!filled.value("organisation").empty()) {
    const auto chosen = filled.optional_number("organisation", 1, INT64_MAX);
    if (chosen) body = organisations::find(visit.db, place.compact.id, Number{*chosen});
    filled.expect(body.has_value(), "organisation", t("Choose one of the organisations."));
  }
  const auto day = filled.date("closes_on", t("Write the new last day."));
  const std::string reason = filled.text("reason", t("Say why."), longest_reason);
  if (day) {
    const Date held = last_day(visit.db, place.consultation,
                               body ? std::optional(body->id) : std::nullopt, visit.now);
    filled.expect(*day > held, "closes_on",
                  t("The new last day must be later than the one that holds."));
    filled.expect(*day >= place.today, "closes_on", t("That day has passed already."));
    filled.expect(days_between(place.consultation.opens_on, *day) <= longest_open_days, "closes_on",
                  t("The last day is more than two years away. Is the year right?"));
  }
  if (!filled.ok()) return extension_page(visit, place, filled, 422);
  visit.write([&](Db& db) {
    const bool is_given =
        body ? extend_for(db, place.consultation, body->id, *day, reason, people::me(visit),
                          visit.now)
             : extend(db, place.consultation, *day, reason, people::me(visit), visit.now);
    if (!is_given) throw Conflict{t("Somebody else has just given more time.")};
    if (body)
      queue_letter(db, place.consultation.id, LetterKind::extension, body->id, iso(*day),
                   people::me(visit), visit.now);
    else
      queue_to_unanswered(db, place.consultation.id, LetterKind::extension, iso(*day),
                          people::me(visit), visit.now);
  });
  return see_other(address(visit, place));
}

}  // namespace overens::consultations
