// A member says what it thinks, by the link it got: the same form as a response, section by section
// and paragraph by paragraph, sent to those who asked and to nobody else.
#include <algorithm>

#include "features/consultations/gatherings.h"
#include "features/consultations/pages.h"

namespace overens::consultations {
namespace {

// Where somebody with a link stands.
struct Asking {
  Place place;
  Gathering gathering;
  Member member;
  std::string asked_by;
  std::string token;

  bool is_open() const { return place.today <= gathering.closes_on; }
};

Asking asking_here(Visit& visit, const std::string& token) {
  visit.keep_private();
  const auto compact = compacts::here(visit);
  const Member member = found(find_member(visit.db, compact.id, token));
  const Gathering gathering = load_gathering(visit.db, member.gathering);
  const Number number = load(visit.db, gathering.consultation).number;
  return {place_here(visit, number), gathering, member,
          organisations::load(visit.db, gathering.organisation).name, token};
}

Url asking_url(const Visit& visit, const Asking& at, const std::string& section = {}) {
  return section.empty() ? url(visit, "/{}/members-views/{}", at.place.compact.slug, at.token)
                         : url(visit, "/{}/members-views/{}/sections/{}", at.place.compact.slug,
                               at.token, section);
}

Html name_field(const Asking& at, const Filled& filled) {
  return tick_field(
      filled,
      {.name = "may_be_named",
       .label = t("{0} may be named in the response of {1}", at.member.name, at.asked_by),
       .hint = t("Otherwise you are counted and not named.")},
      at.member.may_be_named);
}

Page member_page(Visit& visit, const Asking& at, const std::string& section, const Filled& filled,
                 int status = 200) {
  Html body = error_summary(filled);
  if (visit.query.has("sent"))
    body += notice(Tone::success, t("It has been sent to {}", at.asked_by),
                   paragraph(t("You can change it here until the end of {}.",
                               long_date(at.gathering.closes_on))));
  body +=
      paragraph(t("Those who represent {0} read it when they write their response. It is not "
                  "published, and nobody else sees it.",
                  at.asked_by));
  PartsShown shown{.known = views_of(visit.db, at.member.id)};
  shown.paragraphs = PartsShown::Paragraphs::elsewhere;
  Html fields = hidden_field("section", section);
  fields += section.empty()
                ? part_fields(filled, at.place, shown)
                : paragraph_fields(filled, at.place, section_by(at.place, section), shown);
  fields += name_field(at, filled);
  std::vector<Submit> ways = {{.words = t("Send it to {}", at.asked_by), .name = "then"}};
  if (!section.empty())
    ways.push_back({.words = t("Send, and back to the whole"), .name = "then", .value = "whole"});
  body += post_form(visit, asking_url(visit, at), fields, ways);
  return page(visit,
              {.title = t("What does {} think?", at.member.name),
               .lead = t("{0} asks its members about “{1}”. Skip what you have no opinion about.",
                         at.asked_by, at.place.consultation.title),
               .path = path_to(visit, at.place)},
              body, status);
}

Page closed_page(Visit& visit, const Asking& at, int status = 200) {
  return page(visit,
              {.title = t("What does {} think?", at.member.name), .path = path_to(visit, at.place)},
              paragraph(t("The last day to say it to {0} was {1}.", at.asked_by,
                          long_date(at.gathering.closes_on))),
              status);
}

}  // namespace

Page show_member_form(Visit& visit, std::string token) {
  const Asking at = asking_here(visit, token);
  return at.is_open() ? member_page(visit, at, {}, Filled{}) : closed_page(visit, at);
}

Page show_member_section(Visit& visit, std::string token, std::string section) {
  const Asking at = asking_here(visit, token);
  section_by(at.place, section);  // or 404
  return at.is_open() ? member_page(visit, at, section, Filled{}) : closed_page(visit, at);
}

Page save_member_view(Visit& visit, std::string token) {
  const Asking at = asking_here(visit, token);
  if (!at.is_open()) return closed_page(visit, at, 409);
  Filled filled(visit.form);
  const std::string section(visit.form.value("section"));
  const auto typed =
      parts_of(section.empty() ? read_parts(filled, at.place)
                               : read_paragraphs(filled, at.place, section_by(at.place, section)));
  if (!filled.ok()) return member_page(visit, at, section, filled, 422);
  const bool may_be_named = filled.ticked("may_be_named");
  visit.write_quietly(
      [&](Db& db) { save_views(db, at.member.id, typed, may_be_named, visit.now); });
  constexpr std::string_view to_paragraphs = "paragraphs:";
  const std::string_view then = visit.form.value("then");
  if (then.starts_with(to_paragraphs))
    return see_other(asking_url(visit, at, std::string(then.substr(to_paragraphs.size()))));
  return see_other(asking_url(visit, at, then == "whole" ? "" : section).with("sent", 1));
}

// --- Beside the organisation's own words ---

Html members_view(const Place& place, const PartsShown& shown, const DraftPart& known) {
  Html items;
  std::int64_t count = 0;
  for (const MemberView& one : shown.members) {
    if (one.section != known.section || one.paragraph != known.paragraph) continue;
    ++count;
    const texts::Paragraph* paragraph = paragraph_at(place, one.paragraph);
    Html said;
    for (const auto& [stance, name] : names(Stance{}))
      if (name == one.stance) said += html("<p>{}</p>", stance_label(stance));
    said += prose(one.wording, place.compact.language);
    said +=
        proposal_view(place, paragraph ? std::optional(paragraph->id) : std::nullopt, one.proposed);
    if (one.taken_at)
      said += html("<p>{}</p>", tag_label(Tone::success, t("Taken over")));
    else
      said += submit_button(
          {.words = t("Save, and take over what {} says", one.name),
           .name = "then",
           .value = "take:" + std::to_string(one.member.value) + ":" + key_of(known)});
    items += html("<li><p><b>{}</b></p>{}</li>", one.name, said);
  }
  if (count == 0) return {};
  return html(R"(<details class="ds-details" open><summary>{}</summary>)"
              R"(<ul class="o-items">{}</ul></details>)",
              tn("What {} member says", "What {} members say", count), items);
}

Html gathered_view(const Place& place, const Gathered& gathered) {
  if (gathered.members == 0) return {};
  Html told =
      paragraph(tn("{} member's view was gathered before it was written.",
                   "{} members' views were gathered before it was written.", gathered.members));
  if (!gathered.names.empty())
    told += html(R"(<p>{}</p><ul lang="{}">{}</ul>)", t("Among them, with their consent:"),
                 place.compact.language, each(gathered.names, [](const std::string& name) {
                   return html("<li>{}</li>", name);
                 }));
  return told;
}

std::int64_t purge_old_gatherings(const Site&, Database& database, Instant now) {
  const Date today = date_of(now, zone("Europe/Stockholm"));
  return database.write(
      unseen, [&](Db& db) { return purge_gatherings(db, add_days(today, -gathered_kept_days)); });
}

}  // namespace overens::consultations
