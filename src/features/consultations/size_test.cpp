// Many responses: what a page shows is bounded, whatever there is, and the figures are right.
// benchmarks/consultation.py measures ten times as many.
#include <set>

#include "features/consultations/answering_testing.h"
#include "features/consultations/store.h"
#include "features/consultations/wording_choices.h"

namespace overens {
namespace {

using consultations::Stance;

constexpr int responses_made = 200;
constexpr std::string_view place = "/ostergotland/consultations/2";

std::int64_t times(const std::string& body, std::string_view words) {
  std::int64_t count = 0;
  for (std::size_t at = body.find(words); at != std::string::npos; at = body.find(words, at + 1))
    ++count;
  return count;
}

// Each answers the whole, one section and every paragraph of it.
class Many : public Answering {
 protected:
  Many() {
    app.write([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto one = *consultations::find(db, compact->id, Number{2});
      std::vector<consultations::Part> parts = {
          {.section = {}, .stance = Stance::supports, .wording = "Bra.", .proposed = {}}};
      parts.push_back({.section = std::stoll(section),
                       .stance = Stance::opposes,
                       .wording = {},
                       .proposed = {}});
      for (const texts::Paragraph& each : texts::paragraphs(db, one.version))
        if (each.section == std::stoll(section)) {
          parts.push_back({.section = each.section,
                           .stance = Stance::supports_with_change,
                           .wording = "Skriv tydligare.",
                           .proposed = each.wording + " Alltid.",
                           .number = {},
                           .paragraph = each.id});
          paragraphs.push_back(std::to_string(each.number.value));
        }
      for (int i = 1; i <= responses_made; ++i)
        receive(db, one, "Förening " + std::to_string(i), parts);
    });
  }
  void receive(Db& db, const consultations::Consultation& one, const std::string& sender,
               const std::vector<consultations::Part>& parts) {
    consultations::receive(db, compacts::find(db, "ostergotland")->id, one.id,
                           {.organisation_id = {},
                            .organisation = sender,
                            .received_on = {2019, 3, 10},
                            .received_at = {},
                            .due_on = one.closes_on,
                            .channel = consultations::Channel::imported,
                            .parts = parts,
                            .by = {}},
                           app.now());
  }
  std::vector<std::string> paragraphs;
};

TEST_F(Many, EveryPageOfThemIsBounded) {
  auto anyone = app.anyone();
  const auto per_response = static_cast<std::int64_t>(paragraphs.size());
  const Answer whole = anyone.get(place);
  EXPECT_TRUE(whole.has("200 responses"));
  EXPECT_EQ(
      times(whole.body, R"(<th scope="row"><a href="/ostergotland/consultations/2/responses/)"),
      50);
  EXPECT_EQ(times(anyone.get(std::string(place) + "/sections/dialog").body, "<article"), 40);
  EXPECT_EQ(times(anyone.get(std::string(place) + "/whole").body, "<article"), 40);
  const std::string paragraph = std::string(place) + "/paragraphs/" + paragraphs.front();
  EXPECT_EQ(times(anyone.get(paragraph).body, "<article"), 40);
  EXPECT_EQ(times(anyone.get(paragraph + "?page=2").body, "<article"), 40);
  EXPECT_EQ(times(anyone.get(paragraph + "?page=6").body, "<article"), 0);
  EXPECT_TRUE(anyone.get(std::string(place) + "/remarks.json")
                  .has("\"count\":" + std::to_string(responses_made * (2 + per_response))));
  app.at("2019-04-02 09:00");
  auto eva = app.sign_in(coordinator);
  const Answer surface = eva.get(std::string(place) + "/dispositions");
  EXPECT_LE(times(surface.body, "/disposition\""), 51);
  // The bare stances on the section wait for nothing.
  EXPECT_TRUE(
      surface.has("Waiting (" + std::to_string(responses_made * (1 + per_response)) + ")") ||
      surface.has("Waiting (1"));
}

TEST_F(Many, AreCountedAsTheyAreHandled) {
  app.at("2019-04-02 09:00");
  const auto counted = [&] {
    return app.read([](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto one = *consultations::find(db, compact->id, Number{2});
      return consultations::handling_counts(db, one.id);
    });
  };
  const auto before = counted();
  EXPECT_EQ(before.remarks, before.without);
  auto eva = app.sign_in(coordinator);
  const std::string together = std::string(place) + "/dispositions/together";
  Browser::Fields fields = {{"like", "103"}, {"kind", "accepted"}, {"reason", "Så blir det."}};
  const Answer form = eva.get(together + "?like=103");
  for (std::size_t at = form.body.find("name=\"remark\" value=\""); at != std::string::npos;
       at = form.body.find("name=\"remark\" value=\"", at + 1)) {
    const std::size_t from = at + 21;
    fields.emplace_back("remark", form.body.substr(from, form.body.find('"', from) - from));
  }
  EXPECT_EQ(fields.size(), 103);  // a hundred at a time
  ASSERT_EQ(eva.post(together, fields).status, 303);
  const auto after = counted();
  EXPECT_EQ(after.without, before.without - 100);
  EXPECT_EQ(after.unpublished, 100);
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = *consultations::find(db, compact->id, Number{2});
    consultations::publish_dispositions(db, one.id, app.now());
    EXPECT_EQ(consultations::counts(db, one.id).disposed, 100);
    EXPECT_EQ(consultations::unpublished(db, one.id).count, 0);
  });
}

