// Building the next version from what was accepted: for each paragraph one of its accepted
// wordings, for each section its words with what is taken up in them; the draft is then worked on
// like any other.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "features/consultations/anchors.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_section = 100'000;  // characters

// The same proposed words, whoever wrote them.
struct Wording {
  std::string words;
  std::string organisation;           // the first that proposed it
  std::vector<AcceptedWording> from;  // at least one

  std::string value() const { return std::to_string(from.front().number.value); }
};

// What there is to choose between, for each section and paragraph that has any, in the order of
// the text: a section before its paragraphs. Of a paragraph one wording is chosen; what was
// proposed for a section is often a part of it, and is written into its words by hand.
struct Choice {
  const texts::Section* section = nullptr;      // of the place
  const texts::Paragraph* paragraph = nullptr;  // none: the whole section
  std::vector<AcceptedWording> accepted{};      // at least one
  std::vector<Wording> wordings{};              // once they are read: read_wordings()

  std::int64_t not_shown() const { return accepted.front().of_place - std::ssize(accepted); }

  std::string number() const {
    return std::to_string(paragraph ? paragraph->number.value : section->position);
  }
  std::string field() const { return (paragraph ? "paragraph_" : "section_") + number(); }
  std::string words_field() const { return "words_" + number(); }  // of a section
};
using Choices = std::vector<Choice>;

std::vector<const texts::Paragraph*> paragraphs_of(const Place& place,
                                                   const texts::Section& section) {
  std::vector<const texts::Paragraph*> all;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section == section.position) all.push_back(&one);
  return all;
}

// Of those places: there may be many more than are shown.
void read_wordings(Db& db, Choices& all, std::size_t from, std::size_t end) {
  for (std::size_t i = from; i < end; ++i) {
    std::vector<Wording>& wordings = all[i].wordings;
    if (!wordings.empty()) continue;
    for (const AcceptedWording& one : all[i].accepted) {
      ProposedWording read = proposed_wording(db, one.remark);
      const auto same = std::find_if(wordings.begin(), wordings.end(), [&](const Wording& known) {
        return tidy_text(known.words) == tidy_text(read.proposed);
      });
      if (same == wordings.end())
        wordings.push_back({std::move(read.proposed), std::move(read.organisation), {one}});
      else
        same->from.push_back(one);
    }
  }
}

Choices choices(Visit& visit, const Place& place) {
  std::map<std::int64_t, std::vector<AcceptedWording>> of_section;
  std::map<std::int64_t, std::vector<AcceptedWording>> of_paragraph;
  for (const AcceptedWording& one :
       visit.kept<of_each<accepted_wordings>>().at(place.consultation.id.value))
    (one.paragraph ? of_paragraph[one.paragraph->value] : of_section[one.section.value_or(0)])
        .push_back(one);
  Choices found;
  const texts::Section* before = nullptr;
  for (const texts::Paragraph& one : place.paragraphs) {
    const texts::Section* in = section_at(place, one.section);
    if (in && in != before)
      if (const auto accepted = of_section.find(in->position); accepted != of_section.end())
        found.push_back({in, nullptr, std::move(accepted->second)});
    before = in;
    if (const auto accepted = of_paragraph.find(one.id.value); accepted != of_paragraph.end())
      found.push_back({in, &one, std::move(accepted->second)});
  }
  return found;
}

std::string words_now(const Place& place, const Choice& choice) {
  if (choice.paragraph) return choice.paragraph->wording;
  std::string words;
  for (const texts::Paragraph* one : paragraphs_of(place, *choice.section))
    words += (words.empty() ? "" : "\n\n") + one->wording;
  return words;
}

Option option_of(const Wording& one) {
  return {one.value(),
          one.from.size() == 1 ? t("{0}, remark {1}", one.organisation, one.from.front().number)
                               : t("{0}, remark {1}, and in the same words {2} more",
                                   one.organisation, one.from.front().number, one.from.size() - 1),
          verbatim(one.words)};
}

