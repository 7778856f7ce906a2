// Reading responses: the list, one of them, all that was said about one part of the text, and one
// remark by itself.
#include <algorithm>
#include <map>

#include "base/text.h"
#include "features/consultations/anchors.h"
#include "features/consultations/coding.h"
#include "features/consultations/joining.h"
#include "features/consultations/masks.h"
#include "features/consultations/persons.h"
#include "features/consultations/wording_changes.h"
#include "features/data.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t remarks_per_page = 40;
constexpr std::size_t letters_shown = 80;  // of a paragraph, in a list

Html received_words(const Place& place, const Response& one) {
  return one.received_at ? instant_element(*one.received_at, place.compact.zone())
                         : date_element(one.received_on);
}

Html part_page_body(Visit& visit, const Place& place, std::optional<std::int64_t> section) {
  const Paging where = paging(visit, remarks_per_page);
  const std::int64_t all = count_remarks_on(visit.db, place.consultation.id, section);
  std::vector<Fact> figures;
  for (const StanceCount& one :
       visit.kept<of_each<stance_counts>>().at(place.consultation.id.value)) {
    if (one.section != section.value_or(0)) continue;
    figures.push_back({words_for(one.stance), html("{}", one.count)});
  }
  if (all == 0) return empty_state(t("Nobody has said anything about this part of the text."));
  Html body = html(R"(<dl class="o-figures">{}</dl>)", each(figures, [](const Fact& one) {
                     return html("<div><dt>{}</dt><dd>{}</dd></div>", one.words, one.what);
                   }));
  body += remark_list(
      visit, place,
      remarks_on(visit.db, place.consultation.id, section, where.per_page, where.offset()),
      Told::organisation);
  body += pagination(visit, where, all);
  return body;
}

Html words_of_section(const Visit& visit, const Place& place, std::int64_t section) {
  Html words;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section == section)
      words += html(R"(<p class="o-meta"><a href="{}">{}</a></p>{})",
                    paragraph_address(visit, place, one.number), t("Paragraph {}", one.position),
                    prose(one.wording, place.version.language));
  return html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
              t("The words that were sent out"), words);
}

Html earlier_versions(Visit& visit, const Place& place, const Response& one) {
  Html all;
  for (const ResponseVersion& version : response_versions(visit.db, one.id)) {
    if (version.version == one.version) continue;
    all += html(R"(<details class="ds-details"><summary>{}</summary>{}</details>)",
                t("Version {0}, submitted {1}", version.version,
                  date_and_time(version.entered_at, place.compact.zone())),
                remark_list(visit, place, masked_in_version(visit.db, one.id, version.version),
                            Told::part));
  }
  if (all.is_empty()) return {};
  Html section = heading(2, t("Earlier versions of this response"));
  section += all;
  return section;
}

Html originals_of(Visit& visit, const Place& place, const Response& one) {
  const auto all = originals(visit.db, one.id);
  if (all.empty() || !compacts::may_run(visit)) return {};
  return each(all, [&](const Original& file) {
    return html(R"(<p><a href="{}">{}</a></p>)",
                url(visit, "/{}/consultations/{}/responses/{}/originals/{}", place.compact.slug,
                    place.consultation.number, one.number, file.number),
                t("The original: {}", file.name));
  });
}

// For who wrote the remark: whether they accept what became of it.
Html reply_form(Visit& visit, const Place& place, const Remark& remark, const Filled& filled) {
  if (!remark.disposition || organisations::my_mandates(visit).empty()) return {};
  const Response response = load_response(visit.db, remark.response_id);
  const auto mine = organisations::my_mandates(visit);
  const bool is_mine = std::any_of(mine.begin(), mine.end(), [&](const auto& one) {
    return response.organisation_id == one.organisation &&
           one.kind != organisations::MandateKind::deputy;
  });
  if (!is_mine) return {};
  Html fields =
      radio_field(filled, {.name = "verdict", .label = t("Do you accept what became of it?")},
                  {{"accepted", t("We accept it")}, {"disputed", t("We dispute it")}});
  fields += area_field(filled, {.name = "wording",
                                .label = t("A word with it"),
                                .hint = t("Everybody can read it."),
                                .is_optional = true,
                                .rows = 3});
  return post_form(visit, url(visit, "/{}/remarks/{}/reply", place.compact.slug, remark.number),
                   fields, {.words = t("Say so")});
}

}  // namespace

