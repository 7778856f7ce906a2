// A feed people follow in a reader: Atom (RFC 4287).
// Addresses are absolute here, since a feed is read far from the page it came from.
// Must not know SQL, requests, or what is being told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace overens::formats {

struct AtomEntry {
  std::string id;   // an IRI that never changes, unique in the world
  std::string url;  // where to read it
  std::string title;
  std::string summary;  // plain text; may be empty
  std::string author;   // empty: the feed's
  Instant updated{};
  std::optional<Instant> published;
};

struct AtomFeed {
  std::string id;
  std::string url;   // of the feed itself
  std::string page;  // of the page it belongs to
  std::string title;
  std::string author;
  std::string language;  // "sv"
  Instant updated{};     // used when there is no entry; else the latest entry's time
  std::vector<AtomEntry> entries;
};

// The feed as UTF-8 XML; characters that XML cannot hold are left out.
std::string atom(const AtomFeed& feed);

}  // namespace overens::formats
