// Masking a remark, with a reason that everybody reads.
#include <algorithm>

#include "base/text.h"
#include "features/consultations/masks.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_mask_reason = 200;
constexpr std::size_t longest_phrases = 4'000;

Url mask_url(const Visit& visit, const Remark& remark) {
  return url(visit, "/{}/remarks/{}/mask", visit.scope.slug, remark.number);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.size(), text.find('\n'));
    if (std::string line = tidy_line(text.substr(0, end)); !line.empty())
      lines.push_back(std::move(line));
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return lines;
}

Page mask_page(Visit& visit, const Place& place, const Remark& remark, const Filled& filled,
               int status = 200) {
  const OriginalWords words = original_words(visit.db, remark.id);
  Html body = error_summary(filled);
  body += prose(words.wording, place.compact.language);
  body += prose(words.proposed, place.compact.language);
  Html fields = area_field(
      filled, {.name = "phrases",
               .label = t("What is to be hidden"),
               .hint = t("One phrase a line, as it stands in the remark. Leave it empty, "
                         "and everything is hidden."),
               .is_optional = true,
               .rows = 4});
  fields +=
      field(filled, {.name = "reason",
                     .label = t("Why"),
                     .hint = t("In a few words, with the law where there is one. It stands in "
                               "place of what is hidden.")});
  body += post_form(visit, mask_url(visit, remark), fields, {.words = t("Hide it")});
  auto path = path_to(visit, place);
  path.push_back({t("Remark {}", remark.number), remark_address(visit, remark.number)});
  return page(visit, {.title = t("Mask remark {}", remark.number), .path = path}, body, status);
}

}  // namespace

std::optional<std::string> masked(std::string_view words, const std::vector<std::string>& phrases,
                                  std::string_view mark) {
  if (words.empty()) return std::string();
  if (phrases.empty()) return std::string(mark);
  std::string result(words);
  bool is_found = false;
  for (const std::string& phrase : phrases)
    for (std::size_t at = result.find(phrase); at != std::string::npos;
         at = result.find(phrase, at + mark.size())) {
      result.replace(at, phrase.size(), mark);
      is_found = true;
    }
  return is_found ? std::optional(result) : std::nullopt;
}

Html original_view(Visit& visit, const Place& place, const Remark& remark) {
  const auto all = masks(visit.db, remark.id);
  if (!compacts::may_run(visit)) return {};
  Html body;
  if (!all.empty() && !all.front().lifted_at) {
    const OriginalWords words = original_words(visit.db, remark.id);
    Html original = prose(words.wording, place.compact.language);
    original += prose(words.proposed, place.compact.language);
    body += notice(Tone::warning, t("Masked: this is the original"), original);
    if (compacts::may_register(visit))
      body += post_button(
          visit, url(visit, "/{}/remarks/{}/mask/removal", place.compact.slug, remark.number),
          {.words = t("Show it to everybody again")});
  }
  Table log{t("Masking"), {t("Reason"), t("By"), t("When"), t("Until")}, {}};
  for (const Mask& one : all)
    log.rows.push_back({html("{}", one.reason), html("{}", one.masked_by),
                        instant_element(one.masked_at, place.compact.zone()),
                        one.lifted_at ? instant_element(*one.lifted_at, place.compact.zone())
                                      : html("{}", t("It holds"))});
  if (!all.empty()) body += table(log);
  if (compacts::may_register(visit))
    body += html("<p>{}</p>", link(mask_url(visit, remark), t("Mask words of this remark")));
  return body;
}

Page edit_mask(Visit& visit, Number number) {
  const Remark remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  return mask_page(visit, place_of(visit, remark), remark, Filled{});
}

Page save_mask(Visit& visit, Number number) {
  const Remark remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  const Place place = place_of(visit, remark);
  Filled filled(visit.form);
  const auto phrases = lines_of(filled.optional_text("phrases", longest_phrases));
  NewMask wanted;
  wanted.reason = filled.line("reason", t("Say why."), longest_mask_reason);
  wanted.mark = t("[masked: {}]", wanted.reason).in(place.compact.own_language());
  const OriginalWords words = original_words(visit.db, remark.id);
  const std::string all = words.wording + '\n' + words.proposed;
  for (const std::string& phrase : phrases)
    filled.expect(all.find(phrase) != std::string::npos, "phrases",
                  t("“{}” does not stand in the remark.", phrase));
  if (!filled.ok()) return mask_page(visit, place, remark, filled, 422);
  wanted.version = words.version;
  wanted.wording = masked(words.wording, phrases, wanted.mark).value_or(words.wording);
  wanted.proposed = masked(words.proposed, phrases, wanted.mark).value_or(words.proposed);
  visit.write([&](Db& db) { mask(db, remark.id, wanted, people::me(visit), visit.now); });
  return see_other(remark_address(visit, number));
}

Page lift_mask(Visit& visit, Number number) {
  const Remark remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  visit.write([&](Db& db) {
    if (!unmask(db, remark.id, people::me(visit), visit.now))
      throw Conflict{t("Nothing of this remark is masked.")};
  });
  return see_other(remark_address(visit, number));
}

}  // namespace overens::consultations
