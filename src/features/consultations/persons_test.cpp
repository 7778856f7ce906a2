// Private persons answer, words are masked, and one joins what another has said.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

class Persons : public Answering {
 protected:
  static constexpr std::string_view form = "/ostergotland/consultations/2/own-response";

  static Browser::Fields typed(std::string wording, bool publishes_name = false) {
    Browser::Fields fields = {{"name", "Petra Privat"},
                              {"email", "petra@example.net"},
                              {"stance_0", "supports"},
                              {"wording_0", std::move(wording)}};
    if (publishes_name) fields.emplace_back("publishes_name", "on");
    return fields;
  }

  // The path in the latest letter to her.
  std::string link() {
    std::string path;
    for (const TestMail& mail : app.mails())
      if (mail.kind == "person_answer_confirm") {
        const auto at = mail.text.find("/ostergotland/");
        path = mail.text.substr(at, mail.text.find_first_of(" \n", at) - at);
      }
    return path;
  }
};

TEST_F(Persons, APrivatePersonAnswersAndConfirmsByMail) {
  auto petra = app.anyone();
  EXPECT_EQ(petra.post(form, {{"name", "Petra"}, {"email", "petra"}}).status, 422);
  const Answer sent = petra.post(form, typed("Jag tycker om texten."));
  ASSERT_EQ(sent.status, 303);
  EXPECT_TRUE(sent.location.ends_with("#sent")) << "the tab may forget what was typed";
  EXPECT_TRUE(petra.get(sent.location).has("Open the link in the mail"));
  // Nothing is received yet, and a program that looks through her mail does not change that.
  auto scanner = app.anyone();
  EXPECT_TRUE(scanner.get(link()).has("Jag tycker om texten."));
  EXPECT_NE(responses().find(R"("count":0)"), std::string::npos);
  EXPECT_EQ(petra.post(link()).status, 303);
  EXPECT_EQ(petra.post(link()).status, 303);  // pressed twice, received once
  EXPECT_TRUE(petra.get(link()).has("It has number 1"));
  EXPECT_NE(responses().find(R"("count":1)"), std::string::npos);
  EXPECT_EQ(app.anyone().get(std::string(form) + "/guess").status, 404);
}

TEST_F(Persons, TheNameIsShownWithConsentOnly) {
  auto petra = app.anyone();
  petra.post(form, typed("Utan namn."));
  petra.post(link());
  const std::string response = "/ostergotland/consultations/2/responses/1";
  EXPECT_FALSE(app.anyone().get(response).has("Petra"));
  EXPECT_TRUE(app.anyone().get(response).has("Privatperson"));
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(eva.get(response).has("Petra Privat"));
  EXPECT_FALSE(eva.get("/ostergotland/records").has("Petra"));
  EXPECT_TRUE(eva.get("/ostergotland/records").has("Privatperson"));
  // Answered once more from the same address, it is a new version of the same response.
  petra.post(form, typed("Med namn.", true));
  EXPECT_TRUE(petra.get(link()).has("This takes the place of all that you said then."));
  petra.post(link());
  EXPECT_TRUE(app.anyone().get(response).has("Petra Privat"));
  EXPECT_TRUE(app.anyone().get(response).has("Earlier versions of this response"));
  EXPECT_EQ(responses().find("petra"), std::string::npos);
  EXPECT_NE(responses().find(R"("count":1)"), std::string::npos);
}

