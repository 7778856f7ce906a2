// From an accepted wording to the next version, and remarks whose paragraph is gone.
#include "features/consultations/anchors.h"

#include "features/consultations/answering_testing.h"
#include "features/consultations/wording_changes.h"

namespace overens {
namespace {

class Anchoring : public Answering {
 protected:
  Anchoring() {
    app.read([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto text = texts::find(db, compact->id, Number{1}, Number{2});
      for (const texts::Paragraph& each : texts::paragraphs(db, text->id))
        if (each.section_slug == "dialog" && number.empty()) {
          number = std::to_string(each.number.value);
          words = each.wording;
        }
    });
    auto vera = app.sign_in(representative);
    draft(vera, {{"organisation", organisation},
                 {"known", "0"},
                 {"section", "dialog"},
                 {"stance_p" + number, "supports_with_change"},
                 {"wording_p" + number, "Säg hur ofta."},
                 {"proposed_p" + number, words + " Minst fyra gånger om året."},
                 {"then", "save"}});
    draft(vera, {{"organisation", organisation},
                 {"known", "0"},
                 {"stance_0", "supports"},
                 {"then", "save"}});
    submit(vera, submission(vera));
    app.at("2019-04-02 09:00");
    app.write([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      for (const std::int64_t remark : {101, 102})
        if (const auto one = consultations::find_remark(db, compact->id, Number{remark}))
          consultations::dispose(db, one->id, consultations::DispositionKind::accepted, "Ja.", {},
                                 app.now(), true);
    });
  }

  // A further version of the text, fixed.
  void fix(const std::string& markdown) {
    app.write([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto made = texts::add_version(db, *compact, Number{1}, markdown, "", {}, app.now());
      texts::freeze(db, made.id, app.now());
    });
  }
  std::string markdown() {
    return app.read([](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      return texts::bytes(db, texts::find(db, compact->id, Number{1}, Number{2})->id);
    });
  }

  std::string number;
  std::string words;
};

TEST_F(Anchoring, ANewVersionIsBuiltFromAcceptedWordings) {
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const Answer form = eva.get(build);
  ASSERT_TRUE(form.has("Minst fyra gånger om året."));
  EXPECT_EQ(eva.post(build, {{"paragraph_" + number, "99999"}}).status, 422);
  EXPECT_EQ(eva.post(build, {{"paragraph_" + number, "0"}}).status, 422);
  const Answer made =
      eva.post(build, {{"paragraph_" + number, form.field("paragraph_" + number).value_or("")}});
  ASSERT_EQ(made.status, 303);
  EXPECT_TRUE(eva.get(made.location).has("Minst fyra gånger om året."));
  EXPECT_FALSE(eva.get(made.location).has("accepted proposal is not in this draft"));
  // The paragraph is the same one, and the remark stands behind it.
  app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    ASSERT_TRUE(text);
    const auto paragraph = texts::find_paragraph(db, text->id, Number{std::stoll(number)});
    ASSERT_TRUE(paragraph);
    EXPECT_NE(paragraph->wording.find("Minst fyra gånger"), std::string::npos);
    bool stands_behind = false;
    for (const auto& one : consultations::remarks_behind(db, paragraph->id))
      stands_behind = stands_behind || one.wording == "Säg hur ofta.";
    EXPECT_TRUE(stands_behind);
  });
  // A draft is there now: a second one would push it aside.
  EXPECT_EQ(
      eva.post(build, {{"paragraph_" + number, form.field("paragraph_" + number).value_or("")}})
          .status,
      409);
  auto eken = app.sign_in(other);
  EXPECT_EQ(eken.get(build).status, 403);
}

// What is proposed for a section is a part of it as often as all of it.
class OfASection : public Anchoring {
 protected:
  OfASection() {
    auto vera = app.sign_in(representative);
    app.at("2019-03-20 09:00");
    draft(vera, {{"organisation", organisation},
                 {"known", "1"},
                 {"stance_" + whole, "supports_with_change"},
                 {"wording_" + whole, "Säg när."},
                 {"proposed_" + whole, "Vi följer upp varje år."},
                 {"then", "save"}});
    submit(vera, submission(vera));
    app.at("2019-04-02 09:00");
    app.write([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto one = *consultations::find(db, compact->id, Number{2});
      for (const auto& each : consultations::remarks(db, one.id, 100, 0)) {
        if (each.wording != "Säg när.") continue;
        remark = std::to_string(each.number.value);
        consultations::dispose(db, each.id, consultations::DispositionKind::partly, "Ja.", {},
                               app.now(), true);
      }
    });
  }

  std::string section_with(std::string_view slug) {
    return app.read([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      for (const auto& one :
           texts::sections(db, texts::find(db, compact->id, Number{1}, Number{2})->id))
        if (one.slug == slug) return std::to_string(one.position);
      return std::string();
    });
  }

