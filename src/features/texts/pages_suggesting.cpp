// Suggesting something for a paragraph of a draft: told first who will see it, and what to do when
// somebody else has changed the paragraph meanwhile.
#include "features/texts/suggestions.h"

namespace overens::texts {
namespace {

Html may_become_public() {
  return notice(
      Tone::info, t("Before you write"),
      html("<p>{}</p>", t("Only the people of your party see what you write, until you put it "
                          "forward to the joint group. From then it may become public, with your "
                          "party's name on it.")));
}

Response suggesting_form(Visit& visit, const Place& here, const Paragraph& paragraph,
                         const Filled& filled, int status, const Html& above = {}) {
  Html fields = radio_field(
      filled, {.name = "kind", .label = t("What you suggest"), .value = "change"},
      {{"change", t("Another wording")},
       {"remove", t("That the paragraph is removed"), t("Leave the words as they are.")},
       {"add", t("A new paragraph after it")}});
  fields += area_field(filled, {.name = "wording",
                                .label = t("The wording"),
                                .value = paragraph.wording,
                                .rows = 8,
                                .language = here.draft.language});
  fields += area_field(
      filled, {.name = "reason", .label = t("Why"), .rows = 3, .language = here.draft.language});
  fields += hidden_field("was", paragraph.wording);
  Html body = error_summary(filled);
  body += above;
  body += may_become_public();
  body += post_form(visit,
                    url(visit, "/{}/texts/{}/versions/{}/paragraphs/{}/suggestion",
                        visit.scope.slug, here.draft.text, here.draft.number, paragraph.number),
                    fields, {.words = t("Save in my party's own space")});
  return page(visit,
              Head{.title = t("Suggest something for paragraph {}", paragraph.position),
                   .path = path_to_suggestions(visit, here.draft)},
              html(R"(<div class="o-flow o-measure">{}</div>)", body), status);
}

// Somebody else's words stand there by now: both are shown, and what was typed stays.
Response changed_meanwhile(Visit& visit, const Place& here, const Paragraph& now) {
  const std::string was = canonical_paragraph(visit.form.value("was"));
  Html words = html("<p>{}</p>", t("Somebody else has changed the paragraph since you opened it. "
                                   "Yours stands in the field below, and theirs is:"));
  words += html(R"(<p lang="{}">{}</p>)", here.draft.language, marked_difference(was, now.wording));
  Form form;
  for (const auto& [name, value] : visit.form.pairs())
    if (name != "was") form.add(std::string(name), std::string(value));
  return suggesting_form(visit, here, now, Filled(form), 409,
                         notice(Tone::warning, t("The paragraph has changed since"), words));
}

// Nobody can suggest anything for it any more, and what was typed is not lost.
Response gone_meanwhile(Visit& visit, const Place& here) {
  Html body = notice(
      Tone::warning, t("The paragraph is gone"),
      html("<p>{}</p>",
           t("The draft has no longer that paragraph: somebody has removed it or joined it with "
             "another. What you wrote stands here: take it along, and suggest it for another "
             "one.")));
  const std::pair<std::string_view, Text> typed[] = {{"wording", t("The wording")},
                                                     {"reason", t("Why")}};
  for (const auto& [name, label] : typed) {
    const std::string words = canonical_paragraph(visit.form.value(name));
    body += heading(2, label);
    body += html(R"(<pre lang="{}">{}</pre>)", here.draft.language, words);
  }
  body += html("<p>{}</p>", link(suggestions_address(visit, here.draft), t("The paragraphs")));
  return page(
      visit,
      Head{.title = t("The paragraph is gone"), .path = path_to_suggestions(visit, here.draft)},
      html(R"(<div class="o-flow o-measure">{}</div>)", body), 409);
}

NewSuggestion read_suggestion(Filled& filled, const Paragraph& paragraph) {
  NewSuggestion one{.paragraph = paragraph.number, .was = paragraph.wording};
  one.kind = filled.choice<SuggestionKind>("kind", t("Choose what you suggest."));
  one.reason = filled.text("reason", t("Say why, so that the others understand."), longest_reason);
  if (one.kind == SuggestionKind::remove) return one;
  one.wording = canonical_paragraph(
      filled.text("wording", t("Write the wording you suggest."), longest_suggestion));
  const Parts parts = parts_of(one.wording + "\n");
  filled.expect(parts.title.empty() && parts.sections.empty(), "wording",
                t("A paragraph has no heading in it. Change headings in the whole draft."));
  filled.expect(!parts.paragraphs.empty() || !filled.ok(), "wording",
                t("Write the wording you suggest."));
  if (one.kind == SuggestionKind::change)
    filled.expect(one.wording != one.was, "wording",
                  t("This is the wording as it is. Change what you want to be different."));
  return one;
}

}  // namespace

Response ask_suggestion(Visit& visit, Number text, Number version, Number paragraph) {
  const Place here = place_here(visit, text, version);
  return suggesting_form(visit, here, found(find_paragraph(visit.db, here.draft.id, paragraph)),
                         Filled{}, 200);
}

Response create_suggestion(Visit& visit, Number text, Number version, Number paragraph) {
  const Place here = place_here(visit, text, version);
  const auto there = find_paragraph(visit.db, here.draft.id, paragraph);
  if (!there && find_paragraph(visit.db, here.compact.id, text, paragraph))
    return gone_meanwhile(visit, here);
  const Paragraph now = found(there);
  Filled filled(visit.form);
  const NewSuggestion one = read_suggestion(filled, now);
  if (canonical_paragraph(visit.form.value("was")) != now.wording)
    return changed_meanwhile(visit, here, now);
  if (!filled.ok()) return suggesting_form(visit, here, now, filled, 422);
  const Number number = visit.write([&](Db& db) {
    return add_suggestion(db, here.draft, one, here.party, people::me(visit), visit.now);
  });
  return see_other(suggestion_address(visit, here.draft, number));
}

}  // namespace overens::texts
