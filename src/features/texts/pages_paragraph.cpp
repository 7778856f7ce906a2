// One paragraph and its chain: its wording from version to version, and what stands behind it.
#include "base/markdown.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

// A paragraph as it is now, in a version the visitor may see.
struct Known {
  Id<Paragraph> id;
  Version version;
  std::vector<Wording> history;  // those the visitor may see, oldest first
};

std::optional<Known> find_known(Visit& visit, const compacts::Compact& compact, Number text,
                                Number number) {
  const auto id = find_paragraph(visit.db, compact.id, text, number);
  if (!id) return std::nullopt;
  Known known{.id = *id, .version = {}, .history = {}};
  const bool sees_drafts = compacts::may_run(visit);
  const auto now = current(visit.db, compact.id, text);
  for (Wording& one : wordings(visit.db, *id)) {
    const Version version = load(visit.db, one.version);
    if (!version.is_frozen() && !sees_drafts) continue;
    const bool is_current = now && now->id == version.id;
    if (is_current || !now || known.version.id != now->id) known.version = version;
    known.history.push_back(std::move(one));
  }
  if (known.history.empty()) return std::nullopt;
  return known;
}

const Wording& wording_now(const Known& known) {
  for (const Wording& one : known.history)
    if (one.version == known.version.id) return one;
  return known.history.back();
}

Html wording_item(Visit& visit, const compacts::Compact& compact, const Wording& one,
                  const Wording* before) {
  const Version version = load(visit.db, one.version);
  const bool is_same = before && before->wording == one.wording;
  const Html words =
      is_same  ? html("<p>{}</p>", t("In the same words."))
      : before ? html(R"(<p lang="{}">{}</p>)", version.language,
                      marked_difference(before->wording, one.wording))
               : html(R"(<div lang="{}">{}</div>)", version.language, markdown(one.wording, 4));
  return html(R"(<li><h3><a href="{}">{}</a></h3>{}</li>)", address(visit, version),
              standing(version, compact.zone()), words);
}

Html history(Visit& visit, const compacts::Compact& compact, const Known& known) {
  Html items;
  const Wording* before = nullptr;
  for (const Wording& one : known.history) {
    items += wording_item(visit, compact, one, before);
    before = &one;
  }
  return html(R"({}<ol class="o-timeline">{}</ol>)",
              heading(2, t("The wording from version to version")), items);
}

Html sources_of(Visit& visit, Id<Paragraph> paragraph) {
  Html sources;
  for (const Feature& feature : house(visit).features)
    if (feature.behind.show) sources += feature.behind.show(visit, paragraph.value);
  return sources;
}

// `has_older`: something stands behind what it was split from or merged with.
Html what_is_behind(Visit& visit, const Known& known, bool has_older) {
  Html sources = sources_of(visit, known.id);
  if (!sources.is_empty()) return sources;
  if (has_older)
    return html("<p>{}</p>", t("What stands behind it came with the paragraph it was before: it "
                               "stands below."));
  return empty_state(t("Nothing is linked to this paragraph"),
                     html("<p>{}</p>", t("No note and no remark stands behind it.")));
}

Text relative_words(const Relative& one) {
  if (one.is_ancestor)
    return one.how == How::split ? t("It was a part of this paragraph, which was divided:")
                                 : t("This paragraph was joined with it:");
  return one.how == How::split ? t("A part of it became this paragraph:")
                               : t("It became a part of this paragraph:");
}

// What stands behind an ancestor stands, further off, behind this one too.
Html relative_item(Visit& visit, const compacts::Compact& compact, Number text, const Relative& one,
                   const Wording& words) {
  Html item = html("<p>{} {}</p>", relative_words(one),
                   link(paragraph_address(visit, text, one.number),
                        t("Paragraph {0} of version {1}", words.position,
                          load(visit.db, words.version).number)));
  item += html(R"(<blockquote lang="{}">{}</blockquote>)", compact.language,
               markdown(words.wording, 4));
  if (one.is_ancestor) item += sources_of(visit, one.paragraph);
  return html("<li>{}</li>", item);
}

struct Family {
  Html view;
  bool has_sources = false;  // of an ancestor
};

Family family(Visit& visit, const compacts::Compact& compact, Number text, const Known& known) {
  Html items;
  Family all;
  for (const Relative& one : relatives(visit.db, known.id)) {
    if (!load(visit.db, one.version).is_frozen() && !compacts::may_run(visit)) continue;
    const auto there = find_known(visit, compact, text, one.number);
    if (!there) continue;
    items += relative_item(visit, compact, text, one, there->history.back());
    all.has_sources |= one.is_ancestor && !sources_of(visit, one.paragraph).is_empty();
  }
  if (!items.is_empty())
    all.view = html(R"({}<ul class="o-items">{}</ul>)", heading(2, t("Split and merged")), items);
  return all;
}

