// Answering for an organisation: the forms, which are kept while they are written, by several at
// once. It is the organisation's own space: these pages open for its representatives and for nobody
// else. Looking through it and submitting it are in pages_submit.cpp.
#include <algorithm>

#include "base/secrets.h"
#include "features/consultations/joining.h"

namespace overens::consultations {
namespace {

using organisations::Mandate;
using organisations::MandateKind;

constexpr std::initializer_list<MandateKind> writers = {
    MandateKind::contact, MandateKind::responder, MandateKind::signatory, MandateKind::deputy};
constexpr std::initializer_list<MandateKind> submitters = {
    MandateKind::contact, MandateKind::responder, MandateKind::signatory};

Own own(Visit& visit, const Place& place, std::optional<Mandate> mandate) {
  if (!mandate) throw Forbidden{};
  Own one{place, *mandate, {}};
  one.place.consultation.closes_on =
      last_day(visit.db, place.consultation, mandate->organisation, visit.now);
  one.submitted = find_response_of(visit.db, place.consultation.id, mandate->organisation);
  one.door = door(one.place.consultation, one.submitted.has_value(), place.today);
  return one;
}

Url draft_url(const Visit& visit, const Own& one) {
  return url(visit, "/{}/consultations/{}/response/draft", one.place.compact.slug,
             one.place.consultation.number);
}

// --- The form ---

Html where_it_stands(const Own& one, const std::optional<Draft>& draft) {
  Html words = paragraph(words_for(one.door, one.place.consultation));
  if (one.submitted)
    words +=
        paragraph(t("Response {} has been submitted. What you change here replaces it when "
                    "you submit again; the earlier version is kept.",
                    one.submitted->number));
  if (draft)
    words += paragraph(t("This is a draft. {0} saved it {1}.", draft->saved_by,
                         date_and_time(draft->saved_at, one.place.compact.zone())));
  return words;
}

std::vector<DraftPart> submitted_parts(Visit& visit, const Own& one) {
  if (!one.submitted) return {};
  const auto remarks = remarks_in_version(visit.db, one.submitted->id, one.submitted->version);
  if (remarks.empty()) return {};
  Number first = remarks.front().number;
  Number last = first;
  for (const Remark& each : remarks) {
    first = std::min(first, each.number);
    last = std::max(last, each.number);
  }
  return as_draft(one.place, remarks,
                  joinings_between(visit.db, one.place.consultation.id, first, last));
}

// `section`: whose paragraphs; none: the whole and the sections.
PartsShown parts_shown(Visit& visit, const Own& one, const std::optional<Draft>& draft,
                       const std::vector<DraftPart>& met,
                       std::optional<std::int64_t> section = {}) {
  PartsShown shown{.known = draft ? draft->parts : submitted_parts(visit, one),
                   .aside = draft ? laid_aside(visit.db, draft->id) : std::vector<DraftPart>(),
                   .met = met};
  if (const auto gathering =
          find_gathering(visit.db, one.place.consultation.id, one.mandate.organisation))
    shown.members = views_on(visit.db, gathering->id, section);
  // What others wrote meanwhile is what the form is shown with now.
  std::erase_if(shown.known, [&](const DraftPart& part) {
    return std::any_of(met.begin(), met.end(),
                       [&](const DraftPart& other) { return key_of(other) == key_of(part); });
  });
  shown.known.insert(shown.known.end(), met.begin(), met.end());
  return shown;
}

// Which open form it is: what it saved itself it may write over.
Html hidden_fields(const Own& one, const Filled& filled, std::string_view section) {
  const std::string typed(filled.value("form"));
  Html fields = hidden_field("organisation", one.mandate.number.value);
  fields += hidden_field("known", one.version());
  fields += hidden_field("form", typed.empty() ? random_token() : typed);
  fields += hidden_field("section", section);
  return fields;
}

Html met_summary(const Place& place, const std::vector<DraftPart>& met) {
  if (met.empty()) return {};
  Html where = html("<ul>{}</ul>", each(met, [&](const DraftPart& one) {
                      return html(R"(<li><a href="{}">{}</a></li>)",
                                  Url().at("wording_" + key_of(one)), part_words(place, one));
                    }));
  return notice(
      Tone::warning, t("Somebody else wrote in the same place"),
      html("{}{}",
           paragraph(tn("In {} place. Nothing is lost: both wordings stand below, and the rest "
                        "of what you wrote is saved.",
                        "In {} places. Nothing is lost: both wordings stand below, and the "
                        "rest of what you wrote is saved.",
                        static_cast<std::int64_t>(met.size()))),
           where));
}

Text lead_of(const Own& one) {
  return t("Say what {} thinks of “{}”. Skip what you have no opinion about.", one.mandate.name,
           one.place.consultation.title);
}

Url section_url(const Visit& visit, const Own& one, std::string_view slug) {
  return url(visit, "/{}/consultations/{}/response/sections/{}", one.place.compact.slug,
             one.place.consultation.number, slug)
      .with("organisation", one.mandate.number.value);
}

// Whom to answer for, where the visitor represents several.
Page choice_page(Visit& visit, const Place& place, const std::vector<Mandate>& mine) {
  std::vector<Html> items;
  std::int64_t last = 0;
  for (const Mandate& one : mine) {
    if (one.number.value == last) continue;
    last = one.number.value;
    items.push_back(html("<li>{}</li>", link(url(visit, "/{}/consultations/{}/response",
                                                 place.compact.slug, place.consultation.number)
                                                 .with("organisation", last),
                                             verbatim(one.name))));
  }
  Html list;
  for (const Html& item : items) list += item;
  Html body = paragraph(t("You represent several organisations."));
  body += html("<ul>{}</ul>", list);
  return page(visit, {.title = t("Who answers?"), .path = path_to(visit, place)}, body);
}

bool are_of_one(const std::vector<Mandate>& mine) {
  return std::all_of(mine.begin(), mine.end(),
                     [&](const Mandate& one) { return one.number == mine.front().number; });
}

// "take:7:p12": what member 7 says about paragraph 12 comes into the draft.
struct Taking {
  Number member;
  std::string key;
};

std::optional<Taking> taking(std::string_view then) {
  constexpr std::string_view begins = "take:";
  if (!then.starts_with(begins)) return std::nullopt;
  then.remove_prefix(begins.size());
  const std::size_t colon = then.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto member = hole_as<Number>(std::string(then.substr(0, colon)));
  if (!member) return std::nullopt;
  return Taking{*member, std::string(then.substr(colon + 1))};
}

void take(Db& db, const DraftSaving& how, const Taking& wanted, const std::vector<TypedPart>& typed,
          Instant now) {
  for (const TypedPart& one : typed)
    if (key_of(one.part) == wanted.key) take_over(db, how, wanted.member, one.part, now);
}

// Where the button of the form leads: "save", "check", "files", "paragraphs:dialog", "take:7:p12".
Page go_on(Visit& visit, const Own& one, std::string_view then, std::string_view section) {
  if (const auto wanted = taking(then)) {
    const Url back = section.empty() ? own_url(visit, one, "") : section_url(visit, one, section);
    return see_other(back.at("wording_" + wanted->key));
  }
  constexpr std::string_view to_paragraphs = "paragraphs:";
  if (then == "check") return see_other(own_url(visit, one, "preview"));
  if (then == "files") return see_other(own_url(visit, one, "files"));
  if (then.starts_with(to_paragraphs))
    return see_other(section_url(visit, one, then.substr(to_paragraphs.size())));
  if (then == "save" && !section.empty()) return see_other(section_url(visit, one, section));
  return see_other(own_url(visit, one, ""));
}

Page saved_quietly(int status) {
  Page answer;
  answer.status = status;
  return answer;
}

}  // namespace

// The organisation of the form.
Own own_of_form(Visit& visit, Number number, Acting acting) {
  const Place place = place_here(visit, number);
  return own(visit, place,
             organisations::mandate(visit, "organisation",
                                    acting == Acting::writing ? writers : submitters));
}

// The organisation of the address.
Own own_of_address(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto chosen = Filled(visit.query).optional_number("organisation", 1, INT64_MAX);
  if (!chosen) throw NotFound{};
  return own(visit, place, organisations::mandate_for(visit, Number{*chosen}, writers));
}

Url own_url(const Visit& visit, const Own& one, std::string_view page) {
  const Number number = one.place.consultation.number;
  const std::string& slug = one.place.compact.slug;
  const Url where = page.empty()
                        ? url(visit, "/{}/consultations/{}/response", slug, number)
                        : url(visit, "/{}/consultations/{}/response/{}", slug, number, page);
  return where.with("organisation", one.mandate.number.value);
}

Html public_notice() {
  return notice(Tone::info, t("What you submit is public"),
                paragraph(t("Your response becomes a public document when it is submitted, and is "
                            "published here with the organisation's name. Until then nobody but "
                            "those who represent the organisation can see it. Leave out what is "
                            "private about individuals.")));
}

Page form_page(Visit& visit, const Own& one, const Filled& filled, int status,
               const std::vector<DraftPart>& met) {
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  Html body = error_summary(filled);
  body += met_summary(one.place, met);
  body += where_it_stands(one, draft);
  body += html("<p>{}</p>", link(own_url(visit, one, "members"), t("Ask your members first")));
  body += public_notice();
  PartsShown shown = parts_shown(visit, one, draft, met);
  shown.paragraphs = PartsShown::Paragraphs::elsewhere;
  Html fields = hidden_fields(one, filled, "");
  fields += part_fields(filled, one.place, shown);
  body += kept_form(visit, draft_url(visit, one), draft_url(visit, one), fields,
                    {{.words = t("Check your answers"), .name = "then", .value = "check"},
                     {.words = t("Save the draft"), .name = "then", .value = "save"},
                     {.words = t("Save, and attach files"), .name = "then", .value = "files"}},
                    one.place.compact.zone());
  return page(visit,
              {.title = t("Answer for {}", one.mandate.name),
               .lead = lead_of(one),
               .path = path_to(visit, one.place)},
              body, status);
}

Page section_page(Visit& visit, const Own& one, const std::string& slug, const Filled& filled,
                  int status, const std::vector<DraftPart>& met) {
  const std::int64_t section = section_by(one.place, slug);
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  Html body = error_summary(filled);
  body += met_summary(one.place, met);
  body += where_it_stands(one, draft);
  Html fields = hidden_fields(one, filled, slug);
  fields +=
      paragraph_fields(filled, one.place, section, parts_shown(visit, one, draft, met, section));
  body += kept_form(visit, draft_url(visit, one), draft_url(visit, one), fields,
                    {{.words = t("Save, and back to the whole"), .name = "then", .value = "whole"},
                     {.words = t("Save the draft"), .name = "then", .value = "save"},
                     {.words = t("Check your answers"), .name = "then", .value = "check"}},
                    one.place.compact.zone());
  auto path = path_to(visit, one.place);
  path.push_back({t("Answer for {}", one.mandate.name), own_url(visit, one, "")});
  return page(visit,
              {.title = section ? part_words(one.place, section) : t("Before the first heading"),
               .lead = t("Paragraph by paragraph. {}", lead_of(one)),
               .path = path},
              body, status);
}

std::int64_t section_by(const Place& place, std::string_view slug) {
  if (slug == "_") return 0;
  for (const texts::Section& one : place.sections)
    if (one.slug == slug) return one.position;
  throw NotFound{};
}

bool may_submit(Visit& visit, const Own& one) {
  return organisations::mandate_for(visit, one.mandate.number, submitters).has_value();
}

DraftSaving saving(Visit& visit, const Own& one, std::string form) {
  return {.consultation = one.place.consultation.id,
          .organisation = one.mandate.organisation,
          .form = std::move(form),
          .submitted = submitted_parts(visit, one),
          .response = one.submitted ? std::optional(one.submitted->id) : std::nullopt,
          .by = people::me(visit)};
}

Page shut_page(Visit& visit, const Own& one, int status) {
  Html body = paragraph(words_for(one.door, one.place.consultation));
  if (one.submitted)
    body += paragraph(t("Response {} is what you submitted.", one.submitted->number));
  body += html(R"(<p class="o-actions">{}</p>)",
               one.submitted ? button_link(own_url(visit, one, "receipt"), t("Your receipt"))
                             : button_link(address(visit, one.place), t("To the consultation")));
  return page(visit,
              {.title = t("Answer for {}", one.mandate.name), .path = path_to(visit, one.place)},
              body, status);
}

Page answer(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto mine = organisations::my_mandates(visit);
  if (!visit.query.has("organisation") && !are_of_one(mine)) return choice_page(visit, place, mine);
  const Own one = visit.query.has("organisation") ? own_of_address(visit, number)
                                                  : own(visit, place, mine.front());
  return lets_in(one.door) ? form_page(visit, one, Filled{}) : shut_page(visit, one);
}

Page answer_section(Visit& visit, Number number, std::string slug) {
  const Own one = own_of_address(visit, number);
  section_by(one.place, slug);  // or 404
  return lets_in(one.door) ? section_page(visit, one, slug, Filled{}) : shut_page(visit, one);
}

// Keeps what was typed, whatever is wrong with it; then goes where the button says. Without a
// button it is the browser that saves by itself.
Page keep(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::writing);
  Filled filled(visit.form);
  const std::string section(visit.form.value("section"));
  const auto typed = section.empty()
                         ? read_parts(filled, one.place)
                         : read_paragraphs(filled, one.place, section_by(one.place, section));
  const std::string_view then = visit.form.value("then");
  const DraftSaving how = saving(visit, one, std::string(visit.form.value("form")));
  const auto wanted = taking(then);
  const auto met = visit.write_quietly([&](Db& db) {
    auto others = save_draft(db, how, typed, visit.now);
    if (wanted && others.empty()) take(db, how, *wanted, typed, visit.now);
    return others;
  });
  if (!lets_in(one.door)) return shut_page(visit, one, 409);
  if (then.empty() && filled.ok()) return saved_quietly(met.empty() ? 204 : 409);
  if (then == "check" && section.empty()) complete_parts(filled, one.place, parts_of(typed));
  if (!filled.ok() || !met.empty()) {
    const int status = filled.ok() ? 409 : 422;
    return section.empty() ? form_page(visit, one, filled, status, met)
                           : section_page(visit, one, section, filled, status, met);
  }
  if (visit.form.value("known") != std::to_string(one.version()))
    return see_other(own_url(visit, one, "receipt").with("kept", 1));
  return go_on(visit, one, then, section);
}

}  // namespace overens::consultations
