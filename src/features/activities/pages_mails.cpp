// The letters about an activity, for coordinators: what each says, with real names, and own words
// in it; when the reminder goes; what went to whom and how it fared; sending one again.
#include <algorithm>

#include "features/activities/letters_to_all.h"
#include "features/activities/pages_mails.h"
#include "post/outbox.h"

namespace overens::activities {
namespace {

constexpr std::int64_t letters_per_page = 50;
constexpr std::int64_t most_days_before = 30;
constexpr std::size_t longest_words = 5'000;

struct Kind {
  std::string_view name;  // as the outbox calls it
  Text when;
};

std::vector<Kind> kinds() {
  std::vector<Kind> all;
  for (const auto& [occasion, name] : names(Occasion{})) all.push_back({name, words_for(occasion)});
  all.push_back({reminder_kind, t("Reminder some days before")});
  all.push_back({thanks_kind, t("Thanks with material")});
  return all;
}

Text kind_words(std::string_view kind) {
  for (const Kind& one : kinds())
    if (one.name == kind) return one.when;
  static const std::pair<std::string_view, Text> others[] = {
      {"invitation", t("Invitation")},
      {"invitation_reminder", t("Reminder of an invitation")},
      {"invitation_called_off", t("An activity one was invited to is cancelled")},
      {"registration_exception", t("More time to register")},
      {"minutes_to_read", t("Minutes to read")},
      {"minutes_answered", t("A remark on the minutes is answered")},
      {"minutes_final", t("The minutes are final")},
      {"evaluation", t("Questions about how it was")}};
  for (const auto& [name, words] : others)
    if (name == kind) return words;
  return verbatim(std::string(kind));
}

Url mails_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/mails", visit.scope.slug, activity.number);
}

Url words_url(const Visit& visit, const Activity& activity, std::string_view kind) {
  return url(visit, "/{}/activities/{}/mails/words/{}", visit.scope.slug, activity.number,
             std::string(kind));
}

Activity activity_with_letters(Visit& visit, const compacts::Compact& compact, Number number) {
  Activity activity = found(find(visit.db, compact.id, number));
  if (activity.status == Status::draft) throw Conflict{t("Publish the activity first.")};
  return activity;
}

// --- What went ---

Html way_tag(post::Way way) {
  switch (way) {
    case post::Way::waiting:
      return tag_label(Tone::info, t("Waits"));
    case post::Way::deferred:
      return tag_label(Tone::warning, t("Will be tried again"));
    case post::Way::sent:
      return tag_label(Tone::success, t("Sent"));
    case post::Way::failed:
      return tag_label(Tone::danger, t("Failed"));
  }
  return {};
}

Html fate(const post::SentLine& one, const Zone& zone) {
  const post::Way way = post::way(one);
  Html told = way_tag(way);
  if (way == post::Way::sent && one.sent_at)
    told += html(" {}", instant_element(*one.sent_at, zone));
  if (way == post::Way::deferred)
    told += html(" {}", t("Next time {}.", date_and_time(one.next_attempt_at, zone)));
  if (one.server_words && !one.server_words->empty())
    told += html("<br>{}", t("The server said: {}", *one.server_words));
  else if (one.last_error)
    told += html("<br>{}", *one.last_error);
  return told;
}

// Nothing later says something else about the same.
bool is_latest(Visit& visit, const compacts::Compact& compact, const post::SentLine& one) {
  const auto same = post::list_about(visit.db, compact.id.value, one.about, 1);
  return one.about.empty() || same.empty() || same.front().id == one.id;
}

Html again_button(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                  const post::SentLine& one) {
  const post::Way way = post::way(one);
  if (one.emptied_at || (way != post::Way::sent && way != post::Way::failed)) return {};
  if (!is_latest(visit, compact, one)) return html("{}", t("A later letter holds"));
  return post_button(visit,
                     url(visit, "/{}/activities/{}/mails/{}/sending", visit.scope.slug,
                         activity.number, Number{one.id.value}),
                     {.words = t("Send again")});
}

Html log_table(Visit& visit, const compacts::Compact& compact, const Activity& activity,
               const std::vector<post::SentLine>& shown) {
  Table list{t("Letters, newest first"),
             {t("Letter"), t("To"), t("Was written"), t("How it fared"), t("Again")},
             {}};
  for (const post::SentLine& one : shown)
    list.rows.push_back({html("{}", kind_words(one.kind)),
                         one.emptied_at ? html("{}", t("removed")) : html("{}", one.recipient),
                         instant_element(one.created_at, compact.zone()), fate(one, compact.zone()),
                         again_button(visit, compact, activity, one)});
  return table(list);
}

// --- What they say ---

Html kinds_list(Visit& visit, const Activity& activity) {
  Html items = each(kinds(), [&](const Kind& one) {
    const bool has_words = !own_words(visit.db, activity.id, one.name).empty();
    return html("<li>{}{}</li>", link(words_url(visit, activity, one.name), one.when),
                when(has_words, [] { return html(" {}", tag_label(Tone::info, t("Own words"))); }));
  });
  return html(R"(<ul class="o-items">{}</ul>)", items);
}

Html reminder_part(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                   const Filled& filled) {
  if (activity.status != Status::published || visit.now >= activity.starts_at) return {};
  const std::int64_t days = days_before(visit.db, activity.id);
  Html part = heading(2, t("The reminder"));
  if (const auto due = reminder_due(activity, days, compact.zone()))
    part += paragraph(visit.now < *due ? t("It goes {}.", date_and_time(*due, compact.zone()))
                                       : t("It went {}.", date_and_time(*due, compact.zone())));
  else
    part += paragraph(t("No reminder is sent."));
  part += post_form(visit,
                    url(visit, "/{}/activities/{}/mails/reminder", compact.slug, activity.number),
                    field(filled, {.name = "days",
                                   .label = t("How many days before"),
                                   .input = Input::number,
                                   .hint = t("0 for no reminder."),
                                   .value = std::to_string(days)}),
                    {.words = t("Save")});
  return part;
}

Html thanks_part(Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  if (activity.status != Status::published || visit.now < activity.ends_at) return {};
  const auto mailing = find_mailing(visit.db, activity.id, MailingKind::thanks,
                                    date_of(activity.starts_at, compact.zone()));
  Html part = heading(2, t("Thanks with material"));
  if (mailing) {
    part += paragraph(mailing->ended_at
                          ? tn("{} letter of thanks has been written.",
                               "{} letters of thanks have been written.", mailing->letters)
                          : tn("{} letter of thanks has been written so far.",
                               "{} letters of thanks have been written so far.", mailing->letters));
    return part;
  }
  part += paragraph(
      t("Goes to those who were ticked off at the door and to digital participants, or to "
        "all who were registered where nobody was ticked off, with your own words and a "
        "link to what came of it. Write your words first."));
  part += post_button(visit,
                      url(visit, "/{}/activities/{}/mails/thanks", compact.slug, activity.number),
                      {.words = t("Send the thanks")});
  return part;
}

Response mails_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Filled& filled, int status) {
  const Paging pages = paging(visit, letters_per_page);
  const std::string topic = topic_of(activity);
  const std::int64_t count = post::count_on(visit.db, compact.id.value, topic);
  const std::int64_t failed = post::count_dead_on(visit.db, compact.id.value, topic);
  Html body = error_summary(filled);
  if (failed > 0)
    body +=
        notice(Tone::danger, tn("{} letter did not arrive", "{} letters did not arrive", failed),
               paragraph(t("Below stands what the server said. Call those it was for.")));
  body += reminder_part(visit, compact, activity, filled);
  body += thanks_part(visit, compact, activity);
  body += heading(2, t("What the letters say"));
  body += kinds_list(visit, activity);
  body += heading(2, t("What has been sent"));
  if (count == 0)
    body += empty_state(t("No letter has been written yet"));
  else
    body +=
        log_table(visit, compact, activity,
                  post::list_on(visit.db, compact.id.value, topic, pages.per_page, pages.offset()));
  body += pagination(visit, pages, count);
  body += paragraph(t("Receivers and contents are removed 30 days after a letter was sent."));
  return page(visit,
              {.title = t("Letters about {}", activity.title), .path = path_to(visit, activity)},
              body, status);
}