Html paragraph_choice(const Place& place, const Choice& choice, const Filled& shown,
                      const Form& form) {
  std::vector<Option> options;
  for (const Wording& one : choice.wordings) options.push_back(option_of(one));
  options.push_back({"0", t("The words as they are"), verbatim(words_now(place, choice))});
  const std::string name = choice.field();
  const std::string chosen(form.value(name));
  // Where there are several wordings nobody has said yet which one it is to be.
  const bool is_plain = choice.wordings.size() == 1 && choice.not_shown() == 0;
  return radio_field(shown,
                     {.name = name,
                      .label = part_words(place, choice.paragraph->section, choice.paragraph->id),
                      .value = !chosen.empty() ? chosen
                               : is_plain      ? options.front().value
                                               : ""},
                     options);
}

Html section_choice(const Place& place, const Choice& choice, const Filled& shown,
                    const Form& form) {
  std::vector<Option> options;
  for (const Wording& one : choice.wordings) options.push_back(option_of(one));
  const std::string name = choice.field();
  const std::string words_name = choice.words_field();
  std::vector<std::string> ticked;
  for (const std::string_view one : form.all(name)) ticked.emplace_back(one);
  const std::string now = words_now(place, choice);
  constexpr std::size_t letters_a_row = 60;
  constexpr std::size_t most_rows = 20;
  const auto breaks = static_cast<std::size_t>(std::count(now.begin(), now.end(), '\n'));
  Html fields = tick_fields(
      shown,
      {.name = name,
       .label = t("What is taken up of what was accepted for “{}”", choice.section->heading),
       .is_optional = true},
      options, ticked);
  fields += area_field(
      shown,
      {.name = words_name,
       .label = t("“{}” then reads", choice.section->heading),
       .hint = t("Write what is taken up into the words where it belongs. An empty line "
                 "begins a new paragraph."),
       .value = form.has(words_name) ? std::string(form.value(words_name)) : now,
       .rows = static_cast<int>(std::min(most_rows, 3 + breaks + length(now) / letters_a_row)),
       .language = place.version.language});
  return fields;
}

Html choice_field(Visit& visit, const Place& place, const Choice& choice, const Filled& filled) {
  const Filled shown = filled.ok() ? Filled{} : filled;
  Html field = choice.paragraph ? paragraph_choice(place, choice, shown, visit.form)
                                : section_choice(place, choice, shown, visit.form);
  if (const std::int64_t more = choice.not_shown(); more > 0)
    field += html("<p>{}</p>",
                  link(choice.paragraph ? paragraph_address(visit, place, choice.paragraph->number)
                                        : part_address(visit, place, choice.section->position),
                       tn("{} more was accepted: all remarks there",
                          "{} more were accepted: all remarks there", more)));
  return field;
}

// What was chosen on the other pages goes along, hidden.
Html choice_fields(Visit& visit, const Place& place, const Choices& all, const Filled& filled,
                   std::size_t from) {
  Html fields = hidden_field("from", static_cast<std::int64_t>(from));
  for (std::size_t i = 0; i < all.size(); ++i) {
    const bool is_here = i >= from && i < from + places_at_a_time;
    if (is_here) {
      fields += choice_field(visit, place, all[i], filled);
      continue;
    }
    const std::string name = all[i].field();
    for (const std::string_view one : visit.form.all(name)) fields += hidden_field(name, one);
    const std::string words_name = all[i].words_field();
    if (!all[i].paragraph && visit.form.has(words_name))
      fields += hidden_field(words_name, visit.form.value(words_name));
  }
  return fields;
}

