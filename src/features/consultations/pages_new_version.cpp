// Building the next version from what was accepted: for each paragraph one of its accepted
// wordings, for each section its words with what is taken up in them; the draft is then worked on
// like any other.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "features/consultations/wording_changes.h"
#include "features/consultations/wording_choices.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_section = 100'000;  // characters

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

// Only one draft is worked on at a time.
Html draft_there(Visit& visit, const Place& place) {
  const auto versions = texts::versions(visit.db, place.compact.id, place.version.text);
  if (versions.empty() || versions.back().is_frozen()) return {};
  return notice(
      Tone::warning, t("There is a draft already"),
      html("<p>{} {}</p>",
           t("A new version is made when the parties have fixed it. Until then it is "
             "changed where it stands:"),
           link(texts::address(visit, versions.back()), t("Version {}", versions.back().number))));
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
  body += draft_there(visit, place);
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
  body += remembered_form(
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

bool has_heading(std::string_view words) {
  return words.starts_with('#') || words.find("\n#") != std::string_view::npos;
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
  filled.expect(!has_heading(one.words), words_name,
                t("A heading has no place here. Change the headings in the draft."));
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

std::size_t page_with(const Choices& all, const Choice* place) {
  return page_of(static_cast<std::size_t>(place - all.data()));
}

texts::Version make(Db& db, Visit& visit, const Place& place, const Chosen& chosen) {
  const texts::Version made =
      texts::add_version(db, place.compact, place.version.text,
                         with_wordings(texts::bytes(db, place.version.id), place.paragraphs,
                                       instead_of(place, chosen)),
                         {}, people::me(visit), visit.now, place.version.id);
  const auto now = texts::paragraphs(db, made.id);
  for (const Chosen::One& one : chosen.all)
    for (const Id<texts::Paragraph> paragraph : changed_by(place, *one.place, now))
      for (const AcceptedWording& wording : one.from) {
        link_paragraph(db, paragraph, wording.remark, people::me(visit), visit.now);
        note_change(db, made.id, paragraph, wording.remark, people::me(visit), visit.now);
      }
  return made;
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
  try {
    const auto made = visit.write([&](Db& db) { return make(db, visit, place, chosen); });
    return see_other(texts::address(visit, made));
  } catch (const Refusal& refusal) {  // there is a draft meanwhile, or the text is too long
    if (!refusal.told()) throw;
    filled.fail(chosen.all.front().place->words_field(), *refusal.told());
    return wordings_page(visit, place, all, filled, page_with(all, chosen.all.front().place), 409);
  }
}

}  // namespace overens::consultations
