// What becomes of each remark: recorded one at a time with its reason, put to the parties together,
// published when every party has said yes, and in the end the consultation is closed as handled and
// everybody who answered is told.
#include "base/secrets.h"
#include "features/consultations/pages.h"
#include "features/consultations/rules.h"
#include "features/groups/groups.h"

namespace overens::consultations {
namespace {

constexpr std::string_view proposal_kind = "dispositions";
constexpr std::int64_t remarks_per_page = 50;
constexpr std::int64_t most_recorded = 100'000;  // of one remark

template <class E>
std::string name_of(E one) {
  for (const auto& [value, name] : names(E{}))
    if (value == one) return std::string(name);
  return {};
}

// What a yes of the parties is to: every disposition that is not published. None of them changes
// or goes, so that how many they are and the latest among them name them all.
std::string fingerprint(const Place& place, const Unpublished& waiting) {
  return sha256_hex("dispositions " + std::to_string(place.consultation.id.value) + ' ' +
                    std::to_string(waiting.count) + ' ' + std::to_string(waiting.last));
}

Url dispositions_url(const Visit& visit, const Place& place) {
  return url(visit, "/{}/consultations/{}/dispositions", place.compact.slug,
             place.consultation.number);
}

void require_closed(const Place& place) {
  if (place.status() == Status::coming || place.status() == Status::open)
    throw Conflict{t("The consultation is still open. Remarks are handled when it has closed.")};
}

// --- The work surface ---

Html state_of(const Handling& one) {
  if (!one.kind) return tag_label(Tone::warning, t("Waits"));
  if (!one.is_published) return tag_label(Tone::info, t("Not published"));
  return tag_label(Tone::success, t("Published"));
}

std::int64_t count_in(const HandlingCounts& counted, Stage stage) {
  if (stage == Stage::waits) return counted.without;
  if (stage == Stage::recorded) return counted.unpublished;
  return counted.remarks - counted.without - counted.unpublished;
}

// The one that was asked for, else the first that holds any.
Stage stage_shown(const Visit& visit, const HandlingCounts& counted) {
  for (const auto& [stage, name] : names(Stage{}))
    if (visit.query.value("stage") == name) return stage;
  for (const auto& [stage, name] : names(Stage{}))
    if (count_in(counted, stage) > 0) return stage;
  return Stage::waits;
}

Html stages(const Visit& visit, const Place& place, const HandlingCounts& counted) {
  const Text words[] = {t("Waiting ({})", number(counted.without)),
                        t("Not published ({})", number(counted.unpublished)),
                        t("Published ({})", number(count_in(counted, Stage::published)))};
  const Stage now = stage_shown(visit, counted);
  return html(R"(<nav class="o-tabs" aria-label="{}"><ul>{}</ul></nav>)", t("Dispositions"),
              each(names(Stage{}), [&](const auto& one) {
                const Url where = dispositions_url(visit, place).with("stage", one.second);
                const Text& label = words[static_cast<int>(one.first)];
                if (one.first == now)
                  return html(R"(<li><a href="{}" aria-current="page">{}</a></li>)", where, label);
                return html(R"(<li><a href="{}">{}</a></li>)", where, label);
              }));
}

Html handling_table(Visit& visit, const Place& place, const std::vector<Handling>& shown) {
  Table list{t("Remarks by number"),
             {t("Remark"), t("Organisation"), t("Part of the text"), t("What it says"),
              t("Disposition"), t("State")},
             {}};
  const bool may_act = compacts::may_coordinate(visit);
  for (const Handling& one : shown)
    list.rows.push_back(
        {link(may_act ? url(visit, "/{}/remarks/{}/disposition", place.compact.slug, one.number)
                      : remark_address(visit, one.number),
              t("Remark {}", one.number)),
         html("{}", one.organisation), html("{}", part_words(place, one.section, one.paragraph)),
         html("{}", one.wording.empty() ? one.proposed : one.wording),
         one.kind ? html("{}: {}", words_for(*one.kind), one.reason) : Html(), state_of(one)});
  return table(list);
}

// Where the yes of the parties stands, and the button that goes on from there.
Html publishing(Visit& visit, const Place& place) {
  const Unpublished waiting = unpublished(visit.db, place.consultation.id);
  if (waiting.count == 0) return {};
  const auto& slug = place.compact.slug;
  const Number number = place.consultation.number;
  const bool may_act = compacts::may_coordinate(visit);  // others of the compact's people read
  const auto sha = fingerprint(place, waiting);
  const auto subject = place.consultation.id.value;
  Html body = paragraph(tn("{} disposition is not published yet.",
                           "{} dispositions are not published yet.", waiting.count));
  if (groups::is_agreed(visit.db, place.compact.id, proposal_kind, subject, sha)) {
    body += paragraph(t("Every party has said yes to them."));
    if (may_act)
      body += post_button(visit,
                          url(visit, "/{}/consultations/{}/dispositions/publication", slug, number),
                          {.words = t("Publish them")});
    return body;
  }
  const auto proposal = groups::find_on(visit.db, place.compact.id, proposal_kind, subject);
  if (proposal && !proposal->agreed_at && proposal->sha256 == sha) {
    body += groups::standing_list(*proposal, groups::standings(visit.db, *proposal, place.today));
    body += paragraph(t("Change a disposition, and the parties start anew."));
    body += html("<p>{}</p>", link(url(visit, "/{}/proposals/{}", slug, proposal->number),
                                   t("To the proposal")));
    return body;
  }
  body += post_button(visit, url(visit, "/{}/consultations/{}/dispositions/proposal", slug, number),
                      {.words = t("Put them to the parties")});
  return body;
}

// Who has to be told in another way.
Html not_told(Visit& visit, const Place& place) {
  constexpr std::int64_t most_shown = 100;
  if (count_letters(visit.db, place.consultation.id, LetterKind::handled).all == 0) return {};
  const auto those = unreached(visit.db, place.consultation.id, most_shown);
  if (those.empty()) return paragraph(t("Everybody who answered has been told."));
  Html list = paragraph(t("These could not be reached by mail. Tell them in another way:"));
  list += html("<ul>{}</ul>", each(those, [&](const Unreached& one) {
                 return html("<li>{}</li>",
                             link(address(visit, place, one.response),
                                  t("{0}, response {1}", one.organisation, one.response)));
               }));
  return list;
}

Html closing(Visit& visit, const Place& place, const HandlingCounts& counted) {
  if (place.consultation.handled_at)
    return notice(
        Tone::success, t("Handled"),
        html("{}{}", paragraph(t("Every remark has its disposition.")), not_told(visit, place)));
  if (counted.without > 0 || counted.unpublished > 0 || !compacts::may_coordinate(visit)) return {};
  Html body =
      paragraph(t("Every remark has its disposition. Close the consultation as handled, "
                  "and everybody who answered is told."));
  body += post_button(
      visit,
      url(visit, "/{}/consultations/{}/closure", place.compact.slug, place.consultation.number),
      {.words = t("Close as handled")});
  return body;
}

// --- One remark ---

// Two took the same remark: both are seen before either stands.
Html recorded_meanwhile(const Disposition& theirs) {
  return notice(
      Tone::warning, t("{} has recorded a disposition meanwhile", theirs.made_by),
      html("{}{}", paragraph(t("{0}: {1}", words_for(theirs.kind), theirs.reason)),
           paragraph(t("Yours is not recorded. It stands in the fields below: put the two "
                       "together and record it, or leave theirs as it is."))));
}

Page disposition_page(Visit& visit, const Place& place, const Remark& remark, const Filled& filled,
                      int status) {
  const auto known = dispositions(visit.db, remark.id);
  Html body = error_summary(filled);
  if (status == 409 && !known.empty()) body += recorded_meanwhile(known.front());
  body += remark_list(visit, place, {remark}, Told::organisation);
  body += replies_view(place, replies(visit.db, remark.id));
  body += html("<p>{}</p>", link(url(visit, "/{}/consultations/{}/dispositions/together",
                                     place.compact.slug, place.consultation.number)
                                     .with("like", remark.number.value),
                                 t("Take those that say the same together")));
  std::vector<Option> options;
  for (const auto& [kind, name] : names(DispositionKind{}))
    options.push_back({std::string(name), words_for(kind)});
  Html fields = radio_field(filled,
                            {.name = "kind",
                             .label = t("What becomes of it?"),
                             .value = known.empty() ? "" : name_of(known.front().kind)},
                            options);
  fields += area_field(filled, {.name = "reason",
                                .label = t("Reason"),
                                .hint = t("Everybody can read it when the parties have said yes."),
                                .value = known.empty() ? "" : known.front().reason,
                                .rows = 4});
  fields += hidden_field("seen", std::ssize(known));
  body +=
      post_form(visit, url(visit, "/{}/remarks/{}/disposition", place.compact.slug, remark.number),
                fields, {.words = t("Record and take the next")});
  Table history{t("Recorded so far, the latest first"),
                {t("Disposition"), t("Reason"), t("Who"), t("When"), t("State")},
                {}};
  for (const Disposition& one : known)
    history.rows.push_back(
        {html("{}", words_for(one.kind)), html("{}", one.reason), html("{}", one.made_by),
         instant_element(one.made_at, place.compact.zone()),
         one.is_published ? html("{}", t("Published")) : html("{}", t("Not published"))});
  if (!known.empty()) body += table(history);
  auto path = path_to(visit, place);
  path.push_back({t("Dispositions"), dispositions_url(visit, place)});
  return page(visit, {.title = t("Disposition of remark {}", remark.number), .path = path}, body,
              status);
}

}  // namespace

Page show_dispositions(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  const auto id = place.consultation.id;
  const HandlingCounts& counted = visit.kept<of_each<handling_counts>>().at(id.value);
  const Paging where = paging(visit, remarks_per_page);
  Html body = html(
      R"(<dl class="o-figures">{}</dl>)",
      html("<div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div>",
           t("remarks with words"), counted.remarks, t("without a disposition"), counted.without));
  const auto next = next_without_disposition(visit.db, id);
  const bool is_closed = place.status() == Status::closed || place.status() == Status::handled;
  if (next && is_closed && compacts::may_coordinate(visit))
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(url(visit, "/{}/remarks/{}/disposition", place.compact.slug, *next),
                             t("Take the next remark")));
  if (!is_closed) body += paragraph(t("Remarks are handled when the consultation has closed."));
  if (is_closed) body += publishing(visit, place);
  if (is_closed) body += closing(visit, place, counted);
  body += stages(visit, place, counted);
  const Stage stage = stage_shown(visit, counted);
  const auto shown = handlings(visit.db, id, stage, where.per_page, where.offset());
  body += shown.empty() ? empty_state(t("There is none of these."))
                        : handling_table(visit, place, shown);
  body += pagination(visit, where, count_in(counted, stage));
  return page(visit, {.title = t("Dispositions"), .path = path_to(visit, place)}, body);
}

