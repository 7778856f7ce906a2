#include "formats/json.h"

#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

namespace overens::formats {
namespace {

TEST(JsonWrite, AListOfOrganisationsLooksAsOneWouldWriteIt) {
  Json items = Json::array();
  items.push(Json::object({{"number", Number{3}},
                           {"name", "Föreningen \"Eken\""},
                           {"affiliated_to", std::optional<std::string>()},
                           {"public", false},
                           {"share", 0.5}}));
  const Json list = Json::object({{"count", 1}, {"next", nullptr}, {"items", std::move(items)}});
  EXPECT_EQ(list.text(),
            R"({"count":1,"next":null,"items":[{"number":3,"name":"Föreningen \"Eken\"",)"
            R"("affiliated_to":null,"public":false,"share":5E-1}]})");
}

TEST(JsonWrite, WhatJsonCannotSayIsNull) {
  EXPECT_EQ(Json(std::numeric_limits<double>::infinity()).text(), "null");
  EXPECT_EQ(Json().text(), "null");
}

TEST(JsonWrite, AKeySetAgainIsReplacedAndACopyIsItsOwn) {
  Json object = Json::object({{"a", 1}});
  Json copy = object;
  object.set("a", 2);
  EXPECT_EQ(object.text(), R"({"a":2})");
  EXPECT_EQ(copy.text(), R"({"a":1})");
  EXPECT_THROW(object.push(1), std::logic_error);
  EXPECT_THROW(Json::array().set("a", 1), std::logic_error);
}

TEST(JsonRead, ValuesComeOutByKindAndInOrder) {
  const auto document = parse_json(
      "\xEF\xBB\xBF{\"name\": \"Öst\", \"year\": 2008, \"share\": 1.5, \"joint\": true,"
      " \"parties\": [{\"key\": \"public\"}, {\"key\": \"civil\"}], \"seats\": null}");
  const JsonPlace root = document->root();
  EXPECT_EQ(root.need("name").text(), "Öst");
  EXPECT_EQ(root.need("year").integer(), 2008);
  EXPECT_EQ(root.need("year").decimal(), 2008.0);
  EXPECT_EQ(root.need("share").decimal(), 1.5);
  EXPECT_EQ(root.need("joint").flag(), true);
  ASSERT_EQ(root.need("parties").items().size(), 2U);
  EXPECT_EQ(root.need("parties").items()[1].need("key").text(), "civil");
  EXPECT_EQ(root.members()[1].first, "year");
  EXPECT_FALSE(root.find("seats").present());
  EXPECT_FALSE(root.find("nothing").find("below").text());
  EXPECT_TRUE(document->errors().empty());
}

TEST(JsonRead, EveryMistakeIsNamedWithItsPlace) {
  const auto document = parse_json(R"({"parties": [{"name": 1}, {}], "year": "x", "area": []})");
  const JsonPlace root = document->root();
  for (const JsonPlace& party : root.need("parties").items()) party.need("name").text();
  root.need("year").integer();
  root.need("area").need("name").text();
  root.need("slug").complain(verbatim("Choose another."));

  std::vector<std::string> paths;
  for (const JsonError& error : document->errors()) paths.push_back(error.path);
  EXPECT_EQ(paths, (std::vector<std::string>{"parties[0].name", "parties[1].name", "year", "area",
                                             "slug", "slug"}));
  EXPECT_EQ(document->errors()[1].reason.in(Language::en), "This is missing.");
}

TEST(JsonRead, WhatIsNotJsonIsRefusedWithItsLine) {
  for (const std::string_view text : {"{\n\"a\": 1,\n}", "{\n\"a\":\n[1", "{\n\n} x"}) {
    const auto document = parse_json(text);
    EXPECT_FALSE(document->root().present());
    ASSERT_EQ(document->errors().size(), 1U) << text;
    EXPECT_EQ(document->errors()[0].path, "line 3") << text;
  }
  EXPECT_EQ(parse_json("")->errors().size(), 1U);
  EXPECT_EQ(parse_json("[[[[1]]]]", {.depth = 3})->errors().size(), 1U);
  EXPECT_EQ(parse_json("[1, 2, 3]", {.bytes = 3})->errors().size(), 1U);
}

}  // namespace
}  // namespace overens::formats
