// One response written by several, paragraph by paragraph, with files, until the last minute.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

constexpr std::string_view colleague = "kollega@lansbygderadetvanner.example.org";

class Together : public Answering {
 protected:
  Together() {
    app.write([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto one =
          organisations::find_same(db, compact->id, "Länsbygderådet Vänner exempel", {});
      const auto person = people::find_or_add(db, colleague, "Kalle Kollega", app.now());
      organisations::add_mandate(db, one->id, person, organisations::MandateKind::responder,
                                 Date{2019, 1, 1});
      const auto text = texts::find(db, compact->id, Number{1}, Number{2});
      for (const texts::Paragraph& each : texts::paragraphs(db, text->id))
        if (each.section_slug == "dialog") {
          paragraph = std::to_string(each.number.value);
          words = each.wording;
          break;
        }
    });
  }

  std::string dialog() const { return page("/sections/dialog"); }

  // The form as a browser fills it: what the page holds, with some words changed.
  Browser::Fields form_of(const Answer& shown, const std::string& key,
                          const std::string& wording) const {
    return {{"organisation", organisation},
            {"known", shown.field("known").value_or("")},
            {"form", shown.field("form").value_or("")},
            {"section", shown.field("section").value_or("")},
            {"base_" + key, shown.field("base_" + key).value_or("")},
            {"stance_" + key, "supports_with_change"},
            {"wording_" + key, wording}};
  }

  static Browser::Fields with(Browser::Fields fields, std::string name, std::string value) {
    fields.emplace_back(std::move(name), std::move(value));
    return fields;
  }

  std::string paragraph;
  std::string words;
};