// --- One letter: as it would be, and own words ---

// The first who is registered, or somebody invented.
Registration example(Db& db, const Activity& activity, const compacts::Compact& compact) {
  auto first = registrations(db, activity.id, State::confirmed, 1);
  if (!first.empty()) return std::move(first.front());
  Registration invented;
  invented.name = "Anna Ek";
  invented.email = "anna@example.org";
  invented.language = compact.language;
  return invented;
}

LetterDraft draft_of(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                     std::string_view kind, Language language) {
  const Letterhead from = letterhead(visit, compact);
  const Registration one = example(visit.db, activity, compact);
  for (const auto& [occasion, name] : names(Occasion{}))
    if (name == kind) return letter_draft(visit.db, from, occasion, activity, one, language);
  const auto to_all = kind == thanks_kind ? MailingKind::thanks : MailingKind::reminder;
  return draft_to_all(visit.db, from, to_all, activity, one, language);
}

Kind known_kind(const std::string& name) {
  for (const Kind& one : kinds())
    if (one.name == name) return one;
  throw NotFound{};
}

Response words_page(Visit& visit, const compacts::Compact& compact, const Activity& activity,
                    const Kind& kind, const Filled& filled, int status) {
  Html body = error_summary(filled);
  body += post_form(
      visit, words_url(visit, activity, kind.name),
      area_field(filled, {.name = "words",
                          .label = t("Your own words"),
                          .hint = t("They stand after the first sentence, in every language as you "
                                    "write them here. Leave it empty to take them away."),
                          .value = own_words(visit.db, activity.id, kind.name),
                          .is_optional = true}),
      {.words = t("Save")});
  body += heading(2, t("As it would be sent"));
  for (const Language language : languages) {
    const LetterDraft letter = draft_of(visit, compact, activity, kind.name, language);
    body += html(R"(<details class="ds-details"{}><summary>{}</summary><p lang="{}"><strong>{}
</strong></p><pre class="o-mail__body" lang="{}">{}</pre></details>)",
                 flag("open", tag(language) == compact.language),
                 t("In {}", language == Language::sv   ? t("Swedish")
                            : language == Language::fi ? t("Finnish")
                                                       : t("English")),
                 tag(language), letter.subject, tag(language), letter.text);
  }
  auto path = path_to(visit, activity);
  path.push_back({t("Letters"), mails_url(visit, activity)});
  return page(visit, {.title = kind.when, .path = std::move(path)}, body, status);
}

}  // namespace

