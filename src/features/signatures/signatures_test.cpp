#include "features/signatures/signatures.h"

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/compacts/compacts.h"

namespace overens::signatures {
namespace {

using organisations::MandateKind;
using organisations::Organisation;

const std::string form = "/ostergotland/texts/1/versions/2/signature";
const std::string chair_address = "ordforande@eken.example.org";

class Signing : public ::testing::Test {
 protected:
  Signing() { app.at("2026-03-02 10:00"); }

  compacts::Compact compact() {
    return app.read([](Db& db) { return *compacts::find(db, "ostergotland"); });
  }
  // In the register, with somebody who signs for it.
  Organisation add_organisation(const std::string& name, const std::string& signatory) {
    const auto here = compact();
    return app.write([&](Db& db) {
      for (const auto& party : compacts::parties(db, here.id))
        if (!party.is_body) {
          const auto one = organisations::add(db, here.id, party.id, {.name = name}, app.now());
          give_mandate(db, one.id, signatory);
          return one;
        }
      throw NotFound{};
    });
  }
  void give_mandate(Db& db, Id<Organisation> organisation, const std::string& signatory) {
    const auto person = people::find_or_add(db, signatory, "Bo Ek", app.now());
    organisations::add_mandate(db, organisation, person, MandateKind::signatory, Date{2018, 1, 1});
  }
  std::string number_of(const std::string& name) {
    const auto here = compact();
    return app.read([&](Db& db) {
      return std::to_string(organisations::find_same(db, here.id, name, {})->number.value);
    });
  }
  std::int64_t affiliated(const std::string& day) {
    const auto here = compact();
    return app.read(
        [&](Db& db) { return compacts::count_affiliated(db, here.id, *parse_date(day)); });
  }
  Browser::Fields for_organisation(const Organisation& one) {
    return {{"organisation", std::to_string(one.number.value)}, {"in_full", "on"}};
  }

  TestApp app;
};

TEST_F(Signing, AnOrganisationSignsOnce) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  const Answer shown = chair.get(form);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(shown.has("You sign for Eken."));
  EXPECT_TRUE(shown.has("SHA-256"));
  const Answer done = chair.post(form, for_organisation(eken));
  ASSERT_EQ(done.status, 303);
  EXPECT_TRUE(chair.get(done.location).has("Thank you, you have signed"));
  const Answer again = chair.post(form, for_organisation(eken));  // sent twice
  EXPECT_EQ(again.location, "/ostergotland/signatures/47");
  EXPECT_EQ(app.mails().size(), 1u) << "one receipt";
  EXPECT_EQ(affiliated("2026-03-02"), 46);
  EXPECT_TRUE(chair.get(form).has("Those you sign for have signed it."));
}

TEST_F(Signing, TheSignatoryGetsAReceiptWithTheFingerprint) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  chair.post(form, for_organisation(eken));
  const TestMail mail = app.mails().back();
  EXPECT_EQ(mail.recipient, chair_address);
  EXPECT_NE(mail.text.find("SHA-256"), std::string::npos);
  EXPECT_NE(mail.text.find("/ostergotland/signatures/47"), std::string::npos);
}

TEST_F(Signing, OnlyWithAMandateForThatVeryOrganisation) {
  const Organisation eken = add_organisation("Eken", chair_address);
  const Organisation linden = add_organisation("Linden", "ordforande@linden.example.org");
  EXPECT_EQ(app.sign_in(chair_address).post(form, for_organisation(linden)).status, 403);
  EXPECT_EQ(app.sign_in("else@example.org").post(form, for_organisation(eken)).status, 403);
  EXPECT_EQ(app.anyone().post(form, for_organisation(eken)).status, 401);
  EXPECT_EQ(app.anyone().get(form).status, 401);
  EXPECT_EQ(affiliated("2026-03-02"), 45);
}

TEST_F(Signing, TheTextIsSignedAsAWholeOrNotAtAll) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  const Answer again = chair.post(
      form, {{"organisation", std::to_string(eken.number.value)}, {"signer_name", "Bo Ek"}});
  EXPECT_EQ(again.status, 422);
  EXPECT_EQ(again.field("signer_name"), "Bo Ek");
  EXPECT_TRUE(again.has("as a whole or not at all"));
}