Page edit_disposition(Visit& visit, Number number) {
  const auto remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  const Place place = place_of(visit, remark);
  require_closed(place);
  return disposition_page(visit, place, remark, Filled{}, 200);
}

Page save_disposition(Visit& visit, Number number) {
  const auto remark = found(find_remark(visit.db, compacts::here(visit).id, number));
  const Place place = place_of(visit, remark);
  require_closed(place);
  Filled filled(visit.form);
  const auto kind = filled.choice<DispositionKind>("kind", t("Choose what becomes of it."));
  const std::string reason = filled.text(
      "reason", t("Give the reason: who wrote the remark will read it."), longest_reason);
  if (!filled.ok()) return disposition_page(visit, place, remark, filled, 422);
  const auto seen = filled.optional_number("seen", 0, most_recorded);
  const bool is_recorded = visit.write([&](Db& db) {
    db.lock_row("remark", remark.id);
    const auto known = dispositions(db, remark.id);
    if (!known.empty() && known.front().kind == kind && known.front().reason == reason) return true;
    if (seen && *seen != std::ssize(known)) return false;
    record_disposition(db, place, remark.id, kind, reason, people::me(visit), visit.now);
    return true;
  });
  if (!is_recorded) {
    Form again;  // with how many have been seen by now
    for (const auto& [name, value] : visit.form.pairs())
      if (name != "seen") again.add(std::string(name), std::string(value));
    const Filled typed(again);
    return disposition_page(visit, place, remark, typed, 409);
  }
  const auto next = visit.database.read(
      [&](Db& db) { return next_without_disposition(db, place.consultation.id); });
  return see_other(next ? url(visit, "/{}/remarks/{}/disposition", place.compact.slug, *next)
                        : dispositions_url(visit, place));
}

