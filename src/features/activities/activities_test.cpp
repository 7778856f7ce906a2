// What everybody reads about activities.
#include "features/activities/activities.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "features/activities/activities_testing.h"
#include "features/import.h"

namespace overens::activities {
namespace {

constexpr std::string_view all = "/ostergotland/activities";

TEST(Activities, AVisitorSeesWhatComesAndWhatWas) {
  TestApp app;
  auto visitor = app.anyone();
  const Answer coming = visitor.get(all);
  EXPECT_EQ(coming.status, 200);
  EXPECT_TRUE(coming.has("Remissgenomgång"));
  EXPECT_FALSE(coming.has("Skapa goda förutsättningar"));
  const Answer past = visitor.get("/ostergotland/activities?when=past");
  EXPECT_TRUE(past.has("Skapa goda förutsättningar"));
  EXPECT_FALSE(past.has("Remissgenomgång"));
  EXPECT_EQ(visitor.get("/ostergotland/activities?when=drafts").status, 404);
}

TEST(Activities, WhatWasReportedIsNeverShownAsCounted) {
  TestApp app;
  const Answer first = app.anyone().get("/ostergotland/activities/1");
  EXPECT_TRUE(first.has("This has been held"));
  EXPECT_TRUE(
      first.has("Took part: drygt 50 personer, 22 organisationer as reported, not counted"));
  auto swede = app.anyone();
  swede.reads(Language::sv);
  EXPECT_TRUE(swede.get("/ostergotland/activities/1").has("22 organisationer uppgift"));
}

TEST(Activities, ThePageSaysWhatHoldsAtEachMoment) {
  TestApp app;
  auto visitor = app.anyone();
  const std::string_view meeting = "/ostergotland/activities/4";  // 19 June, by 15 June
  const auto tells = [&](std::string_view when, std::string_view words) {
    app.at(when);
    const Answer page = visitor.get(meeting);
    EXPECT_TRUE(page.has(words)) << when << page.text();
    EXPECT_EQ(page.has("Open for registration"), words == "Open for registration") << when;
  };
  tells("2018-06-14 12:00", "Open for registration");
  tells("2018-06-15 23:59:59", "Open for registration");
  tells("2018-06-16 00:00:00", "Registration has closed");
  tells("2018-06-19 10:00", "It has begun");
  tells("2018-06-19 12:01", "This has been held");
}

TEST(Activities, TheListIsRightWhenADayPassesWithoutAWrite) {
  TestApp app;
  auto visitor = app.anyone();
  app.at("2018-06-19 11:00");
  EXPECT_TRUE(visitor.get(all).has("Remissgenomgång"));
  EXPECT_FALSE(visitor.get("/ostergotland/activities?when=past").has("Remissgenomgång"));
  app.at("2018-06-19 12:00:01");
  EXPECT_FALSE(visitor.get(all).has("Remissgenomgång"));
  EXPECT_TRUE(visitor.get("/ostergotland/activities?when=past").has("Remissgenomgång"));
}

TEST(Activities, TheListAnswersAsData) {
  TestApp app;
  const Answer json = app.anyone().get("/ostergotland/activities.json");
  EXPECT_EQ(json.status, 200);
  EXPECT_TRUE(json.has(R"("count":8)")) << json.body;
  EXPECT_TRUE(json.has("2018-06-19T09:00:00+02:00"));
  EXPECT_TRUE(json.has("/ostergotland/activities/4"));
  EXPECT_TRUE(json.has("2018-06-15"));
  EXPECT_TRUE(json.has("affiliated_first"));
  EXPECT_TRUE(json.has("\"past\""));
  EXPECT_TRUE(json.has("\"open\""));
  const Answer csv = app.anyone().get("/ostergotland/activities.csv");
  EXPECT_TRUE(csv.has("number;url;title;starts_at;ends_at;register_by;seats;audience;status"));
}

TEST(Activities, OneAndAllGoIntoCalendars) {
  TestApp app;
  const Answer one = app.anyone().get("/ostergotland/activities/4/event.ics");
  EXPECT_TRUE(one.has("METHOD:PUBLISH"));
  EXPECT_TRUE(one.has("SUMMARY:Remissgenomgång"));
  EXPECT_TRUE(one.has("TZID=Europe/Stockholm:20180619T090000"));
  EXPECT_FALSE(one.has("ATTENDEE"));
  const Answer whole = app.anyone().get("/ostergotland/calendar.ics");
  EXPECT_EQ(whole.status, 200);
  EXPECT_TRUE(whole.has("SUMMARY:Stormöte"));
  EXPECT_EQ(whole.header("Content-Type").substr(0, 13), "text/calendar");
}

TEST(Activities, AnUnknownOneAndADraftAreNotFound) {
  TestApp app;
  EXPECT_EQ(app.anyone().get("/ostergotland/activities/99").status, 404);
  EXPECT_EQ(app.anyone().get("/ostergotland/activities/x").status, 404);
  auto coordinator = app.sign_in(region);
  const std::string draft =
      coordinator.post("/ostergotland/activities/new", activity_form()).location;
  EXPECT_EQ(coordinator.get(draft).status, 200);
  EXPECT_EQ(app.anyone().get(draft).status, 404);
  EXPECT_EQ(app.anyone().get(draft + "/event.ics").status, 404);
  EXPECT_EQ(app.anyone().get(draft + "/registration").status, 404);
  EXPECT_FALSE(app.anyone().get("/ostergotland/activities.json").has("Vårmöte"));
  EXPECT_FALSE(app.anyone().get("/ostergotland/calendar.ics").has("Vårmöte"));
}

TEST(Activities, OthersAskWhatHappenedOnADay) {
  TestApp app;
  app.read([](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    EXPECT_EQ(find_on(db, compact->id, {2018, 6, 19})->title, "Remissgenomgång");
    EXPECT_FALSE(find_on(db, compact->id, {2018, 6, 20}));
  });
}

// --- Bringing in ---

constexpr std::string_view headings =
    "Start;Slut;Titel;Plats;Anmäl senast;Antal platser;För;Status;Beskrivning;Deltagande\n";

struct Report {
  std::vector<ImportRefusal> refusals;
  std::map<std::string, std::int64_t> counts;
};

// One step of an import, into the compact that is there.
Report step(TestApp& app, void (*reads)(Import&), const std::string& file = "") {
  return app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    Import import(db, {{"aktiviteter.csv", file}}, app.now());
    import.compact = compact->id.value;
    import.zone = compact->zone();
    reads(import);
    return Report{import.refusals(), import.counts()};
  });
}

