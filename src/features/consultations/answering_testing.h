// For tests: a consultation that is open, and an organisation that answers it.
#pragma once

#include <gtest/gtest.h>

#include "app/test_app.h"
#include "features/consultations/consultations.h"

namespace overens {

inline constexpr std::string_view coordinator = "kontakt@idebura.example.org";
inline constexpr std::string_view representative = "kontakt@lansbygderadetvanner.example.org";
inline constexpr std::string_view other = "kontakt@ungdomsradeteken.example.org";

// What stands in a text area: a browser leaves out the line break that it begins with.
inline std::string area(const Answer& shown, std::string_view name) {
  const std::string words = shown.field(name).value_or("");
  return words.substr(words.starts_with('\n'));
}

// A consultation on the adopted text, open 1 to 31 March 2019.
class Answering : public ::testing::Test {
 protected:
  Answering() {
    app.at("2019-02-20 12:00");
    created = open_consultation({});
    organisation = number_of("Länsbygderådet Vänner exempel");
    section = app.read([](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      const auto text = texts::find(db, compact->id, Number{1}, Number{2});
      for (const texts::Section& one : texts::sections(db, text->id))
        if (one.slug == "dialog") return std::to_string(one.position);
      return std::string();
    });
    app.at("2019-03-10 12:00");
  }

  Answer open_consultation(const std::string& accepts_late) {
    auto eva = app.sign_in(coordinator);
    Browser::Fields fields = {{"version", "2"},
                              {"title", "Remiss om texten"},
                              {"cover_letter", "Vad tycker ni?"},
                              {"opens_on", "2019-03-01"},
                              {"closes_on", "2019-03-31"}};
    if (!accepts_late.empty()) fields.push_back({"accepts_late", accepts_late});
    return eva.post("/ostergotland/consultations", fields);
  }

  std::string number_of(std::string_view name) {
    return app.read([&](Db& db) {
      const auto compact = compacts::find(db, "ostergotland");
      return std::to_string(organisations::find_same(db, compact->id, name, {})->number.value);
    });
  }

  std::string page(std::string_view rest = "") const {
    return "/ostergotland/consultations/2/response" + std::string(rest) +
           "?organisation=" + organisation;
  }

  Browser::Fields answer(std::string wording, std::string then = "check",
                         std::string known = "0") const {
    return {{"organisation", organisation},
            {"known", std::move(known)},
            {"stance_0", "supports_with_change"},
            {"wording_0", "En bra text."},
            {"stance_" + section, "supports_with_change"},
            {"wording_" + section, std::move(wording)},
            {"proposed_" + section, "Parterna möts varje månad."},
            {"then", std::move(then)}};
  }

  Answer draft(Browser& browser, const Browser::Fields& fields) {
    return browser.post("/ostergotland/consultations/2/response/draft", fields);
  }

  // What the button of the preview sends.
  Browser::Fields submission(Browser& browser) {
    const Answer preview = browser.get(page("/preview"));
    return {{"organisation", organisation},
            {"known", preview.field("known").value_or("")},
            {"seen", preview.field("seen").value_or("")}};
  }

  Answer submit(Browser& browser, const Browser::Fields& fields) {
    return browser.post("/ostergotland/consultations/2/response", fields);
  }

  std::string responses() {
    return app.anyone().get("/ostergotland/consultations/2/responses.json").body;
  }

  TestApp app;
  Answer created;
  std::string organisation;
  std::string section;
};

}  // namespace overens
