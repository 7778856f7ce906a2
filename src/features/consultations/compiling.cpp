// The compilation as a job: some thousand remarks a piece, and at last the workbook.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "features/consultations/compiling.h"
#include "features/jobs/jobs.h"
#include "formats/csv.h"
#include "formats/xlsx.h"

namespace overens::consultations {
namespace {

using formats::XlsxCell;

// What the rows of a piece have in common.
struct Compiling {
  const Site& site;
  compacts::Compact compact;
  Consultation consultation;
  std::map<std::int64_t, std::string> sections;             // headings, by position
  std::map<std::int64_t, std::int64_t> paragraphs;          // positions, by identity
  std::map<std::int64_t, std::vector<std::string>> themes;  // by number of the remark

  Language language() const { return compact.own_language(); }
  std::string in(const Text& words) const { return words.in(language()); }
};

Compiling ready(const Site& site, Db& db, ScopeKey scope, Id<Consultation> id) {
  Compiling all{site, compacts::load(db, {scope.value}), load(db, id), {}, {}, {}};
  for (const texts::Section& one : texts::sections(db, all.consultation.version))
    all.sections[one.position] = one.heading;
  for (const texts::Paragraph& one : texts::paragraphs(db, all.consultation.version))
    all.paragraphs[one.id.value] = one.position;
  return all;
}

void add_themes(Db& db, Compiling& all, const std::vector<CompiledRemark>& remarks) {
  if (remarks.empty()) return;
  for (const ThemeOfRemark& one :
       themes_between(db, all.consultation.id, remarks.front().number, remarks.back().number))
    all.themes[one.remark.value].push_back(one.name);
}

std::vector<std::string> headings(const Compiling& all) {
  std::vector<std::string> words;
  for (const Text& one :
       {t("Number"), t("Response"), t("Organisation"), t("Received"), t("How it came"), t("Late"),
        t("Part of the text"), t("Paragraph"), t("Stance"), t("Remark"), t("Proposed wording"),
        t("Themes"), t("Disposition"), t("Reason"), t("Address")})
    words.push_back(all.in(one));
  return words;
}

std::vector<XlsxCell> cells(const Compiling& all, const CompiledRemark& one) {
  const auto heading = all.sections.find(one.section.value_or(0));
  const auto paragraph =
      one.paragraph ? all.paragraphs.find(one.paragraph->value) : all.paragraphs.end();
  std::string themes;
  if (const auto has = all.themes.find(one.number.value); has != all.themes.end())
    for (const std::string& name : has->second) themes += (themes.empty() ? "" : ", ") + name;
  return {one.number.value,
          one.response.value,
          one.organisation,
          iso(one.received_on),
          all.in(words_for(one.channel)),
          one.is_late ? all.in(t("Late")) : "",
          heading == all.sections.end() ? all.in(t("The whole text")) : heading->second,
          paragraph == all.paragraphs.end() ? XlsxCell("") : XlsxCell(paragraph->second),
          all.in(words_for(one.stance)),
          one.wording,
          one.proposed,
          themes,
          one.disposition ? all.in(words_for(*one.disposition)) : "",
          one.reason,
          all.site.public_url + url("/{}/remarks/{}", all.compact.slug, one.number).text()};
}

std::string text_of(const XlsxCell& cell) {
  const auto* figure = std::get_if<std::int64_t>(&cell);
  return figure ? std::to_string(*figure) : std::get<std::string>(cell);
}

// Without the line of headings, which stands above the first piece only.
std::string lines_of(const Compiling& all, const std::vector<CompiledRemark>& remarks) {
  formats::CsvWriter csv(formats::CsvDialect::for_excel, headings(all));
  const std::size_t head = csv.text().size();
  for (const CompiledRemark& one : remarks) {
    std::vector<std::string> row;
    for (const XlsxCell& cell : cells(all, one)) row.push_back(text_of(cell));
    csv.add(row);
  }
  return csv.text().substr(head);
}

formats::XlsxSheet remarks_sheet(Db& db, Compiling& all) {
  formats::XlsxSheet sheet{all.in(t("Remarks")), headings(all), {}};
  std::int64_t last = 0;
  while (true) {
    const auto remarks = remarks_after(db, all.consultation.id, last, remarks_a_piece);
    if (remarks.empty()) return sheet;
    add_themes(db, all, remarks);
    for (const CompiledRemark& one : remarks) {
      auto row = cells(all, one);
      for (XlsxCell& cell : row)
        if (auto* words = std::get_if<std::string>(&cell))
          *words = shortened(*words, formats::XlsxLimits::cell_characters);
      sheet.rows.push_back(std::move(row));
    }
    last = remarks.back().number.value;
  }
}

formats::XlsxSheet stances_sheet(Db& db, const Compiling& all) {
  formats::XlsxSheet sheet{all.in(t("Stances")), {all.in(t("Part of the text"))}, {}};
  for (const auto& [stance, name] : names(Stance{}))
    sheet.headings.push_back(all.in(words_for(stance)));
  std::map<std::int64_t, std::map<Stance, std::int64_t>> counted;
  for (const StanceCount& one : stance_counts(db, all.consultation.id))
    counted[one.section][one.stance] = one.count;
  for (auto& [section, by_stance] : counted) {
    const auto heading = all.sections.find(section);
    std::vector<XlsxCell> row = {heading == all.sections.end() ? all.in(t("The whole text"))
                                                               : heading->second};
    for (const auto& [stance, name] : names(Stance{})) row.push_back(by_stance[stance]);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

formats::XlsxSheet themes_sheet(Db& db, const Compiling& all) {
  formats::XlsxSheet sheet{
      all.in(t("Themes")), {all.in(t("Theme")), all.in(t("Remarks")), all.in(t("Handled"))}, {}};
  for (const ThemeSummary& one : theme_summary(db, all.consultation.id))
    sheet.rows.push_back({one.name, one.remarks, one.disposed});
  return sheet;
}

// None where there are too many for one, or it would be too large to keep.
std::optional<std::string> workbook(const Site& site, Db& db, ScopeKey scope, Id<Consultation> id,
                                    Instant now) {
  if (count_remarks(db, id) > most_in_a_workbook) return std::nullopt;
  Compiling all = ready(site, db, scope, id);
  std::string bytes =
      formats::xlsx({remarks_sheet(db, all), stances_sheet(db, all), themes_sheet(db, all)}, now);
  if (std::ssize(bytes) > files::most_bytes) return std::nullopt;
  return bytes;
}

struct Read {
  std::optional<Compilation> compilation;
  std::int64_t total = 0;
  std::int64_t remarks = 0;
  Number last;
  std::string lines;
};

Read read_piece(const Site& site, Db& db, ScopeKey scope, Id<Consultation> id) {
  Read read{.compilation = compilation_under_way(db, id), .last = {}, .lines = {}};
  if (!read.compilation) return read;
  read.total = count_remarks(db, id);
  const auto remarks = remarks_after(db, id, read.compilation->last_number, remarks_a_piece);
  read.remarks = std::ssize(remarks);
  if (remarks.empty()) return read;
  Compiling all = ready(site, db, scope, id);
  add_themes(db, all, remarks);
  read.lines = lines_of(all, remarks);
  read.last = remarks.back().number;
  return read;
}

// A piece, or where all are there the workbook, which ends it.
JobStep step(const Site& site, Database& database, ScopeKey scope, std::int64_t subject,
             Instant now) {
  const Id<Consultation> id{subject};
  const Read read = database.read([&](Db& db) { return read_piece(site, db, scope, id); });
  if (!read.compilation) return {.done = 1, .total = 1, .is_finished = true};
  const Compilation& one = *read.compilation;
  if (read.remarks > 0) {
    database.write(unseen,
                   [&](Db& db) { add_piece(db, one, read.lines, read.remarks, read.last); });
    const std::int64_t done = one.remarks + read.remarks;
    return {.done = done, .total = std::max(done, read.total)};
  }
  const auto bytes = database.read([&](Db& db) { return workbook(site, db, scope, id, now); });
  database.write(unseen, [&](Db& db) {
    finish_compilation(db, one, bytes ? std::optional(files::store(db, *bytes, now)) : std::nullopt,
                       now);
  });
  return {.done = one.remarks, .total = one.remarks, .is_finished = true};
}

Url where(Visit& visit, std::int64_t subject) {
  return url(visit, "/{}/consultations/{}/compilation", visit.scope.slug,
             load(visit.db, Id<Consultation>{subject}).number);
}

Url compilation_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/compilation", place.compact.slug,
             place.consultation.number);
}

// Words in it were masked after it was begun: it is not handed out any more.
bool holds_what_is_masked(Db& db, const Compilation& one) {
  const auto masked = last_masked_at(db, one.consultation);
  return masked && *masked >= one.asked_at;
}

Compilation handed_out(Visit& visit, const Place& place) {
  Compilation made = found(latest_compilation(visit.db, place.consultation.id));
  if (holds_what_is_masked(visit.db, made))
    throw Conflict{t("Words in it have been masked since it was made. Make it anew first.")};
  return made;
}

Html made_view(Visit& visit, const Place& place, const Compilation& one) {
  if (holds_what_is_masked(visit.db, one))
    return notice(Tone::warning, t("Words have been masked since it was made"),
                  paragraph(t("It is not handed out any more. Make it anew: what is masked is "
                              "masked there too.")));
  Html list;
  if (one.workbook)
    list +=
        html("<li>{}</li>", link(url(visit, "/{}/consultations/{}/compilation/workbook",
                                     place.compact.slug, place.consultation.number),
                                 t("A workbook (XLSX), with the stances and the themes counted")));
  list += html("<li>{}</li>", link(url(visit, "/{}/consultations/{}/compilation/table",
                                       place.compact.slug, place.consultation.number),
                                   t("A table (CSV)")));
  Html body = html("<p>{}</p>",
                   t("Made {0}, with {1} remarks.",
                     instant_element(*one.made_at, place.compact.zone()), number(one.remarks)));
  body += html("<ul>{}</ul>", list);
  if (!one.workbook)
    body += paragraph(t("There is too much in it for a workbook. Open the table instead."));
  return body;
}

}  // namespace

JobKind compiling() {
  return {.name = compilation_job,
          .words = t("The compilation of a consultation"),
          .step = step,
          .where = where};
}

Page show_compilation(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto id = place.consultation.id;
  const auto made = latest_compilation(visit.db, id);
  Html body = made ? made_view(visit, place, *made) : empty_state(t("It has not been made yet."));
  const auto job = jobs::find_latest(visit.db, compilation_job, id.value);
  if (job && !job->has_ended())
    body += html("<p>{}</p>", link(jobs::address(visit, *job), t("It is being made")));
  else
    body += post_button(visit, compilation_url(visit, place),
                        {.words = made ? t("Make it anew") : t("Make it")});
  return page(visit,
              {.title = t("The compilation to take out"),
               .lead = t("Every remark with its part of the text, its themes and what became of "
                         "it. What is masked is masked here too."),
               .path = path_to(visit, place)},
              body);
}

Page ask_compilation(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto id = place.consultation.id;
  const auto job = visit.write_unseen([&](Db& db) {
    begin_compilation(db, id, visit.now);
    return jobs::ask_for(db, place.compact.id, compilation_job, id.value, people::me(visit),
                         visit.now);
  });
  return see_other(jobs::address(visit, job));
}

Page compilation_table(Visit& visit, Number number) {
  visit.keep_private();
  const Place place = place_here(visit, number);
  const Compilation made = handed_out(visit, place);
  const Compiling all =
      ready(visit.site, visit.db, ScopeKey{place.compact.id.value}, place.consultation.id);
  Page file;
  file.headers.set("Content-Type", "text/csv; charset=utf-8");
  file.headers.set("Content-Disposition", "attachment; filename=\"consultation-" +
                                              std::to_string(number.value) + "-remarks.csv\"");
  file.body = formats::CsvWriter(formats::CsvDialect::for_excel, headings(all)).text();
  for (const std::string& lines : pieces(visit.db, made.id)) file.body += lines;
  return file;
}

Page compilation_workbook(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const Compilation made = handed_out(visit, place);
  return files::file_response(visit, found(made.workbook),
                              "consultation-" + std::to_string(number.value) + ".xlsx");
}

}  // namespace overens::consultations
