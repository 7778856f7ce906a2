// Jobs: work that is too long for one request (a mailing, a compilation, a package), done in pieces
// by the background task, with a page that shows how far it has come. A job is a row; whoever takes
// it holds a lease for a while, so that two programs at one database never do the same piece at a
// time, and what a crash left lying is taken up again. What is done is a JobKind of a later feature
// (features/feature.h). Owns the table job and its page. It must not know what any job is about.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "features/compacts/compacts.h"
#include "features/feature.h"

namespace overens::jobs {

enum class State : std::uint8_t { waiting, running, done, failed };
constexpr auto names(State) {
  return std::array{std::pair{State::waiting, "waiting"}, std::pair{State::running, "running"},
                    std::pair{State::done, "done"}, std::pair{State::failed, "failed"}};
}

struct Job {
  Id<Job> id;
  Number number;  // within its compact
  Id<compacts::Compact> compact;
  std::string kind;  // JobKind::name
  std::int64_t subject = 0;
  State state = State::waiting;
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known yet
  Instant asked_at;
  std::optional<Instant> ended_at;

  bool has_ended() const { return ended_at.has_value(); }
};

// Inside a write: asks for that work; the one under way where there is one. `subject` is a row's
// identity in the feature that does it.
Job ask_for(Db&, Id<compacts::Compact>, std::string_view kind, std::int64_t subject,
            std::optional<Id<people::Person>> by, Instant now);
// The latest of that kind on that subject.
std::optional<Job> find_latest(Db&, std::string_view kind, std::int64_t subject);

// Tells inside a piece that takes long how far it has come, at most once a second, and keeps the
// lease meanwhile. Made at the beginning of the piece.
class Progress {
 public:
  Progress(Database& database, std::string_view kind, std::int64_t subject, Instant now)
      : database_(database), kind_(kind), subject_(subject), began_(now) {}
  void tell(std::int64_t done, std::int64_t total);

 private:
  using Clock = std::chrono::steady_clock;
  Database& database_;
  const std::string kind_;
  const std::int64_t subject_;
  const Instant began_;
  const Clock::time_point from_ = Clock::now();
  Clock::time_point next_ = from_;
};

// Its page, for those who run the compact.
Url address(const Visit&, const Job&);
// How far it has come, as a bar with words.
Html progress(const Job&);

Feature feature();

}  // namespace overens::jobs
