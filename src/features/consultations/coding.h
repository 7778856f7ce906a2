// Coding: what the remarks of a consultation are about, in the same themes as the notes. A remark
// may be about several. A theme that was merged or taken apart among the notes is so here too: a
// remark keeps the theme it was given, and has the one that leads to. The summary by theme is for
// everybody, the work for coordinators.
#pragma once

#include "features/consultations/pages.h"

namespace overens::consultations {

using contributions::Theme;

constexpr std::int64_t most_coded_together = 5'000;  // remarks, by one press

// Which remarks with words: those with a theme, those without any, or all; of the whole or of one
// section.
enum class Sorted : std::uint8_t { all, without, with };
struct Selection {
  Sorted sorted = Sorted::all;
  std::optional<Id<Theme>> theme{};  // where `with`
  std::optional<std::int64_t> section{};
};
std::vector<Remark> selected(Db&, Id<Consultation>, const Selection&, std::int64_t limit,
                             std::int64_t offset);
std::int64_t count_selected(Db&, Id<Consultation>, const Selection&);

// Of each remark each theme once, in the order of themes: of the remarks with numbers from `first`
// to `last`, or of a page of those with a theme, which lie far apart.
struct ThemeOfRemark {
  Number remark;
  Number theme;
  std::string name;
};
std::vector<ThemeOfRemark> themes_of_selected(Db&, Id<Consultation>, Id<Theme>,
                                              std::optional<std::int64_t> section,
                                              std::int64_t limit, std::int64_t offset);
std::vector<ThemeOfRemark> themes_between(Db&, Id<Consultation>, Number first, Number last);

// What is new or gone; others at work at the same time are not undone.
bool give_theme(Db&, Id<Consultation>, Number remark, Id<Theme>, Id<people::Person> by,
                Instant now);
bool take_theme(Db&, Id<Consultation>, Number remark, Id<Theme>);
// To every one of them. Conflict where they are more than most_coded_together.
void give_theme_to_all(Db&, Id<Consultation>, const Selection&, Id<Theme>, Id<people::Person> by,
                       Instant now);

struct ThemeSummary {
  Number theme;
  std::string name;
  std::int64_t remarks = 0;
  std::int64_t supports = 0;  // of the remarks, by stance
  std::int64_t supports_with_change = 0;
  std::int64_t opposes = 0;
  std::int64_t abstains = 0;
  std::int64_t disposed = 0;  // with a published disposition
};
std::vector<ThemeSummary> theme_summary(Db&, Id<Consultation>);
// Remarks with words that nobody has given a theme.
std::int64_t count_uncoded(Db&, Id<Consultation>);

// "Themes: Dialog, Lokaler", below a remark.
Html themes_view(Visit&, const Place&, const Remark&);

Page show_theme_summary(Visit&, Number);
Page theme_summary_data(Visit&, Number, DataFormat);
Page show_theme_remarks(Visit&, Number, Number theme);
Page show_coding(Visit&, Number);
Page change_coding(Visit&, Number);

}  // namespace overens::consultations
