// Östergötland from note to paragraph and back, as kopplingar.csv says it.
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "app/test_app.h"
#include "features/texts/texts.h"

namespace overens {
namespace {

// By the first words of a paragraph: "note-6", "remark-12".
std::map<std::string, std::set<std::string>> links_of_the_file() {
  std::map<std::string, std::set<std::string>> links;
  std::istringstream lines(TestApp::demo_files().at("kopplingar.csv"));
  std::string line;
  std::getline(lines, line);  // the headings
  while (std::getline(lines, line)) {
    while (!line.empty() && line.back() == '\r') line.pop_back();
    const std::size_t kind = line.find(';'), number = line.rfind(';');
    if (number == std::string::npos || kind == number) continue;
    const bool is_note = line.substr(kind + 1, number - kind - 1) == "inspel";
    links[line.substr(0, kind)].insert((is_note ? "note-" : "remark-") + line.substr(number + 1));
  }
  return links;
}

std::set<std::string> shown_on(const Answer& page) {
  std::set<std::string> shown;
  for (const std::string_view kind : {"id=\"note-", "id=\"remark-"})
    for (std::size_t at = page.body.find(kind); at != std::string::npos;
         at = page.body.find(kind, at + 1)) {
      const std::size_t begin = at + 4;
      shown.insert(page.body.substr(begin, page.body.find('"', begin) - begin));
    }
  return shown;
}

TEST(Story, EachParagraphShowsExactlyTheNotesAndRemarksOfTheFileAndTheyLeadBack) {
  TestApp app;
  const auto links = links_of_the_file();
  ASSERT_GT(links.size(), 5u);
  std::set<std::string> linked;
  int changed = 0;
  for (const auto& [words, wanted] : links) {
    const auto paragraph = app.read([&, &begins = words](Db& db) {
      const auto compact = found(compacts::find(db, "ostergotland"));
      const auto version = found(texts::find(db, compact.id, {1}, {2}));
      return found(texts::find_paragraph_beginning(db, version.id, begins));
    });
    const std::string path =
        "/ostergotland/texts/1/paragraphs/" + std::to_string(paragraph.number.value);
    const Answer chain = app.anyone().get(path);
    EXPECT_EQ(shown_on(chain), wanted) << words;
    EXPECT_FALSE(chain.has("Möten på kvällar")) << words;
    changed += chain.has("What changed its words");
    for (const std::string& one : wanted) {
      linked.insert(one);
      if (!one.starts_with("note-")) continue;
      EXPECT_TRUE(app.anyone().get("/ostergotland/contributions/" + one.substr(5)).has(path))
          << one;
    }
  }
  EXPECT_GT(changed,
            0);  // remarks of the file that were accepted, in paragraphs that read otherwise
  for (int note = 1; note <= 58; ++note)
    if (!linked.contains("note-" + std::to_string(note))) {
      EXPECT_TRUE(
          app.anyone().get("/ostergotland/contributions/" + std::to_string(note)).has("No link"))
          << note;
    }
}

}  // namespace
}  // namespace overens
