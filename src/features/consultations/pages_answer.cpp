// Answering for an organisation: a form that is kept while it is written, a look through it, and
// submitting it, which is reception. Until then it is the organisation's own space: these pages
// open for its representatives and for nobody else.
#include <algorithm>

#include "features/consultations/pages.h"
#include "features/consultations/rules.h"
#include "post/outbox.h"

namespace overens::consultations {
namespace {

using organisations::Mandate;
using organisations::MandateKind;

constexpr std::initializer_list<MandateKind> writers = {
    MandateKind::contact, MandateKind::responder, MandateKind::signatory, MandateKind::deputy};
constexpr std::initializer_list<MandateKind> submitters = {
    MandateKind::contact, MandateKind::responder, MandateKind::signatory};

// One organisation's answer to one consultation, as its representative meets it.
struct Own {
  Place place;
  Mandate mandate;
  std::optional<Response> submitted;
  Door door = Door::open;

  std::int64_t version() const { return submitted ? submitted->version : 0; }
};

Own own(Visit& visit, const Place& place, std::optional<Mandate> mandate) {
  if (!mandate) throw Forbidden{};
  Own one{place, *mandate, {}};
  one.submitted = find_response_of(visit.db, place.consultation.id, mandate->organisation);
  one.door = door(place.consultation, one.submitted.has_value(), place.today);
  return one;
}

// The organisation of the form.
Own own_of_form(Visit& visit, Number number, std::initializer_list<MandateKind> kinds) {
  const Place place = place_here(visit, number);
  return own(visit, place, organisations::mandate(visit, "organisation", kinds));
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

Url draft_url(const Visit& visit, const Own& one) {
  return url(visit, "/{}/consultations/{}/response/draft", one.place.compact.slug,
             one.place.consultation.number);
}

// --- The form ---

Html public_notice() {
  return notice(Tone::info, t("What you submit is public"),
                paragraph(t("Your response becomes a public document when it is submitted, and is "
                            "published here with the organisation's name. Until then nobody but "
                            "those who represent the organisation can see it. Leave out what is "
                            "private about individuals.")));
}

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

std::vector<DraftPart> known_parts(Visit& visit, const Own& one,
                                   const std::optional<Draft>& draft) {
  if (draft) return draft->parts;
  return one.submitted ? as_draft(remarks_of(visit.db, one.submitted->id))
                       : std::vector<DraftPart>();
}

Page form_page(Visit& visit, const Own& one, const Filled& filled, int status = 200) {
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  Html body = error_summary(filled);
  body += where_it_stands(one, draft);
  body += public_notice();
  Html fields = hidden_field("organisation", one.mandate.number.value);
  fields += hidden_field("known", one.version());
  fields += part_fields(filled, visit, one.place, known_parts(visit, one, draft));
  body += kept_form(visit, draft_url(visit, one), draft_url(visit, one), fields,
                    {{.words = t("Check your answers"), .name = "then", .value = "check"},
                     {.words = t("Save the draft"), .name = "then", .value = "save"}});
  return page(visit,
              {.title = t("Answer for {}", one.mandate.name),
               .lead = t("Say what {} thinks of “{}”. Skip what you have no opinion about.",
                         one.mandate.name, one.place.consultation.title),
               .path = path_to(visit, one.place)},
              body, status);
}

Page shut_page(Visit& visit, const Own& one, int status = 200) {
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

// --- Submitting ---

enum class Outcome : std::uint8_t { received, nothing_to_submit, changed_since, received_before };

void send_receipt(Db& db, Visit& visit, const Own& one, const Response& response) {
  const auto me = people::myself(visit);
  const Language language = visit.language;
  const Url where = public_url(visit, "/{}/consultations/{}/responses/{}", one.place.compact.slug,
                               one.place.consultation.number, response.number);
  std::string text = t("We have received {0}'s response to “{1}”. It has number {2}.",
                       one.mandate.name, one.place.consultation.title, response.number)
                         .in(language);
  if (response.is_late)
    text += "\n\n" + t("It came after the last day and is marked as late.").in(language);
  else
    text += "\n\n" + words_for(Door::open, one.place.consultation).in(language);
  text += "\n\n" + t("Read it here: {}", where.text()).in(language);
  post::Mail mail;
  mail.key = "response " + std::to_string(response.id.value) + " version " +
             std::to_string(response.version);
  mail.to = me.email;
  mail.to_name = me.name;
  mail.subject =
      t("Response {0} has been received: {1}", response.number, one.mandate.name).in(language);
  mail.text = text + "\n";
  mail.sender_name = one.place.compact.name;
  mail.language = language;
  mail.kind = "response_received";
  mail.scope = one.place.compact.id.value;
  mail.about = "response " + std::to_string(response.id.value);
  post::send(db, mail, visit.now);
}

// Inside the write, where nobody else changes anything: only what was looked through is submitted,
// and only by the first window that does.
Outcome receive_draft(Db& db, Visit& visit, const Own& one, std::int64_t known,
                      std::int64_t seen_at, const std::vector<Part>& parts) {
  const auto id = one.place.consultation.id;
  const auto before = find_response_of(db, id, one.mandate.organisation);
  if ((before ? before->version : 0) != known) return Outcome::received_before;
  const auto draft = find_draft(db, id, one.mandate.organisation);
  if (!draft) return Outcome::nothing_to_submit;
  if (draft->saved_at.microseconds != seen_at) return Outcome::changed_since;
  remove_draft(db, id, one.mandate.organisation);
  const auto me = people::me(visit);
  if (before) {
    change(db, one.place.compact.id, before->id, known, parts, me, visit.now);
  } else {
    receive(db, one.place.compact.id, id,
            {.organisation_id = one.mandate.organisation,
             .organisation = one.mandate.name,
             .received_on = one.place.today,
             .received_at = visit.now,
             .channel = Channel::web,
             .parts = parts,
             .by = me},
            visit.now);
  }
  send_receipt(db, visit, one, *find_response_of(db, id, one.mandate.organisation));
  return Outcome::received;
}

Html answers_view(const Place& place, const std::vector<Part>& parts, const Url& form) {
  Html rows;
  for (const Part& part : parts) {
    Html said = stance_label(part.stance);
    if (!part.wording.empty()) said += prose(part.wording, place.compact.language);
    if (!part.proposed.empty())
      said += html(R"(<p class="o-remark__wording"><b>{}</b> {}</p>)", t("Proposed wording:"),
                   part.proposed);
    rows += html(R"(<div><dt>{}</dt><dd>{}</dd><dd><a href="{}">{}</a></dd></div>)",
                 part_words(place, part.section), said,
                 form.at("stance_" + std::to_string(part.section.value_or(0))), t("Change"));
  }
  return html(R"(<dl class="o-answers">{}</dl>)", rows);
}

bool may_submit(Visit& visit, const Own& one) {
  return organisations::mandate_for(visit, one.mandate.number, submitters).has_value();
}

}  // namespace

Page answer(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto mine = organisations::my_mandates(visit);
  if (!visit.query.has("organisation") && !are_of_one(mine)) return choice_page(visit, place, mine);
  const Own one = visit.query.has("organisation") ? own_of_address(visit, number)
                                                  : own(visit, place, mine.front());
  return lets_in(one.door) ? form_page(visit, one, Filled{}) : shut_page(visit, one);
}

// Keeps what was typed, whatever is wrong with it; then goes where the button says. Without a
// button it is the browser that saves by itself.
Page keep(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, writers);
  Filled filled(visit.form);
  const auto parts = read_parts(filled, one.place);
  const std::string_view then = visit.form.value("then");
  if (then == "check") complete_parts(filled, parts);
  visit.write_quietly([&](Db& db) {
    save_draft(db, one.place.consultation.id, one.mandate.organisation, parts, people::me(visit),
               visit.now);
  });
  if (!lets_in(one.door)) return shut_page(visit, one, 409);
  if (!filled.ok()) return form_page(visit, one, filled, 422);
  if (visit.form.value("known") != std::to_string(one.version()) && !then.empty())
    return see_other(own_url(visit, one, "receipt").with("kept", 1));
  if (then == "check") return see_other(own_url(visit, one, "preview"));
  if (then == "save") return see_other(own_url(visit, one, ""));
  Page saved;
  saved.status = 204;
  return saved;
}

Page check(Visit& visit, Number number) {
  const Own one = own_of_address(visit, number);
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  if (!lets_in(one.door) || !draft) return see_other(own_url(visit, one, ""));
  const Form form = form_of(draft->parts);
  Filled filled(form);
  const auto parts = complete_parts(filled, draft->parts);
  if (!filled.ok()) return form_page(visit, one, filled, 422);
  Html body;
  if (visit.query.has("changed"))
    body += notice(Tone::warning, t("Look through it once more"),
                   paragraph(t("The draft was changed after you looked at it, here or in another "
                               "window. This is how it reads now.")));
  body += paragraph(words_for(one.door, one.place.consultation));
  body += answers_view(one.place, parts, own_url(visit, one, ""));
  body += public_notice();
  if (may_submit(visit, one))
    body += post_button(visit,
                        url(visit, "/{}/consultations/{}/response", one.place.compact.slug, number),
                        {.words = t("Submit the response")},
                        {{"organisation", std::to_string(one.mandate.number.value)},
                         {"known", std::to_string(one.version())},
                         {"seen", std::to_string(draft->saved_at.microseconds)}});
  else
    body +=
        paragraph(t("You can write on the response. It is submitted by somebody whom the "
                    "organisation has made its contact, responder or signatory."));
  return page(visit, {.title = t("Check your answers"), .path = path_to(visit, one.place)}, body);
}

Page submit(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, submitters);
  if (one.submitted && visit.form.value("known") != std::to_string(one.version()))
    return see_other(own_url(visit, one, "receipt"));
  if (!lets_in(one.door)) return shut_page(visit, one, 409);
  Filled numbers(visit.form);
  const auto known = numbers.optional_number("known", 0, INT64_MAX);
  const auto seen = numbers.optional_number("seen", 0, INT64_MAX);
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  if (!draft || !known || !seen) return see_other(own_url(visit, one, ""));
  const Form form = form_of(draft->parts);
  Filled filled(form);
  const auto parts = complete_parts(filled, draft->parts);
  if (!filled.ok()) return form_page(visit, one, filled, 422);
  const Outcome outcome =
      visit.write([&](Db& db) { return receive_draft(db, visit, one, *known, *seen, parts); });
  if (outcome == Outcome::changed_since)
    return see_other(own_url(visit, one, "preview").with("changed", 1));
  if (outcome == Outcome::nothing_to_submit) return see_other(own_url(visit, one, ""));
  return see_other(own_url(visit, one, "receipt"));
}

Page show_receipt(Visit& visit, Number number) {
  const Own one = own_of_address(visit, number);
  if (!one.submitted) return see_other(own_url(visit, one, ""));
  const Response& response = *one.submitted;
  Html body = html(R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)",
                   t("Your response has been received"),
                   t("It has number {0} in “{1}”.", response.number, one.place.consultation.title));
  body += facts({{t("Organisation"), html("{}", response.organisation)},
                 {t("Received"), response.received_at ? instant_element(*response.received_at,
                                                                        one.place.compact.zone())
                                                      : date_element(response.received_on)},
                 {t("Version"), html("{}{}", response.version, marks(response))}});
  if (visit.query.has("kept"))
    body += notice(Tone::warning, t("It had been submitted already"),
                   paragraph(t("Somebody submitted the organisation's response before you, perhaps "
                               "you in another window. What you typed is kept as a draft.")));
  body += heading(2, t("What happens next"));
  body += html(R"(<ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol>)",
               words_for(one.door, one.place.consultation),
               t("The parties handle every remark and say why they did as they did."),
               t("When they are done, a letter comes to those who represent the organisation."));
  Html actions = button_link(address(visit, one.place, response.number), t("Read the response"));
  if (lets_in(one.door))
    actions += html(" {}", button_link(own_url(visit, one, ""), t("Change it"), Weight::secondary));
  body += html(R"(<p class="o-actions">{}</p>)", actions);
  return page_with_own_heading(visit, t("Your response has been received"), {}, body);
}

}  // namespace overens::consultations
