// The mails that a demonstration catches instead of sending. There are none of these pages
// elsewhere.
#include <algorithm>

#include "features/home/pages.h"
#include "formats/qr.h"
#include "post/outbox.h"
#include "web/page.h"

namespace overens::home {
namespace {

constexpr int most_mails = 100;

void require_demo(Visit& visit) {
  visit.keep_private();
  if (!house(visit).mails_are_caught) throw NotFound{};
}

// The text of a mail with its addresses as links, so that a demonstration can be followed by hand.
Html linked_text(std::string_view text) {
  Html out;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find("http"), text.size());
    std::size_t end = std::min(text.find_first_of(" \n<>\"", start), text.size());
    while (end > start && (text[end - 1] == '.' || text[end - 1] == ',')) --end;
    out += html("{}", text.substr(0, start));
    const std::string_view address = text.substr(start, end - start);
    if (const auto url = external_url(address))
      out += html(R"(<a href="{}">{}</a>)", *url, address);
    else
      out += html("{}", address);
    text.remove_prefix(end);
  }
  return out;
}

}  // namespace

Response list_mails(Visit& visit) {
  require_demo(visit);
  const Zone here = zone("Europe/Stockholm");
  Table list{t("Mails, newest first"), {t("Subject"), t("Recipient"), t("When")}, {}};
  for (const post::LetterLine& letter : post::list_caught(visit.db, most_mails))
    list.rows.push_back(
        {link(url(visit, "/dev/mail/{}", letter.id.value), verbatim(letter.subject)),
         html("{}", letter.recipient), instant_element(letter.created_at, here)});
  const Html body = list.rows.empty() ? empty_state(t("No mail has been sent yet")) : table(list);
  return page(
      visit,
      {t("Mails of the demonstration"),
       t("A demonstration sends no mail. What would have been sent is shown here to everybody.")},
      body);
}

Response show_mail(Visit& visit, Number number) {
  require_demo(visit);
  const post::Letter letter = found(post::find(visit.db, Id<post::Letter>{number.value}));
  Html body = html(
      R"(<article class="o-mail"><header><h1>{}</h1></header>{}<pre
class="o-mail__body">{}</pre></article>)",
      letter.subject,
      facts({{t("Recipient"), html("{}", letter.recipient)},
             {t("When"), instant_element(letter.created_at, zone("Europe/Stockholm"))}}),
      linked_text(letter.body));
  if (letter.calendar)
    body += html(
        R"(<details class="ds-details"><summary>{}</summary><pre
class="o-mail__body">{}</pre></details>)",
        t("The calendar file that came with it"), *letter.calendar);
  if (!letter.qr.empty())
    body += html("<p>{}</p>{}", t("The picture that came with it"),
                 formats::qr_code(letter.qr, t("The picture that came with it")));
  body += html("<p>{}</p>", link(url(visit, "/dev/mail"), t("All mails")));
  return page_with_own_heading(visit, verbatim(letter.subject), {}, body);
}

}  // namespace overens::home
