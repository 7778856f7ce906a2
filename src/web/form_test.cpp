#include "web/form.h"

#include <gtest/gtest.h>

#include "base/errors.h"

namespace overens {
namespace {

Request sent(std::string type, std::string body) {
  Request request;
  request.method = Method::post;
  request.headers.set("Content-Type", type);
  request.body = std::move(body);
  return request;
}

const std::string multipart = "multipart/form-data; boundary=xYz";

std::string part(const std::string& head, const std::string& body) {
  return "--xYz\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + body + "\r\n";
}

TEST(Form, FieldsComeInTheirOrder) {
  const Form form = Form::of_query("a=1&b=%C3%A5+%26&a=2&empty=&&lone");
  EXPECT_EQ(form.value("a"), "1");
  EXPECT_EQ(form.all("a").size(), 2u);
  EXPECT_EQ(form.value("b"), "å &");
  EXPECT_TRUE(form.has("lone"));
  EXPECT_FALSE(form.ticked("empty"));
  EXPECT_EQ(form.value("nothing"), "");
}

TEST(Form, FilesComeWithWhatTheirSenderSaysOfThem) {
  const Form form = Form::of_body(
      sent(multipart, part("name=\"title\"", "Beslut") +
                          part("name=\"file\"; filename=\"å.pdf\"\r\nContent-Type: application/pdf",
                               "%PDF-1.4\r\n--xY not a boundary") +
                          part("name=\"none\"; filename=\"\"", "") + "--xYz--\r\n"));
  EXPECT_EQ(form.value("title"), "Beslut");
  ASSERT_TRUE(form.file("file"));
  EXPECT_EQ(form.file("file")->file_name, "å.pdf");
  EXPECT_EQ(form.file("file")->claimed_type, "application/pdf");
  EXPECT_EQ(form.file("file")->bytes, "%PDF-1.4\r\n--xY not a boundary");
  EXPECT_EQ(form.file("none"), nullptr) << "no file was chosen";
}

TEST(Form, WhatCanNotBeTakenApartIsRefused) {
  EXPECT_THROW(Form::of_query("a=%zz"), BadRequest);
  EXPECT_THROW(Form::of_body(sent("application/json", "{}")), BadRequest);
  EXPECT_THROW(Form::of_body(sent("multipart/form-data", "x")), BadRequest);
  EXPECT_THROW(Form::of_body(sent(multipart, "--xYz\r\nname")), BadRequest);
  EXPECT_THROW(Form::of_body(sent(multipart, part("name=\"a\"", "unfinished"))), BadRequest);
  EXPECT_THROW(Form::of_query(std::string(300, 'n') + "=1"), BadRequest);
  std::string many;
  for (std::size_t i = 0; i <= FormLimits{}.fields; ++i) many += "a=1&";
  EXPECT_THROW(Form::of_query(many), BadRequest);
}

TEST(Filled, ReadsTidyValues) {
  const Form form = Form::of_query(
      "name=+Anna++%C3%85berg%0A&mail=A.B%40EXAMPLE.org&n=12&on=2018-04-30&at=9:30&day=2018-04-30");
  Filled filled(form);
  EXPECT_EQ(filled.line("name", t("x")), "Anna Åberg");
  EXPECT_EQ(filled.email("mail", t("x")), "A.B@example.org");
  EXPECT_EQ(filled.number("n", t("x"), 1, 20), 12);
  EXPECT_EQ(filled.date("on", t("x")), (Date{2018, 4, 30}));
  EXPECT_EQ(iso_utc(*filled.date_and_time("day", "at", zone("Europe/Stockholm"), t("x"))),
            "2018-04-30T07:30:00Z");
  EXPECT_TRUE(filled.ok());
}

TEST(Filled, SaysAtEachFieldWhatIsWrong) {
  const Form form =
      Form::of_query("mail=anna&n=21&on=2018-02-30&bad=%E5sa&long=" + std::string(201, 'x') +
                     "&link=javascript:x");
  Filled filled(form);
  filled.line("name", t("Write your name."));
  filled.email("mail", t("x"));
  filled.number("n", t("x"), 1, 20);
  filled.date("on", t("x"));
  EXPECT_EQ(filled.optional_line("bad"), "åsa") << "Windows-1252 stays readable";
  filled.optional_line("long");
  filled.optional_link("link");
  for (const char* field : {"name", "mail", "n", "on", "bad", "long", "link"})
    EXPECT_TRUE(filled.error(field)) << field;
  EXPECT_EQ(filled.errors().size(), 7u);
  EXPECT_EQ(filled.error("name")->in(Language::en), "Write your name.");
  EXPECT_EQ(filled.value("mail"), "anna") << "what was typed stays";
}

}  // namespace
}  // namespace overens
