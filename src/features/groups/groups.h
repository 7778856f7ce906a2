// Groups: the parties' yes. Whatever freezes or decides for all is a proposal; each party says yes
// through those who hold a seat for it, as many as its own quorum asks; who has an interest steps
// aside; an empty seat shows as waiting. A yes is to one exact content, known by its SHA-256:
// another content voids it, and the row stays. Owns proposal and assent and their pages. It does
// not know what is proposed: features supply the words and the address, and ask is_agreed() before
// they act. No operator and no coordinator can say yes for anybody.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/compacts/compacts.h"
#include "features/feature.h"

namespace overens::groups {

// What a feature puts to the parties.
struct Question {
  std::string_view kind;  // "freeze_version": one word a kind of act
  std::int64_t subject;   // on what: its number or id, unique within the kind
  std::string title;      // what a yes means, in the compact's language; no personal data
  Url where;              // the page of the content, within this house
  std::string sha256;     // of the content, in hexadecimal
  // Whose affair it is: who holds a mandate for it steps aside.
  std::optional<Id<organisations::Organisation>> interested_organisation{};
  // One party's own affair: only its yes is needed.
  std::optional<Id<compacts::Party>> only_party{};
};

struct Proposal {
  Id<Proposal> id;
  Number number;  // within its compact
  std::string kind;
  std::int64_t subject = 0;
  std::string title;
  std::string path;
  std::string sha256;
  std::optional<Id<organisations::Organisation>> interested_organisation_id;
  Instant proposed_at;
  std::optional<Instant> agreed_at;  // the moment the last party's yes came
  std::optional<Instant> closed_at;  // it fell: its matter was settled in another way

  bool is_open() const { return !agreed_at && !closed_at; }
};

// Puts it forward inside a write; whose yes is needed are the parties of now. Asked again with the
// same content it gives the proposal that is there, agreed or not. With other content, the yes
// already given to an open one is void, and it starts anew.
Proposal propose(Db&, const compacts::Compact&, const Question&,
                 std::optional<Id<people::Person>> by, Instant now);

std::optional<Proposal> find(Db&, Id<compacts::Compact>, Number);
// The newest on that subject.
std::optional<Proposal> find_on(Db&, Id<compacts::Compact>, std::string_view kind,
                                std::int64_t subject);
std::vector<Proposal> list(Db&, Id<compacts::Compact>);  // open ones first, then the newest
// Every party has said yes to exactly this content.
bool is_agreed(Db&, Id<compacts::Compact>, std::string_view kind, std::int64_t subject,
               std::string_view sha256);

// It falls: what it was about has been settled in another way. False where none is open.
bool close(Db&, Id<compacts::Compact>, std::string_view kind, std::int64_t subject, Instant now);

// Where one party stands.
struct Standing {
  Id<compacts::Party> party;
  std::string party_name;
  std::int64_t quorum = 1;
  std::int64_t given = 0;  // valid yes from holders of its seats
  std::int64_t seats = 0;  // who may say yes today: a seat in force and no interest
  bool has_said_yes() const { return given >= quorum; }
  bool is_vacant() const { return !has_said_yes() && seats < quorum; }
};
std::vector<Standing> standings(Db&, const Proposal&, const Date& today);
// "Waiting for Region Östergötland", party by party; for the page of what is proposed too.
Html standing_list(const Proposal&, const std::vector<Standing>&);

// Why somebody may not say yes, or nothing where they may.
enum class Hindrance : std::uint8_t {
  none,
  agreed_already,
  closed,
  no_seat,
  interest,
  given_already
};
Hindrance hindrance(Db&, const Proposal&, Id<people::Person>, const Date& today);
Text words_for(Hindrance);

// A yes for the party whose seat the person holds, to the content with this hash. Conflict where
// there is a hindrance or the content has changed since. True where it made the proposal agreed.
bool assent(Db&, const Proposal&, std::string_view sha256, Id<people::Person>, const Date& today,
            Instant now);
// Takes one's own yes back while it is not agreed. False where there is none.
bool withdraw_assent(Db&, const Proposal&, Id<people::Person>, Instant now);

Feature feature();

}  // namespace overens::groups