Report bring_in(TestApp& app, const std::string& rows) {
  return step(app, feature().import, std::string(headings) + rows);
}

std::string demo_file() {
  std::ifstream in("demo/ostergotland/aktiviteter.csv", std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(ActivityImport, BroughtInTwiceItChangesNothing) {
  TestApp app;
  const Report again = step(app, feature().import, demo_file());
  EXPECT_TRUE(again.refusals.empty());
  EXPECT_TRUE(again.counts.empty());
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities.json").has(R"("count":8)"));
}

TEST(ActivityImport, WhatWasChangedHereStays) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const Answer form = coordinator.get("/ostergotland/activities/4/edit");
  Browser::Fields fields;
  for (const char* name : {"purpose", "starts_on", "starts_time", "ends_time", "seats", "audience"})
    fields.emplace_back(name, *form.field(name));
  fields.emplace_back("title", "Genomgång av remissen");
  EXPECT_EQ(coordinator.post("/ostergotland/activities/4/edit", fields).status, 303);
  EXPECT_TRUE(step(app, feature().import, demo_file()).counts.empty());
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities/4").has("Genomgång av remissen"));
}

TEST(ActivityImport, EachBadLineIsRefusedWithItsReason) {
  TestApp app;
  const Report report =
      bring_in(app,
               "2030-05-08 09:00;2030-05-08 08:00;Bakvänt;;;;alla;planerad;;\n"
               "i morgon;2030-05-08 08:00;Otydligt;;;;alla;planerad;;\n"
               "2030-05-08 09:00;2030-05-08 10:00;;;;;alla;planerad;;\n"
               "2030-05-08 09:00;2030-05-08 10:00;Sent;;2030-05-09;;alla;planerad;;\n"
               "2030-05-08 09:00;2030-05-08 10:00;Trångt;;;0;alla;planerad;;\n"
               "2030-05-08 09:00;2030-05-08 10:00;Okänt;;;;vänner;planerad;;\n"
               "2030-05-08 09:00;2030-05-08 10:00;Underligt;;;;alla;kanske;;\n");
  EXPECT_TRUE(report.counts.empty());
  constexpr std::string_view reasons[] = {
      "It ends before it begins.",
      "“i morgon” is no time. Write it as 2018-12-11 17:00.",
      "The title is missing.",
      "The last day to register is after it begins.",
      "“0” is no number of seats.",
      "“vänner” is nobody it can be for. Write alla, anslutna or anslutna först.",
      "“kanske” is no status. Write planerad, datum satt, genomförd, inställd or utkast."};
  ASSERT_EQ(report.refusals.size(), std::size(reasons));
  for (std::size_t i = 0; i < std::size(reasons); ++i) {
    EXPECT_EQ(report.refusals[i].line, static_cast<std::int64_t>(i) + 2);
    EXPECT_EQ(report.refusals[i].reason.in(Language::en), reasons[i]);
  }
}

TEST(ActivityImport, AMissingColumnIsNamed) {
  TestApp app;
  const Report report = step(app, feature().import, "Start;Slut;Titel\n");
  ASSERT_FALSE(report.refusals.empty());
  EXPECT_EQ(report.refusals.front().reason.in(Language::en), "The column “Plats” is missing.");
}

TEST(ActivityImport, CancelledAndDraftsComeAsSuch) {
  TestApp app;
  bring_in(app,
           "2030-05-08 09:00;2030-05-08 10:00;Inställt möte;;;;alla;inställd;;\n"
           "2030-05-08 09:00;2030-05-08 10:00;Kanske;;;;alla;utkast;;\n");
  EXPECT_TRUE(app.anyone().get(all).has("Inställt möte"));
  EXPECT_FALSE(app.anyone().get(all).has("Kanske"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities/9").has("This is cancelled"));
}

TEST(ActivityImport, TheDemonstrationHasAMeetingToRegisterFor) {
  TestApp app;
  EXPECT_EQ(step(app, feature().demo).counts.at("activities"), 1);
  const Answer coming = app.anyone().get(all);
  EXPECT_TRUE(coming.has("Stormöte"));
  EXPECT_TRUE(coming.has("Open for registration"));
  app.at("2018-06-03 12:00");
  EXPECT_TRUE(step(app, feature().demo).counts.empty());
}

}  // namespace
}  // namespace overens::activities
