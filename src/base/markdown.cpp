#include "base/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace overens {
namespace {

constexpr int options = CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_HARDBREAKS;

// The parser fills up each short row of a table, so that few bytes could ask for any amount of
// cells. Text that could have more than these has no tables.
constexpr std::size_t most_table_cells = 20'000;

template <auto free>
struct Free {
  void operator()(auto* owned) const { free(owned); }
};
using Parser = std::unique_ptr<cmark_parser, Free<cmark_parser_free>>;
using Document = std::unique_ptr<cmark_node, Free<cmark_node_free>>;
using Iterator = std::unique_ptr<cmark_iter, Free<cmark_iter_free>>;
using Rendered = std::unique_ptr<char, Free<std::free>>;

std::string_view view(const char* text) { return text == nullptr ? std::string_view() : text; }

std::size_t table_cells_at_most(std::string_view text) {
  std::size_t lines = 1, bars = 0, most_bars = 0;
  for (const char c : text) {
    if (c == '|') most_bars = std::max(most_bars, ++bars);
    if (c != '\n' && c != '\r') continue;
    ++lines;
    bars = 0;
  }
  return most_bars == 0 ? 0 : lines * (most_bars + 1);
}

Document parsed(std::string_view text) {
  static cmark_syntax_extension* const tables = [] {
    cmark_gfm_core_extensions_ensure_registered();
    return cmark_find_syntax_extension("table");
  }();
  const Parser parser(cmark_parser_new(options));
  // Only extensions for blocks: those for inlines change tables that all threads share.
  if (tables != nullptr && table_cells_at_most(text) <= most_table_cells)
    cmark_parser_attach_syntax_extension(parser.get(), tables);
  cmark_parser_feed(parser.get(), text.data(), text.size());
  Document document(cmark_parser_finish(parser.get()));
  if (!document) throw std::bad_alloc();
  cmark_consolidate_text_nodes(document.get());
  return document;
}

// --- Addresses ---

// As people write them: letters beyond ASCII, "HTTPS:" and a leading "www." are put right.
std::string spelled_out(std::string_view address) {
  static constexpr std::string_view unsafe = " \"<>^`{|}";
  std::string out;
  for (const char c : address) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte > ' ' && byte < 0x7f && unsafe.find(c) == std::string_view::npos;
    out += plain ? std::string(1, c) : percent_encoded({&c, 1});
  }
  const std::size_t scheme = out.find(':');
  if (scheme != std::string::npos)
    std::transform(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(scheme), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out.starts_with("www.") ? "https://" + out : out;
}

// The children stand where the node was.
void unwrap(cmark_node* node) {
  while (cmark_node* child = cmark_node_first_child(node))
    if (cmark_node_insert_before(node, child) == 0) break;  // not allowed there, so nor here
  cmark_node_free(node);
}

void link_to(cmark_node* picture, const Url& url) {
  cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(link, url.text().c_str());
  cmark_node_insert_before(picture, link);
  cmark_node_append_child(link, picture);
  unwrap(picture);
}

// Links do not nest: the inner one, or a picture from elsewhere in a link, stays as its words.
void check_link(cmark_node* link, bool is_nested) {
  const bool is_picture = cmark_node_get_type(link) == CMARK_NODE_IMAGE;
  const std::string address = spelled_out(view(cmark_node_get_url(link)));
  const std::optional<Url> local = local_url(address);
  if (local && is_picture) return;
  const std::optional<Url> url = local ? local : external_url(address);
  if (!url || is_nested) {
    unwrap(link);
  } else if (is_picture) {
    link_to(link, *url);
  } else {
    cmark_node_set_url(link, url->text().c_str());
  }
}

// The renderer escapes every other "<", so that this can only be the tag of a link.
std::string with_noopener(std::string_view html) {
  static constexpr std::string_view leads_elsewhere = "<a href=\"http";
  std::string out;
  for (std::size_t at = html.find(leads_elsewhere); at != std::string_view::npos;
       at = html.find(leads_elsewhere)) {
    out.append(html.substr(0, at)).append("<a rel=\"noopener\" href=\"http");
    html.remove_prefix(at + leads_elsewhere.size());
  }
  return out.append(html);
}

// --- Bare addresses in running text ---

// Where an address on the web stands in the text, without the punctuation after it.
std::optional<std::string_view> first_address(std::string_view text) {
  std::size_t start = std::min({text.find("https://"), text.find("http://"), text.find("www.")});
  if (start == std::string_view::npos) return std::nullopt;
  std::string_view address = text.substr(start);
  address = address.substr(0, address.find_first_of(" \t\n<>\""));
  const auto trailing = [](std::string_view url) {
    if (url.ends_with(')')) return url.find('(') == std::string_view::npos;
    return !url.empty() && std::string_view(".,:;!?'*_").find(url.back()) != std::string_view::npos;
  };
  while (trailing(address)) address.remove_suffix(1);
  return address;
}

cmark_node* text_node(std::string_view text) {
  cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, std::string(text).c_str());
  return node;
}

