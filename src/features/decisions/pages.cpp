#include "features/data.h"
#include "features/decisions/letters.h"
#include "features/decisions/packages.h"
#include "features/decisions/store.h"
#include "features/import.h"
#include "web/page.h"

namespace overens::decisions {
namespace {

using compacts::Compact;
using compacts::coordinators;
using formats::Json;

Response show_list(Visit& visit);
Response list_data(Visit& visit, DataFormat format);
Response show(Visit& visit, Number number);
Response begin(Visit& visit);
Response record(Visit& visit);
Response edit(Visit& visit, Number number);
Response put_right(Visit& visit, Number number);

void routes(Router& r) {
  r.get<show_list>("/{compact}/decisions", anyone);
  r.get<list_data>("/{compact}/decisions.{}", anyone);
  r.get<begin>("/{compact}/decisions/new", coordinators);
  r.post<record>("/{compact}/decisions", coordinators);
  r.get<show>("/{compact}/decisions/{}", anyone);
  r.get<edit>("/{compact}/decisions/{}/correction", coordinators);
  r.post<put_right>("/{compact}/decisions/{}/correction", coordinators);
  package_routes(r);
}

Html decided_on(const Decision& decision) {
  return time_element(long_date(decision.decided_on), iso(decision.decided_on));
}

Html words_of(const Compact& compact, const Decision& decision) {
  const std::string outcome = decision.outcome.empty() ? "" : " – " + decision.outcome;
  const std::string known = reference(decision);
  const Html beside = known.empty() ? Html() : html(R"( <span class="o-meta">{}</span>)", known);
  return html(R"(<p lang="{}">{}{}{}</p>)", compact.language, decision.about, outcome, beside);
}

enum class Under { title, heading };  // what stands nearest above the timeline

Html timeline(const Visit& visit, const Compact& compact, const std::vector<Decision>& all,
              Under above) {
  const Html items = each(all, [&](const Decision& one) {
    const Html body =
        link(url(visit, "/{}/decisions/{}", compact.slug, one.number), verbatim(one.body));
    const Html heading = above == Under::title
                             ? html(R"(<h2 lang="{}">{}</h2>)", compact.language, body)
                             : html(R"(<h3 lang="{}">{}</h3>)", compact.language, body);
    return html("<li>{}{}{}</li>", decided_on(one), heading, words_of(compact, one));
  });
  return html(R"(<ol class="o-timeline">{}</ol>)", items);
}

Response show_list(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto all = list(visit.db, compact.id);
  Html body = all.empty() ? empty_state(t("No decision has been recorded yet"))
                          : timeline(visit, compact, all, Under::title);
  if (compacts::may_coordinate(visit))
    body +=
        html(R"(<p class="o-actions">{}</p>)",
             button_link(url(visit, "/{}/decisions/new", compact.slug), t("Record a decision")));
  body += data_links(visit);
  return page(visit, {t("Decisions"), t("What each body has decided about the compact.")}, body);
}

Response list_data(Visit& visit, DataFormat format) {
  const Compact compact = compacts::here(visit);
  DataList data{{"number", "url", "date", "body", "about", "outcome", "paragraph", "diary_number"}};
  for (const Decision& one : list(visit.db, compact.id))
    data.rows.push_back(
        {one.number, public_url(visit, "/{}/decisions/{}", compact.slug, one.number).text(),
         iso(one.decided_on), one.body, one.about, one.outcome.empty() ? Json() : Json(one.outcome),
         one.paragraph, one.diary_number});
  data.count = static_cast<std::int64_t>(data.rows.size());
  return data_answer(visit, format, data);
}

Html history(const Visit& visit, const Compact& compact, const Decision& decision) {
  const auto all = corrections(visit.db, decision.id);
  if (all.empty()) return {};
  const Html items = each(all, [&](const Correction& one) {
    return html(
        R"(<li><p class="o-history"><del>{}{}</del></p><p>{} <span
class="o-meta">{}</span></p></li>)",
        visually_hidden(t("before: ")), one.was, one.reason,
        instant_element(one.corrected_at, compact.zone()));
  });
  return html(
      R"(<section class="o-section"><h2>{}</h2><ul class="o-items" lang="{}">{}</ul></section>)",
      t("Corrected"), compact.language, items);
}

Response show(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Decision decision = found(find(visit.db, compact.id, number));
  Html made;
  std::vector<Fact> known{{t("Decided on"), decided_on(decision)},
                          {t("About"), html("{}", decision.about)}};
  if (!decision.outcome.empty()) known.push_back({t("Outcome"), html("{}", decision.outcome)});
  if (!reference(decision).empty())
    known.push_back({t("In the minutes"), html("{}", reference(decision))});
  if (decision.text_version_id) {
    const texts::Version version = texts::load(visit.db, *decision.text_version_id);
    known.push_back({t("Adopts"), link(texts::address(visit, version), verbatim(version.title))});
    made = package_section(visit, compact, version);
  }
  Html body = facts(known);
  body += made;
  body += history(visit, compact, decision);
  if (compacts::may_coordinate(visit))
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(url(visit, "/{}/decisions/{}/correction", compact.slug, number),
                             t("Correct the entry"), Weight::secondary));
  return page(
      visit,
      {verbatim(decision.body), {}, {{t("Decisions"), url(visit, "/{}/decisions", compact.slug)}}},
      body);
}

