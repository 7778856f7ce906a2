// The pages of decision packages: asking for one, its files with their SHA-256, and the job that
// makes it.
#include <algorithm>
#include <stdexcept>

#include "features/decisions/packages.h"
#include "features/jobs/jobs.h"
#include "web/page.h"

namespace overens::decisions {
namespace {

using compacts::Compact;
using compacts::coordinators;

Response show_packages(Visit& visit);
Response begin_package(Visit& visit);
Response ask_for_package(Visit& visit);
Response show_package(Visit& visit, Number number);
Response send_pdf(Visit& visit, Number number);
Response send_docx(Visit& visit, Number number);

Url address(const Visit& visit, const Package& package) {
  return url(visit, "/{}/packages/{}", visit.scope.slug, package.number);
}

// --- Who may have one ---

// Words that were masked since may stand in it: then it is for those who run the compact only.
bool holds_what_is_masked(Db& db, const Package& package) {
  const texts::Version version = texts::load(db, package.version);
  std::optional<texts::Version> since;
  if (package.since) since = texts::load(db, *package.since);
  for (const auto& one : consultations_between(db, package.compact, version, since))
    if (const auto masked = consultations::last_masked_at(db, one.id);
        masked && *masked >= *package.compiled_at)
      return true;
  return false;
}

// Everybody may, once the decision that adopts its text is recorded.
bool is_public(Db& db, const Package& package) {
  return package.is_made() && that_adopted(db, package.version) &&
         !holds_what_is_masked(db, package);
}

Package package_here(Visit& visit, Number number) {
  const Package package = found(find_package(visit.db, compacts::here(visit).id, number));
  if (compacts::may_run(visit) || is_public(visit.db, package)) return package;
  if (package.is_made() && that_adopted(visit.db, package.version))
    throw Conflict{
        t("Words in this package have been masked since it was made, so it is not shown. "
          "The text and what was answered are still here.")};
  throw NotFound{};
}

std::vector<Package> seen(Visit& visit, std::vector<Package> all) {
  if (!compacts::may_run(visit))
    std::erase_if(all, [&](const Package& one) { return !is_public(visit.db, one); });
  return all;
}

// --- Showing ---

Html state_of(Visit& visit, const Package& package) {
  if (package.is_given_up()) return tag_label(Tone::danger, t("Became too large"));
  if (!package.is_made()) return tag_label(Tone::info, t("Being made"));
  if (holds_what_is_masked(visit.db, package))
    return tag_label(Tone::warning, t("Not public: words in it were masked since"));
  if (!is_public(visit.db, package)) return tag_label(Tone::neutral, t("Not public yet"));
  return {};
}

Html package_item(Visit& visit, const Compact& compact, const Package& package) {
  const texts::Version version = texts::load(visit.db, package.version);
  const Instant at = package.compiled_at.value_or(package.asked_at);
  return html(R"(<li><h3>{}</h3><p class="o-meta">{}, {} {}</p></li>)",
              link(address(visit, package), t("Decision package {}", package.number)),
              texts::standing(version, compact.zone()), instant_element(at, compact.zone()),
              state_of(visit, package));
}

Html package_list(Visit& visit, const Compact& compact, const std::vector<Package>& all) {
  return html(R"(<ul class="o-items">{}</ul>)",
              each(all, [&](const Package& one) { return package_item(visit, compact, one); }));
}

Response show_packages(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto all = seen(visit, packages(visit.db, compact.id));
  Html body;
  if (compacts::may_coordinate(visit))
    body += html(
        R"(<p class="o-actions">{}</p>)",
        button_link(url(visit, "/{}/packages/new", compact.slug), t("Make a decision package")));
  if (all.empty())
    body += empty_state(t("No decision package is here yet"));
  else
    body += html(R"(<h2 class="ds-sr-only">{}</h2>{})", t("The latest first"),
                 package_list(visit, compact, all));
  return page(visit,
              {t("Decision packages"),
               t("What those who decide get: the text, what changed, the answers and what became "
                 "of them, and who took part. Each stays as it was made.")},
              body);
}

Html file_facts(Visit& visit, Id<files::File> id, const Url& where, const Text& words) {
  constexpr std::int64_t a_kilobyte = 1000;
  const files::File file = found(files::find(visit.db, id));
  return html(R"(<p><a href="{}" download>{}</a></p><p class="o-seal">{} {}</p>)", where,
              t("{0}, {1} kB", words, (file.size + a_kilobyte - 1) / a_kilobyte), "SHA-256",
              file.sha256);
}

Response show_package(Visit& visit, Number number) {
  const Compact compact = compacts::here(visit);
  const Package package = package_here(visit, number);
  const texts::Version version = texts::load(visit.db, package.version);
  Html body;
  if (const auto job = jobs::find_latest(visit.db, package_job, package.id.value);
      job && !package.is_made() && !package.is_given_up())
    body += html("{}<p>{}</p>", jobs::progress(*job),
                 link(jobs::address(visit, *job), t("How far it has come")));
  body += state_of(visit, package);
  constexpr std::int64_t a_megabyte = 1024 * 1024;
  if (package.is_given_up())
    body += paragraph(
        t("No file may be larger than {} MB, and this would be. Choose a later version to compare "
          "with: fewer answers go with it then. All answers are in the compilation of each "
          "consultation.",
          files::most_bytes / a_megabyte));
  if (package.is_made()) {
    body += heading(2, t("The files"));
    body += file_facts(visit, *package.pdf,
                       url(visit, "/{}/packages/{}/package.pdf", compact.slug, number),
                       t("To read and to print: PDF"));
    body += file_facts(visit, *package.docx,
                       url(visit, "/{}/packages/{}/package.docx", compact.slug, number),
                       t("With tracked changes, for word processors: DOCX"));
  }
  std::vector<Fact> known{
      {t("The text"), html("{}, {}", link(texts::address(visit, version), verbatim(version.title)),
                           texts::standing(version, compact.zone()))},
      {t("SHA-256 of the text"), html(R"(<span class="o-seal">{}</span>)", version.sha256)}};
  if (package.since)
    known.push_back(
        {t("Compared with"),
         html("{}", texts::standing(texts::load(visit.db, *package.since), compact.zone()))});
  if (package.compiled_at)
    known.push_back({t("Compiled"), instant_element(*package.compiled_at, compact.zone())});
  body += facts(known);
  return page(visit,
              {.title = t("Decision package {}", number),
               .path = {{t("Decision packages"), url(visit, "/{}/packages", compact.slug)}}},
              body);
}

Response send(Visit& visit, const Package& package, const std::optional<Id<files::File>>& file,
              const std::string& ending) {
  const std::string name = visit.scope.slug + "-" + t("decision-package").in(visit.language) + "-" +
                           std::to_string(package.number.value) + ending;
  return files::file_response(visit, found(file), name);
}

Response send_pdf(Visit& visit, Number number) {
  const Package package = package_here(visit, number);
  return send(visit, package, package.pdf, ".pdf");
}

Response send_docx(Visit& visit, Number number) {
  const Package package = package_here(visit, number);
  return send(visit, package, package.docx, ".docx");
}

// --- Asking for one ---

std::vector<texts::Version> frozen(Visit& visit, const Compact& compact) {
  auto all = texts::versions(visit.db, compact.id, Number{1});
  std::erase_if(all, [](const texts::Version& one) { return !one.is_frozen(); });
  return all;
}

std::vector<Option> version_options(const Compact& compact,
                                    const std::vector<texts::Version>& all) {
  std::vector<Option> options;
  for (auto one = all.rbegin(); one != all.rend(); ++one)
    options.push_back({std::to_string(one->number.value), texts::standing(*one, compact.zone())});
  return options;
}

// The one that was sent out last before it, else the one before it.
std::string sent_out_before(Visit& visit, const Compact& compact, const texts::Version& version) {
  std::int64_t number = version.number.value - 1, asked = 0;
  for (const auto& one : consultations::list(visit.db, compact.id)) {
    const texts::Version on = texts::load(visit.db, one.version);
    if (on.text == version.text && on.number < version.number)
      asked = std::max(asked, on.number.value);
  }
  number = asked > 0 ? asked : number;
  return number > 0 ? std::to_string(number) : "";
}

Response package_form(Visit& visit, const Compact& compact, const Filled& filled, int status) {
  const auto all = frozen(visit, compact);
  if (all.empty())
    return page(visit, t("Make a decision package"),
                empty_state(t("A package is about a text that is fixed. There is none yet.")));
  const auto wanted = std::find_if(all.begin(), all.end(), [&](const texts::Version& one) {
    return std::to_string(one.number.value) == visit.query.value("version");
  });
  const texts::Version& version = wanted == all.end() ? all.back() : *wanted;
  std::vector<Option> since = version_options(compact, all);
  since.insert(since.begin(), {"", t("None")});
  std::vector<Option> spoken;
  for (const auto& [language, words] :
       {std::pair{Language::sv, t("Swedish")}, std::pair{Language::fi, t("Finnish")},
        std::pair{Language::en, t("English")}})
    spoken.push_back({std::string(tag(language)), words});
  Html fields = error_summary(filled);
  fields += select_field(filled,
                         {.name = "version",
                          .label = t("The text it is about"),
                          .value = std::to_string(version.number.value)},
                         version_options(compact, all));
  fields += select_field(filled,
                         {.name = "since",
                          .label = t("Show what changed since"),
                          .hint = t("The consultations on that version and later ones go with it."),
                          .value = sent_out_before(visit, compact, version)},
                         since);
  fields += radio_field(filled,
                        {.name = "language",
                         .label = t("Language of headings and tables"),
                         .hint = t("What people wrote stays in their own language."),
                         .value = std::string(tag(visit.language))},
                        spoken);
  Html body =
      lead(t("The text, what changed in it, the answers with what became of them, and who "
             "took part, as one PDF and one document for word processors. It is made in "
             "the background and then never changes."));
  body +=
      post_form(visit, url(visit, "/{}/packages", compact.slug), fields, {t("Make the package")});
  return page(visit,
              {.title = t("Make a decision package"),
               .path = {{t("Decision packages"), url(visit, "/{}/packages", compact.slug)}}},
              body, status);
}

Response begin_package(Visit& visit) { return package_form(visit, compacts::here(visit), {}, 200); }

std::optional<texts::Version> chosen(Visit& visit, const Compact& compact, std::string_view typed) {
  const auto number = hole_as<Number>(std::string(typed));
  if (!number) return std::nullopt;
  auto version = texts::find(visit.db, compact.id, Number{1}, *number);
  return version && version->is_frozen() ? version : std::nullopt;
}

Response ask_for_package(Visit& visit) {
  const Compact compact = compacts::here(visit);
  Filled filled(visit.form);
  const auto version = chosen(visit, compact, visit.form.value("version"));
  if (!version) filled.fail("version", t("Choose a text that is fixed."));
  const auto since = chosen(visit, compact, visit.form.value("since"));
  if (!since && !visit.form.value("since").empty())
    filled.fail("since", t("Choose a version that is fixed."));
  if (version && since && since->id == version->id)
    filled.fail("since", t("Choose another version than the text itself."));
  const auto language = language_of(visit.form.value("language"));
  if (!language) filled.fail("language", t("Choose a language."));
  if (version && count_remarks_between(visit.db, compact.id, *version, since) > most_remarks)
    filled.fail("since", t("There are more than {} remarks, which is too much for one file. Choose "
                           "a later version to compare with.",
                           most_remarks));
  if (!filled.ok()) return package_form(visit, compact, filled, 422);
  const jobs::Job job = visit.write([&](Db& db) {
    const Package added = add_package(
        db, compact.id, {version->id, since ? std::optional(since->id) : std::nullopt, *language},
        people::me(visit), visit.now);
    return jobs::ask_for(db, compact.id, package_job, added.id.value, people::me(visit), visit.now);
  });
  return see_other(jobs::address(visit, job));
}

}  // namespace

void package_routes(Router& r) {
  r.get<show_packages>("/{compact}/packages", anyone);
  r.get<begin_package>("/{compact}/packages/new", coordinators);
  r.post<ask_for_package>("/{compact}/packages", coordinators);
  r.get<show_package>("/{compact}/packages/{}", anyone);
  r.get<send_pdf>("/{compact}/packages/{}/package.pdf", anyone);
  r.get<send_docx>("/{compact}/packages/{}/package.docx", anyone);
}

JobStep make_package(const Site& site, Database& database, ScopeKey compact, std::int64_t subject,
                     Instant now) {
  const Id<Package> id{subject};
  const auto document = database.read([&](Db& db) -> std::optional<formats::Document> {
    const Package package = load_package(db, id);
    if (package.is_made() || package.is_given_up()) return std::nullopt;
    return compile(db, static_cast<const House&>(site), package, now);
  });
  if (!document) return {.done = 1, .total = 1, .is_finished = true};
  jobs::Progress progress(database, package_job, subject, now);
  std::int64_t total = 1;
  try {
    const std::string pdf = formats::pdf(*document, [&](std::int64_t done, std::int64_t all) {
      total = all;
      progress.tell(done, all);
    });
    const std::string docx = formats::docx(*document);
    database.write(compact, [&](Db& db) { complete_package(db, id, pdf, docx, now, now); });
  } catch (const std::length_error&) {  // beyond formats::DocumentLimits
    database.write(compact, [&](Db& db) { give_up_package(db, id, now); });
  }
  return {.done = total, .total = total, .is_finished = true};
}

void add_demo_package(Import& import) {
  const Id<Compact> compact{import.compact};
  const auto version = texts::adopted(import.db, compact);
  if (!version || version->number.value < 2 || !packages_of(import.db, version->id).empty()) return;
  const auto since = texts::find(import.db, compact, version->text, Number{1});
  const Package added =
      add_package(import.db, compact, {version->id, since->id, Language::sv}, {}, import.now);
  jobs::ask_for(import.db, compact, package_job, added.id.value, {}, import.now);
}

Url package_address(Visit& visit, std::int64_t package) {
  return address(visit, load_package(visit.db, Id<Package>{package}));
}

Html package_section(Visit& visit, const Compact& compact, const texts::Version& version) {
  const auto all = seen(visit, packages_of(visit.db, version.id));
  Html section;
  if (!all.empty()) section += package_list(visit, compact, all);
  if (compacts::may_coordinate(visit))
    section +=
        html(R"(<p class="o-actions">{}</p>)",
             button_link(
                 url(visit, "/{}/packages/new", compact.slug).with("version", version.number.value),
                 t("Make a decision package"), Weight::secondary));
  if (section.is_empty()) return {};
  return html(R"(<section class="o-section"><h2>{}</h2>{}</section>)", t("Decision packages"),
              section);
}

std::vector<MenuItem> packages_of_version(Visit& visit, std::int64_t version) {
  std::vector<MenuItem> items;
  for (const Package& one : seen(visit, packages_of(visit.db, Id<texts::Version>{version})))
    items.push_back({t("Decision package {}", one.number), address(visit, one)});
  const texts::Version about = texts::load(visit.db, Id<texts::Version>{version});
  if (about.is_frozen() && compacts::may_coordinate(visit))
    items.push_back(
        {t("Make a decision package"),
         url(visit, "/{}/packages/new", visit.scope.slug).with("version", about.number.value)});
  return items;
}

}  // namespace overens::decisions
