// Pieces of pages about activities.
#include "features/activities/pages.h"

namespace overens::activities {
namespace {

Text month_words(unsigned month) {
  static const std::array<Text, 12> months{t("Jan"), t("Feb"), t("Mar"), t("Apr"),
                                           t("May"), t("Jun"), t("Jul"), t("Aug"),
                                           t("Sep"), t("Oct"), t("Nov"), t("Dec")};
  return months.at(month - 1);
}

Html leaf(const Date& day) {
  return html(R"(<div class="o-leaf" aria-hidden="true"><span class="o-leaf__month">{}</span>)"
              R"(<span class="o-leaf__day">{}</span> <span class="o-leaf__year">{}</span></div>)",
              month_words(day.month), day.day, day.year);
}

Tone tone_of(Standing standing) {
  switch (standing) {
    case Standing::open:
      return Tone::success;
    case Standing::full:
      return Tone::warning;
    case Standing::cancelled:
      return Tone::danger;
    case Standing::draft:
    case Standing::announced:
    case Standing::elsewhere:
      return Tone::info;
    case Standing::past:
    case Standing::under_way:
    case Standing::closed:
    case Standing::not_open:
      return Tone::neutral;
  }
  return Tone::neutral;
}

// Whom to turn to when the page can not help.
Html call_somebody(const Visit& visit) {
  return html("<p>{}</p>", link(url(visit, "/{}/contacts", visit.scope.slug), t("Whom to call")));
}

Html open_notice(const Visit& visit, const Activity& activity, const Text& deadline) {
  Html body = paragraph(deadline);
  body += seat_meter(activity);
  body += html(R"(<p class="o-actions">{}</p>)",
               button_link(registration_url(visit, activity), t("Register")));
  return notice(Tone::success, t("Open for registration"), body);
}

Html full_notice(const Visit& visit, const Activity& activity, const Zone& zone) {
  Html body;
  if (may_join_line(activity, visit.now)) {
    body +=
        paragraph(t("You can stand on the waiting list. Whoever came first gets the first seat "
                    "that becomes free."));
    body += seat_meter(activity);
    body += html(R"(<p class="o-actions">{}</p>)",
                 button_link(registration_url(visit, activity), t("To the waiting list")));
  } else {
    body += paragraph(t("If somebody cancels, a seat is free again. Look here once more until {}.",
                        date_and_time(closes_at(activity, zone), zone)));
    body += seat_meter(activity);
  }
  return notice(Tone::warning, t("All seats are taken"), body);
}

Html not_open_notice(const Activity& activity, const Zone& zone) {
  Html body = paragraph(t("It opens {}.", date_and_time(*activity.opens_at, zone)));
  return notice(Tone::info, t("Registration has not opened yet"), body);
}

Html elsewhere_notice(const Activity& activity, const Text& deadline) {
  Html body = paragraph(deadline);
  if (const auto where = external_url(activity.registration_link))
    body += html(R"(<p class="o-actions">{}</p>)", button_link(*where, t("Register there")));
  return notice(Tone::info, t("You register on another site"), body);
}

Html closed_notice(const Visit& visit, const Activity& activity) {
  Html body =
      paragraph(t("The last day to register was {}. Call or write if you still want to "
                  "come.",
                  long_date(*activity.register_by)));
  body += call_somebody(visit);
  return notice(Tone::neutral, t("Registration has closed"), body);
}

}  // namespace

Url activities_url(const Visit& visit) { return url(visit, "/{}/activities", visit.scope.slug); }

Url activity_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}", visit.scope.slug, activity.number);
}

Url registration_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/registration", visit.scope.slug, activity.number);
}

Url registrations_url(const Visit& visit, const Activity& activity) {
  return url(visit, "/{}/activities/{}/registrations", visit.scope.slug, activity.number);
}

Html when_element(const Activity& activity, const Zone& zone) {
  return time_element(when_words(activity, zone), iso_local(activity.starts_at, zone));
}

Text words_for(Standing standing) {
  switch (standing) {
    case Standing::draft:
      return t("Draft");
    case Standing::cancelled:
      return t("Cancelled");
    case Standing::past:
      return t("Held");
    case Standing::under_way:
      return t("Under way");
    case Standing::announced:
      return t("The date is set");
    case Standing::closed:
      return t("Registration has closed");
    case Standing::not_open:
      return t("Not open yet");
    case Standing::elsewhere:
      return t("Registration elsewhere");
    case Standing::full:
      return t("Full");
    case Standing::open:
      return t("Open for registration");
  }
  return {};
}

Text words_for(Audience audience) {
  switch (audience) {
    case Audience::everyone:
      return t("Everybody");
    case Audience::affiliated:
      return t("Affiliated organisations and the parties");
    case Audience::affiliated_first:
      return t("Affiliated organisations first; others are welcome too");
  }
  return {};
}

Text words_for(Influence influence) {
  switch (influence) {
    case Influence::information:
      return t("Information: you hear what is planned");
    case Influence::consultation:
      return t("Consultation: we ask what you think");
    case Influence::dialogue:
      return t("Dialogue: we think together");
    case Influence::partnership:
      return t("Partnership: we decide and do it together");
  }
  return {};
}

Text words_for(Way way) {
  switch (way) {
    case Way::on_site:
      return t("On site");
    case Way::digital:
      return t("Digitally");
  }
  return {};
}

