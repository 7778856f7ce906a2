#include "web/letters.h"

namespace overens {

std::string demo_words(const Site& site, Language language) {
  if (!site.is_demo) return {};
  return "\n" + t("This is a demonstration and not the site of {}.", site.demo_of).in(language) +
         "\n";
}

std::string letter_text(const Site& site, const std::string& name, const std::string& words,
                        const std::string& sender, Language language) {
  const std::string greeting = (name.empty() ? t("Hello,") : t("Hello {},", name)).in(language);
  return greeting + "\n\n" + words + "\n" + sender + "\n" + demo_words(site, language);
}

}  // namespace overens
