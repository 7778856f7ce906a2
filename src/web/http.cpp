#include "web/http.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <stdexcept>
#include <utility>

#include "base/secrets.h"

namespace overens {

namespace {

constexpr std::size_t weighted_members = 32;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view trim(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

/// Takes the part before the separator off the front of `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const auto end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
  return trim(part);
}

void refuse_line_breaks(std::string_view name, std::string_view value) {
  const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
  if (name.empty() || std::any_of(name.begin(), name.end(), breaks) ||
      std::any_of(value.begin(), value.end(), breaks))
    throw std::invalid_argument("a header with a line break");
}

/// "0", "1", "0.5", "1.000" (RFC 9110, 12.4.2).
std::optional<int> weight(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  int thousandths = (text[0] - '0') * 1000;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(2, text.size()))) {
    if (c < '0' || c > '9') return std::nullopt;
    thousandths += (c - '0') * unit;
    unit /= 10;
  }
  if (thousandths > 1000) return std::nullopt;
  return thousandths;
}

std::optional<Weighted> weighted(std::string_view member) {
  Weighted result{take(member, ';'), 1000};
  if (result.value.empty()) return std::nullopt;
  while (!member.empty()) {
    const std::string_view parameter = take(member, ';');
    if (parameter.size() < 2 || lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
    const auto found = weight(trim(parameter.substr(2)));
    if (!found) return std::nullopt;
    result.thousandths = *found;
  }
  return result;
}

std::string_view without_weakness(std::string_view etag) {
  return etag.starts_with("W/") ? etag.substr(2) : etag;
}

}  // namespace

std::string_view name(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::head:
      return "HEAD";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::patch:
      return "PATCH";
    case Method::remove:
      return "DELETE";
  }
  return "";
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

const std::string* Headers::find(std::string_view name) const {
  for (const Header& field : fields_)
    if (equal_ignoring_case(field.name, name)) return &field.value;
  return nullptr;
}

void Headers::set(std::string_view name, std::string_view value) {
  refuse_line_breaks(name, value);
  remove(name);
  fields_.push_back({std::string(name), std::string(value)});
}

void Headers::add(std::string_view name, std::string_view value) {
  refuse_line_breaks(name, value);
  fields_.push_back({std::string(name), std::string(value)});
}

void Headers::remove(std::string_view name) {
  std::erase_if(fields_,
                [&](const Header& field) { return equal_ignoring_case(field.name, name); });
}

std::string_view Request::header(std::string_view name) const {
  const std::string* value = headers.find(name);
  return value ? std::string_view(*value) : std::string_view{};
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  for (const Header& field : headers) {
    if (!equal_ignoring_case(field.name, "Cookie")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      std::string_view value = take(rest, ';');
      if (take(value, '=') == name) return value;
    }
  }
  return std::nullopt;
}

std::string_view reason(int status) {
  static constexpr std::pair<int, std::string_view> reasons[] = {
      {200, "OK"},
      {201, "Created"},
      {202, "Accepted"},
      {204, "No Content"},
      {206, "Partial Content"},
      {301, "Moved Permanently"},
      {302, "Found"},
      {303, "See Other"},
      {304, "Not Modified"},
      {307, "Temporary Redirect"},
      {308, "Permanent Redirect"},
      {400, "Bad Request"},
      {401, "Unauthorized"},
      {403, "Forbidden"},
      {404, "Not Found"},
      {405, "Method Not Allowed"},
      {406, "Not Acceptable"},
      {408, "Request Timeout"},
      {409, "Conflict"},
      {410, "Gone"},
      {411, "Length Required"},
      {412, "Precondition Failed"},
      {413, "Content Too Large"},
      {414, "URI Too Long"},
      {415, "Unsupported Media Type"},
      {417, "Expectation Failed"},
      {421, "Misdirected Request"},
      {422, "Unprocessable Content"},
      {429, "Too Many Requests"},
      {431, "Request Header Fields Too Large"},
      {500, "Internal Server Error"},
      {501, "Not Implemented"},
      {503, "Service Unavailable"},
      {504, "Gateway Timeout"},
      {505, "HTTP Version Not Supported"},
  };
  for (const auto& [code, words] : reasons)
    if (code == status) return words;
  return "";
}

std::string http_date(std::int64_t unix_seconds) {
  static constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed",
                                                           "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months = {
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = unix_seconds;
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  std::string date(days[static_cast<std::size_t>(utc.tm_wday)]);
  const auto two_digits = [&date](std::string_view before, int n) {
    date += before;
    date += static_cast<char>('0' + n / 10);
    date += static_cast<char>('0' + n % 10);
  };
  two_digits(", ", utc.tm_mday);
  date += ' ';
  date += months[static_cast<std::size_t>(utc.tm_mon)];
  two_digits(" ", (utc.tm_year + 1900) / 100);
  two_digits("", (utc.tm_year + 1900) % 100);
  two_digits(" ", utc.tm_hour);
  two_digits(":", utc.tm_min);
  two_digits(":", utc.tm_sec);
  date += " GMT";
  return date;
}

std::string strong_etag(std::string_view bytes) {
  return '"' + sha256_hex(bytes).substr(0, 32) + '"';  // 128 bits: enough never to meet its like
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (trim(if_none_match) == "*") return true;
  while (!if_none_match.empty())
    if (without_weakness(take(if_none_match, ',')) == without_weakness(etag)) return true;
  return false;
}

std::vector<Weighted> by_weight(std::string_view header) {
  std::vector<Weighted> members;
  for (std::size_t read = 0; read < weighted_members && !header.empty(); ++read)
    if (const auto member = weighted(take(header, ','))) members.push_back(*member);
  std::stable_sort(members.begin(), members.end(), [](const Weighted& a, const Weighted& b) {
    return a.thousandths > b.thousandths;
  });
  return members;
}

Coding preferred_coding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  if (accept_encoding.empty()) return Coding::identity;
  int gzip = -1, brotli = -1, any = 0, identity = -1;
  for (std::size_t read = 0; read < weighted_members && !accept_encoding.empty(); ++read) {
    const auto found = weighted(take(accept_encoding, ','));
    if (!found) continue;
    const Weighted& member = *found;
    if (equal_ignoring_case(member.value, "gzip")) gzip = member.thousandths;
    if (equal_ignoring_case(member.value, "br")) brotli = member.thousandths;
    if (equal_ignoring_case(member.value, "identity")) identity = member.thousandths;
    if (member.value == "*") any = member.thousandths;
  }
  gzip = !has_gzip ? 0 : gzip < 0 ? any : gzip;
  brotli = !has_brotli ? 0 : brotli < 0 ? any : brotli;
  if (brotli > 0 && brotli >= gzip && brotli >= identity) return Coding::brotli;
  if (gzip > 0 && gzip >= identity) return Coding::gzip;
  return Coding::identity;
}

}  // namespace overens
