// From an idea to a published activity: dates that are not known yet, what else is told, series and
// copies.
#include <gtest/gtest.h>

#include "features/activities/activities_testing.h"
#include "features/activities/registrations.h"

namespace overens::activities {
namespace {

constexpr std::string_view anna = "anna@eken.example.org";
constexpr std::string_view secret = "https://meet.example.org/room-42";

TEST(Planning, AnIdeaMayKnowOnlyItsMonthAndCoordinatorsDecideWhoSeesIt) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const std::string idea =
      coordinator
          .post("/ostergotland/ideas/new", {{"title", "Temakväll"}, {"about_when", "2019-03"}})
          .location;
  EXPECT_TRUE(app.sign_in(civil).get(idea).has("March 2019"));
  EXPECT_EQ(app.anyone().get(idea).status, 404);
  EXPECT_FALSE(app.anyone().get("/ostergotland/activities").has("when=ideas"));
  coordinator.post(idea + "/edit",
                   {{"title", "Temakväll"}, {"about_when", "2019-03"}, {"is_shown", "on"}});
  EXPECT_TRUE(app.anyone().get(idea).has("This is an idea"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities?when=ideas").has("March 2019"));
  auto swede = app.anyone();
  swede.reads(Language::sv);
  EXPECT_TRUE(swede.get(idea).has("mars 2019"));
}

TEST(Planning, AnIdeaSaysWhatIsNoDateAndIsWrittenOnce) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  for (const char* bad : {"våren", "2019-13", "2019-02-30"}) {
    const Answer again =
        coordinator.post("/ostergotland/ideas/new", {{"title", "Temakväll"}, {"about_when", bad}});
    EXPECT_EQ(again.status, 422) << bad;
    EXPECT_TRUE(again.has("That is no date."));
    EXPECT_EQ(again.field("title"), "Temakväll");
  }
  const Browser::Fields idea{{"title", "Temakväll"}};
  const std::string first = coordinator.post("/ostergotland/ideas/new", idea).location;
  EXPECT_EQ(coordinator.post("/ostergotland/ideas/new", idea).location, first);
  EXPECT_EQ(app.anyone().post("/ostergotland/ideas/new", idea).status, 401);
}

TEST(Planning, WhenTheDateIsSetAnActivityTakesTheIdeasPlace) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const std::string idea =
      coordinator
          .post("/ostergotland/ideas/new",
                {{"title", "Temakväll"}, {"purpose", "Vi möts."}, {"is_shown", "on"}})
          .location;
  EXPECT_EQ(coordinator.get(idea + "/activity").field("title"), "Temakväll");
  const std::string made =
      coordinator.post(idea + "/activity", activity_form({{"title", "Temakväll"}})).location;
  EXPECT_EQ(made.find("/ostergotland/activities/"), 0u);
  EXPECT_EQ(app.anyone().get(idea).status, 404);  // of a draft nothing is told
  coordinator.post(made + "/publication");
  EXPECT_EQ(app.anyone().get(idea).location, made);
  EXPECT_EQ(coordinator.post(idea + "/activity", activity_form({{"title", "Igen"}})).status, 409);
  EXPECT_FALSE(coordinator.get("/ostergotland/activities?when=ideas").has("Temakväll"));
}

TEST(Planning, AnIdeaThatIsGivenUpIsGone) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const std::string idea =
      coordinator.post("/ostergotland/ideas/new", {{"title", "Nej"}, {"is_shown", "on"}}).location;
  EXPECT_EQ(coordinator.post(idea + "/removal").status, 303);
  EXPECT_EQ(app.anyone().get(idea).status, 404);
  EXPECT_EQ(coordinator.post(idea + "/removal").status, 409);
  EXPECT_EQ(coordinator.get(idea + "/activity").status, 409);
}

TEST(Planning, WithOnlyTheDateSetNobodyRegistersUntilTheRestIsTold) {
  TestApp app;
  const std::string meeting = published(app, {{"details_follow", "on"}, {"place", ""}});
  auto visitor = app.anyone();
  EXPECT_TRUE(visitor.get(meeting).has("More information will come."));
  EXPECT_FALSE(visitor.get(meeting).has("Open for registration"));
  EXPECT_EQ(register_at(visitor, meeting, participant(anna)).status, 409);
  EXPECT_TRUE(visitor.get("/ostergotland/activities.json").has("\"announced\""));
  auto coordinator = app.sign_in(civil);
  coordinator.post(meeting + "/edit", activity_form());
  EXPECT_TRUE(coordinator.get(meeting).has("Only the date is set"));  // in the history
  EXPECT_EQ(register_at(visitor, meeting, participant(anna)).status, 303);
}