Page show_responses(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const Paging where = paging(visit);
  const auto shown = responses(visit.db, place.consultation.id, where.per_page, where.offset());
  const auto said = summaries(visit.db, place.consultation.id, where.per_page, where.offset());
  Table list{t("Responses in the order they are numbered"),
             {t("Organisation"), t("Number"), t("Received"), t("The whole text"),
              t("Remarks on sections")},
             {}};
  for (std::size_t i = 0; i < shown.size(); ++i)
    list.rows.push_back(
        {html(R"(<a href="{}" lang="{}">{}</a>{})", address(visit, place, shown[i].number),
              place.compact.language, shown[i].organisation, marks(shown[i])),
         html("{}", shown[i].number), date_element(shown[i].received_on),
         said[i].stance ? stance_label(*said[i].stance) : Html(), html("{}", said[i].remarks)});
  Html body = shown.empty() ? empty_state(t("No response has come yet.")) : table(list);
  body += pagination(visit, where, count_responses(visit.db, place.consultation.id));
  body += data_links(visit);
  return page(visit, {.title = t("Responses"), .path = path_to(visit, place)}, body);
}

Page show_response(Visit& visit, Number number, Number response) {
  const Place place = place_here(visit, number);
  const Response one = found(find_response(visit.db, place.consultation.id, response));
  std::vector<Fact> about = {{t("Response"), html("{}{}", one.number, marks(one))},
                             {t("Received"), received_words(place, one)},
                             {t("How it came"), html("{}", words_for(one.channel))}};
  if (one.version > 1)
    about.push_back(
        {t("Changed"), instant_element(response_versions(visit.db, one.id).back().entered_at,
                                       place.compact.zone())});
  if (const auto person = sender_of(visit.db, one.id))
    if (person->publishes_name || compacts::may_run(visit))
      about.push_back({t("Name"), html("{}", person->name)});
  if (one.organisation_id) {
    const auto organisation = organisations::load(visit.db, *one.organisation_id);
    about.push_back({t("In the register"), link(url(visit, "/{}/organisations/{}",
                                                    place.compact.slug, organisation.number),
                                                verbatim(organisation.name))});
  }
  Html body = facts(about);
  body += originals_of(visit, place, one);
  body += heading(2, t("What the response says"));
  body += gathered_view(place, gathered_for(visit.db, one.id, one.version));
  const auto said = remarks_of(visit.db, one.id);
  body += remark_list(visit, place, said, Told::part);
  for (const Remark& each : said)
    if (!each.section && !each.paragraph) body += joining_section(visit, place, each);
  body += attachments_view(visit, place, one);
  body += earlier_versions(visit, place, one);
  auto path = path_to(visit, place);
  path.push_back({t("Responses"), url(visit, "/{}/consultations/{}/responses", place.compact.slug,
                                      place.consultation.number)});
  return page(visit, {.title = verbatim(one.organisation), .path = path}, body);
}

Page show_part(Visit& visit, Number number, std::string slug) {
  const Place place = place_here(visit, number);
  const auto at = std::find_if(place.sections.begin(), place.sections.end(),
                               [&](const texts::Section& one) { return one.slug == slug; });
  if (at == place.sections.end()) throw NotFound{};
  Html body = words_of_section(visit, place, at->position);
  body += part_page_body(visit, place, at->position);
  return page(visit, {.title = verbatim(at->heading), .path = path_to(visit, place)}, body);
}

Page show_whole(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  return page(visit, {.title = t("The whole text"), .path = path_to(visit, place)},
              part_page_body(visit, place, std::nullopt));
}