TEST_F(Persons, AnswersByParagraphToo) {
  const auto [paragraph, words] = app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{2});
    const auto all = texts::paragraphs(db, text->id);
    return std::pair{std::to_string(all.back().number.value), all.back().wording};
  });
  auto petra = app.anyone();
  const Answer blank = petra.get(form);
  ASSERT_EQ(blank.field("proposed_p" + paragraph), words) << "to be changed in its own words";
  EXPECT_TRUE(blank.has("data-remembered")) << "kept in the tab: the server keeps no draft";
  Browser::Fields fields = typed("Bra i stort.");
  fields.emplace_back("wording_p" + paragraph, "Säg när.");
  fields.emplace_back("proposed_p" + paragraph, words + " Varje år.");
  const Answer without = petra.post(form, fields);
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(without.has("Choose a stance on what you have a remark about: Paragraph"));
  EXPECT_NE(without.body.find("<details class=\"ds-details\" open"), std::string::npos)
      << "the mistake is not folded away";
  fields.emplace_back("stance_p" + paragraph, "supports_with_change");
  ASSERT_EQ(petra.post(form, fields).status, 303);
  EXPECT_TRUE(petra.get(link()).has("Säg när."));
  ASSERT_EQ(petra.post(link()).status, 303);
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/paragraphs/" + paragraph);
  EXPECT_TRUE(shown.has("Säg när."));
  EXPECT_TRUE(shown.has("added: Varje år.")) << "as a change of the paragraph";
}

TEST_F(Persons, WhatNobodyConfirmsGoes) {
  auto petra = app.anyone();
  petra.post(form, typed("Glömd."));
  app.pass_seconds(8 * 24 * 3600);
  app.run_tasks();
  EXPECT_EQ(petra.get(link()).status, 404);
}

TEST_F(Persons, OneAddressGetsFewLinksADay) {
  auto petra = app.anyone();
  for (int i = 0; i < 5; ++i) EXPECT_EQ(petra.post(form, typed("Igen.")).status, 303);
  EXPECT_EQ(petra.post(form, typed("Igen.")).status, 422);
}

TEST_F(Persons, AfterTheLastDayALinkReceivesNothing) {
  auto petra = app.anyone();
  petra.post(form, typed("Sent."));
  app.at("2019-04-01 00:00");
  EXPECT_EQ(petra.post(link()).status, 409);
}

// The form of an organisation says "ni" around the same fields; a person is one.
TEST_F(Persons, TheFormSpeaksToOnePerson) {
  auto petra = app.anyone();
  petra.reads(Language::sv);
  Browser::Fields wrong = typed("Utan ställningstagande.");
  wrong.at(2).second.clear();
  for (const std::string& shown :
       {" " + petra.get(form).text() + " ", " " + petra.post(form, wrong).text() + " "})
    for (const std::string_view word :
         {" ni ", " Ni ", " er ", " Er ", " ert ", " Ert ", " era ", " Era "})
      EXPECT_EQ(shown.find(word), std::string::npos)
          << word << shown.substr(std::min(shown.size(), shown.find(word)), 80);
}

// --- Masking ---

class Masking : public Answering {
 protected:
  Masking() {
    auto vera = app.sign_in(representative);
    draft(vera, answer("Ring Anna Andersson på 070-0000000."));
    submit(vera, submission(vera));
  }
  static constexpr std::string_view remark = "/ostergotland/remarks/102";
  static constexpr std::string_view mask = "/ostergotland/remarks/102/mask";
};

TEST_F(Masking, EverybodyReadsTheReasonAndStaffTheOriginal) {
  auto eva = app.sign_in(coordinator);
  EXPECT_EQ(eva.post(mask, {{"phrases", "Anna Andersson"}}).status, 422);
  EXPECT_EQ(eva.post(mask, {{"phrases", "Bo Bertil"}, {"reason", "namn"}}).status, 422);
  ASSERT_EQ(
      eva.post(mask, {{"phrases", "Anna Andersson\n070-0000000"}, {"reason", "privat person"}})
          .status,
      303);
  auto anyone = app.anyone();
  for (const std::string path :
       {"/ostergotland/remarks/102", "/ostergotland/consultations/2/responses/1",
        "/ostergotland/consultations/2/sections/dialog",
        "/ostergotland/consultations/2/remarks.json"}) {
    const Answer shown = anyone.get(path);
    EXPECT_FALSE(shown.has("Andersson")) << path;
    EXPECT_TRUE(shown.has("Ring [maskat: privat person] på [maskat: privat person].")) << path;
  }
  EXPECT_TRUE(eva.get(remark).has("Ring Anna Andersson på 070-0000000."));
  EXPECT_TRUE(eva.get(remark).has("It holds"));
  // Who wrote it goes on from its own words.
  auto vera = app.sign_in(representative);
  EXPECT_EQ(area(vera.get(page()), "wording_" + section), "Ring Anna Andersson på 070-0000000.");
  EXPECT_EQ(vera.post(mask, {{"reason", "nej"}}).status, 403);
}

