#include "features/texts/rules.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/alignment.h"
#include "base/diff.h"
#include "base/text.h"

namespace overens::texts {
namespace {

constexpr std::int64_t deepest_level = 5;
// How much of its words a paragraph rewritten in its place must keep to stay the same.
constexpr double alike_in_its_place = 0.25;
constexpr double doubted_below = 0.5;         // how much it must keep not to be asked about
constexpr std::size_t most_compared = 2'000;  // new ones with those that are gone

std::string_view next_line(std::string_view& rest) {
  const std::string_view line = rest.substr(0, rest.find('\n'));
  rest.remove_prefix(std::min(rest.size(), line.size() + 1));
  return line;
}

std::string_view without_mark(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text;
}

// "note: 'Exempel'" → "Exempel"
std::string value_of(std::string_view line, std::string_view key) {
  line.remove_prefix(key.size());
  std::string value = tidy_line(line);
  const bool is_quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                         value.front() == value.back();
  return is_quoted ? value.substr(1, value.size() - 2) : value;
}

// How many # a heading of Markdown begins with (CommonMark, ATX headings); 0: it is none.
std::size_t heading_depth(std::string_view line) {
  const std::size_t depth = std::min(line.find_first_not_of('#'), line.size());
  return depth <= 6 && depth < line.size() && line[depth] == ' ' ? depth : 0;
}

std::string heading_words(std::string_view line, std::size_t depth) {
  std::string words = tidy_line(line.substr(depth));
  const std::size_t end = words.find_last_not_of('#');  // "## Syfte ##"
  if (end != std::string::npos && end + 1 < words.size() && words[end] == ' ') words.resize(end);
  return words;
}

bool looks_like_paragraph_place(std::string_view slug) {
  return slug.starts_with('p') && slug.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

class Reader {
 public:
  Parts read(std::string_view text) {
    whole_ = text;
    while (!text.empty()) read_line(next_line(text));
    end_paragraph();
    return std::move(parts_);
  }

 private:
  void read_line(std::string_view line) {
    if (line.starts_with("```") || line.starts_with("~~~")) in_fence_ = !in_fence_;
    const std::size_t depth = in_fence_ ? 0 : heading_depth(line);
    if (depth > 0) {
      end_paragraph();
      add_heading(heading_words(line, depth), depth);
    } else if (line.empty() && !in_fence_) {
      end_paragraph();
    } else {
      const auto at = static_cast<std::size_t>(line.data() - whole_.data());
      if (wording_.empty()) begin_ = at;
      if (!wording_.empty()) wording_ += '\n';
      wording_ += line;
      end_ = at + line.size();
    }
  }

  void end_paragraph() {
    if (wording_.empty()) return;
    Block block{.section = std::nullopt,
                .section_slug = {},
                .wording = std::move(wording_),
                .begin = begin_,
                .end = end_};
    if (!parts_.sections.empty()) {
      block.section = parts_.sections.back().position;
      block.section_slug = parts_.sections.back().slug;
    }
    parts_.paragraphs.push_back(std::move(block));
    wording_.clear();
  }

  void add_heading(std::string words, std::size_t depth) {
    if (words.empty()) return;
    if (depth == 1 && parts_.title.empty()) {
      parts_.title = std::move(words);
      return;
    }
    std::string slug = free_slug(words);
    Section section{
        .position = std::ssize(parts_.sections) + 1,
        .parent = std::nullopt,
        .level = std::clamp<std::int64_t>(static_cast<std::int64_t>(depth) - 1, 1, deepest_level),
        .slug = std::move(slug),
        .heading = std::move(words)};
    for (auto above = parts_.sections.rbegin(); above != parts_.sections.rend(); ++above)
      if (above->level < section.level) {
        section.parent = above->position;
        break;
      }
    parts_.sections.push_back(std::move(section));
  }

  // Places of the page itself and of its paragraphs ("p12") are taken.
  std::string free_slug(std::string_view heading) {
    std::string base = slug(heading);
    if (base.empty() || looks_like_paragraph_place(base)) base = "section-" + base;
    std::string free = base;
    for (int n = 2; !taken_.insert(free).second; ++n) free = base + "-" + std::to_string(n);
    return free;
  }

  Parts parts_;
  std::string_view whole_;
  std::string wording_;
  std::size_t begin_ = 0, end_ = 0;  // of the wording
  bool in_fence_ = false;
  std::set<std::string> taken_{"main", "toc", "versions", "errors"};
};

// Where a paragraph stands: its section, and which one in it.
template <class T>
std::vector<std::pair<std::string, std::size_t>> places_of(const std::vector<T>& paragraphs) {
  std::vector<std::pair<std::string, std::size_t>> places;
  for (const T& one : paragraphs) {
    const bool goes_on = !places.empty() && places.back().first == one.section_slug;
    places.emplace_back(one.section_slug, goes_on ? places.back().second + 1 : 0);
  }
  return places;
}

// Finds for each block the paragraph it is; what is found stays found.
struct Matching {
  const std::vector<Block>& blocks;
  std::vector<std::optional<Id<Paragraph>>> found;
  std::set<Id<Paragraph>> given;

  explicit Matching(const std::vector<Block>& all) : blocks(all), found(all.size()) {}

  void give(std::size_t block, Id<Paragraph> id) {
    if (given.insert(id).second) found[block] = id;
  }

  // Just the same words: in their order, where several have them.
  void match_equal(const std::vector<Paragraph>& before) {
    std::map<std::string_view, std::vector<Id<Paragraph>>> by_words;
    for (auto one = before.rbegin(); one != before.rend(); ++one)
      if (!given.contains(one->id)) by_words[one->wording].push_back(one->id);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto there = by_words.find(blocks[i].wording);
      if (found[i] || there == by_words.end() || there->second.empty()) continue;
      give(i, there->second.back());
      there->second.pop_back();
    }
  }

  void match_by_words(const std::vector<Paragraph>& before) {
    std::vector<std::string> old_wordings;
    std::vector<Id<Paragraph>> old_ids;
    for (const Paragraph& one : before) {
      if (given.contains(one.id)) continue;
      old_wordings.push_back(one.wording);
      old_ids.push_back(one.id);
    }
    std::vector<std::string> new_wordings;
    std::vector<std::size_t> new_blocks;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (found[i]) continue;
      new_wordings.push_back(blocks[i].wording);
      new_blocks.push_back(i);
    }
    for (const ParagraphChange& change : align_paragraphs(old_wordings, new_wordings))
      if (change.before && change.after) give(new_blocks[*change.after], old_ids[*change.before]);
  }

