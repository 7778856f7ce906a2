// Where paragraphs are now, and building the next version from what was accepted: for each
// paragraph one of its accepted wordings, or the words as they are; the draft is then worked on
// like any other.
#include <algorithm>

#include "features/consultations/anchors.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::size_t most_versions_followed = 50;

bool holds(const std::vector<texts::Paragraph>& all, std::int64_t paragraph) {
  return std::any_of(all.begin(), all.end(),
                     [&](const texts::Paragraph& one) { return one.id.value == paragraph; });
}

// One version on: what is still there stays itself, what was divided or joined goes on in others.
void follow(Anchors& all, const std::vector<texts::Paragraph>& paragraphs,
            const std::vector<texts::Descended>& descents) {
  for (auto& [sent_out, now] : all.now) {
    std::vector<std::int64_t> next;
    for (const std::int64_t one : now) {
      if (holds(paragraphs, one)) next.push_back(one);
      for (const texts::Descended& step : descents)
        if (step.ancestor.value == one &&
            std::find(next.begin(), next.end(), step.paragraph.value) == next.end())
          next.push_back(step.paragraph.value);
    }
    now = std::move(next);
  }
}

std::string field_of(const texts::Paragraph& one) {
  return "paragraph_" + std::to_string(one.number.value);
}

using ByParagraph = std::map<std::int64_t, std::vector<AcceptedWording>>;

ByParagraph by_paragraph(Visit& visit, const Place& place) {
  ByParagraph all;
  for (AcceptedWording& one : accepted_wordings(visit.db, place.consultation.id))
    all[one.paragraph.value].push_back(std::move(one));
  return all;
}

Page wordings_page(Visit& visit, const Place& place, const Filled& filled, int status = 200) {
  const ByParagraph all = by_paragraph(visit, place);
  Html body = error_summary(filled);
  if (all.empty()) {
    body += empty_state(t("No proposed wording of a paragraph has been accepted."));
    return page(visit, {.title = t("A new version"), .path = path_to(visit, place)}, body, status);
  }
  Html fields;
  for (const texts::Paragraph& one : place.paragraphs) {
    const auto accepted = all.find(one.id.value);
    if (accepted == all.end()) continue;
    std::vector<Option> options;
    for (const AcceptedWording& wording : accepted->second)
      options.push_back({std::to_string(wording.number.value),
                         t("{0}, remark {1}", wording.organisation, wording.number),
                         verbatim(wording.proposed)});
    options.push_back({"0", t("The words as they are"), verbatim(one.wording)});
    const std::string name = field_of(one);
    fields += radio_field(filled,
                          {.name = name,
                           .label = part_words(place, one.section, one.id),
                           .value = options.front().value},
                          options);
    const std::int64_t more = accepted->second.front().of_paragraph - std::ssize(accepted->second);
    if (more > 0)
      fields +=
          html("<p>{}</p>", link(paragraph_address(visit, place, one.number),
                                 tn("{} more was accepted: all remarks on the paragraph",
                                    "{} more were accepted: all remarks on the paragraph", more)));
  }
  body += post_form(
      visit,
      url(visit, "/{}/consultations/{}/new-version", place.compact.slug, place.consultation.number),
      fields, {.words = t("Make the draft")});
  return page(visit,
              {.title = t("A new version"),
               .lead = t("Choose the words of each paragraph that has an accepted proposal. The "
                         "draft can be changed before the parties fix it."),
               .path = path_to(visit, place)},
              body, status);
}

}  // namespace

Anchors anchors(Visit& visit, const Place& place) {
  Anchors all;
  for (const texts::Paragraph& one : place.paragraphs) all.now[one.id.value] = {one.id.value};
  all.paragraphs = place.paragraphs;
  std::size_t followed = 0;
  for (const texts::Version& one :
       texts::versions(visit.db, place.compact.id, place.version.text)) {
    if (!one.is_frozen() || one.number <= place.version.number) continue;
    if (++followed > most_versions_followed) break;
    all.version = one;
    all.paragraphs = texts::paragraphs(visit.db, one.id);
    follow(all, all.paragraphs, texts::descents(visit.db, one.id));
  }
  return all;
}

Html anchor_view(Visit& visit, const Anchors& all, const texts::Paragraph& one) {
  if (!all.version) return {};
  const auto now = all.now.find(one.id.value);
  Html links;
  if (now != all.now.end())
    for (const texts::Paragraph& paragraph : all.paragraphs)
      if (std::find(now->second.begin(), now->second.end(), paragraph.id.value) !=
          now->second.end())
        links += html(" {}", link(texts::address(visit, *all.version, paragraph),
                                  t("Paragraph {}", paragraph.position)));
  if (!links.is_empty())
    return html("<p>{}{}</p>", t("In version {}:", all.version->number), links);
  return html(
      "<p>{} {}</p>", tag_label(Tone::warning, t("Loose")),
      t("Version {} has no such paragraph any more. What was said about it stands here with "
        "the words that were sent out, and is counted.",
        all.version->number));
}

std::string with_wordings(std::string_view markdown, const std::vector<texts::Paragraph>& all,
                          const std::map<std::int64_t, std::string>& instead) {
  std::string result;
  std::size_t from = 0;
  for (const texts::Paragraph& one : all) {
    const std::size_t at = markdown.find(one.wording, from);
    if (at == std::string_view::npos) continue;
    result += markdown.substr(from, at - from);
    const auto other = instead.find(one.id.value);
    result += other == instead.end() ? one.wording : other->second;
    from = at + one.wording.size();
  }
  return result + std::string(markdown.substr(from));
}

Page choose_wordings(Visit& visit, Number number) {
  return wordings_page(visit, place_here(visit, number), Filled{});
}

Page build_version(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const ByParagraph all = by_paragraph(visit, place);
  Filled filled(visit.form);
  std::map<std::int64_t, std::string> instead;
  std::vector<AcceptedWording> chosen;
  std::string first_field;
  for (const texts::Paragraph& one : place.paragraphs) {
    const auto accepted = all.find(one.id.value);
    if (accepted == all.end()) continue;
    const std::string name = field_of(one);
    if (first_field.empty()) first_field = name;
    bool is_known = filled.value(name) == "0";
    for (const AcceptedWording& wording : accepted->second)
      if (filled.value(name) == std::to_string(wording.number.value)) {
        instead[one.id.value] = wording.proposed;
        chosen.push_back(wording);
        is_known = true;
      }
    filled.expect(is_known, name, t("Choose one of the wordings."));
  }
  if (filled.ok() && chosen.empty())
    filled.fail(first_field, t("Choose a proposed wording for at least one paragraph."));
  if (!filled.ok()) return wordings_page(visit, place, filled, 422);
  const texts::Version made = visit.write([&](Db& db) {
    const auto version = texts::add_version(
        db, place.compact, place.version.text,
        with_wordings(texts::bytes(db, place.version.id), place.paragraphs, instead), {},
        people::me(visit), visit.now, place.version.id);
    for (const AcceptedWording& one : chosen) {
      link_paragraph(db, one.paragraph, one.remark, people::me(visit), visit.now);
      note_change(db, version.id, one.paragraph, one.remark, people::me(visit), visit.now);
    }
    return version;
  });
  return see_other(texts::address(visit, made));
}

}  // namespace overens::consultations
