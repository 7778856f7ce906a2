// From an accepted wording to the next version.
#include <algorithm>

#include "features/consultations/anchoring_testing.h"
#include "features/consultations/wording_changes.h"

namespace overens {
namespace {

TEST_F(Anchoring, ANewVersionIsBuiltFromAcceptedWordings) {
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const Answer form = eva.get(build);
  ASSERT_TRUE(form.has("Minst fyra gånger om året."));
  EXPECT_EQ(eva.post(build, {{"version", "2"}, {"paragraph_" + number, "99999"}}).status, 422);
  EXPECT_EQ(eva.post(build, {{"version", "2"}, {"paragraph_" + number, "0"}}).status, 422);
  const Answer made = eva.post(
      build,
      {{"version", "2"}, {"paragraph_" + number, form.field("paragraph_" + number).value_or("")}});
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
      eva.post(build, {{"version", "2"},
                       {"paragraph_" + number, form.field("paragraph_" + number).value_or("")}})
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
                 {"stance_" + position, "supports_with_change"},
                 {"wording_" + position, "Säg när."},
                 {"proposed_" + position, "Vi följer upp varje år."},
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

  std::string position_of(std::string_view slug) {
    return app.read([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      for (const auto& one :
           texts::sections(db, texts::find(db, compact->id, Number{1}, Number{2})->id))
        if (one.slug == slug) return std::to_string(one.position);
      return std::string();
    });
  }

  const std::string build = "/ostergotland/consultations/2/new-version";
  const std::string position = position_of("dialog");  // with the paragraph that has its own
  std::string remark;
};

TEST_F(OfASection, WhatIsTakenUpIsWrittenIntoItsWords) {
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  const std::string before = form.field("words_dialog").value_or("");
  ASSERT_NE(before.find(words), std::string::npos) << "as the section reads now";
  const std::string after = before + "\n\nVi följer upp varje år.";
  const std::string as_it_is = "paragraph_" + number;
  const auto refused = [&](const Browser::Fields& fields, std::string_view why) {
    const Answer answer = eva.post(build, fields);
    EXPECT_EQ(answer.status, 422) << why;
    EXPECT_TRUE(answer.has(why));
  };
  refused({{"version", "2"}, {as_it_is, "0"}, {"section_dialog", remark}, {"words_dialog", before}},
          "“Dialog”: write what is taken up into the words");
  refused({{"version", "2"}, {as_it_is, "0"}, {"words_dialog", after}},
          "“Dialog”: tick which of the proposals");
  refused({{"version", "2"}, {as_it_is, "0"}, {"section_dialog", "99999"}, {"words_dialog", after}},
          "Choose among the proposals.");
  refused({{"version", "2"},
           {as_it_is, "0"},
           {"section_dialog", remark},
           {"words_dialog", after + "\n\n## Nytt"}},
          "“Dialog”: a heading has no place here");
  const Answer made = eva.post(
      build,
      {{"version", "2"}, {as_it_is, "0"}, {"section_dialog", remark}, {"words_dialog", after}});
  ASSERT_EQ(made.status, 303);
  const Answer second = eva.post(build, {{"version", "2"},
                                         {as_it_is, "0"},
                                         {"section_dialog", remark},
                                         {"words_dialog", after + " Mer."}});
  EXPECT_EQ(second.status, 409);
  EXPECT_TRUE(second.has("There is a draft already."));
  EXPECT_EQ(second.field("words_dialog"), after + " Mer.") << "nothing that was typed is lost";
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

TEST_F(OfASection, ANumberSignIsNoHeading) {
  auto eva = app.sign_in(coordinator);
  const std::string before = eva.get(build).field("words_dialog").value_or("");
  EXPECT_EQ(eva.post(build, {{"version", "2"},
                             {"paragraph_" + number, "0"},
                             {"section_dialog", remark},
                             {"words_dialog", before + "\n\n#1 är att vi följer upp."}})
                .status,
            303);
}

// Fixed after the text was sent out, by a decision or another consultation.
TEST_F(OfASection, WhatWasFixedMeanwhileStays) {
  std::string later = markdown();
  later.insert(later.find(words), "Det här bestämdes efter remissen.\n\n");
  auto eva = app.sign_in(coordinator);
  const Answer old = eva.get(build);
  const std::string typed = old.field("words_dialog").value_or("") + "\n\nVi följer upp varje år.";
  const std::string taken = old.field("paragraph_" + number).value_or("");
  fix(later);
  const Answer newer = eva.get(build);
  EXPECT_TRUE(newer.has("built on the latest one that is fixed"));
  EXPECT_TRUE(newer.field("words_dialog").value_or("").starts_with("Det här bestämdes"));
  EXPECT_EQ(newer.field("paragraph_" + number), taken) << "the words it is about are the same";

  const Answer stale = eva.post(build, {{"version", "2"},
                                        {"paragraph_" + number, "0"},
                                        {"section_dialog", remark},
                                        {"words_dialog", typed}});
  EXPECT_EQ(stale.status, 409);
  EXPECT_TRUE(stale.has("There are newer words by now"));
  EXPECT_EQ(stale.field("words_dialog"), typed) << "nothing that was typed is lost";
  EXPECT_EQ(stale.field("version"), "2") << "and it goes into no draft of the newer words";
  EXPECT_EQ(eva.post(build, {{"version", "4"}}).status, 404);
  EXPECT_EQ(eva.post(build, {{"version", "1"}}).status, 404) << "before the one that was sent out";

  const Answer made = eva.post(build, {{"version", "3"},
                                       {"paragraph_" + number, taken},
                                       {"words_dialog", newer.field("words_dialog").value_or("")}});
  ASSERT_EQ(made.status, 303);
  const Answer draft = eva.get(made.location);
  EXPECT_TRUE(draft.has("Det här bestämdes efter remissen."));
  EXPECT_TRUE(draft.has("Minst fyra gånger om året."));
}

TEST_F(OfASection, ASectionOfTheSameNameElsewhereIsAnother) {
  std::string later = markdown();
  later.insert(later.find("## Principer"), "### Dialog\n\nAnnat.\n\n");
  fix(later);
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  EXPECT_EQ(form.field("words_dialog"), std::nullopt);
  EXPECT_NE(form.field("words_dialog-2").value_or("").find(words), std::string::npos);
}

TEST_F(OfASection, WhatHasNoPlaceAnyMoreIsToBeWrittenInByHand) {
  std::string without = markdown();
  const std::size_t from = without.find("\n", without.find("## Dialog"));
  without.erase(from, without.find("\n#", from + 1) - from);
  fix(without);
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  EXPECT_TRUE(form.has("To be written in by hand"));
  EXPECT_TRUE(form.has("/ostergotland/consultations/2/sections/dialog"));
  EXPECT_TRUE(form.has("/ostergotland/consultations/2/paragraphs/" + number));
  EXPECT_EQ(form.field("words_dialog"), std::nullopt);
  EXPECT_EQ(eva.post(build, {{"version", "3"}}).status, 422);
}

TEST_F(Anchoring, WordsThatHaveChangedSinceAreShownAndNothingIsChosenForThem) {
  std::string later = markdown();
  fix(later.insert(later.find(words) + words.size(), " Och i god tid."));
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get("/ostergotland/consultations/2/new-version");
  EXPECT_TRUE(form.has("The words have become others since the text was sent out"));
  EXPECT_EQ(form.field("paragraph_" + number), std::nullopt);
}

TEST_F(Anchoring, WhatWasTakenUpStandsThereAlready) {
  std::string later = markdown();
  fix(later.insert(later.find(words) + words.size(), " Minst fyra gånger om året."));
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get("/ostergotland/consultations/2/new-version");
  EXPECT_TRUE(form.has("All that was accepted stands there already."));
  EXPECT_FALSE(form.has("Make the draft"));
}

TEST_F(OfASection, WhatIsChosenForAParagraphStandsInItsSectionToo) {
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  const std::string taken = form.field("paragraph_" + number).value_or("");
  const std::string before = form.field("words_dialog").value_or("");
  const Answer without = eva.post(build, {{"version", "2"},
                                          {"paragraph_" + number, taken},
                                          {"section_dialog", remark},
                                          {"words_dialog", before + " Nytt."}});
  EXPECT_EQ(without.status, 422);
  EXPECT_TRUE(without.has("and these are not among them"));
  EXPECT_EQ(without.field("words_dialog"), before + " Nytt.") << "what was typed stands there";
  std::string both = before;
  both.insert(both.find(words) + words.size(), " Minst fyra gånger om året.");
  ASSERT_EQ(eva.post(build, {{"version", "2"},
                             {"paragraph_" + number, taken},
                             {"section_dialog", remark},
                             {"words_dialog", both + "\n\nVi följer upp varje år."}})
                .status,
            303);
  app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto changed = [&](const std::string& by) {
      return consultations::changes_by_remark(
          db, consultations::find_remark(db, compact->id, Number{std::stoll(by)})->id);
    };
    EXPECT_EQ(changed(remark).size(), 2) << "the paragraph that has other words, and the new one";
    ASSERT_EQ(changed(taken).size(), 1);
    EXPECT_EQ(std::to_string(changed(taken).front().paragraph.value), number);
  });
}

TEST_F(OfASection, AParagraphOfItGetsOtherWordsAlone) {
  auto eva = app.sign_in(coordinator);
  const Answer form = eva.get(build);
  EXPECT_EQ(
      eva.post(build, {{"version", "2"},
                       {"paragraph_" + number, form.field("paragraph_" + number).value_or("")},
                       {"words_dialog", form.field("words_dialog").value_or("")}})
          .status,
      303);
}

TEST_F(Anchoring, AWordingThatBringsAHeadingIsWrittenIntoTheDraftByHand) {
  app.at("2019-03-20 09:00");
  auto vera = app.sign_in(representative);
  draft(vera, {{"organisation", organisation},
               {"known", "1"},
               {"section", "dialog"},
               {"stance_p" + number, "supports_with_change"},
               {"wording_p" + number, "Säg hur ofta."},
               {"proposed_p" + number, words + "\n\n## Hur ofta\n\nVarje år."},
               {"then", "save"}});
  ASSERT_EQ(submit(vera, submission(vera)).status, 303);
  app.at("2019-04-02 09:00");
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const std::string heading = eva.get(build).field("paragraph_" + number).value_or("");
  ASSERT_NE(heading, "");
  const Answer refused = eva.post(build, {{"version", "2"}, {"paragraph_" + number, heading}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("It brings a heading"));
}

// Who proposes the same words is remembered where they stand, and nowhere else.
TEST_F(Anchoring, ARemarkStandsBehindTheParagraphThatGotItsWords) {
  app.at("2019-03-20 09:00");
  const std::string second = app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = *consultations::find(db, compact->id, Number{2});
    const auto all = texts::paragraphs(db, one.version);
    const auto first = texts::find_paragraph(db, one.version, Number{std::stoll(number)});
    const auto next = std::find_if(all.begin(), all.end(), [&](const texts::Paragraph& each) {
      return each.section == first->section && each.id != first->id;
    });
    const auto answer = [&](const std::string& who, const texts::Paragraph& about,
                            const std::string& proposed) {
      consultations::Submission sent;
      sent.organisation = who;
      sent.received_on = one.opens_on;
      sent.due_on = one.closes_on;
      sent.channel = consultations::Channel::paper;
      sent.parts = {{.section = about.section,
                     .stance = consultations::Stance::supports_with_change,
                     .wording = "Ja.",
                     .proposed = proposed,
                     .number = {},
                     .paragraph = about.id}};
      consultations::receive(db, compact->id, one.id, sent, app.now());
    };
    answer("Förening ett", *first, words + " Minst fyra gånger om året.");  // as Vera's
    answer("Förening två", *next, next->wording + " " + words + " Minst fyra gånger om året.");
    for (const auto& each : consultations::remarks(db, one.id, 100, 0))
      if (each.wording == "Ja.")
        consultations::dispose(db, each.id, consultations::DispositionKind::accepted, "Ja.", {},
                               app.now(), true);
    return std::to_string(next->number.value);
  });
  auto eva = app.sign_in(coordinator);
  const std::string build = "/ostergotland/consultations/2/new-version";
  const Answer form = eva.get(build);
  EXPECT_TRUE(form.has("and in the same words 1 more"));
  ASSERT_EQ(
      eva.post(build, {{"version", "2"},
                       {"paragraph_" + number, form.field("paragraph_" + number).value_or("")},
                       {"paragraph_" + second, form.field("paragraph_" + second).value_or("")}})
          .status,
      303);
  app.read([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto one = *consultations::find(db, compact->id, Number{2});
    for (const auto& each : consultations::remarks(db, one.id, 100, 0)) {
      if (each.wording != "Ja." && each.wording != "Säg hur ofta.") continue;
      const auto changed = consultations::changes_by_remark(db, each.id);
      ASSERT_EQ(changed.size(), 1) << each.organisation;
      EXPECT_EQ(std::to_string(changed.front().paragraph.value),
                each.organisation == "Förening två" ? second : number);
    }
  });
}

