#include "features/affiliations/store.h"

#include "base/secrets.h"
#include "base/text.h"

namespace overens::affiliations {
namespace {

#define OVERENS_SELECT_APPLICATION                                                      \
  "SELECT id, number, received_at, channel, applicant_id AS applicant, name, "          \
  "COALESCE(organisation_number, '') AS organisation_number, field, whole_area, why, "  \
  "contact_name, contact_role, contact_email, contact_phone, wishes_talk, message, "    \
  "file_id AS file, file_name, state, organisation_id AS organisation, followed_up_at " \
  "FROM application "

Id<Application> insert(Db& db, Id<compacts::Compact> compact, Number number, const Entry& entry,
                       Id<people::Person> applicant, Instant now) {
  const std::optional<std::string> organisation_number =
      entry.organisation_number.empty() ? std::nullopt : std::optional(entry.organisation_number);
  return db.load<Id<Application>>(
      R"(INSERT INTO application (compact_id, number, received_at, channel, applicant_id, name,
           folded_name, organisation_number, field, whole_area, why, contact_name, contact_role,
           contact_email, contact_phone, wishes_talk, message, file_id, file_name, state)
         VALUES ($1, $2, $3, 'web', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
           $18, 'received')
         RETURNING id)",
      compact, number, now, applicant, entry.name, fold(entry.name), organisation_number,
      entry.field, entry.whole_area, entry.why, entry.contact_name, entry.contact_role,
      entry.contact_email, entry.contact_phone, entry.wishes_talk, entry.message, entry.file,
      entry.file_name);
}

void add_parts(Db& db, Id<Application> application, const Entry& entry) {
  for (const std::string& code : entry.municipalities)
    db.run("INSERT INTO application_municipality (application_id, code) VALUES ($1, $2)",
           application, code);
  for (const Answer& answer : entry.answers)
    db.run(R"(INSERT INTO application_answer (application_id, criterion_id, is_yes, remark)
              VALUES ($1, $2, $3, $4))",
           application, answer.criterion, answer.is_yes, answer.remark);
}

void add_assessment(Db& db, Id<Application> application, Outcome outcome, std::string_view words,
                    std::optional<Id<people::Person>> by, Instant now) {
  db.run(R"(INSERT INTO assessment (application_id, outcome, words, assessed_by, assessed_at)
            VALUES ($1, $2, $3, $4, $5))",
         application, outcome, words, by, now);
}

bool is_open_by_that_name(Db& db, Id<compacts::Compact> compact, Id<people::Person> applicant,
                          std::string_view name) {
  return 0 < db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS applications FROM application
      WHERE compact_id = $1 AND applicant_id = $2 AND folded_name = $3
        AND state IN ('received', 'talking', 'admitted'))",
                                   compact, applicant, fold(name));
}

std::int64_t count_open_of(Db& db, Id<people::Person> applicant) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) AS applications FROM application
      WHERE applicant_id = $1 AND state IN ('received', 'talking', 'admitted'))",
                               applicant);
}

}  // namespace

std::optional<Application> find(Db& db, Id<compacts::Compact> compact, Number number) {
  return db.find<Application>(OVERENS_SELECT_APPLICATION "WHERE compact_id = $1 AND number = $2",
                              compact, number);
}

std::vector<Answer> answers(Db& db, Id<Application> application) {
  return db.list<Answer>(R"(
      SELECT a.criterion_id AS criterion, c.question, a.is_yes, a.remark
      FROM application_answer a JOIN criterion c ON c.id = a.criterion_id
      WHERE a.application_id = $1 ORDER BY c.position)",
                         application);
}

std::vector<std::string> municipality_names(Db& db, Id<Application> application) {
  return db.list<std::string>(R"(
      SELECT m.name FROM application_municipality am
      JOIN application a ON a.id = am.application_id
      JOIN municipality m ON m.compact_id = a.compact_id AND m.code = am.code
      WHERE am.application_id = $1 ORDER BY m.sort_key)",
                              application);
}

std::vector<Application> list(Db& db, Id<compacts::Compact> compact, std::int64_t limit,
                              std::int64_t offset) {
  return db.list<Application>(OVERENS_SELECT_APPLICATION
                              "WHERE compact_id = $1 ORDER BY received_at DESC, id DESC "
                              "LIMIT $2 OFFSET $3",
                              compact, limit, offset);
}

std::int64_t count(Db& db, Id<compacts::Compact> compact) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS applications FROM application WHERE compact_id = $1", compact);
}

std::vector<Application> list_of(Db& db, Id<compacts::Compact> compact,
                                 Id<people::Person> applicant) {
  return db.list<Application>(OVERENS_SELECT_APPLICATION
                              "WHERE compact_id = $1 AND applicant_id = $2 "
                              "ORDER BY received_at DESC, id DESC LIMIT 20",
                              compact, applicant);
}

