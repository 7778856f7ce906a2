#define POINTERHOLDER_TRANSITION 4  // qpdf: no pointers of the older kind
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include "formats/pdf_canvas.h"

namespace overens::formats {
namespace {

using Object = QPDFObjectHandle;

bool is_element(Object one) { return one.isDictionary() && one.hasKey("/S"); }

bool is_artifact(Object one) {
  return is_element(one) && one.getKey("/S").getName() == "/NonStruct";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  }
  return out;
}

// Past a literal string (ISO 32000-1, 7.3.4.2) that begins there.
std::size_t after_string(std::string_view content, std::size_t at) {
  int depth = 0;
  for (; at < content.size(); ++at) {
    if (content[at] == '\\')
      ++at;
    else if (content[at] == '(')
      ++depth;
    else if (content[at] == ')' && --depth == 0)
      return at + 1;
  }
  return content.size();
}

// What stands in NonStruct becomes an artifact (14.8.2.2). What people wrote stands in strings, and
// is passed by.
std::string with_artifacts(std::string_view content) {
  constexpr std::string_view tagged = "/NonStruct <<", begins = "BDC";
  std::string out;
  out.reserve(content.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < content.size();) {
    if (content[at] == '(') {
      at = after_string(content, at);
    } else if (content[at] == '/' && content.substr(at).starts_with(tagged)) {
      out.append(content.substr(copied, at - copied)).append("/Artifact BMC");
      at = std::min(content.find(begins, at), content.size() - begins.size()) + begins.size();
      copied = at;
    } else {
      ++at;
    }
  }
  return out.append(content.substr(copied));
}

class Finish {
 public:
  Finish(const Document& document, const std::string& bytes, const std::vector<PdfMark>& marks)
      : document_(document), marks_(marks) {
    pdf_.setSuppressWarnings(true);
    pdf_.processMemoryFile("package", bytes.data(), bytes.size());
  }

  std::string write() {
    tell_what_it_is();
    forget_artifacts();
    mend_elements();
    for (auto& page : QPDFPageDocumentHelper(pdf_).getAllPages()) mend_page(page.getObjectHandle());
    QPDFWriter writer(pdf_);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setMinimumPDFVersion("1.7");
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
  }

 private:
  void tell_what_it_is() {
    Object root = pdf_.getRoot();
    root.replaceKey("/Lang", Object::newString(std::string(tag(document_.language))));
    Object preferences = Object::newDictionary();
    preferences.replaceKey("/DisplayDocTitle", Object::newBool(true));
    root.replaceKey("/ViewerPreferences", preferences);
    Object metadata = Object::newStream(&pdf_, xmp());
    metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
    metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
    root.replaceKey("/Metadata", pdf_.makeIndirectObject(metadata));
  }

  // XMP (ISO 16684-1) with the identification of PDF/UA (ISO 14289-1, clause 5).
  std::string xmp() const {
    return R"(<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>)"
           R"(<x:xmpmeta xmlns:x="adobe:ns:meta/">)"
           R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">)"
           R"(<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/")"
           R"( xmlns:xmp="http://ns.adobe.com/xap/1.0/")"
           R"( xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">)"
           "<pdfuaid:part>1</pdfuaid:part>"
           R"(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)" +
           escaped(document_.title) +
           "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>" +
           std::string(tag(document_.language)) +
           "</rdf:li></rdf:Bag></dc:language><dc:creator><rdf:Seq><rdf:li>" +
           escaped(document_.author) + "</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>" +
           iso_utc(document_.made_at) +
           R"(</xmp:CreateDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>)";
  }

  // From the lists of which content belongs to which element (ISO 32000-1, 14.7.4.4).
  void forget_artifacts() {
    Object numbers = pdf_.getRoot().getKey("/StructTreeRoot").getKey("/ParentTree").getKey("/Nums");
    for (int i = 1; i < numbers.getArrayNItems(); i += 2) {
      Object content = numbers.getArrayItem(i);
      if (!content.isArray()) continue;
      for (int j = 0; j < content.getArrayNItems(); ++j)
        if (is_artifact(content.getArrayItem(j))) content.setArrayItem(j, Object::newNull());
    }
  }

  void mend_elements() {
    Object tree = pdf_.getRoot().getKey("/StructTreeRoot");
    mend_children(tree);
  }

  // Elements come in the order their tags were opened in, and so do the marks.
  void mend_children(Object parent) {
    Object children = parent.getKey("/K");
    if (!children.isArray()) {
      if (is_element(children)) mend(children);
      return;
    }
    Object kept = Object::newArray();
    for (int i = 0; i < children.getArrayNItems(); ++i) {
      Object child = children.getArrayItem(i);
      if (is_element(child)) mend(child);
      if (!is_artifact(child)) kept.appendItem(child);
    }
    parent.replaceKey("/K", kept);
  }

  void mend(Object element) {
    if (next_ < marks_.size()) {
      const PdfMark& mark = marks_[next_];
      if (!mark.language.empty() && mark.language != tag(document_.language))
        element.replaceKey("/Lang", Object::newString(mark.language));
      if (!mark.spoken.empty()) element.replaceKey("/Alt", Object::newUnicodeString(mark.spoken));
      if (element.getKey("/S").getName() == "/TH") give_scope(element, mark);
      if (element.getKey("/S").getName() == "/Link") describe_link(element, mark);
    }
    ++next_;
    mend_children(element);
  }

  static void give_scope(Object element, const PdfMark& mark) {
    Object scope = Object::newDictionary();
    scope.replaceKey("/O", Object::newName("/Table"));
    scope.replaceKey("/Scope", Object::newName(mark.is_row_heading ? "/Row" : "/Column"));
    element.replaceKey("/A", scope);
  }

  static void describe_link(Object element, const PdfMark& mark) {
    Object children = element.getKey("/K");
    for (int i = 0; children.isArray() && i < children.getArrayNItems(); ++i)
      if (Object child = children.getArrayItem(i); child.isDictionary() && child.hasKey("/Obj"))
        child.getKey("/Obj").replaceKey("/Contents", Object::newUnicodeString(mark.spoken));
  }

  static void mend_page(Object page) {
    page.replaceKey("/Tabs", Object::newName("/S"));
    Object contents = page.getKey("/Contents");
    const auto buffer = contents.getStreamData(qpdf_dl_generalized);
    contents.replaceStreamData(
        with_artifacts({reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()}),
        Object::newNull(), Object::newNull());
  }

  const Document& document_;
  const std::vector<PdfMark>& marks_;
  std::size_t next_ = 0;
  QPDF pdf_;
};

}  // namespace

std::string finish_pdf(const Document& document, const std::string& bytes,
                       const std::vector<PdfMark>& marks) {
  return Finish(document, bytes, marks).write();
}

}  // namespace overens::formats