Text words_for(Channel channel) {
  switch (channel) {
    case Channel::web:
      return t("On this site");
    case Channel::phone:
      return t("By phone");
    case Channel::paper:
      return t("On paper");
    case Channel::imported:
      return t("Brought in from a file");
    case Channel::door:
      return t("At the door");
  }
  return {};
}

Text words_for(State state) {
  switch (state) {
    case State::confirmed:
      return t("registered");
    case State::waiting:
      return t("waiting");
    case State::offered:
      return t("offered a seat");
    case State::declined:
      return t("declined");
    case State::cancelled:
      return t("cancelled");
  }
  return {};
}

Text words_for(Category category) {
  switch (category) {
    case Category::politician:
      return t("Politician");
    case Category::official:
      return t("Official");
    case Category::representative:
      return t("Representative of an organisation");
    case Category::other:
      return t("Other");
  }
  return {};
}

Html standing_tag(const Activity& activity, Standing standing) {
  if (standing == Standing::past && is_documented(activity))
    return tag_label(Tone::success, t("Documented"));
  return tag_label(tone_of(standing), words_for(standing));
}

Text deadline_words(const Activity& activity, Standing standing, const Zone& zone) {
  if (standing != Standing::open && standing != Standing::elsewhere) return {};
  if (closes_before_it_starts(activity, zone))
    return t("Register by {}.", long_date(*activity.register_by));
  return t("You can register until it begins.");
}

Html seat_meter(const Activity& activity) {
  if (!activity.seats) return {};
  const std::int64_t seats = *activity.seats;
  const Text told = t("{0} of {1} seats are taken.", activity.taken, seats);
  return html(R"(<div class="o-seats"><p id="seats">{}</p>)"
              R"(<meter min="0" max="{}" value="{}"{} aria-labelledby="seats">{}</meter></div>)",
              told, seats, activity.taken, flag("data-full", activity.taken == seats), told);
}

Html where_words(const Activity& activity, Way way) {
  if (way == Way::digital) return html("{}", t("Digitally, by the link"));
  return activity.place.empty() ? html("{}", t("Not known yet")) : html("{}", activity.place);
}

Text seats_words(const Seats& way) {
  if (!way.seats) return tn("{} seat is taken.", "{} seats are taken.", way.taken);
  return t("{0} of {1} seats are taken.", way.taken, *way.seats);
}

Html activity_item(const Visit& visit, const compacts::Compact& compact, const Activity& activity) {
  const Zone zone = compact.zone();
  const Standing now_is = standing(activity, visit.now, zone);
  const bool is_over = now_is == Standing::past || now_is == Standing::closed;
  const Text deadline = deadline_words(activity, now_is, zone);
  return html(R"(<li><article class="o-activity"{}>{}<div class="o-activity__body">)"
              R"(<h2><a href="{}">{}</a></h2><p class="o-meta">{}{}</p>{}</div>)"
              R"(<p class="o-activity__state">{}</p></article></li>)",
              flag("data-past", is_over), leaf(date_of(activity.starts_at, zone)),
              activity_url(visit, activity), activity.title, when_element(activity, zone),
              when(!activity.place.empty(), [&] { return html(" · {}", activity.place); }),
              when(!deadline.is_empty(), [&] { return paragraph(deadline); }),
              standing_tag(activity, now_is));
}

Html standing_notice(const Visit& visit, const compacts::Compact& compact,
                     const Activity& activity) {
  const Zone zone = compact.zone();
  const Standing now_is = standing(activity, visit.now, zone);
  const Text deadline = deadline_words(activity, now_is, zone);
  switch (now_is) {
    case Standing::open:
      return open_notice(visit, activity, deadline);
    case Standing::full:
      return full_notice(visit, activity, zone);
    case Standing::not_open:
      return not_open_notice(activity, zone);
    case Standing::elsewhere:
      return elsewhere_notice(activity, deadline);
    case Standing::announced:
      return notice(Tone::info, t("The date is set"),
                    paragraph(t("More information will come. You can register when it has.")));
    case Standing::closed:
      return closed_notice(visit, activity);
    case Standing::under_way:
      return notice(Tone::neutral, t("It has begun"), paragraph(t("It is too late to register.")));
    case Standing::past:
      return notice(Tone::neutral, t("This has been held"),
                    paragraph(t("It ended {}.", date_and_time(activity.ends_at, zone))));
    case Standing::cancelled:
      return notice(Tone::danger, t("This is cancelled"),
                    activity.cancel_reason.empty() ? call_somebody(visit)
                                                   : paragraph(verbatim(activity.cancel_reason)));
    case Standing::draft:
      return notice(Tone::info, t("This is a draft"),
                    paragraph(t("Only coordinators see it until one of you publishes it.")));
  }
  return {};
}

std::vector<MenuItem> path_to(const Visit& visit, const Activity& activity) {
  return {{t("Activities"), activities_url(visit)},
          {verbatim(activity.title), activity_url(visit, activity)}};
}

Activity activity_here(Visit& visit, const compacts::Compact& compact, Number number) {
  const Activity activity = found(find(visit.db, compact.id, number));
  if (activity.status == Status::draft && !compacts::may_coordinate(visit)) throw NotFound{};
  return activity;
}

Letterhead letterhead(const Visit& visit, const compacts::Compact& compact) {
  return {house(visit), compact, visit.now};
}

}  // namespace overens::activities
