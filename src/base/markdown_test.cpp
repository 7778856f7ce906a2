#include "base/markdown.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>
#include <thread>
#include <vector>

namespace overens {
namespace {

std::string rendered(std::string_view text, int top_heading = 2) {
  return markdown(text, top_heading).render(Language::sv);
}

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

TEST(Markdown, BecomesHtml) {
  EXPECT_EQ(rendered("Vi **möts**.\n\n- ett\n- två\n"),
            "<p>Vi <strong>möts</strong>.</p>\n<ul>\n<li>ett</li>\n<li>två</li>\n</ul>\n");
  EXPECT_EQ(rendered(""), "");
  EXPECT_EQ(rendered("Storgatan 1\n582 22 Linköping"),
            "<p>Storgatan 1<br />\n582 22 Linköping</p>\n");
}

TEST(Markdown, LeavesTheFirstHeadingToThePage) {
  EXPECT_EQ(rendered("# Syfte\n### Mål"), "<h2>Syfte</h2>\n<h4>Mål</h4>\n");
  EXPECT_EQ(rendered("# Syfte\n##### Mål", 3), "<h3>Syfte</h3>\n<h6>Mål</h6>\n");
  EXPECT_EQ(rendered("# Syfte", 1), "<h1>Syfte</h1>\n");
}

TEST(Markdown, HasTables) {
  EXPECT_NE(rendered("| a | b |\n|---|---|\n| 1 | 2 |\n").find("<td>2</td>"), std::string::npos);
}

TEST(Markdown, HasLinksInTables) {
  const std::string html = rendered(
      "| a |\n|---|\n| *1* https://a.example |\n| [b](/c) <i> |\n| [d](x) ![e](https://f.example) "
      "|\n");
  for (const char* part :
       {"<td><em>1</em> <a rel=\"noopener\" href=\"https://a.example\">https://a.example</a></td>",
        "<td><a href=\"/c\">b</a> &lt;i&gt;</td>",
        "<td>d <a rel=\"noopener\" href=\"https://f.example\">e</a></td>"})
    EXPECT_NE(html.find(part), std::string::npos) << html;
}

TEST(Markdown, ShowsHtmlAsItWasTyped) {
  EXPECT_EQ(rendered("Bort <script>alert(1)</script> här"),
            "<p>Bort &lt;script&gt;alert(1)&lt;/script&gt; här</p>\n");
  EXPECT_EQ(rendered("<div onclick=\"x\">\nord\n</div>"),
            "<p>&lt;div onclick=&quot;x&quot;&gt;\nord\n&lt;/div&gt;\n</p>\n");
  EXPECT_EQ(rendered("<!-- tyst -->"), "<p>&lt;!-- tyst --&gt;\n</p>\n");
  EXPECT_EQ(rendered("`<b>`"), "<p><code>&lt;b&gt;</code></p>\n");
}

TEST(Markdown, LinksToSafePlacesOnly) {
  EXPECT_EQ(rendered("[text](/ostergotland/texts/1)"),
            "<p><a href=\"/ostergotland/texts/1\">text</a></p>\n");
  EXPECT_EQ(rendered("[text](HTTPS://example.org/?a=1&b=å \"titel\")"),
            "<p><a rel=\"noopener\" href=\"https://example.org/?a=1&amp;b=%C3%A5\" "
            "title=\"titel\">text</a></p>\n");
  EXPECT_EQ(rendered("<info@example.org>"),
            "<p><a href=\"mailto:info@example.org\">info@example.org</a></p>\n");
  EXPECT_EQ(rendered("[oss](www.example.org)"),
            "<p><a rel=\"noopener\" href=\"https://www.example.org\">oss</a></p>\n");
  for (const char* hostile :
       {"[ord](javascript:alert(1))", "[ord](JaVaScRiPt:alert(1))",
        "[ord](java&#10;script:alert(1))", "[ord](&#1;javascript:alert(1))", "[ord](vbscript:x)",
        "[ord](data:text/html,x)", "[ord](file:///etc/passwd)", "[ord](//evil.example)",
        "[ord](/\\evil.example)", "[ord](<java\tscript:x>)", "[ord](elsewhere)",
        "![ord](data:image/png;base64,AAAA)", "[ord][1]\n\n[1]: javascript:alert(1)"})
    EXPECT_EQ(rendered(hostile), "<p>ord</p>\n") << hostile;
  EXPECT_EQ(rendered("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
}

TEST(Markdown, LetsNoAttributeOutOfItsQuotes) {
  for (const char* hostile :
       {"[a](https://x.example/\"onmouseover=\"alert)",
        "[a](https://x.example/&quot;onclick=&quot;)", "<https://x.example/\"onclick=\">",
        "[a](/x'onclick='y)", "![\"onload=\"](/x)", "https://x.example/\"onclick=\""}) {
    const std::string html = rendered(hostile);
    EXPECT_EQ(html.find("\"on"), std::string::npos) << html;
    EXPECT_EQ(html.find("'on"), std::string::npos) << html;
  }
}

TEST(Markdown, LetsNoPictureCallElsewhere) {
  EXPECT_EQ(rendered("![en ek](/files/3)"), "<p><img src=\"/files/3\" alt=\"en ek\" /></p>\n");
  EXPECT_EQ(rendered("![en ek](https://track.example/1.gif)"),
            "<p><a rel=\"noopener\" href=\"https://track.example/1.gif\">en ek</a></p>\n");
}

TEST(Markdown, NeverPutsALinkIntoALink) {
  EXPECT_EQ(rendered("[![ek](https://a.example)](https://b.example)"),
            "<p><a rel=\"noopener\" href=\"https://b.example\">ek</a></p>\n");
  EXPECT_EQ(rendered("![se [ek](/a)](https://b.example)"),
            "<p><a rel=\"noopener\" href=\"https://b.example\">se ek</a></p>\n");
  EXPECT_EQ(rendered("[https://a.example](https://b.example)"),
            "<p><a rel=\"noopener\" href=\"https://b.example\">https://a.example</a></p>\n");
}

TEST(Markdown, LinksABareAddress) {
  const std::string link =
      "<a rel=\"noopener\" href=\"https://a.example/b_c_d?e=1&amp;f\">"
      "https://a.example/b_c_d?e=1&amp;f</a>";
  EXPECT_EQ(rendered("Se https://a.example/b_c_d?e=1&f."), "<p>Se " + link + ".</p>\n");
  EXPECT_EQ(rendered("(https://a.example/b_c_d?e=1&f), ja"), "<p>(" + link + "), ja</p>\n");
  EXPECT_EQ(rendered("www.a.example och www.b.example"),
            "<p><a rel=\"noopener\" href=\"https://www.a.example\">www.a.example</a> och "
            "<a rel=\"noopener\" href=\"https://www.b.example\">www.b.example</a></p>\n");
  EXPECT_EQ(rendered("`https://a.example`"), "<p><code>https://a.example</code></p>\n");
  EXPECT_EQ(rendered("https:// och www."), "<p>https:// och www.</p>\n");
}

TEST(Markdown, ShowsWhatIsTooLongAsItWasTyped) {
  const std::string text(longest_markdown_bytes + 1, '*');
  EXPECT_EQ(rendered(text), "<pre>" + text + "</pre>");
}

TEST(Markdown, IsBoundedWhateverIsTyped) {
  std::vector<std::string> hostile = {
      repeated("[", longest_markdown_bytes),
      repeated("![", longest_markdown_bytes / 2),
      repeated("[a](", longest_markdown_bytes / 4),
      repeated("*a _b ", longest_markdown_bytes / 6),
      repeated("> ", longest_markdown_bytes / 2),
      repeated("- ", longest_markdown_bytes / 2),
      repeated("<!--", longest_markdown_bytes / 4),
      repeated("<a ", longest_markdown_bytes / 3),
      repeated("&", longest_markdown_bytes),
      repeated("\\", longest_markdown_bytes),
      repeated("_", longest_markdown_bytes),
      repeated("https://", longest_markdown_bytes / 8),
      repeated("www.", longest_markdown_bytes / 4),
      repeated("[a]: b\n", longest_markdown_bytes / 7),
      repeated("|a", longest_markdown_bytes / 4) + "|\n" +
          repeated("|-", longest_markdown_bytes / 5) + "|\n" +
          repeated("a\n", longest_markdown_bytes / 50),
      repeated("a|b\n-|-\n", longest_markdown_bytes / 8),
      repeated("|a|\n", longest_markdown_bytes / 4),
  };
  std::string backticks;
  for (std::size_t i = 1; backticks.size() + i < longest_markdown_bytes; ++i)
    backticks += 'e' + std::string(i, '`');
  hostile.push_back(backticks);
  for (const std::string& text : hostile) {
    ASSERT_LE(text.size(), longest_markdown_bytes);
    const std::clock_t start = std::clock();
    const std::string html = rendered(text);
    const double processor_seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(processor_seconds, 2) << text.substr(0, 20);
    EXPECT_LT(html.size(), 30 * longest_markdown_bytes) << text.substr(0, 20);
  }
}

TEST(Markdown, SurvivesBytesThatAreNotText) {
  EXPECT_EQ(rendered(std::string_view("a\0b", 3)), "<p>a\ufffdb</p>\n");
  EXPECT_EQ(rendered("\xff"), "<p>\ufffd</p>\n");
}

TEST(Markdown, IsRenderedByManyThreadsAtOnce) {
  const std::string text = "# A\n\n|a|b|\n|-|-|\n|*1*|https://a.example|\n\n[b](/c) <i>\n";
  const std::string expected = rendered(text);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) EXPECT_EQ(rendered(text), expected);
    });
  for (std::thread& thread : threads) thread.join();
}

TEST(Markdown, IsPlainBlocksForFiles) {
  const std::vector<MarkdownBlock> expected{
      {.runs = {{.text = "Vi "}, {.text = "ska", .is_strong = true}, {.text = " mötas\nofta."}}},
      {.is_item = true, .runs = {{.text = "ett"}}},
      {.is_item = true,
       .runs = {{.text = "se "}, {.text = "här", .address = "https://example.org/"}}},
      {.runs = {{.text = "<b>x</b> k"}}},
      {.runs = {{.text = "a; b; "}}},
      {.runs = {{.text = "c; d; "}}}};
  EXPECT_EQ(
      markdown_blocks("Vi **ska** *mötas*\nofta.\n\n- ett\n- se [här](https://example.org/)\n\n"
                      "<b>x</b> [k](javascript:x)\n\n|a|b|\n|-|-|\n|c|d|"),
      expected);
}

TEST(MarkdownWords, AreLinesForCalendarsAndPrograms) {
  EXPECT_EQ(markdown_words("Vi **ska** *mötas*.\n\n- ett\n- [här](https://example.org/)\n\nSlut"),
            "Vi ska mötas.\n\n– ett\n– här (https://example.org/)\n\nSlut");
  EXPECT_EQ(markdown_words(""), "");
}

TEST(AsMarkdown, ShowsJustTheWords) {
  for (const char* line :
       {"Vi *vill* ses", "# Oftare", "1. Maj", "- och <b>så</b> [här](x)",
        "a_b_c `d` ~~e~~ |f| \\ &amp;", "+ mer", "> sade hon", "12) tolv", "==="})
    EXPECT_EQ(markdown_words(as_markdown(line)), line);
}

}  // namespace
}  // namespace overens
