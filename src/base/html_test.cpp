#include "base/html.h"

#include <gtest/gtest.h>

namespace overens {
namespace {

std::string sv(const Html& html) { return html.render(Language::sv); }

// What the compiler would say of a pattern, asked at run time: nothing, or why it is refused.
std::string refused(std::string_view pattern, std::vector<HoleKind> kinds = {}) {
  const std::size_t count = kinds.size();
  kinds.push_back(HoleKind::text);
  try {
    check_pattern(pattern, kinds.data(), count);
  } catch (const char* why) {
    return why;
  }
  return {};
}

TEST(HtmlPattern, EveryHoleIsEscaped) {
  const std::string hostile = R"(<script>"&'</script>)";
  EXPECT_EQ(sv(html("<p>{}</p>", hostile)), "<p>&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;</p>");
  EXPECT_EQ(sv(html(R"(<p id="{}"></p>)", hostile)),
            R"(<p id="&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;"></p>)");
  EXPECT_EQ(sv(html("<p>{}</p>", verbatim(hostile))),
            "<p>&lt;script&gt;&quot;&amp;&#39;&lt;/script&gt;</p>");
}

TEST(HtmlPattern, MarkupAndNumbersStandAsTheyAre) {
  const Html inner = html("<b>{}</b>", 42);
  EXPECT_EQ(sv(html("<p>{}, {}</p>", inner, Number{7})), "<p><b>42</b>, 7</p>");
  Html list;
  list += html("<li>{}</li>", -1);
  list += html("<li>{}</li>", "å");
  EXPECT_EQ(sv(html("<ul>{}</ul>", list)), "<ul><li>-1</li><li>å</li></ul>");
}

TEST(HtmlPattern, AttributesAreThereOrNot) {
  EXPECT_EQ(sv(html("<input{}{}>", flag("checked", true), flag("disabled", false))),
            "<input checked>");
  EXPECT_EQ(sv(html("<p{}></p>", attribute("title", "a\"b"))), R"(<p title="a&quot;b"></p>)");
}

TEST(HtmlPattern, TheCompilerRefusesWhatIsDangerousOrBroken) {
  EXPECT_EQ(refused("<p>{}</p>", {HoleKind::text}), "");
  EXPECT_NE(refused("<p>{}"), "");
  EXPECT_NE(refused("<p>"), "");
  EXPECT_NE(refused("<p></div>"), "");
  EXPECT_NE(refused("<p>{}</p>"), "") << "a hole without an argument";
  EXPECT_NE(refused("<p></p>", {HoleKind::text}), "") << "an argument without a hole";
  EXPECT_NE(refused("<p class={}></p>", {HoleKind::text}), "") << "unquoted";
  EXPECT_NE(refused("<p {}></p>", {HoleKind::text}), "") << "text in a tag";
  EXPECT_NE(refused(R"(<a href="{}"></a>)", {HoleKind::text}), "") << "an address is a Url";
  EXPECT_NE(refused(R"(<a href="/x/{}"></a>)", {HoleKind::url}), "") << "the whole of it";
  EXPECT_EQ(refused(R"(<a href="{}"></a>)", {HoleKind::url}), "");
  EXPECT_NE(refused(R"(<p title="{}"></p>)", {HoleKind::html}), "") << "markup in an attribute";
  EXPECT_NE(refused(R"(<p style="color:red"></p>)"), "");
  EXPECT_NE(refused(R"-(<p onclick="x()"></p>)-"), "");
  EXPECT_NE(refused("<script>alert(1)</script>"), "");
  EXPECT_NE(refused("<form></form>"), "");
  EXPECT_NE(refused("<!-- note -->"), "");
  EXPECT_NE(refused("<p>Words</p>"), "") << "untranslated";
  EXPECT_NE(refused(R"(<p aria-label="Words"></p>)"), "") << "untranslated and read aloud";
  EXPECT_EQ(refused("<p>&ndash; · 12</p>"), "");
  EXPECT_NE(refused("<p>&</p>"), "");
}

TEST(Words, AreDecidedWhenThePageIsWritten) {
  static constexpr CatalogueEntry entries[] = {
      {"Register by {}.", {"Anmäl dig senast {}.", ""}, {"Ilmoittaudu viimeistään {}.", ""}},
      {"{0} of {1}", {"{1}: {0}", ""}, {"{0}/{1}", ""}},
      {"{} seat", {"{} plats", "{} platser"}, {"{} paikka", "{} paikkaa"}},
  };
  use_catalogue(entries);
  const Html page = html("<p>{}</p>", t("Register by {}.", long_date(Date{2018, 4, 30})));
  EXPECT_EQ(page.render(Language::sv), "<p>Anmäl dig senast 30 april 2018.</p>");
  EXPECT_EQ(page.render(Language::fi), "<p>Ilmoittaudu viimeistään 30. huhtikuuta 2018.</p>");
  EXPECT_EQ(page.render(Language::en), "<p>Register by 30 April 2018.</p>");
  EXPECT_EQ(t("{0} of {1}", "<3>", 12).in(Language::sv), "12: <3>");
  EXPECT_EQ(tn("{} seat", "{} seats", 1).in(Language::sv), "1 plats");
  EXPECT_EQ(tn("{} seat", "{} seats", 22000).in(Language::sv), "22\u00a0000 platser");
  EXPECT_EQ(tn("{} seat", "{} seats", 0).in(Language::en), "0 seats");
  use_catalogue({});
}

TEST(Words, MarkupWithinASentenceIsKeptAndTheRestEscaped) {
  const Html link = html(R"(<a href="{}">{}</a>)", url("/x"), "a<b");
  EXPECT_EQ(sv(t("Read {0} & {1}", link, "<i>")),
            R"(Read <a href="/x">a&lt;b</a> &amp; &lt;i&gt;)");
}

TEST(Words, DatesAndTimesAsEachLanguageWritesThem) {
  const Zone stockholm = zone("Europe/Stockholm");
  const Instant ceremony = at(Date{2018, 12, 11}, 17, 0, stockholm);
  EXPECT_EQ(date_and_time(ceremony, stockholm).in(Language::sv), "11 december 2018 kl. 17.00");
  EXPECT_EQ(date_and_time(ceremony, stockholm).in(Language::fi), "11. joulukuuta 2018 klo 17.00");
  EXPECT_EQ(date_and_time(ceremony, stockholm).in(Language::en), "11 December 2018 at 17:00");
  EXPECT_EQ(long_date(PartialDate{2017, 6, 0}).in(Language::sv), "juni 2017");
  EXPECT_EQ(long_date(PartialDate{2017, 6, 0}).in(Language::fi), "kesäkuu 2017");
  EXPECT_EQ(long_date(PartialDate{2017, 0, 0}).in(Language::en), "2017");
  EXPECT_EQ(decimal(1.5, 1).in(Language::sv), "1,5");
  EXPECT_EQ(number(9999).in(Language::sv), "9999");
  EXPECT_EQ(number(1234567).in(Language::en), "1,234,567");
}

TEST(Languages, AreFoundInWhatABrowserAsks) {
  EXPECT_EQ(preferred_language("fi-FI,fi;q=0.9,sv;q=0.8"), Language::fi);
  EXPECT_EQ(preferred_language("de, en;q=0.5, sv;q=0.7"), Language::sv);
  EXPECT_EQ(preferred_language("de"), Language::sv);
  EXPECT_EQ(preferred_language(""), Language::sv);
  EXPECT_EQ(preferred_language("en;q=x, fi;q=0.1"), Language::fi);
}

TEST(Addresses, PartsStayWithinTheirSegment) {
  EXPECT_EQ(url("/{}/activities/{}", "öst/../x?y", Number{12}).text(),
            "/%C3%B6st%2F..%2Fx%3Fy/activities/12");
  EXPECT_EQ(url("/a").with("q", "å & b").with("page", 2).at("top").text(),
            "/a?q=%C3%A5%20%26%20b&page=2#top");
  EXPECT_EQ(url("/a").at("x").with("q", "1").text(), "/a?q=1#x");
}

TEST(Addresses, WhatSomebodyElseWroteIsChecked) {
  EXPECT_TRUE(external_url("https://example.org/å"));
  EXPECT_TRUE(external_url("mailto:a@example.org"));
  EXPECT_TRUE(external_url("webcal://example.org/calendar.ics"));
  for (const char* bad : {"javascript:alert(1)", "data:text/html,x", "https://", "//example.org",
                          "https://a b", "https://a\"b", "ftp://x", ""})
    EXPECT_FALSE(external_url(bad)) << bad;
  EXPECT_TRUE(local_url("/ostergotland?x=1"));
  for (const char* bad :
       {"//example.org", "/\\example.org", "https://example.org", "x", "", "/a\nb"})
    EXPECT_FALSE(local_url(bad)) << bad;
}

TEST(Addresses, AreDecodedOrRefused) {
  EXPECT_EQ(percent_decoded("a+b%C3%A5", Plus::is_space), "a bå");
  EXPECT_EQ(percent_decoded("a+b", Plus::is_plus), "a+b");
  EXPECT_FALSE(percent_decoded("%4", Plus::is_plus));
  EXPECT_FALSE(percent_decoded("%zz", Plus::is_plus));
}

TEST(Html, EachByteIsEscapedWhereverItStands) {
  const std::string_view escaped = "&<>\"'";
  for (int byte = 1; byte < 256; ++byte)
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'x');
      text[at] = static_cast<char>(byte);
      std::string out;
      append_escaped(out, text);
      const bool is_escaped = escaped.find(text[at]) != std::string_view::npos;
      ASSERT_EQ(out != text, is_escaped) << byte << " at " << at;
      ASSERT_TRUE(out.starts_with(std::string(at, 'x')) &&
                  out.ends_with(std::string(19 - at, 'x')));
    }
}

}  // namespace
}  // namespace overens
