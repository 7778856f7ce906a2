// Forms by which two people may change the same thing at the same time: nobody's words are written
// over unseen.
#include "base/secrets.h"
#include "base/text.h"
#include "web/page.h"

namespace overens {
namespace {

constexpr std::string_view mark_field = "stood";
constexpr std::size_t mark_letters = 16;
constexpr std::size_t shown_of_words = 2'000;

// As a browser sends it and as it is kept: other line ends and blanks at the end are no change.
std::string plain(std::string_view value) {
  std::string words(value);
  std::erase(words, '\r');
  words.erase(words.find_last_not_of(" \n") + 1);
  return words;
}

template <class Values>
std::string plain_of(const Values& values) {
  std::string all;
  for (const auto& value : values) all += plain(value) + '\n';
  return all == "\n" ? "" : all;  // nothing typed, and nothing sent
}

std::string mark_of(const std::string& words) { return sha256_hex(words).substr(0, mark_letters); }

// "title=0123456789abcdef place=…"
std::string marks_of(const Standing& standing) {
  std::string marks;
  for (const Standing::Field& one : standing.fields)
    marks += one.name + '=' + mark_of(plain_of(one.values)) + ' ';
  return marks;
}

std::string_view mark_in(std::string_view marks, const std::string& name) {
  const std::string wanted = ' ' + name + '=';
  const std::string padded = ' ' + std::string(marks);
  const std::size_t at = padded.find(wanted);
  if (at == std::string::npos) return {};
  return marks.substr(at + wanted.size() - 1).substr(0, mark_letters);
}

Text words_against(const Standing::Field& met) {
  if (!met.chosen.empty()) {
    Text all = met.chosen.front();
    for (std::size_t i = 1; i < met.chosen.size(); ++i) all = t("{0}, {1}", all, met.chosen[i]);
    return t(
        "Somebody else has chosen “{}” here since you opened the form. Save again to put your "
        "choice in its place.",
        all);
  }
  if (!met.is_words)
    return t(
        "Somebody else has taken back what was chosen here since you opened the form. Save "
        "again to choose it anew.");
  const std::string now = met.values.empty() ? "" : plain(met.values.front());
  if (now.empty())
    return t(
        "Somebody else has emptied this since you opened the form. Save again to put your "
        "words here.");
  return t(
      "Somebody else has written “{}” here since you opened the form. Save again to put your "
      "words in its place.",
      shortened(now, shown_of_words));
}

}  // namespace

Html change_form(Visit& visit, const Url& action, const Filled& filled, const FieldsOf& fields,
                 const Submit& submit) {
  Standing standing;
  fields(Filled(standing));
  Html all = hidden_field(mark_field, marks_of(standing));
  all += fields(filled);
  return post_form(visit, action, all, submit);
}

Filled changed(Visit& visit, const FieldsOf& fields) {
  Standing standing;
  fields(Filled(standing));
  const std::string marks(visit.form.value(mark_field));
  std::vector<const Standing::Field*> met;
  for (const Standing::Field& now : standing.fields) {
    const std::string_view opened = mark_in(marks, now.name);
    // The form did not have it yet when it was opened: then it says nothing about it.
    if (opened.empty() && !marks.empty() && !visit.form.has(now.name))
      visit.form.put(now.name, now.values);
    const std::string stands = plain_of(now.values);
    if (opened.empty() || mark_of(stands) == opened) continue;  // nobody else has changed it
    const std::string typed = plain_of(visit.form.all(now.name));
    if (mark_of(typed) == opened)
      visit.form.put(now.name, now.values);
    else if (typed != stands)
      met.push_back(&now);
  }
  Filled filled(visit.form);
  for (const Standing::Field* one : met) filled.fail(one->name, words_against(*one));
  return filled;
}

}  // namespace overens
