// Minutes of an activity: a version is written, sent to those who came for their remarks within a
// set time, each remark is answered, and then a version becomes the one that holds, for everybody
// to read. Every version stays; a correction afterwards is a new version. Owns minutes_version,
// minutes_round, minutes_remark and minutes_final.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

struct MinutesVersion {
  Id<MinutesVersion> id;
  std::int64_t number = 0;  // 1 is the first
  std::string wording;      // Markdown
  Instant written_at;
  std::optional<Date> remarks_by;   // where it was sent to the participants: inclusive
  std::optional<Instant> final_at;  // where it is, or was, the one that holds
};

struct MinutesRemark {
  Id<MinutesRemark> id;
  Number number;         // within its version
  std::int64_t version;  // its number
  std::string remark;
  std::string answer;  // empty: none yet
  std::string name;    // of who sent it; empty once personal data is gone
  Id<Registration> registration;
  Instant sent_at;
};

// --- Rules ---

bool takes_remarks(const MinutesVersion&, Instant now, const Zone&);
inline constexpr std::int64_t most_remarks_of_one = 50;

// --- Rows ---

std::vector<MinutesVersion> minutes_versions(Db&, Id<Activity>);  // the newest first
// The one that holds, where any does.
std::optional<MinutesVersion> final_minutes(Db&, Id<Activity>);
// By version, then in the order they came.
std::vector<MinutesRemark> minutes_remarks(Db&, Id<Activity>);
std::vector<MinutesRemark> remarks_by(Db&, Id<Registration>);

// False where the latest version reads the same.
bool write_minutes(Db&, const Activity&, const std::string& wording, PersonId by, Instant now);
// False where that version was sent before.
bool send_round(Db&, const MinutesVersion&, const Date& remarks_by, PersonId by, Instant now);
enum class Remarked : std::uint8_t { added, there_already, too_many };
constexpr bool is_done(Remarked outcome) { return outcome != Remarked::too_many; }
Remarked add_remark(Db&, const MinutesVersion&, Id<Registration>, const std::string&, Instant now);
bool answer_remark(Db&, Id<Activity>, std::int64_t version, Number remark, const std::string&,
                   PersonId by, Instant now);
enum class MadeFinal : std::uint8_t { made, there_already, remarks_wait, is_out };
constexpr bool is_done(MadeFinal outcome) { return outcome < MadeFinal::remarks_wait; }
// `is_out`: participants may still remark on it, or on the one before it, and nobody said that this
// ends the round.
MadeFinal make_final(Db&, const Activity&, const MinutesVersion&, PersonId by, Instant now,
                     const Zone&, bool ends_round);

Waiting remarks_waiting(Db&, CompactId);  // that have no answer

// --- Pages ---

// On the activity's page: where its minutes are; nothing while they are not public.
Html minutes_section(Visit&, const Activity&);
// On a participant's own page.
Html minutes_link(Visit&, const Activity&, std::string_view token);

Response show_minutes(Visit&, Number activity);
Response show_minutes_version(Visit&, Number activity, Number version);
Response edit_minutes(Visit&, Number activity);
Response save_minutes(Visit&, Number activity);
Response send_minutes(Visit&, Number activity);
Response answer_minutes_remark(Visit&, Number activity, Number version, Number remark);
Response finish_minutes(Visit&, Number activity);
Response show_own_minutes(Visit&, std::string token);
Response remark_on_minutes(Visit&, std::string token);

}  // namespace overens::activities