TEST_F(Masking, ANewVersionStaysMaskedUntilSomebodyHasLooked) {
  auto eva = app.sign_in(coordinator);
  eva.post(mask, {{"phrases", "Anna Andersson"}, {"reason", "namn"}});
  auto vera = app.sign_in(representative);
  draft(vera, answer("Ring Anna Andersson i stället.", "check", "1"));
  submit(vera, submission(vera));
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/responses/1");
  EXPECT_FALSE(shown.has("Andersson"));
  EXPECT_TRUE(shown.has("[maskat: namn]"));
  EXPECT_EQ(eva.post(std::string(mask) + "/removal").status, 303);
  EXPECT_EQ(eva.post(std::string(mask) + "/removal").status, 409);
  EXPECT_TRUE(app.anyone().get(remark).has("Anna Andersson i stället"));
}

TEST_F(Masking, AnAttachmentIsMaskedWithAReasonThatEverybodyReads) {
  auto vera = app.sign_in(representative);
  const Browser::Fields whose = {{"organisation", organisation}};
  ASSERT_EQ(vera.upload("/ostergotland/consultations/2/response/files", whose,
                        {"file", "adresser.txt", "text/plain", "Anna, 070-0000000"})
                .status,
            303);
  draft(vera, answer("Se bilagan.", "check", "1"));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  const std::string response = "/ostergotland/consultations/2/responses/1";
  const std::string file = response + "/versions/2/files/1";
  EXPECT_EQ(app.anyone().get(file).status, 200);
  auto eva = app.sign_in(coordinator);
  const std::string path = response + "/files/1/mask";
  EXPECT_TRUE(eva.get(path).has("adresser.txt"));
  EXPECT_EQ(eva.post(path, {{"reason", ""}}).status, 422);
  EXPECT_EQ(vera.post(path, {{"reason", "nej"}}).status, 403);
  ASSERT_EQ(eva.post(path, {{"reason", "privata adresser"}}).status, 303);
  EXPECT_EQ(eva.post(path, {{"reason", "igen"}}).status, 409);
  const Answer shown = app.anyone().get(response);
  EXPECT_TRUE(shown.has("[masked: privata adresser]"));
  EXPECT_FALSE(shown.has("adresser.txt"));
  EXPECT_EQ(app.anyone().get(file).status, 404);
  // Carried over into the next version it stays masked; who runs the compact opens it.
  draft(vera, answer("Se bilagan igen.", "check", "2"));
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  EXPECT_EQ(app.anyone().get(response + "/versions/3/files/1").status, 404);
  EXPECT_EQ(eva.get(response + "/versions/3/files/1").status, 200);
  EXPECT_TRUE(eva.get(response).has("It holds"));
  EXPECT_EQ(eva.post(path + "/removal").status, 303);
  EXPECT_EQ(eva.post(path + "/removal").status, 409);
  EXPECT_EQ(app.anyone().get(file).status, 200);
}

// --- Joining ---

class JoiningAnother : public Answering {
 protected:
  JoiningAnother() {
    auto vera = app.sign_in(representative);
    draft(vera, answer("Mötas oftare."));
    submit(vera, submission(vera));
    eken = number_of("Ungdomsrådet Eken exempel");
  }
  Answer join(Browser& browser, const std::string& remark) {
    return browser.post("/ostergotland/consultations/2/response/joining",
                        {{"organisation", eken}, {"remark", remark}});
  }
  Answer submit_eken(Browser& browser) {
    const Answer preview =
        browser.get("/ostergotland/consultations/2/response/preview?organisation=" + eken);
    return submit(browser, {{"organisation", eken},
                            {"known", preview.field("known").value_or("")},
                            {"seen", preview.field("seen").value_or("")}});
  }
  std::string eken;
};

