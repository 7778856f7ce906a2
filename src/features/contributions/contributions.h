// Contributions: the notes from the tables of an activity, and what is sent in, each with its
// number within the compact, sorted by themes. A note keeps what it said before it was corrected,
// and is in the end used (it stands behind a paragraph) or not used, with a reason for everybody to
// read. Owns theme and contribution, inspel.csv and their pages. It knows no text: who links a note
// to a paragraph says so with mark_used(), and shows it on the note's page through
// Feature::became_of.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/activities/activities.h"
#include "features/compacts/compacts.h"
#include "features/feature.h"

namespace overens::contributions {

enum class Channel : std::uint8_t { web, paper, phone, imported };
constexpr auto names(Channel) {
  return std::array{std::pair{Channel::web, "web"}, std::pair{Channel::paper, "paper"},
                    std::pair{Channel::phone, "phone"}, std::pair{Channel::imported, "imported"}};
}

enum class State : std::uint8_t { open, used, not_used };
constexpr auto names(State) {
  return std::array{std::pair{State::open, "open"}, std::pair{State::used, "used"},
                    std::pair{State::not_used, "not_used"}};
}

struct Contribution {
  Id<Contribution> id;
  Number number;                                     // within its compact
  std::optional<Id<activities::Activity>> activity;  // where it was said, if that is kept here
  std::optional<Date> occurred_on;                   // the day it was said
  std::string table_name;                            // "3", or empty
  std::optional<Instant> said_at;
  std::string wording;
  Channel channel = Channel::imported;
  State state = State::open;
  std::string reason;  // why it is not used; else empty
};

constexpr std::size_t longest_theme = 100;  // characters of its name
struct Theme {
  Id<Theme> id;
  Number number;  // within its compact
  std::string name;
};

// --- Asking. A note that waits or is hidden (see tables.h) is in none of it but load(). ---

std::optional<Contribution> find(Db&, Id<compacts::Compact>, Number);
Contribution load(Db&, Id<Contribution>);
std::vector<Theme> themes(Db&, Id<compacts::Compact>);  // the principles first, in their order
std::vector<Theme> themes_of(Db&, Id<Contribution>);
std::int64_t count(Db&, Id<compacts::Compact>);

// --- Changing. All of it runs inside a write. ---

// The theme by that name, however the letters are; new where there is none. A principle gets the
// principle's place, any other the last.
Theme find_or_add_theme(Db&, Id<compacts::Compact>, const std::string& name);

// What a form or a file says about a note.
struct Entry {
  std::string wording;
  std::vector<Id<Theme>> themes{};
  std::optional<Date> occurred_on{};
  std::string table_name{};
  std::optional<Instant> said_at{};
  Channel channel = Channel::paper;
};
Contribution add(Db&, Id<compacts::Compact>, const Entry&, Instant now);
// It stands behind something; a reason for not using it is gone with that.
void mark_used(Db&, Id<Contribution>);
// The last link is gone: it waits again. Leaves one that was set aside as it is.
void mark_unlinked(Db&, Id<Contribution>);

// --- Showing ---

// One note in a list of notes, with a link to its page: an <li> for <ul class="o-notes">.
Html note_item(const Visit&, const compacts::Compact&, const Contribution&);

Feature feature();

}  // namespace overens::contributions