// What a draft takes up is nobody else's business until the parties have fixed it.
TEST_F(OfASection, NothingOfADraftIsSeenUntilItIsFixed) {
  auto eva = app.sign_in(coordinator);
  const std::string before = eva.get(build).field("words_dialog").value_or("");
  ASSERT_EQ(eva.post(build, {{"version", "2"},
                             {"paragraph_" + number, "0"},
                             {"section_dialog", remark},
                             {"words_dialog", before + "\n\nVi följer upp varje år."}})
                .status,
            303);
  const std::string page = "/ostergotland/remarks/" + remark;
  EXPECT_TRUE(eva.get(page).has("Words that it changed"));
  EXPECT_FALSE(app.anyone().get(page).has("See paragraph"));
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    const auto draft = *texts::find(db, compact->id, Number{1}, Number{3});
    for (const texts::Paragraph& one : texts::paragraphs(db, draft.id))
      EXPECT_TRUE(one.wording != "Vi följer upp varje år." ||
                  consultations::remarks_behind(db, one.id).empty());
    texts::freeze(db, draft.id, app.now());
    for (const texts::Paragraph& one : texts::paragraphs(db, draft.id)) {
      if (one.wording != "Vi följer upp varje år.") continue;
      EXPECT_EQ(consultations::remarks_behind(db, one.id).size(), 1);
    }
  });
}

TEST_F(OfASection, WithADraftThereOnlyTheWayToItIsShown) {
  app.write([&](Db& db) {
    const auto compact = compacts::find(db, "ostergotland");
    texts::add_version(db, *compact, Number{1}, markdown() + "\nMer.\n", "", {}, app.now());
  });
  const Answer form = app.sign_in(coordinator).get(build);
  EXPECT_TRUE(form.has("There is a draft already"));
  EXPECT_FALSE(form.has("Make the draft"));
}

TEST_F(OfASection, WhatWasTakenUpStandsThereAlready) {
  std::string later = markdown();
  fix(later.insert(later.find(words), "Vi följer upp varje år.\n\n"));
  const Answer form = app.sign_in(coordinator).get(build);
  EXPECT_TRUE(form.has("Dialog: what was accepted stands there already."));
  EXPECT_EQ(form.field("words_dialog"), std::nullopt);
}

}  // namespace
}  // namespace overens
