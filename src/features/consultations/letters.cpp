// The letters of a consultation: written by a task, some at a time, each in the compact's language
// to everybody who represents the body. What is not needed any more, a reminder to who has answered
// meanwhile, is not sent.
#include <algorithm>

#include "base/text.h"
#include "features/consultations/persons.h"
#include "post/outbox.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t letters_at_once = 50;  // in one transaction
constexpr int batches_a_run = 10;
constexpr std::size_t longest_letter = 20'000;  // of the cover letter, in a mail

struct About {
  const Site& site;
  compacts::Compact compact;
  Consultation consultation;
  Instant now;

  Language language() const { return compact.own_language(); }
  Date today() const { return date_of(now, compact.zone()); }
  std::string address() const {
    return site.public_url + url("/{}/consultations/{}", compact.slug, consultation.number).text();
  }
  std::string address(const Response& response) const {
    return site.public_url + url("/{}/consultations/{}/responses/{}", compact.slug,
                                 consultation.number, response.number)
                                 .text();
  }
};

struct Words {
  std::string kind;
  Text subject;
  std::string text;
};

Words invitation(const About& about, const organisations::Organisation& body, const Date& last) {
  const Consultation& one = about.consultation;
  std::string text =
      t("{0} is one of those who are asked what they think of “{1}”. You can answer from {2} to "
        "the end of {3}.\n\nRead the text and answer here: {4}\n",
        body.name, one.title, long_date(one.opens_on), long_date(last), about.address())
          .in(about.language());
  if (!one.cover_letter.empty()) text += "\n" + shortened(one.cover_letter, longest_letter) + "\n";
  return {"consultation_invitation", t("You are invited to answer: {}", one.title), text};
}

Words reminder(const About& about, const organisations::Organisation& body, const Date& last) {
  const Consultation& one = about.consultation;
  return {"consultation_reminder", t("Remember to answer: {}", one.title),
          t("{0} has not answered “{1}” yet. The last day is {2}.\n\nRead the text and answer "
            "here: {3}\n",
            body.name, one.title, long_date(last), about.address())
              .in(about.language())};
}

Words extension(const About& about, const organisations::Organisation& body, const Date& last) {
  const Consultation& one = about.consultation;
  return {"consultation_extension", t("More time to answer: {}", one.title),
          t("{0} can answer “{1}” until the end of {2}.\n\nRead the text and answer here: {3}\n",
            body.name, one.title, long_date(last), about.address())
              .in(about.language())};
}

// The paragraphs of the decided text that came of the response, each with its address.
std::string paragraphs_of_response(Db& db, const About& about, const Response& response) {
  auto text = texts::adopted(db, about.compact.id);
  if (!text) text = texts::latest_frozen(db, about.compact.id);
  if (!text) return {};
  const auto linked = linked_paragraphs(db, response.id);
  std::string lines;
  for (const texts::Paragraph& one : texts::paragraphs(db, text->id))
    if (std::find(linked.begin(), linked.end(), one.id) != linked.end())
      lines += t("Paragraph {0}: {1}", one.position,
                 about.site.public_url +
                     url("/{}/texts/{}/paragraphs/{}", about.compact.slug, text->number, one.number)
                         .text())
                   .in(about.language()) +
               "\n";
  if (lines.empty()) return {};
  return "\n" + t("Your remarks stand behind these paragraphs:").in(about.language()) + "\n" +
         lines;
}

Words handled(Db& db, const About& about, const Response& response) {
  const Consultation& one = about.consultation;
  std::string text =
      t("The parties have handled every remark in “{0}”. What became of yours, and why, stands "
        "here, and you can say there whether you accept it: {1}\n",
        one.title, about.address(response))
          .in(about.language());
  text += paragraphs_of_response(db, about, response);
  return {"response_handled", t("What became of your response: {}", one.title), text};
}

Words joined(const About& about, const Response& changed) {
  return {
      "joined_response_changed",
      t("The response you have joined was changed: {}", changed.organisation),
      t("{0} has changed the response to “{1}” that you have joined. Read it, and decide whether "
        "you still stand behind it: {2}\n",
        changed.organisation, about.consultation.title, about.address(changed))
          .in(about.language())};
}

std::int64_t send_one(Db& db, const About& about, const Letter& letter, std::int64_t person,
                      const std::string& email, const std::string& name, const Words& words) {
  post::Mail mail = compacts::letter(about.site, about.compact, about.language(), email, name,
                                     words.kind, words.subject, words.text);
  mail.key =
      "consultation letter " + std::to_string(letter.id.value) + " to " + std::to_string(person);
  mail.about = "consultation " + std::to_string(about.consultation.id.value);
  return post::send(db, mail, about.now) ? 1 : 0;
}

std::int64_t send_to_holders(Db& db, const About& about, const Letter& letter,
                             Id<organisations::Organisation> organisation, const Words& words) {
  std::int64_t copies = 0;
  std::vector<Id<people::Person>> reached;
  for (const organisations::Holder& holder : organisations::holders(db, organisation)) {
    if (holder.to && *holder.to < about.today()) continue;
    if (std::find(reached.begin(), reached.end(), holder.person) != reached.end()) continue;
    reached.push_back(holder.person);
    copies += send_one(db, about, letter, holder.person.value, holder.email, holder.name, words);
  }
  return copies;
}

// Nothing where the letter is not needed any more.
std::optional<Words> words_of(Db& db, const About& about, const Letter& letter) {
  if (letter.kind == LetterKind::handled)
    return handled(db, about, load_response(db, *letter.response));
  if (letter.kind == LetterKind::joined) return joined(about, load_response(db, *letter.response));
  const auto body = organisations::load(db, *letter.organisation);
  const Date last = last_day(db, about.consultation, body.id, about.now);
  if (letter.kind == LetterKind::invitation) return invitation(about, body, last);
  const bool is_over = last < about.today() || about.consultation.handled_at;
  if (is_over || find_response_of(db, about.consultation.id, body.id)) return std::nullopt;
  return letter.kind == LetterKind::reminder ? reminder(about, body, last)
                                             : extension(about, body, last);
}

std::int64_t write_batch(const Site& site, Db& db, Instant now) {
  const auto letters = waiting_letters(db, letters_at_once);
  for (const Letter& letter : letters) {
    const About about{site, compacts::load(db, letter.compact), load(db, letter.consultation), now};
    std::int64_t copies = 0;
    const auto person = letter.response ? sender_of(db, *letter.response) : std::nullopt;
    if (person && letter.kind == LetterKind::handled)
      copies = send_one(db, about, letter, 0, person->email, person->name,
                        handled(db, about, load_response(db, *letter.response)));
    if (letter.organisation)
      if (const auto words = words_of(db, about, letter))
        copies = send_to_holders(db, about, letter, *letter.organisation, *words);
    letter_written(db, letter.id, copies, now);
  }
  return static_cast<std::int64_t>(letters.size());
}

}  // namespace

std::int64_t write_letters(const Site& site, Database& database, Instant now) {
  std::int64_t written = 0;
  for (int i = 0; i < batches_a_run; ++i) {
    const bool is_empty = database.read([](Db& db) { return waiting_letters(db, 1).empty(); });
    if (is_empty) break;
    written += database.write(unseen, [&](Db& db) { return write_batch(site, db, now); });
  }
  return written;
}

}  // namespace overens::consultations