  const std::string build = "/ostergotland/consultations/2/new-version";
  const std::string whole = section_with("dialog");  // with the paragraph that has one of its own
  std::string remark;
};

TEST_F(OfASection, WhatIsTakenUpIsWrittenIntoItsWords) {
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  const std::string before = form.field("words_" + whole).value_or("");
  ASSERT_NE(before.find(words), std::string::npos) << "as the section reads now";
  const std::string after = before + "\n\nVi följer upp varje år.";
  const std::string as_it_is = "paragraph_" + number;
  const auto refused = [&](const Browser::Fields& fields, std::string_view why) {
    const Answer answer = eva.post(build, fields);
    EXPECT_EQ(answer.status, 422) << why;
    EXPECT_TRUE(answer.has(why));
  };
  refused({{as_it_is, "0"}, {"section_" + whole, remark}, {"words_" + whole, before}},
          "Write what is taken up into the words");
  refused({{as_it_is, "0"}, {"words_" + whole, after}}, "Tick which of the proposals");
  refused({{as_it_is, "0"}, {"section_" + whole, "99999"}, {"words_" + whole, after}},
          "Choose among the proposals.");
  refused(
      {{as_it_is, "0"}, {"section_" + whole, remark}, {"words_" + whole, after + "\n\n## Nytt"}},
      "A heading has no place here.");
  const Answer made =
      eva.post(build, {{as_it_is, "0"}, {"section_" + whole, remark}, {"words_" + whole, after}});
  ASSERT_EQ(made.status, 303);
  const Answer second = eva.post(
      build, {{as_it_is, "0"}, {"section_" + whole, remark}, {"words_" + whole, after + " Mer."}});
  EXPECT_EQ(second.status, 409);
  EXPECT_TRUE(second.has("There is a draft already."));
  EXPECT_EQ(second.field("words_" + whole), after + " Mer.") << "nothing that was typed is lost";
  app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    ASSERT_TRUE(text);
    std::vector<std::string> wordings;
    for (const texts::Paragraph& one : texts::paragraphs(db, text->id))
      if (one.section_slug == "dialog") wordings.push_back(one.wording);
    ASSERT_FALSE(wordings.empty());
    EXPECT_EQ(wordings.back(), "Vi följer upp varje år.");
    const auto changed = consultations::changes_by_remark(
        db, consultations::find_remark(db, compact->id, Number{std::stoll(remark)})->id);
    ASSERT_EQ(changed.size(), 1) << "the others read as before";
    EXPECT_EQ(changed.front().wording, "Vi följer upp varje år.");
  });
}

TEST_F(OfASection, ItAndAParagraphOfItDoNotBothGetOtherWords) {
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  const std::string taken = form.field("paragraph_" + number).value_or("");
  const std::string before = form.field("words_" + whole).value_or("");
  const Answer both = eva.post(build, {{"paragraph_" + number, taken},
                                       {"section_" + whole, remark},
                                       {"words_" + whole, before + " Nytt."}});
  EXPECT_EQ(both.status, 422);
  EXPECT_TRUE(both.has("gets other words as a whole"));
  EXPECT_EQ(both.field("words_" + whole), before + " Nytt.") << "what was typed stands there";
  EXPECT_EQ(eva.post(build, {{"paragraph_" + number, taken}, {"words_" + whole, before}}).status,
            303);
}

TEST_F(Anchoring, AnAcceptedProposalThatADraftForgetsIsCountedThere) {
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::add_version(db, *compact, Number{1}, markdown() + "\nEtt stycke till.\n", "", {},
                       app.now());
  });
  const std::string draft = "/ostergotland/texts/1/versions/3";
  auto eva = app.sign_in(coordinator);
  EXPECT_TRUE(eva.get(draft).has("1 accepted proposal is not in this draft"));
  EXPECT_TRUE(eva.get(draft).has("/ostergotland/consultations/2/dispositions"));
  const std::string position = app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    return std::to_string(
        texts::find_paragraph(db, text->id, Number{std::stoll(number)})->position);
  });
  EXPECT_EQ(eva.post("/ostergotland/remarks/102/wording-change", {{"paragraph", position}}).status,
            303);
  EXPECT_FALSE(eva.get(draft).has("is not in this draft"));
}

