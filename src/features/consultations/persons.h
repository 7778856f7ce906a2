// Private persons who answer a consultation: what they wrote waits until they have confirmed by a
// link in a mail that it is theirs. Everywhere else they stand as their role; the name is shown
// beside the response with their consent, and to those who run the compact.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

struct Sender {
  std::string name;
  std::string email;
  bool publishes_name = false;
};
struct PersonAnswer {
  Id<PersonAnswer> id;
  std::string name;
  std::string email;
  bool publishes_name = false;
  Instant written_at;
  std::optional<Id<Response>> response;  // which it became
};

// How many have been written from that address since, confirmed or not.
std::int64_t count_answers_since(Db&, Id<Consultation>, std::string_view email, Instant since);
void add_answer(Db&, Id<Consultation>, const Sender&, const std::vector<Part>&,
                std::string_view token_hash, Instant now);
std::optional<PersonAnswer> find_answer(Db&, Id<Consultation>, std::string_view token_hash);
std::vector<Part> answer_parts(Db&, Id<PersonAnswer>);
// It is received, as a new response or, from an address that has answered, as a new version of
// that. Confirmed again it is the same response.
Response confirm_answer(Db&, const Place&, const PersonAnswer&, const Date& due_on, Instant now);
// Those that nobody has confirmed in time.
std::int64_t purge_answers(Db&, Instant written_before);

bool has_answered(Db&, Id<Consultation>, std::string_view email);
std::optional<Sender> sender_of(Db&, Id<Response>);

std::int64_t purge_unconfirmed(const Site&, Database&, Instant now);  // a task

Page answer_as_person(Visit&, Number);
Page take_person_answer(Visit&, Number);
Page show_sent(Visit&, Number);
Page show_person_answer(Visit&, Number, std::string token);
Page confirm_person_answer(Visit&, Number, std::string token);

}  // namespace overens::consultations
