#include "web/form.h"

#include <algorithm>
#include <charconv>

#include "base/errors.h"
#include "base/text.h"
#include "base/url.h"

namespace overens {
namespace {

std::string readable(std::string text, bool& is_bad) {
  is_bad = !valid_utf8(text);
  return is_bad ? from_windows_1252(text) : text;
}

// One header of a part: `name="value"` parameters, quotes with backslash escapes (RFC 7578 leaves
// them to RFC 2183; browsers write %22 for a quote).
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  const std::string wanted = std::string(name) + "=\"";
  std::size_t at = 0;
  for (;;) {
    at = header.find(wanted, at);
    if (at == std::string_view::npos) return std::nullopt;
    if (at > 0 && (header[at - 1] == ' ' || header[at - 1] == ';')) break;
    ++at;
  }
  at += wanted.size();
  std::string out;
  while (at < header.size() && header[at] != '"') {
    if (header[at] == '\\' && at + 1 < header.size()) ++at;
    out += header[at++];
  }
  return out;
}

struct Part {
  std::optional<std::string> name;
  std::optional<std::string> file_name;
  std::string type;
};

Part read_part_head(std::string_view head) {
  Part part;
  while (!head.empty()) {
    const std::string_view line = head.substr(0, head.find("\r\n"));
    head.remove_prefix(std::min(head.size(), line.size() + 2));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) throw BadRequest{};
    std::string_view value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    if (equal_ignoring_case(line.substr(0, colon), "content-disposition")) {
      part.name = parameter(value, "name");
      part.file_name = parameter(value, "filename");
    } else if (equal_ignoring_case(line.substr(0, colon), "content-type")) {
      part.type = value.substr(0, value.find(';'));
    }
  }
  return part;
}

std::string boundary_of(std::string_view type) {
  const std::size_t at = type.find("boundary=");
  if (at == std::string_view::npos) throw BadRequest{};
  std::string_view value = type.substr(at + 9);
  if (value.starts_with('"')) {
    value.remove_prefix(1);
    value = value.substr(0, value.find('"'));
  } else {
    value = value.substr(0, value.find(';'));
  }
  if (value.empty() || value.size() > 70) throw BadRequest{};  // RFC 2046, 5.1.1
  return std::string(value);
}

bool is_time_of_day(std::string_view text) {
  const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  return text.size() == 5 && digit(0) && digit(1) && (text[2] == ':' || text[2] == '.') &&
         digit(3) && digit(4);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end.ec != std::errc() || end.ptr != text.data() + text.size())
    return std::nullopt;
  return value;
}

}  // namespace

void Form::add(std::string name, std::string value) {
  Pair pair{std::move(name), {}, false};
  pair.value = readable(std::move(value), pair.is_bad);
  pairs_.push_back(std::move(pair));
}

void Form::put(std::string_view name, const std::vector<std::string>& values) {
  std::erase_if(pairs_, [&](const Pair& pair) { return pair.name == name; });
  for (const std::string& value : values) add(std::string(name), value);
}

Form Form::of_query(std::string_view query) {
  const FormLimits limits;
  Form form;
  while (!query.empty()) {
    const std::string_view pair = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), pair.size() + 1));
    if (pair.empty()) continue;
    if (form.pairs_.size() == limits.fields) throw BadRequest{};
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = percent_decoded(pair.substr(0, equals), Plus::is_space);
    auto value = percent_decoded(pair.substr(std::min(pair.size(), equals + 1)), Plus::is_space);
    if (!name || !value || name->size() > limits.name_bytes) throw BadRequest{};
    form.add(std::move(*name), std::move(*value));
  }
  return form;
}

namespace {

// Calls `take(head, body)` for each part between the boundaries (RFC 2046, 5.1.1).
template <class Take>
void for_each_part(std::string_view body, const std::string& boundary, Take take) {
  const std::string opening = "--" + boundary;
  const std::string between = "\r\n" + opening;
  std::size_t at = body.find(opening);
  if (at == std::string_view::npos) throw BadRequest{};
  at += opening.size();
  for (;;) {
    if (body.substr(at, 2) == "--") return;
    if (body.substr(at, 2) != "\r\n") throw BadRequest{};
    at += 2;
    const std::size_t head_end = body.find("\r\n\r\n", at);
    const std::size_t part_end = body.find(between, head_end);
    if (head_end == std::string_view::npos || part_end == std::string_view::npos)
      throw BadRequest{};
    take(body.substr(at, head_end - at), body.substr(head_end + 4, part_end - head_end - 4));
    at = part_end + between.size();
  }
}

}  // namespace

Form Form::of_body(const Request& request, const FormLimits& limits) {
  const std::string_view type = request.header("content-type");
  const std::string_view kind = type.substr(0, type.find(';'));
  if (request.body.empty()) return {};
  if (equal_ignoring_case(kind, "application/x-www-form-urlencoded")) return of_query(request.body);
  if (!equal_ignoring_case(kind, "multipart/form-data")) throw BadRequest{};

  Form form;
  for_each_part(request.body, boundary_of(type), [&](std::string_view head, std::string_view body) {
    Part part = read_part_head(head);
    if (!part.name || part.name->size() > limits.name_bytes) throw BadRequest{};
    if (form.pairs_.size() + form.uploads_.size() >= limits.fields) throw BadRequest{};
    if (!part.file_name) {
      form.add(std::move(*part.name), std::string(body));
    } else if (!part.file_name->empty() || !body.empty()) {
      bool is_bad = false;
      form.uploads_.push_back({std::move(*part.name), readable(std::move(*part.file_name), is_bad),
                               std::move(part.type), std::string(body)});
    }
  });
  return form;
}