TEST_F(Together, AParagraphIsAnsweredInItsOwnWords) {
  auto vera = app.sign_in(representative);
  const Answer form = vera.get(dialog());
  ASSERT_EQ(form.status, 200);
  EXPECT_EQ(area(form, "proposed_p" + paragraph), words);
  auto fields = form_of(form, "p" + paragraph, "Det räcker inte.");
  fields = with(with(fields, "proposed_p" + paragraph, words + " Alltid."), "then", "whole");
  EXPECT_EQ(draft(vera, fields).location, page());
  EXPECT_TRUE(vera.get(page()).has("1 paragraph of it is answered"));
  ASSERT_EQ(draft(vera, answer("Mötas oftare.")).status, 303);
  EXPECT_TRUE(vera.get(page("/preview")).has("<ins>"));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  // It stands behind the paragraph of the text, too.
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/texts/1/paragraphs/" + paragraph).has("Det räcker inte."));
  const std::string about = "/ostergotland/consultations/2/paragraphs/" + paragraph;
  const Answer shown = app.anyone().get(about);
  EXPECT_TRUE(shown.has("Det räcker inte."));
  EXPECT_TRUE(shown.has("<ins>"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/2/paragraphs").has("Remarks"));
  EXPECT_EQ(app.anyone().get("/ostergotland/consultations/2/paragraphs/99999").status, 404);
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/consultations/2/sections/dialog").has("Det räcker inte."));
}

TEST_F(Together, ASectionThatIsAnsweredByItsParagraphsAloneIsAnswered) {
  auto vera = app.sign_in(representative);
  draft(vera, with(form_of(vera.get(dialog()), "p" + paragraph, "Nej."), "then", "save"));
  auto whole = form_of(vera.get(page()), "0", "Bra i stort.");
  draft(vera, with(whole, "then", "save"));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  const Answer matrix = app.anyone().get("/ostergotland/consultations/2");
  EXPECT_TRUE(matrix.has("Supports with change, by paragraph")) << matrix.text();
  EXPECT_TRUE(matrix.has("goes furthest from a yes"));
}

TEST_F(Together, AParagraphLeftAsItIsProposesNothing) {
  auto vera = app.sign_in(representative);
  auto fields = form_of(vera.get(dialog()), "p" + paragraph, "Bra så.");
  draft(vera, with(with(fields, "proposed_p" + paragraph, words), "then", "save"));
  EXPECT_FALSE(vera.get(dialog()).has("Proposed wording:"));
}

TEST_F(Together, AnAnswerToAParagraphThatIsNotThereIsNotKept) {
  auto vera = app.sign_in(representative);
  auto fields = form_of(vera.get(dialog()), "p99999", "Till ett stycke som är borta");
  EXPECT_EQ(draft(vera, with(fields, "then", "save")).status, 303);
  EXPECT_FALSE(vera.get(dialog()).has("som är borta"));
  EXPECT_EQ(vera.get(page("/sections/nej")).status, 404);
}

TEST_F(Together, TwoWhoWriteInTheSamePlaceSeeBothWordings) {
  auto vera = app.sign_in(representative);
  auto kalle = app.sign_in(colleague);
  const Answer veras = vera.get(page());
  const Answer kalles = kalle.get(page());
  ASSERT_EQ(draft(vera, form_of(veras, section, "Veras ord")).status, 204);
  // The browser saves by itself and is told; nothing is written over and nothing is lost.
  EXPECT_EQ(draft(kalle, form_of(kalles, section, "Kalles ord")).status, 409);
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "Veras ord");
  EXPECT_TRUE(vera.get(page()).has("Kalles ord"));
  const Answer met =
      draft(kalle, with(form_of(kalles, section, "Kalles ord, mer"), "then", "save"));
  ASSERT_EQ(met.status, 409);
  EXPECT_TRUE(met.has("Veras ord"));
  EXPECT_EQ(area(met, "wording_" + section), "Kalles ord, mer");
  // Nothing is submitted before somebody has decided.
  EXPECT_FALSE(vera.get(page("/preview")).has("Submit the response"));
  EXPECT_EQ(draft(kalle, with(form_of(met, section, "Båda"), "then", "save")).status, 303);
  const Answer settled = vera.get(page());
  EXPECT_EQ(area(settled, "wording_" + section), "Båda");
  EXPECT_FALSE(settled.has("Kalles ord"));
}

// Where an organisation has one address, the same account writes in two windows.
TEST_F(Together, WhatOnePersonWroteInAnotherWindowIsNotSettledByTheFirst) {
  auto desk = app.sign_in(representative);
  const Answer first = desk.get(page());
  const Answer second = desk.get(page());
  ASSERT_NE(first.field("form"), second.field("form"));
  ASSERT_EQ(draft(desk, form_of(first, section, "Fönster ett")).status, 204);
  ASSERT_EQ(draft(desk, form_of(second, section, "Fönster två")).status, 409);
  // The first window saves itself again, with another word elsewhere.
  ASSERT_EQ(draft(desk, form_of(first, section, "Fönster ett")).status, 204);
  ASSERT_EQ(draft(desk, form_of(first, section, "Fönster ett, mer")).status, 204);
  EXPECT_TRUE(desk.get(page()).has("Fönster två"));
  const Answer met = draft(desk, with(form_of(second, section, "Fönster två"), "then", "save"));
  ASSERT_EQ(met.status, 409);
  EXPECT_EQ(draft(desk, with(form_of(met, section, "Båda"), "then", "save")).status, 303);
  EXPECT_FALSE(desk.get(page()).has("Fönster två"));
}

TEST_F(Together, WhatTheSecondDidNotTouchStaysWhileTwoWordingsArePutTogether) {
  auto vera = app.sign_in(representative);
  auto kalle = app.sign_in(colleague);
  const Answer kalles = kalle.get(page());
  auto both = form_of(vera.get(page()), section, "Veras ord");
  for (auto& one : form_of(vera.get(page()), "0", "Veras helhet"))
    if (one.first.ends_with("_0")) both.push_back(one);
  ASSERT_EQ(draft(vera, both).status, 204);
  // Kalle's form is sent whole, as a browser does: untouched but for one place.
  const auto whole = [&](const Answer& shown, const std::string& wording) {
    auto fields = form_of(shown, section, wording);
    fields = with(fields, "base_0", shown.field("base_0").value_or(""));
    fields = with(fields, "wording_0", area(shown, "wording_0"));
    return with(fields, "then", "save");
  };
  const Answer met = draft(kalle, whole(kalles, "Kalles ord"));
  ASSERT_EQ(met.status, 409);
  ASSERT_EQ(draft(kalle, whole(met, "Båda")).status, 303);
  EXPECT_EQ(area(vera.get(page()), "wording_0"), "Veras helhet");
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "Båda");
}

