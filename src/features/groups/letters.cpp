// The letter to those who hold seats: what waits for their yes. What is put forward soon after is
// told together.
#include "features/groups/pages.h"
#include "post/outbox.h"

namespace overens::groups {
namespace {

constexpr std::int64_t seconds_between_letters = 3600;
constexpr std::size_t most_in_a_letter = 20;

std::string lines_for(const Site& site, const compacts::Compact& compact,
                      const std::vector<Proposal>& theirs, Language language) {
  std::string lines;
  for (std::size_t i = 0; i < theirs.size() && i < most_in_a_letter; ++i)
    lines += theirs[i].title + "\n" + site.public_url +
             url("/{}/proposals/{}", compact.slug, theirs[i].number).text() + "\n\n";
  if (theirs.size() > most_in_a_letter)
    lines += t("And {} more.", theirs.size() - most_in_a_letter).in(language) + "\n\n";
  return lines;
}

bool write_to(Db& db, const Site& site, const compacts::Compact& compact, const people::Person& to,
              const std::vector<Proposal>& theirs, Instant now) {
  const Language language = compact.own_language();
  const std::string words =
      t("your party's yes is asked for:").in(language) + "\n\n" +
      lines_for(site, compact, theirs, language) +
      t("Read it there, and say yes or wait. Nothing is agreed before every party has said yes.")
          .in(language) +
      "\n";
  post::Mail mail = compacts::letter(
      site, compact, language, to.email, to.name, "yes_asked_for",
      tn("{} matter waits for your party's yes", "{} matters wait for your party's yes",
         static_cast<std::int64_t>(theirs.size())),
      words);
  mail.key = "yes asked for in " + std::to_string(compact.id.value) + " at " +
             std::to_string(now.microseconds) + " of " + std::to_string(to.id.value);
  return post::send(db, mail, now);
}

}  // namespace

std::int64_t tell_seats(const Site& site, Database& database, Instant now) {
  constexpr std::int64_t most_compacts = 20;
  constexpr std::int64_t most_proposals = 100;  // the rest in the next letter
  const Instant told_before = plus_seconds(now, -seconds_between_letters);
  std::int64_t letters = 0;
  const auto where =
      database.read([&](Db& db) { return where_to_tell(db, told_before, most_compacts); });
  for (const auto id : where)
    letters += database.write(unseen, [&](Db& db) {  // no page shows who was told
      const auto waiting = take_to_tell(db, id, told_before, most_proposals, now);
      const compacts::Compact compact = compacts::load(db, id);
      const Date today = date_of(now, compact.zone());
      std::int64_t written = 0;
      for (const auto& person : compacts::people_in(db, id, compacts::Role::seat, today)) {
        std::vector<Proposal> theirs;
        for (const Proposal& one : waiting)
          if (hindrance(db, one, person.id, today) == Hindrance::none) theirs.push_back(one);
        if (!theirs.empty()) written += write_to(db, site, compact, person, theirs, now);
      }
      if (written > 0) note_told(db, id, now);
      return written;
    });
  return letters;
}

}  // namespace overens::groups
