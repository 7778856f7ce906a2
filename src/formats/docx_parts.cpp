#include "formats/docx_parts.h"

#include <algorithm>

namespace overens::formats {
namespace {

constexpr const char* declaration = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)";
constexpr const char* word_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr const char* package_namespace =
    "http://schemas.openxmlformats.org/package/2006/relationships";

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string element(const std::string& name, const std::string& attributes,
                    const std::string& content = {}) {
  const std::string opened = "<" + name + (attributes.empty() ? "" : " " + attributes);
  return content.empty() ? opened + "/>" : opened + ">" + content + "</" + name + ">";
}

std::string value(const std::string& name, const std::string& of) {
  return element(name, "w:val=\"" + of + "\"");
}

std::string content_types() {
  const auto part = [](const std::string& name, const std::string& type) {
    return element("Override", "PartName=\"/" + name + "\" ContentType=\"" + type + "\"");
  };
  const std::string word = word_type;
  return std::string(declaration) +
         element("Types", R"(xmlns="http://schemas.openxmlformats.org/package/2006/content-types")",
                 R"(<Default Extension="rels" ContentType=)"
                 R"("application/vnd.openxmlformats-package.relationships+xml"/>)"
                 R"(<Default Extension="xml" ContentType="application/xml"/>)" +
                     part("word/document.xml", word + "document.main+xml") +
                     part("word/styles.xml", word + "styles+xml") +
                     part("word/numbering.xml", word + "numbering+xml") +
                     part("word/settings.xml", word + "settings+xml") +
                     part("word/footer.xml", word + "footer+xml") +
                     part("docProps/core.xml",
                          "application/vnd.openxmlformats-package.core-properties+xml"));
}

std::string relation(const std::string& id, const std::string& type, const std::string& target,
                     const std::string& mode = {}) {
  return element("Relationship", "Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" +
                                     escaped(target) + "\"" +
                                     (mode.empty() ? "" : " TargetMode=\"" + mode + "\""));
}

std::string relations(const std::string& all) {
  return std::string(declaration) +
         element("Relationships", std::string("xmlns=\"") + package_namespace + "\"", all);
}

std::string relations_of_archive() {
  return relations(relation("document", std::string(docx_relations_namespace) + "/officeDocument",
                            "word/document.xml") +
                   relation("core",
                            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                            "core-properties",
                            "docProps/core.xml"));
}

std::string relations_of_text(const std::vector<std::string>& addresses) {
  const std::string kind = std::string(docx_relations_namespace) + "/";
  std::string all = relation("styles", kind + "styles", "styles.xml") +
                    relation("numbering", kind + "numbering", "numbering.xml") +
                    relation("settings", kind + "settings", "settings.xml") +
                    relation("footer", kind + "footer", "footer.xml");
  for (std::size_t i = 0; i < addresses.size(); ++i)
    all += relation("link" + std::to_string(i + 1), kind + "hyperlink", addresses[i], "External");
  return relations(all);
}

std::string word_part(const std::string& root, const std::string& content) {
  return std::string(declaration) +
         element(root, std::string("xmlns:w=\"") + docx_namespace + "\"", content);
}

struct Style {
  std::string id;
  std::string name;  // Word knows its own by name
  int half_points = 21;
  bool is_bold = false;
  int before = 0;  // twentieths of a point
  int after = 120;
  std::string more{};       // of the paragraph, after its spacing
  std::string more_runs{};  // of its runs
};

// The elements stand in the order of the schema (17.3.1.26 and 17.3.2.28).
std::string style(const Style& one, const std::string& first = {}) {
  const bool is_normal = one.id == "Normal";
  std::string paragraph =
      first + element("w:spacing", "w:before=\"" + std::to_string(one.before) + "\" w:after=\"" +
                                       std::to_string(one.after) + "\"");
  std::string run = (one.is_bold ? "<w:b/>" : "") + one.more_runs +
                    value("w:sz", std::to_string(one.half_points)) +
                    value("w:szCs", std::to_string(one.half_points));
  return element("w:style",
                 std::string("w:type=\"paragraph\"") + (is_normal ? " w:default=\"1\"" : "") +
                     " w:styleId=\"" + one.id + "\"",
                 value("w:name", one.name) + (is_normal ? "" : value("w:basedOn", "Normal")) +
                     "<w:qFormat/>" + element("w:pPr", "", paragraph + one.more) +
                     element("w:rPr", "", run));
}

std::string heading_style(int level) {
  constexpr int sizes[] = {40, 30, 25, 21}, above[] = {0, 440, 320, 240};
  const std::string number = std::to_string(level);
  return style({.id = "Heading" + number,
                .name = "heading " + number,
                .half_points = sizes[level - 1],
                .is_bold = true,
                .before = above[level - 1],
                .more = value("w:outlineLvl", std::to_string(level - 1))},
               "<w:keepNext/><w:keepLines/>");
}

std::string list_style(const std::string& id, const std::string& name, const std::string& list) {
  const std::string numbering =
      element("w:numPr", "", value("w:ilvl", "0") + value("w:numId", list));
  return style({.id = id, .name = name, .after = 60}, numbering);
}

std::string styles(const Document& document) {
  const std::string language = value("w:lang", std::string(tag(document.language)));
  std::string all = element(
      "w:docDefaults", "",
      element("w:rPrDefault", "",
              element("w:rPr", "",
                      R"(<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>)" + language)));
  all += style({.id = "Normal", .name = "Normal"});
  for (int level = 1; level <= 4; ++level) all += heading_style(level);
  all += style({.id = "Lead", .name = "Lead", .half_points = 24});
  const std::string grey = value("w:color", "5C6666");
  all += style({.id = "Note", .name = "Note", .half_points = 18, .more_runs = grey});
  all += style({.id = "Code", .name = "Code", .half_points = 18});
  all += style({.id = "Footer", .name = "footer", .half_points = 16, .more_runs = grey});
  all += style({.id = "Caption",
                .name = "caption",
                .half_points = 18,
                .is_bold = true,
                .before = 160,
                .after = 60},
               "<w:keepNext/>");
  all += style({.id = "Cell", .name = "Cell", .half_points = 18, .after = 40});
  all += style({.id = "CellHeading",
                .name = "Cell Heading",
                .half_points = 18,
                .is_bold = true,
                .after = 40});
  all += style({.id = "ContentsHeading",
                .name = "TOC Heading",
                .half_points = 30,
                .is_bold = true,
                .before = 440});
  all += style({.id = "Contents1", .name = "toc 1", .after = 40});
  all +=
      style({.id = "Contents2", .name = "toc 2", .after = 40, .more = R"(<w:ind w:left="320"/>)"});
  all += list_style("ListBullet", "List Bullet", "1");
  all += list_style("ListNumber", "List Number", "2");
  all += R"(<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>)"
         R"(<w:color w:val="004A54"/><w:u w:val="single"/></w:rPr></w:style>)";
  all +=
      R"(<w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:tblPr><w:tblBorders>)"
      R"(<w:bottom w:val="single" w:sz="4" w:color="8C9999"/>)"
      R"(<w:insideH w:val="single" w:sz="4" w:color="8C9999"/></w:tblBorders></w:tblPr></w:style>)";
  return word_part("w:styles", all);
}

std::string numbering() {
  const auto list = [](const std::string& id, const std::string& format, const std::string& mark) {
    return element("w:abstractNum", "w:abstractNumId=\"" + id + "\"",
                   element("w:lvl", "w:ilvl=\"0\"",
                           value("w:start", "1") + value("w:numFmt", format) +
                               value("w:lvlText", mark) + value("w:lvlJc", "left") +
                               R"(<w:pPr><w:ind w:left="400" w:hanging="400"/></w:pPr>)"));
  };
  const auto use = [](const std::string& id) {
    return element("w:num", "w:numId=\"" + id + "\"", value("w:abstractNumId", id));
  };
  return word_part("w:numbering",
                   list("1", "bullet", "•") + list("2", "decimal", "%1.") + use("1") + use("2"));
}

std::string footer(const Document& document) {
  std::string lines;
  std::string_view rest = document.footer;
  while (!rest.empty()) {
    const std::string line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    lines += element("w:t", "xml:space=\"preserve\"", escaped(line)) + "<w:br/>";
  }
  const std::string page = element("w:fldSimple", "w:instr=\" PAGE \"", "<w:r><w:t>1</w:t></w:r>");
  return word_part("w:ftr", element("w:p", "",
                                    element("w:pPr", "", value("w:pStyle", "Footer")) +
                                        element("w:r", "", lines) + page));
}

std::string settings(const Document& document) {
  return word_part("w:settings", value("w:themeFontLang", std::string(tag(document.language))));
}

std::string core_properties(const Document& document) {
  const std::string at = iso_utc(document.made_at);
  const auto when = [&](const char* name) {
    return element(name, R"(xsi:type="dcterms:W3CDTF")", at);
  };
  return std::string(declaration) +
         element("cp:coreProperties",
                 R"(xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/)"
                 R"(core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" )"
                 R"(xmlns:dcterms="http://purl.org/dc/terms/" )"
                 R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance")",
                 element("dc:title", "", escaped(document.title)) +
                     element("dc:creator", "", escaped(document.author)) +
                     element("dc:language", "", std::string(tag(document.language))) +
                     when("dcterms:created") + when("dcterms:modified"));
}

}  // namespace

std::vector<DocxPart> docx_parts(const Document& document,
                                 const std::vector<std::string>& addresses) {
  return {{"[Content_Types].xml", content_types()},
          {"_rels/.rels", relations_of_archive()},
          {"word/_rels/document.xml.rels", relations_of_text(addresses)},
          {"word/styles.xml", styles(document)},
          {"word/numbering.xml", numbering()},
          {"word/settings.xml", settings(document)},
          {"word/footer.xml", footer(document)},
          {"docProps/core.xml", core_properties(document)}};
}

}  // namespace overens::formats
