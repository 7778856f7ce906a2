// What the pages of affiliations ask of their store. All that changes something runs inside a
// write.
#pragma once

#include "features/affiliations/rules.h"
#include "features/files/files.h"
#include "features/groups/groups.h"

namespace overens::affiliations {

struct Application {
  Id<Application> id;
  Number number;  // within its compact
  Instant received_at;
  std::string channel;  // web, paper, phone, imported
  Id<people::Person> applicant;
  std::string name;
  std::string organisation_number;  // or empty
  std::string field;
  bool whole_area = true;
  std::string why;
  std::string contact_name;
  std::string contact_role;
  std::string contact_email;
  std::string contact_phone;
  bool wishes_talk = false;
  std::string message;
  std::optional<Id<files::File>> file;
  std::string file_name;
  State state = State::received;
  std::optional<Id<organisations::Organisation>> organisation;
  std::optional<Instant> followed_up_at;
};

struct Answer {
  Id<compacts::Criterion> criterion;
  std::string question;
  bool is_yes = false;
  std::string remark{};
};

// What a form says; `channel` is always web there.
struct Entry {
  std::string name;
  std::string organisation_number{};
  std::string field{};
  bool whole_area = true;
  std::vector<std::string> municipalities{};  // codes, when not whole_area
  std::string why{};
  std::string contact_name;
  std::string contact_role{};
  std::string contact_email;
  std::string contact_phone{};
  bool wishes_talk = false;
  std::string message{};
  std::optional<Id<files::File>> file{};
  std::string file_name{};
  std::vector<Answer> answers{};  // one a criterion, in their order; `question` is not stored
};

// What is put to the parties about an application: kinds of proposals.
inline constexpr std::string_view to_admit = "admit";
inline constexpr std::string_view to_decline = "decline";

constexpr std::int64_t most_open_per_person = 3;
constexpr std::int64_t most_a_day = 100;

std::optional<Application> find(Db&, Id<compacts::Compact>, Number);
std::vector<Answer> answers(Db&, Id<Application>);
std::vector<std::string> municipality_names(Db&, Id<Application>);
// Newest first.
std::vector<Application> list(Db&, Id<compacts::Compact>, std::int64_t limit, std::int64_t offset);
std::int64_t count(Db&, Id<compacts::Compact>);
std::vector<Application> list_of(Db&, Id<compacts::Compact>, Id<people::Person>);
std::int64_t count_received_since(Db&, Id<compacts::Compact>, Instant since);

// Those that nobody has decided on, and those that signed without anybody having been in touch.
struct Waiting {
  std::int64_t to_consider = 0;
  std::optional<Instant> oldest_to_consider;
  std::int64_t to_follow_up = 0;
  std::optional<Instant> oldest_to_follow_up;
};
Waiting waiting(Db&, Id<compacts::Compact>);

// Receives it: numbers it, and puts it to the parties where the compact asks their yes. Nothing
// where the same person has an open one for an organisation by that name; Conflict where they have
// most_open_per_person others.
std::optional<Application> receive(Db&, const compacts::Compact&, const Entry&,
                                   Id<people::Person> applicant, Instant now);

// Of exactly what was received: what the parties say yes to.
std::string content_sha256(Db&, const Application&);
std::optional<groups::Proposal> proposal_on(Db&, const compacts::Compact&, const Application&);
Situation situation(Db&, const compacts::Compact&, const Application&);

enum class Outcome : std::uint8_t { noted, talking, admitted, declined, withdrawn, signed_text };
constexpr auto names(Outcome) {
  return std::array{
      std::pair{Outcome::noted, "noted"},         std::pair{Outcome::talking, "talking"},
      std::pair{Outcome::admitted, "admitted"},   std::pair{Outcome::declined, "declined"},
      std::pair{Outcome::withdrawn, "withdrawn"}, std::pair{Outcome::signed_text, "signed"}};
}
struct Assessment {
  Outcome outcome = Outcome::noted;
  std::string words;
  std::string by;  // name or address; empty: the program
  Instant assessed_at;
};
std::vector<Assessment> assessments(Db&, Id<Application>);  // oldest first
// A note, or a step. False where a step comes too late: it is open no more.
bool assess(Db&, const Application&, Outcome, std::string_view words,
            std::optional<Id<people::Person>> by, Instant now);
// Where every party decides: puts it to them to decline it, with the reason they would be told.
// Other words need a new yes of each. False where it is open no more.
bool ask_to_decline(Db&, const compacts::Compact&, const Application&, std::string_view words,
                    Id<people::Person> by, Instant now);
std::optional<groups::Proposal> proposal_to_decline(Db&, const compacts::Compact&,
                                                    const Application&);
// Open ones whose declining is asked for.
struct Declining {
  Id<compacts::Compact> compact;
  Number number;      // of the application
  std::string words;  // the reason
};
std::vector<Declining> declinings(Db&, std::int64_t most);
// Declines it where every party has agreed to that, and to nothing else before. Lets fall what is
// settled otherwise. True where it was declined now.
bool decline_if_agreed(Db&, const compacts::Compact&, const Application&, std::string_view words,
                       Instant now);
// Those that wait and that every party has said yes to, perhaps in other words: oldest first, for
// the task that admits what is agreed.
struct Admitting {
  Id<compacts::Compact> compact;
  Number number;
};
std::vector<Admitting> admittings(Db&, std::int64_t most);
// Every party has said yes to it: it is admitted, and declining it falls. False where not.
bool admit_if_agreed(Db&, const compacts::Compact&, const Application&, Instant now);
// The applicant takes it back. False where it is open no more.
bool withdraw(Db&, const compacts::Compact&, const Application&, Id<people::Person> by,
              Instant now);

// Its entry in the register, with the applicant as contact and signatory; made where there is none
// yet. Expects next_step() to be signing; looks again.
organisations::Organisation enter_in_register(Db&, const compacts::Compact&, const Application&,
                                              Instant now);

}  // namespace overens::affiliations
