// The consultations in a decision package: who answered what, each remark with what became of it.
// What is masked, and a disposition that is not published, reads here as everybody may read it.
#include <algorithm>
#include <map>

#include "features/decisions/packages.h"

namespace overens::decisions {
namespace {

using consultations::Consultation;
using consultations::Remark;
using consultations::Stance;
using formats::Document;
using formats::plain_words;
using Kind = Document::Run::Kind;

constexpr std::int64_t asked_at_once = 500;  // as many joinings as the store gives at a time

// What is said of one consultation, looked up once.
struct Asked {
  const PackageSource& source;
  const Consultation& consultation;
  texts::Version version;
  std::vector<texts::Section> sections{};
  std::map<std::int64_t, std::int64_t> positions{};  // in the text it is about, by paragraph
  std::map<std::int64_t, std::int64_t> asked_at{};   // the same in the version that was answered

  std::string part(std::optional<std::int64_t> section) const {
    for (const texts::Section& one : sections)
      if (one.position == section) return one.heading;
    return source.say(t("The whole text"));
  }
};

std::map<std::int64_t, std::int64_t> positions_in(Db& db, Id<texts::Version> version) {
  std::map<std::int64_t, std::int64_t> places;
  for (const texts::Paragraph& one : texts::paragraphs(db, version))
    places.emplace(one.id.value, one.position);
  return places;
}

void say(const Asked& asked, Document& document, const Text& words) {
  document.blocks.push_back(Document::Paragraph{plain_words(asked.source.say(words))});
}

Document::Table stances(const Asked& asked) {
  const PackageSource& source = asked.source;
  std::map<std::pair<std::int64_t, Stance>, std::int64_t> counted;
  for (const auto& one : consultations::stance_counts(source.db, asked.consultation.id))
    counted[{one.section, one.stance}] = one.count;
  Document::Table table{.caption = source.say(t("How many chose each stance")),
                        .columns = {{source.say(t("Part of the text")), 4, true}},
                        .rows = {}};
  for (const auto& [stance, name] : names(Stance{}))
    table.columns.push_back({source.say(words_for(stance)), 2});
  const auto add_row = [&](std::int64_t section, std::optional<std::int64_t> position) {
    std::vector<Document::Words> row{plain_words(asked.part(position))};
    for (const auto& [stance, name] : names(Stance{}))
      row.push_back(plain_words(std::to_string(counted[{section, stance}])));
    table.rows.push_back(std::move(row));
  };
  add_row(0, std::nullopt);
  for (const texts::Section& one : asked.sections) {
    const auto first = counted.lower_bound({one.position, Stance{}});
    const bool is_answered = first != counted.end() && first->first.first == one.position;
    if (is_answered) add_row(one.position, one.position);
  }
  return table;
}

Document::Table responses(const Asked& asked) {
  const PackageSource& source = asked.source;
  Document::Table table{.caption = source.say(t("Who answered")),
                        .columns = {{source.say(t("No.")), 1},
                                    {source.say(t("Organisation")), 5, true},
                                    {source.say(t("Received")), 3},
                                    {source.say(t("Stance on the whole")), 3},
                                    {source.say(t("Parts answered")), 2}},
                        .rows = {},
                        .language = source.content_language()};
  const auto all = consultations::responses(source.db, asked.consultation.id, most_remarks, 0);
  const auto told = consultations::summaries(source.db, asked.consultation.id, most_remarks, 0);
  for (std::size_t i = 0; i < all.size() && i < told.size(); ++i) {
    std::string received = iso(all[i].received_on);
    if (all[i].channel != consultations::Channel::web)
      received += ", " + source.say(words_for(all[i].channel));
    if (all[i].is_late) received += ", " + source.say(t("late"));
    table.rows.push_back(
        {plain_words(std::to_string(all[i].number.value)), plain_words(all[i].organisation),
         plain_words(received),
         plain_words(told[i].stance ? source.say(words_for(*told[i].stance)) : "–"),
         plain_words(std::to_string(told[i].remarks))});
  }
  return table;
}

// --- Remarks ---

using Links = std::multimap<std::int64_t, std::int64_t>;  // a remark's number → a paragraph

void add_runs(const Asked& asked, Document::Words& words, const Text& label,
              const std::string& content) {
  words.push_back({.text = "\n" + asked.source.say(label) + " ", .kind = Kind::strong});
  words.push_back({.text = content, .language = asked.source.content_language()});
}

std::string where_it_led(const Asked& asked, const Links& links, const Remark& remark) {
  std::string places;
  for (auto [one, end] = links.equal_range(remark.number.value); one != end; ++one)
    if (const auto at = asked.positions.find(one->second); at != asked.positions.end())
      places += (places.empty() ? "" : ", ") + std::to_string(at->second);
  return places;
}

Document::Paragraph remark_block(const Asked& asked, const Links& links, const Remark& remark,
                                 const consultations::Joining* joins) {
  const PackageSource& source = asked.source;
  Document::Words words{
      {.text = source.say(t("Remark {0}, {1}", remark.number, remark.organisation)),
       .kind = Kind::strong},
      {.text = " – " + source.say(words_for(remark.stance))}};
  if (remark.paragraph)
    if (const auto at = asked.asked_at.find(remark.paragraph->value); at != asked.asked_at.end())
      words.push_back({.text = ", " + source.say(t("on paragraph {}", at->second))});
  if (!remark.wording.empty())
    words.push_back({.text = "\n" + remark.wording, .language = source.content_language()});
  if (joins)
    words.push_back({.text = "\n" + source.say(t("Joins what {0} says in remark {1}.",
                                                 joins->organisation, joins->joined))});
  if (!remark.proposed.empty()) add_runs(asked, words, t("Proposed wording:"), remark.proposed);
  if (remark.disposition)
    add_runs(asked, words, t("{}:", words_for(*remark.disposition)), remark.reason);
  else
    words.push_back({.text = "\n" + source.say(t("No disposition has been published."))});
  if (const std::string places = where_it_led(asked, links, remark); !places.empty())
    words.push_back({.text = " " + source.say(t("See paragraph {} of the text.", places))});
  return {.words = std::move(words)};
}

// By the part of the text they are about, the whole text first.
using Parts = std::map<std::int64_t, std::vector<Document::Paragraph>>;

Parts remarks_by_part(const Asked& asked) {
  Parts parts;
  Db& db = asked.source.db;
  for (std::int64_t from = 0;; from += asked_at_once) {
    const auto some = consultations::remarks(db, asked.consultation.id, asked_at_once, from);
    if (some.empty()) return parts;
    const Number first = some.front().number, last = some.back().number;
    const auto joinings = consultations::joinings_between(db, asked.consultation.id, first, last);
    Links links;
    for (const auto& one : consultations::links_between(db, asked.consultation.id, first, last))
      links.emplace(one.remark.value, one.paragraph.value);
    for (const Remark& one : some) {
      const auto joins = std::find_if(joinings.begin(), joinings.end(),
                                      [&](const auto& each) { return each.remark == one.number; });
      if (one.has_words() || joins != joinings.end())
        parts[one.section.value_or(0)].push_back(
            remark_block(asked, links, one, joins == joinings.end() ? nullptr : &*joins));
    }
  }
}

void add_remarks(const Asked& asked, Document& document) {
  document.blocks.push_back(Document::Heading{
      .level = 2, .words = plain_words(asked.source.say(t("Remarks and what became of them")))});
  Parts parts = remarks_by_part(asked);
  if (parts.empty()) return say(asked, document, t("No remark with words was received."));
  const auto add = [&](std::int64_t part, const std::string& heading, const std::string& language) {
    const auto at = parts.find(part);
    if (at == parts.end()) return;
    document.blocks.push_back(
        Document::Heading{.level = 3, .words = plain_words(heading), .language = language});
    for (Document::Paragraph& one : at->second) document.blocks.push_back(std::move(one));
  };
  add(0, asked.part(std::nullopt), "");
  for (const texts::Section& section : asked.sections)
    add(section.position, section.heading, asked.source.content_language());
}

void add_consultation(const PackageSource& source, const Consultation& one, Document& document) {
  Asked asked{source, one, texts::load(source.db, one.version)};
  asked.sections = texts::sections(source.db, one.version);
  asked.positions = positions_in(source.db, source.version.id);
  asked.asked_at = positions_in(source.db, one.version);
  const consultations::Counts counts = consultations::counts(source.db, one.id);
  document.blocks.push_back(Document::PageBreak{});
  document.blocks.push_back(Document::Heading{
      .level = 2, .words = plain_words(one.title), .language = source.content_language()});
  say(asked, document,
      t("Version {0} of the text could be answered from {1} to {2}.", asked.version.number,
        long_date(one.opens_on), long_date(one.closes_on)));
  say(asked, document,
      tn("{} response was received.", "{} responses were received.", counts.responses));
  say(asked, document,
      t("They hold {0} remarks with words, of which {1} have a published disposition with its "
        "reason.",
        counts.remarks, counts.disposed));
  document.blocks.push_back(stances(asked));
  document.blocks.push_back(responses(asked));
  add_remarks(asked, document);
}

}  // namespace

void add_answers(const PackageSource& source, Document& document) {
  const auto all =
      consultations_between(source.db, source.compact.id, source.version, source.since);
  for (const Consultation& one : all) add_consultation(source, one, document);
  if (!all.empty()) return;
  document.blocks.push_back(
      Document::Heading{.level = 2, .words = plain_words(source.say(t("The consultation")))});
  document.blocks.push_back(Document::Paragraph{
      plain_words(source.say(t("No consultation has been held on these versions.")))});
}

}  // namespace overens::decisions
