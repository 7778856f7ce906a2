// Joining another's response or one point of it, from the page where it is read.
#include <algorithm>

#include "features/consultations/joining.h"

namespace overens::consultations {
namespace {

// The visitor's organisations that may still answer, each once; not the one that wrote it.
std::vector<organisations::Mandate> who_may_join(Visit& visit, const Place& place,
                                                 const Remark& remark) {
  std::vector<organisations::Mandate> all;
  const Response other = load_response(visit.db, remark.response_id);
  for (const organisations::Mandate& one : organisations::my_mandates(visit)) {
    if (other.organisation_id == one.organisation) continue;
    if (!all.empty() && all.back().organisation == one.organisation) continue;
    Consultation own = place.consultation;
    own.closes_on = last_day(visit.db, own, one.organisation, visit.now);
    const bool has_answered = find_response_of(visit.db, own.id, one.organisation).has_value();
    if (lets_in(door(own, has_answered, place.today))) all.push_back(one);
  }
  return all;
}

DraftPart as_part(const Place& place, const Remark& remark) {
  const texts::Paragraph* paragraph = paragraph_at(place, remark.paragraph);
  DraftPart part{.section = remark.section.value_or(0),
                 .stance = {},
                 .wording = {},
                 .proposed = {},
                 .paragraph = paragraph ? paragraph->number.value : 0,
                 .joins = remark.number.value};
  for (const auto& [stance, name] : names(Stance{}))
    if (stance == remark.stance) part.stance = name;
  return part;
}

}  // namespace

const Joining* joining_of(const std::vector<Joining>& all, Number remark) {
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Joining& one) { return one.remark == remark; });
  return at == all.end() ? nullptr : &*at;
}

Html joining_view(const Visit& visit, const Joining& one) {
  return html(R"(<p><a href="{}">{}</a>{}</p>)", remark_address(visit, one.joined),
              t("Joins what {0} says (remark {1})", one.organisation, one.joined),
              when(one.is_to_earlier_words, [] {
                return html(". {}", t("It has been changed since: what it said before is joined."));
              }));
}

Html joining_section(Visit& visit, const Place& place, const Remark& remark) {
  Html body;
  const auto all = joiners(visit.db, remark.id);
  if (!all.empty()) {
    body += paragraph(tn("{} organisation joins this:", "{} organisations join this:",
                         static_cast<std::int64_t>(all.size())));
    body +=
        html("<ul>{}</ul>", each(all, [&](const Joiner& one) {
               return html(R"(<li><a href="{}">{}</a>{}</li>)", address(visit, place, one.response),
                           one.organisation, when(one.is_to_earlier_words, [] {
                             return html(" ({})", t("to what it said before it was changed"));
                           }));
             }));
  }
  for (const organisations::Mandate& one : who_may_join(visit, place, remark))
    body += post_button(
        visit,
        url(visit, "/{}/consultations/{}/response/joining", place.compact.slug,
            place.consultation.number),
        {.words = remark.section || remark.paragraph ? t("Join this point for {}", one.name)
                                                     : t("Join this response for {}", one.name)},
        {{"organisation", std::to_string(one.number.value)},
         {"remark", std::to_string(remark.number.value)}});
  return body;
}

Page join(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::writing);
  if (!lets_in(one.door)) throw Conflict{words_for(one.door, one.place.consultation)};
  const auto wanted = Filled(visit.form).optional_number("remark", 1, INT64_MAX);
  if (!wanted) throw NotFound{};
  const Remark remark = found(find_remark(visit.db, one.place.compact.id, Number{*wanted}));
  const bool is_own = one.submitted && one.submitted->id == remark.response_id;
  if (consultation_of(visit.db, remark.id) != one.place.consultation.id || is_own) throw NotFound{};
  const DraftPart part = as_part(one.place, remark);
  const DraftSaving how = saving(visit, one, {});
  visit.write_quietly([&](Db& db) {
    // What stands in that part stays, of the draft or of what a draft begins with; the joining is
    // added to it.
    DraftPart joined = part;
    const auto draft = find_draft(db, how.consultation, how.organisation);
    for (const DraftPart& known : draft ? draft->parts : how.submitted)
      if (key_of(known) == key_of(part)) {
        joined.wording = known.wording;
        joined.proposed = known.proposed;
      }
    save_draft(db, how, std::vector<TypedPart>{{joined, {}, false}}, visit.now);
  });
  return see_other(own_url(visit, one, "preview"));
}

}  // namespace overens::consultations
