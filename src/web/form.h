// What a visitor sent: the pairs of a query, the fields and files of a form (urlencoded, RFC 1866
// as WHATWG reads it today, and multipart/form-data, RFC 7578), and Filled, which reads fields by
// type and remembers what was wrong, so that the form can be shown again with everything that was
// typed. Owns its values. It must not know SQL, routes or any domain word.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"
#include "base/translation.h"
#include "base/url.h"
#include "web/http.h"

namespace overens {

struct FormLimits {
  std::size_t fields = 2'000;
  std::size_t name_bytes = 200;
  std::size_t file_bytes = 20 * 1024 * 1024;
};

// A file as it was sent: the name and type are claims of the sender, not facts.
struct Upload {
  std::string field;
  std::string file_name;
  std::string claimed_type;
  std::string bytes;
};

// Names and values in the order they came. Values are UTF-8: what was not is kept readable and
// named in `is_badly_encoded`.
class Form {
 public:
  Form() = default;
  static Form of_query(std::string_view query);
  // BadRequest where the body is malformed or over a limit.
  static Form of_body(const Request& request, const FormLimits& limits = {});

  bool has(std::string_view name) const { return find(name) != nullptr; }
  std::string_view value(std::string_view name) const;  // the first by that name, or ""
  std::vector<std::string_view> all(std::string_view name) const;
  bool ticked(std::string_view name) const { return !value(name).empty(); }
  const Upload* file(std::string_view name) const;  // null where none was chosen
  bool is_badly_encoded(std::string_view name) const;
  bool empty() const { return pairs_.empty() && uploads_.empty(); }

  // All fields in their order, for showing or sending again.
  std::vector<std::pair<std::string_view, std::string_view>> pairs() const;
  bool has_uploads() const { return !uploads_.empty(); }

  void add(std::string name, std::string value);
  // Those values in the place of all by that name.
  void put(std::string_view name, const std::vector<std::string>& values);

 private:
  struct Pair {
    std::string name;
    std::string value;
    bool is_bad = false;
  };
  const Pair* find(std::string_view name) const;

  std::vector<Pair> pairs_;
  std::vector<Upload> uploads_;
};

// One field that needs mending, and how.
struct FieldError {
  std::string field;
  Text what;
};

// What stands in the fields of a form by which something is changed, noted while they are shown.
struct Standing {
  struct Field {
    std::string name;
    std::vector<std::string> values;  // of ticks several, or none
    bool is_words = false;            // not one of given choices
    std::vector<Text> chosen{};       // else the words of those that are
  };
  std::vector<Field> fields;
};

// A form being read, or shown again. Every reader returns a usable value and notes an error in
// words for the visitor; ask ok() once at the end. Without a Form it is a form nobody has filled in
// yet.
class Filled {
 public:
  Filled() = default;
  explicit Filled(const Form& form) : form_(&form) {}
  // As nobody has filled it in, and notes there what stands in each field that is shown.
  explicit Filled(Standing& standing) : standing_(&standing) {}

  // A tidy line of at most `longest` code points. `missing` is what to say when it is empty.
  std::string line(std::string_view field, Text missing, std::size_t longest = 200);
  std::string optional_line(std::string_view field, std::size_t longest = 200);
  // Several lines.
  std::string text(std::string_view field, Text missing, std::size_t longest = 20'000);
  std::string optional_text(std::string_view field, std::size_t longest = 20'000);
  std::string email(std::string_view field, Text missing);  // lower case in its domain
  std::string optional_email(std::string_view field);
  std::int64_t number(std::string_view field, Text missing, std::int64_t least, std::int64_t most);
  std::optional<std::int64_t> optional_number(std::string_view field, std::int64_t least,
                                              std::int64_t most);
  std::optional<Date> date(std::string_view field, Text missing);
  std::optional<Date> optional_date(std::string_view field);
  // From two fields: a date and a time of day "HH:MM" in `field_time`.
  std::optional<Instant> date_and_time(std::string_view field_date, std::string_view field_time,
                                       const Zone& zone, Text missing);
  std::optional<Url> optional_link(std::string_view field);
  bool ticked(std::string_view field) const { return form_ && form_->ticked(field); }
  // One of an enum's names(); an unknown or missing one gives `missing`.
  template <class E>
  E choice(std::string_view field, Text missing) {
    for (const auto& [one, name] : names(E{}))
      if (value(field) == name) return one;
    fail(field, missing);
    return E{};
  }

  void fail(std::string_view field, Text what);
  // A condition between fields: notes the error where it does not hold.
  void expect(bool holds, std::string_view field, Text what) {
    if (!holds) fail(field, std::move(what));
  }
  bool ok() const { return errors_.empty(); }

  // For showing again.
  bool is_filled() const { return form_ != nullptr; }
  std::string_view value(std::string_view field) const;
  bool chose(std::string_view field, std::string_view value) const;
  const Text* error(std::string_view field) const;
  const std::vector<FieldError>& errors() const { return errors_; }
  void stands(Standing::Field field) const;

 private:
  std::string read(std::string_view field, std::size_t longest, bool many_lines);

  const Form* form_ = nullptr;
  Standing* standing_ = nullptr;
  std::vector<FieldError> errors_;
};

}  // namespace overens