void link_addresses(cmark_node* node) {
  const std::string text(view(cmark_node_get_literal(node)));
  std::string_view rest = text;
  while (const auto address = first_address(rest)) {
    const auto before = static_cast<std::size_t>(address->data() - rest.data());
    const std::optional<Url> url = external_url(spelled_out(*address));
    if (before > 0) cmark_node_insert_before(node, text_node(rest.substr(0, before)));
    cmark_node* words = text_node(*address);
    cmark_node_insert_before(node, words);
    if (url && address->size() > std::string_view("https://").size()) {
      cmark_node* link = cmark_node_new(CMARK_NODE_LINK);
      cmark_node_insert_before(words, link);
      cmark_node_set_url(link, url->text().c_str());
      cmark_node_append_child(link, words);
    }
    rest.remove_prefix(before + std::max<std::size_t>(address->size(), 1));
  }
  cmark_node_set_literal(node, std::string(rest).c_str());
}

// --- The tree ---

void show_html_as_typed(cmark_node* html) {
  cmark_node* shown = text_node(view(cmark_node_get_literal(html)));
  if (cmark_node_get_type(html) == CMARK_NODE_HTML_BLOCK) {
    cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
    cmark_node_append_child(paragraph, shown);
    shown = paragraph;
  }
  cmark_node_replace(html, shown);
  cmark_node_free(html);
}

struct Nodes {
  std::vector<cmark_node*> headings, html, texts;  // texts: outside links
  std::vector<cmark_node*> links, nested_links;    // pictures too
};

// The tree may not change while it is walked, so what to change is collected first.
Nodes collected(cmark_node* document) {
  Nodes nodes;
  int links_around = 0;
  const Iterator iterator(cmark_iter_new(document));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    const cmark_node_type type = cmark_node_get_type(node);
    const bool is_link = type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
    if (event == CMARK_EVENT_EXIT) {
      links_around -= is_link;
    } else if (is_link) {
      (links_around++ == 0 ? nodes.links : nodes.nested_links).push_back(node);
    } else if (type == CMARK_NODE_HTML_BLOCK || type == CMARK_NODE_HTML_INLINE) {
      nodes.html.push_back(node);
    } else if (type == CMARK_NODE_TEXT && links_around == 0) {
      nodes.texts.push_back(node);
    } else if (type == CMARK_NODE_HEADING) {
      nodes.headings.push_back(node);
    }
  }
  return nodes;
}

