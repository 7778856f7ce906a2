// Decision packages: what the pages show, as one PDF and one DOCX, made in the background.
#include "features/decisions/packages.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "base/secrets.h"
#include "formats/document_in.h"
#include "formats/document_testing.h"

namespace overens::decisions {
namespace {

using formats::count_of;
using formats::member_of;
using formats::told_of;

constexpr std::string_view coordinator = "samordnare@region.example.org";
constexpr std::string_view package_1 = "/ostergotland/packages/1";

Browser::Fields adopted_since_the_draft(const std::string& language = "sv") {
  return {{"version", "2"}, {"since", "1"}, {"language", language}};
}

class Packages : public testing::Test {
 protected:
  void make(const Browser::Fields& fields = adopted_since_the_draft()) {
    app.at("2018-12-12 09:00");
    const Answer asked = app.sign_in(coordinator).post("/ostergotland/packages", fields);
    ASSERT_EQ(asked.status, 303);
    EXPECT_TRUE(asked.location.starts_with("/ostergotland/jobs/"));
    app.run_tasks();
  }
  std::string pdf() { return app.anyone().get(std::string(package_1) + "/package.pdf").body; }
  std::string docx() { return app.anyone().get(std::string(package_1) + "/package.docx").body; }
  std::string pdf_words() { return told_of(pdf(), "a.pdf", "pdftotext -layout {} -"); }
  std::string docx_words() { return formats::read_document(docx()).markdown; }
  std::string sha256_of_text() {
    return sha256_hex(app.anyone().get("/ostergotland/texts/1/versions/2/text.txt").body);
  }

