#include "formats/document.h"

#include <gtest/gtest.h>

#include <pugixml.hpp>
#include <stdexcept>

#include "formats/document_in.h"
#include "formats/document_testing.h"

namespace overens::formats {
namespace {

using Kind = Document::Run::Kind;
using Change = Document::Change;

Document empty_document() {
  Document document;
  document.title = "Beslutsunderlag: prov & <försök>";
  document.author = "Överenskommelsen i Östergötland";
  document.footer = "Version 2\nDet här är en demonstration.";
  document.changed_by = "Version 2";
  document.made_at = *parse_instant("2018-12-11T16:00:00Z");
  document.blocks.push_back(Document::Heading{.words = plain_words(document.title)});
  return document;
}

// "Vi för dialog tidigt." became "Vi för samtal tidigt.", one paragraph went and one came.
Document small_document() {
  Document document = empty_document();
  auto& blocks = document.blocks;
  blocks.push_back(Document::Contents{"Innehåll"});
  blocks.push_back(Document::Heading{.level = 2, .words = plain_words("Ändringar")});
  blocks.push_back(Document::Paragraph{.words = {{.text = "Vi för "},
                                                 {.text = "dialog", .kind = Kind::deleted},
                                                 {.text = "samtal", .kind = Kind::inserted},
                                                 {.text = " tidigt."}}});
  blocks.push_back(Document::Paragraph{.words = {{.text = "Det här utgår.", .kind = Kind::deleted}},
                                       .change = Change::deleted});
  blocks.push_back(Document::Paragraph{
      .words = {{.text = "Det här är nytt.", .kind = Kind::inserted}}, .change = Change::inserted});
  blocks.push_back(Document::Heading{.level = 2, .words = plain_words("Svar")});
  blocks.push_back(Document::List{.items = {plain_words("ett"), plain_words("två")}});
  blocks.push_back(Document::Table{
      .caption = "Svaren",
      .columns = {{.heading = "Organisation", .is_row_heading = true}, {.heading = "Svar"}},
      .rows = {{plain_words("Eken"), plain_words("tillstyrker")},
               {plain_words("Glänta"), {{.text = "Kyllä", .language = "fi"}}}}});
  blocks.push_back(Document::PageBreak{});
  blocks.push_back(Document::Paragraph{
      .words = {{.text = "Läs "}, {.text = "texten", .address = "https://example.org/texts/1"}}});
  return document;
}

// The second paragraph became the first, in slightly other words.
Document document_with_a_move() {
  Document document = empty_document();
  document.blocks.push_back(
      Document::Paragraph{.words = {{.text = "Det andra gäller.", .kind = Kind::inserted}},
                          .change = Change::inserted,
                          .move = 1});
  document.blocks.push_back(Document::Paragraph{.words = plain_words("Det första.")});
  document.blocks.push_back(
      Document::Paragraph{.words = {{.text = "Det andra.", .kind = Kind::deleted}},
                          .change = Change::deleted,
                          .move = 1});
  return document;
}

std::string words_of(const std::string& bytes) {
  return told_of(bytes, "a.pdf", "pdftotext -layout {} -");
}

bool has(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

TEST(APdf, SaysWhatItIs) {
  const std::string said = told_of(pdf(small_document()), "a.pdf", "pdfinfo {}; pdfinfo -meta {}");
  EXPECT_TRUE(has(said, "Beslutsunderlag: prov & <försök>"));
  EXPECT_TRUE(has(said, "Tagged:          yes"));
  EXPECT_TRUE(has(said, "Pages:           2"));
  EXPECT_TRUE(has(said, "Tue Dec 11"));
  EXPECT_TRUE(has(said, "<pdfuaid:part>1</pdfuaid:part>"));
  EXPECT_TRUE(has(said, "<rdf:li>sv</rdf:li>"));
  EXPECT_TRUE(has(said, "prov &amp; &lt;försök>"));
}

TEST(APdf, HasItsStructureInTheOrderItIsRead) {
  const std::string tree = told_of(pdf(small_document()), "a.pdf", "pdfinfo -struct-text {}");
  std::size_t at = 0;
  for (const char* next :
       {"Document",       "H1",    "TOC",      "TOCI",        "Link",      "H2", "\"Ändringar",
        "P (block)",      "Span",  "\"dialog", "H2",          "L (block)", "LI", "Lbl",
        "LBody",          "\"ett", "Table",    "Caption",     "TR",        "TH", "/Scope /Column",
        "\"Organisation", "TR",    "TH",       "/Scope /Row", "\"Eken",    "TD", "\"Kyllä",
        "P (block)",      "Link"}) {
    at = tree.find(next, at);
    ASSERT_NE(at, std::string::npos) << next << "\n" << tree;
  }
  EXPECT_FALSE(has(tree, "NonStruct"));
  EXPECT_FALSE(has(tree, "demonstration")) << "the foot of a page is an artifact";
}

TEST(APdf, CarriesItsWordsItsFootAndItsLinks) {
  const std::string bytes = pdf(small_document());
  const std::string words = words_of(bytes);
  EXPECT_TRUE(has(words, "Det här är nytt."));
  EXPECT_EQ(count_of(words, "Det här är en demonstration."), 2u);
  EXPECT_TRUE(has(words, "Page 2 of 2"));
  EXPECT_TRUE(has(told_of(bytes, "a.pdf", "pdfinfo -url {}"), "https://example.org/texts/1"));
  EXPECT_TRUE(has(told_of(bytes, "a.pdf", "pdffonts {}"), "Inter"));
}

TEST(APdf, IsTheSameEachTime) {
  EXPECT_EQ(pdf(small_document()), pdf(small_document()));
  EXPECT_EQ(docx(small_document()), docx(small_document()));
}

TEST(APdf, BreaksLongRowsAndTellsHowFarItHasCome) {
  Document document = empty_document();
  Document::Table table{.caption = "Ord", .columns = {{.heading = "Ord"}}, .rows = {}};
  table.rows.push_back({plain_words(std::string(20'000, 'x'))});
  document.blocks.push_back(table);
  for (int i = 0; i < 500; ++i) document.blocks.push_back(Document::Paragraph{plain_words("a")});
  std::int64_t done = 0, total = 0;
  const std::string words = words_of(pdf(document, [&](std::int64_t now, std::int64_t all) {
    done = now;
    total = all;
  }));
  EXPECT_EQ(count_of(words, "x"), 20'000u);
  EXPECT_EQ(count_of(words, "-"), 0u);
  EXPECT_EQ(total, 1'004);
  EXPECT_EQ(done, 1'000);
}

// Control characters, what XML can not hold, other alphabets, marks that turn the direction, and
// text that looks like the insides of the file.
Document hostile_document() {
  Document document = empty_document();
  document.title = "Titel\x01 \xEF\xBF\xBE]]>";
  const std::string hostile = std::string("nul\0 x", 6) +
                              " \x1B[0m <w:p>&amp; ]]> \xEF\xBF\xBF \xFF\xC3 "
                              "\xF0\x9F\x98\x80 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAEtxet "
                              "/NonStruct << /MCID 1 >> BDC ) EMC ( =1+1 '";
  document.blocks.push_back(Document::Paragraph{
      .words = {{.text = hostile}, {.text = hostile, .address = "https://example.org/'x\\"}}});
  document.blocks.push_back(Document::Heading{.level = 9, .words = plain_words(hostile)});
  document.blocks.push_back(Document::Paragraph{plain_words(std::string(10'000, 'N'))});
  document.blocks.push_back(Document::Paragraph{});
  document.blocks.push_back(Document::List{});
  document.footer = hostile;
  return document;
}

TEST(ADocument, TakesWhateverPeopleWrite) {
  const Document document = hostile_document();
  const std::string bytes = pdf(document);
  EXPECT_EQ(told_of(bytes, "a.pdf", "pdfinfo -struct {} 2>&1 >/dev/null"), "");
  const std::string words = words_of(bytes);
  EXPECT_TRUE(has(words, "/NonStruct << /MCID 1 >> BDC ) EMC"));
  EXPECT_TRUE(has(words, "\xF0\x9F\x98\x80"));
  EXPECT_EQ(count_of(words, "N"), 10'000u + count_of(words, "/NonStruct"));
  const std::string archive = docx(document);
  for (const char* part : {"word/document.xml", "word/footer.xml", "docProps/core.xml",
                           "word/styles.xml", "word/_rels/document.xml.rels"}) {
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_string(member_of(archive, part).c_str())) << part;
  }
  EXPECT_TRUE(has(read_document(archive).markdown, "nul x"));
}

TEST(ADocument, HasLimits) {
  Document many = empty_document();
  many.blocks.resize(DocumentLimits::blocks + 1, Document::PageBreak{});
  EXPECT_THROW(pdf(many), std::length_error);
  EXPECT_THROW(docx(many), std::length_error);
  Document odd = empty_document();
  odd.blocks.push_back(Document::Table{.caption = "x", .columns = {{}}, .rows = {{}}});
  EXPECT_THROW(pdf(odd), std::invalid_argument);
  Document wide = empty_document();
  wide.blocks.push_back(
      Document::Table{.caption = "x", .columns = std::vector<Document::Column>(13), .rows = {}});
  EXPECT_THROW(docx(wide), std::length_error);
}

TEST(ADocx, HasTrackedChangesOfNoPerson) {
  const std::string text = member_of(docx(small_document()), "word/document.xml");
  EXPECT_EQ(count_of(text, "<w:ins "), 3u);  // two stretches of words and an end
  EXPECT_EQ(count_of(text, "<w:del "), 3u);
  EXPECT_EQ(count_of(text, "w:author=\"Version 2\" w:date=\"2018-12-11T16:00:00Z\""), 6u);
  EXPECT_EQ(count_of(text, "<w:tblHeader"), 1u);
  EXPECT_TRUE(has(text, "<w:lang w:val=\"fi\"/>"));
}

TEST(ADocx, ShowsWhatMovedAsAMove) {
  const std::string bytes = docx(document_with_a_move());
  const std::string text = member_of(bytes, "word/document.xml");
  for (const std::string way : {"w:moveTo", "w:moveFrom"}) {
    EXPECT_EQ(count_of(text, "<" + way + " "), 2u) << "the words and their end: " << way;
    EXPECT_EQ(count_of(text, "<" + way + "RangeStart "), 1u);
    EXPECT_EQ(count_of(text, "<" + way + "RangeEnd "), 1u);
  }
  EXPECT_EQ(count_of(text, "w:name=\"move1\""), 2u) << "one name for both";
  EXPECT_EQ(count_of(text, "<w:ins ") + count_of(text, "<w:del ") + count_of(text, "delText"), 0u);
  const std::string read = read_document(bytes).markdown;
  EXPECT_TRUE(has(read, "Det andra gäller.\n\nDet första."));
  EXPECT_FALSE(has(read, "Det andra."));
}

TEST(ADocx, ReadInAgainHasTheNewText) {
  const ReadDocument read = read_document(docx(small_document()));
  EXPECT_TRUE(has(read.markdown, "Vi för samtal tidigt.\n\nDet här är nytt."));
  EXPECT_FALSE(has(read.markdown, "dialog"));
  EXPECT_FALSE(has(read.markdown, "utgår"));
  EXPECT_TRUE(has(read.markdown, "- ett\n- två"));
  EXPECT_FALSE(has(read.markdown, "Innehåll"));
}

// What LibreOffice makes of it.
std::string opened(const Document& document) {
  return told_of(docx(document), "a.docx",
                 "soffice --headless -env:UserInstallation=file://$PWD/profile --convert-to fodt "
                 "{} >/dev/null 2>&1; cat a.fodt");
}

TEST(ADocx, IsOpenedByLibreOfficeWithItsMoves) {
  const std::string odt = opened(document_with_a_move());
  EXPECT_EQ(count_of(odt, "<text:insertion>"), 1u);
  EXPECT_EQ(count_of(odt, "<text:deletion>"), 1u);
}

// Each stretch that is inserted or deleted is a changed region.
TEST(ADocx, IsOpenedByLibreOfficeWithItsChanges) {
  const std::string odt = opened(small_document());
  ASSERT_TRUE(has(odt, "<office:text")) << "soffice is in the set of tools/install test";
  EXPECT_EQ(count_of(odt, "<text:insertion>"), 2u);
  EXPECT_EQ(count_of(odt, "<text:deletion>"), 2u);
  EXPECT_TRUE(has(odt, "<dc:creator>Version 2</dc:creator>"));
  EXPECT_TRUE(has(odt, "text:outline-level=\"2\""));
  EXPECT_TRUE(has(odt, "<table:table-header-rows>"));
  EXPECT_TRUE(has(odt, "fo:language=\"sv\""));
}

}  // namespace
}  // namespace overens::formats