std::int64_t count_received_since(Db& db, Id<compacts::Compact> compact, Instant since) {
  return db.load<std::int64_t>(
      "SELECT COUNT(*) AS applications FROM application WHERE compact_id = $1 AND received_at > $2",
      compact, since);
}

Waiting waiting(Db& db, Id<compacts::Compact> compact) {
  return db.load<Waiting>(R"(
      SELECT
        COUNT(CASE WHEN state IN ('received', 'talking') THEN 1 END) AS to_consider,
        MIN(CASE WHEN state IN ('received', 'talking') THEN received_at END)
          AS oldest_to_consider,
        COUNT(CASE WHEN state = 'signed' AND followed_up_at IS NULL THEN 1 END) AS to_follow_up,
        MIN(CASE WHEN state = 'signed' AND followed_up_at IS NULL THEN received_at END)
          AS oldest_to_follow_up
      FROM application WHERE compact_id = $1)",
                          compact);
}

std::optional<Application> receive(Db& db, const compacts::Compact& compact, const Entry& entry,
                                   Id<people::Person> applicant, Instant now) {
  db.lock_row("person", applicant);
  if (is_open_by_that_name(db, compact.id, applicant, entry.name)) return std::nullopt;
  if (count_open_of(db, applicant) >= most_open_per_person)
    throw Conflict{t("Several applications from this address wait already. Talk to us first.")};
  const Number number = compacts::next_number(db, compact.id, "application");
  add_parts(db, insert(db, compact.id, number, entry, applicant, now), entry);
  auto application = find(db, compact.id, number);
  if (compact.admission == compacts::Admission::every_party) {
    const std::string sha256 = content_sha256(db, *application);
    const Language language = compact.own_language();
    groups::propose(db, compact,
                    {.kind = to_admit,
                     .subject = number.value,
                     .title = t("Admit {} to the compact", entry.name).in(language),
                     .where = url("/{}/applications/{}", compact.slug, number),
                     .sha256 = sha256},
                    std::nullopt, now);
  }
  return application;
}

namespace {

std::vector<std::string> municipality_codes(Db& db, Id<Application> application) {
  return db.list<std::string>(
      "SELECT code FROM application_municipality WHERE application_id = $1 ORDER BY code",
      application);
}

}  // namespace

std::string content_sha256(Db& db, const Application& one) {
  Sha256 content;
  const auto add = [&](std::string_view part) { content.add(part).add("\n"); };
  for (const std::string& part : {one.name, one.organisation_number, one.field, one.why,
                                  one.contact_name, one.contact_role, one.message})
    add(part);
  // By their codes: a name may be put right without anybody's yes being void.
  for (const std::string& place : municipality_codes(db, one.id)) add(place);
  for (const Answer& answer : answers(db, one.id)) {
    add(answer.question);
    add(answer.is_yes ? "yes" : "no");
    add(answer.remark);
  }
  if (one.file) {
    const auto file = files::find(db, *one.file);
    add(file ? file->sha256 : "");
  }
  return content.finish_hex();
}

std::optional<groups::Proposal> proposal_on(Db& db, const compacts::Compact& compact,
                                            const Application& one) {
  return groups::find_on(db, compact.id, to_admit, one.number.value);
}

Situation situation(Db& db, const compacts::Compact& compact, const Application& one) {
  Situation now{.state = one.state, .admission = compact.admission};
  now.all_declared = true;
  for (const Answer& answer : answers(db, one.id)) now.all_declared &= answer.is_yes;
  now.is_in_register =
      !one.organisation &&
      organisations::find_same(db, compact.id, one.name, one.organisation_number).has_value();
  now.parties_agreed =
      compact.admission == compacts::Admission::every_party &&
      groups::is_agreed(db, compact.id, to_admit, one.number.value, content_sha256(db, one));
  return now;
}

std::vector<Assessment> assessments(Db& db, Id<Application> application) {
  return db.list<Assessment>(R"(
      SELECT a.outcome, a.words,
        CASE WHEN p.id IS NULL THEN '' WHEN p.name <> '' THEN p.name ELSE p.email END AS "by",
        a.assessed_at
      FROM assessment a LEFT JOIN person p ON p.id = a.assessed_by
      WHERE a.application_id = $1 ORDER BY a.id)",
                             application);
}

bool assess(Db& db, const Application& one, Outcome outcome, std::string_view words,
            std::optional<Id<people::Person>> by, Instant now) {
  if (outcome != Outcome::noted && 0 == db.run(R"(UPDATE application SET state = $2
                     WHERE id = $1 AND state IN ('received', 'talking', 'admitted'))",
                                               one.id, outcome))
    return false;
  db.run("UPDATE application SET followed_up_at = COALESCE(followed_up_at, $2) WHERE id = $1",
         one.id, now);
  add_assessment(db, one.id, outcome, words, by, now);
  return true;
}

