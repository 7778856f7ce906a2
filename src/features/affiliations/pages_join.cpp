// Joining, for everybody: what it asks and means, the application, and what happens next.
#include <algorithm>

#include "base/text.h"
#include "features/affiliations/pages.h"
#include "features/texts/texts.h"

namespace overens::affiliations {
namespace {

using compacts::Admission;
using compacts::Compact;
using compacts::Criterion;

// A field that only machines fill in.
constexpr std::string_view trap = "homepage";

Text how_admitted(Admission admission) {
  switch (admission) {
    case Admission::declared:
      return t(
          "You declare that the criteria are met. If they are, you may sign at once, and one "
          "of our contacts gets in touch.");
    case Admission::one_party:
      return t("A coordinator considers the application and answers. Then you may sign.");
    case Admission::every_party:
      return t(
          "The parties consider the application, each for itself. When all have said yes, "
          "you may sign.");
  }
  return {};
}

// To somebody who has answered, yes or no.
Text what_comes_next(Admission admission) {
  if (admission != Admission::declared) return how_admitted(admission);
  return t(
      "If you said yes to every criterion, you may sign at once, and one of our contacts gets in "
      "touch. Otherwise they get in touch first.");
}

Html criteria_list(const std::vector<Criterion>& criteria, std::string_view language) {
  return html(
      "<ul{}>{}</ul>", attribute("lang", language),
      each(criteria, [](const Criterion& one) { return html("<li>{}</li>", one.question); }));
}

Html what_signing_means(Visit& visit, const Compact& compact) {
  Html body = heading(2, t("What signing means"));
  body += paragraph(
      t("You sign the whole text, not parts of it. It is a declaration of intent, not a contract: "
        "it says how the parties want to work together. Each organisation decides for itself, "
        "as its own statutes say, and may leave at any time."));
  if (const auto whole = texts::adopted(visit.db, compact.id))
    body += html("<p>{}</p>", link(texts::address(visit, *whole), t("Read the text")));
  return body;
}

std::string answer_field(const Criterion& one) { return "criterion_" + one.key; }
std::string remark_field(const Criterion& one) { return "remark_" + one.key; }

Html organisation_fields(const Filled& filled,
                         const std::vector<organisations::Municipality>& area) {
  Html fields = field(filled, {.name = "name",
                               .label = t("Name of the organisation"),
                               .hint = t("As the organisation writes it itself."),
                               .autocomplete = "organization"});
  fields += field(filled, {.name = "organisation_number",
                           .label = t("Organisation number"),
                           .hint = t("Ten digits, as 212000-1355."),
                           .is_optional = true});
  fields += field(filled, {.name = "field",
                           .label = t("Works with"),
                           .hint = t("One or two words, as Culture or Health."),
                           .is_optional = true});
  fields += organisations::where_fields(filled, {}, area);
  fields += area_field(filled, {.name = "why",
                                .label = t("Why the organisation takes part"),
                                .hint = t("Shown in the directory once you have joined."),
                                .is_optional = true,
                                .rows = 3});
  return field_group(t("The organisation"), fields);
}

Html contact_fields(const Filled& filled) {
  Html fields = paragraph(
      t("We need somebody to answer. Once the organisation has joined, this stands in the "
        "directory as its contact, and you can change it. It is kept with the application."));
  fields +=
      field(filled, {.name = "contact_name", .label = t("Your name"), .autocomplete = "name"});
  fields += field(filled, {.name = "contact_role",
                           .label = t("Task in the organisation"),
                           .is_optional = true,
                           .autocomplete = "organization-title"});
  fields += field(filled, {.name = "contact_email",
                           .label = t("Your mail address"),
                           .input = Input::email,
                           .hint = t("We send a receipt there, and with it you sign in later."),
                           .autocomplete = "email"});
  fields += field(filled, {.name = "contact_phone",
                           .label = t("Phone"),
                           .input = Input::phone,
                           .is_optional = true,
                           .autocomplete = "tel"});
  return field_group(t("You who apply"), fields);
}

Html criteria_fields(const Filled& filled, const Compact& compact,
                     const std::vector<Criterion>& criteria) {
  Html fields = paragraph(
      t("If an answer is no, send the application all the same: then we talk about it first."));
  for (const Criterion& one : criteria) {
    const std::string answer = answer_field(one);
    const std::string remark = remark_field(one);
    fields += radio_field(
        filled, {.name = answer, .label = verbatim(one.question), .language = compact.language},
        {{"yes", t("Yes")}, {"no", t("No")}});
    fields += field(
        filled, {.name = remark, .label = t("Comment on “{}”", one.question), .is_optional = true});
  }
  return field_group(t("The criteria"), fields);
}

Html last_fields(const Filled& filled) {
  Html fields = tick_field(
      filled, {.name = "wishes_talk", .label = t("I would like to talk with a contact first")});
  fields += area_field(filled, {.name = "message",
                                .label = t("Anything else you want to tell us"),
                                .is_optional = true,
                                .rows = 3});
  fields += file_field(filled,
                       {.name = "decision",
                        .label = t("The board's decision"),
                        .hint = t("Minutes or an extract, if you have them at hand."),
                        .is_optional = true},
                       files::accepted);
  fields += html(R"(<div class="o-trap" aria-hidden="true"><label for="{}">{}</label><input)"
                 R"( type="text" id="{}" name="{}" tabindex="-1" autocomplete="off"></div>)",
                 trap, t("Leave this empty"), trap, trap);
  return fields;
}

Response application_form(Visit& visit, const Compact& compact, const Filled& filled, int status) {
  const auto criteria = compacts::criteria(visit.db, compact.id);
  Html fields = organisation_fields(filled, compacts::municipalities(visit.db, compact.id));
  fields += contact_fields(filled);
  if (!criteria.empty()) fields += criteria_fields(filled, compact, criteria);
  fields += last_fields(filled);
  Html body = error_summary(filled);
  body += paragraph(
      t("What you send reaches the parties together and becomes a public document. Nothing is "
        "kept before you send it."));
  body += post_form(visit, url(visit, "/{}/join/application", compact.slug), fields,
                    {.words = t("Send the application")}, true);
  return page(visit,
              {.title = t("Apply to join"),
               .lead = how_admitted(compact.admission),
               .path = {{t("Join"), url(visit, "/{}/join", compact.slug)}}},
              body, status);
}

void read_organisation(Filled& filled, Entry& entry,
                       const std::vector<organisations::Municipality>& area) {
  entry.name = filled.line("name", t("Write the name of the organisation."));
  const std::string typed = filled.optional_line("organisation_number", 20);
  const auto normal = organisations::organisation_number(typed);
  filled.expect(typed.empty() || normal, "organisation_number",
                t("Check the organisation number. It has ten digits, and the third is 2 or "
                  "more: a personal number cannot be used here."));
  entry.organisation_number = normal.value_or("");
  entry.field = filled.optional_line("field", 60);
  entry.why = filled.optional_text("why", 1'000);
  auto where = organisations::read_where(filled, area);
  entry.whole_area = where.whole_area;
  entry.municipalities = std::move(where.municipalities);
}

void read_criteria(Filled& filled, Entry& entry, const std::vector<Criterion>& criteria) {
  for (const Criterion& one : criteria) {
    const std::string_view chosen = filled.value(answer_field(one));
    filled.expect(chosen == "yes" || chosen == "no", answer_field(one),
                  t("Answer yes or no: {}", one.question));
    entry.answers.push_back({.criterion = one.id,
                             .question = one.question,
                             .is_yes = chosen == "yes",
                             .remark = filled.optional_line(remark_field(one), 500)});
  }
}

Entry read_entry(Visit& visit, const Compact& compact, Filled& filled) {
  Entry entry;
  read_organisation(filled, entry, compacts::municipalities(visit.db, compact.id));
  entry.contact_name = filled.line("contact_name", t("Write your name."), 100);
  entry.contact_role = filled.optional_line("contact_role", 100);
  entry.contact_email = filled.email("contact_email", t("Write your mail address."));
  entry.contact_phone = filled.optional_line("contact_phone", 40);
  read_criteria(filled, entry, compacts::criteria(visit.db, compact.id));
  entry.wishes_talk = filled.ticked("wishes_talk");
  entry.message = filled.optional_text("message", 3'000);
  entry.file = files::store(visit, filled, "decision");
  if (entry.file)
    if (const Upload* upload = visit.form.file("decision"))
      entry.file_name = shortened(tidy_line(upload->file_name), 200);
  if (entry.file && entry.file_name.empty()) entry.file_name = "decision";
  return entry;
}

void refuse_a_flood(Visit& visit, const Compact& compact) {
  constexpr int an_hour_s = 3600;
  if (count_received_since(visit.db, compact.id, plus_days(visit.now, -1)) >= most_a_day)
    throw TooMany{t("Very many applications have come today. Try again later, or call us."),
                  an_hour_s};
}

}  // namespace

Response join(Visit& visit) {
  const Compact compact = compacts::here(visit);
  Html body =
      html(R"(<p class="o-actions">{}</p>)",
           button_link(url(visit, "/{}/join/application", compact.slug), t("Apply to join")));
  if (const auto criteria = compacts::criteria(visit.db, compact.id); !criteria.empty()) {
    body += heading(2, t("Who may join"));
    body += criteria_list(criteria, compact.language);
  }
  body += heading(2, t("How it works"));
  body += html(R"(<ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol>)",
               t("Send an application for your organisation. You need no account."),
               how_admitted(compact.admission),
               t("Sign the text as a whole. From that day the organisation stands in the "
                 "directory."));
  body += what_signing_means(visit, compact);
  body += heading(2, t("Talk to us first"));
  body += compacts::contact_cards(compacts::contacts(visit.db, compact.id));
  return page(visit,
              {.title = t("Join"),
               .lead = t("Every organisation that meets the criteria is welcome. This is how it "
                         "is done.")},
              body);
}

Response application_form(Visit& visit) {
  return application_form(visit, compacts::here(visit), Filled{}, 200);
}

Response apply(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const Url done = url(visit, "/{}/join/received", compact.slug);
  if (visit.form.ticked(trap)) return see_other(done);
  refuse_a_flood(visit, compact);
  Filled filled(visit.form);
  const Entry entry = read_entry(visit, compact, filled);
  if (!filled.ok()) return application_form(visit, compact, filled, 422);
  visit.write([&](Db& db) {
    const auto applicant =
        people::find_or_add(db, entry.contact_email, entry.contact_name, visit.now);
    const auto one = receive(db, compact, entry, applicant, visit.now);
    if (!one) return;  // sent twice: received once, and answered alike
    write_receipt(db, visit, compact, *one);
    write_to_coordinators(db, visit, compact, *one);
  });
  return see_other(done);
}

Response received(Visit& visit) {
  const Compact compact = compacts::here(visit);
  Html body = html(R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)",
                   t("Your application is on its way"),
                   t("We have sent you a mail with a link by which you can follow it."));
  body += heading(2, t("What happens now"));
  body += html(R"(<ol class="o-steps"><li>{}</li><li>{}</li><li>{}</li></ol>)",
               t("Open the link in the mail and sign in with your address."),
               what_comes_next(compact.admission),
               t("When you have signed, you stand in the directory."));
  body += html("<p>{}</p>", link(url(visit, "/{}/contacts", compact.slug), t("Whom to call")));
  return page_with_own_heading(visit, t("Your application is on its way"), {}, body);
}

Html join_card(Visit& visit) {
  const Compact compact = compacts::here(visit);
  return html(
      R"(<section class="o-section" aria-labelledby="join"><h2 id="join">{}</h2><p>{}</p>)"
      R"(<p class="o-actions">{} {}</p></section>)",
      t("Join with your organisation"),
      t("Associations, foundations and congregations that share the values of the compact are "
        "welcome."),
      button_link(url(visit, "/{}/join/application", compact.slug), t("Apply to join")),
      link(url(visit, "/{}/join", compact.slug), t("How it works")));
}

}  // namespace overens::affiliations