TEST(Planning, AFileMaySayThatOnlyTheDateIsSet) {
  TestApp app;
  app.at("2019-02-01 12:00");
  EXPECT_TRUE(app.anyone().get("/ostergotland/activities").has("The date is set"));
  app.at("2019-02-28 12:00");
  EXPECT_FALSE(app.anyone().get("/ostergotland/activities").has("The date is set"));
}

TEST(Planning, ThePageExplainsHowMuchOneCanInfluenceAndWhoInvites) {
  TestApp app;
  const std::string meeting = published(app, {{"influence", "dialogue"},
                                              {"step", "drafting"},
                                              {"theme", "Demokrati"},
                                              {"languages", "Svenska, tolkas till finska"},
                                              {"host_party", "1"},
                                              {"host_group", "Arbetsgruppen"}});
  const Answer page = app.anyone().get(meeting);
  EXPECT_TRUE(page.has("How much you can influence"));
  EXPECT_TRUE(page.has("what you say can change its words"));
  EXPECT_TRUE(page.has("Demokrati"));
  EXPECT_TRUE(page.has("Svenska, tolkas till finska"));
  EXPECT_TRUE(page.has("Arbetsgruppen ("));
  auto coordinator = app.sign_in(region);
  const Answer refused = coordinator.post("/ostergotland/activities/new",
                                          activity_form({{"step", "x"}, {"host_party", "9"}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.field("place"), "Linköping");
}

TEST(Planning, TheDigitalLinkIsForThoseWithADigitalSeatOnly) {
  TestApp app;
  const std::string meeting =
      published(app, {{"ways", "both"}, {"digital_link", std::string(secret)}});
  auto on_site = app.anyone();
  auto fields = participant("pa@plats.example.org");
  fields.emplace_back("way", "on_site");
  register_at(on_site, meeting, fields);
  auto digital = app.anyone();
  fields = participant(anna);
  fields.emplace_back("way", "digital");
  register_at(digital, meeting, fields);

  EXPECT_NE(mails_to(app, anna).back().text.find(secret), std::string::npos);
  EXPECT_EQ(mails_to(app, "pa@plats.example.org").back().text.find(secret), std::string::npos);
  EXPECT_TRUE(digital.get(link_in_mail(app, anna)).has(secret));
  EXPECT_FALSE(on_site.get(link_in_mail(app, "pa@plats.example.org")).has(secret));
  for (const std::string& open :
       {meeting, meeting + "/event.ics", std::string("/ostergotland/activities.json"),
        std::string("/ostergotland/activities.csv"), std::string("/ostergotland/activities.atom"),
        std::string("/ostergotland/calendar.ics")})
    EXPECT_FALSE(app.anyone().get(open).has(secret)) << open;
  EXPECT_EQ(digital.post(link_in_mail(app, anna) + "/cancellation").status, 303);
  EXPECT_FALSE(digital.get(link_in_mail(app, anna)).has(secret));
}

TEST(Planning, ASeriesShowsTheDatesOneMayChooseAmong) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  EXPECT_EQ(coordinator.post("/ostergotland/series/new", {{"title", ""}, {"kind", "same"}}).status,
            422);
  const std::string series =
      coordinator.post("/ostergotland/series/new", {{"title", "Dialogmöten"}, {"kind", "same"}})
          .location;
  const std::string first = published(app, {{"series", "1"}, {"place", "Motala"}});
  const std::string second =
      published(app, {{"series", "1"}, {"place", "Kisa"}, {"starts_on", "2018-10-15"}});
  const Answer page = app.anyone().get(series);
  EXPECT_TRUE(page.has("one chooses the date that suits"));
  EXPECT_TRUE(page.has("Motala"));
  EXPECT_TRUE(page.has("Kisa"));
  EXPECT_TRUE(app.anyone().get(first).has("Other dates, the same content"));
  EXPECT_TRUE(app.anyone().get(first).has("Kisa"));
  EXPECT_TRUE(app.anyone().get(second).has("Dialogmöten"));
  EXPECT_EQ(app.anyone().get("/ostergotland/series/9").status, 404);
}

TEST(Planning, ACopyBringsEverythingButTheDate) {
  TestApp app;
  const std::string meeting = published(app, {{"theme", "Demokrati"}});
  auto coordinator = app.sign_in(region);
  coordinator.post(meeting + "/programme", {{"begins", "09:00"}, {"title", "Fika"}});
  coordinator.post(meeting + "/questions/standard", {{"question", "diet"}});
  coordinator.post(meeting + "/questions", {{"kind", "yes_no"},
                                            {"label", "Behöver du tolk?"},
                                            {"purpose", "För att boka."},
                                            {"kept_days", "14"}});
  EXPECT_EQ(coordinator
                .post(meeting + "/questions", {{"kind", "text"},
                                               {"label", "Till vilket språk?"},
                                               {"purpose", "För att boka."},
                                               {"kept_days", "14"},
                                               {"asked_if", "2"},
                                               {"asked_if_answer", "Yes"}})
                .status,
            303);
  coordinator.post(meeting + "/opening",
                   {{"waiting_list", "on"}, {"cutoff_hours", "24"}, {"quota", "2"}});
  const Answer form = coordinator.get(meeting + "/copy");
  EXPECT_EQ(form.field("title"), "Vårmöte");
  EXPECT_EQ(form.field("theme"), "Demokrati");
  EXPECT_EQ(form.field("starts_on"), "");
  EXPECT_EQ(form.field("seats"), "3");
  const auto later = activity_form({{"starts_on", "2018-11-08"}});
  const std::string copy = coordinator.post(meeting + "/copy", later).location;
  EXPECT_NE(copy, meeting);
  const Answer draft = coordinator.get(copy);
  EXPECT_TRUE(draft.has("Fika"));
  EXPECT_TRUE(draft.has(copy + "/questions")) << "before anybody can register";
  const Answer asked = coordinator.get(copy + "/questions");
  EXPECT_TRUE(asked.has("Is there food you can not eat?"));
  const auto those = app.read(
      [](Db& db) { return questions(db, db.load<Id<Activity>>("SELECT MAX(id) FROM activity")); });
  ASSERT_EQ(those.size(), 3u);
  EXPECT_FALSE(those[1].asked_if);
  EXPECT_EQ(those[2].asked_if, those[1].number) << "it hangs on the one of the copy";
  EXPECT_EQ(coordinator.get(copy + "/opening").field("quota"), "2");
  EXPECT_EQ(
      coordinator
          .post(copy + "/opening", {{"waiting_list", "off"}, {"cutoff_hours", "24"}, {"quota", ""}})
          .location,
      copy);
  EXPECT_EQ(coordinator.post(meeting + "/copy", later).location, copy);  // sent twice
}

TEST(Planning, AnActivityIsMadeInTheSeriesItBelongsTo) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const std::string series =
      coordinator
          .post("/ostergotland/series/new", {{"title", "Öppna samtal"}, {"kind", "following"}})
          .location;
  EXPECT_TRUE(coordinator.get(series).has("/ostergotland/activities/new?series=1"));
  EXPECT_FALSE(app.anyone().get(series).has("/activities/new"));
  EXPECT_EQ(coordinator.get("/ostergotland/activities/new?series=1").field("series"), "1");
  EXPECT_EQ(coordinator.get("/ostergotland/activities/new?series=99").field("series"), "");
}

TEST(Planning, ATitleMayBeInAnyScriptButNotWithoutEnd) {
  TestApp app;
  auto coordinator = app.sign_in(region);
  const Answer refused = coordinator.post("/ostergotland/activities/new",
                                          activity_form({{"title", std::string(10'000, 'x')}}));
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.field("place"), "Linköping");
  const std::string made =
      coordinator
          .post("/ostergotland/activities/new", activity_form({{"title", "اجتماع – Ҥӓлӹтӧн"}}))
          .location;
  EXPECT_TRUE(coordinator.get(made).has("اجتماع – Ҥӓлӹтӧн"));
}

}  // namespace
}  // namespace overens::activities
