// What the pages of texts share, and the whole text as a document for everybody.
#include <map>

#include "base/diff.h"
#include "base/markdown.h"
#include "features/texts/pages.h"

namespace overens::texts {
namespace {

using Counts = std::map<std::int64_t, std::vector<Text>>;  // by the paragraph's identity

Counts counts_behind(Visit& visit, const Version& version) {
  Counts counts;
  for (const Feature& feature : house(visit).features)
    if (feature.behind.count)
      for (ParagraphCount& one : feature.behind.count(visit, version.id.value))
        counts[one.paragraph].push_back(std::move(one.words));
  for (const Id<Paragraph> one : with_ancestors(visit.db, version.id))
    counts[one.value].push_back(t("what it was before"));
  return counts;
}

std::string place_of(const Paragraph& one) { return "p" + std::to_string(one.number.value); }

// Everything that is drawn of one version, laid out once.
struct Layout {
  Visit& visit;
  const Version& version;
  std::vector<Section> sections;
  std::vector<Paragraph> paragraphs;
  Counts counts;
};

Html behind(const Layout& all, const Paragraph& one) {
  const auto counted = all.counts.find(one.id.value);
  if (counted == all.counts.end()) return {};
  Html words;
  for (const Text& part : counted->second)
    words += words.is_empty() ? html("{}", part) : html(", {}", part);
  return html(R"(<p class="o-document__behind"><a href="{}">{}</a></p>)",
              address(all.visit, all.version, one), t("Behind the paragraph: {}", words));
}

Html paragraph_view(const Layout& all, const Paragraph& one) {
  return html(R"(<div class="o-document__par" id="{}">)"
              R"(<a class="o-document__no" href="{}" aria-label="{}">{}</a>{}{}</div>)",
              place_of(one), Url().at(place_of(one)), t("Paragraph {}", one.position), one.position,
              markdown(one.wording, 4), behind(all, one));
}

Html paragraphs_of(const Layout& all, std::optional<std::int64_t> section) {
  return each(all.paragraphs, [&](const Paragraph& one) {
    return one.section == section ? paragraph_view(all, one) : Html();
  });
}

Html sections_in(const Layout& all, std::optional<std::int64_t> parent, int depth) {
  return each(all.sections, [&](const Section& one) {
    if (one.parent != parent) return Html();
    return html(R"(<section id="{}">{}{}{}</section>)", one.slug,
                heading(depth, verbatim(one.heading)), paragraphs_of(all, one.position),
                sections_in(all, one.position, depth + 1));
  });
}

Html contents_in(const std::vector<Section>& sections, std::optional<std::int64_t> parent) {
  const Html items = each(sections, [&](const Section& one) {
    if (one.parent != parent) return Html();
    return html(R"(<li><a href="{}">{}</a>{}</li>)", Url().at(one.slug), one.heading,
                contents_in(sections, one.position));
  });
  return items.is_empty() ? Html() : html("<ol>{}</ol>", items);
}

Html contents(const Layout& all) {
  if (all.sections.empty()) return {};
  return html(R"(<nav class="o-detail__aside o-toc o-toc--sticky" aria-labelledby="toc">)"
              R"(<h2 id="toc">{}</h2><div lang="{}">{}</div></nav>)",
              t("Contents"), all.version.language, contents_in(all.sections, std::nullopt));
}

// For screen readers, apart from the words beside it.
Html spoken(const Text& words) { return html(R"(<span class="ds-sr-only"> {} </span>)", words); }

Html marked(const DiffPiece& piece) {
  switch (piece.kind) {
    case DiffPiece::Kind::same:
      return html("{}", piece.text);
    case DiffPiece::Kind::removed:
      return html("<del>{}{}{}</del>", spoken(t("removed:")), piece.text, spoken(t("(end)")));
    case DiffPiece::Kind::added:
      return html("<ins>{}{}{}</ins>", spoken(t("added:")), piece.text, spoken(t("(end)")));
  }
  return {};
}

}  // namespace

Text standing(const Version& version, const Zone& zone) {
  if (version.adopted_on)
    return t("Version {0}, adopted {1}", version.number, long_date(*version.adopted_on));
  if (version.frozen_at)
    return t("Version {0}, fixed since {1}", version.number,
             long_date(date_of(*version.frozen_at, zone)));
  return t("Version {}, a draft", version.number);
}

Url address(const Visit& visit, const Version& version) {
  return url(visit, "/{}/texts/{}/versions/{}", visit.scope.slug, version.text, version.number);
}

Url address(const Visit& visit, const Version& version, const Paragraph& paragraph) {
  return paragraph_address(visit, version.text, paragraph.number);
}

Url paragraph_address(const Visit& visit, Number text, Number paragraph) {
  return url(visit, "/{}/texts/{}/paragraphs/{}", visit.scope.slug, text, paragraph);
}

Url changes_address(const Visit& visit, const Version& version, const Version& since) {
  return url(visit, "/{}/texts/{}/versions/{}/changes/{}", visit.scope.slug, version.text,
             version.number, since.number);
}

std::vector<MenuItem> path_to_texts(const Visit& visit) {
  return {{t("The text"), url(visit, "/{}/texts", visit.scope.slug)}};
}

Html marked_difference(std::string_view before, std::string_view after) {
  return each(word_diff(before, after), marked);
}

Html seal(const Visit& visit, const Version& version) {
  return html(R"(<p class="o-seal">{} {} <a href="{}" download>{}</a></p>)", "SHA-256",
              version.sha256,
              url(visit, "/{}/texts/{}/versions/{}/text.txt", visit.scope.slug, version.text,
                  version.number),
              t("The text as a file"));
}

Html document(Visit& visit, const Version& version) {
  const Layout all{visit, version, sections(visit.db, version.id), paragraphs(visit.db, version.id),
                   counts_behind(visit, version)};
  Html whole =
      html(R"(<div class="o-detail"><article class="o-document" lang="{}">{}{}</article>{}</div>)",
           version.language, paragraphs_of(all, std::nullopt), sections_in(all, std::nullopt, 2),
           contents(all));
  whole += seal(visit, version);
  return whole;
}

}  // namespace overens::texts
