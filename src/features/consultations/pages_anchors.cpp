// Where paragraphs are now, and building the next version from what was accepted: for each
// paragraph, and each section, one of its accepted wordings, or the words as they are; the draft is
// then worked on like any other.
#include <algorithm>
#include <utility>

#include "features/consultations/anchors.h"
#include "features/consultations/wording_changes.h"

namespace overens::consultations {
namespace {

constexpr std::size_t most_versions_followed = 50;

bool holds(const std::vector<texts::Paragraph>& all, std::int64_t paragraph) {
  return std::any_of(all.begin(), all.end(),
                     [&](const texts::Paragraph& one) { return one.id.value == paragraph; });
}

// One version on: what is still there stays itself, what was divided or joined goes on in others.
void follow(Anchors& all, const std::vector<texts::Paragraph>& paragraphs,
            const std::vector<texts::Descended>& descents) {
  for (auto& [sent_out, now] : all.now) {
    std::vector<std::int64_t> next;
    for (const std::int64_t one : now) {
      if (holds(paragraphs, one)) next.push_back(one);
      for (const texts::Descended& step : descents)
        if (step.ancestor.value == one &&
            std::find(next.begin(), next.end(), step.paragraph.value) == next.end())
          next.push_back(step.paragraph.value);
    }
    now = std::move(next);
  }
}

// What there is to choose between, for each section and paragraph that has any, in the order of
// the text: a section before its paragraphs.
struct Choice {
  const texts::Section* section = nullptr;      // of the place
  const texts::Paragraph* paragraph = nullptr;  // none: the whole section
  std::vector<AcceptedWording> accepted;

