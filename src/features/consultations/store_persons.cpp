// Private persons' answers, before and after they are confirmed.
#include "features/consultations/persons.h"

namespace overens::consultations {
namespace {

struct Row {
  std::int64_t section = 0;
  std::optional<Id<texts::Paragraph>> paragraph;
  Stance stance = Stance::supports;
  std::string wording;
  std::string proposed;
};

}  // namespace

std::int64_t count_answers_since(Db& db, Id<Consultation> id, std::string_view email,
                                 Instant since) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM person_answer
      WHERE consultation_id = $1 AND email = $2 AND written_at > $3)",
                               id, email, since);
}

void add_answer(Db& db, Id<Consultation> id, const Sender& sender, const std::vector<Part>& parts,
                std::string_view token_hash, Instant now) {
  const auto answer = db.load<Id<PersonAnswer>>(R"(
      INSERT INTO person_answer (consultation_id, token_hash, name, email, publishes_name,
        written_at)
      VALUES ($1, $2, $3, $4, $5, $6) RETURNING id)",
                                                id, token_hash, sender.name, sender.email,
                                                sender.publishes_name, now);
  std::int64_t position = 0;
  for (const Part& part : parts)
    db.run(R"(
        INSERT INTO person_answer_words (answer_id, position, section, paragraph_id, stance,
          wording, proposed)
        VALUES ($1, $2, $3, $4, $5, $6, $7))",
           answer, ++position, part.section.value_or(0), part.paragraph, part.stance, part.wording,
           part.proposed);
}

std::optional<PersonAnswer> find_answer(Db& db, Id<Consultation> id, std::string_view token_hash) {
  return db.find<PersonAnswer>(R"(
      SELECT id, name, email, publishes_name, written_at, response_id AS response
      FROM person_answer WHERE consultation_id = $1 AND token_hash = $2)",
                               id, token_hash);
}

std::vector<Part> answer_parts(Db& db, Id<PersonAnswer> id) {
  std::vector<Part> parts;
  for (Row& row : db.list<Row>(R"(
      SELECT section, paragraph_id AS paragraph, stance, wording, proposed FROM person_answer_words
      WHERE answer_id = $1 ORDER BY position)",
                               id))
    parts.push_back({.section = row.section ? std::optional(row.section) : std::nullopt,
                     .stance = row.stance,
                     .wording = std::move(row.wording),
                     .proposed = std::move(row.proposed),
                     .paragraph = row.paragraph});
  return parts;
}

Response confirm_answer(Db& db, const Place& place, const PersonAnswer& answer, const Date& due_on,
                        Instant now) {
  const auto id = place.consultation.id;
  db.lock_row("consultation", id);
  const auto became = db.find<Id<Response>>(
      "SELECT response_id FROM person_answer WHERE id = $1 AND response_id IS NOT NULL", answer.id);
  if (became) return load_response(db, *became);
  const auto parts = answer_parts(db, answer.id);
  const auto before = db.find<Id<Response>>(
      "SELECT response_id FROM response_person WHERE consultation_id = $1 AND email = $2", id,
      answer.email);
  Id<Response> response;
  if (before) {
    response = *before;
    change(db, place.compact.id, response, load_response(db, response).version, parts, {}, now);
    db.run("UPDATE response_person SET name = $2, publishes_name = $3 WHERE response_id = $1",
           response, answer.name, answer.publishes_name);
  } else {
    const auto language = place.compact.own_language();
    response = receive(db, place.compact.id, id,
                       {.organisation_id = {},
                        .organisation = t("Private person").in(language),
                        .received_on = place.today,
                        .received_at = now,
                        .due_on = due_on,
                        .channel = Channel::web,
                        .parts = parts,
                        .by = {}},
                       now)
                   ->id;
    db.run(R"(
        INSERT INTO response_person (response_id, consultation_id, name, email, publishes_name)
        VALUES ($1, $2, $3, $4, $5))",
           response, id, answer.name, answer.email, answer.publishes_name);
  }
  db.run("UPDATE person_answer SET confirmed_at = $2, response_id = $3 WHERE id = $1", answer.id,
         now, response);
  return load_response(db, response);
}

std::int64_t purge_answers(Db& db, Instant written_before) {
  db.run(R"(
      DELETE FROM person_answer_words WHERE answer_id IN (
        SELECT id FROM person_answer WHERE written_at < $1))",
         written_before);
  return db.run("DELETE FROM person_answer WHERE written_at < $1", written_before);
}

bool has_answered(Db& db, Id<Consultation> id, std::string_view email) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM response_person WHERE consultation_id = $1 AND email = $2)",
                                   id, email);
}

std::optional<Sender> sender_of(Db& db, Id<Response> id) {
  return db.find<Sender>(
      "SELECT name, email, publishes_name FROM response_person WHERE response_id = $1", id);
}

}  // namespace overens::consultations