  void match_by_place(const std::vector<Paragraph>& before) {
    const auto old_places = places_of(before);
    std::map<std::pair<std::string, std::size_t>, const Paragraph*> at;
    for (std::size_t i = 0; i < before.size(); ++i) at.emplace(old_places[i], &before[i]);
    const auto new_places = places_of(blocks);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      const auto there = at.find(new_places[i]);
      if (found[i] || there == at.end()) continue;
      if (similarity(there->second->wording, blocks[i].wording) >= alike_in_its_place)
        give(i, there->second->id);
    }
  }
};

}  // namespace

Source read_source(std::string_view file) {
  file = without_mark(file);
  std::string_view rest = file;
  const auto is_fence = [](std::string_view line) { return tidy_line(line) == "---"; };
  if (!is_fence(next_line(rest))) return {{}, std::string(file)};
  std::string note;
  while (!rest.empty()) {
    const std::string_view line = next_line(rest);
    if (is_fence(line)) return {note, std::string(rest)};
    if (line.starts_with("note:")) note = value_of(line, "note:");
  }
  return {{}, std::string(file)};  // never closed: a line across the page, and text
}

std::string canonical(std::string_view text) { return tidy_text(without_mark(text)) + "\n"; }

std::string canonical_paragraph(std::string_view text) { return tidy_text(without_mark(text)); }

