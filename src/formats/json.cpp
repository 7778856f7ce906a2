#include "formats/json.h"

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <stdexcept>

namespace overens::formats {

namespace json = boost::json;

struct Json::Node {
  json::value value;
};

Json::Json() = default;
Json::Json(bool flag) : node_(std::make_unique<Node>(Node{flag})) {}
Json::Json(std::int64_t number) : node_(std::make_unique<Node>(Node{number})) {}
Json::Json(std::string_view text)
    : node_(std::make_unique<Node>(Node{json::string_view(text.data(), text.size())})) {}

Json::Json(double number) {
  // RFC 8259, section 6: infinity and NaN cannot be written.
  if (std::isfinite(number)) node_ = std::make_unique<Node>(Node{number});
}

Json::Json(const Json& other)
    : node_(other.node_ ? std::make_unique<Node>(*other.node_) : nullptr) {}
Json::Json(Json&&) noexcept = default;
Json::~Json() = default;

Json& Json::operator=(Json other) noexcept {
  node_ = std::move(other.node_);
  return *this;
}

Json Json::array() {
  Json result;
  result.node_ = std::make_unique<Node>(Node{json::array()});
  return result;
}

Json Json::object() {
  Json result;
  result.node_ = std::make_unique<Node>(Node{json::object()});
  return result;
}

Json Json::object(std::initializer_list<Member> members) {
  Json result = object();
  for (const Member& member : members) result.set(member.key, std::move(member.value));
  return result;
}

Json& Json::push(Json item) {
  if (!node_ || !node_->value.is_array()) throw std::logic_error("Json::push: not an array");
  node_->value.get_array().push_back(item.node_ ? std::move(item.node_->value) : json::value());
  return *this;
}

Json& Json::set(std::string_view key, Json value) {
  if (!node_ || !node_->value.is_object()) throw std::logic_error("Json::set: not an object");
  node_->value.get_object().insert_or_assign(
      json::string_view(key.data(), key.size()),
      value.node_ ? std::move(value.node_->value) : json::value());
  return *this;
}

std::string Json::text() const { return node_ ? json::serialize(node_->value) : "null"; }

namespace {

std::string cell_of(const json::value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return {value.get_string().data(), value.get_string().size()};
  if (!value.is_array()) return json::serialize(value);
  std::string joined;
  for (const json::value& item : value.get_array())
    joined += (joined.empty() ? "" : "; ") + cell_of(item);
  return joined;
}

}  // namespace

std::string Json::cell() const { return node_ ? cell_of(node_->value) : std::string(); }

struct JsonDocument::Tree {
  json::value value;
};

JsonDocument::JsonDocument() : root_(this, nullptr, "") {}
JsonDocument::~JsonDocument() = default;

namespace {

const json::value& value_at(const void* node) { return *static_cast<const json::value*>(node); }

// Null is told as missing: who writes `"seats": null` means that there is none.
const void* unless_null(const json::value* value) {
  return value && !value->is_null() ? value : nullptr;
}

std::string string_of(json::string_view text) { return {text.data(), text.size()}; }

std::string line_at(std::string_view text, std::size_t offset) {
  const auto lines = std::ranges::count(text.substr(0, offset), '\n');
  return "line " + std::to_string(lines + 1);
}

}  // namespace

JsonPlace JsonPlace::wrong(Text reason) const {
  complain(std::move(reason));
  return {document_, nullptr, path_};
}

void JsonPlace::complain(Text reason) const {
  document_->errors_.push_back({path_, std::move(reason)});
}

JsonPlace JsonPlace::find(std::string_view key) const {
  const std::string path = (path_.empty() ? "" : path_ + ".") + std::string(key);
  if (!node_) return {document_, nullptr, path};
  if (!value_at(node_).is_object()) return wrong(t("This must be an object, in braces."));
  const json::object& object = value_at(node_).get_object();
  return {document_, unless_null(object.if_contains({key.data(), key.size()})), path};
}

JsonPlace JsonPlace::need(std::string_view key) const {
  JsonPlace found = find(key);
  if (present() && value_at(node_).is_object() && !found.present())
    found.complain(t("This is missing."));
  return found;
}

std::optional<std::string> JsonPlace::text() const {
  if (!node_) return {};
  if (const auto* text = value_at(node_).if_string()) return string_of(*text);
  complain(t("This must be text, in quotation marks."));
  return {};
}

std::optional<std::int64_t> JsonPlace::integer() const {
  if (!node_) return {};
  if (const auto* number = value_at(node_).if_int64()) return *number;
  complain(t("This must be a whole number."));
  return {};
}

std::optional<double> JsonPlace::decimal() const {
  if (!node_) return {};
  if (value_at(node_).is_number()) return value_at(node_).to_number<double>();
  complain(t("This must be a number."));
  return {};
}

std::optional<bool> JsonPlace::flag() const {
  if (!node_) return {};
  if (const auto* flag = value_at(node_).if_bool()) return *flag;
  complain(t("This must be true or false."));
  return {};
}

std::vector<JsonPlace> JsonPlace::items() const {
  std::vector<JsonPlace> places;
  if (!node_) return places;
  const auto* array = value_at(node_).if_array();
  if (!array) {
    complain(t("This must be a list, in square brackets."));
    return places;
  }
  places.reserve(array->size());
  for (const json::value& item : *array) {
    std::string path = path_ + "[" + std::to_string(places.size()) + "]";
    places.push_back({document_, unless_null(&item), std::move(path)});
  }
  return places;
}

std::vector<std::pair<std::string, JsonPlace>> JsonPlace::members() const {
  std::vector<std::pair<std::string, JsonPlace>> places;
  if (!node_) return places;
  const auto* object = value_at(node_).if_object();
  if (!object) {
    complain(t("This must be an object, in braces."));
    return places;
  }
  places.reserve(object->size());
  for (const auto& member : *object) {
    const std::string key = string_of(member.key());
    places.emplace_back(key, find(key));
  }
  return places;
}

void JsonDocument::read(std::string_view text, const JsonLimits& limits) {
  if (text.size() > limits.bytes) {
    errors_.push_back({"", t("The file is too large.")});
    return;
  }
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

  json::parse_options options;
  options.max_depth = limits.depth;
  json::parser parser({}, options);
  boost::system::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  if (error || read < text.size()) {
    errors_.push_back({line_at(text, read), t("This is not JSON.")});
    return;
  }
  tree_ = std::make_unique<Tree>(Tree{parser.release()});
  root_.node_ = unless_null(&tree_->value);
}

std::unique_ptr<JsonDocument> parse_json(std::string_view text, const JsonLimits& limits) {
  std::unique_ptr<JsonDocument> document(new JsonDocument);
  document->read(text, limits);
  return document;
}

}  // namespace overens::formats
