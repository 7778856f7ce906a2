// Paragraphs that are edited, moved, split and merged, and who says which one is which.
#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/texts/store.h"

namespace overens {
namespace {

constexpr std::string_view coordinator = "samordnare@region.example.org";
const std::string draft = "/ostergotland/texts/1/versions/3";

struct Drafting {
  TestApp app;
  Browser sam = app.sign_in(coordinator);
  std::string adopted = app.anyone().get("/ostergotland/texts/1/versions/2/text.md").body;

  void replace(std::string_view was, std::string_view becomes) {
    const std::size_t at = adopted.find(was);
    ASSERT_NE(at, std::string::npos) << was;
    adopted.replace(at, was.size(), becomes);
  }
  void save() {
    ASSERT_EQ(sam.post("/ostergotland/texts/1/versions/new", {{"markdown", adopted}}).status, 303);
  }
  texts::Version version(std::int64_t number) {
    return app.read([&](Db& db) {
      const auto compact = found(compacts::find(db, "ostergotland"));
      return found(texts::find(db, compact.id, {1}, {number}));
    });
  }
  texts::Paragraph beginning(std::int64_t number, std::string_view words) {
    const auto whole = version(number);
    return app.read(
        [&](Db& db) { return found(texts::find_paragraph_beginning(db, whole.id, words)); });
  }
  void freeze() {
    const auto whole = version(3);
    app.write([&](Db& db) { texts::freeze(db, whole.id, app.now()); });
  }
  std::string identity_of(std::string_view words) {
    return draft + "/paragraphs/" + std::to_string(beginning(3, words).number.value) + "/identity";
  }
};

constexpr std::string_view dialogue = "Vi för dialog innan";

TEST(Identities, AParagraphThatIsDividedIsKnownByBothParts) {
  Drafting all;
  const auto whole = all.beginning(2, dialogue);
  const std::size_t cut = whole.wording.find(", och vi ");
  ASSERT_NE(cut, std::string::npos) << whole.wording;
  const std::string rest = whole.wording.substr(cut + 2);
  all.replace(whole.wording, whole.wording.substr(0, cut) + ".\n\n" + rest);
  all.save();
  const auto part = all.beginning(3, rest.substr(0, 20));
  const auto first = all.beginning(3, dialogue);
  EXPECT_TRUE(first.id == whole.id || part.id == whole.id);
  const auto& grown = first.id == whole.id ? part : first;
  all.freeze();
  const std::string path = "/ostergotland/texts/1/paragraphs/" + std::to_string(grown.number.value);
  const Answer chain = all.app.anyone().get(path);
  EXPECT_TRUE(chain.has("It was a part of this paragraph, which was divided:"));
  EXPECT_TRUE(chain.has("8 notes behind it"));  // of the one it came from
  EXPECT_FALSE(chain.has("Möten på kvällar"));
  EXPECT_FALSE(chain.has("Nothing is linked to this paragraph"));
  const std::string leads_there = path.substr(path.rfind('/')) + "\">Behind the paragraph: ";
  EXPECT_TRUE(all.app.anyone().get(draft).has(leads_there + "what it was before"));
  EXPECT_FALSE(all.app.anyone().get("/ostergotland/texts/1/versions/2").has("what it was before"));
  EXPECT_TRUE(all.app.anyone()
                  .get("/ostergotland/texts/1/paragraphs/" + std::to_string(whole.number.value))
                  .has("A part of it became this paragraph:"));
  EXPECT_TRUE(all.app.anyone()
                  .get("/ostergotland/texts/1/versions/3/changes/2")
                  .has("Split: it was a part of paragraph"));
  EXPECT_TRUE(
      all.app.anyone().get("/ostergotland/texts/1/versions/2/changes/3").has("Merged: paragraph"));
}

TEST(Identities, ParagraphsThatAreJoinedAreBothInTheChain) {
  Drafting all;
  const auto one = all.beginning(2, dialogue);
  const auto other = all.beginning(2, "Parterna möts minst två gånger");
  all.replace(other.wording + "\n\n", "");
  all.replace(one.wording, one.wording + " " + other.wording);
  all.save();
  EXPECT_EQ(all.beginning(3, dialogue).id, one.id);
  all.freeze();
  const auto path = [](const texts::Paragraph& paragraph) {
    return "/ostergotland/texts/1/paragraphs/" + std::to_string(paragraph.number.value);
  };
  EXPECT_TRUE(all.app.anyone().get(path(one)).has("This paragraph was joined with it:"));
  EXPECT_TRUE(all.app.anyone().get(path(other)).has("It became a part of this paragraph:"));
  EXPECT_TRUE(all.app.anyone()
                  .get("/ostergotland/texts/1/versions/3/changes/2")
                  .has("Merged: it is now part of paragraph"));
}

TEST(Identities, WhereTheWordsDoNotTellSomebodySaysIt) {
  Drafting all;
  const auto one = all.beginning(2, "Många olika röster");
  const std::string quite_other = "Alla behövs och ingen ska lämnas utanför när vi talar om länet.";
  all.replace(one.wording, quite_other);
  all.save();
  EXPECT_NE(all.beginning(3, "Alla behövs").id, one.id);
  const Answer form = all.sam.get(all.identity_of("Alla behövs"));
  ASSERT_EQ(form.status, 200);
  const std::string seen = form.field("seen").value_or("");
  const std::string where = all.identity_of("Alla behövs");
  EXPECT_EQ(all.sam.post(where, {{"seen", seen}, {"is", "same"}}).status, 422);
  EXPECT_EQ(all.sam.post(where, {{"seen", "x"}, {"is", "new"}}).status, 409);
  EXPECT_EQ(
      all.sam.post(where, {{"seen", seen}, {"is", "same"}, {"of", std::to_string(one.position)}})
          .status,
      303);
  EXPECT_EQ(all.beginning(3, "Alla behövs").id, one.id);
  // What was said stays said when the draft is written over.
  all.replace("Alla behövs", "Alla människor behövs");
  EXPECT_EQ(
      all.sam.post(draft + "/edit", {{"markdown", all.adopted}, {"seen", all.version(3).sha256}})
          .status,
      303);
  EXPECT_EQ(all.beginning(3, "Alla människor").id, one.id);
  EXPECT_FALSE(all.sam.get(draft + "/paragraphs").has("Is it the same?"));
}

TEST(Identities, OneThatWasTakenForAnotherIsSaidToBeNew) {
  Drafting all;
  const auto one = all.beginning(2, dialogue);
  all.replace(one.wording,
              "Vi för dialog innan skatten betalas, och sedan dansar alla kommunens katter länge "
              "i månskenet över den stora sjön.");
  all.save();
  ASSERT_EQ(all.beginning(3, dialogue).id, one.id);
  const Answer list = all.sam.get(draft + "/paragraphs");
  EXPECT_TRUE(list.has("Is it the same?"));
  EXPECT_TRUE(all.sam.get(draft).has("it is not plain"));
  const std::string where = all.identity_of(dialogue);
  const std::string seen = all.sam.get(where).field("seen").value_or("");
  EXPECT_EQ(all.sam.post(where, {{"seen", seen}, {"is", "new"}}).status, 303);
  EXPECT_NE(all.beginning(3, dialogue).id, one.id);
  EXPECT_EQ(all.app.anyone().get(where).status, 401);
  all.freeze();
  EXPECT_EQ(all.sam.get(draft + "/paragraphs").status, 409);
}

TEST(Identities, WhatTheDraftLostIsNamedAndWhatIsUnchangedIsNotTakenFromItsWords) {
  Drafting all;
  const auto gone = all.beginning(2, "Många olika röster");
  const auto unchanged = all.beginning(2, "Parterna möts minst två gånger");
  all.replace(gone.wording + "\n\n", "");
  all.replace(all.beginning(2, dialogue).wording, "Katter dansar i månskenet.");
  all.save();
  const Answer list = all.sam.get(draft + "/paragraphs");
  EXPECT_TRUE(list.has("Gone from the draft"));
  EXPECT_TRUE(list.has("/paragraphs/" + std::to_string(gone.number.value) + "\""));
  const std::string where = all.identity_of("Katter dansar");
  const std::string seen = all.sam.get(where).field("seen").value_or("");
  const Answer refused = all.sam.post(
      where, {{"seen", seen}, {"is", "same"}, {"of", std::to_string(unchanged.position)}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(refused.has("has exactly those words"));
  EXPECT_EQ(all.beginning(3, "Parterna möts minst två gånger").id, unchanged.id);
  EXPECT_EQ(
      all.sam.post(where, {{"seen", seen}, {"is", "same"}, {"of", std::to_string(gone.position)}})
          .status,
      303);
  EXPECT_FALSE(all.sam.get(draft + "/paragraphs")
                   .has("/paragraphs/" + std::to_string(gone.number.value) + "\""));
}

TEST(Identities, TwoThatWereMixedUpChangePlaces) {
  Drafting all;
  const auto one = all.beginning(2, dialogue);
  const auto other = all.beginning(2, "Många olika röster");
  all.replace(one.wording, one.wording + " Så är det.");
  all.replace(other.wording, other.wording + " Alltid.");
  all.save();
  const std::string where = all.identity_of(dialogue);
  const std::string seen = all.sam.get(where).field("seen").value_or("");
  EXPECT_EQ(
      all.sam.post(where, {{"seen", seen}, {"is", "same"}, {"of", std::to_string(other.position)}})
          .status,
      303);
  EXPECT_EQ(all.beginning(3, dialogue).id, other.id);
  EXPECT_EQ(all.beginning(3, "Många olika röster").id, one.id);
}

}  // namespace
}  // namespace overens
