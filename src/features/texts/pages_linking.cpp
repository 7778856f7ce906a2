// From a note to the paragraph it stands behind: the paragraphs of the text to choose among.
#include <algorithm>

#include "base/markdown.h"
#include "base/text.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

constexpr std::int64_t paragraphs_per_page = 50;
constexpr Number linked_text{1};

// A draft too, as it may be the place the note was waiting for.
std::optional<Version> latest_version(Db& db, Id<compacts::Compact> compact) {
  auto all = versions(db, compact, linked_text);
  if (all.empty()) return std::nullopt;
  return std::move(all.back());
}

Html paragraph_item(Visit& visit, const Version& version, const Paragraph& one,
                    const contributions::Contribution& note) {
  return html(R"(<li><h2>{}</h2><div lang="{}">{}</div>{}</li>)",
              one.section_heading.empty()
                  ? t("Paragraph {}", one.position)
                  : t("Paragraph {0}, {1}", one.position, one.section_heading),
              version.language, markdown(one.wording, 3),
              post_button(visit,
                          url(visit, "/{}/texts/{}/paragraphs/{}/contributions", visit.scope.slug,
                              version.text, one.number),
                          {.words = t("It stands behind paragraph {}", one.position)},
                          {{"note", std::to_string(note.number.value)}, {"back", "note"}}));
}

}  // namespace

std::vector<MenuItem> links_of_note(Visit& visit, Number note) {
  if (!compacts::may_coordinate(visit) || !latest_version(visit.db, compacts::here(visit).id))
    return {};
  return {{t("Link it to a paragraph"),
           url(visit, "/{}/texts/{}/notes/{}", visit.scope.slug, linked_text, note)}};
}

Response choose_paragraph(Visit& visit, Number text, Number number) {
  if (text != linked_text) throw NotFound{};
  const compacts::Compact compact = compacts::here(visit);
  const auto note = found(contributions::find(visit.db, compact.id, number));
  const Version version = found(latest_version(visit.db, compact.id));
  auto all = paragraphs(visit.db, version.id);
  const std::string asked = fold(tidy_line(visit.query.value("q")));
  std::erase_if(all, [&](const Paragraph& one) {
    return fold(one.section_heading + " " + one.wording).find(asked) == std::string::npos;
  });
  const Paging here = paging(visit, paragraphs_per_page);
  Html items;
  for (std::int64_t i = here.offset(); i < std::min(here.offset() + here.per_page, std::ssize(all));
       ++i)
    items += paragraph_item(visit, version, all[static_cast<std::size_t>(i)], note);
  Html body =
      html(R"(<blockquote lang="{}"><p>{}</p></blockquote>)", compact.language, note.wording);
  body += search_form(visit, url(visit, "/{}/texts/{}/notes/{}", compact.slug, text, number),
                      field(Filled{}, {.name = "q",
                                       .label = t("Paragraphs with these words"),
                                       .input = Input::search,
                                       .value = std::string(visit.query.value("q"))}),
                      t("Search"));
  body += all.empty() ? empty_state(t("No paragraph has those words"))
                      : html(R"(<ul class="o-items">{}</ul>)", items);
  body += pagination(visit, here, std::ssize(all));
  return page(visit,
              Head{.title = t("Which paragraph does note {} stand behind?", number),
                   .lead = standing(version, compact.zone()),
                   .path = {{t("Note {}", number),
                             url(visit, "/{}/contributions/{}", compact.slug, number)}}},
              html(R"(<div class="o-flow o-measure">{}</div>)", body));
}

}  // namespace overens::texts
