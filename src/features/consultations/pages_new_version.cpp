// Building the next version from what was accepted: for each paragraph one of its accepted
// wordings, for each section its words with what is taken up in them; the draft is then worked on
// like any other. What is made of it is in chosen_wordings.cpp.
#include <algorithm>
#include <utility>

#include "base/text.h"
#include "features/consultations/chosen_wordings.h"

namespace overens::consultations {
namespace {

Url new_version_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/new-version", place.compact.slug,
             place.consultation.number);
}

constexpr std::int64_t most_by_hand = 20;  // places listed

Option option_of(const Wording& one) {
  return {one.value(),
          one.from.remarks == 1 ? t("{0}, remark {1}", one.organisation, one.from.number)
                                : t("{0}, remark {1}, and in the same words {2} more",
                                    one.organisation, one.from.number, one.from.remarks - 1),
          verbatim(one.words)};
}

// What does not stand there yet.
std::vector<Option> options_of(const Place& place, const Choices& all, const Choice& choice) {
  std::vector<Option> options;
  for (const Wording& one : choice.wordings)
    if (!stands_there(place, all, choice, one)) options.push_back(option_of(one));
  return options;
}

// Their words have become others since they were sent out, and the proposals are about the old.
bool has_changed_since(const Place& place, const texts::Paragraph& now) {
  const texts::Paragraph* asked = paragraph_at(place, now.id);
  return asked && asked->wording != now.wording;
}

Text place_words(const Choice& choice) {
  if (!choice.paragraph) return verbatim(choice.section->heading);
  const std::int64_t position = choice.paragraph->position;
  return choice.section ? t("Paragraph {0}, in “{1}”", position, choice.section->heading)
                        : t("Paragraph {}", position);
}

Html paragraph_choice(const Place& place, const Choices& all, const Choice& choice,
                      const Filled& shown, const Form& form) {
  const texts::Paragraph& now = *choice.paragraph;
  std::vector<Option> options = options_of(place, all, choice);
  // Where there are several wordings nobody has said yet which one it is to be.
  const bool is_plain =
      choice.wordings.size() == 1 && choice.not_shown() == 0 && !has_changed_since(place, now);
  const std::string proposed = is_plain ? options.front().value : "";
  options.push_back({"0", t("The words as they are"), verbatim(now.wording)});
  const std::string name = choice.field();
  const std::string chosen(form.value(name));
  return radio_field(
      shown,
      {.name = name,
       .label = place_words(choice),
       .hint = has_changed_since(place, now)
                   ? t("The words have become others since the text was sent out: they are those "
                       "of version {}.",
                       all.version.number)
                   : Text(),
       .value = chosen.empty() ? proposed : chosen},
      options);
}

Html section_choice(const Place& place, const Choices& all, const Choice& choice,
                    const Filled& shown, const Form& form) {
  const std::string now = all.words_now(choice);
  const std::vector<Option> options = options_of(place, all, choice);
  const std::string name = choice.field();
  const std::string words_name = choice.words_field();
  std::vector<std::string> ticked;
  for (const std::string_view one : form.all(name)) ticked.emplace_back(one);
  constexpr std::size_t letters_a_row = 60;
  constexpr std::size_t most_rows = 20;
  const auto breaks = static_cast<std::size_t>(std::count(now.begin(), now.end(), '\n'));
  Html fields = tick_fields(shown,
                            {.name = name,
                             .label = t("What is taken up for “{}”", choice.section->heading),
                             .hint = t("Nothing has to be.")},
                            options, ticked);
  fields += area_field(
      shown,
      {.name = words_name,
       .label = t("“{}” then reads", choice.section->heading),
       .hint = t("Write what is taken up into the words where it belongs. An empty line "
                 "begins a new paragraph."),
       .value = form.has(words_name) ? std::string(form.value(words_name)) : now,
       .rows = static_cast<int>(std::min(most_rows, 3 + breaks + length(now) / letters_a_row)),
       .language = all.version.language});
  return fields;
}