std::string with_wordings(std::string_view canonical_text,
                          const std::map<std::int64_t, std::string>& instead) {
  const std::vector<Block> blocks = parts_of(canonical_text).paragraphs;
  std::string text;
  std::size_t from = 0;
  for (const auto& [position, words] : instead) {
    const Block& at = blocks.at(static_cast<std::size_t>(position - 1));
    text += canonical_text.substr(from, at.begin - from);
    text += words;
    from = at.end;
    if (words.empty())
      from = std::min(canonical_text.find_first_not_of('\n', from), canonical_text.size());
  }
  text += canonical_text.substr(from);
  return canonical(text);
}

bool is_paragraphs(std::string_view words) {
  const Parts parts = parts_of(canonical(std::string(words) + "\n\n## E\n"));
  return parts.title.empty() && parts.sections.size() == 1;
}

std::int64_t count_paragraphs(std::string_view words) {
  return std::ssize(parts_of(canonical(words)).paragraphs);
}

std::string with_suggestion(std::string_view canonical_text, std::size_t position, bool is_addition,
                            std::string_view wording) {
  std::string words(wording);
  if (is_addition)
    words = parts_of(canonical_text).paragraphs.at(position - 1).wording + "\n\n" + words;
  return with_wordings(canonical_text, {{static_cast<std::int64_t>(position), words}});
}

Parts parts_of(std::string_view canonical_text) { return Reader().read(canonical_text); }

std::optional<Text> fault(std::string_view canonical_text) {
  if (canonical_text.size() > longest_text_bytes)
    return t("The text is longer than {} characters.", longest_text_bytes);
  const Parts parts = parts_of(canonical_text);
  if (parts.paragraphs.empty()) return t("The text has no paragraph.");
  if (parts.paragraphs.size() > most_paragraphs)
    return t("The text has more than {} paragraphs.", most_paragraphs);
  for (const Section& section : parts.sections)
    if (length(section.heading) > longest_heading)
      return t("A heading is longer than {} characters.", longest_heading);
  return std::nullopt;
}

std::vector<std::optional<Id<Paragraph>>> identities(
    const std::vector<std::vector<Paragraph>>& known, const std::vector<Block>& blocks) {
  Matching matching(blocks);
  for (const std::vector<Paragraph>& before : known) matching.match_equal(before);
  for (const std::vector<Paragraph>& before : known) {
    matching.match_by_words(before);
    matching.match_by_place(before);
  }
  return std::move(matching.found);
}

std::vector<Likeness> likeness(const std::vector<Paragraph>& before,
                               const std::vector<Paragraph>& draft,
                               const std::set<Id<Paragraph>>& settled) {
  std::map<Id<Paragraph>, std::size_t> left;
  for (std::size_t i = 0; i < before.size(); ++i) left.emplace(before[i].id, i);
  std::vector<Likeness> all(draft.size());
  for (std::size_t j = 0; j < draft.size(); ++j) {
    const auto same = left.find(draft[j].id);
    if (same == left.end()) continue;
    all[j] = {Likeness::Kind::same, same->second};
    left.erase(same);
    const double alike = similarity(before[*all[j].before].wording, draft[j].wording);
    if (alike < 1) all[j].kind = Likeness::Kind::reworded;
    if (alike < doubted_below && !settled.contains(draft[j].id))
      all[j].kind = Likeness::Kind::doubtful;
  }
  std::size_t compared = 0;
  for (std::size_t j = 0; j < draft.size(); ++j) {
    if (all[j].before || settled.contains(draft[j].id)) continue;
    double most = alike_in_its_place;
    for (const auto& [id, i] : left) {
      if (++compared > most_compared) return all;
      const double alike = similarity(before[i].wording, draft[j].wording);
      if (alike >= most) all[j] = {Likeness::Kind::doubtful, i};
      most = std::max(most, alike);
    }
  }
  return all;
}

}  // namespace overens::texts
