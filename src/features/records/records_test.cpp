#include "features/records/records.h"

#include <gtest/gtest.h>

#include "app/test_app.h"

namespace overens::records {
namespace {

TEST(Records, TheRegisterIsForThoseWhoKeepIt) {
  TestApp app;
  EXPECT_EQ(app.anyone().get("/ostergotland/records").status, 401);
  EXPECT_EQ(app.sign_in("ledamot1@region.example.org").get("/ostergotland/records").status, 403);
  for (const char* who : {"registrator@region.example.org", "samordnare@region.example.org",
                          "kontakt@idebura.example.org"})
    EXPECT_EQ(app.sign_in(who).get("/ostergotland/records").status, 200) << who;
}

TEST(Records, TheRegisterOpensInASpreadsheet) {
  TestApp app;
  auto registrator = app.sign_in("registrator@region.example.org");
  registrator.reads(Language::sv);
  const Answer csv = registrator.get("/ostergotland/records/export.csv");
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(
      csv.body.starts_with("\xEF\xBB\xBF"
                           "Slag;Nummer;Inkommet;"))
      << csv.body.substr(0, 60);
}

}  // namespace
}  // namespace overens::records
