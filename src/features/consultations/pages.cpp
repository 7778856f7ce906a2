// Consultations as everybody reads them: the list and one consultation. All routes stand here.
#include "features/consultations/anchors.h"
#include "features/consultations/compiling.h"
#include "features/consultations/joining.h"
#include "features/consultations/masks.h"
#include "features/consultations/persons.h"
#include "features/consultations/wording_choices.h"

#include "base/markdown.h"
#include "features/consultations/import.h"
#include "features/consultations/wording_changes.h"
#include "features/data.h"

namespace overens::consultations {
namespace {

using compacts::coordinators;
using organisations::representatives;

void routes(Router& r) {
  r.get<show_all>("/{compact}/consultations", anyone);
  r.get<list_data>("/{compact}/consultations.{}", anyone);
  r.get<show>("/{compact}/consultations/{}", anyone);
  r.get<show_responses>("/{compact}/consultations/{}/responses", anyone);
  r.get<response_data>("/{compact}/consultations/{}/responses.{}", anyone);
  r.get<remark_data>("/{compact}/consultations/{}/remarks.{}", anyone);
  r.get<show_response>("/{compact}/consultations/{}/responses/{}", anyone);
  r.get<show_file>("/{compact}/consultations/{}/responses/{}/versions/{}/files/{}", anyone);
  r.get<show_paragraphs>("/{compact}/consultations/{}/paragraphs", anyone);
  r.get<show_paragraph>("/{compact}/consultations/{}/paragraphs/{}", anyone);
  r.get<show_whole>("/{compact}/consultations/{}/whole", anyone);
  r.get<show_part>("/{compact}/consultations/{}/sections/{}", anyone);
  r.get<show_theme_summary>("/{compact}/consultations/{}/themes", anyone);
  r.get<theme_summary_data>("/{compact}/consultations/{}/themes.{}", anyone);
  r.get<show_theme_remarks>("/{compact}/consultations/{}/themes/{}", anyone);
  r.get<show_remark>("/{compact}/remarks/{}", anyone);

  r.get<answer>("/{compact}/consultations/{}/response", representatives);
  r.get<answer_section>("/{compact}/consultations/{}/response/sections/{}", representatives);
  r.get<show_files>("/{compact}/consultations/{}/response/files", representatives);
  r.post<add_file>("/{compact}/consultations/{}/response/files", representatives,
                   Router::upload_body);
  r.get<show_own_file>("/{compact}/consultations/{}/response/files/{}", representatives);
  r.post<remove_file>("/{compact}/consultations/{}/response/files/removal", representatives);
  r.post<keep>("/{compact}/consultations/{}/response/draft", representatives);
  r.get<check>("/{compact}/consultations/{}/response/preview", representatives);
  r.post<submit>("/{compact}/consultations/{}/response", representatives);
  r.get<show_receipt>("/{compact}/consultations/{}/response/receipt", representatives);

  r.post<join>("/{compact}/consultations/{}/response/joining", representatives);
  r.get<show_gathering>("/{compact}/consultations/{}/response/members", representatives);
  r.post<begin_gathering>("/{compact}/consultations/{}/response/members", representatives);
  r.post<ask_members>("/{compact}/consultations/{}/response/members/letters", representatives);
  r.post<remove_member_of>("/{compact}/consultations/{}/response/members/removal", representatives);
  r.get<show_member_form>("/{compact}/members-views/{}", anyone);
  r.get<show_member_section>("/{compact}/members-views/{}/sections/{}", anyone);
  r.post<save_member_view>("/{compact}/members-views/{}", anyone);
  r.get<answer_as_person>("/{compact}/consultations/{}/own-response", anyone);
  r.post<take_person_answer>("/{compact}/consultations/{}/own-response", anyone);
  r.get<show_sent>("/{compact}/consultations/{}/own-response/sent", anyone);
  r.get<show_person_answer>("/{compact}/consultations/{}/own-response/{}", anyone);
  r.post<confirm_person_answer>("/{compact}/consultations/{}/own-response/{}", anyone);
  r.get<edit_mask>("/{compact}/remarks/{}/mask", compacts::registrators);
  r.post<save_mask>("/{compact}/remarks/{}/mask", compacts::registrators);
  r.post<lift_mask>("/{compact}/remarks/{}/mask/removal", compacts::registrators);

  r.get<edit_file_mask>("/{compact}/consultations/{}/responses/{}/files/{}/mask",
                        compacts::registrators);
  r.post<save_file_mask>("/{compact}/consultations/{}/responses/{}/files/{}/mask",
                         compacts::registrators);
  r.post<lift_file_mask>("/{compact}/consultations/{}/responses/{}/files/{}/mask/removal",
                         compacts::registrators);

  r.get<new_consultation>("/{compact}/consultations/new", coordinators);
  r.post<create_consultation>("/{compact}/consultations", coordinators);
  r.get<edit_consultation>("/{compact}/consultations/{}/edit", coordinators);
  r.post<save_consultation>("/{compact}/consultations/{}/edit", coordinators);
  r.get<new_extension>("/{compact}/consultations/{}/extension", coordinators);
  r.post<create_extension>("/{compact}/consultations/{}/extension", coordinators);
  r.get<show_invited>("/{compact}/consultations/{}/invited", compacts::staff);
  r.post<invite_more>("/{compact}/consultations/{}/invited", coordinators);
  r.post<remind>("/{compact}/consultations/{}/reminders", coordinators);
  r.get<new_paper_response>("/{compact}/consultations/{}/paper-response", coordinators);
  r.post<create_paper_response>("/{compact}/consultations/{}/paper-response", coordinators,
                                Router::upload_body);
  r.get<show_original>("/{compact}/consultations/{}/responses/{}/originals/{}", compacts::staff);

  r.get<show_compilation>("/{compact}/consultations/{}/compilation", compacts::staff);
  r.post<ask_compilation>("/{compact}/consultations/{}/compilation", compacts::staff);
  r.get<compilation_table>("/{compact}/consultations/{}/compilation/table", compacts::staff);
  r.get<compilation_workbook>("/{compact}/consultations/{}/compilation/workbook", compacts::staff);
  r.get<show_coding>("/{compact}/consultations/{}/coding", coordinators);
  r.post<change_coding>("/{compact}/consultations/{}/coding", coordinators);
  r.get<show_dispositions>("/{compact}/consultations/{}/dispositions", compacts::staff);
  r.get<dispose_together>("/{compact}/consultations/{}/dispositions/together", coordinators);
  r.post<save_together>("/{compact}/consultations/{}/dispositions/together", coordinators);
  r.post<reply_to_disposition>("/{compact}/remarks/{}/reply", representatives);
  r.post<put_to_parties>("/{compact}/consultations/{}/dispositions/proposal", coordinators);
  r.post<publish>("/{compact}/consultations/{}/dispositions/publication", coordinators);
  r.get<choose_wordings>("/{compact}/consultations/{}/new-version", coordinators);
  r.post<build_version>("/{compact}/consultations/{}/new-version", coordinators,
                        Router::upload_body);
  r.post<save_wording_change>("/{compact}/remarks/{}/wording-change", coordinators);
  r.post<close_handled>("/{compact}/consultations/{}/closure", coordinators);
  r.get<edit_disposition>("/{compact}/remarks/{}/disposition", coordinators);
  r.post<save_disposition>("/{compact}/remarks/{}/disposition", coordinators);
}

constexpr std::int64_t matrix_rows = 50;

// When it opens and closes, in one sentence.
Text days_of(const Consultation& one) {
  return t("From {0} to the end of {1}", long_date(one.opens_on), long_date(one.closes_on));
}

Html consultation_item(Visit& visit, const compacts::Compact& compact, const Consultation& one,
                       const Date& today) {
  return html(R"(<li><h2><a href="{}" lang="{}">{}</a></h2><p class="o-meta">{} · {} {}</p></li>)",
              url(visit, "/{}/consultations/{}", compact.slug, one.number), compact.language,
              one.title, days_of(one),
              tn("{} response", "{} responses", count_responses(visit.db, one.id)),
              status_label(status(one, today)));
}

// --- One consultation ---

Html facts_of(Visit& visit, const Place& place) {
  const Consultation& one = place.consultation;
  const Counts& counted = visit.kept<of_each<counts>>().at(one.id.value);
  std::vector<Fact> list = {
      {t("State"), status_label(place.status())},
      {t("Text"),
       html(R"(<a href="{}" lang="{}">{}</a> ({}))", texts::address(visit, place.version),
            place.version.language, place.version.title, t("version {}", place.version.number))},
      {t("Opens"), date_element(one.opens_on)},
      {t("Last day"), html("{}, {}", date_element(one.closes_on), t("until midnight"))},
      {t("Responses"),
       link(url(visit, "/{}/consultations/{}/responses", place.compact.slug, one.number),
            tn("{} response", "{} responses", counted.responses))}};
  if (counted.disposed > 0)
    list.push_back({t("Remarks handled"), html("{}", t("{0} of {1}", number(counted.disposed),
                                                       number(counted.remarks)))});
  if (const InvitedCounts asked = count_invited(visit.db, one.id); asked.all > 0)
    list.push_back({t("Invited"),
                    html("{}", tn("{} organisation, and everybody else may answer",
                                  "{} organisations, and everybody else may answer", asked.all))});
  return facts(list);
}

Html extension_notes(Visit& visit, const Place& place) {
  Html notes = each(extensions(visit.db, place.consultation.id), [&](const Extension& one) {
    return html(R"(<p>{} <span lang="{}">{}</span></p>)",
                t("The last day was {} before more time was given.", long_date(one.was)),
                place.compact.language, one.reason);
  });
  notes += each(deadlines(visit.db, place.consultation.id), [&](const Deadline& one) {
    return html(R"(<p>{} <span lang="{}">{}</span></p>)",
                t("{0} has until the end of {1}.", one.name, long_date(one.closes_on)),
                place.compact.language, one.reason);
  });
  return notes;
}

Html ways_on(Visit& visit, const Place& place) {
  Html actions;
  const Status now = place.status();
  if (now == Status::open || (now == Status::closed && place.consultation.accepts_late))
    actions += button_link(
        url(visit, "/{}/consultations/{}/response", place.compact.slug, place.consultation.number),
        t("Answer for your organisation"));
  if (now == Status::open || (now == Status::closed && place.consultation.accepts_late))
    actions += html(" {}", button_link(url(visit, "/{}/consultations/{}/own-response",
                                           place.compact.slug, place.consultation.number),
                                       t("Answer as a private person"), Weight::secondary));
  actions += html(" {}", button_link(texts::address(visit, place.version), t("Read the text"),
                                     Weight::secondary));
  return html(R"(<p class="o-actions">{}</p>)", actions);
}

// What those who run it come for.
Html staff_links(Visit& visit, const Place& place) {
  if (!compacts::may_coordinate(visit)) return {};
  const auto& slug = place.compact.slug;
  const Number number = place.consultation.number;
  Html list;
  const auto add = [&](const Url& where, const Text& words) {
    list += html("<li>{}</li>", link(where, words));
  };
  if (!place.consultation.handled_at) {
    add(url(visit, "/{}/consultations/{}/paper-response", slug, number),
        t("Enter a response that came on paper"));
    add(url(visit, "/{}/consultations/{}/extension", slug, number), t("Give more time"));
    add(url(visit, "/{}/consultations/{}/invited", slug, number), t("Invite and remind"));
  }
  add(url(visit, "/{}/consultations/{}/compilation", slug, number), t("Take the compilation out"));
  add(url(visit, "/{}/consultations/{}/coding", slug, number), t("Sort the remarks by theme"));
  add(url(visit, "/{}/consultations/{}/dispositions", slug, number), t("Dispositions"));
  add(url(visit, "/{}/consultations/{}/new-version", slug, number),
      t("Build a new version from accepted wordings"));
  add(url(visit, "/{}/consultations/{}/edit", slug, number),
      t("Change the title and the cover letter"));
  return html(R"(<section class="o-section o-no-print">{}<ul>{}</ul></section>)",
              heading(2, t("For coordinators")), list);
}

Html what_they_said(Visit& visit, const Place& place) {
  const Paging where = paging(visit, matrix_rows);
  const auto shown = responses(visit.db, place.consultation.id, where.per_page, where.offset());
  if (shown.empty()) return empty_state(t("No response has come yet."));
  Html body = matrix(
      visit, place, shown,
      marks_between(visit.db, place.consultation.id, shown.front().number, shown.back().number));
  body += pagination(visit, where, count_responses(visit.db, place.consultation.id));
  body += heading(2, t("The stances counted"));
  body += stance_table(visit, place);
  body += html("<p>{}</p>", link(url(visit, "/{}/consultations/{}/paragraphs", place.compact.slug,
                                     place.consultation.number),
                                 t("Remarks by paragraph")));
  body += html("<p>{}</p>", link(url(visit, "/{}/consultations/{}/themes", place.compact.slug,
                                     place.consultation.number),
                                 t("The remarks by theme")));
  return body;
}

std::optional<Consultation> open_or_latest(Visit& visit, const compacts::Compact& compact) {
  const Date today = compacts::today(visit, compact);
  const auto all = list(visit.db, compact.id);
  for (const Consultation& one : all)
    if (status(one, today) == Status::open) return one;
  for (const Consultation& one : all)
    if (status(one, today) != Status::coming) return one;
  return std::nullopt;
}

}  // namespace

Page show_all(Visit& visit) {
  const auto compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  const auto all = list(visit.db, compact.id);
  Html body = when(all.empty(), [] {
    return empty_state(t("Nothing has been sent out for consultation yet."));
  });
  body += when(!all.empty(), [&] {
    return html(R"(<ul class="o-items">{}</ul>)", each(all, [&](const Consultation& one) {
                  return consultation_item(visit, compact, one, today);
                }));
  });
  for (const Consultation& one : all) hold_until_it_turns(visit, {compact, one, {}, {}, today});
  body += when(compacts::may_coordinate(visit), [&] {
    return html(R"(<p class="o-actions">{}</p>)",
                button_link(url(visit, "/{}/consultations/new", compact.slug),
                            t("Send a text out for consultation"), Weight::secondary));
  });
  body += data_links(visit);
  return page(visit,
              {.title = t("Consultations"),
               .lead = t("Before something is decided, everybody may say what they think of it. "
                         "What each of them said, and what became of it, stands here.")},
              body);
}

Page show(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  hold_until_it_turns(visit, place);
  Html body = facts_of(visit, place);
  body += extension_notes(visit, place);
  body += ways_on(visit, place);
  body += when(!place.consultation.cover_letter.empty(), [&] {
    return html(R"(<section class="o-section o-measure">{}<div lang="{}">{}</div></section>)",
                heading(2, t("Cover letter")), place.compact.language,
                markdown(place.consultation.cover_letter, 3));
  });
  body += heading(2, t("What they said"));
  body += what_they_said(visit, place);
  body += staff_links(visit, place);
  return page(visit,
              {.title = verbatim(place.consultation.title),
               .path = {{t("Consultations"), url(visit, "/{}/consultations", place.compact.slug)}}},
              body);
}

Html card(Visit& visit) {
  const auto compact = compacts::here(visit);
  const auto one = open_or_latest(visit, compact);
  if (!one) return {};
  const Place place = place_here(visit, one->number);
  hold_until_it_turns(visit, place);
  const bool is_open = place.status() == Status::open;
  const std::int64_t answered = count_responses(visit.db, one->id);
  const Html words =
      is_open
          ? html(R"(<p class="o-next__by">{}</p>)", t("Answer by {}", long_date(one->closes_on)))
          : html("<p>{}</p>",
                 tn("{} organisation answered.", "{} organisations answered.", answered));
  const Html action =
      is_open ? html(R"(<p class="o-actions">{}</p>)",
                     button_link(address(visit, place), t("Read and answer")))
              : html("<p>{}</p>", link(address(visit, place), t("Read what they said")));
  return html(
      R"(<section class="o-section" aria-labelledby="consultation"><h2 id="consultation">{}</h2>)"
      R"(<article class="ds-card o-next"><h3><a href="{}" lang="{}">{}</a></h3>{}{}</article>)"
      R"(</section>)",
      t("Consultation"), address(visit, place), compact.language, one->title, words, action);
}

Feature feature() {
  return {.name = "consultations",
          .routes = routes,
          .menu = {{35, t("Consultation"), "consultations", {"remarks"}}},
          .cards = {{35, card}},
          .todo = todo,
          .received = received,
          .workplaces = workplaces,
          .behind = {count_behind_paragraphs, behind_paragraph},
          .of_version = unused_wordings_of,
          .import = import_files,
          .demo = add_demo,
          .tasks = {{"consultations: letters", 1, write_letters},
                    {"consultations: what nobody confirmed goes", 3600, purge_unconfirmed},
                    {"consultations: what members said goes", 3600, purge_old_gatherings}},
          .jobs = {compiling()}};
}

}  // namespace overens::consultations
