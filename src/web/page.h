// Pages and what they are made of: the shell round every page, forms with their token, fields with
// label, hint and error, the error summary, tables and pages of a list. The markup follows
// Designsystemet; assets/README.md shows each pattern. Must not know any domain word.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/html.h"
#include "web/form.h"
#include "web/http.h"
#include "web/visit.h"

namespace overens {

// --- Whole answers ---

// A page in the shell, 200 unless said otherwise. The body brings no <main> and no <h1>: the title
// is the heading. An error summary in the body is told in the browser's title too (422).
Response page(Visit& visit, const Text& title, const Html& body, int status = 200);
// The same with what stands above and below the heading.
struct Head {
  Text title;
  Text lead{};                   // one or two sentences below the heading
  std::vector<MenuItem> path{};  // breadcrumbs from the house to the part this page belongs to
};
Response page(Visit& visit, const Head& head, const Html& body, int status = 200);
// A page that brings its own heading: the front page with its hero, a confirmation. `hero` stands
// above the body, as wide as the window.
Response page_with_own_heading(Visit& visit, const Text& title, const Html& hero, const Html& body,
                               int status = 200);

// What stands on a wall, or in a hand at a table: without the house's header, menu and footer.
// `look` is "light" or "dark" whatever the device prefers, or "auto".
Response stage_page(Visit& visit, const Text& title, const Html& body, std::string_view look,
                    int status = 200);
// Lets a page's outbox open it without network too (see outbox_form).
void opens_offline(Response& page);
// The script that then stands between page and network, at an address beside the pages it serves.
Response offline_script();

// A page that refuses: `told` instead of the words that go with the status.
Response error_answer(Visit& visit, int status, const std::optional<Text>& told = {});
Text error_title(int status);
Text error_words(int status);
// Without shell and database, when those may be what failed.
Response bare_page(Language language, int status, const Text& title, const Text& told);
// The form's token is not ours any more: everything that was typed, to be sent again with one
// button.
Response stale_form_answer(Visit& visit);

// Too many forms have come from this client: the same, 429, to be sent again after a while.
Response too_many_sends_answer(Visit& visit, std::int64_t wait_seconds);

// --- Forms ---

struct Submit {
  Text words;                 // on the button
  bool is_dangerous = false;  // ends or removes something
  std::string_view name{};    // where a form has several buttons
  std::string_view value{};
};

// <form method="post"> with its token. `fields` are made below. With a file field set `has_files`.
Html post_form(Visit& visit, const Url& action, const Html& fields, const Submit& submit,
               bool has_files = false);
// With several buttons: the first is the one that counts, and what Enter presses.
Html post_form(Visit& visit, const Url& action, const Html& fields,
               const std::vector<Submit>& submits, bool has_files = false);
// A form by which something that stands is changed, while somebody else may change it too: it
// carries a mark of what stood in each of its fields when it was opened.
using FieldsOf = std::function<Html(const Filled&)>;
Html change_form(Visit& visit, const Url& action, const Filled& filled, const FieldsOf& fields,
                 const Submit& submit);
// Reads such a form beside what stands there by now. In a field that whoever sent it left as it was
// stands what somebody else has put there meanwhile; one that both have changed is an error that
// tells what stands there, once. `fields` show what stands in the visit's database: of two saved at
// the very same moment the later one wins.
Filled changed(Visit& visit, const FieldsOf& fields);
// A long form that is kept while it is written: the browser posts all of it to `keep_at` now and
// then, without any button, and is answered 2xx; it says when, by the clock of that zone. The first
// button is the one that counts.
Html kept_form(Visit& visit, const Url& action, const Url& keep_at, const Html& fields,
               const std::vector<Submit>& submits, const Zone& zone);
// A long form of somebody for whom the server keeps no draft: a script keeps what is typed in this
// tab of the browser until it is answered by accepted().
Html remembered_form(Visit& visit, const Url& action, const Html& fields,
                     const std::vector<Submit>& submits, bool has_files = false);
// See that page, which tells the tab that the form it sent has been taken.
Response accepted(const Url&);
// A form that is not lost without network: a script keeps on the device what could not be sent, and
// sends it later. It has a field "sent_id", by which the page knows what it has got already, and is
// told in "noted_at" when it was written (milliseconds since 1970).
Html outbox_form(Visit& visit, const Url& action, const Html& fields, const Submit& submit);
// Where the script says what waits. `script` is offline_script()'s address.
Html outbox(const Url& script);
// One button that changes something, as in a list: hidden fields by name and value.
Html post_button(Visit& visit, const Url& action, const Submit& submit,
                 const std::vector<std::pair<std::string, std::string>>& hidden = {});
// The small form in the header that ends the session.
Html sign_out_form(Visit& visit);
// <form method="get">: searching and filtering.
Html search_form(const Visit& visit, const Url& action, const Html& fields, const Text& submit);

// Everything that is wrong, each a link to its field; takes the focus. Nothing when nothing is.
Html error_summary(const Filled& filled);

enum class Input : std::uint8_t { line, email, phone, date, time, number, link, code, search };

struct Field {
  std::string_view name;
  Text label;
  Input input = Input::line;
  Text hint{};                      // why we ask, how it should look
  std::string value{};              // what is known before anybody typed
  bool is_optional = false;         // says so at the label
  std::string_view autocomplete{};  // WCAG 1.3.5: "email", "name", "organization", "tel"
  int rows = 5;                     // of area_field
  std::string_view language{};      // of the content, where it is not the page's
};

struct Option {
  std::string value;
  Text words;
  Text hint{};
};

Html field(const Filled& filled, const Field& field);
Html area_field(const Filled& filled, const Field& field);
Html select_field(const Filled& filled, const Field& field, const std::vector<Option>& options);
Html radio_field(const Filled& filled, const Field& field, const std::vector<Option>& options);
// Several boxes by one name; `ticked` are those ticked before anybody typed.
Html tick_fields(const Filled& filled, const Field& field, const std::vector<Option>& options,
                 const std::vector<std::string>& ticked = {});
// One box: "I have read the whole text".
Html tick_field(const Filled& filled, const Field& field, bool is_ticked = false);
Html file_field(const Filled& filled, const Field& field, std::string_view accept);
Html hidden_field(std::string_view name, std::string_view value);
Html hidden_field(std::string_view name, std::int64_t value);
Html field_group(const Text& legend, const Html& fields);
// A further button of a form, among its fields.
Html submit_button(const Submit& submit);

// --- Pieces of pages ---

Html link(const Url& where, const Text& words);
// A link that looks like a button: goes somewhere, changes nothing.
enum class Weight : std::uint8_t { primary, secondary, tertiary };
Html button_link(const Url& where, const Text& words, Weight weight = Weight::primary);
Html heading(int level, const Text& words);  // 2…4
Html paragraph(const Text& words);
Html lead(const Text& words);

enum class Tone : std::uint8_t { neutral, info, success, warning, danger };
Html notice(Tone tone, const Text& heading, const Html& body);
Html tag_label(Tone tone, const Text& words);  // a small state label: "Open", "Full"

// A table that can be scrolled by itself on a phone; every row has as many cells as there are
// headings.
struct Table {
  Text caption;
  std::vector<Text> headings;
  std::vector<std::vector<Html>> rows;
};
Html table(const Table& table);
// Words and what belongs to them: <dl>.
struct Fact {
  Text words;
  Html what;
};
Html facts(const std::vector<Fact>& facts);
// <time> with words for people: the machine's form goes into the attribute.
Html time_element(const Text& words, std::string_view machine);
Html date_element(const Date& date);
Html instant_element(Instant at, const Zone& zone);

// What to say where a list is empty, and what to do about it.
Html empty_state(const Text& words, const Html& what_to_do = {});

// Lists in pages: ?page=2. `count` is of all pages together.
struct Paging {
  std::int64_t page = 1;
  std::int64_t per_page = 50;
  std::int64_t offset() const { return (page - 1) * per_page; }
};
Paging paging(const Visit& visit, std::int64_t per_page = 50);
Html pagination(const Visit& visit, const Paging& paging, std::int64_t count);

// Words that only screen readers say.
Html visually_hidden(const Text& words);

}  // namespace overens
