// Decisions: what each body decided about the compact, with date, § and diarienummer; the one that
// adopts a frozen text names its version. A wrong entry is corrected with the old one kept and
// shown. Owns decision and its corrections, and their pages. Knows texts; signatures come later and
// ask what was adopted there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/compacts/compacts.h"
#include "features/feature.h"
#include "features/texts/texts.h"

namespace overens::decisions {

struct Decision {
  Id<Decision> id;
  Number number;  // within its compact
  PartialDate decided_on;
  std::string body;
  std::string about;
  std::string outcome;       // as the body said it: "antas"; may be empty
  std::string paragraph;     // "§ 123"; may be empty
  std::string diary_number;  // may be empty
  std::optional<Id<texts::Version>> text_version_id;
};

// By date, the oldest first.
std::vector<Decision> list(Db&, Id<compacts::Compact>);
std::optional<Decision> find(Db&, Id<compacts::Compact>, Number);
// The decision that adopted this version, or none.
std::optional<Decision> that_adopted(Db&, Id<texts::Version>);

Feature feature();

}  // namespace overens::decisions
