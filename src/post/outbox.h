// The outbox: mail is a row, written in the transaction of what it tells about and sent afterwards
// by the courier (post/delivery.h). One letter has one receiver; the same occasion gives one
// letter. Receiver and contents are removed in time; what remains says that a letter went, and
// when. Must not know any domain word: what a letter is about is text that its sender chose.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/time.h"
#include "base/translation.h"
#include "db/db.h"

namespace overens::post {

// The longest a letter may be; a longer one is a mistake of the program.
constexpr std::size_t most_subject_bytes = 400;
constexpr std::size_t most_body_bytes = 256 * 1024;
constexpr std::size_t most_calendar_bytes = 64 * 1024;
constexpr std::size_t most_qr_bytes = 500;

struct CalendarPart {
  std::string text;    // a whole VCALENDAR
  std::string method;  // "REQUEST", as in the text (formats::name_of)
};

// A letter to be written. Fields are plain text in UTF-8; lines of `text` end in LF.
struct Mail {
  std::string key;  // the occasion, unique for ever: "registration 17 confirmed 2"
  std::string to;
  std::string to_name;  // may be empty
  std::string subject;
  std::string text;
  std::optional<CalendarPart> calendar;
  std::string reply_to;     // may be empty
  std::string sender_name;  // shown beside the installation's address; may be empty
  Language language = Language::sv;
  std::string kind;        // "registration_confirmed"
  std::int64_t scope = 0;  // the house, opaque here
  std::string about;       // "registration 17"; may be empty
  bool secret = false;     // a code or a sign-in link: emptied as soon as it is sent
  std::string topic{};     // the affair it belongs to: "activity 9"; may be empty
  bool is_bulk = false;    // one of many alike: waits until no other letter is due
  // Where the receiver leaves the list with one click (RFC 8058), absolute; empty: it is no list.
  std::string unsubscribe{};
  std::string qr{};  // what a QR code that goes with it carries, an address; empty: none
};

// Puts the letter in the outbox, within the caller's transaction. False if the occasion has its
// letter already. Throws std::invalid_argument where a header could be forged (a line break in a
// name or subject), the address is none, or a limit is passed: forms check what people type first.
bool send(Db& db, const Mail& mail, Instant now);

enum class State { queued, sending, sent, caught, dead };

constexpr auto names(State) {
  return std::array{std::pair{State::queued, "queued"}, std::pair{State::sending, "sending"},
                    std::pair{State::sent, "sent"}, std::pair{State::caught, "caught"},
                    std::pair{State::dead, "dead"}};
}

// A letter as it lies in the outbox. Receiver, subject, body, calendar and code are empty once
// emptied.
struct Letter {
  Id<Letter> id;
  State state = State::queued;
  std::string message_id;
  std::string kind;
  std::int64_t scope = 0;
  std::string about;
  std::string language;
  std::string sender_name;
  std::string recipient;
  std::string recipient_name;
  std::string reply_to;
  std::string subject;
  std::string body;
  std::optional<std::string> calendar;
  std::optional<std::string> calendar_method;
  std::int64_t attempts = 0;
  Instant next_attempt_at{};
  std::optional<std::string> last_error;
  std::string unsubscribe;
  std::string qr;
  Instant created_at{};
  std::optional<Instant> sent_at;
};

// The line of a letter in a list.
struct LetterLine {
  Id<Letter> id;
  State state = State::queued;
  std::string kind;
  std::string recipient;
  std::string subject;
  std::int64_t attempts = 0;
  std::optional<std::string> last_error;
  Instant created_at{};
};

// The same with what those who run a house want to know of it.
struct SentLine {
  Id<Letter> id;
  State state = State::queued;
  std::string kind;
  std::string about;
  std::string recipient;  // empty once emptied, as the next
  std::string subject;
  std::int64_t attempts = 0;
  Instant next_attempt_at{};
  std::optional<std::string> last_error;
  std::optional<std::string> server_words;  // what the server answered when it last refused
  Instant created_at{};
  std::optional<Instant> sent_at;
  std::optional<Instant> emptied_at;
};

// A letter as it stands in the log of an affair: deferred is one that will be tried again.
enum class Way { waiting, deferred, sent, failed };
Way way(const SentLine& letter);

// All of one affair of a house, the newest first; and how many there are, in all and failed.
std::vector<SentLine> list_on(Db& db, std::int64_t scope, std::string_view topic, std::int64_t most,
                              std::int64_t after = 0);
std::optional<SentLine> find_on(Db& db, std::int64_t scope, std::string_view topic, Id<Letter> id);
std::int64_t count_on(Db& db, std::int64_t scope, std::string_view topic);
std::int64_t count_dead_on(Db& db, std::int64_t scope, std::string_view topic);
// All about one thing of a house, the newest first.
std::vector<SentLine> list_about(Db& db, std::int64_t scope, std::string_view about,
                                 std::int64_t most);
// How many of those that let others pass have not been sent yet.
std::int64_t count_bulk_waiting(Db& db);

std::optional<Letter> find(Db& db, Id<Letter> id);
std::optional<Letter> find_latest_to(Db& db, std::string_view recipient);
// The newest first.
std::vector<LetterLine> list_caught(Db& db, int limit);
std::vector<LetterLine> list_dead(Db& db, int limit);
// Of one house, those that can be tried again.
std::vector<LetterLine> list_dead(Db& db, std::int64_t scope, int limit);
std::int64_t count_dead(Db& db, std::int64_t scope);
std::int64_t count(Db& db, State state);

// Tries a dead letter again from the beginning. False if it is not dead, or has been emptied.
bool retry(Db& db, Id<Letter> id, Instant now);
// The same letter once more, as a new one; a dead one is tried again itself. At most once an hour.
// False where that is over, where it has not been sent yet, is secret, or has been emptied.
bool send_again(Db& db, Id<Letter> id, Instant now);

struct Retention {
  int sent_days = 30;  // sent and caught ones; the schema's comments promise this
  int dead_days = 90;  // longer, so that somebody can see and retry them
};

// Removes receiver and contents of letters that have been kept long enough, of at most so many at a
// time; how many those were.
std::int64_t purge(Db& db, Instant now, std::int64_t most, const Retention& retention = {});

// --- For the courier ---

bool any_due(Db& db, Instant now);

// Takes up to `most` due letters, until `until`; nobody else gets them before. Letters that have
// been begun `most_attempts` times without an answer are dead.
std::vector<Letter> take_due(Db& db, std::string_view lease, int most, int most_attempts,
                             Instant now, Instant until);

// What became of a taken letter. Only the holder of the lease may say that it failed; that it was
// sent counts in any case.
void record_sent(Db& db, Id<Letter> id, State sent_or_caught, Instant now);
// Why it was not: `error` names no person, `server_words` may.
struct Refused {
  std::string error;
  std::string server_words{};
};
void record_failure(Db& db, Id<Letter> id, std::string_view lease, const Refused& why,
                    Instant next_attempt_at);
void record_dead(Db& db, Id<Letter> id, std::string_view lease, const Refused& why);
// Gives it back untried.
void give_back(Db& db, Id<Letter> id, std::string_view lease, Instant now);

}  // namespace overens::post