Page wordings_page(Visit& visit, const Place& place, Choices& all, const Filled& filled,
                   std::size_t from, int status = 200) {
  Html body = error_summary(filled);
  if (all.empty()) {
    body += empty_state(t("No proposed wording has been accepted."));
    return page(visit, {.title = t("A new version"), .path = path_to(visit, place)}, body, status);
  }
  const std::size_t end = std::min(from + places_at_a_time, all.size());
  read_wordings(visit.db, all, from, end);
  if (all.size() > places_at_a_time)
    body +=
        html(R"(<p class="o-count">{}</p>)",
             t("{0} to {1} of {2} places with an accepted proposal", from + 1, end, all.size()));
  std::vector<Submit> buttons;
  if (end < all.size())
    buttons.push_back({.words = t("The next places"), .name = "then", .value = "next"});
  else
    buttons.push_back({.words = t("Make the draft"), .name = "then", .value = "make"});
  if (from > 0)
    buttons.push_back({.words = t("The places before"), .name = "then", .value = "back"});
  body += post_form(
      visit,
      url(visit, "/{}/consultations/{}/new-version", place.compact.slug, place.consultation.number),
      choice_fields(visit, place, all, filled, from), buttons);
  return page(visit,
              {.title = t("A new version"),
               .lead = t("Choose the words of each place that has an accepted proposal. The draft "
                         "can be changed before the parties fix it."),
               .path = path_to(visit, place)},
              body, status);
}

// What was chosen for those places. What is no choice is said at its field, and where the first
// such stands.
struct Chosen {
  struct One {
    const Choice* place = nullptr;
    std::string words;
    std::vector<AcceptedWording> from{};
  };
  std::vector<One> all{};
  std::optional<std::size_t> first_fault{};

  bool has_all_of(const texts::Section* section) const {
    return section && std::any_of(all.begin(), all.end(), [&](const One& one) {
             return !one.place->paragraph && one.place->section == section;
           });
  }
};

// "0" is the words as they are.
void read_paragraph_choice(Filled& filled, const Choice& choice, Chosen& chosen) {
  const std::string name = choice.field();
  const std::string_view value = filled.value(name);
  const auto wording = std::find_if(choice.wordings.begin(), choice.wordings.end(),
                                    [&](const Wording& one) { return one.value() == value; });
  filled.expect(wording != choice.wordings.end() || value == "0", name,
                t("Choose one of the wordings."));
  if (wording == choice.wordings.end()) return;
  filled.expect(!chosen.has_all_of(choice.section), name,
                t("“{}” gets other words as a whole. Leave the paragraph as it is, or the section.",
                  choice.section ? choice.section->heading : ""));
  chosen.all.push_back({&choice, wording->words, wording->from});
}

void read_section_choice(Filled& filled, const Form& form, const Place& place, const Choice& choice,
                         Chosen& chosen) {
  const std::string name = choice.field();
  const std::string words_name = choice.words_field();
  Chosen::One one{&choice, filled.optional_text(words_name, longest_section)};
  for (const std::string_view ticked : form.all(name)) {
    const auto wording =
        std::find_if(choice.wordings.begin(), choice.wordings.end(),
                     [&](const Wording& known) { return known.value() == ticked; });
    filled.expect(wording != choice.wordings.end(), name, t("Choose among the proposals."));
    if (wording == choice.wordings.end()) continue;
    one.from.insert(one.from.end(), wording->from.begin(), wording->from.end());
  }
  const bool is_as_before = one.words.empty() || one.words == tidy_text(words_now(place, choice));
  filled.expect(one.from.empty() || !is_as_before, words_name,
                t("Write what is taken up into the words, or clear the tick."));
  filled.expect(is_as_before || !one.from.empty(), name,
                t("Tick which of the proposals the new words come from."));
  if (!is_as_before) chosen.all.push_back(std::move(one));
}

Chosen read_choices(Visit& visit, Filled& filled, const Place& place, Choices& all,
                    std::size_t from, std::size_t end) {
  read_wordings(visit.db, all, from, end);
  Chosen chosen;
  for (std::size_t i = from; i < end; ++i) {
    const std::size_t faults = filled.errors().size();
    if (all[i].paragraph)
      read_paragraph_choice(filled, all[i], chosen);
    else
      read_section_choice(filled, visit.form, place, all[i], chosen);
    if (filled.errors().size() > faults && !chosen.first_fault) chosen.first_fault = i;
  }
  return chosen;
}

