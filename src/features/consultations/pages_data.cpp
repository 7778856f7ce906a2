// The same lists as data.
#include <algorithm>

#include "features/consultations/coding.h"
#include "features/data.h"

namespace overens::consultations {
namespace {

using formats::Json;

// A reader of JSON is told where the list goes on; a table has nowhere to say it.
constexpr std::int64_t items_per_page = 100;
constexpr std::int64_t lines_per_page = 1000;

Paging part_of(const Visit& visit, DataFormat format) {
  return paging(visit, format == DataFormat::json ? items_per_page : lines_per_page);
}

template <class E>
std::string_view name_of(E one) {
  for (const auto& [value, name] : names(E{}))
    if (value == one) return name;
  return {};
}

template <class E>
Json name_of(std::optional<E> one) {
  return one ? Json(name_of(*one)) : Json();
}

void page_on(const Visit& visit, const Paging& where, DataList& list) {
  if (where.page * where.per_page >= list.count) return;
  list.next = external_url(visit.site.public_url +
                           local_url(visit.request.path)->with("page", where.page + 1).text());
}

}  // namespace

Page list_data(Visit& visit, DataFormat format) {
  const auto compact = compacts::here(visit);
  const Date today = compacts::today(visit, compact);
  DataList data{
      {"number", "url", "title", "text", "version", "from", "to", "status", "responses", "remarks"},
      {},
      0,
      {}};
  for (const Consultation& one : list(visit.db, compact.id)) {
    const auto version = texts::load(visit.db, one.version);
    const Counts& counted = visit.kept<of_each<counts>>().at(one.id.value);
    hold_until_it_turns(visit, {compact, one, version, {}, today});
    data.rows.push_back(
        {one.number, public_url(visit, "/{}/consultations/{}", compact.slug, one.number).text(),
         one.title, version.text, version.number, iso(one.opens_on), iso(one.closes_on),
         name_of(status(one, today)), counted.responses, counted.remarks});
  }
  data.count = static_cast<std::int64_t>(data.rows.size());
  return data_answer(visit, format, data);
}

Page response_data(Visit& visit, Number number, DataFormat format) {
  const Place place = place_here(visit, number);
  const Paging where = part_of(visit, format);
  const auto shown = responses(visit.db, place.consultation.id, where.per_page, where.offset());
  const auto said = summaries(visit.db, place.consultation.id, where.per_page, where.offset());
  DataList data{
      {"number", "url", "organisation", "received", "channel", "late", "stance", "remarks"},
      {},
      0,
      {}};
  for (std::size_t i = 0; i < shown.size(); ++i)
    data.rows.push_back({shown[i].number,
                         public_url(visit, "/{}/consultations/{}/responses/{}", place.compact.slug,
                                    number, shown[i].number)
                             .text(),
                         shown[i].organisation, iso(shown[i].received_on),
                         name_of(shown[i].channel), shown[i].is_late, name_of(said[i].stance),
                         said[i].remarks});
  data.count = count_responses(visit.db, place.consultation.id);
  page_on(visit, where, data);
  return data_answer(visit, format, data);
}

Page remark_data(Visit& visit, Number number, DataFormat format) {
  const Place place = place_here(visit, number);
  const Paging where = part_of(visit, format);
  DataList data{{"number", "url", "response", "organisation", "section", "paragraph", "stance",
                 "remark", "proposed", "disposition", "reason", "themes"},
                {},
                0,
                {}};
  const auto shown = remarks(visit.db, place.consultation.id, where.per_page, where.offset());
  const auto themes = shown.empty() ? std::vector<ThemeOfRemark>()
                                    : themes_between(visit.db, place.consultation.id,
                                                     shown.front().number, shown.back().number);
  auto next_theme = themes.begin();
  for (const Remark& one : shown) {
    Json has = Json::array();
    for (; next_theme != themes.end() && next_theme->remark <= one.number; ++next_theme)
      if (next_theme->remark == one.number) has.push(next_theme->name);
    const texts::Section* section = section_at(place, one.section);
    const texts::Paragraph* paragraph = paragraph_at(place, one.paragraph);
    data.rows.push_back(
        {one.number, public_url(visit, "/{}/remarks/{}", place.compact.slug, one.number).text(),
         one.response, one.organisation, section ? Json(section->heading) : Json(),
         paragraph ? Json(paragraph->position) : Json(), name_of(one.stance), one.wording,
         one.proposed, name_of(one.disposition), one.reason, std::move(has)});
  }
  data.count = count_remarks(visit.db, place.consultation.id);
  page_on(visit, where, data);
  return data_answer(visit, format, data);
}

}  // namespace overens::consultations
