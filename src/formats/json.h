// JSON in and out (RFC 8259), with the library behind it hidden in json.cpp.
// `Json` is a value one builds and writes; `JsonDocument` is a text someone sent, read place by
// place, collecting what is wrong with the path to it, so that a report names every mistake at
// once. Each owns what it holds. Must not know SQL, requests, or what a key means.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "base/translation.h"

namespace overens::formats {

// A value under construction. Moving is cheap, copying is deep. A moved-from value is null.
class Json {
 public:
  struct Member;

  Json();  // null
  Json(std::nullptr_t) : Json() {}
  Json(bool flag);
  Json(double number);  // null if it is not finite
  Json(std::int64_t number);
  template <class I>
  requires(std::is_integral_v<I> && !std::is_same_v<I, bool> && !std::is_same_v<I, char>)
      Json(I number)
      : Json(static_cast<std::int64_t>(number)) {}
  Json(Number number) : Json(number.value) {}
  Json(std::string_view text);  // UTF-8, as everywhere in the house
  Json(const char* text) : Json(std::string_view(text)) {}
  Json(const std::string& text) : Json(std::string_view(text)) {}
  template <class T>
  Json(const std::optional<T>& value) : Json() {
    if (value) *this = Json(*value);
  }

  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(Json) noexcept;
  ~Json();

  static Json array();
  static Json object();
  // json = Json::object({{"count", 3}, {"items", std::move(items)}}): keys keep their order.
  static Json object(std::initializer_list<Member> members);

  // To an array, at the end; to an object, a new key. std::logic_error on anything else.
  Json& push(Json item);
  Json& set(std::string_view key, Json value);

  std::string text() const;  // one line, UTF-8; `/` is not escaped
  // For a cell of a table: a string as it is, nothing for null, an array's items between "; ".
  std::string cell() const;

 private:
  struct Node;
  std::unique_ptr<Node> node_;  // none: null
};

struct Json::Member {
  std::string_view key;
  mutable Json value;  // an initializer list is const, and these are moved out of it
};

struct JsonLimits {
  std::size_t bytes = 8 * 1024 * 1024;
  std::size_t depth = 32;
};

// `path` is "parties[1].name", or "line 12" where the text is not JSON at all.
struct JsonError {
  std::string path;
  Text reason;
};

class JsonDocument;

// A place in a document. What is missing is a place too: it is not present, and everything asked of
// it is absent without a further complaint. Lives no longer than its document.
class JsonPlace {
 public:
  bool present() const { return node_ != nullptr; }  // neither missing nor null
  const std::string& path() const { return path_; }

  JsonPlace find(std::string_view key) const;  // optional: may be absent
  JsonPlace need(std::string_view key) const;  // complains if it is missing or null

  // Absent if not present; of another kind: complains, and is absent.
  std::optional<std::string> text() const;
  std::optional<std::int64_t> integer() const;
  std::optional<double> decimal() const;  // integers too
  std::optional<bool> flag() const;
  std::vector<JsonPlace> items() const;                            // of an array, in order
  std::vector<std::pair<std::string, JsonPlace>> members() const;  // of an object, in order

  // Adds a mistake found by the reader itself ("no such municipality") under this path.
  void complain(Text reason) const;

 private:
  friend class JsonDocument;
  JsonPlace(JsonDocument* document, const void* node, std::string path)
      : document_(document), node_(node), path_(std::move(path)) {}
  JsonPlace wrong(Text reason) const;

  JsonDocument* document_;
  const void* node_;
  std::string path_;
};

class JsonDocument {
 public:
  ~JsonDocument();
  JsonDocument(const JsonDocument&) = delete;
  JsonDocument& operator=(const JsonDocument&) = delete;

  JsonPlace root() { return root_; }  // not present if the text was not JSON
  const std::vector<JsonError>& errors() const { return errors_; }

 private:
  friend class JsonPlace;
  friend std::unique_ptr<JsonDocument> parse_json(std::string_view, const JsonLimits&);
  struct Tree;
  JsonDocument();
  void read(std::string_view text, const JsonLimits& limits);

  std::unique_ptr<Tree> tree_;
  JsonPlace root_;
  std::vector<JsonError> errors_;
};

// Never null. A byte order mark is forgiven; all else that is not RFC 8259 is an error.
std::unique_ptr<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace overens::formats