TEST_F(JoiningAnother, AnotherResponseIsJoinedAsAWholeAndByPoint) {
  auto chair = app.sign_in(other);
  EXPECT_TRUE(chair.get("/ostergotland/consultations/2/responses/1").has("Join this response"));
  EXPECT_EQ(join(chair, "101").status, 303);
  EXPECT_EQ(join(chair, "102").status, 303);
  EXPECT_EQ(join(chair, "1").status, 404);  // of another consultation
  ASSERT_EQ(submit_eken(chair).status, 303);
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/responses/2");
  EXPECT_TRUE(shown.has("Joins what Länsbygderådet Vänner exempel says (remark 101)"));
  EXPECT_TRUE(shown.has("Joins what Länsbygderådet Vänner exempel says (remark 102)"));
  EXPECT_TRUE(app.anyone().get("/ostergotland/remarks/102").has("1 organisation joins this:"));
  // It counts: two stances on the section, and one remark that needs a disposition.
  EXPECT_NE(responses().find(R"("stance":"supports_with_change","remarks":1},{"number":2)"),
            std::string::npos)
      << responses();
}

TEST_F(JoiningAnother, WhoHasJoinedIsToldWhenTheOtherChanges) {
  auto chair = app.sign_in(other);
  join(chair, "102");
  join(chair, "101");
  submit_eken(chair);
  auto vera = app.sign_in(representative);
  EXPECT_FALSE(vera.get("/ostergotland/consultations/2/responses/1").has("Join this response"));
  draft(vera, answer("Mötas sällan.", "check", "1"));
  submit(vera, submission(vera));
  app.run_tasks();
  bool is_told = false;
  for (const TestMail& mail : app.mails())
    is_told = is_told || (mail.kind == "joined_response_changed" && mail.recipient == other);
  EXPECT_TRUE(is_told);
  // Nobody is made to say what they did not.
  EXPECT_TRUE(app.anyone()
                  .get("/ostergotland/consultations/2/responses/2")
                  .has("It has been changed since: what it said before is joined."));
  EXPECT_TRUE(app.anyone().get("/ostergotland/remarks/102").has("before it was changed"));
  EXPECT_FALSE(app.anyone().get("/ostergotland/remarks/101").has("before it was changed"));
}

TEST_F(JoiningAnother, AStanceThatChangedBeforeItWasSubmittedIsAskedAbout) {
  auto chair = app.sign_in(other);
  join(chair, "101");
  auto vera = app.sign_in(representative);
  auto changed = answer("Mötas oftare.", "check", "1");
  for (auto& [name, value] : changed)
    if (name == "stance_0") value = "opposes";
  draft(vera, changed);
  submit(vera, submission(vera));
  const Answer preview =
      chair.get("/ostergotland/consultations/2/response/preview?organisation=" + eken);
  EXPECT_EQ(preview.status, 422);
  EXPECT_TRUE(preview.has("which you join here, says “Opposes”")) << preview.text();
}

TEST_F(JoiningAnother, WhatWasSubmittedThereStays) {
  auto chair = app.sign_in(other);
  draft(chair, {{"organisation", eken},
                {"known", "0"},
                {"stance_0", "supports"},
                {"wording_0", "Egna ord."},
                {"then", "check"}});
  ASSERT_EQ(submit_eken(chair).status, 303);
  EXPECT_EQ(join(chair, "101").status, 303);
  const Answer preview =
      chair.get("/ostergotland/consultations/2/response/preview?organisation=" + eken);
  EXPECT_TRUE(preview.has("Egna ord.")) << preview.text();
  EXPECT_TRUE(preview.has("remark 101"));
}

TEST_F(JoiningAnother, AJoiningIsLeftAgain) {
  auto chair = app.sign_in(other);
  join(chair, "101");
  submit_eken(chair);
  const std::string form = "/ostergotland/consultations/2/response?organisation=" + eken;
  EXPECT_TRUE(chair.get(form).has("Do not join remark 101 any more"));
  draft(chair, {{"organisation", eken},
                {"known", "1"},
                {"joins_0", "101"},
                {"leaves_0", "on"},
                {"stance_0", "supports"},
                {"then", "save"}});
  EXPECT_FALSE(chair.get(form).has("Do not join"));
}

}  // namespace
}  // namespace overens