TEST_F(Together, WhatIsLaidAsideCanBeTakenCareOf) {
  auto vera = app.sign_in(representative);
  auto kalle = app.sign_in(colleague);
  const Answer kalles = kalle.get(page());
  draft(vera, form_of(vera.get(page()), section, "Veras ord"));
  draft(kalle, form_of(kalles, section, "Kalles ord"));
  auto fields = form_of(vera.get(page()), section, "Veras ord");
  draft(vera, with(with(fields, "settled_" + section, "on"), "then", "save"));
  EXPECT_FALSE(vera.get(page()).has("Kalles ord"));
}

TEST_F(Together, TwoWhoWriteInDifferentPlacesDoNotMeet) {
  auto vera = app.sign_in(representative);
  auto kalle = app.sign_in(colleague);
  const Answer veras = vera.get(page());
  const Answer kalles = kalle.get(page());
  draft(vera, form_of(veras, section, "Veras ord"));
  EXPECT_EQ(draft(kalle, form_of(kalles, "0", "Kalles ord")).status, 204);
  const Answer both = vera.get(page());
  EXPECT_EQ(area(both, "wording_" + section), "Veras ord");
  EXPECT_EQ(area(both, "wording_0"), "Kalles ord");
}

TEST_F(Together, OnesOwnFormWritesOverItsOwnWords) {
  auto vera = app.sign_in(representative);
  const Answer form = vera.get(page());
  // The second is sent again though the first arrived: the network was gone before the answer.
  EXPECT_EQ(draft(vera, form_of(form, section, "Ett")).status, 204);
  EXPECT_EQ(draft(vera, form_of(form, section, "Ett två")).status, 204);
  EXPECT_EQ(draft(vera, form_of(form, section, "")).status, 204);
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "");
}

TEST_F(Together, AChangeBeginsWithAllThatWasSubmitted) {
  auto vera = app.sign_in(representative);
  draft(vera, answer("Mötas oftare."));
  submit(vera, submission(vera));
  auto fields = form_of(vera.get(dialog()), "p" + paragraph, "Ett stycke till.");
  draft(vera, with(fields, "then", "check"));
  submit(vera, submission(vera));
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/responses/1");
  EXPECT_TRUE(shown.has("Mötas oftare."));
  EXPECT_TRUE(shown.has("Ett stycke till."));
}