Html choice_field(Visit& visit, const Place& place, const Choices& all, const Choice& choice,
                  const Filled& filled) {
  if (!is_open(place, all, choice))
    return html("<p>{}: {}</p>", place_words(choice), t("what was accepted stands there already."));
  const Filled shown = filled.ok() ? Filled{} : filled;
  Html field = choice.paragraph ? paragraph_choice(place, all, choice, shown, visit.form)
                                : section_choice(place, all, choice, shown, visit.form);
  if (const std::int64_t more = choice.not_shown(); more > 0)
    field += html("<p>{}</p>",
                  link(choice.paragraph ? paragraph_address(visit, place, choice.paragraph->number)
                                        : part_address(visit, place, choice.asked->position),
                       tn("{} more was accepted: all remarks there",
                          "{} more were accepted: all remarks there", more)));
  return field;
}

// What was chosen on the other pages goes along, hidden; of words what was typed.
Html choice_fields(Visit& visit, const Place& place, const Choices& all, const Filled& filled,
                   std::size_t from) {
  Html fields = hidden_field("from", static_cast<std::int64_t>(from));
  fields += hidden_field("version", all.version.number.value);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Choice& one = all.all[i];
    const bool is_here = i >= from && i < from + places_at_a_time;
    if (is_here) {
      fields += choice_field(visit, place, all, one, filled);
      continue;
    }
    const std::string name = one.field();
    for (const std::string_view chosen : visit.form.all(name)) fields += hidden_field(name, chosen);
    const std::string words_name = one.words_field();
    if (!one.paragraph && all.is_changed(one, visit.form.value(words_name)))
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

// A version has been fixed since the page was opened: what stands on it goes into no draft.
Html newer_words(Visit& visit, const Place& place, const Choices& all) {
  const texts::Version latest = latest_fixed(visit.db, place);
  if (latest.id == all.version.id) return {};
  return notice(Tone::warning, t("There are newer words by now"),
                html("<p>{} {}</p>",
                     t("A version has been fixed since you opened the page. What you chose and "
                       "typed stands below and can be copied from here. Choose again, in the newer "
                       "words:"),
                     link(new_version_url(visit, place), t("Version {}", latest.number))));
}

// What has no place of its own in the version that is built on.
Html by_hand(Visit& visit, const Place& place, const Choices& all) {
  if (all.by_hand.empty()) return {};
  const auto first = all.by_hand.begin();
  const auto end = first + std::min(std::ssize(all.by_hand), most_by_hand);
  Html items;
  for (auto one = first; one != end; ++one) {
    const texts::Paragraph* paragraph = paragraph_at(place, one->paragraph);
    items += html("<li>{}</li>", link(paragraph ? paragraph_address(visit, place, paragraph->number)
                                                : part_address(visit, place, one->section),
                                      part_words(place, one->section, one->paragraph)));
  }
  return notice(Tone::warning, t("To be written in by hand"),
                html("<p>{}</p><ul>{}</ul>{}",
                     t("Something was accepted for these as well, and version {} has no such place "
                       "any more, or no words there. Write it into the draft, and at each remark "
                       "which paragraph it changed.",
                       all.version.number),
                     items, when(end != all.by_hand.end(), [&] {
                       return html("<p>{}</p>",
                                   tn("And {} more.", "And {} more.", all.by_hand.end() - end));
                     })));
}

// What is decided and not yet published is not chosen among.
Html unpublished_notice(Visit& visit, const Place& place) {
  const std::int64_t count = unpublished(visit.db, place.consultation.id).count;
  if (count == 0) return {};
  return notice(Tone::warning, t("Not everything is published"),
                html("<p>{}</p>", link(url(visit, "/{}/consultations/{}/dispositions",
                                           place.compact.slug, place.consultation.number),
                                       tn("{} disposition is not published yet. Only what is "
                                          "published can be taken up.",
                                          "{} dispositions are not published yet. Only what is "
                                          "published can be taken up.",
                                          count))));
}

Page wordings_page(Visit& visit, const Place& place, Choices& all, const Filled& filled,
                   std::size_t from, int status = 200) {
  Html body = error_summary(filled);
  body += unpublished_notice(visit, place);
  const Head head{.title = t("A new version"),
                  .lead = all.size() == 0
                              ? Text()
                              : t("For each paragraph with an accepted proposal choose its words; "
                                  "for a section write in what is taken up. The draft can be "
                                  "changed before the parties fix it."),
                  .path = path_to(visit, place)};
  if (all.size() == 0) {
    body += all.by_hand.empty() ? empty_state(t("No proposed wording has been accepted."))
                                : by_hand(visit, place, all);
    return page(visit, head, body, status);
  }
  const std::size_t end = std::min(from + places_at_a_time, all.size());
  read_wordings(visit.db, all, from, end);
  body += draft_there(visit, place);
  body += newer_words(visit, place, all);
  body += by_hand(visit, place, all);
  if (all.version.id != place.version.id)
    body += html("<p>{} {}</p>",
                 t("The new version is built on the latest one that is fixed, not on the one that "
                   "was sent out:"),
                 link(texts::address(visit, all.version), t("Version {}", all.version.number)));
  if (all.size() > places_at_a_time)
    body +=
        html(R"(<p class="o-count">{}</p>)",
             t("{0} to {1} of {2} places with an accepted proposal", from + 1, end, all.size()));
  const bool has_open = std::any_of(all.all.begin(), all.all.end(),
                                    [&](const Choice& one) { return is_open(place, all, one); });
  if (!has_open && all.size() <= places_at_a_time) {
    body += paragraph(t("All that was accepted stands there already."));
    return page(visit, head, body, status);
  }
  std::vector<Submit> buttons;
  if (end < all.size())
    buttons.push_back({.words = t("The next places"), .name = "then", .value = "next"});
  else
    buttons.push_back({.words = t("Make the draft"), .name = "then", .value = "make"});
  if (from > 0)
    buttons.push_back({.words = t("The places before"), .name = "then", .value = "back"});
  body += remembered_form(visit, new_version_url(visit, place),
                          choice_fields(visit, place, all, filled, from), buttons);
  return page(visit, head, body, status);
}

// Where the page begins on which that place stands.
std::size_t page_of(std::size_t place) { return place / places_at_a_time * places_at_a_time; }

// The version whose words stood on the page that was sent.
texts::Version version_sent(Visit& visit, const Place& place) {
  const auto number = hole_as<Number>(std::string(visit.form.value("version")));
  const auto one =
      number ? texts::find(visit.db, place.compact.id, place.version.text, *number) : std::nullopt;
  return found(one && one->is_frozen() && one->number >= place.version.number ? one : std::nullopt);
}

// Where the page began that was sent; the last one where it says more than there is.
std::size_t page_sent(const Form& form, const Choices& all) {
  const auto from = hole_as<Number>(std::string(form.value("from")));
  if (!from || all.size() == 0) return 0;
  return page_of(std::min(static_cast<std::size_t>(from->value), all.size() - 1));
}

// The field of the first place where there is something to choose.
std::string first_open(const Place& place, const Choices& all) {
  const auto at = std::find_if(all.all.begin(), all.all.end(),
                               [&](const Choice& one) { return is_open(place, all, one); });
  return (at == all.all.end() ? all.all.front() : *at).field();
}

std::size_t page_with(const Choices& all, const Choice* place) {
  return page_of(static_cast<std::size_t>(place - all.all.data()));
}

}  // namespace

