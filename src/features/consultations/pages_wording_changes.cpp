// The chain's last link, from both ends: at a paragraph the dispositions that changed its words,
// version by version; at a remark the paragraphs whose words it changed.
#include <algorithm>

#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

bool is_shown(Visit& visit, const WordingChange& one) {
  return one.is_fixed || compacts::may_run(visit);
}

Html words_of(const WordingChange& one, std::string_view language) {
  if (one.was.empty()) return html(R"(<p lang="{}"><ins>{}</ins></p>)", language, one.wording);
  return html(R"(<p lang="{}">{}</p>)", language, texts::marked_difference(one.was, one.wording));
}

Html version_link(const Visit& visit, const WordingChange& one) {
  Html words = link(url(visit, "/{}/texts/{}/versions/{}", visit.scope.slug, one.text, one.number)
                        .at("p" + std::to_string(one.paragraph.value)),
                    t("Version {}", one.number));
  if (!one.is_fixed) words += html(" {}", tag_label(Tone::warning, t("Draft")));
  return words;
}

// The latest version of the text that was sent out, where it is a later one: a draft too.
std::optional<texts::Version> latest_after(Visit& visit, const Place& place) {
  const auto all = texts::versions(visit.db, place.compact.id, place.version.text);
  if (all.empty() || all.back().number <= place.version.number) return std::nullopt;
  return all.back();
}

bool changes_words(const Remark& remark) {
  return remark.disposition == DispositionKind::accepted ||
         remark.disposition == DispositionKind::partly;
}

Html paragraph_form(Visit& visit, const Place& place, const Remark& remark, const Filled& filled) {
  if (!compacts::may_coordinate(visit) || !changes_words(remark)) return {};
  const auto latest = latest_after(visit, place);
  if (!latest) return {};
  return post_form(
      visit, url(visit, "/{}/remarks/{}/wording-change", place.compact.slug, remark.number),
      field(filled,
            {.name = "paragraph",
             .label = t("The paragraph in version {} whose words it changed", latest->number),
             .input = Input::number,
             .hint = t("The number it has in that version.")}),
      {.words = t("Write it down")});
}

}  // namespace

Html changes_at_paragraph(Visit& visit, Id<texts::Paragraph> paragraph) {
  Html items;
  for (const WordingChange& one : changes_of_paragraph(visit.db, paragraph)) {
    if (!is_shown(visit, one)) continue;
    const std::string language = compacts::here(visit).language;
    items += html(R"(<li><h3>{}</h3><p>{}</p><p><b>{}.</b> <span lang="{}">{}</span></p>{}</li>)",
                  version_link(visit, one),
                  html("{} {}", link(remark_address(visit, one.remark), t("Remark {}", one.remark)),
                       one.organisation),
                  words_for(one.kind), language, one.reason, words_of(one, language));
  }
  if (items.is_empty()) return {};
  return html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("What changed its words")), items);
}

Html changes_at_remark(Visit& visit, const Place& place, const Remark& remark,
                       const Filled& filled) {
  Html items;
  for (const WordingChange& one : changes_by_remark(visit.db, remark.id)) {
    if (!is_shown(visit, one)) continue;
    const Url where =
        url(visit, "/{}/texts/{}/paragraphs/{}", place.compact.slug, one.text, one.paragraph);
    items += html(R"(<li><p><a href="{}">{}</a> · {}</p>{}</li>)", where,
                  t("Paragraph {}", one.position), version_link(visit, one),
                  words_of(one, place.version.language));
  }
  Html body;
  if (!items.is_empty())
    body = html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("Words that it changed")), items);
  body += paragraph_form(visit, place, remark, filled);
  return body;
}

std::vector<MenuItem> unused_wordings_of(Visit& visit, std::int64_t version) {
  std::vector<MenuItem> all;
  if (!compacts::may_run(visit)) return all;
  for (const UnusedWordings& one : unused_wordings(visit.db, {version}))
    all.push_back(
        {tn("{} accepted proposal is not in this draft",
            "{} accepted proposals are not in this draft", one.remarks),
         url(visit, "/{}/consultations/{}/dispositions", visit.scope.slug, one.consultation)});
  return all;
}

Page save_wording_change(Visit& visit, Number number) {
  const Remark remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  const Place place = place_of(visit, remark);
  const auto latest = found(latest_after(visit, place));
  Filled filled(visit.form);
  const std::int64_t position =
      filled.number("paragraph", t("Write the number of the paragraph."), 1, INT64_MAX);
  const auto all = texts::paragraphs(visit.db, latest.id);
  const auto at = std::find_if(all.begin(), all.end(), [&](const texts::Paragraph& one) {
    return one.position == position;
  });
  if (filled.ok())
    filled.expect(at != all.end(), "paragraph",
                  t("Version {} has no paragraph by that number.", latest.number));
  if (!filled.ok()) return remark_page(visit, remark, filled, 422);
  visit.write([&](Db& db) {
    if (!changes_words(remark))
      throw Conflict{t("Only a remark that is accepted, wholly or in part, changes words.")};
    note_change(db, latest.id, at->id, remark.id, people::me(visit), visit.now);
  });
  return see_other(remark_address(visit, number));
}

}  // namespace overens::consultations
