// A private person answers: a form for everybody, a letter with a link, and a button behind it.
// Opening the link changes nothing: programs that look through mail open links too.
#include "base/secrets.h"
#include "features/consultations/persons.h"
#include "post/outbox.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t answers_a_day = 5;  // from one address
constexpr int seconds_a_day = 24 * 60 * 60;
constexpr int days_to_confirm = 7;

Url person_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/own-response", place.compact.slug,
             place.consultation.number);
}

Url token_url(const Visit& visit, const Place& place, const std::string& token) {
  return url(visit, "/{}/consultations/{}/own-response/{}", place.compact.slug,
             place.consultation.number, token);
}

Door door_of(const Place& place) { return door(place.consultation, false, place.today); }

Page person_page(Visit& visit, const Place& place, const Filled& filled, int status = 200) {
  Html body = error_summary(filled);
  body += paragraph(words_for(door_of(place), place.consultation));
  Html about = field(filled, {.name = "name", .label = t("Your name"), .autocomplete = "name"});
  about += field(filled, {.name = "email",
                          .label = t("Your email address"),
                          .input = Input::email,
                          .hint = t("We send a link there to confirm that the response is yours, "
                                    "and later what became of it. It is not published."),
                          .autocomplete = "email"});
  about += tick_field(
      filled, {.name = "publishes_name",
               .label = t("My name may be shown beside my response"),
               .hint = t("Otherwise it says “private person”. The name is kept with the response, "
                         "which is a public document that can be asked for.")});
  Html fields = field_group(t("About you"), about);
  fields += part_fields(filled, place, parts_below(place));
  body += remembered_form(visit, person_url(visit, place), fields, {{.words = t("Go on")}});
  return page(visit,
              {.title = t("Answer as a private person"),
               .lead = t("Say what you think of “{}”. Skip what you have no opinion about.",
                         place.consultation.title),
               .path = path_to(visit, place)},
              body, status);
}

void send_link(Db& db, Visit& visit, const Place& place, const Sender& sender,
               const std::string& token, const std::string& hash) {
  post::Mail mail = compacts::letter(
      visit.site, place.compact, visit.language, sender.email, {}, "person_answer_confirm",
      t("Confirm your response: {}", place.consultation.title),
      t("Somebody, we hope you, has answered “{0}” with this address. Open the link and "
        "press the button there, and the response is received: {1}\n\nIf it was not you, "
        "do nothing: what was written is removed within {2} days.\n",
        place.consultation.title,
        public_url(visit, "/{}/consultations/{}/own-response/{}", place.compact.slug,
                   place.consultation.number, token)
            .text(),
        days_to_confirm)
          .in(visit.language));
  mail.key = "person answer " + hash;
  mail.secret = true;
  post::send(db, mail, visit.now);
}

void send_receipt(Db& db, Visit& visit, const Place& place, const PersonAnswer& answer,
                  const Response& response) {
  post::Mail mail = compacts::letter(
      visit.site, place.compact, visit.language, answer.email, answer.name, "response_received",
      t("Response {0} has been received", response.number),
      t("We have received your response to “{0}”. It has number {1}. Read it here: {2}\n",
        place.consultation.title, response.number,
        public_url(visit, "/{}/consultations/{}/responses/{}", place.compact.slug,
                   place.consultation.number, response.number)
            .text())
          .in(visit.language));
  mail.key = "person answer " + std::to_string(answer.id.value) + " received";
  mail.about = "response " + std::to_string(response.id.value);
  post::send(db, mail, visit.now);
}

Html parts_view(const Place& place, const std::vector<Part>& parts) {
  return html(R"(<dl class="o-answers">{}</dl>)", each(parts, [&](const Part& part) {
                Html said = stance_label(part.stance);
                if (!part.wording.empty()) said += prose(part.wording, place.compact.language);
                said += proposal_view(place, part.paragraph, part.proposed);
                return html("<div><dt>{}</dt><dd>{}</dd></div>",
                            part_words(place, part.section, part.paragraph), said);
              }));
}

PersonAnswer answer_by(Visit& visit, const Place& place, const std::string& token) {
  visit.keep_private();
  return found(find_answer(visit.db, place.consultation.id, sha256_hex(token)));
}

}  // namespace