  TestApp app;
};

bool has(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

TEST_F(Packages, AreMadeInTheBackgroundAndThenStandAtTheDecision) {
  auto staff = app.sign_in(coordinator);
  EXPECT_TRUE(staff.get("/ostergotland/decisions/4").has("/ostergotland/packages/new?version=2"));
  const Answer form = staff.get("/ostergotland/packages/new?version=2");
  EXPECT_EQ(form.field("since"), "1") << "the one that was sent out";
  EXPECT_FALSE(app.anyone().get("/ostergotland/decisions/4").has("Decision packages"));
  staff.post("/ostergotland/packages", adopted_since_the_draft());
  EXPECT_TRUE(staff.get(package_1).has("Being made"));
  EXPECT_EQ(app.anyone().get(package_1).status, 404);
  app.run_tasks();
  for (const char* path :
       {"/ostergotland/decisions/4", "/ostergotland/packages", "/ostergotland/texts/1/versions/2"})
    EXPECT_TRUE(app.anyone().get(path).has(package_1)) << path;
  const Answer shown = app.anyone().get(package_1);
  EXPECT_TRUE(shown.has(sha256_hex(pdf())));
  EXPECT_TRUE(shown.has(sha256_hex(docx())));
  EXPECT_TRUE(shown.has(sha256_of_text()));
}

TEST_F(Packages, AreTaggedAndInTheirLanguage) {
  make();
  const std::string bytes = pdf();
  const std::string said = told_of(bytes, "a.pdf", "pdfinfo {}; pdfinfo -meta {}");
  EXPECT_TRUE(has(said, "Beslutsunderlag: Överenskommelse om samverkan"));
  EXPECT_TRUE(has(said, "Tagged:          yes"));
  EXPECT_TRUE(has(said, "<rdf:li>sv</rdf:li>"));
  const std::string tree = told_of(bytes, "a.pdf", "pdfinfo -struct {}");
  for (const char* tag : {"H1", "H2", "H3", "TOCI", "Table", "TH", "TD", "Link", "Span"})
    EXPECT_TRUE(has(tree, tag)) << tag;
  EXPECT_LT(tree.find("H1"), tree.find("H2"));
}

// The 32 responses, each remark with words and each stance are those of the pages.
TEST_F(Packages, HoldWhatThePagesShow) {
  make();
  const auto counts = app.read([](Db& db) {
    const auto compact = compacts::find(db, "ostergotland")->id;
    return consultations::counts(db, consultations::find(db, compact, Number{1})->id);
  });
  ASSERT_EQ(counts.responses, 32);
  for (const std::string& words : {pdf_words(), docx_words()}) {
    EXPECT_TRUE(has(words, "32 svar har kommit in."));
    EXPECT_TRUE(has(words, "Anslutna organisationer"));
    EXPECT_TRUE(has(words, "drygt 50 personer"));
    EXPECT_TRUE(has(words, "Regionfullmäktige"));
    EXPECT_TRUE(has(words, "Vi för dialog innan förslag är färdiga"));
  }
  EXPECT_EQ(count_of(docx_words(), "Synpunkt "), static_cast<std::size_t>(counts.remarks));
  EXPECT_TRUE(has(docx_words(), std::to_string(counts.remarks) + " synpunkter med ord"));
}

TEST_F(Packages, TrackWhatChangedSoThatBothTextsAreInIt) {
  make();
  const std::string text = member_of(docx(), "word/document.xml");
  EXPECT_GT(count_of(text, "<w:ins "), 5u);
  EXPECT_GT(count_of(text, "<w:del "), 1u);
  EXPECT_EQ(count_of(text, "w:author=\"Version 2\""),
            count_of(text, "<w:ins ") + count_of(text, "<w:del "));
  EXPECT_TRUE(has(text, "<w:delText xml:space=\"preserve\">tidigt"));
  EXPECT_TRUE(
      has(docx_words(), "Samverkan ska stärka demokratin och öka delaktighet och inkludering."));
}

TEST_F(Packages, ShowTheBytesOfTheTextOnEveryRendering) {
  make();
  const std::string sha256 = sha256_of_text();
  EXPECT_TRUE(app.anyone().get("/ostergotland/texts/1/versions/2").has(sha256));
  const std::string words = pdf_words();
  EXPECT_EQ(count_of(words, sha256), count_of(words, "\f") + 1) << "on each page, and in front";
  EXPECT_TRUE(has(docx_words(), sha256));
  EXPECT_TRUE(has(member_of(docx(), "word/footer.xml"), sha256));
}

TEST_F(Packages, OfADemonstrationSayOnEveryPageThatTheyAreOne) {
  app.house().is_demo = true;
  app.house().demo_of = "Region Östergötland";
  make();
  constexpr std::string_view said =
      "Det här är en demonstration och inte webbplatsen för Region Östergötland";
  const std::string words = pdf_words();
  EXPECT_EQ(count_of(words, said), count_of(words, "\f") + 1);
  EXPECT_LT(words.find(said), words.find("Beslutsunderlag"));
  EXPECT_TRUE(has(member_of(docx(), "word/footer.xml"), said));
  EXPECT_TRUE(has(docx_words(), said));
}

TEST_F(Packages, ArePublicWhenTheirDecisionIs) {
  make({{"version", "1"}, {"since", ""}, {"language", "en"}});
  for (const char* path : {"", "/package.pdf", "/package.docx"}) {
    const std::string at = std::string(package_1) + path;
    EXPECT_EQ(app.anyone().get(at).status, 404) << at;
    EXPECT_EQ(app.sign_in("ordforande@eken.example.org").get(at).status, 404) << at;
    EXPECT_EQ(app.sign_in("ledamot1@region.example.org").get(at).status, 200) << at;
  }
  EXPECT_FALSE(app.anyone().get("/ostergotland/packages").has(package_1));
  EXPECT_TRUE(app.sign_in(coordinator).get("/ostergotland/packages").has("Not public yet"));
}

TEST_F(Packages, LeaveThePublicWhereWordsInThemAreMaskedLater) {
  make();
  EXPECT_EQ(app.anyone().get(package_1).status, 200);
  app.at("2018-12-12 10:00");
  ASSERT_EQ(app.sign_in("registrator@region.example.org")
                .post("/ostergotland/remarks/2/mask", {{"reason", "namn"}})
                .status,
            303);
  const Answer gone = app.anyone().get(std::string(package_1) + "/package.pdf");
  EXPECT_EQ(gone.status, 409);
  EXPECT_TRUE(gone.has("Words in this package have been masked since it was made"));
  app.at("2018-12-12 11:00");
  app.sign_in(coordinator).post("/ostergotland/packages", adopted_since_the_draft());
  app.run_tasks();
  const std::string next = app.anyone().get("/ostergotland/packages/2/package.docx").body;
  EXPECT_TRUE(has(formats::read_document(next).markdown, "[maskat: namn]"));
}

TEST_F(Packages, NeverChange) {
  make();
  const std::string first = pdf();
  app.sign_in(coordinator).post("/ostergotland/packages", adopted_since_the_draft("fi"));
  app.run_tasks();
  EXPECT_EQ(pdf(), first);
  EXPECT_EQ(app.anyone().get("/ostergotland/packages/2").status, 200);
  EXPECT_ANY_THROW(app.write(
      [](Db& db) { db.run("UPDATE decision_package SET language = 'en' WHERE number = 1"); }));
  EXPECT_FALSE(app.write([&](Db& db) {
    return complete_package(db, packages(db, compacts::find(db, "ostergotland")->id).back().id,
                            first, docx(), app.now(), app.now());
  }));
}

TEST_F(Packages, ThatWouldBeTooLargeSaySoAndCanBeMadeInAnotherWay) {
  auto staff = app.sign_in(coordinator);
  staff.post("/ostergotland/packages", adopted_since_the_draft());
  const std::string too_large = "%PDF-1.7\n" + std::string(files::most_bytes, ' ');
  app.write([&](Db& db) {
    const Package one = *find_package(db, compacts::find(db, "ostergotland")->id, Number{1});
    EXPECT_TRUE(complete_package(db, one.id, too_large, "", app.now(), app.now()));
    EXPECT_FALSE(give_up_package(db, one.id, app.now())) << "it was already";
  });
  app.run_tasks();
  EXPECT_TRUE(staff.get(package_1).has("No file may be larger than 20 MB"));
  EXPECT_TRUE(staff.get("/ostergotland/packages").has("Became too large"));
  EXPECT_EQ(staff.get(std::string(package_1) + "/package.pdf").status, 404);
  EXPECT_EQ(app.anyone().get(package_1).status, 404);
  EXPECT_EQ(staff.post("/ostergotland/packages", adopted_since_the_draft()).status, 303);
  app.run_tasks();
  EXPECT_EQ(staff.get("/ostergotland/packages/2/package.pdf").status, 200);
}

TEST_F(Packages, BelongToTheDecisionsInTheMenu) {
  make();
  const std::string_view marked = R"(decisions" aria-current="true")";
  for (const char* path : {"/ostergotland/packages", package_1.data(), "/ostergotland/decisions/4"})
    EXPECT_TRUE(app.anyone().get(path).has(marked)) << path;
  EXPECT_FALSE(app.anyone().get("/ostergotland/texts").has(marked));
}

TEST_F(Packages, AreAskedForByCoordinatorsWithWhatCanBeMade) {
  EXPECT_EQ(app.anyone().post("/ostergotland/packages", adopted_since_the_draft()).status, 401);
  EXPECT_EQ(app.sign_in("ledamot1@region.example.org")
                .post("/ostergotland/packages", adopted_since_the_draft())
                .status,
            403);
  auto staff = app.sign_in(coordinator);
  for (const Browser::Fields& wrong :
       {Browser::Fields{{"version", "9"}, {"since", ""}, {"language", "sv"}},
        {{"version", "2"}, {"since", "x"}, {"language", "sv"}},
        {{"version", "2"}, {"since", "2"}, {"language", "sv"}},
        {{"version", "2"}, {"since", "1"}, {"language", "tlh"}}})
    EXPECT_EQ(staff.post("/ostergotland/packages", wrong).status, 422);
}

TEST_F(Packages, HaveALimit) {
  // A part at a time, as no statement may take long.
  constexpr std::int64_t part = 5'000;
  for (std::int64_t from = part; from <= most_remarks + part; from += part)
    app.write([&](Db& db) {
      db.run(R"(
          INSERT INTO remark (compact_id, number, response_id, section, consultation_id, stance)
          WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 5000)
          SELECT r.compact_id, n + $1, r.response_id, n + $1, r.consultation_id, 'supports'
          FROM many, remark r WHERE r.number = 1)",
             from);
    });
  const Answer refused =
      app.sign_in(coordinator).post("/ostergotland/packages", adopted_since_the_draft());
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("too much for one file"));
}

}  // namespace
}  // namespace overens::decisions