TEST_F(Together, WhatIsMissingAtAParagraphIsMendedThere) {
  auto vera = app.sign_in(representative);
  auto fields = form_of(vera.get(dialog()), "p" + paragraph, "Utan ställningstagande");
  std::erase_if(fields, [&](const auto& one) { return one.first == "stance_p" + paragraph; });
  draft(vera, with(fields, "then", "whole"));
  draft(vera, answer("Mötas oftare."));
  const Answer wrong = vera.get(page("/preview"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_EQ(area(wrong, "wording_p" + paragraph), "Utan ställningstagande");
}

TEST_F(Together, FilesFollowTheResponseAndLiesAreRefused) {
  auto vera = app.sign_in(representative);
  const std::string files = "/ostergotland/consultations/2/response/files";
  const Browser::Fields whose = {{"organisation", organisation}};
  const Answer lie =
      vera.upload(files, whose, {"file", "stadgar.pdf", "application/pdf", "MZ\x90"});
  EXPECT_EQ(lie.status, 422);
  EXPECT_TRUE(lie.has("id=\"file-error\""));
  EXPECT_EQ(vera.upload(files, whose, {"file", "skäl.txt", "text/plain", "Våra skäl"}).status, 303);
  EXPECT_EQ(vera.get(files + "/1?organisation=" + organisation).status, 200);
  auto eken = app.sign_in(other);
  EXPECT_EQ(eken.get(files + "/1?organisation=" + organisation).status, 403);
  EXPECT_EQ(eken.upload(files, whose, {"file", "a.txt", "text/plain", "x"}).status, 403);
  EXPECT_EQ(eken.post(files + "/removal", {{"organisation", organisation}, {"file", "1"}}).status,
            403);
  draft(vera, answer("Mötas oftare."));
  EXPECT_TRUE(vera.get(page("/preview")).has("skäl.txt"));
  submit(vera, submission(vera));
  const std::string open = "/ostergotland/consultations/2/responses/1/versions/1/files/1";
  EXPECT_EQ(app.anyone().get(open).body, "Våra skäl");
  // Taken away in a new version, it stays in the old one.
  EXPECT_EQ(vera.post(files + "/removal", {{"organisation", organisation}, {"file", "1"}}).status,
            303);
  draft(vera, answer("Mötas oftare.", "check", "1"));
  submit(vera, submission(vera));
  EXPECT_FALSE(app.anyone().get("/ostergotland/consultations/2/responses/1").has("skäl.txt"));
  EXPECT_EQ(app.anyone().get(open).status, 200);
}

TEST_F(Together, ThreeWindowsAtTheVeryEndMakeOneResponse) {
  app.at("2019-03-31 23:59");
  auto one = app.sign_in(representative);
  auto two = app.sign_in(representative);
  auto three = app.sign_in(colleague);
  draft(one, answer("I sista minuten"));
  const auto first = submission(one);
  const auto second = submission(two);
  const auto third = submission(three);
  app.pass_seconds(59);
  EXPECT_EQ(submit(one, first).status, 303);
  EXPECT_TRUE(two.get(submit(two, second).location).has("It has number 1"));
  app.pass_seconds(1);
  const Answer late = submit(three, third);
  EXPECT_EQ(late.status, 303);
  EXPECT_TRUE(three.get(late.location).has("It has number 1"));
  EXPECT_NE(responses().find(R"("count":1)"), std::string::npos);
  EXPECT_NE(responses().find(R"("late":false)"), std::string::npos);
}

// --- More time ---

class MoreTime : public Together {
 protected:
  Answer extend(const std::string& organisation_number, const std::string& until) {
    auto eva = app.sign_in(coordinator);
    return eva.post("/ostergotland/consultations/2/extension",
                    {{"organisation", organisation_number},
                     {"closes_on", until},
                     {"reason", "Årsmötet är i april."}});
  }
};

TEST_F(MoreTime, ForOneBodyIsForThatBodyOnly) {
  app.at("2019-03-30 12:00");
  EXPECT_EQ(extend(organisation, "2019-04-15").status, 303);
  EXPECT_EQ(extend(organisation, "2019-04-10").status, 422);
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/2").has("15 April 2019"));
  app.at("2019-04-15 23:00");
  auto vera = app.sign_in(representative);
  ASSERT_EQ(draft(vera, answer("I tid ändå")).status, 303);
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  EXPECT_NE(responses().find(R"("late":false)"), std::string::npos);
  auto eken = app.sign_in(other);
  EXPECT_TRUE(eken.get("/ostergotland/consultations/2/response?organisation=" +
                       number_of("Ungdomsrådet Eken exempel"))
                  .has("No more responses are received."));
}

TEST_F(MoreTime, DoesNotUnmarkWhatHasComeTooLate) {
  app.at("2019-04-02 12:00");
  auto eva = app.sign_in(coordinator);
  Browser::Fields fields = answer("På papper");
  fields.emplace_back("received_on", "2019-04-02");
  ASSERT_EQ(eva.upload("/ostergotland/consultations/2/paper-response", fields,
                       {"original", "brev.txt", "text/plain", "Brevet"})
                .status,
            303);
  EXPECT_NE(responses().find(R"("late":true)"), std::string::npos);
  app.at("2019-04-03 12:00");
  EXPECT_EQ(extend("", "2019-04-30").status, 303);
  EXPECT_NE(responses().find(R"("late":true)"), std::string::npos);
  // What comes by paper within the new time is not late.
  app.at("2019-04-04 12:00");
  Browser::Fields later = {{"organisation", number_of("Ungdomsrådet Eken exempel")},
                           {"received_on", "2019-04-04"},
                           {"stance_0", "supports"}};
  ASSERT_EQ(eva.upload("/ostergotland/consultations/2/paper-response", later,
                       {"original", "brev.txt", "text/plain", "Ett annat brev"})
                .status,
            303);
  EXPECT_NE(responses().find(R"("late":false)"), std::string::npos);
}

}  // namespace
}  // namespace overens