std::optional<PartialDate> read_date(Filled& filled, const Date& today) {
  const std::string typed = filled.line("decided_on", t("Write when it was decided."), 10);
  const auto date = parse_partial_date(typed);
  if (!typed.empty() && !date)
    filled.fail("decided_on", t("Write a date that exists, as 2018-11-21, or only 2018-11."));
  filled.expect(!date || iso(*date) <= iso(today), "decided_on",
                t("That day has not come yet. A decision is recorded when it has been made."));
  return date;
}

Entry read_entry(Filled& filled, const Date& today) {
  Entry entry;
  entry.decided_on = read_date(filled, today).value_or(PartialDate{});
  entry.body = filled.line("body", t("Write which body decided."));
  entry.about = filled.line("about", t("Write what the decision was about."), 500);
  entry.outcome = filled.optional_line("outcome");
  entry.paragraph = filled.optional_line("paragraph", 40);
  entry.diary_number = filled.optional_line("diary_number", 80);
  return entry;
}

Html entry_fields(const Filled& filled, const Decision& known) {
  const bool is_new = known.number.value == 0;
  Html fields = error_summary(filled);
  fields += field(filled, {.name = "decided_on",
                           .label = t("When it was decided"),
                           .hint = t("As 2018-11-21, or only 2018-11 where the day is not known."),
                           .value = is_new ? "" : iso(known.decided_on)});
  fields += field(filled, {.name = "body", .label = t("Which body decided"), .value = known.body});
  fields += field(filled, {.name = "about", .label = t("What it was about"), .value = known.about});
  fields += field(filled, {.name = "outcome",
                           .label = t("Outcome"),
                           .hint = t("In the body’s own words, such as “antas”."),
                           .value = known.outcome,
                           .is_optional = true});
  fields += field(filled, {.name = "paragraph",
                           .label = t("Paragraph of the minutes"),
                           .value = known.paragraph,
                           .is_optional = true});
  fields += field(filled, {.name = "diary_number",
                           .label = t("Registration number"),
                           .value = known.diary_number,
                           .is_optional = true});
  return fields;
}

// Frozen versions that no other decision has adopted.
bool may_adopt(const texts::Version& version, const Decision& decision) {
  return version.is_frozen() && (!version.adopted_on || version.id == decision.text_version_id);
}

std::vector<Option> adoptable(const Visit& visit, const Compact& compact,
                              const Decision& decision) {
  std::vector<Option> options{{"", t("None")}};
  for (const texts::Version& version : texts::versions(visit.db, compact.id, Number{1}))
    if (may_adopt(version, decision))
      options.push_back({std::to_string(version.number.value),
                         t("Version {0}: {1}", version.number, version.title)});
  return options;
}

