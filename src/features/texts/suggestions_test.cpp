// The joint group at work on a draft, and the rooms of one party.
#include <gtest/gtest.h>

#include <set>

#include "app/test_app.h"
#include "features/groups/groups.h"
#include "features/texts/texts.h"

namespace overens {
namespace {

constexpr std::string_view ours = "samordnare@region.example.org";
constexpr std::string_view theirs = "kontakt@idebura.example.org";
const std::string draft = "/ostergotland/texts/1/versions/3";
const std::string text = "# Ny text\n\n## Syfte\n\nVi möts ofta i Linköping.\n\nVi talar.";

struct JointGroup {
  TestApp app;
  Browser sam = app.sign_in(ours);
  Browser kim = app.sign_in(theirs);

  JointGroup() { sam.post("/ostergotland/texts/1/versions/new", {{"markdown", text}}); }
  texts::Version version() {
    return app.read([&](Db& db) {
      const auto compact = found(compacts::find(db, "ostergotland"));
      return found(texts::find(db, compact.id, {1}, {3}));
    });
  }
  texts::Paragraph beginning(std::string_view words) {
    const auto whole = version();
    return app.read(
        [&](Db& db) { return found(texts::find_paragraph_beginning(db, whole.id, words)); });
  }
  std::string form_of(std::string_view words) {
    return draft + "/paragraphs/" + std::to_string(beginning(words).number.value) + "/suggestion";
  }
  Answer suggest(Browser& who, std::string_view words, const std::string& wording,
                 const std::string& kind = "change") {
    const auto now = beginning(words);
    return who.post(form_of(words), {{"kind", kind},
                                     {"was", now.wording},
                                     {"wording", wording},
                                     {"reason", "Länet är större än Linköping."}});
  }
  void everybody_says_yes() {
    app.write([&](Db& db) {
      const auto compact = found(compacts::find(db, "ostergotland"));
      for (const auto& proposal : groups::list(db, compact.id))
        for (const char* address : {"ledamot1@region.example.org", "ledamot1@idebura.example.org"})
          if (proposal.is_open() && proposal.kind == "paragraph_wording")
            groups::assent(db, proposal, proposal.sha256,
                           people::find_or_add(db, address, "", app.now()), {2018, 6, 1},
                           app.now());
    });
    app.run_tasks();
  }
};

TEST(Suggestions, WhatEveryPartySaysYesToGoesIntoTheDraft) {
  JointGroup all;
  const auto before = all.beginning("Vi möts");
  EXPECT_TRUE(all.kim.get(all.form_of("Vi möts")).has("it may become public"));
  const Answer made = all.suggest(all.kim, "Vi möts", "Vi möts ofta, i hela länet.");
  ASSERT_EQ(made.location, draft + "/suggestions/1");
  EXPECT_EQ(all.kim.post(made.location + "/put-forward").status, 303);
  EXPECT_EQ(all.kim.post(made.location + "/put-forward").status, 409);
  EXPECT_TRUE(all.sam.get(made.location).has("Länet är större än Linköping."));
  EXPECT_TRUE(all.sam.get(made.location).has("Waiting for Region Östergötland"));
  EXPECT_EQ(all.sam.post(made.location + "/comments", {{"words", "Det låter bra."}}).status, 303);
  EXPECT_TRUE(all.kim.get(made.location).has("Det låter bra."));
  EXPECT_EQ(all.sam.post(made.location + "/withdrawal").status, 403);
  EXPECT_FALSE(all.sam.get(draft).has("i hela länet"));
  all.everybody_says_yes();
  EXPECT_TRUE(all.sam.get(draft).has("Vi möts ofta, i hela länet."));
  EXPECT_EQ(all.beginning("Vi möts").id, before.id);
  EXPECT_TRUE(all.sam.get(made.location).has("In the draft"));
  EXPECT_EQ(all.kim.post(made.location + "/withdrawal").status, 409);
}

TEST(Suggestions, AParagraphIsAddedAndAnotherRemoved) {
  JointGroup all;
  all.kim.post(all.suggest(all.kim, "Vi möts", "Vi lyssnar.", "add").location + "/put-forward");
  all.kim.post(all.suggest(all.kim, "Vi talar", "", "remove").location + "/put-forward");
  all.everybody_says_yes();
  EXPECT_EQ(all.sam.get(draft + "/text.md").body,
            "# Ny text\n\n## Syfte\n\nVi möts ofta i Linköping.\n\nVi lyssnar.\n");
}

TEST(Suggestions, OfTwoForOneParagraphTheSecondIsShownBothWordings) {
  JointGroup all;
  const auto seen = all.beginning("Vi möts");
  const Answer first = all.suggest(all.kim, "Vi möts", "Vi möts ofta i Motala.");
  const Answer second = all.suggest(all.sam, "Vi möts", "Vi möts ofta i Ydre.");
  all.kim.post(first.location + "/put-forward");
  all.sam.post(second.location + "/put-forward");
  all.everybody_says_yes();  // to both: the first goes in, the second waits
  EXPECT_TRUE(all.sam.get(draft).has("Vi möts ofta i Motala."));
  const Answer told = all.sam.get(second.location);
  EXPECT_TRUE(told.has("The paragraph has changed since"));
  EXPECT_TRUE(told.has("added: Motala"));
  EXPECT_TRUE(told.has("added: Ydre"));
  EXPECT_EQ(all.sam.post(second.location + "/renewal", {{"seen", *told.field("seen")}}).status,
            303);
  EXPECT_FALSE(all.sam.get(second.location).has("The paragraph has changed since"));
  all.app.run_tasks();
  EXPECT_TRUE(all.sam.get(draft).has("Motala"));  // the yes was to another wording
  all.everybody_says_yes();
  EXPECT_TRUE(all.sam.get(draft).has("Vi möts ofta i Ydre."));
  // Who had the form open all the while is told, and keeps what was typed.
  const Answer late = all.kim.post(all.form_of("Vi möts"), {{"kind", "change"},
                                                            {"was", seen.wording},
                                                            {"wording", "Vi möts ofta i Kinda."},
                                                            {"reason", "x"}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.has("added: Ydre"));
  EXPECT_EQ(late.field("wording"), "Vi möts ofta i Kinda.");
}

TEST(Suggestions, NoYesIsTakenToOneWhoseParagraphHasChanged) {
  JointGroup all;
  const Answer made = all.suggest(all.kim, "Vi möts", "Vi möts ofta i hela länet.");
  all.kim.post(made.location + "/put-forward");
  auto seat = all.app.sign_in("ledamot1@region.example.org");
  const std::string sha256 = *seat.get("/ostergotland/proposals/1").field("sha256");
  const auto change_to = [&](const std::string& markdown) {
    all.sam.post(draft + "/edit",
                 {{"markdown", markdown}, {"seen", *all.sam.get(draft + "/edit").field("seen")}});
  };
  change_to("# Ny text\n\n## Syfte\n\nVi möts ofta i Motala.\n\nVi talar.");
  EXPECT_EQ(seat.post("/ostergotland/proposals/1/assent", {{"sha256", sha256}}).status, 409);
  EXPECT_TRUE(all.kim.get(made.location).has("The question to the parties fell"));
  change_to(text);  // back again: the suggestion fits, and is put forward anew
  const Answer fits = all.kim.get(made.location);
  EXPECT_TRUE(fits.has("Put it forward anew"));
  EXPECT_FALSE(all.sam.get(made.location).has("Put it forward anew")) << "the other party's";
  EXPECT_EQ(all.kim.post(made.location + "/renewal", {{"seen", *fits.field("seen")}}).status, 303);
  all.everybody_says_yes();
  EXPECT_TRUE(all.sam.get(draft).has("hela länet"));
}

TEST(Suggestions, OneForAParagraphThatIsGoneIsToldSo) {
  JointGroup all;
  const std::string form = all.form_of("Vi talar");
  const Answer made = all.suggest(all.kim, "Vi talar", "Vi talar och lyssnar.");
  all.kim.post(made.location + "/put-forward");
  const std::string seen = *all.sam.get(draft + "/edit").field("seen");
  all.sam.post(draft + "/edit",
               {{"markdown", "# Ny text\n\nVi möts ofta i Linköping."}, {"seen", seen}});
  all.everybody_says_yes();
  EXPECT_TRUE(all.kim.get(made.location).has("The paragraph is gone"));
  const Answer late = all.kim.post(
      form, {{"kind", "change"}, {"wording", "Vi talar och väntar."}, {"reason", "Ro."}});
  EXPECT_EQ(late.status, 409);
  EXPECT_TRUE(late.has("Vi talar och väntar."));
  EXPECT_TRUE(late.has("Ro."));
  EXPECT_EQ(all.kim.get(draft + "/suggestions").status, 200);
}

TEST(Suggestions, OneThatIsTakenBackWaitsForNobodysYes) {
  JointGroup all;
  const Answer made = all.suggest(all.kim, "Vi möts", "Vi möts ofta i hela länet.");
  all.kim.post(made.location + "/put-forward");
  auto seat = all.app.sign_in("ledamot1@region.example.org");
  ASSERT_TRUE(seat.get("/ostergotland/todo").has("Proposals that wait for your yes"));
  EXPECT_EQ(all.kim.post(made.location + "/withdrawal").status, 303);
  EXPECT_FALSE(seat.get("/ostergotland/todo").has("Proposals that wait for your yes"));
  all.everybody_says_yes();
  EXPECT_FALSE(all.sam.get(draft).has("hela länet"));
}

TEST(Suggestions, WhatIsWrongIsToldAtTheField) {
  JointGroup all;
  EXPECT_EQ(all.suggest(all.kim, "Vi möts", "Vi möts ofta i Linköping.").status, 422);
  EXPECT_EQ(all.suggest(all.kim, "Vi möts", "## Rubrik\n\nOrd.").status, 422);
  EXPECT_EQ(all.suggest(all.kim, "Vi möts", "").status, 422);
  EXPECT_EQ(all.app.anyone().get(draft + "/suggestions").status, 401);
  EXPECT_EQ(all.app.sign_in("nobody@example.org").get(draft + "/suggestions").status, 403);
}

void replace_all(std::string& body, std::string_view what, std::string_view with) {
  for (std::size_t at = body.find(what); at != std::string::npos; at = body.find(what, at))
    body.replace(at, what.size(), with);
}

// Every page there is, with the numbers that the draft and its suggestion have.
std::set<std::string> every_page(TestApp& app) {
  std::set<std::string> pages;
  for (const Route& route : app.router().routes()) {
    if (route.method != Method::get) continue;
    for (const std::vector<std::string>& holes :
         std::vector<std::vector<std::string>>{{"1", "3", "1"},
                                               {"1", "3", "2"},
                                               {"1", "1", "1"},
                                               {"json", "json", "json"},
                                               {"csv", "csv", "csv"},
                                               {"1", "2", "3"}}) {
      std::string path(route.pattern);
      replace_all(path, "{compact}", "ostergotland");
      for (const std::string& hole : holes)
        if (const std::size_t at = path.find("{}"); at != std::string::npos)
          path.replace(at, 2, hole);
      replace_all(path, "{}", "1");
      pages.insert(path);
    }
  }
  return pages;
}

// What they read, but for what differs from one asking to the next.
std::string words_on(Browser& who, const std::string& page) {
  std::string words = who.get(page + "?q=hemligt").text();
  return words;
}

// By no page, search, export or count of anybody else.
TEST(Suggestions, TheOwnSpaceOfAPartyIsReachedByNobodyElse) {
  JointGroup all;
  Browser others[] = {
      all.app.anyone(),
      all.sam,
      all.app.sign_in("ledamot1@region.example.org"),
  };
  const auto pages = every_page(all.app);
  std::vector<std::string> before;
  for (Browser& who : others)
    for (const std::string& page : pages) before.push_back(words_on(who, page));
  const Answer made = all.suggest(all.kim, "Vi möts", "Ett hemligt ord om Linköping.");
  ASSERT_EQ(made.status, 303);
  all.kim.post(made.location + "/comments", {{"words", "Också hemligt."}});
  EXPECT_TRUE(all.kim.get(draft + "/suggestions").has("Your party's own space"));
  EXPECT_TRUE(all.app.sign_in("ledamot1@idebura.example.org").get(made.location).has("hemligt"));
  std::size_t i = 0;
  for (Browser& who : others)
    for (const std::string& page : pages) ASSERT_EQ(words_on(who, page), before[i++]) << page;
  EXPECT_EQ(all.sam.get(made.location).status, 404);
  for (const char* act : {"/put-forward", "/renewal", "/withdrawal", "/comments"})
    EXPECT_EQ(all.sam.post(made.location + act, {{"words", "x"}}).status, 404) << act;
  // Put forward, what was said before stays the party's own.
  all.kim.post(made.location + "/put-forward");
  const Answer joint = all.sam.get(made.location);
  EXPECT_TRUE(joint.has("Ett hemligt ord"));
  EXPECT_FALSE(joint.has("Också hemligt."));
  EXPECT_TRUE(all.kim.get(made.location).has("Också hemligt."));
}

}  // namespace
}  // namespace overens