TEST_F(Signing, OnlyTheAdoptedVersionIsSigned) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  const std::string draft = "/ostergotland/texts/1/versions/1/signature";
  EXPECT_EQ(chair.get(draft).status, 409);
  EXPECT_EQ(chair.post(draft, for_organisation(eken)).status, 409);
  EXPECT_EQ(chair.get("/ostergotland/texts/1/versions/9/signature").status, 404);
}

TEST_F(Signing, ANewVersionInheritsNoSignature) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  chair.post(form, for_organisation(eken));
  const auto here = compact();
  app.write([&](Db& db) {
    const auto revised = texts::add_version(db, here, Number{1}, "# Överenskommelse\n\nNy text.\n",
                                            "", std::nullopt, app.now());
    texts::freeze(db, revised.id, app.now());
    texts::adopt(db, revised.id, Date{2026, 3, 2});
  });
  EXPECT_EQ(chair.post(form, for_organisation(eken)).status, 409);
  EXPECT_TRUE(app.anyone().get("/ostergotland/signatures").has("0 have signed this version"));
  EXPECT_TRUE(
      app.anyone().get("/ostergotland/signatures?version=2").has("47 have signed this version"));
  EXPECT_EQ(chair.post("/ostergotland/texts/1/versions/3/signature", for_organisation(eken)).status,
            303);
  EXPECT_EQ(affiliated("2026-03-02"), 46);
}

TEST_F(Signing, ImportedSignaturesSayThatTheyCameFromPaper) {
  const Answer page = app.anyone().get("/ostergotland/signatures");
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(page.has("46 have signed this version"));
  EXPECT_TRUE(page.has("registered from paper"));
  EXPECT_TRUE(page.has("11 December 2018"));
  auto swede = app.anyone();
  swede.reads(Language::sv);
  EXPECT_TRUE(swede.get("/ostergotland/signatures").has("registrerat från papper"));
}

TEST_F(Signing, AWithdrawnSignatureStaysInTheListAndMayBeGivenAgain) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  chair.post(form, for_organisation(eken));
  const std::string one = "/ostergotland/signatures/47";
  const std::string withdrawal = one + "/withdrawal";
  EXPECT_EQ(app.sign_in("else@example.org").post(withdrawal, {{"is_sure", "on"}}).status, 403);
  EXPECT_EQ(chair.post(withdrawal, {{"reason", "Vi lägger ner."}}).status, 422);
  EXPECT_EQ(chair.post(withdrawal, {{"reason", "Vi lägger ner."}, {"is_sure", "on"}}).status, 303);
  EXPECT_EQ(chair.post(withdrawal, {{"is_sure", "on"}}).status, 409);
  EXPECT_TRUE(app.anyone().get(one).has("Vi lägger ner."));
  EXPECT_EQ(affiliated("2026-03-02"), 46);
  EXPECT_EQ(affiliated("2026-03-03"), 45);
  EXPECT_EQ(chair.post(form, for_organisation(eken)).status, 303);
  EXPECT_EQ(affiliated("2026-03-03"), 46);
}

TEST_F(Signing, AWithdrawalReachesThoseWhoRunTheCompactAndTheWholeOrganisation) {
  const Organisation eken = add_organisation("Eken", chair_address);
  app.write([&](Db& db) {
    const auto colleague = people::find_or_add(db, "kollega@eken.example.org", "", app.now());
    organisations::add_mandate(db, eken.id, colleague, organisations::MandateKind::contact,
                               {2026, 1, 1});
  });
  auto chair = app.sign_in(chair_address);
  chair.post(form, for_organisation(eken));
  EXPECT_EQ(app.mails().size(), 2u) << "the colleague hears that it has signed";
  chair.post("/ostergotland/signatures/47/withdrawal", {{"is_sure", "on"}});
  std::vector<std::string> told;
  for (const TestMail& mail : app.mails())
    if (mail.subject.find("withdrawn") != std::string::npos ||
        mail.subject.find("tagit tillbaka") != std::string::npos)
      told.push_back(mail.recipient);
  for (const char* who :
       {"kollega@eken.example.org", "samordnare@region.example.org", "kontakt@idebura.example.org"})
    EXPECT_NE(std::find(told.begin(), told.end(), who), told.end()) << who;
  auto coordinator = app.sign_in("samordnare@region.example.org");
  EXPECT_TRUE(coordinator.get("/ostergotland/records").has("Withdrawn signature"));
  EXPECT_TRUE(coordinator.get("/ostergotland/organisations/all").has("Affiliated through"));
  const Answer certificate = app.anyone().get("/ostergotland/signatures/47");
  EXPECT_TRUE(certificate.has("stood behind, in its entirety,"));
  EXPECT_FALSE(certificate.has("stands behind, in its entirety,"));
}