// Gathers what stands in the tree as plain blocks, in their order.
class Blocks {
 public:
  void enter(cmark_node* node) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_ITEM:
        is_item_ = true;
        break;
      case CMARK_NODE_STRONG:
      case CMARK_NODE_HEADING:
        ++strong_;
        break;
      case CMARK_NODE_LINK:
        if (const auto url = external_url(spelled_out(view(cmark_node_get_url(node)))))
          address_ = url->text();
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        say("\n");
        break;
      default:
        say(view(cmark_node_get_literal(node)));
    }
    if (ends_with(node)) end();
  }

  void leave(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_STRONG || type == CMARK_NODE_HEADING) --strong_;
    if (type == CMARK_NODE_LINK) address_.clear();
    if (cmark_node_get_type_string(node) == std::string_view("table_cell")) say("; ");
    if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING || is_row(node)) end();
  }

  std::vector<MarkdownBlock> all() && { return std::move(blocks_); }

 private:
  static bool is_row(cmark_node* node) {
    const std::string_view type = cmark_node_get_type_string(node);
    return type == "table_row" || type == "table_header";
  }
  static bool ends_with(cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK;
  }
  void say(std::string_view words) {
    if (words.empty()) return;
    auto& runs = block_.runs;
    if (runs.empty() || runs.back().is_strong != (strong_ > 0) || runs.back().address != address_)
      runs.push_back({{}, strong_ > 0, address_});
    runs.back().text += words;
  }
  void end() {
    block_.is_item = std::exchange(is_item_, false);
    if (!block_.runs.empty()) blocks_.push_back(std::exchange(block_, {}));
  }

  int strong_ = 0;
  bool is_item_ = false;
  std::string address_;
  MarkdownBlock block_;
  std::vector<MarkdownBlock> blocks_;
};

}  // namespace

std::vector<MarkdownBlock> markdown_blocks(std::string_view text) {
  if (text.size() > longest_markdown_bytes) return {{.runs = {{.text = std::string(text)}}}};
  const Document document = parsed(text);
  Blocks blocks;
  const Iterator iterator(cmark_iter_new(document.get()));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    cmark_node* node = cmark_iter_get_node(iterator.get());
    if (event == CMARK_EVENT_ENTER)
      blocks.enter(node);
    else
      blocks.leave(node);
  }
  return std::move(blocks).all();
}

Html markdown(std::string_view text, int top_heading) {
  if (text.size() > longest_markdown_bytes) return html("<pre>{}</pre>", text);
  const Document document = parsed(text);
  const Nodes nodes = collected(document.get());
  for (cmark_node* heading : nodes.headings) {
    const int level = cmark_node_get_heading_level(heading) + top_heading - 1;
    cmark_node_set_heading_level(heading, std::min(level, 6));
  }
  for (cmark_node* node : nodes.html) show_html_as_typed(node);
  for (cmark_node* node : nodes.texts) link_addresses(node);
  for (cmark_node* node : nodes.nested_links) check_link(node, true);
  for (cmark_node* node : nodes.links) check_link(node, false);
  const Rendered rendered(cmark_render_html(document.get(), options, nullptr));
  return trusted(with_noopener(rendered.get()));
}

std::string markdown_words(std::string_view text) {
  std::string words;
  bool was_item = false;
  for (const MarkdownBlock& block : markdown_blocks(text)) {
    if (!words.empty()) words += block.is_item && was_item ? "\n" : "\n\n";
    if (block.is_item) words += "– ";
    for (const MarkdownRun& run : block.runs) {
      words += run.text;
      if (!run.address.empty() && run.address != run.text) words += " (" + run.address + ")";
    }
    was_item = block.is_item;
  }
  return words;
}

std::string as_markdown(std::string_view line) {
  static constexpr std::string_view always = "\\`*_[]<>|~&";
  static constexpr std::string_view at_the_beginning = "#-+=";
  std::string out;
  bool is_number = true;  // so far, as of "1. May"
  for (const char c : line) {
    const bool ends_number = is_number && !out.empty() && (c == '.' || c == ')');
    if (always.find(c) != std::string_view::npos || ends_number ||
        (out.empty() && at_the_beginning.find(c) != std::string_view::npos))
      out += '\\';
    is_number = is_number && c >= '0' && c <= '9';
    out += c;
  }
  return out;
}

}  // namespace overens
