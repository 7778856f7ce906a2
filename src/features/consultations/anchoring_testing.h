// A remark on a paragraph of the demo's open consultation, with other words for it, accepted.
#pragma once

#include "features/consultations/answering_testing.h"
#include "features/consultations/store.h"

namespace overens {

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

}  // namespace overens