Html adopts_field(Visit& visit, const Compact& compact, const Filled& filled,
                  const Decision& decision) {
  const auto options = adoptable(visit, compact, decision);
  if (options.size() == 1) return {};
  std::string known;
  if (decision.text_version_id)
    known = std::to_string(texts::load(visit.db, *decision.text_version_id).number.value);
  return select_field(filled, {.name = "adopts", .label = t("The text it adopts"), .value = known},
                      options);
}

Html record_form(Visit& visit, const Compact& compact, const Filled& filled) {
  Html fields = entry_fields(filled, {});
  fields += adopts_field(visit, compact, filled, {});
  return post_form(visit, url(visit, "/{}/decisions", compact.slug), fields,
                   {t("Record the decision")});
}

Response record_page(Visit& visit, const Compact& compact, const Filled& filled, int status) {
  return page(visit,
              {.title = t("Record a decision"),
               .path = {{t("Decisions"), url(visit, "/{}/decisions", compact.slug)}}},
              record_form(visit, compact, filled), status);
}

Response begin(Visit& visit) {
  const Compact compact = compacts::here(visit);
  return record_page(visit, compact, {}, 200);
}

std::optional<Id<texts::Version>> read_adopted(const Visit& visit, const Compact& compact,
                                               Filled& filled, const Decision& decision) {
  const auto number = filled.optional_number("adopts", 1, 1'000'000);
  if (!number) return std::nullopt;
  const auto version = texts::find(visit.db, compact.id, Number{1}, Number{*number});
  filled.expect(version && may_adopt(*version, decision), "adopts",
                t("Choose a frozen version that has not been adopted."));
  const Date today = compacts::today(visit, compact);
  for (const auto& one : consultations::list(visit.db, compact.id)) {
    const auto now = consultations::status(one, today);
    const bool is_out = now == consultations::Status::open || now == consultations::Status::coming;
    const bool is_chosen_now = version && version->id != decision.text_version_id;
    if (is_chosen_now && one.version == version->id && is_out)
      filled.fail("adopts",
                  t("That version is out for consultation until {}. It is decided on when "
                    "the answers are in.",
                    long_date(one.closes_on)));
  }
  return version ? std::optional(version->id) : std::nullopt;
}

Response record(Visit& visit) {
  const Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  Entry entry = read_entry(filled, compacts::today(visit, compact));
  entry.adopts = read_adopted(visit, compact, filled, {});
  if (filled.ok() && is_known(visit.db, compact.id, entry))
    filled.fail("about", t("This decision has been recorded already."));
  if (!filled.ok()) return record_page(visit, compact, filled, 422);
  const Number number = visit.write([&](Db& db) {
    const Number added = add(db, compact.id, entry, visit.now);
    if (entry.adopts) tell_of_adoption(db, visit, compact, added);
    return added;
  });
  return see_other(url(visit, "/{}/decisions/{}", compact.slug, number));
}

FieldsOf correction_fields(Visit& visit, const Compact& compact, const Decision& decision) {
  return [&](const Filled& filled) {
    Html fields = entry_fields(filled, decision);
    fields += adopts_field(visit, compact, filled, decision);
    fields += field(filled, {.name = "reason",
                             .label = t("Why it is corrected"),
                             .hint = t("What stood here before stays visible, with this reason.")});
    return fields;
  };
}

Response correction_page(Visit& visit, const Compact& compact, const Decision& decision,
                         const Filled& filled, int status) {
  return page(
      visit, t("Correct the decision"),
      change_form(visit, url(visit, "/{}/decisions/{}/correction", compact.slug, decision.number),
                  filled, correction_fields(visit, compact, decision), {t("Save the correction")}),
      status);
}

Response edit(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  return correction_page(visit, compact, found(find(visit.db, compact.id, number)), {}, 200);
}

