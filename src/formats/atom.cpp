#include "formats/atom.h"

#include <algorithm>
#include <string_view>

namespace overens::formats {
namespace {

// XML 1.0, 2.2: of the control characters only tab, line feed and carriage return.
bool fits_in_xml(char c) {
  return static_cast<unsigned char>(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

void append_escaped(std::string& xml, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '&':
        xml += "&amp;";
        break;
      case '<':
        xml += "&lt;";
        break;
      case '>':
        xml += "&gt;";
        break;
      case '"':
        xml += "&quot;";
        break;
      default:
        if (fits_in_xml(c)) xml += c;
    }
  }
}

void element(std::string& xml, std::string_view name, std::string_view text) {
  xml.append("<").append(name).append(">");
  append_escaped(xml, text);
  xml.append("</").append(name).append(">\n");
}

void link(std::string& xml, std::string_view relation, std::string_view type,
          std::string_view url) {
  xml.append("<link rel=\"").append(relation).append("\" type=\"").append(type);
  xml.append("\" href=\"");
  append_escaped(xml, url);
  xml.append("\"/>\n");
}

void author(std::string& xml, std::string_view name) {
  xml.append("<author>");
  element(xml, "name", name);
  xml.append("</author>\n");
}

void append_entry(std::string& xml, const AtomEntry& entry) {
  xml += "<entry>\n";
  element(xml, "id", entry.id);
  element(xml, "title", entry.title);
  link(xml, "alternate", "text/html", entry.url);
  element(xml, "updated", iso_utc(entry.updated));
  if (entry.published) element(xml, "published", iso_utc(*entry.published));
  if (!entry.author.empty()) author(xml, entry.author);
  if (!entry.summary.empty()) element(xml, "summary", entry.summary);
  xml += "</entry>\n";
}

Instant last_update(const AtomFeed& feed) {
  if (feed.entries.empty()) return feed.updated;
  return std::ranges::max(feed.entries, {}, &AtomEntry::updated).updated;
}

}  // namespace

std::string atom(const AtomFeed& feed) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
  xml += "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"";
  append_escaped(xml, feed.language);
  xml += "\">\n";
  element(xml, "id", feed.id);
  element(xml, "title", feed.title);
  link(xml, "self", "application/atom+xml", feed.url);
  link(xml, "alternate", "text/html", feed.page);
  element(xml, "updated", iso_utc(last_update(feed)));
  author(xml, feed.author);
  for (const AtomEntry& entry : feed.entries) append_entry(xml, entry);
  xml += "</feed>\n";
  return xml;
}

}  // namespace overens::formats
