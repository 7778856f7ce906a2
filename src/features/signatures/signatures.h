// Signatures: an organisation stands behind one exact adopted version of the text, as a whole,
// known by its SHA-256. One at a time for a version; never changed, only withdrawn; a new version
// inherits none. Signing affiliates. Owns signature, its import and its pages. It knows nothing of
// the directory, which asks here what an organisation has signed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "features/feature.h"
#include "features/organisations/organisations.h"
#include "features/texts/texts.h"

namespace overens::signatures {

enum class Channel : std::uint8_t { web, paper, imported };
constexpr auto names(Channel) {
  return std::array{std::pair{Channel::web, "web"}, std::pair{Channel::paper, "paper"},
                    std::pair{Channel::imported, "imported"}};
}
// "signed here"; paper and imported: "registered from paper".
Text words_for(Channel);

struct Signature {
  Id<Signature> id;
  Number number;  // within its compact
  Id<organisations::Organisation> organisation;
  Number organisation_number;  // in addresses
  std::string organisation_name;
  Id<texts::Version> version;
  Number text;
  Number version_number;
  std::string sha256;
  std::string signer_name;  // for its representatives and staff only; may be empty
  std::string signer_role;  // likewise
  Instant signed_at;        // unless signed here, only the day is known
  Channel channel = Channel::web;
  std::optional<Instant> withdrawn_at;
  std::optional<std::string> withdrawn_reason;

  bool holds() const { return !withdrawn_at; }
};

std::optional<Signature> find(Db&, Id<compacts::Compact>, Number);
// Newest first, the withdrawn ones too.
std::vector<Signature> list_of(Db&, Id<organisations::Organisation>);
// Those that hold for that version: counted, never typed. Public bodies are counted too.
std::int64_t count(Db&, Id<texts::Version>);

// The page of one signature.
Url address(const Visit&, const Signature&);

Feature feature();

}  // namespace overens::signatures
