#include "features/files/files.h"

#include <gtest/gtest.h>

#include <regex>

#include "app/test_app.h"
#include "db/embedded_migrations.h"
#include "web/page.h"

namespace overens::files {
namespace {

using namespace std::string_literals;

const std::string pdf = "%PDF-1.7\n1 0 obj\n";
const std::string png = "\x89PNG\r\n\x1A\n"s + std::string(20, '\0');
const std::string docx = "PK\x03\x04"s + "[Content_Types].xml word/document.xml";
const std::string odt =
    "PK\x03\x04"s + std::string(26, '\0') + "mimetypeapplication/vnd.oasis.opendocument.text";

// A feature that lets everybody attach and fetch.
Response attach(Visit& visit) {
  Filled filled(visit.form);
  const auto file = store(visit, filled, "file");
  filled.line("title", t("Write a title."));
  if (!filled.ok()) return page(visit, t("Attach"), error_summary(filled), 422);
  return see_other(file ? url("/attached/{}", Number{file->value}) : url("/attached"));
}
Response fetch(Visit& visit, Number file) {
  return file_response(visit, Id<File>{file.value}, visit.query.value("name"));
}
void routes(Router& r) {
  r.post<attach>("/attached", anyone, Router::upload_body);
  r.get<fetch>("/attached/{}", anyone);
}

Upload upload(std::string name, std::string claimed, std::string bytes) {
  return {"file", std::move(name), std::move(claimed), std::move(bytes)};
}

TEST(Files, TheTypeIsFoundInTheBytes) {
  EXPECT_EQ(type_of(pdf), Type::pdf);
  EXPECT_EQ(type_of(png), Type::png);
  EXPECT_EQ(type_of("\xFF\xD8\xFF\xE0"), Type::jpeg);
  EXPECT_EQ(type_of(docx), Type::docx);
  EXPECT_EQ(type_of(odt), Type::odt);
  EXPECT_EQ(type_of("Protokoll från mötet\n"), Type::text);
  EXPECT_EQ(type_of(""), std::nullopt);
  EXPECT_EQ(type_of("MZ\x90\0\x03"s), std::nullopt);
  EXPECT_EQ(type_of("PK\x03\x04 something else"), std::nullopt);
  EXPECT_EQ(type_of(docx + "word/vbaProject.bin"), std::nullopt);
  EXPECT_EQ(type_of("f\xF6rening in Windows-1252"), std::nullopt);
}

TEST(Files, AFileThatLiesIsRefusedInWords) {
  const auto refuses = [](const Upload& file) {
    const auto why = refusal(file);
    return why ? why->in(Language::en) : std::string();
  };
  EXPECT_EQ(refuses(upload("protokoll.pdf", "application/pdf", pdf)), "");
  EXPECT_EQ(refuses(upload("PROTOKOLL.PDF", "", pdf)), "");
  EXPECT_EQ(refuses(upload("lista.csv", "application/vnd.ms-excel", "a;b\n")), "");
  EXPECT_EQ(refuses(upload("Protokoll 2018.12.11", "application/octet-stream", pdf)), "");
  EXPECT_NE(refuses(upload("protokoll.pdf", "application/pdf", png)).find("its name says"),
            std::string::npos);
  EXPECT_NE(refuses(upload("bild", "image/png", pdf)).find("its name says"), std::string::npos);
  EXPECT_NE(refuses(upload("program.exe", "", "text")).find("another kind"), std::string::npos);
  EXPECT_NE(refuses(upload("sida.html", "text/html", "<p>")).find("another kind"),
            std::string::npos);
  EXPECT_EQ(refuses(upload("tom.txt", "", "")), "The file is empty.");
  EXPECT_NE(refuses(upload("stor.txt", "", std::string(most_bytes + 1, 'a'))).find("too large"),
            std::string::npos);
}

TEST(Files, TheSameContentIsStoredOnce) {
  TestApp app(TestApp::Contents::nothing);
  app.write([&](Db& db) {
    const Id<File> first = store(db, pdf, app.now());
    EXPECT_EQ(store(db, pdf, app.now()), first);
    EXPECT_NE(store(db, png, app.now()), first);
    EXPECT_EQ(find(db, first)->type, Type::pdf);
    EXPECT_EQ(find(db, first)->size, static_cast<std::int64_t>(pdf.size()));
    EXPECT_EQ(bytes(db, first), pdf);
    EXPECT_FALSE(find(db, Id<File>{999'999}));
    EXPECT_THROW(store(db, std::string("\0", 1), app.now()), BadRequest);
  });
}

TEST(Files, WhatWasAttachedIsADownloadAndNeverAPage) {
  TestApp app(TestApp::Contents::nothing, routes);
  auto anna = app.anyone();
  const Answer attached =
      anna.upload("/attached", {{"title", "Minutes"}}, upload("protokoll.pdf", "", pdf));
  ASSERT_EQ(attached.status, 303);
  const Answer file = anna.get(attached.location + "?name=Årsmöte+%22%0A.pdf");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.body, pdf);
  EXPECT_EQ(*file.headers.find("Content-Type"), "application/pdf");
  EXPECT_EQ(*file.headers.find("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(*file.headers.find("Content-Security-Policy"), "default-src 'none'; sandbox");
  EXPECT_EQ(*file.headers.find("Content-Disposition"),
            "attachment; filename=\"__rsm__te .pdf\"; filename*=UTF-8''%C3%85rsm%C3%B6te%20.pdf");
  const Answer misnamed = anna.get(attached.location + "?name=..%2F..%2Fpage.html");
  EXPECT_TRUE(misnamed.header("Content-Disposition").ends_with("''page.html.pdf"));
  EXPECT_EQ(anna.get("/attached/999999").status, 404);
}

TEST(Files, AFileOutlivesTheRefusalOfItsForm) {
  TestApp app(TestApp::Contents::nothing, routes);
  auto anna = app.anyone();
  const auto count = [&] {
    return app.read([](Db& db) { return db.load<std::int64_t>("SELECT COUNT(*) FROM file"); });
  };
  EXPECT_EQ(anna.upload("/attached", {}, upload("protokoll.pdf", "", pdf)).status, 422);
  EXPECT_EQ(count(), 1);
  const Answer lies = anna.upload("/attached", {{"title", "x"}}, upload("a.pdf", "", png));
  EXPECT_EQ(lies.status, 422);
  EXPECT_TRUE(lies.has("The file is not of the kind that its name says."));
  EXPECT_EQ(count(), 1);
}

std::int64_t stored(TestApp& app) {
  return app.read([](Db& db) { return db.load<std::int64_t>("SELECT COUNT(*) FROM file"); });
}

TEST(Files, WhatNoRowLinksToIsRemovedAfterAWeek) {
  TestApp app(TestApp::Contents::nothing, routes);
  auto anna = app.anyone();
  EXPECT_EQ(anna.upload("/attached", {}, upload("protokoll.pdf", "", pdf)).status, 422);
  app.pass_seconds(6 * 86'400);
  app.run_tasks();
  EXPECT_EQ(stored(app), 1);
  EXPECT_EQ(anna.upload("/attached", {}, upload("protokoll.pdf", "", pdf)).status, 422);
  app.pass_seconds(6 * 86'400);
  app.run_tasks();
  EXPECT_EQ(stored(app), 1);  // it was brought in again
  app.pass_seconds(2 * 86'400);
  app.run_tasks();
  EXPECT_EQ(stored(app), 0);
}

TEST(Files, WhatARowLinksToStays) {
  TestApp app;
  auto visitor = app.anyone();
  const Upload minutes{"decision", "Protokoll.pdf", "application/pdf", pdf};
  Browser::Fields application{{"name", "Föreningen Gläntan"},
                              {"municipalities", "0580"},
                              {"contact_name", "Alva Ström"},
                              {"contact_email", "alva@glantan.example.org"}};
  for (const char* criterion : {"regional", "democratic", "independent"})
    application.emplace_back("criterion_" + std::string(criterion), "yes");
  ASSERT_EQ(visitor.upload("/ostergotland/join/application", application, minutes).status, 303);
  for (int i = 0; i < 5; ++i) {
    app.pass_seconds(15 * 86'400);
    app.run_tasks();
    EXPECT_EQ(stored(app), 1);
  }
  auto coordinator = app.sign_in("kontakt@idebura.example.org");
  EXPECT_EQ(coordinator.get("/ostergotland/applications/1/decision").body, pdf);
}

// The task leaves it to the database to say whether a row links to a file. So every column that
// names a file has to be a reference, and none may give way.
TEST(Files, EveryColumnThatNamesOneHoldsIt) {
  const std::regex column(R"((\w*file_id) (\{int\}[^\n]*))");
  int seen = 0;
  for (const EmbeddedMigration& migration : embedded_migrations()) {
    const std::string sql(migration.sql);
    for (std::sregex_iterator at(sql.begin(), sql.end(), column), end; at != end; ++at, ++seen) {
      const std::string rest = (*at)[2];
      EXPECT_NE(rest.find("REFERENCES file(id)"), std::string::npos) << at->str();
      EXPECT_EQ(rest.find("ON DELETE"), std::string::npos) << at->str();
    }
  }
  EXPECT_GE(seen, 3);
}

}  // namespace
}  // namespace overens::files
