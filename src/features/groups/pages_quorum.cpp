// How many of a party's seats have to say yes for its yes. That is the party's own affair: whoever
// coordinates it or holds one of its seats may suggest another number, and it holds when as many of
// its seats have agreed as it asks today. Neither another party nor a coordinator alone decides it.
#include <algorithm>

#include "base/secrets.h"
#include "features/groups/pages.h"

namespace overens::groups {
namespace {

using compacts::Compact;
using compacts::Party;

std::int64_t seats_of(Visit& visit, const Compact& compact, const Party& party) {
  const auto seats = compacts::appointed(visit.db, compact.id, compacts::Role::seat,
                                         compacts::today(visit, compact));
  return std::count_if(seats.begin(), seats.end(),
                       [&](const auto& seat) { return seat.party == party.id; });
}

std::optional<Party> own_party(Visit& visit) {
  auto party = compacts::party_of(visit, compacts::Role::seat);
  return party ? party : compacts::party_of(visit, compacts::Role::coordinator);
}

Html party_part(Visit& visit, const Compact& compact, const Party& party) {
  const std::int64_t seats = seats_of(visit, compact, party);
  Html body = heading(2, verbatim(party.name));
  body += facts({{t("Its yes takes"), html("{}", tn("{} seat", "{} seats", party.quorum))},
                 {t("Seats held today"), html("{}", seats)}});
  if (seats < party.quorum)
    body += notice(Tone::warning, t("The party can say yes to nothing just now"),
                   paragraph(t("Too few hold a seat for it. Its coordinator gives the task to "
                               "somebody.")));
  const auto open = find_on(visit.db, compact.id, quorum_kind, party.number.value);
  if (open && open->is_open())
    body += notice(Tone::info, t("Another number is suggested"),
                   html("<p>{}</p>", link(proposal_url(visit, *open), verbatim(open->title))));
  return body;
}

Html suggestion_form(Visit& visit, const Filled& filled, const Party& party, std::int64_t seats) {
  Html body = heading(2, t("Suggest another number for {}", party.name));
  if (seats == 0) {
    body += paragraph(t("Nobody holds a seat for the party yet, so nobody could agree."));
    return body;
  }
  const Html fields = field(filled, {.name = "quorum",
                                     .label = t("How many seats"),
                                     .input = Input::number,
                                     .hint = t("At most {}, as many as hold a seat today.", seats),
                                     .value = std::to_string(party.quorum)});
  body += paragraph(
      t("It holds when the seats of the party have agreed, as many as its yes takes today. What "
        "has been put to the parties before keeps the number it began with."));
  body += post_form(visit, url(visit, "/{}/quorum", visit.scope.slug), fields,
                    {.words = t("Put it to the party's seats")});
  return body;
}

Response quorum_page(Visit& visit, const Filled& filled, int status) {
  const Compact compact = compacts::here(visit);
  Html body = error_summary(filled);
  for (const Party& party : compacts::parties(visit.db, compact.id))
    body += party_part(visit, compact, party);
  if (const auto own = own_party(visit))
    body += suggestion_form(visit, filled, *own, seats_of(visit, compact, *own));
  return page(visit,
              {.title = t("How many seats a yes takes"),
               .lead = t("Each party decides for itself how many of those who hold its seats must "
                         "say yes before the party has done so.")},
              body, status);
}

Question question(const Compact& compact, const Party& party, std::int64_t quorum) {
  const Language language = compact.own_language();
  const std::string content = "quorum " + std::to_string(party.id.value) + " from " +
                              std::to_string(party.quorum) + " to " + std::to_string(quorum);
  return {.kind = quorum_kind,
          .subject = party.number.value,
          .title =
              t("{0}: a yes takes {1}", party.name, tn("{} seat", "{} seats", quorum)).in(language),
          .where = url("/{}/quorum", compact.slug),
          .sha256 = sha256_hex(content),
          .only_party = party.id};
}

}  // namespace

Response show_quorum(Visit& visit) { return quorum_page(visit, Filled{}, 200); }

Response ask_for_quorum(Visit& visit) {
  const Compact compact = compacts::here(visit);
  const auto party = own_party(visit);
  if (!party) throw Forbidden{};
  const std::int64_t seats = seats_of(visit, compact, *party);
  if (seats == 0) throw Conflict{t("Nobody holds a seat for the party yet.")};
  Filled filled(visit.form);
  const std::int64_t quorum =
      filled.number("quorum", t("Write how many seats, from 1 to {}.", seats), 1, seats);
  if (filled.ok() && quorum == party->quorum) filled.fail("quorum", t("That is how it is today."));
  if (!filled.ok()) return quorum_page(visit, filled, 422);
  const Number number = visit.write([&](Db& db) {
    const Proposal put =
        propose(db, compact, question(compact, *party, quorum), people::me(visit), visit.now);
    keep_quorum_change(db, put.id, party->id, quorum);
    return put.number;
  });
  return see_other(url(visit, "/{}/proposals/{}", compact.slug, number));
}

}  // namespace overens::groups
