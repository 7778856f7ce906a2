// Consultations: a frozen version of a text goes out to everybody, organisations answer it section
// by section with a stance, and each remark gets a disposition with its reason. A response is
// received when it is submitted and changes only by new versions; until then it is the
// organisation's own space, which nobody else ever sees, in no list, count or export. Owns
// consultation, response, remark, disposition, the links from remarks to paragraphs, remissvar.csv,
// hanteringar.csv and their pages. It knows texts and contributions, no decision and no signature.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/feature.h"
#include "features/files/files.h"
#include "features/texts/texts.h"

namespace overens::consultations {

enum class Stance : std::uint8_t { supports, supports_with_change, opposes, abstains };
constexpr auto names(Stance) {
  return std::array{std::pair{Stance::supports, "supports"},
                    std::pair{Stance::supports_with_change, "supports_with_change"},
                    std::pair{Stance::opposes, "opposes"}, std::pair{Stance::abstains, "abstains"}};
}
Text words_for(Stance);
// The word with its sign.
Html stance_label(Stance);

enum class Channel : std::uint8_t { web, paper, imported };
constexpr auto names(Channel) {
  return std::array{std::pair{Channel::web, "web"}, std::pair{Channel::paper, "paper"},
                    std::pair{Channel::imported, "imported"}};
}
Text words_for(Channel);

enum class DispositionKind : std::uint8_t { accepted, partly, not_accepted, out_of_scope, noted };
constexpr auto names(DispositionKind) {
  return std::array{std::pair{DispositionKind::accepted, "accepted"},
                    std::pair{DispositionKind::partly, "partly"},
                    std::pair{DispositionKind::not_accepted, "not_accepted"},
                    std::pair{DispositionKind::out_of_scope, "out_of_scope"},
                    std::pair{DispositionKind::noted, "noted"}};
}
Text words_for(DispositionKind);

struct Consultation {
  Id<Consultation> id;
  Number number;  // within its compact
  Id<texts::Version> version;
  std::string title;
  std::string cover_letter;  // Markdown, or empty
  Date opens_on;
  Date closes_on;  // the last day, all of it
  bool accepts_late = true;
  std::optional<Instant> handled_at;
};

// coming → open → closed → handled; the first three follow from the day.
enum class Status : std::uint8_t { coming, open, closed, handled };
constexpr auto names(Status) {
  return std::array{std::pair{Status::coming, "coming"}, std::pair{Status::open, "open"},
                    std::pair{Status::closed, "closed"}, std::pair{Status::handled, "handled"}};
}
Status status(const Consultation&, const Date& today);
Text words_for(Status);

struct Response {
  Id<Response> id;
  Number number;  // within its consultation
  std::optional<Id<organisations::Organisation>> organisation_id;
  std::string organisation;  // its name when it answered
  Date received_on;
  std::optional<Instant> received_at;
  Channel channel = Channel::web;
  std::int64_t version = 1;
  bool is_late = false;
};

struct Disposition {
  DispositionKind kind = DispositionKind::noted;
  std::string reason;
  Instant made_at;
  std::string made_by;  // name or address; empty: an import
  bool is_published = false;
};

// As it stands in the version of its response that counts.
struct Remark {
  Id<Remark> id;
  Number number;  // within its compact
  Id<Response> response_id;
  Number response;  // number of the same
  std::string organisation;
  std::optional<std::int64_t> section;            // position in the version; none: the whole text
  std::optional<Id<texts::Paragraph>> paragraph;  // where it is about one
  Stance stance = Stance::supports;
  std::string wording;                                 // or empty
  std::string proposed;                                // how the text should read, or empty
  std::optional<DispositionKind> disposition;          // the published one
  std::string reason;                                  // with it; else empty
  std::int64_t stands_behind = 0;                      // how many paragraphs of the texts
  std::optional<Id<texts::Paragraph>> first_behind{};  // one of them

  // A bare stance needs no answer.
  bool has_words() const { return !wording.empty() || !proposed.empty(); }
};

// --- Asking ---

std::optional<Consultation> find(Db&, Id<compacts::Compact>, Number);
std::vector<Consultation> list(Db&, Id<compacts::Compact>);  // the latest first
std::optional<Response> find_response(Db&, Id<Consultation>, Number);
std::int64_t count_responses(Db&, Id<Consultation>);
constexpr std::int64_t most_remarks_behind = 100;
// By number, at most so many.
std::vector<Remark> remarks_behind(Db&, Id<texts::Paragraph>,
                                   std::int64_t limit = most_remarks_behind);

struct Counts {
  std::int64_t responses = 0;
  std::int64_t remarks = 0;   // with words
  std::int64_t disposed = 0;  // those of them with a published disposition
};
Counts counts(Db&, Id<Consultation>);

// --- All of it, some at a time: for lists and files ---

std::vector<Response> responses(Db&, Id<Consultation>, std::int64_t limit, std::int64_t offset);
// Each with its stance on the whole, and on how many parts of the text it says something.
struct Summary {
  Id<Response> id;
  std::optional<Stance> stance;
  std::int64_t remarks = 0;
};
std::vector<Summary> summaries(Db&, Id<Consultation>, std::int64_t limit, std::int64_t offset);
std::vector<Remark> remarks(Db&, Id<Consultation>, std::int64_t limit, std::int64_t offset);
std::int64_t count_remarks(Db&, Id<Consultation>);  // bare stances too
// How many chose each stance; section 0 is the whole text.
// Each response once for each part: where it answered by paragraph alone, as in Mark.
struct StanceCount {
  std::int64_t section = 0;
  Stance stance = Stance::supports;
  std::int64_t count = 0;
};
std::vector<StanceCount> stance_counts(Db&, Id<Consultation>);

// A remark that says: as that other organisation.
struct Joining {
  Number remark;                     // that joins
  Number joined;                     // the other's
  Number response;                   // of the other
  std::string organisation;          // the other
  bool is_to_earlier_words = false;  // it was changed since
};
// Of the remarks with numbers from `first` to `last`; at most so many.
std::vector<Joining> joinings_between(Db&, Id<Consultation>, Number first, Number last);
// Which paragraphs the remarks with numbers from `first` to `last` stand behind.
struct StandsBehind {
  Number remark;
  Id<texts::Paragraph> paragraph;
};
std::vector<StandsBehind> links_between(Db&, Id<Consultation>, Number first, Number last);
// When words of it were masked last; what was made before may hold them.
std::optional<Instant> last_masked_at(Db&, Id<Consultation>);

Feature feature();

}  // namespace overens::consultations