Response put_right(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Decision decision = found(find(visit.db, compact.id, number));
  Filled filled = changed(visit, correction_fields(visit, compact, decision));
  Entry entry = read_entry(filled, compacts::today(visit, compact));
  entry.adopts = read_adopted(visit, compact, filled, decision);
  const std::string reason = filled.line("reason", t("Write why it is corrected."), 500);
  if (!filled.ok()) return correction_page(visit, compact, decision, filled, 422);
  try {
    visit.write([&](Db& db) {
      correct(db, decision, entry, reason, people::me(visit), visit.now);
      if (entry.adopts != decision.text_version_id) tell_of_adoption(db, visit, compact, number);
    });
  } catch (const CheckViolation&) {
    if (entry.adopts == decision.text_version_id) throw;
    filled.fail("adopts", t("It has been signed. What is signed stays adopted."));
    return correction_page(visit, compact, decision, filled, 409);
  }
  return see_other(url(visit, "/{}/decisions/{}", compact.slug, number));
}

Html latest_card(Visit& visit) {
  constexpr std::size_t most_shown = 3;
  const Compact compact = compacts::here(visit);
  auto all = list(visit.db, compact.id);
  if (all.empty()) return {};
  if (all.size() > most_shown)
    all.erase(all.begin(), all.end() - static_cast<std::ptrdiff_t>(most_shown));
  return html(
      R"(<section class="o-section" aria-labelledby="decisions"><div class="o-section__head"><h2
id="decisions">{}</h2> {}</div>{}</section>)",
      t("Latest decisions"), link(url(visit, "/{}/decisions", compact.slug), t("All decisions")),
      timeline(visit, compact, {all.rbegin(), all.rend()}, Under::heading));
}

std::vector<MenuItem> workplaces(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  return {{t("Record a decision"), url(visit, "/{}/decisions/new", visit.scope.slug)},
          {t("Decision packages"), url(visit, "/{}/packages", visit.scope.slug)}};
}

// Decisions in compact.json; the one whose outcome is "antas" adopts the latest frozen text.
void import_decisions(Import& import) {
  constexpr std::string_view adopted = "antas";
  for (const formats::JsonPlace& place : import.json("compact.json").find("decisions").items()) {
    Entry entry;
    const auto date = parse_partial_date(place.need("date").text().value_or(""));
    if (!date) place.find("date").complain(t("This is no date."));
    entry.decided_on = date.value_or(PartialDate{});
    entry.body = place.need("body").text().value_or("");
    entry.about = place.need("about").text().value_or("");
    entry.outcome = place.find("outcome").text().value_or("");
    entry.paragraph = place.find("paragraph").text().value_or("");
    entry.diary_number = place.find("diary_number").text().value_or("");
    const Id<Compact> compact{import.compact};
    if (!date || is_known(import.db, compact, entry)) continue;
    if (entry.outcome == adopted)
      if (const auto version = texts::latest_frozen(import.db, compact);
          version && !version->adopted_on)
        entry.adopts = version->id;
    add(import.db, compact, entry, import.now);
    import.count("decisions", 1);
  }
}

}  // namespace

std::string reference(const Decision& decision) {
  std::string out = decision.paragraph;
  if (!decision.diary_number.empty())
    out += (out.empty() ? "dnr " : ", dnr ") + decision.diary_number;
  return out;
}

std::string in_one_line(const Decision& decision) {
  std::string line = iso(decision.decided_on) + ": " + decision.body + ", " + decision.about;
  if (!decision.outcome.empty()) line += ", " + decision.outcome;
  if (!reference(decision).empty()) line += ", " + reference(decision);
  return line;
}

Feature feature() {
  return {.name = "decisions",
          .routes = routes,
          .menu = {{50, t("Decisions"), "decisions", {"packages"}}},
          .cards = {{40, latest_card}},
          .workplaces = workplaces,
          .of_version = packages_of_version,
          .import = import_decisions,
          .demo = add_demo_package,
          .jobs = {{package_job, t("Making a decision package"), make_package, package_address}}};
}

}  // namespace overens::decisions
