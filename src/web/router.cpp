#include "web/router.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace overens {
namespace {

constexpr std::int64_t highest_number = 1'000'000'000'000;  // what an address may ask for

}  // namespace

bool may_always(Visit&) { return true; }
bool may_when_signed_in(Visit& visit) { return visit.actor.is_somebody(); }

// g++ writes "… [with auto handler = overens::texts::{anonymous}::show; …]", clang "[handler =
// &overens::texts::(anonymous namespace)::show]".
std::string function_name(std::string_view pretty) {
  constexpr std::string_view before = "handler = ";
  pretty.remove_prefix(std::min(pretty.size(), pretty.find(before) + before.size()));
  if (pretty.starts_with('&')) pretty.remove_prefix(1);
  if (pretty.starts_with("overens::")) pretty.remove_prefix(9);
  std::string name(pretty.substr(0, pretty.find_first_of(";]")));
  for (const std::string_view nameless : {"{anonymous}::", "(anonymous namespace)::"})
    if (const std::size_t at = name.find(nameless); at != name.npos)
      name.erase(at, nameless.size());
  return name;
}

template <>
std::optional<Number> hole_as(const std::string& text) {
  Number number;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number.value);
  const bool is_plain = !text.empty() && text[0] >= '1' && text[0] <= '9';  // one address a thing
  if (!is_plain || read.ec != std::errc() || read.ptr != end || number.value > highest_number)
    return std::nullopt;
  return number;
}

template <>
std::optional<std::string> hole_as(const std::string& text) {
  return text;
}

template <>
std::optional<DataFormat> hole_as(const std::string& text) {
  if (text == "json") return DataFormat::json;
  if (text == "csv") return DataFormat::csv;
  return std::nullopt;
}

void Router::add(Method method, std::string_view pattern, Who who, std::string function,
                 std::size_t max_body, Caller call, bool is_by_link) {
  for (const Route& route : routes_)
    if (route.method == method && route.pattern == pattern)
      throw std::logic_error("two routes for " + std::string(pattern));
  routes_.push_back(
      {method, pattern, who, std::move(function), max_body, is_by_link, std::move(call)});
}

std::vector<std::string> Router::reserved_slugs() const {
  std::vector<std::string> slugs{"assets"};
  for (const Route& route : routes_) {
    const std::string_view rest = route.pattern.substr(1);
    const std::string_view first = rest.substr(0, rest.find_first_of("/."));
    if (!first.empty() && first.find('{') == std::string_view::npos) slugs.emplace_back(first);
  }
  std::sort(slugs.begin(), slugs.end());
  slugs.erase(std::unique(slugs.begin(), slugs.end()), slugs.end());
  return slugs;
}

}  // namespace overens
