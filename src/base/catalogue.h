// The translations compiled into the program: one entry for each English word marked with t(),
// tn() or words(), from the sv.po and fi.po of every folder. Written by tools/translations.py,
// which also refuses a missing translation and a lost placeholder. Handed to base/translation.h at
// start.
#pragma once

#include <span>
#include <string_view>

namespace overens {

struct CatalogueEntry {
  std::string_view id;     // the English text; of a plural, its singular
  std::string_view sv[2];  // singular, plural; the second is empty where there is no plural
  std::string_view fi[2];
};

// Ascending by id, byte by byte.
std::span<const CatalogueEntry> catalogue();

}  // namespace overens
