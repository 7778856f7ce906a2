// A response that came on paper or by mail: coordinators type it in, with the original attached.
#include "base/text.h"
#include "features/consultations/pages.h"
#include "features/consultations/rules.h"

namespace overens::consultations {
namespace {

Html sender_fields(Visit& visit, const Place& place, const Filled& filled) {
  std::vector<Option> options = {{"", t("None of these")}};
  for (const auto& one : organisations::list(visit.db, place.compact.id))
    if (!one.ended_on) options.push_back({std::to_string(one.number.value), verbatim(one.name)});
  Html fields = select_field(
      filled, {.name = "organisation", .label = t("Organisation in the register")}, options);
  fields += field(filled, {.name = "name",
                           .label = t("Name of the organisation"),
                           .hint = t("Where it does not stand in the register."),
                           .is_optional = true});
  fields += field(filled, {.name = "received_on",
                           .label = t("The day it came"),
                           .input = Input::date,
                           .value = iso(place.today)});
  fields += file_field(filled,
                       {.name = "original",
                        .label = t("The original"),
                        .hint = t("Scanned or as it came by mail. Only those who run the compact "
                                  "can open it.")},
                       files::accepted);
  return fields;
}

Page paper_page(Visit& visit, const Place& place, const Filled& filled, int status) {
  Html body = error_summary(filled);
  Html fields = sender_fields(visit, place, filled);
  fields += part_fields(filled, place, parts_below(place));
  body += remembered_form(visit,
                          url(visit, "/{}/consultations/{}/paper-response", place.compact.slug,
                              place.consultation.number),
                          fields, {{.words = t("Enter the response")}}, true);
  return page(visit,
              {.title = t("Enter a response that came on paper"),
               .lead = t("Write what stands there, as it stands there. It is marked as come on "
                         "paper, and is public at once."),
               .path = path_to(visit, place)},
              body, status);
}

void require_unhandled(const Place& place) {
  if (place.consultation.handled_at) throw Conflict{words_for(Door::ended, place.consultation)};
}

// Who sent it and when; notes what is missing.
Submission read_sender(Visit& visit, const Place& place, Filled& filled) {
  Submission one;
  one.channel = Channel::paper;
  one.by = people::me(visit);
  if (!filled.value("organisation").empty()) {
    const auto number = filled.optional_number("organisation", 1, INT64_MAX);
    const auto known =
        number ? organisations::find(visit.db, place.compact.id, Number{*number}) : std::nullopt;
    filled.expect(known.has_value(), "organisation", t("Choose one of the organisations."));
    if (known) {
      one.organisation_id = known->id;
      one.organisation = known->name;
    }
  } else {
    one.organisation = filled.line("name", t("Say which organisation it came from."));
  }
  const auto day = filled.date("received_on", t("Write the day it came."));
  if (day) {
    one.received_on = *day;
    filled.expect(*day <= place.today, "received_on", t("That day has not come yet."));
    filled.expect(*day >= place.consultation.opens_on, "received_on",
                  t("That was before the text was sent out."));
    one.due_on = last_day(visit.db, place.consultation, one.organisation_id,
                          end_of_day(*day, place.compact.zone()));
  }
  return one;
}

}  // namespace

Page new_paper_response(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_unhandled(place);
  return paper_page(visit, place, Filled{}, 200);
}

Page create_paper_response(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_unhandled(place);
  Filled filled(visit.form);
  Submission wanted = read_sender(visit, place, filled);
  wanted.parts = complete_parts(filled, place, parts_of(read_all_parts(filled, place)));
  const Upload* original = visit.form.file("original");
  filled.expect(original != nullptr, "original", t("Attach the original."));
  if (original)
    if (const auto why = files::refusal(*original)) filled.fail("original", *why);
  if (!filled.ok()) return paper_page(visit, place, filled, 422);
  const auto file = files::store(visit, filled, "original");
  if (!filled.ok() || !file) return paper_page(visit, place, filled, 422);
  const auto received = visit.write([&](Db& db) {
    auto one = receive(db, place.compact.id, place.consultation.id, wanted, visit.now);
    if (one) add_original(db, one->id, *file, tidy_line(original->file_name), visit.now);
    return one;
  });
  if (!received) {
    filled.fail("organisation", t("That organisation has answered already."));
    return paper_page(visit, place, filled, 422);
  }
  return accepted(address(visit, place, received->number));
}

Page show_original(Visit& visit, Number number, Number response, Number original) {
  const Place place = place_here(visit, number);
  const Response one = found(find_response(visit.db, place.consultation.id, response));
  for (const Original& file : originals(visit.db, one.id))
    if (file.number == original) return files::file_response(visit, file.file_id, file.name);
  throw NotFound{};
}

}  // namespace overens::consultations