std::vector<Admitting> admittings(Db& db, std::int64_t most) {
  return db.list<Admitting>(R"(
      SELECT a.compact_id AS compact, a.number FROM application a
      JOIN compact c ON c.id = a.compact_id
      WHERE c.admission = 'every_party' AND a.state IN ('received', 'talking') AND EXISTS (
        SELECT 1 FROM proposal p
        WHERE p.compact_id = a.compact_id AND p.kind = $2 AND p.subject = a.number
          AND p.agreed_at IS NOT NULL)
      ORDER BY a.received_at LIMIT $1)",
                            most, to_admit);
}

bool admit_if_agreed(Db& db, const compacts::Compact& compact, const Application& seen,
                     Instant now) {
  db.lock_row("application", seen.id);
  const Application one = found(find(db, compact.id, seen.number));
  if (one.state != State::received && one.state != State::talking) return false;
  if (!situation(db, compact, one).parties_agreed) return false;
  const auto admitting = proposal_on(db, compact, one);
  const auto declining = proposal_to_decline(db, compact, one);
  if (declining && declining->agreed_at && admitting && admitting->agreed_at &&
      *declining->agreed_at < *admitting->agreed_at)
    return false;  // they had agreed to the other before
  groups::close(db, compact.id, to_decline, one.number.value, now);
  return assess(db, one, Outcome::admitted, "", std::nullopt, now);
}

bool withdraw(Db& db, const compacts::Compact& compact, const Application& one,
              Id<people::Person> by, Instant now) {
  if (0 == db.run(R"(UPDATE application SET state = 'withdrawn'
                     WHERE id = $1 AND state IN ('received', 'talking', 'admitted'))",
                  one.id))
    return false;
  add_assessment(db, one.id, Outcome::withdrawn, "", by, now);
  groups::close(db, compact.id, to_admit, one.number.value, now);
  groups::close(db, compact.id, to_decline, one.number.value, now);
  return true;
}

namespace {

organisations::Organisation add_to_register(Db& db, const compacts::Compact& compact,
                                            const Application& one, Instant now) {
  organisations::Entry entry{.name = one.name,
                             .organisation_number = one.organisation_number,
                             .field = one.field,
                             .whole_area = one.whole_area,
                             .municipalities = db.list<std::string>(
                                 R"(SELECT code FROM application_municipality
                                    WHERE application_id = $1 ORDER BY code)",
                                 one.id),
                             .why = one.why,
                             .contact_name = one.contact_name,
                             .contact_role = one.contact_role,
                             .contact_email = one.contact_email,
                             .contact_phone = one.contact_phone};
  for (const compacts::Party& party : compacts::parties(db, compact.id))
    if (!party.is_body) return organisations::add(db, compact.id, party.id, entry, now);
  throw Conflict{t("No party of this compact takes in organisations.")};
}

}  // namespace

organisations::Organisation enter_in_register(Db& db, const compacts::Compact& compact,
                                              const Application& seen, Instant now) {
  db.lock_row("application", seen.id);
  const Application one = found(find(db, compact.id, seen.number));
  if (one.organisation) return organisations::load(db, *one.organisation);
  if (next_step(situation(db, compact, one)) != NextStep::signing)
    throw Conflict{t("The application has to be considered before you can sign.")};
  auto known = organisations::find_same(db, compact.id, one.name, one.organisation_number);
  if (known && known->ended_on) known.reset();
  const organisations::Organisation entered =
      known ? *known : add_to_register(db, compact, one, now);
  const Date today = date_of(now, compact.zone());
  for (const auto kind :
       {organisations::MandateKind::contact, organisations::MandateKind::signatory})
    organisations::add_mandate(db, entered.id, one.applicant, kind, today);
  db.run("UPDATE application SET organisation_id = $2 WHERE id = $1", one.id, entered.id);
  return entered;
}

bool may_join(Db& db, const compacts::Compact& compact,
              const organisations::Organisation& organisation, const Date& today) {
  if (compacts::load_party(db, organisation.party).is_body ||
      compacts::is_affiliated(db, compact.id, organisation.id, today))
    return true;
  const auto state = db.find<State>(R"(
      SELECT state FROM application WHERE organisation_id = $1 ORDER BY id DESC LIMIT 1)",
                                    organisation.id);
  // With an entry made from it, an application has been through what the compact asks.
  if (state) return is_open(*state) || *state == State::signed_text;
  return compact.admission == compacts::Admission::declared;
}

void mark_signed(Db& db, Id<organisations::Organisation> organisation, Instant now) {
  const auto open = db.find<Id<Application>>(R"(
      SELECT id FROM application
      WHERE organisation_id = $1 AND state IN ('received', 'talking', 'admitted')
      ORDER BY id DESC LIMIT 1)",
                                             organisation);
  if (!open) return;
  db.run("UPDATE application SET state = 'signed' WHERE id = $1", *open);
  add_assessment(db, *open, Outcome::signed_text, "", std::nullopt, now);
}

}  // namespace overens::affiliations
