// Where paragraphs that were sent out are now.
#include "features/consultations/anchors.h"

#include <algorithm>

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

}  // namespace overens::consultations
