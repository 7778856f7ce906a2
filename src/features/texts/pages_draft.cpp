// Drafts: bringing in a version, seeing its paragraphs at once, changing it, and asking every party
// to fix it. Only those who run the compact see a draft.
#include "base/diff.h"
#include "base/markdown.h"
#include "base/text.h"
#include "features/groups/groups.h"
#include "features/texts/suggestions.h"
#include "formats/document_in.h"

namespace overens::texts {
namespace {

constexpr std::size_t longest_note = 500;
constexpr std::int64_t paragraphs_previewed = 300;

struct Typed {
  std::string markdown;
  std::string note;
  std::vector<Text> notices{};  // of a file that was read
  bool is_of_a_file = false;    // then it is looked at before it is saved
};

// What older programs save as plain text is Windows-1252.
std::string as_utf8(const std::string& bytes) {
  return valid_utf8(bytes) ? bytes : from_windows_1252(bytes);
}

// What a word processor wrote, or plain text.
std::string read_file(Filled& filled, const Upload& file, Typed& typed) {
  if (formats::document_kind(file.bytes) != formats::DocumentKind::unknown) {
    formats::ReadDocument read = formats::read_document(file.bytes);
    if (read.refusal) filled.fail("file", *read.refusal);
    typed.notices = std::move(read.notices);
    return std::move(read.markdown);
  }
  const bool is_text = file.bytes.find('\0') == std::string::npos;
  filled.expect(is_text, "file",
                t("This is no text that we can read. Save it as DOCX, ODT, Markdown or plain text, "
                  "or paste the text."));
  const std::string name = fold(file.file_name);
  if (name.ends_with(".docx") || name.ends_with(".odt"))
    typed.notices.push_back(
        t("The file is called {}, but it is no such document: it was read as plain text.",
          file.file_name));
  return is_text ? as_utf8(file.bytes) : std::string();
}

Typed read_draft(Filled& filled, const Form& form) {
  Typed typed;
  typed.note = filled.optional_line("note", longest_note);
  typed.markdown = filled.optional_text("markdown", longest_text_bytes);
  if (const Upload* file = form.file("file")) {
    typed.is_of_a_file = true;
    const Source source = read_source(read_file(filled, *file, typed));
    typed.markdown = source.text;
    if (typed.note.empty()) typed.note = shortened(source.note, longest_note);
  }
  typed.markdown = canonical(typed.markdown);
  if (!filled.ok()) return typed;
  if (typed.markdown == "\n")
    filled.fail("markdown", t("Paste the text, or choose a file."));
  else if (const auto why = fault(typed.markdown))
    filled.fail("markdown", *why);
  return typed;
}

Html draft_fields(const Filled& filled, const Typed& known, std::string_view language) {
  Html fields =
      area_field(filled, {.name = "markdown",
                          .label = t("The text"),
                          .hint = t("An empty line begins a new paragraph, a line with # is the "
                                    "title, one with ## a heading."),
                          .value = known.markdown,
                          .rows = 20,
                          .language = language});
  fields +=
      file_field(filled,
                 {.name = "file",
                  .label = t("Or a file"),
                  .hint = t("DOCX, ODT, Markdown or plain text. It takes the place of what is "
                            "above."),
                  .is_optional = true},
                 ".docx,.odt,.md,.markdown,.txt,text/plain,text/markdown");
  fields += field(filled, {.name = "note",
                           .label = t("A note about the text"),
                           .hint = t("Shown beside the text, never part of what is signed."),
                           .value = known.note,
                           .is_optional = true,
                           .language = language});
  return fields;
}

// How the text would be read, paragraph by paragraph.
Html preview(const Typed& typed, std::string_view language) {
  const Parts parts = parts_of(typed.markdown);
  Html said = html("<p>{}</p>", t("Nothing is saved yet. Mend it in the field below."));
  for (const Text& one : typed.notices) said += html("<p>{}</p>", one);
  Html body = notice(Tone::info,
                     tn("This is read as {} paragraph", "This is read as {} paragraphs",
                        std::ssize(parts.paragraphs)),
                     said);
  Html rows;
  std::int64_t position = 0;
  for (const Block& one : parts.paragraphs) {
    if (++position > paragraphs_previewed) break;
    rows += html(R"(<div class="o-document__par"><span class="o-document__no">{}</span>{}</div>)",
                 position, markdown(one.wording, 4));
  }
  body += html(R"(<div class="o-document" lang="{}">{}</div>)", language, rows);
  if (std::ssize(parts.paragraphs) > paragraphs_previewed)
    body += html("<p>{}</p>", t("The first {} are shown here.", paragraphs_previewed));
  return body;
}

Response draft_form(Visit& visit, const Url& action, const Text& title, const Html& fields,
                    const Filled& filled, int status, const Html& above = {}) {
  Html body = error_summary(filled);
  body += above;
  body += notice(Tone::info, t("A draft may become public"),
                 html("<p>{}</p>", t("Those who run the compact see it at once. What reaches the "
                                     "public body is a public document that anybody may ask "
                                     "for.")));
  body +=
      post_form(visit, action, fields,
                {Submit{.words = t("Save and see the paragraphs")},
                 Submit{.words = t("Look at the paragraphs first"), .name = "look", .value = "1"}},
                true);
  return page(visit, Head{.title = title, .path = path_to_texts(visit)}, body, status);
}

// What a new version is written from: the latest, unless another one is asked for, as when a new
// round starts from the adopted text.
std::optional<Version> basis(Visit& visit, const compacts::Compact& compact, Number text) {
  const std::string_view asked =
      visit.form.has("from") ? visit.form.value("from") : visit.query.value("from");
  if (!asked.empty()) {
    const Version from =
        found(find(visit.db, compact.id, text, found(hole_as<Number>(std::string(asked)))));
    if (from.is_frozen()) return from;
  }
  const auto all = versions(visit.db, compact.id, text);
  return all.empty() ? std::nullopt : std::optional(all.back());
}

Response new_form(Visit& visit, const compacts::Compact& compact, Number text, const Filled& filled,
                  int status, const Html& above = {}) {
  const auto from = basis(visit, compact, text);
  Typed known;
  if (from) known.markdown = bytes(visit.db, from->id);
  Html fields = draft_fields(filled, known, compact.language);
  Html first = above;
  if (from) {
    fields += hidden_field("from", from->number.value);
    first += paragraph(t("It is written from: {}.", standing(*from, compact.zone())));
  }
  return draft_form(visit, url(visit, "/{}/texts/{}/versions/new", compact.slug, text),
                    t("A new version"), fields, filled, status, first);
}

Response edit_form(Visit& visit, const Version& draft, const Filled& filled, int status,
                   const Html& above = {}) {
  const Typed known{bytes(visit.db, draft.id), draft.note};
  Html fields = draft_fields(filled, known, draft.language);
  fields += hidden_field("seen", draft.sha256);
  return draft_form(
      visit,
      url(visit, "/{}/texts/{}/versions/{}/edit", visit.scope.slug, draft.text, draft.number),
      t("Change the draft"), fields, filled, status, above);
}

// The form with what was read out of a document in place of what was typed.
Form with_what_was_read(const Typed& typed) {
  Form form;
  form.add("markdown", typed.markdown);
  form.add("note", typed.note);
  return form;
}

bool is_only_looked_at(const Visit& visit, const Typed& typed) {
  return typed.is_of_a_file || visit.form.ticked("look");
}

// As they stand in the text, the title first, headings with the marks of their level.
std::vector<std::string> headings_and_paragraphs(std::string_view canonical_text) {
  const Parts parts = parts_of(canonical_text);
  std::vector<std::string> all;
  if (!parts.title.empty()) all.push_back("# " + parts.title);
  const auto add_those_in = [&](std::optional<std::int64_t> section) {
    for (const Block& one : parts.paragraphs)
      if (one.section == section) all.push_back(one.wording);
  };
  add_those_in(std::nullopt);
  for (const Section& section : parts.sections) {
    all.push_back(std::string(static_cast<std::size_t>(section.level) + 1, '#') + " " +
                  section.heading);
    add_those_in(section.position);
  }
  return all;
}

// Somebody else saved first: both wordings, and nothing of either is lost.
Response clash(Visit& visit, const Version& draft, const Typed& typed) {
  const Version now = load(visit.db, draft.id);
  Filled filled(visit.form);
  const Html both = notice(
      Tone::warning, t("Somebody else has changed the draft since you opened it"),
      html("<p>{}</p>", t("Below is what they saved, with what yours would change in it. What you "
                          "wrote stands in the field. Mend it, and save it again.")));
  Html changes;
  const auto theirs = headings_and_paragraphs(bytes(visit.db, now.id));
  const auto yours = headings_and_paragraphs(typed.markdown);
  for (const ParagraphChange& one : align_paragraphs(theirs, yours))
    if (one.kind != ParagraphChange::Kind::same)
      changes +=
          html(R"(<div class="o-diff__row" data-change="changed"><div><p>{}</p></div></div>)",
               marked_difference(one.before ? theirs[*one.before] : "",
                                 one.after ? yours[*one.after] : ""));
  Html above = both;
  above +=
      html(R"(<div class="o-diff" data-view="inline" lang="{}">{}</div>)", now.language, changes);
  return edit_form(visit, now, filled, 409, above);
}

}  // namespace

Version draft_here(Visit& visit, Number text, Number version) {
  const Version draft = found(find(visit.db, compacts::here(visit).id, text, version));
  if (draft.is_frozen()) throw Conflict{t("The version is frozen and does not change any more.")};
  return draft;
}

Response new_version(Visit& visit, Number text) {
  return new_form(visit, compacts::here(visit), text, Filled{}, 200);
}

Response create_version(Visit& visit, Number text) {
  const compacts::Compact compact = compacts::here(visit);
  // A text begins with its first version: the next number, and no other.
  if (text.value > 1 && versions(visit.db, compact.id, {text.value - 1}).empty()) throw NotFound{};
  Filled filled(visit.form);
  const Typed typed = read_draft(filled, visit.form);
  if (!filled.ok()) return new_form(visit, compact, text, filled, 422);
  if (is_only_looked_at(visit, typed)) {
    const Form form = with_what_was_read(typed);
    return new_form(visit, compact, text, Filled(form), 200, preview(typed, compact.language));
  }
  const auto from = basis(visit, compact, text);
  const Version added = visit.write([&](Db& db) {
    return add_version(db, compact, text, typed.markdown, typed.note, people::me(visit), visit.now,
                       from ? std::optional(from->id) : std::nullopt);
  });
  return see_other(address(visit, added));
}

Response edit_draft(Visit& visit, Number text, Number version) {
  return edit_form(visit, draft_here(visit, text, version), Filled{}, 200);
}

Response save_draft(Visit& visit, Number text, Number version) {
  const Version draft = draft_here(visit, text, version);
  Filled filled(visit.form);
  const Typed typed = read_draft(filled, visit.form);
  if (!filled.ok()) return edit_form(visit, draft, filled, 422);
  if (is_only_looked_at(visit, typed)) {
    const Form form = with_what_was_read(typed);
    return edit_form(visit, draft, Filled(form), 200, preview(typed, draft.language));
  }
  const std::string_view seen = visit.form.value("seen");
  const bool is_saved = visit.write([&](Db& db) {
    db.lock_row("version", draft.id);
    if (load(db, draft.id).sha256 != seen) return false;
    replace_draft(db, draft, typed.markdown, typed.note, people::me(visit), visit.now);
    return true;
  });
  if (!is_saved) return clash(visit, draft, typed);
  return see_other(address(visit, draft));
}

Response propose_freezing(Visit& visit, Number text, Number version) {
  const compacts::Compact compact = compacts::here(visit);
  const Version draft = draft_here(visit, text, version);
  visit.write([&](Db& db) {
    const Version now = load(db, draft.id);
    groups::propose(db, compact,
                    {.kind = freeze_kind,
                     .subject = now.id.value,
                     .title = "Version " + std::to_string(now.number.value) + ": " + now.title,
                     .where = url("/{}/texts/{}/versions/{}", compact.slug, text, version),
                     .sha256 = now.sha256},
                    people::me(visit), visit.now);
  });
  return see_other(address(visit, draft));
}

Html draft_work(Visit& visit, const compacts::Compact& compact, const Version& draft) {
  const auto proposal = groups::find_on(visit.db, compact.id, freeze_kind, draft.id.value);
  const bool is_asked = proposal && proposal->sha256 == draft.sha256;
  Html body = html("<p>{}</p>", t("Only those who run the compact see it. When every party has "
                                  "said yes it is fixed, and then never changes."));
  if (is_asked) {
    const auto today = compacts::today(visit, compact);
    body += groups::standing_list(*proposal, groups::standings(visit.db, *proposal, today));
    body += html("<p>{}</p>", link(url(visit, "/{}/proposals/{}", compact.slug, proposal->number),
                                   t("To the proposal")));
  }
  if (may_work(visit))
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(suggestions_address(visit, draft), t("Suggestions for the draft")));
  if (compacts::may_coordinate(visit)) {
    const auto at = [&](Number text, Number number) {
      return url(visit, "/{}/texts/{}/versions/{}/edit", compact.slug, text, number);
    };
    if (const auto doubtful = count_doubtful(visit.db, draft); doubtful > 0)
      body +=
          html("<p>{}</p>", tn("Of {} paragraph it is not plain which one it is.",
                               "Of {} paragraphs it is not plain which ones they are.", doubtful));
    Html actions =
        button_link(at(draft.text, draft.number), t("Change the draft"), Weight::secondary);
    actions += button_link(
        url(visit, "/{}/texts/{}/versions/{}/paragraphs", compact.slug, draft.text, draft.number),
        t("Which paragraph is which"), Weight::secondary);
    if (!is_asked)
      actions += post_button(
          visit,
          url(visit, "/{}/texts/{}/versions/{}/proposal", compact.slug, draft.text, draft.number),
          {.words = t("Ask the parties to fix it")});
    body += html(R"(<div class="o-actions">{}</div>)", actions);
  }
  return notice(Tone::warning, t("This is a draft"), body);
}

std::int64_t freeze_agreed(const Site&, Database& database, Instant now) {
  const auto is_agreed = [](Db& db, const Draft& draft) {
    return groups::is_agreed(db, draft.compact, freeze_kind, draft.id.value, draft.sha256);
  };
  const auto agreed = database.read([&](Db& db) {
    auto all = drafts(db);
    std::erase_if(all, [&](const Draft& draft) { return !is_agreed(db, draft); });
    return all;
  });
  std::int64_t frozen = 0;
  for (const Draft& draft : agreed)
    frozen += database.write(ScopeKey{draft.compact.value}, [&](Db& db) {
      db.lock_row("version", draft.id);  // a draft may have been changed meanwhile
      return load(db, draft.id).sha256 == draft.sha256 && freeze(db, draft.id, now);
    });
  return frozen;
}

}  // namespace overens::texts
