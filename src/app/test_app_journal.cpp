#include "app/test_app_journal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <string_view>
#include <vector>

namespace overens {
namespace {

// No acts: what somebody has not submitted yet, and asking for a letter to one's own address.
constexpr std::array quiet{"consultations::add_file",
                           "consultations::join",
                           "consultations::keep",
                           "consultations::remove_file",
                           "consultations::save_member_view",
                           "consultations::take_person_answer",
                           "files::attach",  // of a test
                           "people::send_mail"};

// Answer alike where it was done before or somebody was faster, or to a machine that fills in what
// nobody sees: then nothing is written.
constexpr std::array perhaps_nothing{"activities::accept_own_offer",
                                     "activities::add_standard_question",
                                     "activities::cancel_own_registration",
                                     "activities::create_registration",
                                     "activities::decline_own_offer",
                                     "activities::move_up_question",
                                     "activities::register_for",
                                     "affiliations::apply",
                                     "compacts::create_contact",
                                     "consultations::confirm_person_answer",
                                     "consultations::submit",
                                     "contributions::begin_minutes",
                                     "contributions::send",
                                     "people::open_link",
                                     "people::sign_out",
                                     "signatures::sign"};

bool among(const auto& functions, std::string_view function) {
  return std::find(functions.begin(), functions.end(), function) != functions.end();
}

// Tests let people meet: then it cannot be said whose a line is.
std::atomic<std::uint64_t> forms_sent = 0;
std::atomic<std::int64_t> forms_under_way = 0;

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> all;
  for (std::size_t at = 0; at < path.size(); at = std::min(path.find('/', at + 1), path.size()))
    all.push_back(path.substr(at, path.find('/', at + 1) - at));
  return all;
}

// The function of the route with the most literal segments among those that fit.
std::string function_for(const Router& router, std::string_view path) {
  const auto asked = segments(path);
  std::string best;
  std::size_t fewest_holes = asked.size() + 1;
  for (const Route& route : router.routes()) {
    const auto pattern = segments(route.pattern);
    if (route.method != Method::post || pattern.size() != asked.size()) continue;
    std::size_t holes = 0;
    bool fits = true;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      const bool is_hole = pattern[i].find('{') != std::string_view::npos;
      holes += is_hole;
      fits = fits && (is_hole || pattern[i] == asked[i]);
    }
    if (!fits || holes >= fewest_holes) continue;
    fewest_holes = holes;
    best = route.function;
  }
  return best;
}

}  // namespace

JournalCheck::JournalCheck(Database& database, const Router& router, const Request& form)
    : database_(database), function_(function_for(router, form.path)) {
  ++forms_under_way;
  others_ = forms_sent++;
  version_ = database_.version(whole_installation);
  last_line_ = last_line();
}

JournalCheck::~JournalCheck() { --forms_under_way; }

std::int64_t JournalCheck::last_line() const {
  return database_.read(
      [](Db& db) { return db.load<std::int64_t>("SELECT COALESCE(MAX(id), 0) FROM journal"); });
}

void JournalCheck::compare(int status) const {
  const auto lines = database_.read([&](Db& db) {
    return db.load<std::int64_t>("SELECT COUNT(*) FROM journal WHERE id > $1", last_line_);
  });
  // PostgreSQL tells of an earlier form's write when it gets round to it.
  const bool is_changed =
      database_.engine() == Engine::sqlite && database_.version(whole_installation) != version_;
  if (forms_under_way != 1 || forms_sent != others_ + 1) return;
  const bool is_shown_again = status == 200;  // to be looked at before it is sent
  const bool may_be_nothing = !is_changed && (is_shown_again || among(perhaps_nothing, function_));
  if (status >= 400) {
    EXPECT_EQ(lines, 0) << function_ << " refused with " << status;
    EXPECT_FALSE(is_changed) << function_ << " refused with " << status;
  } else if (among(quiet, function_)) {
    EXPECT_EQ(lines, 0) << function_ << " is no act";
    EXPECT_FALSE(is_changed) << function_;
  } else if (lines != 0 || !may_be_nothing) {
    EXPECT_EQ(lines, 1) << function_ << " answered " << status
                        << (is_changed ? " and changed something" : " and changed nothing");
  }
}

}  // namespace overens
