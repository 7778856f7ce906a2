// The rows behind the door.
#include <charconv>

#include "base/secrets.h"
#include "features/activities/door.h"

namespace overens::activities {
namespace {

constexpr std::size_t proof_letters = 16;

// The columns of Guest and of Door, for statements that differ only in what they look for.
#define OVERENS_SELECT_GUEST                                                               \
  "SELECT p.id, r.activity_id AS activity, r.number AS registration, p.number, p.name, "   \
  "COALESCE(o.name, ro.name, '') AS organisation, r.name AS registered_by, "               \
  "p.replaced_at, r.state, "                                                               \
  "COALESCE((SELECT is_here FROM check_in WHERE participant_id = p.id "                    \
  "ORDER BY noted_at DESC, check_in.id DESC LIMIT 1), FALSE) AS is_here, "                 \
  "(SELECT MAX(noted_at) FROM check_in WHERE participant_id = p.id) AS noted_at "          \
  "FROM registration r JOIN participant p ON p.registration_id = r.id "                    \
  "LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1 " \
  "LEFT JOIN organisation o ON o.id = ro.organisation_id "
#define OVERENS_SELECT_DOOR                                                                  \
  "SELECT door.id, activity_id AS activity, activity.number AS activity_number, day, link, " \
  "opened_by, opened_at, closed_at FROM door JOIN activity ON activity.id = activity_id "

std::string since(const std::optional<Instant>& replaced_at) {
  return std::to_string(replaced_at ? replaced_at->microseconds : 0);
}

std::string proof_of(const Site& site, const Guest& guest) {
  return keyed_hash(site.secret_key,
                    "check in at activity " + std::to_string(guest.activity.value) + "/" +
                        std::to_string(guest.id.value) + "/" + since(guest.replaced_at))
      .substr(0, proof_letters);
}

// "12.1.Ab…" apart; nothing where it is no code.
struct CodeParts {
  Number registration;
  Number number;
};
std::optional<CodeParts> parts_of(std::string_view code) {
  CodeParts parts;
  const char* end = code.data() + code.size();
  const auto first = std::from_chars(code.data(), end, parts.registration.value);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, parts.number.value);
  if (second.ec != std::errc{} || second.ptr == end || *second.ptr != '.') return std::nullopt;
  return parts;
}

}  // namespace

std::string door_token(const Site& site, Id<Activity> activity, const Date& day,
                       std::int64_t link) {
  std::string whose = "door of activity " + std::to_string(activity.value) + "/" + iso(day);
  if (link > 1) whose += "/" + std::to_string(link);
  return keyed_hash(site.secret_key, whose);
}

std::vector<Door> doors(Db& db, Id<Activity> activity) {
  return db.list<Door>(OVERENS_SELECT_DOOR "WHERE activity_id = $1 ORDER BY day", activity);
}

std::vector<Door> open_doors(Db& db, CompactId compact, const Date& day) {
  return db.list<Door>(OVERENS_SELECT_DOOR
                       "WHERE activity.compact_id = $1 AND day = $2 AND closed_at IS NULL "
                       "ORDER BY activity.starts_at LIMIT 20",
                       compact, day);
}

std::optional<Door> find_door(Db& db, CompactId compact, std::string_view token) {
  return db.find<Door>(OVERENS_SELECT_DOOR "WHERE activity.compact_id = $1 AND token_hash = $2",
                       compact, sha256_hex(token));
}

void open_door(Db& db, const Site& site, Id<Activity> activity, const Date& day, PersonId by,
               Instant now) {
  db.run(R"(
      INSERT INTO door (activity_id, day, token_hash, opened_by, opened_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (activity_id, day) DO UPDATE SET closed_at = NULL)",
         activity, day, sha256_hex(door_token(site, activity, day, 1)), by, now);
}

void renew_door(Db& db, const Site& site, Id<Activity> activity, const Date& day) {
  db.lock_row("activity", activity);
  for (const Door& one : doors(db, activity))
    if (one.day == day)
      db.run("UPDATE door SET link = $2, token_hash = $3 WHERE id = $1", one.id, one.link + 1,
             sha256_hex(door_token(site, activity, day, one.link + 1)));
}

void close_door(Db& db, Id<Activity> activity, const Date& day, Instant now) {
  db.run("UPDATE door SET closed_at = $3 WHERE activity_id = $1 AND day = $2 AND closed_at IS NULL",
         activity, day, now);
}

std::vector<Number> those_here(Db& db, Id<Registration> registration) {
  return db.list<Number>(R"(
      SELECT p.number FROM participant p
      WHERE p.registration_id = $1 AND (
        SELECT c.is_here FROM check_in c WHERE c.participant_id = p.id
        ORDER BY c.noted_at DESC, c.id DESC LIMIT 1)
      ORDER BY p.number)",
                         registration);
}

std::vector<Guest> guests(Db& db, Id<Activity> activity) {
  return db.list<Guest>(OVERENS_SELECT_GUEST
                        "WHERE r.activity_id = $1 AND r.way = 'on_site' AND r.state = 'confirmed' "
                        "ORDER BY p.id LIMIT $2",
                        activity, most_at_a_door);
}

std::optional<Guest> find_guest(Db& db, CompactId compact, Number registration, Number number) {
  return db.find<Guest>(OVERENS_SELECT_GUEST
                        "WHERE r.compact_id = $1 AND r.number = $2 AND p.number = $3",
                        compact, registration, number);
}

std::string code_of(const Site& site, const Guest& guest) {
  return std::to_string(guest.registration.value) + "." + std::to_string(guest.number.value) + "." +
         proof_of(site, guest);
}

std::optional<Guest> find_by_code(Db& db, const Site& site, CompactId compact,
                                  std::string_view code) {
  const auto parts = parts_of(code);
  if (!parts) return std::nullopt;
  auto guest = find_guest(db, compact, parts->registration, parts->number);
  if (!guest || !equal_constant_time(code, code_of(site, *guest))) return std::nullopt;
  return guest;
}

std::string participant_token(const Site& site, Number registration, Number number,
                              Id<Participant> id, const std::optional<Instant>& replaced_at) {
  return std::to_string(registration.value) + "." + std::to_string(number.value) + "." +
         keyed_hash(site.secret_key,
                    "page of participant " + std::to_string(id.value) + "/" + since(replaced_at));
}

std::optional<Guest> find_by_participant_token(Db& db, const Site& site, CompactId compact,
                                               std::string_view token) {
  const auto parts = parts_of(token);
  if (!parts) return std::nullopt;
  auto guest = find_guest(db, compact, parts->registration, parts->number);
  if (!guest ||
      !equal_constant_time(token, participant_token(site, guest->registration, guest->number,
                                                    guest->id, guest->replaced_at)))
    return std::nullopt;
  return guest;
}

void note(Db& db, Id<Participant> guest, Id<Door> door, const Noted& noted, Instant now) {
  db.run(R"(
      INSERT INTO check_in (participant_id, sent_id, is_here, noted_at, received_at, door_id)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (participant_id, sent_id) DO NOTHING)",
         guest, noted.sent_id, noted.is_here, noted.at, now, door);
}

std::int64_t count_here(Db& db, Id<Activity> activity) {
  return db.load<std::int64_t>(R"(
      SELECT COUNT(*) FROM registration r JOIN participant p ON p.registration_id = r.id
      WHERE r.activity_id = $1 AND r.state = 'confirmed'
        AND (SELECT is_here FROM check_in WHERE participant_id = p.id
          ORDER BY noted_at DESC, check_in.id DESC LIMIT 1))",
                               activity);
}

}  // namespace overens::activities