TEST_F(Anchoring, WhatChangedTheWordsIsShownAtTheParagraphAndAtTheRemark) {
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const std::string taken = eva.get(build).field("paragraph_" + number).value_or("");
  ASSERT_EQ(eva.post(build, {{"paragraph_" + number, taken}}).status, 303);
  const std::string paragraph = "/ostergotland/texts/1/paragraphs/" + number;
  const std::string remark = "/ostergotland/remarks/" + taken;
  // While it is a draft only those who run the compact see it.
  EXPECT_TRUE(eva.get(remark).has("Words that it changed"));
  EXPECT_FALSE(app.anyone().get(remark).has("Words that it changed"));
  EXPECT_FALSE(app.anyone().get(paragraph).has("added: Minst fyra gånger"));
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::freeze(db, texts::find(db, compact->id, Number{1}, Number{3})->id, app.now());
  });
  const Answer behind = app.anyone().get(paragraph);
  EXPECT_TRUE(behind.has("What changed its words"));
  EXPECT_TRUE(behind.has(remark));
  EXPECT_TRUE(behind.has("Version 3"));
  const Answer forward = app.anyone().get(remark);
  EXPECT_TRUE(forward.has("Words that it changed"));
  EXPECT_TRUE(forward.has(paragraph));
  EXPECT_TRUE(forward.has("/ostergotland/texts/1/versions/3#p" + number));
}

TEST_F(Anchoring, WhatChangedTheWordsIsWrittenDownByHandToo) {
  std::string markdown_now = markdown();
  const auto at = markdown_now.find(words);
  ASSERT_NE(at, std::string::npos);
  fix(markdown_now.insert(at + words.size(), " Oftare än förr."));
  const auto position = app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto text = texts::find(db, compact->id, Number{1}, Number{3});
    return texts::find_paragraph(db, text->id, Number{std::stoll(number)})->position;
  });
  auto eva = app.sign_in(coordinator);
  const std::string remark = "/ostergotland/remarks/102";
  ASSERT_TRUE(eva.get(remark).has("The paragraph in version 3"));
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", ""}}).status, 422);
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", "9999"}}).status, 422);
  EXPECT_EQ(app.sign_in(other).post(remark + "/wording-change", {{"paragraph", "1"}}).status, 403);
  EXPECT_EQ(eva.post(remark + "/wording-change", {{"paragraph", std::to_string(position)}}).status,
            303);
  EXPECT_TRUE(app.anyone().get(remark).has("Words that it changed"));
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/texts/1/paragraphs/" + number).has("What changed its words"));
  EXPECT_FALSE(app.anyone().get(remark).has("The paragraph in version 3"));
}

TEST_F(Anchoring, ARemarkWhoseParagraphIsGoneIsLooseAndCounted) {
  std::string without = markdown();
  const auto at = without.find(words);
  ASSERT_NE(at, std::string::npos);
  without.erase(at, words.size() + 2);  // with the empty line below it
  fix(without);
  const std::string page = "/ostergotland/consultations/2/paragraphs/" + number;
  const Answer shown = app.anyone().get(page);
  EXPECT_TRUE(shown.has("Loose"));
  EXPECT_TRUE(shown.has("Säg hur ofta."));
  EXPECT_TRUE(shown.has(words));
  EXPECT_NE(
      app.anyone().get("/ostergotland/consultations/2/remarks.json").body.find("Säg hur ofta."),
      std::string::npos);
}

TEST_F(Anchoring, AParagraphThatIsStillThereIsFound) {
  fix(markdown() + "\nEtt stycke till som ingen har sett.\n");
  const Answer shown = app.anyone().get("/ostergotland/consultations/2/paragraphs/" + number);
  EXPECT_TRUE(shown.has("In version 3:"));
  EXPECT_FALSE(shown.has("Loose"));
}

TEST(Wordings, AreReplacedInTheirPlaceAndNowhereElse) {
  std::vector<texts::Paragraph> all(3);
  for (std::size_t i = 0; i < all.size(); ++i) all[i].id = {static_cast<std::int64_t>(i + 1)};
  all[0].wording = "Samma ord.";
  all[1].wording = "Samma ord.";
  all[2].wording = "Andra ord.";
  const std::string text = "# Rubrik\n\nSamma ord.\n\nSamma ord.\n\nAndra ord.\n";
  EXPECT_EQ(consultations::with_wordings(text, all, {{2, "Nya ord."}}),
            "# Rubrik\n\nSamma ord.\n\nNya ord.\n\nAndra ord.\n");
  EXPECT_EQ(consultations::with_wordings(text, all, {{1, "Nya ord."}, {2, ""}}),
            "# Rubrik\n\nNya ord.\n\nAndra ord.\n");
  EXPECT_EQ(
      consultations::with_wordings("## Samma ord.\n\nSamma ord.\n", {all[0]}, {{1, "Nya ord."}}),
      "## Samma ord.\n\nNya ord.\n")
      << "a heading in the same words stays";
  EXPECT_EQ(consultations::with_wordings(text, all, {}), text);
}

}  // namespace
}  // namespace overens
