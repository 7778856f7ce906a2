#include "base/stems.h"

#include <libstemmer.h>

#include <array>
#include <memory>

#include "base/text.h"
#include "base/tokens.h"

namespace overens {
namespace {

struct Release {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// A stemmer keeps its last word inside: one for each thread.
sb_stemmer* stemmer_of(Language language) {
  thread_local std::array<std::unique_ptr<sb_stemmer, Release>, std::size(languages)> stemmers;
  auto& stemmer = stemmers[static_cast<std::size_t>(language)];
  if (!stemmer) stemmer.reset(sb_stemmer_new(std::string(tag(language)).c_str(), "UTF_8"));
  return stemmer.get();
}

}  // namespace

std::vector<std::string> stems_of(std::string_view text, Language language) {
  sb_stemmer* stemmer = stemmer_of(language);
  std::vector<std::string> stems;
  const std::string folded = fold(text);
  for (const Token& token : tokens_of(folded)) {
    if (!token.is_word || length(token.text) < 2) continue;
    if (token.text.find_first_not_of("0123456789") == std::string_view::npos) continue;
    const auto* word = reinterpret_cast<const sb_symbol*>(token.text.data());
    const sb_symbol* stem = sb_stemmer_stem(stemmer, word, static_cast<int>(token.text.size()));
    if (!stem) continue;  // out of memory
    stems.emplace_back(reinterpret_cast<const char*>(stem),
                       static_cast<std::size_t>(sb_stemmer_length(stemmer)));
  }
  return stems;
}

}  // namespace overens
