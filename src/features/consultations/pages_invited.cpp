// Who is invited: chosen from the register by what they are, or by name; where their letters stand;
// reminders to those who have not answered.
#include <algorithm>

#include "base/text.h"
#include "features/consultations/pages.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t invited_per_page = 100;
constexpr std::size_t most_names = 500;
constexpr std::size_t longest_names = 20'000;

std::vector<std::string> fields_of(const std::vector<organisations::Organisation>& all) {
  std::vector<std::string> fields;
  for (const auto& one : all)
    if (!one.ended_on && !one.field.empty() &&
        std::find(fields.begin(), fields.end(), one.field) == fields.end())
      fields.push_back(one.field);
  return fields;
}

Url invited_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/invited", place.compact.slug, place.consultation.number);
}

Html invited_table(Visit& visit, const Place& place, const std::vector<Invited>& shown) {
  Table list{t("Invited, by name"),
             {t("Organisation"), t("Invited"), t("The letter"), t("Reminders"), t("Answer")},
             {}};
  const Zone zone = place.compact.zone();
  for (const Invited& one : shown)
    list.rows.push_back(
        {html("{}", one.name), date_element(date_of(one.invited_at, zone)),
         !one.written_at ? tag_label(Tone::info, t("Waits"))
                         : html("{}", tn("{} copy", "{} copies", one.copies)),
         html("{}", one.reminders),
         one.response ? link(address(visit, place, *one.response), t("Response {}", *one.response))
                      : tag_label(Tone::neutral, t("None yet"))});
  return table(list);
}

Html progress(Visit& visit, const Place& place) {
  Html all;
  for (const auto& [kind, name] : names(LetterKind{})) {
    const LetterCounts counted = count_letters(visit.db, place.consultation.id, kind);
    if (counted.waiting == 0) continue;
    all += paragraph(t("{0} of {1} letters are written. You can leave this page; it goes on.",
                       number(counted.all - counted.waiting), number(counted.all)));
  }
  return all;
}

Html invite_form(Visit& visit, const Place& place, const Filled& filled) {
  std::vector<Option> options = {{"affiliated", t("Every affiliated organisation")},
                                 {"register", t("Every organisation of the register")},
                                 {"field", t("Those in one field")},
                                 {"names", t("Those whose names I write")}};
  Html fields = radio_field(
      filled, {.name = "who", .label = t("Whom to invite"), .value = "affiliated"}, options);
  std::vector<Option> choices = {{"", t("Choose a field")}};
  for (const std::string& one : fields_of(organisations::list(visit.db, place.compact.id)))
    choices.push_back({one, verbatim(one)});
  fields +=
      select_field(filled, {.name = "field", .label = t("Field"), .is_optional = true}, choices);
  fields += area_field(filled, {.name = "names",
                                .label = t("Names"),
                                .hint = t("One a line, as they stand in the register."),
                                .is_optional = true,
                                .rows = 4});
  return post_form(visit, invited_url(visit, place), fields, {.words = t("Invite them")});
}

Page invited_page(Visit& visit, const Place& place, const Filled& filled, int status = 200) {
  const auto id = place.consultation.id;
  const Paging where = paging(visit, invited_per_page);
  const InvitedCounts counted = count_invited(visit.db, id);
  const bool may_act = compacts::may_coordinate(visit) && !place.consultation.handled_at;
  Html body = error_summary(filled);
  body += html(R"(<dl class="o-figures">{}</dl>)",
               html("<div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div>",
                    t("invited"), counted.all, t("of them have answered"), counted.answered));
  body += progress(visit, place);
  if (may_act && counted.all > counted.answered && place.status() == Status::open)
    body += post_button(
        visit,
        url(visit, "/{}/consultations/{}/reminders", place.compact.slug, place.consultation.number),
        {.words = tn("Remind the {} that has not answered", "Remind the {} that have not answered",
                     counted.all - counted.answered)});
  const auto shown = invited(visit.db, id, where.per_page, where.offset());
  body += shown.empty() ? empty_state(t("Nobody is invited by name. Everybody may answer."))
                        : invited_table(visit, place, shown);
  body += pagination(visit, where, counted.all);
  if (may_act) {
    body += heading(2, t("Invite more"));
    body += invite_form(visit, place, filled);
  }
  return page(visit, {.title = t("Invited"), .path = path_to(visit, place)}, body, status);
}

using Chosen = std::vector<Id<organisations::Organisation>>;

Chosen named(Visit& visit, const Place& place, Filled& filled) {
  Chosen chosen;
  const std::string names =
      filled.text("names", t("Write the names of those to invite."), longest_names);
  std::size_t lines = 0;
  std::string_view rest = names;
  while (!rest.empty() && lines++ < most_names) {
    const std::string name = tidy_line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), rest.find('\n') == std::string_view::npos
                                                 ? rest.size()
                                                 : rest.find('\n') + 1));
    if (name.empty()) continue;
    const auto known = organisations::find_same(visit.db, place.compact.id, name, {});
    filled.expect(known && !known->ended_on, "names",
                  t("“{}” does not stand in the register.", name));
    if (known) chosen.push_back(known->id);
  }
  filled.expect(rest.empty(), "names", t("At most {} names at a time.", most_names));
  return chosen;
}

Chosen choose(Visit& visit, const Place& place, Filled& filled) {
  const std::string_view who = filled.value("who");
  Chosen chosen;
  if (who == "names") return named(visit, place, filled);
  if (who == "affiliated") {
    for (const auto& one : compacts::affiliated(visit.db, place.compact.id, place.today))
      chosen.push_back(one.organisation);
    return chosen;
  }
  filled.expect(who == "register" || who == "field", "who", t("Choose whom to invite."));
  const std::string field = who == "field" ? filled.line("field", t("Choose the field.")) : "";
  if (!filled.ok()) return chosen;
  for (const auto& one : organisations::list(visit.db, place.compact.id))
    if (!one.ended_on && (who == "register" || one.field == field)) chosen.push_back(one.id);
  return chosen;
}

void require_unhandled(const Place& place) {
  if (place.consultation.handled_at) throw Conflict{words_for(Door::ended, place.consultation)};
}

}  // namespace

Page show_invited(Visit& visit, Number number) {
  return invited_page(visit, place_here(visit, number), Filled{});
}

Page invite_more(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_unhandled(place);
  Filled filled(visit.form);
  const Chosen chosen = choose(visit, place, filled);
  if (filled.ok() && chosen.empty()) filled.fail("who", t("That is nobody."));
  if (!filled.ok()) return invited_page(visit, place, filled, 422);
  visit.write([&](Db& db) {
    for (const auto organisation : chosen)
      invite(db, place.consultation.id, organisation, people::me(visit), visit.now);
  });
  return see_other(invited_url(visit, place));
}

Page remind(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  if (place.status() != Status::open)
    throw Conflict{t("Reminders are sent while the consultation is open.")};
  visit.write([&](Db& db) {
    if (0 == queue_to_unanswered(db, place.consultation.id, LetterKind::reminder, iso(place.today),
                                 people::me(visit), visit.now))
      throw Conflict{t("Everybody who has not answered has been reminded today already.")};
  });
  return see_other(invited_url(visit, place));
}

}  // namespace overens::consultations
