// The questions of the directory, each one statement over the tables of compacts and organisations,
// so that a page costs the same few queries however many organisations it shows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "features/compacts/compacts.h"

namespace overens::directory {

// What is looked for; empty texts ask for nothing.
struct Search {
  Date on;
  std::string words;         // in the name, or a former one
  std::string field;         // exactly
  std::string municipality;  // code; who works in the whole area is there too
};

struct Entry {
  Id<organisations::Organisation> id;
  Number number;
  std::string name;
  Id<compacts::Party> party;
  std::string field;
  bool whole_area = true;
  Date from;               // of the affiliation that held that day
  std::optional<Date> to;  // its last day
};

// Affiliated that day, in the Swedish order of names; public bodies are parties, not affiliated.
std::vector<Entry> list(Db&, Id<compacts::Compact>, const Search&, std::int64_t limit,
                        std::int64_t offset);
// How many they are on all pages together.
std::int64_t count(Db&, Id<compacts::Compact>, const Search&);
// What those affiliated that day work with, and how many; by field.
struct Count {
  std::string words;
  std::int64_t organisations = 0;
};
std::vector<Count> fields(Db&, Id<compacts::Compact>, const Date& on);
// How many of those affiliated that day work in each municipality, in the Swedish order; who works
// in the whole area is counted in each.
std::vector<Count> municipality_counts(Db&, Id<compacts::Compact>, const Date& on);

// The latest to join, newest first.
std::vector<Entry> newest(Db&, Id<compacts::Compact>, const Date& on, std::int64_t limit);

}  // namespace overens::directory
