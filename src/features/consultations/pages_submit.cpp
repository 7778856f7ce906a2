// The look through a draft, submitting it, which is reception, and the receipt.
#include <algorithm>

#include "features/consultations/pages.h"
#include "post/outbox.h"

namespace overens::consultations {
namespace {

enum class Outcome : std::uint8_t { received, nothing_to_submit, changed_since, received_before };
constexpr bool is_done(Outcome outcome) { return outcome == Outcome::received; }

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
  post::Mail mail = compacts::letter(
      visit.site, one.place.compact, language, me.email, me.name, "response_received",
      t("Response {0} has been received: {1}", response.number, one.mandate.name), text + "\n");
  mail.key = "response " + std::to_string(response.id.value) + " version " +
             std::to_string(response.version);
  mail.about = "response " + std::to_string(response.id.value);
  post::send(db, mail, visit.now);
}

// Inside the write, where nobody else changes anything: only what was looked through is submitted,
// and only by the first window that does.
Outcome receive_draft(Db& db, Visit& visit, const Own& one, std::int64_t known, std::int64_t seen,
                      const std::vector<Part>& parts) {
  const auto id = one.place.consultation.id;
  const auto before = find_response_of(db, id, one.mandate.organisation);
  if ((before ? before->version : 0) != known) return Outcome::received_before;
  const auto draft = find_draft(db, id, one.mandate.organisation);
  if (!draft) return Outcome::nothing_to_submit;
  if (draft->revision != seen || !laid_aside(db, draft->id).empty()) return Outcome::changed_since;
  const auto me = people::me(visit);
  if (before) {
    change(db, one.place.compact.id, before->id, known, parts, me, visit.now);
  } else {
    receive(db, one.place.compact.id, id,
            {.organisation_id = one.mandate.organisation,
             .organisation = one.mandate.name,
             .received_on = one.place.today,
             .received_at = visit.now,
             .due_on = one.place.consultation.closes_on,
             .channel = Channel::web,
             .parts = parts,
             .by = me},
            visit.now);
  }
  const Response received = *find_response_of(db, id, one.mandate.organisation);
  hand_over_files(db, draft->id, received.id, received.version);
  note_gathering(db, id, one.mandate.organisation, received.id, received.version);
  remove_draft(db, id, one.mandate.organisation);
  send_receipt(db, visit, one, received);
  return Outcome::received;
}

// Where to change an answer: the form, or the page of its section.
Url place_to_change(const Visit& visit, const Own& one, const DraftPart& part) {
  const std::string field = "stance_" + key_of(part);
  if (part.paragraph == 0) return own_url(visit, one, "").at(field);
  const texts::Section* section = section_at(one.place, part.section);
  return url(visit, "/{}/consultations/{}/response/sections/{}", one.place.compact.slug,
             one.place.consultation.number, section ? section->slug : "_")
      .with("organisation", one.mandate.number.value)
      .at(field);
}

Html answers_view(Visit& visit, const Own& one, const std::vector<DraftPart>& parts) {
  const Place& place = one.place;
  return html(R"(<dl class="o-answers">{}</dl>)", each(parts, [&](const DraftPart& part) {
                const texts::Paragraph* paragraph = paragraph_at(place, part.paragraph);
                const auto about = paragraph ? std::optional(paragraph->id) : std::nullopt;
                Html said;
                for (const auto& [stance, name] : names(Stance{}))
                  if (name == part.stance) said += stance_label(stance);
                if (said.is_empty()) return Html();
                if (!part.wording.empty()) said += prose(part.wording, place.compact.language);
                said += proposal_view(place, about, part.proposed);
                if (part.joins)
                  said += html("<p>{}</p>", link(remark_address(visit, Number{part.joins}),
                                                 t("Joins remark {}", Number{part.joins})));
                return html(R"(<div><dt>{}</dt><dd>{}</dd><dd><a href="{}">{}</a></dd></div>)",
                            part_words(place, part.section, about), said,
                            place_to_change(visit, one, part), t("Change"));
              }));
}

Html files_view(Visit& visit, const Own& one, Id<Draft> draft) {
  const auto files = draft_files(visit.db, draft);
  if (files.empty()) return {};
  Html list = heading(2, t("Attachments"));
  list += html("<ul>{}</ul>",
               each(files, [](const Attachment& file) { return html("<li>{}</li>", file.name); }));
  list += paragraph(t("They become public with the response."));
  list += html("<p>{}</p>", link(own_url(visit, one, "files"), t("Change the attachments")));
  return list;
}

// Whoever joins another says the same: where the other has changed its stance since, that is asked.
void require_same_stance(Visit& visit, const Place& place, const std::vector<DraftPart>& parts,
                         Filled& filled) {
  for (const DraftPart& part : parts) {
    if (part.joins == 0 || part.stance.empty()) continue;
    const auto joined = find_remark(visit.db, place.compact.id, Number{part.joins});
    if (!joined) continue;
    for (const auto& [stance, name] : names(Stance{}))
      if (stance == joined->stance && name != part.stance)
        filled.fail(
            "stance_" + key_of(part),
            t("{0}, which you join here, says “{1}”. Choose the same, or do not join it any "
              "more.",
              joined->organisation, words_for(stance)));
  }
}

// What the draft says, ready to be received; or the page on which what is missing is mended.
struct Completed {
  std::vector<Part> parts{};
  std::optional<Page> to_mend{};
};

Completed complete_draft(Visit& visit, const Own& one, const Draft& draft) {
  Completed all;
  const auto add = [&](const std::vector<DraftPart>& parts, const auto& mend) {
    if (all.to_mend) return;
    const Form form = form_of(one.place, parts);
    Filled filled(form);
    const auto complete = complete_parts(filled, one.place, parts);
    require_same_stance(visit, one.place, parts, filled);
    if (!filled.ok()) all.to_mend = mend(filled);
    all.parts.insert(all.parts.end(), complete.begin(), complete.end());
  };
  std::vector<DraftPart> on_form;
  for (const DraftPart& part : with_whole(draft.parts))
    if (part.paragraph == 0) on_form.push_back(part);
  add(on_form, [&](const Filled& filled) { return form_page(visit, one, filled, 422); });
  const auto add_paragraphs = [&](std::int64_t section, const std::string& slug) {
    std::vector<DraftPart> in_section;
    for (const DraftPart& part : draft.parts)
      if (part.paragraph != 0 && part.section == section) in_section.push_back(part);
    add(in_section,
        [&](const Filled& filled) { return section_page(visit, one, slug, filled, 422); });
  };
  add_paragraphs(0, "_");
  for (const texts::Section& section : one.place.sections)
    add_paragraphs(section.position, section.slug);
  return all;
}

Html submit_button_of(Visit& visit, const Own& one, const Draft& draft) {
  if (!laid_aside(visit.db, draft.id).empty())
    return notice(Tone::warning, t("Two wrote here at the same time"),
                  html("<p>{} <a href=\"{}\">{}</a></p>",
                       t("Decide which words stand before the response is submitted."),
                       own_url(visit, one, ""), t("To the draft")));
  if (!may_submit(visit, one))
    return paragraph(
        t("You can write on the response. It is submitted by somebody whom the "
          "organisation has made its contact, responder or signatory."));
  return post_button(visit,
                     url(visit, "/{}/consultations/{}/response", one.place.compact.slug,
                         one.place.consultation.number),
                     {.words = t("Submit the response")},
                     {{"organisation", std::to_string(one.mandate.number.value)},
                      {"known", std::to_string(one.version())},
                      {"seen", std::to_string(draft.revision)}});
}

}  // namespace

