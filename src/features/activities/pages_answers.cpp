// What those who come have answered, for coordinators: how many of each answer, for whoever orders
// the food; who answered what; and everybody who comes, a row each, as a spreadsheet.
#include "features/activities/pages_answers.h"
#include "features/activities/standard_questions.h"

#include <map>

#include "base/text.h"
#include "formats/csv.h"

namespace overens::activities {
namespace {

std::vector<GivenAnswer> of_question(const std::vector<GivenAnswer>& all, Id<Question> question) {
  std::vector<GivenAnswer> these;
  for (const GivenAnswer& one : all)
    if (one.question == question) these.push_back(one);
  return these;
}

Text who_answered(const GivenAnswer& one) {
  return one.name.empty() ? t("With {}", one.registered_by) : verbatim(one.name);
}

// The same words written with other capitals are the same answer.
Html counts_table(const Question& question, const std::vector<GivenAnswer>& given) {
  std::map<std::string, std::pair<std::string, std::int64_t>> counts;
  for (const GivenAnswer& one : given)
    for (const std::string& line : lines_of(one.value)) {
      auto& [words, count] = counts.try_emplace(fold(line), line, 0).first->second;
      ++count;
    }
  Table list{t("How many of each answer"), {t("Answer"), t("People")}, {}};
  for (const auto& [key, counted] : counts)
    list.rows.push_back(
        {html("{}", answer_words(question, counted.first)), html("{}", counted.second)});
  return table(list);
}

Html people_table(const Question& question, const std::vector<GivenAnswer>& given) {
  Table list{t("Who answered what"), {t("Name"), t("Answer")}, {}};
  for (const GivenAnswer& one : given) {
    Html words;
    for (const std::string& line : lines_of(one.value))
      words += html("{}{}", when(!words.is_empty(), [] { return html("<br>"); }),
                    answer_words(question, line));
    list.rows.push_back({html("{}", who_answered(one)), words});
  }
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("Who answered what"), table(list));
}

Html question_part(const Question& question, const std::vector<GivenAnswer>& given) {
  Html part = heading(2, label_words(question));
  if (given.empty()) return html("{}{}", part, paragraph(t("Nobody has answered.")));
  part += counts_table(question, given);
  part += people_table(question, given);
  return part;
}

std::string people_sheet(Visit& visit, const Activity& activity) {
  const auto in = [&](const Text& words) { return words.in(visit.language); };
  const auto asked = questions(visit.db, activity.id);
  std::vector<std::string> headings{in(t("Registration")), in(t("Name")), in(t("Mail")),
                                    in(t("Organisation")), in(t("Way"))};
  for (const Question& one : asked) headings.push_back(in(label_words(one)));
  formats::CsvWriter csv(formats::CsvDialect::for_excel, headings);
  std::map<std::pair<std::int64_t, std::int64_t>, std::string> given;
  for (const GivenAnswer& one : answers_of_all(visit.db, activity.id))
    given[{one.participant.value, one.question.value}] = one.value;
  for (const Comer& one : comers(visit.db, activity.id)) {
    std::vector<std::string> row{std::to_string(one.registration.value), one.name, one.email,
                                 one.organisation, in(words_for(one.way))};
    for (const Question& question : asked) {
      std::string words;
      for (const std::string& line : lines_of(given[{one.participant.value, question.id.value}]))
        words += (words.empty() ? "" : ", ") + in(answer_words(question, line));
      row.push_back(words);
    }
    csv.add(row);
  }
  return csv.text();
}

Response show_answers(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  const auto all = answers_of_all(visit.db, activity.id);
  const auto asked = questions(visit.db, activity.id);
  Html body =
      html(R"(<p class="o-actions">{}</p>)",
           button_link(url(visit, "/{}/activities/{}/people.csv", compact.slug, activity.number),
                       t("Everybody who comes, as a spreadsheet"), Weight::secondary));
  if (asked.empty()) body += empty_state(t("Nothing is asked beside name and organisation"));
  for (const Question& one : asked) body += question_part(one, of_question(all, one.id));
  auto path = path_to(visit, activity);
  path.push_back({t("Who comes"), registrations_url(visit, activity)});
  return page(visit,
              {.title = t("Answers of {}", activity.title),
               .lead = t("Of those who have a seat. Pass on how many, and names only to those who "
                         "need them."),
               .path = std::move(path)},
              body);
}

Response export_people(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_list(visit, compact, number);
  return csv_answer("activity-" + std::to_string(number.value) + "-people.csv",
                    people_sheet(visit, activity));
}

}  // namespace

Response csv_answer(const std::string& file_name, std::string text) {
  Response response;
  response.headers.set("Content-Type", "text/csv; charset=utf-8");
  response.headers.set("Content-Disposition", "attachment; filename=\"" + file_name + "\"");
  response.body = std::move(text);
  return response;
}

void answer_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_answers>("/{compact}/activities/{}/answers", coordinators);
  r.get<export_people>("/{compact}/activities/{}/people.csv", coordinators);
}

}  // namespace overens::activities