  std::string field() const {
    return paragraph ? "paragraph_" + std::to_string(paragraph->number.value)
                     : "section_" + std::to_string(section->position);
  }
};
using Choices = std::vector<Choice>;

std::vector<const texts::Paragraph*> paragraphs_of(const Place& place,
                                                   const texts::Section& section) {
  std::vector<const texts::Paragraph*> all;
  for (const texts::Paragraph& one : place.paragraphs)
    if (one.section == section.position) all.push_back(&one);
  return all;
}

Choices choices(Visit& visit, const Place& place) {
  std::map<std::int64_t, std::vector<AcceptedWording>> of_section;
  std::map<std::int64_t, std::vector<AcceptedWording>> of_paragraph;
  for (const AcceptedWording& one :
       visit.kept<of_each<accepted_wordings>>().at(place.consultation.id.value))
    (one.paragraph ? of_paragraph[one.paragraph->value] : of_section[one.section.value_or(0)])
        .push_back(one);
  Choices found;
  const texts::Section* section = nullptr;
  for (const texts::Paragraph& one : place.paragraphs) {
    const texts::Section* in = section_at(place, one.section);
    if (in && in != section)
      if (const auto accepted = of_section.find(in->position); accepted != of_section.end())
        found.push_back({in, nullptr, std::move(accepted->second)});
    section = in;
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

Text place_words(const Place& place, const Choice& choice) {
  if (choice.paragraph) return part_words(place, choice.paragraph->section, choice.paragraph->id);
  return t("All of “{}”", choice.section->heading);
}

Html choice_field(Visit& visit, const Place& place, const Choice& choice, const Filled& filled) {
  std::vector<Option> options;
  for (const AcceptedWording& wording : choice.accepted) {
    ProposedWording words = proposed_wording(visit.db, wording.remark);
    options.push_back({std::to_string(wording.number.value),
                       t("{0}, remark {1}", words.organisation, wording.number),
                       verbatim(std::move(words.proposed))});
  }
  options.push_back({"0", t("The words as they are"), verbatim(words_now(place, choice))});
  const std::string name = choice.field();
  const std::string chosen(filled.value(name));
  // Where several were accepted nobody has said yet which one it is to be; and for a section people
  // write a part of it as often as all.
  const bool is_plain = choice.paragraph && choice.accepted.front().of_place == 1;
  Html field = radio_field(
      filled.ok() ? Filled{} : filled,
      {.name = name,
       .label = place_words(place, choice),
       .hint = choice.paragraph ? Text{}
                                : t("A proposed wording takes the place of every paragraph under "
                                    "the heading."),
       .value = !chosen.empty() ? chosen
                : is_plain      ? options.front().value
                                : ""},
      options);
  const std::int64_t more = choice.accepted.front().of_place - std::ssize(choice.accepted);
  if (more > 0)
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
    if (i >= from && i < from + places_at_a_time)
      fields += choice_field(visit, place, all[i], filled);
    else if (const std::string name = all[i].field(); !filled.value(name).empty())
      fields += hidden_field(name, filled.value(name));
  }
  return fields;
}

Page wordings_page(Visit& visit, const Place& place, const Choices& all, const Filled& filled,
                   std::size_t from, int status = 200) {
  Html body = error_summary(filled);
  if (all.empty()) {
    body += empty_state(t("No proposed wording has been accepted."));
    return page(visit, {.title = t("A new version"), .path = path_to(visit, place)}, body, status);
  }
  const std::size_t end = std::min(from + places_at_a_time, all.size());
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

// The wordings chosen for those places; "0" is the words as they are. What is no choice is said
// at its field, and where the first such stands.
struct Chosen {
  struct One {
    const Choice* place = nullptr;
    AcceptedWording wording;
  };
  std::vector<One> wordings;
  std::optional<std::size_t> first_fault;

  bool is_of_all(const texts::Section* section) const {
    return section && std::any_of(wordings.begin(), wordings.end(), [&](const One& one) {
             return !one.place->paragraph && one.place->section == section;
           });
  }
};

Chosen read_choices(Filled& filled, const Choices& all, std::size_t from, std::size_t end) {
  Chosen chosen;
  for (std::size_t i = from; i < end; ++i) {
    const Choice& place = all[i];
    const std::string name = place.field();
    const std::string_view value = filled.value(name);
    const auto accepted = std::find_if(
        place.accepted.begin(), place.accepted.end(),
        [&](const AcceptedWording& one) { return value == std::to_string(one.number.value); });
    const bool is_accepted = accepted != place.accepted.end();
    const bool is_known = is_accepted || value == "0";
    const bool is_free = !is_accepted || !place.paragraph || !chosen.is_of_all(place.section);
    filled.expect(is_known, name, t("Choose one of the wordings."));
    filled.expect(is_free, name,
                  t("The whole of “{}” gets other words. Leave the paragraph as it is, or choose "
                    "the section's words as they are.",
                    place.section ? place.section->heading : ""));
    if (is_accepted) chosen.wordings.push_back({&place, *accepted});
    if (!(is_known && is_free) && !chosen.first_fault) chosen.first_fault = i;
  }
  return chosen;
}

// The words that take the place of others, by paragraph: a section's stand where its first one did.
std::map<std::int64_t, std::string> instead_of(Db& db, const Place& place, const Chosen& chosen) {
  std::map<std::int64_t, std::string> instead;
  for (const auto& [choice, wording] : chosen.wordings) {
    std::string proposed = proposed_wording(db, wording.remark).proposed;
    if (choice->paragraph) {
      instead[choice->paragraph->id.value] = std::move(proposed);
      continue;
    }
    for (const texts::Paragraph* one : paragraphs_of(place, *choice->section))
      instead[one->id.value] = std::exchange(proposed, "");
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

Anchors anchors(Visit& visit, const Place& place) {
  Anchors all;
  for (const texts::Paragraph& one : place.paragraphs) all.now[one.id.value] = {one.id.value};
  all.paragraphs = place.paragraphs;
  std::size_t followed = 0;
  for (const texts::Version& one :
       texts::versions(visit.db, place.compact.id, place.version.text)) {
    if (!one.is_frozen() || one.number <= place.version.number) continue;
    if (++followed > most_versions_followed) break;
    all.version = one;
    all.paragraphs = texts::paragraphs(visit.db, one.id);
    follow(all, all.paragraphs, texts::descents(visit.db, one.id));
  }
  return all;
}

Html anchor_view(Visit& visit, const Anchors& all, const texts::Paragraph& one) {
  if (!all.version) return {};
  const auto now = all.now.find(one.id.value);
  Html links;
  if (now != all.now.end())
    for (const texts::Paragraph& paragraph : all.paragraphs)
      if (std::find(now->second.begin(), now->second.end(), paragraph.id.value) !=
          now->second.end())
        links += html(" {}", link(texts::address(visit, *all.version, paragraph),
                                  t("Paragraph {}", paragraph.position)));
  if (!links.is_empty())
    return html("<p>{}{}</p>", t("In version {}:", all.version->number), links);
  return html(
      "<p>{} {}</p>", tag_label(Tone::warning, t("Loose")),
      t("Version {} has no such paragraph any more. What was said about it stands here with "
        "the words that were sent out, and is counted.",
        all.version->number));
}

std::string with_wordings(std::string_view markdown, const std::vector<texts::Paragraph>& all,
                          const std::map<std::int64_t, std::string>& instead) {
  std::string result;
  std::size_t from = 0;
  for (const texts::Paragraph& one : all) {
    const std::size_t at = markdown.find(one.wording, from);
    if (at == std::string_view::npos) continue;
    result += markdown.substr(from, at - from);
    from = at + one.wording.size();
    const auto other = instead.find(one.id.value);
    result += other == instead.end() ? one.wording : other->second;
    if (other != instead.end() && other->second.empty())
      from = std::min(markdown.find_first_not_of('\n', from), markdown.size());
  }
  return result + std::string(markdown.substr(from));
}

Page choose_wordings(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  return wordings_page(visit, place, choices(visit, place), Filled{}, 0);
}

Page build_version(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const Choices all = choices(visit, place);
  Filled filled(visit.form);
  const std::size_t from = page_sent(visit.form, all);
  const std::size_t end = std::min(from + places_at_a_time, all.size());
  const std::string_view then = visit.form.value("then");
  if (then == "back" && from > 0)
    return wordings_page(visit, place, all, filled, from - places_at_a_time);
  if (then == "next" && end < all.size()) {
    read_choices(filled, all, from, end);
    if (!filled.ok()) return wordings_page(visit, place, all, filled, from, 422);
    return wordings_page(visit, place, all, filled, end);
  }
  const Chosen chosen = read_choices(filled, all, 0, all.size());
  if (filled.ok() && chosen.wordings.empty() && !all.empty())
    filled.fail(all.front().field(), t("Choose a proposed wording for at least one place."));
  if (!filled.ok() || all.empty())
    return wordings_page(visit, place, all, filled, page_of(chosen.first_fault.value_or(0)), 422);
  const texts::Version made = visit.write([&](Db& db) {
    const auto version =
        texts::add_version(db, place.compact, place.version.text,
                           with_wordings(texts::bytes(db, place.version.id), place.paragraphs,
                                         instead_of(db, place, chosen)),
                           {}, people::me(visit), visit.now, place.version.id);
    const auto now = texts::paragraphs(db, version.id);
    for (const auto& [choice, wording] : chosen.wordings)
      for (const Id<texts::Paragraph> one : changed_by(place, *choice, now)) {
        link_paragraph(db, one, wording.remark, people::me(visit), visit.now);
        note_change(db, version.id, one, wording.remark, people::me(visit), visit.now);
      }
    return version;
  });
  return see_other(texts::address(visit, made));
}

}  // namespace overens::consultations
