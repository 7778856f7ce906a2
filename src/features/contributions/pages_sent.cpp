// A note from anybody, by the form: it asks for no name, and a coordinator lets it through before
// anybody else reads it. And the paper that a note was typed in from.
#include "base/secrets.h"
#include "base/text.h"
#include "features/contributions/themes.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

// People never see it, and what fills it in is a program.
constexpr std::string_view trap = "website";
constexpr std::size_t shown_of_words = 80;  // in the register

std::string token_of(const Site& site, Id<compacts::Compact> compact, Number sent) {
  constexpr std::size_t letters = 24;
  const std::string number = std::to_string(sent.value);
  return number + "." +
         keyed_hash(site.secret_key,
                    "sent note of compact " + std::to_string(compact.value) + "/" + number)
             .substr(0, letters);
}

Response sending_form(Visit& visit, const Filled& filled, int status) {
  const compacts::Compact compact = compacts::here(visit);
  Html body = error_summary(filled);
  Html fields = area_field(filled, {.name = "wording",
                                    .label = t("What do you want to say?"),
                                    .hint = t("One thing at a time. Write no names."),
                                    .rows = 5});
  fields +=
      html("<div hidden>{}</div>", field(filled, {.name = trap, .label = t("Leave this empty")}));
  body += post_form(visit, url(visit, "/{}/contributions/send", compact.slug), fields,
                    {.words = t("Send it")});
  body +=
      paragraph(t("What reaches the public body is a public document. We ask for no name and "
                  "keep none."));
  return page(visit,
              Head{.title = t("Send in a note"),
                   .lead = t("Somebody reads it before it is shown here. It then stands among the "
                             "notes from the tables, and you can follow what becomes of it."),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

std::string field_of(std::string_view name, Number sent) {
  return std::string(name) + "_" + std::to_string(sent.value);
}

Html decision_on(Visit& visit, const compacts::Compact& compact, const SentNote& one,
                 const Filled& filled) {
  if (one.became)
    return html("<p>{} {}</p>", tag_label(Tone::success, t("Let through")),
                link(address(visit, *one.became), t("note {}", *one.became)));
  if (one.decided_at)
    return html(R"(<p>{} <span lang="{}">{}</span></p>)",
                tag_label(Tone::neutral, t("Not let through")), compact.language, one.reason);
  // Each has fields of its own, as they stand on one page, and each form is shown with what was
  // typed in it.
  const std::string wording = field_of("wording", one.number);
  const std::string reason = field_of("reason", one.number);
  Html part = post_form(
      visit, url(visit, "/{}/contributions/received/{}/acceptance", compact.slug, one.number),
      area_field(visit.form.has(wording) ? filled : Filled{},
                 {.name = wording,
                  .label = t("As it will stand"),
                  .hint = t("Take names, numbers and addresses of people away before it is let "
                            "through."),
                  .value = one.wording,
                  .rows = 3,
                  .language = compact.language}),
      {.words = t("Let it through")});
  part += post_form(visit,
                    url(visit, "/{}/contributions/received/{}/refusal", compact.slug, one.number),
                    field(visit.form.has(reason) ? filled : Filled{},
                          {.name = reason, .label = t("Why it is not let through")}),
                    {.words = t("Do not let it through"), .is_dangerous = true});
  return part;
}

Response received_page(Visit& visit, const Filled& filled, int status) {
  const compacts::Compact compact = compacts::here(visit);
  const auto all = sent_notes(visit.db, compact.id);
  Html items;
  for (const SentNote& one : all)
    items += html(R"(<li id="sent-{}"><blockquote lang="{}"><p>{}</p></blockquote>)"
                  R"(<p class="o-meta">{}</p>{}</li>)",
                  one.number, compact.language, one.wording,
                  instant_element(one.sent_at, compact.zone()),
                  decision_on(visit, compact, one, filled));
  Html body = error_summary(filled);
  body += all.empty() ? empty_state(t("Nothing has been sent in yet."))
                      : html(R"(<ul class="o-items">{}</ul>)", items);
  return page(visit,
              Head{.title = t("Notes that were sent in"),
                   .lead = t("What is let through stands among the notes, for everybody to read."),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

}  // namespace

Response ask_to_send(Visit& visit) { return sending_form(visit, Filled{}, 200); }

Response send(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const std::string wording =
      filled.text("wording", t("Write what you want to say."), longest_wording);
  if (!filled.ok()) return sending_form(visit, filled, 422);
  // A program is thanked too, and nothing of it is kept.
  if (!filled.value(trap).empty())
    return see_other(url(visit, "/{}/contributions/sent", compact.slug));
  const Number number =
      visit.write([&](Db& db) { return add_sent_note(db, compact.id, wording, visit.now); });
  return see_other(url(visit, "/{}/contributions/sent/{}", compact.slug,
                       token_of(visit.site, compact.id, number)));
}

Response show_sent(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  return page(visit, t("Thank you, it has come"),
              notice(Tone::success, t("We have your note"),
                     html("<p>{}</p><p>{}</p>",
                          t("Somebody reads it within some days, and then it stands here."),
                          link(url(visit, "/{}/contributions", compact.slug), t("All notes")))));
}

// Where it stands, by the link that whoever sent it was given: nobody's name belongs to it.
Response follow_sent(Visit& visit, std::string token) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const auto number = hole_as<Number>(token.substr(0, token.find('.')));
  if (!number || !equal_constant_time(token, token_of(visit.site, compact.id, *number)))
    throw NotFound{};
  const SentNote one = found(find_sent_note(visit.db, compact.id, *number));
  Html body;
  if (one.became)
    body = notice(Tone::success, t("It stands among the notes"),
                  html("<p>{}</p>", link(address(visit, *one.became),
                                         t("Follow what becomes of note {}", *one.became))));
  else if (one.decided_at)
    body = notice(Tone::neutral, t("It was not let through"),
                  html(R"(<p lang="{}">{}</p>)", compact.language, one.reason));
  else
    body = notice(Tone::success, t("We have your note"),
                  html("<p>{}</p><p>{}</p>",
                       t("Somebody reads it within some days, and then it stands here."),
                       t("Keep the address of this page: here you see what became of it.")));
  body += html(R"(<blockquote lang="{}"><p>{}</p></blockquote>)", compact.language, one.wording);
  body += html("<p>{}</p>", link(url(visit, "/{}/contributions", compact.slug), t("All notes")));
  return page(visit, t("Your note"), html(R"(<div class="o-flow o-measure">{}</div>)", body));
}

Response show_received(Visit& visit) { return received_page(visit, Filled{}, 200); }

Response accept(Visit& visit, Number sent) {
  const compacts::Compact compact = compacts::here(visit);
  SentNote one = found(find_sent_note(visit.db, compact.id, sent));
  Filled filled(visit.form);
  if (const std::string field = field_of("wording", sent); visit.form.has(field))
    one.wording = tidy_line(filled.text(field, t("Write what will stand there."), longest_wording));
  if (!filled.ok()) return received_page(visit, filled, 422);
  visit.write([&](Db& db) { let_through(db, compact.id, one, people::me(visit), visit.now); });
  return see_other(url(visit, "/{}/contributions/received", compact.slug));
}

Response refuse(Visit& visit, Number sent) {
  const compacts::Compact compact = compacts::here(visit);
  const SentNote one = found(find_sent_note(visit.db, compact.id, sent));
  Filled filled(visit.form);
  const std::string reason =
      filled.line(field_of("reason", sent), t("Say why it is not let through."), longest_reason);
  if (!filled.ok()) return received_page(visit, filled, 422);
  visit.write([&](Db& db) { turn_down(db, one, reason, people::me(visit), visit.now); });
  return see_other(url(visit, "/{}/contributions/received", compact.slug));
}

Response show_original(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Contribution note = found(find(visit.db, compact.id, number));
  const Original original = found(find_original(visit.db, note.id));
  return files::file_response(visit, original.file, original.name);
}

std::vector<Received> received(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  std::vector<Received> all;
  for (const SentNote& one : sent_notes(visit.db, compact.id))
    all.push_back({.kind = "sent_note",
                   .kind_words = t("A note sent in"),
                   .number = one.number,
                   .at = one.sent_at,
                   .sender = "",
                   .subject = shortened(one.wording, shown_of_words),
                   .channel = "web",
                   .where = url(visit, "/{}/contributions/received", compact.slug)
                                .at("sent-" + std::to_string(one.number.value))});
  return all;
}

}  // namespace overens::contributions
