// Work in the joint group: suggestions for single paragraphs of a draft. One begins in its party's
// own space, where nobody else sees it, counts it or finds it; put forward it is a proposal that
// every party says yes to, and then it goes into the draft. Of the feature texts only.
#pragma once

#include "features/texts/pages.h"

namespace overens::texts {

constexpr std::size_t longest_suggestion = 10'000;
constexpr std::size_t longest_reason = 2'000;
constexpr std::size_t longest_comment = 4'000;
constexpr std::int64_t most_suggestions = 500;                  // of one draft
constexpr std::int64_t most_comments = 200;                     // on one suggestion
constexpr std::string_view wording_kind = "paragraph_wording";  // as a proposal

enum class SuggestionKind : std::uint8_t { change, remove, add };
constexpr auto names(SuggestionKind) {
  return std::array{std::pair{SuggestionKind::change, "change"},
                    std::pair{SuggestionKind::remove, "remove"},
                    std::pair{SuggestionKind::add, "add"}};
}

struct Suggestion {
  Id<Suggestion> id;
  Number number;  // within its draft
  Id<Paragraph> paragraph;
  SuggestionKind kind = SuggestionKind::change;
  std::string was;
  std::string wording;
  std::string reason;
  Id<compacts::Party> party;
  std::string party_name;
  std::string name;  // of who wrote it
  Instant suggested_at;
  std::optional<Instant> put_forward_at;
  std::optional<Instant> withdrawn_at;
  std::optional<Instant> taken_at;

  bool is_open() const { return !withdrawn_at && !taken_at; }
};
// What a yes to it is a yes to.
std::string sha256_of(const Suggestion&);

// Those that party may see: its own, and what was put forward; the newest first.
std::vector<Suggestion> suggestions(Db&, Id<Version> draft, Id<compacts::Party> seen_by);
std::optional<Suggestion> find_suggestion(Db&, Id<Version> draft, Number,
                                          Id<compacts::Party> seen_by);
// Conflict where the draft has too many already, or its paragraph is gone or says something else.
struct NewSuggestion {
  Number paragraph;
  SuggestionKind kind = SuggestionKind::change;
  std::string was;
  std::string wording{};
  std::string reason{};
};
Number add_suggestion(Db&, const Version& draft, const NewSuggestion&, Id<compacts::Party>,
                      Id<people::Person>, Instant now);
// To the joint group. False where it is there, or was taken back.
bool put_forward(Db&, Id<Suggestion>, Instant now);
// Made anew to what the paragraph says now.
void renew_suggestion(Db&, Id<Suggestion>, std::string_view was, Instant now);
bool withdraw_suggestion(Db&, Id<Suggestion>, Instant now);
// Puts it into the draft, if the paragraph still says what it said; else it stays as it is. True
// where the draft has changed.
bool take_suggestion(Db&, const Version& draft, const Suggestion&, Instant now);

struct Comment {
  std::string party_name;
  std::string name;
  Instant said_at;
  bool is_own = false;
  std::string words;
};
std::vector<Comment> comments(Db&, Id<Suggestion>, Id<compacts::Party> seen_by);
void add_comment(Db&, Id<Suggestion>, Id<compacts::Party>, Id<people::Person>,
                 std::string_view words, bool is_own, Instant now);

// Put forward and open, of all drafts: for taking what is agreed.
struct Waiting {
  Id<Suggestion> suggestion;
  Id<Version> version;
  Id<compacts::Compact> compact;
};
std::vector<Waiting> waiting_suggestions(Db&);
Suggestion load_suggestion(Db&, Id<Suggestion>);

// Those who work in the joint group: its seats and the coordinators.
bool may_work(Visit&);
inline constexpr Who joint_group{"joint group", may_work};
// The visitor's party here; none where they have no appointment.
std::optional<Id<compacts::Party>> my_party(Visit&);

// Where the visitor stands: a draft, and whom they work for. NotFound or Conflict where there is no
// such draft. What is seen from there is never cached.
struct Place {
  compacts::Compact compact;
  Version draft;
  Id<compacts::Party> party;
};
Place place_here(Visit&, Number text, Number version);
std::vector<MenuItem> path_to_suggestions(const Visit&, const Version& draft);

Response list_suggestions(Visit&, Number text, Number version);
Response ask_suggestion(Visit&, Number text, Number version, Number paragraph);
Response create_suggestion(Visit&, Number text, Number version, Number paragraph);
Response show_suggestion(Visit&, Number text, Number version, Number suggestion);
Response put_suggestion_forward(Visit&, Number text, Number version, Number suggestion);
Response renew(Visit&, Number text, Number version, Number suggestion);
Response withdraw(Visit&, Number text, Number version, Number suggestion);
Response comment(Visit&, Number text, Number version, Number suggestion);
// Takes what every party has agreed to: a task.
std::int64_t take_agreed(const Site&, Database&, Instant now);

Url suggestions_address(const Visit&, const Version& draft);
Url suggestion_address(const Visit&, const Version& draft, Number suggestion);

}  // namespace overens::texts
