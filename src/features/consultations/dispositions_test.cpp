// What becomes of each remark.
#include "features/consultations/answering_testing.h"

namespace overens {
namespace {

class Disposing : public Answering {
 protected:
  Disposing() {
    auto vera = app.sign_in(representative);
    draft(vera, answer("Mötas oftare."));
    submit(vera, submission(vera));
    app.at("2019-04-02 09:00");
  }
  Answer dispose(Browser& browser, std::string_view remark, const std::string& reason) {
    return browser.post("/ostergotland/remarks/" + std::string(remark) + "/disposition",
                        {{"kind", "accepted"}, {"reason", reason}});
  }
  void say_yes(std::string_view who) {
    auto seat = app.sign_in(who);
    const Answer list = seat.get("/ostergotland/proposals");
    std::string where;
    for (const std::string& link : list.links())
      if (link.starts_with("/ostergotland/proposals/")) where = link;
    const Answer shown = seat.get(where);
    seat.post(where + "/assent", {{"sha256", shown.field("sha256").value_or("")}});
  }
};

TEST_F(Disposing, NothingIsClosedAsHandledWhileARemarkWaits) {
  auto eva = app.sign_in(coordinator);
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 409);
  EXPECT_EQ(dispose(eva, "101", "").status, 422);
  EXPECT_EQ(dispose(eva, "101", "Vi håller med.").status, 303);
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 409);
  EXPECT_EQ(app.sign_in(representative).get("/ostergotland/remarks/101/disposition").status, 403);
}

TEST_F(Disposing, ADispositionIsPublicWhenEveryPartyHasSaidYes) {
  auto eva = app.sign_in(coordinator);
  dispose(eva, "101", "Vi håller med.");
  const Answer last = dispose(eva, "102", "Det skrivs in.");
  EXPECT_EQ(last.location, "/ostergotland/consultations/2/dispositions");
  const std::string response = "/ostergotland/consultations/2/responses/1";
  EXPECT_FALSE(app.anyone().get(response).has("Vi håller med."));
  const std::string surface = "/ostergotland/consultations/2/dispositions";
  EXPECT_EQ(eva.post(surface + "/publication").status, 409);
  EXPECT_EQ(eva.post(surface + "/proposal").status, 303);
  say_yes("ledamot1@region.example.org");
  EXPECT_EQ(eva.post(surface + "/publication").status, 409);
  say_yes("ledamot1@idebura.example.org");
  EXPECT_EQ(eva.post(surface + "/publication").status, 303);
  EXPECT_TRUE(app.anyone().get(response).has("Vi håller med."));
  EXPECT_EQ(eva.post("/ostergotland/consultations/2/closure").status, 303);
  EXPECT_TRUE(app.anyone().get("/ostergotland/consultations/2").has("Handled"));
  const auto mails = app.mails();
  EXPECT_EQ(mails.back().kind, "response_handled");
  EXPECT_EQ(mails.back().recipient, representative);
}

TEST_F(Disposing, AChangedDispositionIsANewOne) {
  auto eva = app.sign_in(coordinator);
  dispose(eva, "101", "Vi håller med.");
  dispose(eva, "101", "Vi håller med om det mesta.");
  const Answer shown = eva.get("/ostergotland/remarks/101/disposition");
  EXPECT_TRUE(shown.has("Vi håller med."));
  EXPECT_EQ(area(shown, "reason"), "Vi håller med om det mesta.");
}

}  // namespace
}  // namespace overens
