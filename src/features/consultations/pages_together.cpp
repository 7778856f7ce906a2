// Remarks that say the same are handled together: one disposition with one reason for many. And
// what who wrote a remark says of its disposition.
#include <algorithm>

#include "base/diff.h"
#include "features/consultations/pages.h"

namespace overens::consultations {
namespace {

constexpr std::int64_t most_compared = 500;
constexpr std::size_t most_together = 100;
constexpr std::size_t longest_reply = 2'000;

std::string words_of(const Handling& one) {
  return one.wording.empty() ? one.proposed : one.wording;
}

// Those that wait on the same part of the text, the most like it first.
std::vector<Handling> alike(Visit& visit, const Place& place, const Remark& remark) {
  auto all =
      waiting_on(visit.db, place.consultation.id, remark.section, remark.paragraph, most_compared);
  const std::string words = remark.wording.empty() ? remark.proposed : remark.wording;
  std::vector<std::pair<double, Handling>> measured;
  for (Handling& one : all) {
    const double likeness = one.number == remark.number ? 2 : similarity(words, words_of(one));
    measured.emplace_back(likeness, std::move(one));
  }
  std::stable_sort(measured.begin(), measured.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Handling> first;
  for (auto& [likeness, one] : measured)
    if (first.size() < most_together) first.push_back(std::move(one));
  return first;
}

Url together_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/dispositions/together", place.compact.slug,
             place.consultation.number);
}

void require_closed(const Place& place) {
  if (place.status() != Status::closed)
    throw Conflict{
        t("Remarks are handled when the consultation has closed, and until it is closed "
          "as handled.")};
}

Page together_page(Visit& visit, const Place& place, const Remark& remark, const Filled& filled,
                   int status = 200) {
  const auto shown = alike(visit, place, remark);
  Html body = error_summary(filled);
  if (shown.empty()) {
    body += empty_state(t("Nothing waits on this part of the text any more."));
    return page(visit, {.title = t("Take several together"), .path = path_to(visit, place)}, body,
                status);
  }
  std::vector<Option> options;
  for (const Handling& one : shown)
    options.push_back({std::to_string(one.number.value),
                       t("{0}, remark {1}", one.organisation, one.number),
                       verbatim(words_of(one))});
  Html fields = hidden_field("like", remark.number.value);
  fields += tick_fields(filled,
                        {.name = "remark",
                         .label = t("Which say the same?"),
                         .hint = t("The most alike stand first. You decide.")},
                        options, {std::to_string(remark.number.value)});
  std::vector<Option> kinds;
  for (const auto& [kind, name] : names(DispositionKind{}))
    kinds.push_back({std::string(name), words_for(kind)});
  fields += radio_field(filled, {.name = "kind", .label = t("What becomes of them?")}, kinds);
  fields += area_field(filled, {.name = "reason",
                                .label = t("Reason"),
                                .hint = t("The same for all of them. Everybody can read it when "
                                          "the parties have said yes."),
                                .rows = 4});
  body += post_form(visit, together_url(visit, place), fields, {.words = t("Record for all")});
  auto path = path_to(visit, place);
  path.push_back({t("Dispositions"), url(visit, "/{}/consultations/{}/dispositions",
                                         place.compact.slug, place.consultation.number)});
  return page(visit,
              {.title = t("Take several together"),
               .lead = part_words(place, remark.section, remark.paragraph),
               .path = path},
              body, status);
}

// The remark that the others are measured by.
Remark measure(Visit& visit, const Place& place, const Form& from) {
  const auto number = Filled(from).optional_number("like", 1, INT64_MAX);
  if (!number) throw NotFound{};
  const Remark remark = found(find_remark(visit.db, place.compact.id, Number{*number}));
  if (consultation_of(visit.db, remark.id) != place.consultation.id) throw NotFound{};
  return remark;
}

std::vector<Id<Remark>> chosen(Visit& visit, const Place& place, Filled& filled) {
  std::vector<Id<Remark>> all;
  const auto values = visit.form.all("remark");
  filled.expect(!values.empty(), "remark", t("Choose at least one remark."));
  filled.expect(values.size() <= most_together, "remark",
                t("At most {} at a time.", most_together));
  if (!filled.ok()) return all;
  for (const std::string_view value : values) {
    Form one;
    one.add("remark", std::string(value));
    const auto number = Filled(one).optional_number("remark", 1, INT64_MAX);
    const auto remark =
        number ? find_remark(visit.db, place.compact.id, Number{*number}) : std::nullopt;
    if (!remark || consultation_of(visit.db, remark->id) != place.consultation.id) {
      filled.fail("remark", t("There is no such remark here."));
      return all;
    }
    all.push_back(remark->id);
  }
  return all;
}

}  // namespace

Page dispose_together(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_closed(place);
  return together_page(visit, place, measure(visit, place, visit.query), Filled{});
}

Page save_together(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_closed(place);
  const Remark remark = measure(visit, place, visit.form);
  Filled filled(visit.form);
  const auto remarks = chosen(visit, place, filled);
  const auto kind = filled.choice<DispositionKind>("kind", t("Choose what becomes of it."));
  const std::string reason = filled.text(
      "reason", t("Give the reason: who wrote the remark will read it."), longest_reason);
  if (!filled.ok()) return together_page(visit, place, remark, filled, 422);
  visit.write([&](Db& db) {
    for (const Id<Remark> one : remarks)
      record_disposition(db, place, one, kind, reason, people::me(visit), visit.now);
  });
  const auto next = visit.database.read(
      [&](Db& db) { return next_without_disposition(db, place.consultation.id); });
  return see_other(next ? url(visit, "/{}/remarks/{}/disposition", place.compact.slug, *next)
                        : url(visit, "/{}/consultations/{}/dispositions", place.compact.slug,
                              place.consultation.number));
}

Page reply_to_disposition(Visit& visit, Number number) {
  const Remark remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  const Response response = load_response(visit.db, remark.response_id);
  if (!response.organisation_id) throw Forbidden{};
  const auto body = organisations::load(visit.db, *response.organisation_id);
  if (!organisations::mandate_for(
          visit, body.number,
          {organisations::MandateKind::contact, organisations::MandateKind::responder,
           organisations::MandateKind::signatory}))
    throw Forbidden{};
  Filled filled(visit.form);
  const auto verdict = filled.choice<Verdict>("verdict", t("Say whether you accept it."));
  const std::string wording = filled.optional_text("wording", longest_reply);
  if (!filled.ok()) return remark_page(visit, remark, filled, 422);
  visit.write([&](Db& db) {
    const auto known = replies(db, remark.id);
    if (!known.empty() && known.front().verdict == verdict && known.front().wording == wording)
      return;
    if (!reply(db, remark.id, verdict, wording, people::me(visit), visit.now))
      throw Conflict{t("It has no disposition that could be answered yet.")};
  });
  return see_other(remark_address(visit, number));
}

Html replies_view(const Place& place, const std::vector<Reply>& all) {
  if (all.empty()) return {};
  const Reply& latest = all.front();
  const bool is_accepted = latest.verdict == Verdict::accepted;
  return notice(is_accepted ? Tone::success : Tone::warning,
                is_accepted ? t("Who wrote it accepts the disposition")
                            : t("Who wrote it disputes the disposition"),
                prose(latest.wording, place.compact.language));
}

}  // namespace overens::consultations