TEST_F(Many, OfManyAcceptedWordingsAPageShowsTheDifferentOnesAndTellsOfTheOthers) {
  constexpr std::int64_t alike = 15;
  constexpr std::int64_t different = consultations::most_wordings_of_a_place + 2;
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = *consultations::find(db, compact->id, Number{2});
    const auto paragraph =
        texts::find_paragraph(db, one.version, Number{std::stoll(paragraphs[0])});
    for (std::int64_t i = 1; i < different; ++i)
      receive(db, one, "Förening " + std::to_string(i),
              {{.section = paragraph->section,
                .stance = Stance::supports_with_change,
                .wording = "Så.",
                .proposed = "Ordalydelse " + std::to_string(i) + ".",
                .number = {},
                .paragraph = paragraph->id}});
    std::int64_t accepted = 0;
    for (const auto& remark : consultations::remarks_on_paragraph(db, one.id, paragraph->id,
                                                                  responses_made + different, 0))
      if (remark.wording == "Så." || ++accepted <= alike)
        consultations::dispose(db, remark.id, consultations::DispositionKind::accepted, "Ja.", {},
                               app.now(), true);
  });
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(std::string(place) + "/new-version");
  EXPECT_EQ(times(form.body, "name=\"paragraph_" + paragraphs[0] + "\""),
            consultations::most_wordings_of_a_place + 1)
      << "and the words as they are";
  EXPECT_TRUE(form.has("and in the same words 14 more"));
  EXPECT_TRUE(form.has("2 more were accepted"));
}

// "paragraph_7" for each that is asked about on the page.
std::set<std::string> asked_about(const Answer& form) {
  std::set<std::string> names;
  constexpr std::string_view group = R"(<fieldset class="ds-fieldset" id=")";
  for (std::size_t at = form.body.find(group); at != std::string::npos;
       at = form.body.find(group, at + 1)) {
    const std::size_t from = at + group.size();
    names.insert(form.body.substr(from, form.body.find('"', from) - from));
  }
  return names;
}

TEST_F(Many, WordingsAreChosenForSomePlacesAtATime) {
  const std::vector<texts::Paragraph> all = app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = *consultations::find(db, compact->id, Number{2});
    std::vector<consultations::Part> parts;
    for (const texts::Paragraph& each : texts::paragraphs(db, one.version))
      parts.push_back({.section = each.section,
                       .stance = Stance::supports_with_change,
                       .wording = "Så.",
                       .proposed = each.wording + " Så blir det.",
                       .number = {},
                       .paragraph = each.id});
    receive(db, one, "Föreningen Allt", parts);
    for (const auto& each : texts::paragraphs(db, one.version))
      for (const auto& remark :
           consultations::remarks_on_paragraph(db, one.id, each.id, responses_made + 1, 0))
        if (remark.wording == "Så.")
          consultations::dispose(db, remark.id, consultations::DispositionKind::accepted, "Ja.", {},
                                 app.now(), true);
    return texts::paragraphs(db, one.version);
  });
  ASSERT_GT(all.size(), consultations::places_at_a_time);
  ASSERT_LE(all.size(), 2 * consultations::places_at_a_time);
  auto eva = app.sign_in(coordinator);
  const std::string path = std::string(place) + "/new-version";
  Answer form = eva.get(path);
  const auto first = asked_about(form);
  EXPECT_EQ(first.size(), consultations::places_at_a_time);
  EXPECT_TRUE(form.has("1 to 10 of " + std::to_string(all.size())));
  EXPECT_EQ(eva.post(path, {{"version", "2"}, {"from", "0"}, {"then", "next"}}).status, 422)
      << "nothing is chosen";

  Browser::Fields chosen;
  for (const std::string& name : first) chosen.emplace_back(name, form.field(name).value_or(""));
  Browser::Fields fields = chosen;
  fields.insert(fields.end(), {{"version", "2"}, {"from", "0"}, {"then", "next"}});
  form = eva.post(path, fields);
  EXPECT_EQ(form.status, 200);
  const auto second = asked_about(form);
  EXPECT_EQ(first.size() + second.size(), all.size());
  for (const auto& [name, value] : chosen) EXPECT_EQ(form.field(name), value) << "goes along";
  EXPECT_EQ(eva.post(path, {{"version", "2"}, {"from", "10"}, {"then", "make"}}).status, 422);

  fields = chosen;
  for (const std::string& name : second) fields.emplace_back(name, form.field(name).value_or(""));
  Browser::Fields back = fields;
  back.insert(back.end(), {{"version", "2"}, {"from", "10"}, {"then", "back"}});
  EXPECT_EQ(asked_about(eva.post(path, back)), first);
  fields.insert(fields.end(), {{"version", "2"}, {"from", "10"}, {"then", "make"}});
  const Answer made = eva.post(path, fields);
  ASSERT_EQ(made.status, 303) << made.body;
  EXPECT_EQ(times(eva.get(made.location).body, "Så blir det."), std::ssize(all));
}

}  // namespace
}  // namespace overens
