// Notes from a spreadsheet: a coordinator pastes the rows, or brings the file, looks at how they
// are read, and brings them in. What is here already is left alone.
#include <algorithm>

#include "base/text.h"
#include "features/contributions/notes_file.h"
#include "features/contributions/pages.h"
#include "web/page.h"

namespace overens::contributions {
namespace {

constexpr std::size_t most_rows = 1'000;         // at a time
constexpr std::size_t longest_rows = 1'000'000;  // characters
constexpr std::size_t rows_shown = 100;

struct Rows {
  std::string text;  // as pasted or read from the file
  std::vector<NoteRow> all{};
  std::vector<bool> is_new{};  // of each of `all`
  std::size_t faulty = 0;
  std::int64_t new_ones = 0;
};

// A workbook, or text in UTF-16.
bool is_no_plain_text(const Upload& file) {
  return file.bytes.find('\0') != std::string::npos || file.bytes.starts_with("\xFF\xFE") ||
         file.bytes.starts_with("\xFE\xFF");
}

std::string words_of_file(const Upload& file) {
  std::string text = valid_utf8(file.bytes) ? file.bytes : from_windows_1252(file.bytes);
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (text.starts_with(mark)) text.erase(0, mark.size());
  return tidy_text(text);
}

void read_table(Visit& visit, const compacts::Compact& compact, Filled& filled, Rows& rows) {
  const formats::CsvResult read = formats::read_csv(rows.text);
  for (const formats::CsvError& one : read.errors)
    filled.fail("rows", t("Line {0}: {1}", one.line, one.reason));
  if (!read.table) return;
  filled.expect(has_notes(*read.table), "rows",
                t("The first line names the columns; one of them is called “Inspel”."));
  filled.expect(read.table->size() <= most_rows, "rows", t("At most {} at a time.", most_rows));
  if (!filled.ok()) return;
  const Date today = compacts::today(visit, compact);
  KnownNotes known(visit.db, compact.id);
  for (std::size_t i = 0; i < read.table->size(); ++i) {
    NoteRow row = read_note_row(read.table->row(i), compact.zone());
    if (row.entry.occurred_on && *row.entry.occurred_on > today)
      row.faults.push_back(t("That day has not come yet."));
    if (!row.faults.empty()) {
      ++rows.faulty;
      filled.fail("rows", t("Line {0}: {1}", row.line, row.faults.front()));
    }
    rows.is_new.push_back(row.faults.empty() && known.add(row.entry));
    rows.new_ones += rows.is_new.back();
    rows.all.push_back(std::move(row));
  }
  filled.expect(!rows.all.empty(), "rows", t("There is no row below the names of the columns."));
}

Rows read_rows(Visit& visit, const compacts::Compact& compact, Filled& filled) {
  Rows rows;
  const Upload* file = visit.form.file("file");
  if (!file || is_no_plain_text(*file)) rows.text = filled.optional_text("rows", longest_rows);
  if (file && is_no_plain_text(*file)) {
    filled.fail("file", t("This is no table in plain text. Save it as CSV, or copy the rows and "
                          "paste them."));
    return rows;
  }
  if (file) rows.text = words_of_file(*file);
  filled.expect(!rows.text.empty(), "rows", t("Paste the rows, or choose a file."));
  filled.expect(length(rows.text) <= longest_rows, "rows", t("The file is too long."));
  if (filled.ok()) read_table(visit, compact, filled, rows);
  return rows;
}

Html state_of(const NoteRow& row, bool is_new) {
  if (row.faults.empty())
    return is_new ? tag_label(Tone::success, t("New"))
                  : tag_label(Tone::neutral, t("Is here already"));
  return each(row.faults, [](const Text& one) { return html("<p>{}</p>", one); });
}

// How the rows were read, those with something wrong first.
Html preview(const compacts::Compact& compact, const Rows& rows) {
  Table list{tn("This is read as {} note", "This is read as {} notes", std::ssize(rows.all)),
             {t("Line"), t("The note"), t("Themes"), t("Table"), t("Day"), t("State")},
             {}};
  for (const bool faulty : {true, false})
    for (std::size_t i = 0; i < rows.all.size() && list.rows.size() < rows_shown; ++i) {
      const NoteRow& row = rows.all[i];
      if (row.faults.empty() == faulty) continue;
      std::string themes;
      for (const std::string& one : row.themes) themes += (themes.empty() ? "" : "; ") + one;
      list.rows.push_back({html("{}", row.line),
                           html(R"(<span lang="{}">{}</span>)", compact.language,
                                shortened(row.entry.wording, longest_wording)),
                           html(R"(<span lang="{}">{}</span>)", compact.language, themes),
                           html("{}", row.entry.table_name),
                           row.entry.occurred_on ? date_element(*row.entry.occurred_on) : Html(),
                           state_of(row, rows.is_new[i])});
    }
  Html body = table(list);
  if (rows.all.size() > rows_shown)
    body += html("<p>{}</p>", t("The first {} are shown here.", rows_shown));
  return body;
}

Response form_page(Visit& visit, const compacts::Compact& compact, const Filled& filled, int status,
                   const Html& above = {}) {
  Html fields = area_field(
      filled,
      {.name = "rows",
       .label = t("The rows"),
       .hint = t("Copied from a spreadsheet, the names of the columns first: Inspel, and if there "
                 "are any Tema, Bord, Tid and Aktivitet (the day). Several themes of a note stand "
                 "with a semicolon between them."),
       .rows = 12,
       .language = compact.language});
  fields += file_field(filled,
                       {.name = "file",
                        .label = t("Or a file"),
                        .hint = t("CSV. It takes the place of what is above."),
                        .is_optional = true},
                       ".csv,.tsv,.txt,text/csv,text/plain");
  Html body = error_summary(filled);
  body += above;
  body +=
      remembered_form(visit, url(visit, "/{}/contributions/file", compact.slug), fields,
                      {Submit{.words = t("Look at the notes first"), .name = "look", .value = "1"},
                       Submit{.words = t("Bring them in")}},
                      true);
  return page(visit,
              Head{.title = t("Bring in notes from a file"),
                   .lead = t("What is here already, in the same words from the same table and day, "
                             "is left alone."),
                   .path = {{t("Notes"), url(visit, "/{}/contributions", compact.slug)}}},
              body, status);
}

// The rows in the field, with how they were read above it.
Response looked_at(Visit& visit, const compacts::Compact& compact, const Rows& rows,
                   const Filled& filled, int status) {
  Form read;
  read.add("rows", rows.text);
  Filled again(read);
  for (const FieldError& one : filled.errors()) again.fail(one.field, one.what);
  return form_page(visit, compact, again, status,
                   when(!rows.all.empty(), [&] { return preview(compact, rows); }));
}

void add_new(Db& db, const compacts::Compact& compact, const Rows& rows, Instant now) {
  KnownNotes known(db, compact.id);
  ThemesByName themes(db, compact.id);
  for (NoteRow row : rows.all) {
    if (!known.add(row.entry)) continue;
    themes.add_to(row);
    add(db, compact.id, row.entry, now);
  }
}

}  // namespace

Response bring_form(Visit& visit) { return form_page(visit, compacts::here(visit), Filled{}, 200); }

Response bring_notes(Visit& visit) {
  const compacts::Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const Rows rows = read_rows(visit, compact, filled);
  const bool is_looked_at = visit.form.file("file") || visit.form.ticked("look");
  if (filled.ok() && !is_looked_at && rows.new_ones == 0)
    filled.fail("rows", t("All of these notes are here already."));
  if (!filled.ok() || is_looked_at)
    return looked_at(visit, compact, rows, filled, filled.ok() ? 200 : 422);
  try {
    visit.write([&](Db& db) { add_new(db, compact, rows, visit.now); });
  } catch (const Conflict& conflict) {  // too many themes
    filled.fail("rows", conflict.told().value_or(t("That is no longer possible")));
    return looked_at(visit, compact, rows, filled, 409);
  }
  return accepted(url(visit, "/{}/contributions", compact.slug).with("state", "open"));
}

}  // namespace overens::contributions