void mail_routes(Router& r) {
  using compacts::coordinators;
  r.get<show_mails>("/{compact}/activities/{}/mails", coordinators);
  r.post<save_reminder>("/{compact}/activities/{}/mails/reminder", coordinators);
  r.post<send_thanks>("/{compact}/activities/{}/mails/thanks", coordinators);
  r.post<send_letter_again>("/{compact}/activities/{}/mails/{}/sending", coordinators);
  r.get<show_kept>("/{compact}/activities/{}/personal-data", coordinators);
  r.get<edit_words>("/{compact}/activities/{}/mails/words/{}", coordinators);
  r.post<save_words>("/{compact}/activities/{}/mails/words/{}", coordinators);
}

Response show_mails(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  return mails_page(visit, compact, activity, Filled{}, 200);
}

Response save_reminder(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  Filled filled(visit.form);
  const std::int64_t days =
      filled.number("days", t("Write how many days, or 0."), 0, most_days_before);
  if (!filled.ok()) return mails_page(visit, compact, activity, filled, 422);
  visit.write([&](Db& db) { set_days_before(db, activity.id, days); });
  return see_other(mails_url(visit, activity));
}

Response send_thanks(Visit& visit, Number number) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  if (activity.status != Status::published || visit.now < activity.ends_at)
    throw Conflict{t("The activity has not been held.")};
  visit.write([&](Db& db) {  // pressed twice, it is one mailing
    begin_mailing(db, activity.id, MailingKind::thanks, date_of(activity.starts_at, compact.zone()),
                  visit.now, people::me(visit));
  });
  return see_other(mails_url(visit, activity));
}

Response send_letter_again(Visit& visit, Number number, Number letter) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  const Id<post::Letter> id{letter.value};
  const post::SentLine line =
      found(post::find_on(visit.db, compact.id.value, topic_of(activity), id));
  if (!is_latest(visit, compact, line))
    throw Conflict{t("A later letter says something else. Send that one again instead.")};
  const bool is_sent = visit.write([&](Db& db) { return post::send_again(db, id, visit.now); });
  if (!is_sent) throw Conflict{t("It was sent again less than an hour ago, or has been removed.")};
  return see_other(mails_url(visit, activity));
}

Response edit_words(Visit& visit, Number number, std::string kind) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  return words_page(visit, compact, activity, known_kind(kind), Filled{}, 200);
}

Response save_words(Visit& visit, Number number, std::string kind_name) {
  const compacts::Compact compact = compacts::here(visit);
  const Activity activity = activity_with_letters(visit, compact, number);
  const Kind kind = known_kind(kind_name);
  Filled filled(visit.form);
  const std::string words = filled.optional_text("words", longest_words);
  if (!filled.ok()) return words_page(visit, compact, activity, kind, filled, 422);
  visit.write([&](Db& db) {
    set_own_words(db, activity.id, kind.name, words, people::me(visit), visit.now);
  });
  return see_other(words_url(visit, activity, kind.name));
}

Html mails_about(Visit& visit, const compacts::Compact& compact, const Registration& one) {
  constexpr std::int64_t most_shown = 50;
  const auto letters = post::list_about(visit.db, compact.id.value,
                                        "registration " + std::to_string(one.id.value), most_shown);
  if (letters.empty()) return {};
  Table list{t("Letters we have sent you"), {t("Letter"), t("Was written"), t("How it fared")}, {}};
  for (const post::SentLine& letter : letters)
    list.rows.push_back({html("{}", kind_words(letter.kind)),
                         instant_element(letter.created_at, compact.zone()),
                         way_tag(post::way(letter))});
  return table(list);
}

}  // namespace overens::activities