Page answer_as_person(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  if (lets_in(door_of(place))) return person_page(visit, place, Filled{});
  hold_until_it_turns(visit, place);
  return page(visit, {.title = t("Answer as a private person"), .path = path_to(visit, place)},
              paragraph(words_for(door_of(place), place.consultation)));
}

Page take_person_answer(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Filled filled(visit.form);
  Sender sender;
  sender.name = filled.line("name", t("Write your name."));
  sender.email = filled.email("email", t("Write your email address."));
  sender.publishes_name = filled.ticked("publishes_name");
  const auto parts = complete_parts(filled, place, parts_of(read_all_parts(filled, place)));
  const auto day_ago = plus_seconds(visit.now, -seconds_a_day);
  if (filled.ok() &&
      count_answers_since(visit.db, place.consultation.id, sender.email, day_ago) >= answers_a_day)
    filled.fail("email", t("Several links have been sent there today. Use the latest of them, or "
                           "come back tomorrow."));
  if (!filled.ok()) return person_page(visit, place, filled, 422);
  if (!lets_in(door_of(place))) return person_page(visit, place, filled, 409);
  const std::string token = random_token();
  const std::string hash = sha256_hex(token);
  visit.write_quietly([&](Db& db) {
    add_answer(db, place.consultation.id, sender, parts, hash, visit.now);
    send_link(db, visit, place, sender, token, hash);
  });
  return accepted(url(visit, "/{}/consultations/{}/own-response/sent", place.compact.slug,
                      place.consultation.number));
}

Page show_sent(Visit& visit, Number number) {
  return page(
      visit,
      {.title = t("Open the link in the mail"), .path = path_to(visit, place_here(visit, number))},
      paragraph(t("We have sent a link to the address you wrote. Your response is received "
                  "when you have opened it and pressed the button there.")));
}

Page show_person_answer(Visit& visit, Number number, std::string token) {
  const Place place = place_here(visit, number);
  const PersonAnswer answer = answer_by(visit, place, token);
  if (answer.response) {
    const Response response = load_response(visit.db, *answer.response);
    Html done =
        html(R"(<div class="o-done" role="status"><h1>{}</h1><p class="o-lead">{}</p></div>)",
             t("Your response has been received"),
             t("It has number {0} in “{1}”.", response.number, place.consultation.title));
    done += paragraph(
        t("To change it before the last day, answer once more with the same address. Write "
          "all of it then: it takes the place of this response, which is kept as an "
          "earlier version."));
    done += html("<p>{}</p>", link(address(visit, place, response.number), t("Read the response")));
    return page_with_own_heading(visit, t("Your response has been received"), {}, done);
  }
  Html body = paragraph(words_for(door_of(place), place.consultation));
  if (has_answered(visit.db, place.consultation.id, answer.email))
    body += notice(Tone::info, t("You have answered before"),
                   html("<p>{}</p>", t("This takes the place of all that you said then. What you "
                                       "said before is kept as an earlier version.")));
  body += parts_view(place, answer_parts(visit.db, answer.id));
  if (lets_in(door_of(place)))
    body +=
        post_form(visit, token_url(visit, place, token), {}, {.words = t("Submit the response")});
  return page(visit, {.title = t("Confirm your response"), .path = path_to(visit, place)}, body);
}

Page confirm_person_answer(Visit& visit, Number number, std::string token) {
  const Place place = place_here(visit, number);
  const PersonAnswer answer = answer_by(visit, place, token);
  if (!answer.response) {
    const Door now = door(place.consultation,
                          has_answered(visit.db, place.consultation.id, answer.email), place.today);
    if (!lets_in(now)) throw Conflict{words_for(now, place.consultation)};
    visit.write([&](Db& db) {
      const Response response =
          confirm_answer(db, place, answer, place.consultation.closes_on, visit.now);
      send_receipt(db, visit, place, answer, response);
    });
  }
  return see_other(token_url(visit, place, token));
}

std::int64_t purge_unconfirmed(const Site&, Database& database, Instant now) {
  return database.write(unseen, [&](Db& db) {
    return purge_answers(db, plus_seconds(now, -days_to_confirm * seconds_a_day));
  });
}

}  // namespace overens::consultations