Page choose_wordings(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  if (Html there = draft_there(visit, place); !there.is_empty())
    return page(visit, {.title = t("A new version"), .path = path_to(visit, place)}, there);
  Choices all = choices(visit, place, latest_fixed(visit.db, place));
  return wordings_page(visit, place, all, Filled{}, 0);
}

Page build_version(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  Choices all = choices(visit, place, version_sent(visit, place));
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
  const ChosenWordings chosen = read_choices(visit, filled, place, all, 0, all.size());
  if (filled.ok() && chosen.all.empty() && all.size() > 0)
    filled.fail(first_open(place, all), t("Choose a proposed wording for at least one place."));
  if (!filled.ok() || all.size() == 0)
    return wordings_page(visit, place, all, filled, page_of(chosen.first_fault.value_or(0)), 422);
  try {
    const auto made = visit.write([&](Db& db) {
      if (latest_fixed(db, place).id != all.version.id)
        throw Conflict{t("A version has been fixed since you opened the page.")};
      return make_version(db, visit, place, all, chosen);
    });
    return accepted(texts::address(visit, made));
  } catch (const Refusal& refusal) {  // there is a draft meanwhile, or the text is too long
    if (!refusal.told()) throw;
    filled.fail(chosen.all.front().place->words_field(), *refusal.told());
    return wordings_page(visit, place, all, filled, page_with(all, chosen.all.front().place), 409);
  }
}

}  // namespace overens::consultations
