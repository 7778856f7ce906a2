// How many came, in figures and as a picture; and the workbook for coordinators.
#include "features/activities/attendance.h"
#include "features/activities/chart.h"
#include "formats/xlsx.h"

namespace overens::activities {
namespace {

struct Row {
  Text words;
  std::int64_t people;
};

// The categories somebody came as, in their order.
std::vector<Row> rows_of(const Attendance& all) {
  std::vector<Row> rows;
  for (const Row& one : {Row{t("Politicians"), all.politicians}, Row{t("Officials"), all.officials},
                         Row{t("For an organisation"), all.representatives},
                         Row{t("Others"), all.others}, Row{t("Not asked"), all.unsaid}})
    if (one.people) rows.push_back(one);
  return rows;
}

Text basis_words(Basis basis) {
  return basis == Basis::checked_in
             ? t("Counted from those who were checked in at the door.")
             : t("Counted from those who had a seat. Whether each of them came was not noted.");
}

Text people_and_organisations(const Attendance& all) {
  const Text people = tn("{} person", "{} people", all.people());
  if (!all.organisations) return t("{}.", people);
  return t("{0}, for {1}.", people, tn("{} organisation", "{} organisations", all.organisations));
}

Html figures(const Attendance& all) {
  std::vector<Bar> bars;
  Table figures_table{t("Who came, by category"), {t("Category"), t("People")}, {}};
  for (const Row& one : rows_of(all)) {
    bars.push_back({one.words, one.people});
    figures_table.rows.push_back({html("{}", one.words), html("{}", number(one.people))});
  }
  figures_table.rows.push_back({html("{}", t("All")), html("{}", number(all.people()))});
  figures_table.rows.push_back(
      {html("{}", t("Organisations, each once")), html("{}", number(all.organisations))});
  Html both =
      bar_picture("attendance", t("Who came, by category"), people_and_organisations(all), bars);
  both += html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
               t("The same as a table"), table(figures_table));
  return both;
}

// --- The workbook ---

std::string category_cell(const std::optional<Category>& category, Language language) {
  return category ? words_for(*category).in(language) : "";
}

formats::XlsxSheet people_sheet(Visit& visit, const compacts::Compact& compact,
                                const Activity& activity) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  formats::XlsxSheet sheet{
      in(t("Registrations")),
      {in(t("Number")), in(t("Name")), in(t("Mail")), in(t("Organisation")),
       in(t("Second organisation")), in(t("Category")), in(t("Also")), in(t("Takes part")),
       in(t("State")), in(t("Way")), in(t("Came")), in(t("Note"))},
      {}};
  for (const auto& [state, name] : names(State{}))
    for (const Registration& one : registrations(visit.db, activity.id, state, most_on_a_list))
      for (const Participant& person : participants(visit.db, one.id))
        sheet.rows.push_back({one.number.value, person.name, person.email, one.organisation,
                              one.other_organisation, category_cell(one.category, visit.language),
                              category_cell(one.also, visit.language), in(words_for(one.way)),
                              in(words_for(state)), in(words_for(one.channel)),
                              iso_local(one.registered_at, compact.zone()), one.note});
  return sheet;
}

formats::XlsxSheet figures_sheet(Visit& visit, const Activity& activity) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  const Attendance all = attendance(visit.db, activity.id);
  formats::XlsxSheet sheet{in(t("Figures")), {in(t("Category")), in(t("People"))}, {}};
  for (const Row& one : rows_of(all)) sheet.rows.push_back({in(one.words), one.people});
  sheet.rows.push_back({in(t("All")), all.people()});
  sheet.rows.push_back({in(t("Organisations, each once")), all.organisations});
  sheet.rows.push_back({in(basis_words(all.basis)), std::string()});
  if (!activity.reported_attendance.empty())
    sheet.rows.push_back({in(t("as reported, not counted")), activity.reported_attendance});
  return sheet;
}

}  // namespace

Html attendance_section(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  if (standing(activity, visit.now, compact.zone()) != Standing::past) return {};
  const Attendance all = attendance(visit.db, activity.id);
  if (all.people() == 0 && activity.reported_attendance.empty()) return {};
  Html section = heading(2, t("Who came"));
  if (!activity.reported_attendance.empty())
    section += html("<p>{}</p>", t("Took part: {0} {1}", html("{}", activity.reported_attendance),
                                   tag_label(Tone::neutral, t("as reported, not counted"))));
  if (all.people() == 0) return section;
  section += paragraph(people_and_organisations(all));
  section += paragraph(basis_words(all.basis));
  section += figures(all);
  return section;
}

Response export_workbook(Visit& visit, Number number) {
  visit.keep_private();
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_here(visit, compact, number);
  if (activity.status == Status::draft) throw NotFound{};
  Response response;
  response.headers.set("Content-Type", formats::xlsx_media_type);
  response.headers.set(
      "Content-Disposition",
      "attachment; filename=\"activity-" + std::to_string(number.value) + "-registrations.xlsx\"");
  response.body = formats::xlsx(
      {people_sheet(visit, compact, activity), figures_sheet(visit, activity)}, visit.now);
  return response;
}

}  // namespace overens::activities
