// The text in a decision package: as it stands, and with what changed in it.
#include <algorithm>
#include <map>

#include "base/diff.h"
#include "base/markdown.h"
#include "features/decisions/packages.h"

namespace overens::decisions {
namespace {

using formats::Document;
using formats::plain_words;
using Kind = Document::Run::Kind;
using Change = Document::Change;
using texts::Comparison;
using texts::Piece;

// --- As it stands ---

Document::Words words_of(const MarkdownBlock& block) {
  Document::Words words;
  for (const MarkdownRun& run : block.runs)
    words.push_back({.text = run.text,
                     .kind = run.is_strong ? Kind::strong : Kind::plain,
                     .address = run.address});
  return words;
}

// Its number stands before the first words, as beside it on the page.
void add_paragraph(const texts::Paragraph& one, const std::string& language, Document& document) {
  bool is_first = true;
  for (const MarkdownBlock& block : markdown_blocks(one.wording)) {
    Document::Words words = words_of(block);
    if (std::exchange(is_first, false))
      words.insert(words.begin(), {.text = "[" + std::to_string(one.position) + "] "});
    if (block.is_item)
      document.blocks.push_back(Document::List{.items = {words}, .language = language});
    else
      document.blocks.push_back(Document::Paragraph{.words = words, .language = language});
  }
}

// --- What changed ---

Document::Words difference(const std::string& before, const std::string& after) {
  Document::Words words;
  for (DiffPiece& piece : word_diff(before, after))
    words.push_back({.text = std::move(piece.text),
                     .kind = piece.kind == DiffPiece::Kind::added     ? Kind::inserted
                             : piece.kind == DiffPiece::Kind::removed ? Kind::deleted
                                                                      : Kind::plain});
  return words;
}

// With all changes accepted it is the new text, with all refused the old one.
class Tracked {
 public:
  Tracked(const Comparison& all, const std::string& language, Document& document)
      : all_(all), language_(language), document_(document) {
    int moves = 0;
    for (const Match& match : all.moved) {
      left_[match.before] = ++moves;
      came_[match.after] = moves;
    }
  }

  void add() {
    std::size_t i = 0, j = 0;
    for (const Match& match : all_.spine) {
      add_until(i, match.before, j, match.after);
      put(all_.after[j], difference(all_.before[i].words, all_.after[j].words), Change::none, 0);
      ++i, ++j;
    }
    add_until(i, all_.before.size(), j, all_.after.size());
  }

 private:
  void add_until(std::size_t& i, std::size_t before, std::size_t& j, std::size_t after) {
    for (; i < before; ++i)
      put(all_.before[i], {{.text = all_.before[i].words, .kind = Kind::deleted}}, Change::deleted,
          move_of(left_, i));
    for (; j < after; ++j)
      put(all_.after[j], {{.text = all_.after[j].words, .kind = Kind::inserted}}, Change::inserted,
          move_of(came_, j));
  }
  static int move_of(const std::map<std::size_t, int>& moves, std::size_t piece) {
    const auto one = moves.find(piece);
    return one == moves.end() ? 0 : one->second;
  }
  void put(const Piece& piece, Document::Words words, Change change, int move) {
    constexpr int below_parts = 4;
    if (piece.is_heading())
      document_.blocks.push_back(
          Document::Heading{below_parts, std::move(words), change, language_, move});
    else
      document_.blocks.push_back(Document::Paragraph{
          .words = std::move(words), .change = change, .language = language_, .move = move});
  }

  const Comparison& all_;
  const std::string& language_;
  Document& document_;
  std::map<std::size_t, int> left_, came_;  // of pieces before and after: the number of their move
};

std::vector<Document::Words> levels(const PackageSource& source, const Comparison& all) {
  std::vector<Document::Words> items;
  for (const Match& match : all.matches) {
    const Piece& before = all.before[match.before];
    const Piece& after = all.after[match.after];
    if (before.level != after.level)
      items.push_back(
          plain_words(source.say(t("The heading “{0}” was on level {1} and is now on level {2}.",
                                   after.words, before.level, after.level))));
  }
  return items;
}

std::vector<Document::Words> moved(const PackageSource& source, const Comparison& all) {
  std::vector<Document::Words> items;
  for (const Match& match : all.moved) {
    const auto& after = all.after[match.after].paragraph;
    if (!after) continue;
    items.push_back(
        plain_words(source.say(t("Moved: it was paragraph {0} and is now paragraph {1}.",
                                 all.before[match.before].paragraph->position, after->position))));
  }
  return items;
}

std::int64_t count_changes(const Comparison& all) {
  const auto changes = texts::changes(all);
  return std::ranges::count_if(changes, [](const texts::PieceChange& one) {
    return one.kind != texts::PieceChange::Kind::same;
  });
}

std::string foreign(const PackageSource& source) {
  return source.version.language == tag(source.language) ? std::string() : source.version.language;
}

}  // namespace

void add_text(const PackageSource& source, Document& document) {
  constexpr std::int64_t deepest = 4;
  const std::string language = foreign(source);
  document.blocks.push_back(Document::PageBreak{});
  document.blocks.push_back(Document::Heading{
      .level = 2, .words = plain_words(source.say(t("The text: {}", source.version.title)))});
  document.blocks.push_back(Document::Paragraph{
      .words = plain_words(source.say(
          t("The numbers of the paragraphs help to find them and are no part of the text."))),
      .look = Document::Paragraph::Look::note});
  if (!source.version.note.empty())
    document.blocks.push_back(Document::Paragraph{.words = plain_words(source.version.note),
                                                  .look = Document::Paragraph::Look::note,
                                                  .language = source.content_language()});
  for (const Piece& piece : texts::pieces(source.db, source.version)) {
    if (piece.paragraph)
      add_paragraph(*piece.paragraph, language, document);
    else if (piece.level > 0)
      document.blocks.push_back(
          Document::Heading{.level = static_cast<int>(std::min(piece.level + 2, deepest)),
                            .words = plain_words(piece.words),
                            .language = language});
  }
}

void add_changes(const PackageSource& source, Document& document) {
  if (!source.since) return;
  const std::string language = foreign(source);
  const Comparison all = texts::compare(texts::pieces(source.db, *source.since),
                                        texts::pieces(source.db, source.version));
  const auto say = [&](const Text& words) {
    document.blocks.push_back(Document::Paragraph{plain_words(source.say(words))});
  };
  document.blocks.push_back(Document::PageBreak{});
  document.blocks.push_back(Document::Heading{
      .level = 2,
      .words = plain_words(source.say(t("What changed since version {}", source.since->number)))});
  say(
      t("What was added is underlined, what was removed is struck out. In the document for word "
        "processors they are tracked changes: with all of them accepted it is the new text."));
  say(tn("{} heading or paragraph differs.", "{} headings and paragraphs differ.",
         count_changes(all)));
  if (auto items = moved(source, all); !items.empty()) {
    say(
        t("What has moved is marked as removed in its old place and added in its new one; word "
          "processors show it as moved."));
    document.blocks.push_back(Document::List{.items = std::move(items)});
  }
  if (auto items = levels(source, all); !items.empty())
    document.blocks.push_back(Document::List{.items = std::move(items)});
  Tracked(all, language, document).add();
}

}  // namespace overens::decisions