const Form::Pair* Form::find(std::string_view name) const {
  const auto at = std::find_if(pairs_.begin(), pairs_.end(),
                               [&](const Pair& pair) { return pair.name == name; });
  return at == pairs_.end() ? nullptr : &*at;
}

std::string_view Form::value(std::string_view name) const {
  const Pair* pair = find(name);
  return pair ? std::string_view(pair->value) : std::string_view();
}

std::vector<std::string_view> Form::all(std::string_view name) const {
  std::vector<std::string_view> values;
  for (const Pair& pair : pairs_)
    if (pair.name == name) values.push_back(pair.value);
  return values;
}

std::vector<std::pair<std::string_view, std::string_view>> Form::pairs() const {
  std::vector<std::pair<std::string_view, std::string_view>> all;
  for (const Pair& pair : pairs_) all.emplace_back(pair.name, pair.value);
  return all;
}

const Upload* Form::file(std::string_view name) const {
  const auto at = std::find_if(uploads_.begin(), uploads_.end(),
                               [&](const Upload& upload) { return upload.field == name; });
  return at == uploads_.end() ? nullptr : &*at;
}

bool Form::is_badly_encoded(std::string_view name) const {
  const Pair* pair = find(name);
  return pair && pair->is_bad;
}

void Filled::stands(Standing::Field field) const {
  if (standing_) standing_->fields.push_back(std::move(field));
}

std::string_view Filled::value(std::string_view field) const {
  return form_ ? form_->value(field) : std::string_view();
}

bool Filled::chose(std::string_view field, std::string_view value) const {
  if (!form_) return false;
  const auto all = form_->all(field);
  return std::find(all.begin(), all.end(), value) != all.end();
}

void Filled::fail(std::string_view field, Text what) {
  if (!error(field)) errors_.push_back({std::string(field), std::move(what)});
}

const Text* Filled::error(std::string_view field) const {
  const auto at = std::find_if(errors_.begin(), errors_.end(),
                               [&](const FieldError& error) { return error.field == field; });
  return at == errors_.end() ? nullptr : &at->what;
}

std::string Filled::read(std::string_view field, std::size_t longest, bool many_lines) {
  const std::string_view typed = value(field);
  if (form_ && form_->is_badly_encoded(field))
    fail(field, t("Some letters were not sent as UTF-8. Check how they look here."));
  std::string tidy = many_lines ? tidy_text(typed) : tidy_line(typed);
  if (length(tidy) > longest)
    fail(field, t("Write at most {} characters. You wrote {}.", longest, length(tidy)));
  return tidy;
}

std::string Filled::line(std::string_view field, Text missing, std::size_t longest) {
  std::string typed = read(field, longest, false);
  if (typed.empty()) fail(field, std::move(missing));
  return typed;
}

std::string Filled::optional_line(std::string_view field, std::size_t longest) {
  return read(field, longest, false);
}

std::string Filled::text(std::string_view field, Text missing, std::size_t longest) {
  std::string typed = read(field, longest, true);
  if (typed.empty()) fail(field, std::move(missing));
  return typed;
}

std::string Filled::optional_text(std::string_view field, std::size_t longest) {
  return read(field, longest, true);
}

std::string Filled::email(std::string_view field, Text missing) {
  std::string address = optional_email(field);
  if (address.empty()) fail(field, std::move(missing));
  return address;
}

std::string Filled::optional_email(std::string_view field) {
  std::string address = read(field, 254, false);
  if (address.empty()) return address;
  if (!looks_like_email(address))
    fail(field, t("Check the mail address. It should look like name@example.org."));
  const std::size_t domain = std::min(address.rfind('@'), address.size());
  return address.substr(0, domain) + fold(address.substr(domain));
}

std::optional<std::int64_t> Filled::optional_number(std::string_view field, std::int64_t least,
                                                    std::int64_t most) {
  const std::string typed = read(field, 20, false);
  if (typed.empty()) return std::nullopt;
  const auto value = whole_number(typed);
  if (!value || *value < least || *value > most)
    fail(field, t("Write a whole number from {} to {}.", least, most));
  return value;
}

std::int64_t Filled::number(std::string_view field, Text missing, std::int64_t least,
                            std::int64_t most) {
  const auto value = optional_number(field, least, most);
  if (!value) fail(field, std::move(missing));
  return value.value_or(least);
}

std::optional<Date> Filled::optional_date(std::string_view field) {
  const std::string typed = read(field, 10, false);
  if (typed.empty()) return std::nullopt;
  const auto date = parse_date(typed);
  if (!date) fail(field, t("Write a date that exists, as year-month-day: 2018-04-30."));
  return date;
}

std::optional<Date> Filled::date(std::string_view field, Text missing) {
  const auto date = optional_date(field);
  if (!date) fail(field, std::move(missing));
  return date;
}

std::optional<Instant> Filled::date_and_time(std::string_view field_date,
                                             std::string_view field_time, const Zone& zone,
                                             Text missing) {
  const auto day = optional_date(field_date);
  std::string time = read(field_time, 5, false);
  if (!day || time.empty()) {
    fail(day ? field_time : field_date, std::move(missing));
    return std::nullopt;
  }
  if (time.size() == 4) time.insert(0, "0");
  if (is_time_of_day(time)) {
    time[2] = ':';
    if (const auto at = parse_local(iso(*day) + ' ' + time, zone)) return at;
  }
  fail(field_time, t("Write a time of day, as 09:30."));
  return std::nullopt;
}

std::optional<Url> Filled::optional_link(std::string_view field) {
  const std::string typed = read(field, 2000, false);
  if (typed.empty()) return std::nullopt;
  const auto link = external_url(typed);
  if (!link || !typed.starts_with("http"))
    fail(field, t("Write the whole address of the page, beginning with https://."));
  return link;
}

}  // namespace overens