Page check(Visit& visit, Number number) {
  const Own one = own_of_address(visit, number);
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  if (!lets_in(one.door) || !draft) return see_other(own_url(visit, one, ""));
  const Completed complete = complete_draft(visit, one, *draft);
  if (complete.to_mend) return *complete.to_mend;
  Html body;
  if (visit.query.has("changed"))
    body += notice(Tone::warning, t("Look through it once more"),
                   paragraph(t("The draft was changed after you looked at it, here or in another "
                               "window. This is how it reads now.")));
  body += paragraph(words_for(one.door, one.place.consultation));
  body += answers_view(visit, one, draft->parts);
  body += files_view(visit, one, draft->id);
  body += public_notice();
  body += submit_button_of(visit, one, *draft);
  return page(visit, {.title = t("Check your answers"), .path = path_to(visit, one.place)}, body);
}

Page submit(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::submitting);
  if (one.submitted && visit.form.value("known") != std::to_string(one.version()))
    return see_other(own_url(visit, one, "receipt"));
  if (!lets_in(one.door)) return shut_page(visit, one, 409);
  Filled numbers(visit.form);
  const auto known = numbers.optional_number("known", 0, INT64_MAX);
  const auto seen = numbers.optional_number("seen", 0, INT64_MAX);
  const auto draft = find_draft(visit.db, one.place.consultation.id, one.mandate.organisation);
  if (!draft || !known || !seen) return see_other(own_url(visit, one, ""));
  const Completed complete = complete_draft(visit, one, *draft);
  if (complete.to_mend) return *complete.to_mend;
  const Outcome outcome = visit.write(
      [&](Db& db) { return receive_draft(db, visit, one, *known, *seen, complete.parts); });
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