Html link_form(Visit& visit, const Filled& filled, Number text, Number paragraph) {
  if (!compacts::may_coordinate(visit)) return {};
  const Url action =
      url(visit, "/{}/texts/{}/paragraphs/{}/contributions", visit.scope.slug, text, paragraph);
  Html form = heading(2, t("Link a note to the paragraph"));
  form += post_form(
      visit, action,
      field(filled, {.name = "note", .label = t("The number of the note"), .input = Input::number}),
      {.words = t("Link the note")});
  return form;
}

Response paragraph_page(Visit& visit, Number text, Number number, const Filled& filled,
                        int status) {
  const compacts::Compact compact = compacts::here(visit);
  const Known known = found(find_known(visit, compact, text, number));
  const Wording& now = wording_now(known);
  Html body = error_summary(filled);
  body += html(R"(<div class="o-document o-measure" lang="{}">{}</div>)", known.version.language,
               markdown(now.wording, 4));
  body += html(R"(<p class="o-meta">{}</p>)",
               link(address(visit, known.version).at("p" + std::to_string(number.value)),
                    t("Read it where it stands")));
  const Family relatives = family(visit, compact, text, known);
  body += what_is_behind(visit, known, relatives.has_sources);
  body += relatives.view;
  body += history(visit, compact, known);
  body += link_form(visit, filled, text, number);
  const Text where = now.section_heading.empty() ? standing(known.version, compact.zone())
                                                 : t("{0}. {1}", verbatim(now.section_heading),
                                                     standing(known.version, compact.zone()));
  return page(
      visit,
      Head{.title = t("Paragraph {}", now.position), .lead = where, .path = path_to_texts(visit)},
      html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

}  // namespace

Response show_paragraph(Visit& visit, Number text, Number paragraph) {
  return paragraph_page(visit, text, paragraph, Filled{}, 200);
}

Response link_note(Visit& visit, Number text, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const auto paragraph = found(find_paragraph(visit.db, compact.id, text, number));
  Filled filled(visit.form);
  const std::int64_t typed =
      filled.number("note", t("Write the number of the note."), 1, 1'000'000);
  const auto note = contributions::find(visit.db, compact.id, {typed});
  if (filled.ok()) filled.expect(note.has_value(), "note", t("There is no note by that number."));
  // What everybody reads about it is not written over without being seen.
  if (note && note->state == contributions::State::not_used)
    filled.fail("note",
                t("Note {0} is said not to be used: “{1}” Take it up again on its page first.",
                  note->number, note->reason));
  if (!filled.ok()) return paragraph_page(visit, text, number, filled, 422);
  visit.write(
      [&](Db& db) { link_contribution(db, paragraph, note->id, people::me(visit), visit.now); });
  return see_other(visit.form.value("back") == "note"
                       ? url(visit, "/{}/contributions/{}", compact.slug, note->number)
                       : paragraph_address(visit, text, number));
}

Response unlink_note(Visit& visit, Number text, Number number, Number note) {
  const compacts::Compact compact = compacts::here(visit);
  const auto paragraph = found(find_paragraph(visit.db, compact.id, text, number));
  const auto linked = found(contributions::find(visit.db, compact.id, note));
  visit.write([&](Db& db) { unlink_contribution(db, paragraph, linked.id); });
  return see_other(paragraph_address(visit, text, number));
}

std::vector<ParagraphCount> count_notes_behind(Visit& visit, std::int64_t version) {
  std::vector<ParagraphCount> counts;
  for (const NoteCount& one : count_notes(visit.db, {version}))
    counts.push_back({one.paragraph.value, tn("{} note", "{} notes", one.notes)});
  return counts;
}

Html show_notes_behind(Visit& visit, std::int64_t paragraph) {
  const compacts::Compact compact = compacts::here(visit);
  const auto notes = notes_behind(visit.db, {paragraph});
  if (notes.empty()) return {};
  const Html items = each(notes, [&](Id<contributions::Contribution> id) {
    return contributions::note_item(visit, compact, contributions::load(visit.db, id));
  });
  return html(R"({}<ul class="o-notes">{}</ul>)",
              heading(2, tn("{} note behind it", "{} notes behind it", std::ssize(notes))), items);
}

Html show_paragraphs_of(Visit& visit, std::int64_t contribution) {
  const auto all = outcomes(visit.db, {contribution},
                            compacts::may_run(visit) ? Seen::drafts_too : Seen::fixed_only);
  if (all.empty()) return {};
  const Html items = each(all, [&](const Outcome& one) {
    const Text where = one.section_heading.empty()
                           ? t("Paragraph {}", one.position)
                           : t("Paragraph {0}, {1}", one.position, one.section_heading);
    return html(
        R"(<li><h3><a href="{}">{}</a>{}</h3><div lang="{}">{}</div></li>)",
        paragraph_address(visit, one.text, one.number), where,
        when(one.is_draft, [] { return html(" {}", tag_label(Tone::warning, t("Draft"))); }),
        one.language, markdown(one.wording, 4));
  });
  return html(R"(<p>{}</p><ul class="o-items">{}</ul>)",
              tn("It stands behind {} paragraph of the text.",
                 "It stands behind {} paragraphs of the text.", std::ssize(all)),
              items);
}

}  // namespace overens::texts
