// Gatherings: an organisation that others are members of asks them before it answers. Its members
// (organisations of the directory, or any association, by a link in a mail) say what they think
// part by part; those who write the organisation's response see it beside their own words and take
// it over. All of it is the organisation's own space: nobody else reaches it, and of a submitted
// response everybody reads how many there were, and the names of those who consented.
#pragma once

#include "features/consultations/store.h"

namespace overens::consultations {

constexpr std::int64_t most_members = 500;        // of one gathering
constexpr std::size_t most_asked_together = 100;  // by one form
constexpr std::size_t longest_asking = 4'000;     // the words to the members
constexpr std::int64_t gathered_kept_days = 90;   // after the members' last day

struct Gathering {
  Id<Gathering> id;
  Id<Consultation> consultation;
  Id<organisations::Organisation> organisation;
  std::string words;  // to the members; may be empty
  Date closes_on;     // the members' last day, all of it
};
std::optional<Gathering> find_gathering(Db&, Id<Consultation>, Id<organisations::Organisation>);
Gathering load_gathering(Db&, Id<Gathering>);
// Opens it, or gives the one that is open other words and another last day.
Gathering open_gathering(Db&, Id<Consultation>, Id<organisations::Organisation>,
                         std::string_view words, const Date& closes_on, Id<people::Person> by,
                         Instant now);

struct Member {
  Id<Member> id;
  Id<Gathering> gathering;
  Number number;                                                // within its gathering
  std::optional<Id<organisations::Organisation>> organisation;  // of the directory
  std::string name;
  std::string email;  // or empty
  Instant asked_at;
  std::optional<Instant> answered_at;
  bool may_be_named = false;
};
std::vector<Member> members(Db&, Id<Gathering>);  // by number
// What the link to a member carries: kept nowhere, made from the installation's key.
std::string member_token(const Site&, Id<Member>);
std::optional<Member> find_member(Db&, Id<compacts::Compact>, std::string_view token);
struct NewMember {
  std::optional<Id<organisations::Organisation>> organisation{};
  std::string name;
  std::string email{};
};
// None where it is asked already, by organisation or by address. Conflict beyond most_members.
std::optional<Member> add_member(Db&, const Site&, Id<Gathering>, const NewMember&, Instant now);
// With what it said. False where there is none by that number (any more).
bool remove_member(Db&, Id<Gathering>, Number);

// What a member says about one part, as those see it who write the response.
struct MemberView {
  Number member;
  std::string name;
  std::int64_t section = 0;
  std::int64_t paragraph = 0;
  std::string stance;  // its name, or empty
  std::string wording;
  std::string proposed;
  std::optional<Instant> taken_at;
};
// About the paragraphs of a section, or (none) about the whole and the sections; by member.
std::vector<MemberView> views_on(Db&, Id<Gathering>, std::optional<std::int64_t> section);
// All it says.
std::vector<DraftPart> views_of(Db&, Id<Member>);
// In place of what it said before about the same parts; what says nothing any more goes.
void save_views(Db&, Id<Member>, const std::vector<DraftPart>&, bool may_be_named, Instant now);
// Adds what that member says about that part to the draft's own words. False where it says nothing.
bool take_over(Db&, const DraftSaving&, Number member, const DraftPart& place, Instant now);

// Written down with a response that is received: how many there were, and who may be named.
void note_gathering(Db&, Id<Consultation>, Id<organisations::Organisation>, Id<Response>,
                    std::int64_t version);
struct Gathered {
  std::int64_t members = 0;
  std::vector<std::string> names{};
};
Gathered gathered_for(Db&, Id<Response>, std::int64_t version);

// Where somebody of the directory has been asked and has not answered.
struct Asked {
  Id<Member> member;
  std::string name;      // of the member
  std::string asked_by;  // the organisation
  std::string title;     // of the consultation
  Date closes_on;
  Instant asked_at;
};
std::vector<Asked> asked_of(Db&, Id<organisations::Organisation>, const Date& today);

// The views and addresses of gatherings that closed before that day; how many members.
std::int64_t purge_gatherings(Db&, const Date& closed_before);

}  // namespace overens::consultations
