#include "formats/document_in.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <map>
#include <random>

namespace overens::formats {
namespace {

using Members = std::map<std::string, std::string>;

// An archive of these members; the member "mimetype" stands first and is not packed, as
// OpenDocument asks.
std::string archive_of(const Members& members) {
  zip_error_t error;
  zip_source_t* whole = zip_source_buffer_create(nullptr, 0, 0, &error);
  zip_source_keep(whole);
  zip_t* archive = zip_open_from_source(whole, ZIP_TRUNCATE, &error);
  const auto put = [&](const std::string& name, const std::string& content) {
    const auto at = zip_file_add(archive, name.c_str(),
                                 zip_source_buffer(archive, content.data(), content.size(), 0), 0);
    if (name == "mimetype")
      zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
  };
  if (const auto first = members.find("mimetype"); first != members.end())
    put(first->first, first->second);
  for (const auto& [name, content] : members)
    if (name != "mimetype") put(name, content);
  zip_close(archive);
  zip_stat_t stat;
  zip_source_stat(whole, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(whole);
  bytes.resize(static_cast<std::size_t>(zip_source_read(whole, bytes.data(), bytes.size())));
  zip_source_close(whole);
  zip_source_free(whole);
  return bytes;
}

Members docx_members(const std::string& body) {
  return {
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>"},
      {"word/styles.xml", R"(<w:styles xmlns:w="w">
             <w:style w:type="paragraph" w:styleId="Rubrik1"><w:name w:val="heading 1"/>
               <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
             <w:style w:type="paragraph" w:styleId="Egen"><w:name w:val="Min rubrik"/>
               <w:basedOn w:val="Under"/></w:style>
             <w:style w:type="paragraph" w:styleId="Under"><w:name w:val="Rubrik 2"/></w:style>
             <w:style w:type="paragraph" w:styleId="Krets"><w:name w:val="x"/>
               <w:basedOn w:val="Krets"/></w:style>
           </w:styles>)"}};
}

std::string docx(const std::string& body) { return archive_of(docx_members(body)); }

std::string odt(const std::string& text, const Members& more = {}) {
  Members members{{"mimetype", "application/vnd.oasis.opendocument.text"},
                  {"content.xml", "<o:document-content xmlns:o='o' xmlns:t='t'><o:body><o:text>" +
                                      text + "</o:text></o:body></o:document-content>"}};
  members.insert(more.begin(), more.end());
  return archive_of(members);
}

std::string p(const std::string& words, const std::string& style = "") {
  return "<w:p><w:pPr><w:pStyle w:val='" + style + "'/></w:pPr><w:r><w:t>" + words +
         "</w:t></w:r></w:p>";
}

std::string told(const ReadDocument& read) {
  return read.refusal ? read.refusal->in(Language::en) : "";
}

TEST(DocumentIn, HeadingsAreKnownByTheirStyle) {
  EXPECT_EQ(read_document(docx(p("Ett", "Rubrik1") + p("Ord.") + p("Två", "Rubrik1") +
                               p("Under", "Egen") + p("Mer.", "Krets")))
                .markdown,
            "## Ett\n\nOrd.\n\n## Två\n\n### Under\n\nMer.");
  EXPECT_EQ(read_document(docx(p("Titeln", "Rubrik1") + p("Ett", "Under") + p("Ord."))).markdown,
            "# Titeln\n\n## Ett\n\nOrd.");
}

TEST(DocumentIn, AListThatFollowsAnotherBeginsFromOne) {
  const auto item = [](const std::string& words, const std::string& list) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='" + list +
           "'/></w:numPr></w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
  };
  Members members = docx_members(item("a", "1") + item("b", "1") + item("ett", "2") +
                                 item("två", "2") + item("nytt", "3"));
  const auto list = [](const std::string& id, const std::string& kind) {
    return "<w:abstractNum w:abstractNumId='" + id + "'><w:lvl w:ilvl='0'><w:numFmt w:val='" +
           kind + "'/></w:lvl></w:abstractNum>";
  };
  const auto use = [](const std::string& id) {
    return "<w:num w:numId='" + id + "'><w:abstractNumId w:val='" + id + "'/></w:num>";
  };
  members["word/numbering.xml"] = "<w:numbering xmlns:w='w'>" + list("1", "bullet") +
                                  list("2", "decimal") + list("3", "decimal") + use("1") +
                                  use("2") + use("3") + "</w:numbering>";
  EXPECT_EQ(read_document(archive_of(members)).markdown, "- a\n- b\n1. ett\n2. två\n1) nytt");
}

TEST(DocumentIn, TrackedChangesAreReadAsAccepted) {
  const auto read = read_document(docx(
      "<w:p><w:r><w:t>Vi </w:t></w:r><w:del><w:r><w:delText>ska</w:delText></w:r></w:del>"
      "<w:ins><w:r><w:t>vill</w:t></w:r></w:ins></w:p>"
      "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Hälften</w:t></w:r></w:p>"
      "<w:p><w:r><w:t xml:space='preserve'> </w:t></w:r><w:r><w:t>och resten.</w:t></w:r></w:p>"));
  EXPECT_EQ(read.markdown, "Vi vill\n\nHälften och resten.");
  ASSERT_EQ(read.notices.size(), 1u);
}

TEST(DocumentIn, WhatMarkdownWouldTakeForSomethingElseIsEscaped) {
  EXPECT_EQ(read_document(docx(p("1. Ingen lista") + p("# ingen rubrik") + p("a*b snake_case _x_") +
                               p("2018 var bra") + p("-1 grad") + p("- streck")))
                .markdown,
            "1\\. Ingen lista\n\n\\# ingen rubrik\n\na\\*b snake_case \\_x\\_\n\n2018 var bra\n\n"
            "-1 grad\n\n\\- streck");
}

TEST(DocumentIn, OpenDocumentIsReadWithItsListsAndNotes) {
  const auto read = read_document(
      odt("<t:h t:outline-level='1'>Syfte</t:h><t:p>Ett<t:s t:c='2'/>ord<t:note><t:note-citation>1"
          "</t:note-citation><t:note-body><t:p>Noten.</t:p></t:note-body></t:note>.</t:p>"
          "<t:list><t:list-item><t:p>a</t:p><t:list><t:list-item><t:p>b</t:p></t:list-item>"
          "</t:list></t:list-item></t:list><t:p>Sist<o:annotation><t:p>pst</t:p></o:annotation>"
          "</t:p>"));
  EXPECT_EQ(read.markdown, "# Syfte\n\nEtt ord[1].\n\n- a\n    - b\n\nSist\n\n[1] Noten.");
  EXPECT_EQ(read.notices.size(), 1u);
}

TEST(DocumentIn, MacrosPasswordsAndOldFormatsAreRefusedWithWords) {
  auto with_macros = docx_members(p("Ord."));
  with_macros["word/vbaProject.bin"] = "x";
  EXPECT_NE(told(read_document(archive_of(with_macros))).find("macros"), std::string::npos);
  auto named = docx_members(p("Ord."));
  named["[Content_Types].xml"] = "<Types>application/vnd.ms-word.document.macroEnabled</Types>";
  EXPECT_NE(told(read_document(archive_of(named))).find("macros"), std::string::npos);
  EXPECT_NE(told(read_document(odt("<t:p>x</t:p>", {{"Basic/script-lc.xml", "x"}}))).find("macros"),
            std::string::npos);
  EXPECT_NE(told(read_document(odt("<t:p>x</t:p>", {{"META-INF/manifest.xml",
                                                     "<m><f><encryption-data/></f></m>"}})))
                .find("password"),
            std::string::npos);
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  EXPECT_NE(told(read_document(compound)).find("older Word"), std::string::npos);
  std::string name;
  for (const char c : std::string("EncryptedPackage")) (name += c) += '\0';
  EXPECT_NE(told(read_document(compound + name)).find("password"), std::string::npos);
  EXPECT_NE(told(read_document("%PDF-1.7")).find("neither"), std::string::npos);
  EXPECT_TRUE(read_document("").refusal);
}

TEST(DocumentIn, ABombIsNotUnpacked) {
  const std::string blanks(5 * 1024 * 1024, ' ');
  EXPECT_NE(told(read_document(docx(blanks + p("Ord.")))).find("too large"), std::string::npos);
  EXPECT_NE(told(read_document(odt(blanks))).find("too large"), std::string::npos);
  auto members = docx_members(p("Ord."));
  for (int i = 0; i < 60; ++i) members["extra" + std::to_string(i)] = "x";
  ReadingLimits few;
  few.entries = 50;
  EXPECT_TRUE(read_document(archive_of(members), few).refusal);
  std::string deep, end;
  for (int i = 0; i < 30'000; ++i) deep += "<w:ins>", end += "</w:ins>";
  EXPECT_NE(told(read_document(docx(deep + p("Ord.") + end))).find("too deep"), std::string::npos);
  EXPECT_NE(told(read_document(docx("<w:p>" + deep + end + "</w:p>"))).find("too deep"),
            std::string::npos);
  std::string many;
  for (int i = 0; i < 20'001; ++i) many += "<w:p><w:r><w:t>a</w:t></w:r></w:p>";
  EXPECT_NE(told(read_document(docx(many))).find("paragraphs"), std::string::npos);
  // An entity that stands for more of itself is never put in.
  EXPECT_EQ(read_document(archive_of({{"[Content_Types].xml", "<Types/>"},
                                      {"word/document.xml",
                                       "<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>"
                                       "<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
                                       "</w:body></w:document>"}}))
                .markdown,
            "&b;");
}

TEST(DocumentIn, WhateverIsCutOffOrTurnedIsRefusedOrRead) {
  const std::string whole = docx(p("Ett", "Rubrik1") + p("Ord."));
  std::mt19937 random(20181211);
  for (std::size_t length = 0; length < whole.size(); length += 7)
    EXPECT_TRUE(read_document(whole.substr(0, length)).refusal) << length;
  for (int round = 0; round < 500; ++round) {
    std::string turned = whole;
    for (int i = 0; i < 3; ++i)
      turned[random() % turned.size()] = static_cast<char>(random() % 256);
    const auto read = read_document(turned);
    EXPECT_TRUE(read.refusal || read.markdown.size() < 1000);
  }
}

}  // namespace
}  // namespace overens::formats