Page show_paragraphs(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Table list{
      t("Remarks by paragraph"),
      {t("Paragraph"), t("Part of the text"), t("It begins"), t("Remarks"), t("Proposed wordings")},
      {}};
  std::map<std::int64_t, ParagraphRemarks> counted;
  for (const ParagraphRemarks& one :
       visit.kept<of_each<paragraph_remarks>>().at(place.consultation.id.value))
    counted[one.paragraph.value] = one;
  for (const texts::Paragraph& one : place.paragraphs) {
    const ParagraphRemarks& said = counted[one.id.value];
    list.rows.push_back(
        {link(paragraph_address(visit, place, one.number), t("Paragraph {}", one.position)),
         html(R"(<span lang="{}">{}</span>)", place.version.language, one.section_heading),
         html(R"(<span lang="{}">{}</span>)", place.version.language,
              shortened(one.wording, letters_shown)),
         html("{}", said.remarks), html("{}", said.proposals)});
  }
  return page(visit, {.title = t("Remarks by paragraph"), .path = path_to(visit, place)},
              table(list));
}

Page show_paragraph(Visit& visit, Number number, Number paragraph) {
  const Place place = place_here(visit, number);
  const texts::Paragraph* one = paragraph_at(place, paragraph.value);
  if (!one) throw NotFound{};
  const Paging where = paging(visit, remarks_per_page);
  const std::int64_t all = count_remarks_on_paragraph(visit.db, place.consultation.id, one->id);
  Html body = html(R"(<blockquote lang="{}">{}</blockquote>)", place.version.language,
                   prose(one->wording, place.version.language));
  body += anchor_view(visit, anchors(visit, place), *one);
  body += all == 0 ? empty_state(t("Nobody has said anything about this paragraph by itself."))
                   : remark_list(visit, place,
                                 remarks_on_paragraph(visit.db, place.consultation.id, one->id,
                                                      where.per_page, where.offset()),
                                 Told::organisation);
  body += pagination(visit, where, all);
  body += html("<p>{}</p>",
               link(texts::address(visit, place.version, *one), t("What stands behind it")));
  auto path = path_to(visit, place);
  path.push_back({t("Remarks by paragraph"),
                  url(visit, "/{}/consultations/{}/paragraphs", place.compact.slug, number)});
  return page(visit, {.title = part_words(place, one->section, one->id), .path = path}, body);
}

Page show_remark(Visit& visit, Number number) {
  return remark_page(visit, found(find_remark(visit.db, compacts::here(visit).id, number)),
                     Filled{});
}

Page remark_page(Visit& visit, const Remark& remark, const Filled& filled, int status) {
  const Place place = place_of(visit, remark);
  const auto& compact = place.compact;
  const Number number = remark.number;
  Html body = error_summary(filled);
  body += paragraph(t("{0} about {1}.", remark.organisation,
                      part_words(place, remark.section, remark.paragraph)));
  body += remark_list(visit, place, {remark}, Told::organisation);
  body += themes_view(visit, place, remark);
  if (const texts::Paragraph* about = paragraph_at(place, remark.paragraph))
    body += anchor_view(visit, anchors(visit, place), *about);
  body += changes_at_remark(visit, place, remark, filled);
  body += original_view(visit, place, remark);
  body += joining_section(visit, place, remark);
  body += replies_view(place, replies(visit.db, remark.id));
  body += reply_form(visit, place, remark, filled);
  Table history{
      t("What became of it, the latest first"), {t("Disposition"), t("Reason"), t("When")}, {}};
  for (const Disposition& one : dispositions(visit.db, remark.id))
    if (one.is_published)
      history.rows.push_back({html("{}", words_for(one.kind)), html("{}", one.reason),
                              instant_element(one.made_at, compact.zone())});
  if (history.rows.size() > 1) body += table(history);
  const bool may_be_handled = place.status() == Status::closed && !place.consultation.handled_at;
  body += when(may_be_handled && compacts::may_coordinate(visit), [&] {
    return html(R"(<p class="o-actions">{}</p>)",
                button_link(url(visit, "/{}/remarks/{}/disposition", compact.slug, number),
                            t("Record a disposition"), Weight::secondary));
  });
  return page(visit, {.title = t("Remark {}", number), .path = path_to(visit, place)}, body,
              status);
}

}  // namespace overens::consultations