TEST_F(Signing, TheNameOnACertificateIsForItsOwnOrganisation) {
  const Organisation eken = add_organisation("Eken", chair_address);
  auto chair = app.sign_in(chair_address);
  chair.post(form, for_organisation(eken));
  const std::string one = "/ostergotland/signatures/47";
  EXPECT_TRUE(chair.get(one).has("Bo Ek"));
  EXPECT_TRUE(app.sign_in("samordnare@region.example.org").get(one).has("Bo Ek"));
  const Answer to_all = app.anyone().get(one);
  EXPECT_TRUE(to_all.has("Eken"));
  EXPECT_FALSE(to_all.has("Bo Ek"));
}

TEST_F(Signing, ACoordinatorEntersWhatCameOnPaper) {
  add_organisation("Eken", chair_address);
  auto coordinator = app.sign_in("samordnare@region.example.org");
  const std::string enter = "/ostergotland/signatures/new";
  const Browser::Fields fields{
      {"organisation", number_of("Eken")}, {"signer_name", "Bo Ek"}, {"signed_on", "2026-02-20"}};
  EXPECT_EQ(coordinator.post(enter, {{"organisation", ""}, {"signed_on", "2027-01-01"}}).status,
            422);
  const Answer entered = coordinator.post(enter, fields);
  ASSERT_EQ(entered.status, 303);
  EXPECT_TRUE(app.anyone().get(entered.location).has("registered from paper"));
  EXPECT_EQ(coordinator.post(enter, fields).status, 409);
  EXPECT_EQ(affiliated("2026-02-20"), 46);
  EXPECT_EQ(app.sign_in(chair_address).get(enter).status, 403);
}

TEST_F(Signing, ThePublicBodySignsLikeTheOthersAndIsNotCountedAsAffiliated) {
  EXPECT_TRUE(app.anyone().get("/ostergotland/signatures").has("Region Östergötland"));
  EXPECT_EQ(affiliated("2018-12-11"), 41);
  EXPECT_EQ(affiliated("2018-12-10"), 0);
}

TEST_F(Signing, TheListIsDataToo) {
  const Answer json = app.anyone().get("/ostergotland/signatures.json");
  EXPECT_EQ(json.status, 200);
  EXPECT_TRUE(json.has(R"("count":46)"));
  EXPECT_TRUE(json.has(R"("signed_at":"2018-12-11","channel":"imported","withdrawn_at":null)"));
  const Answer csv = app.anyone().get("/ostergotland/signatures.csv");
  EXPECT_TRUE(csv.body.find("number;url;organisation;version;sha256;signed_at;channel;"
                            "withdrawn_at") != std::string::npos);
}

TEST_F(Signing, TheDatabaseRefusesWhatIsNotASignatureOfTheWhole) {
  EXPECT_ANY_THROW(app.write([](Db& db) { db.run("UPDATE signature SET sha256 = 'x'"); }));
  EXPECT_ANY_THROW(app.write([](Db& db) { db.run("DELETE FROM signature"); }));
  EXPECT_ANY_THROW(app.write([](Db& db) {
    db.run(R"(INSERT INTO signature (compact_id, number, version_id, sha256, organisation_id,
                signer_name, signer_role, signed_at, recorded_at, channel, file_name)
              SELECT compact_id, 900, version_id, 'other bytes', organisation_id, '', '',
                signed_at, recorded_at, 'paper', '' FROM signature WHERE number = 1)");
  }));
}

}  // namespace
}  // namespace overens::signatures