void record_disposition(Db& db, const Place& place, Id<Remark> remark, DispositionKind kind,
                        std::string_view reason, Id<people::Person> by, Instant now) {
  dispose(db, remark, kind, reason, by, now, false);
  groups::close(db, place.compact.id, proposal_kind, place.consultation.id.value, now);
}

Page put_to_parties(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_closed(place);
  visit.write([&](Db& db) {
    const auto waiting = unpublished(db, place.consultation.id);
    if (waiting.count == 0) throw Conflict{t("There is nothing to put to the parties.")};
    groups::propose(
        db, place.compact,
        {.kind = proposal_kind,
         .subject = place.consultation.id.value,
         .title = t("Dispositions: {}", place.consultation.title).in(place.compact.own_language()),
         .where = url("/{}/consultations/{}/dispositions", place.compact.slug, number),
         .sha256 = fingerprint(place, waiting)},
        people::me(visit), visit.now);
  });
  return see_other(dispositions_url(visit, place));
}

Page publish(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  visit.write([&](Db& db) {
    const auto waiting = unpublished(db, place.consultation.id);
    if (waiting.count == 0 ||
        !groups::is_agreed(db, place.compact.id, proposal_kind, place.consultation.id.value,
                           fingerprint(place, waiting)))
      throw Conflict{t("The parties have not said yes to exactly these dispositions.")};
    publish_dispositions(db, place.consultation.id, visit.now);
  });
  return see_other(dispositions_url(visit, place));
}

Page close_handled(Visit& visit, Number number) {
  const Place place = place_here(visit, number);
  require_closed(place);
  for (const Deadline& one : deadlines(visit.db, place.consultation.id))
    if (place.today <= one.closes_on)
      throw Conflict{t("{0} has until the end of {1}.", one.name, long_date(one.closes_on))};
  visit.write([&](Db& db) {
    close_as_handled(db, place.consultation.id, visit.now);
    queue_to_respondents(db, place.consultation.id, people::me(visit), visit.now);
  });
  return see_other(dispositions_url(visit, place));
}

}  // namespace overens::consultations
