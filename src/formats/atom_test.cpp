#include "formats/atom.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>

namespace overens::formats {
namespace {

Instant utc(std::string_view text) { return *parse_instant(text); }

AtomFeed news() {
  AtomFeed feed;
  feed.id = "https://example.org/ostergotland/feed.atom";
  feed.url = feed.id;
  feed.page = "https://example.org/ostergotland?a=1&b=2";
  feed.title = "Överenskommelsen <nytt>";
  feed.author = "Överens";
  feed.language = "sv";
  feed.updated = utc("2018-01-01T00:00:00Z");
  feed.entries.push_back({.id = "tag:1",
                          .url = "https://example.org/1",
                          .title = "Första & \x01",
                          .summary = "En rad",
                          .author = "",
                          .updated = utc("2018-12-11T16:00:00Z"),
                          .published = utc("2018-12-10T08:00:00Z")});
  feed.entries.push_back({.id = "tag:2",
                          .url = "https://example.org/2",
                          .title = "Andra",
                          .summary = "",
                          .author = "Eken",
                          .updated = utc("2018-10-17T07:00:00Z"),
                          .published = {}});
  return feed;
}

TEST(Atom, AFeedReaderFindsEveryEntry) {
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(atom(news()).c_str()));
  const pugi::xml_node feed = document.child("feed");
  EXPECT_STREQ(feed.attribute("xml:lang").value(), "sv");
  EXPECT_STREQ(feed.child_value("title"), "Överenskommelsen <nytt>");
  EXPECT_STREQ(feed.find_child_by_attribute("link", "rel", "alternate").attribute("href").value(),
               "https://example.org/ostergotland?a=1&b=2");
  const pugi::xml_node entry = feed.child("entry");
  EXPECT_STREQ(entry.child_value("title"), "Första & ");
  EXPECT_STREQ(entry.child_value("published"), "2018-12-10T08:00:00Z");
  EXPECT_STREQ(entry.next_sibling("entry").child("author").child_value("name"), "Eken");
}

TEST(Atom, AFeedIsAsFreshAsItsLatestEntry) {
  pugi::xml_document document;
  AtomFeed feed = news();
  ASSERT_TRUE(document.load_string(atom(feed).c_str()));
  EXPECT_STREQ(document.child("feed").child_value("updated"), "2018-12-11T16:00:00Z");
  feed.entries.clear();
  ASSERT_TRUE(document.load_string(atom(feed).c_str()));
  EXPECT_STREQ(document.child("feed").child_value("updated"), "2018-01-01T00:00:00Z");
}

}  // namespace
}  // namespace overens::formats
