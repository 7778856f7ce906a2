// Letters of a compact that could not be sent: whoever runs it sees to whom and why, and has them
// tried again. Mails for signing in belong to the installation; `overens letters` shows those too.
#include "features/home/pages.h"
#include "post/outbox.h"
#include "web/page.h"

namespace overens::home {
namespace {

constexpr int most_letters = 200;

Html retry_button(Visit& visit, const post::LetterLine& letter) {
  return post_button(visit, url(visit, "/{}/letters/{}/retry", visit.scope.slug, letter.id.value),
                     {.words = t("Try again")});
}

}  // namespace

Response list_dead_letters(Visit& visit) {
  const compacts::Compact& compact = compacts::here(visit);
  const auto all = post::list_dead(visit.db, compact.id.value, most_letters);
  const Head head{
      .title = t("Mails that did not arrive"),
      .lead = t("Tried again and again over some days, and then given up. Look at the "
                "address: if it is wrong, correct it where it stands. If the receiver's "
                "mail server was the trouble, try again.")};
  if (all.empty()) return page(visit, head, empty_state(t("Every mail has gone out")));
  Table list{t("Mails that were given up, newest first"),
             {t("Recipient"), t("Subject"), t("When"), t("Why"), t("Change")},
             {}};
  for (const post::LetterLine& letter : all)
    list.rows.push_back({html("{}", letter.recipient), html("{}", letter.subject),
                         instant_element(letter.created_at, compact.zone()),
                         html("{}", letter.last_error.value_or("")), retry_button(visit, letter)});
  return page(visit, head, table(list));
}

Response retry_letter(Visit& visit, Number number) {
  const compacts::Compact& compact = compacts::here(visit);
  const auto letter = found(post::find(visit.db, Id<post::Letter>{number.value}));
  if (letter.scope != compact.id.value) throw NotFound{};
  visit.write([&](Db& db) {
    if (!post::retry(db, letter.id, visit.now))
      throw Conflict{t("The mail is on its way already, or has been removed.")};
  });
  return see_other(url(visit, "/{}/letters", compact.slug));
}

std::vector<Todo> letters_todo(Visit& visit) {
  if (!compacts::may_coordinate(visit)) return {};
  const compacts::Compact& compact = compacts::here(visit);
  const std::int64_t count = post::count_dead(visit.db, compact.id.value);
  if (count == 0) return {};
  return {{.what = t("Mails that did not arrive"),
           .count = count,
           .oldest = {},
           .where = url(visit, "/{}/letters", compact.slug)}};
}

}  // namespace overens::home
