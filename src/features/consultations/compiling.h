// The compilation to be taken out: every remark of a consultation with its part of the text, its
// themes and what became of it, as a CSV file and as a workbook. Made piece by piece by a job, so
// that tens of thousands are no matter; the latest that was finished is kept.
#pragma once

#include "features/consultations/coding.h"

namespace overens::consultations {

inline constexpr std::string_view compilation_job = "compilation";  // JobKind::name
constexpr std::int64_t remarks_a_piece = 4'000;
constexpr std::int64_t most_in_a_workbook = 90'000;  // what a sheet takes, with a margin

struct Compilation {
  Id<Compilation> id;
  Id<Consultation> consultation;
  Instant asked_at;
  std::int64_t remarks = 0;
  std::int64_t last_number = 0;
  std::optional<Id<files::File>> workbook;
  std::optional<Instant> made_at;
};
// The one under way where there is one.
void begin_compilation(Db&, Id<Consultation>, Instant now);
std::optional<Compilation> compilation_under_way(Db&, Id<Consultation>);
std::optional<Compilation> latest_compilation(Db&, Id<Consultation>);  // that is finished

// A remark with all that belongs to it.
struct CompiledRemark {
  Number number;
  Number response;
  std::string organisation;
  Date received_on;
  Channel channel = Channel::web;
  bool is_late = false;
  std::optional<std::int64_t> section;
  std::optional<Id<texts::Paragraph>> paragraph;
  Stance stance = Stance::supports;
  std::string wording;
  std::string proposed;
  std::optional<DispositionKind> disposition;  // the published one
  std::string reason;
};
std::vector<CompiledRemark> remarks_after(Db&, Id<Consultation>, std::int64_t number,
                                          std::int64_t limit);
// False where somebody else has written that piece already.
bool add_piece(Db&, const Compilation&, std::string_view lines, std::int64_t remarks,
               Number last_number);
// It is finished, and earlier ones go.
void finish_compilation(Db&, const Compilation&, std::optional<Id<files::File>> workbook,
                        Instant now);
std::vector<std::string> pieces(Db&, Id<Compilation>);  // in their order

JobKind compiling();
Page show_compilation(Visit&, Number);
Page ask_compilation(Visit&, Number);
Page compilation_table(Visit&, Number);
Page compilation_workbook(Visit&, Number);

}  // namespace overens::consultations