// The words that take the place of others, by paragraph: a section's stand where its first one did.
std::map<std::int64_t, std::string> instead_of(const Place& place, const Chosen& chosen) {
  std::map<std::int64_t, std::string> instead;
  for (const Chosen::One& one : chosen.all) {
    if (one.place->paragraph) {
      instead[one.place->paragraph->id.value] = one.words;
      continue;
    }
    std::string words = one.words;
    for (const texts::Paragraph* was : paragraphs_of(place, *one.place->section))
      instead[was->id.value] = std::exchange(words, "");
  }
  return instead;
}

// The paragraphs of the new version that got their words by it: of a section those that read
// otherwise than before, or all of them where it only became shorter.
std::vector<Id<texts::Paragraph>> changed_by(const Place& place, const Choice& choice,
                                             const std::vector<texts::Paragraph>& now) {
  if (choice.paragraph) return {choice.paragraph->id};
  const auto before = paragraphs_of(place, *choice.section);
  std::vector<Id<texts::Paragraph>> all;
  std::vector<Id<texts::Paragraph>> changed;
  for (const texts::Paragraph& one : now) {
    if (one.section_slug != choice.section->slug) continue;
    all.push_back(one.id);
    const bool is_as_before =
        std::any_of(before.begin(), before.end(), [&](const texts::Paragraph* was) {
          return was->id == one.id && was->wording == one.wording;
        });
    if (!is_as_before) changed.push_back(one.id);
  }
  return changed.empty() ? all : changed;
}

// Where the page begins on which that place stands.
std::size_t page_of(std::size_t place) { return place / places_at_a_time * places_at_a_time; }

// Where the page began that was sent; the last one where it says more than there is.
std::size_t page_sent(const Form& form, const Choices& all) {
  const auto from = hole_as<Number>(std::string(form.value("from")));
  if (!from || all.empty()) return 0;
  return page_of(std::min(static_cast<std::size_t>(from->value), all.size() - 1));
}

}  // namespace

Page choose_wordings(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Choices all = choices(visit, place);
  return wordings_page(visit, place, all, Filled{}, 0);
}

Page build_version(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Choices all = choices(visit, place);
  Filled filled(visit.form);
  const std::size_t from = page_sent(visit.form, all);
  const std::size_t end = std::min(from + places_at_a_time, all.size());
  const std::string_view then = visit.form.value("then");
  if (then == "back" && from > 0)
    return wordings_page(visit, place, all, filled, from - places_at_a_time);
  if (then == "next" && end < all.size()) {
    read_choices(visit, filled, place, all, from, end);
    if (!filled.ok()) return wordings_page(visit, place, all, filled, from, 422);
    return wordings_page(visit, place, all, filled, end);
  }
  const Chosen chosen = read_choices(visit, filled, place, all, 0, all.size());
  if (filled.ok() && chosen.all.empty() && !all.empty())
    filled.fail(all.front().field(), t("Choose a proposed wording for at least one place."));
  if (!filled.ok() || all.empty())
    return wordings_page(visit, place, all, filled, page_of(chosen.first_fault.value_or(0)), 422);
  const texts::Version made = visit.write([&](Db& db) {
    const auto version =
        texts::add_version(db, place.compact, place.version.text,
                           with_wordings(texts::bytes(db, place.version.id), place.paragraphs,
                                         instead_of(place, chosen)),
                           {}, people::me(visit), visit.now, place.version.id);
    const auto now = texts::paragraphs(db, version.id);
    for (const Chosen::One& one : chosen.all)
      for (const Id<texts::Paragraph> paragraph : changed_by(place, *one.place, now))
        for (const AcceptedWording& wording : one.from) {
          link_paragraph(db, paragraph, wording.remark, people::me(visit), visit.now);
          note_change(db, version.id, paragraph, wording.remark, people::me(visit), visit.now);
        }
    return version;
  });
  return see_other(texts::address(visit, made));
}

}  // namespace overens::consultations
