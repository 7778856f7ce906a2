// Whom an organisation asks before it answers, for those who write its response: opening it, asking
// more members, and who has said what they think. What they say stands in the form of the response.
#include <algorithm>

#include "base/text.h"
#include "features/consultations/gatherings.h"
#include "features/consultations/pages.h"
#include "post/outbox.h"

namespace overens::consultations {
namespace {

constexpr std::size_t longest_list = 20'000;

Url members_url(const Visit& visit, const Own& one) { return own_url(visit, one, "members"); }

Url members_action(const Visit& visit, const Own& one, std::string_view what) {
  const auto& place = one.place;
  return what.empty() ? url(visit, "/{}/consultations/{}/response/members", place.compact.slug,
                            place.consultation.number)
                      : url(visit, "/{}/consultations/{}/response/members/{}", place.compact.slug,
                            place.consultation.number, what);
}

std::optional<Gathering> gathering_of(Visit& visit, const Own& one) {
  return find_gathering(visit.db, one.place.consultation.id, one.mandate.organisation);
}

// --- The page ---

Html opening_form(Visit& visit, const Own& one, const std::optional<Gathering>& known,
                  const Filled& filled) {
  const Date last = one.place.consultation.closes_on;
  Html fields = hidden_field("organisation", one.mandate.number.value);
  fields += area_field(filled, {.name = "words",
                                .label = t("What you want to say to them"),
                                .hint = t("It stands in the letter, above the link."),
                                .value = known ? known->words : "",
                                .is_optional = true,
                                .rows = 4});
  fields += field(filled, {.name = "closes_on",
                           .label = t("Their last day"),
                           .input = Input::date,
                           .hint = t("Your own is {}. Leave yourselves time to put it together.",
                                     long_date(last)),
                           .value = known ? iso(known->closes_on) : ""});
  return post_form(visit, members_action(visit, one, ""), fields,
                   {.words = known ? t("Save") : t("Begin to gather")});
}

Html asking_form(Visit& visit, const Own& one, const Filled& filled) {
  Html fields = hidden_field("organisation", one.mandate.number.value);
  fields += area_field(
      filled, {.name = "members",
               .label = t("Members to ask"),
               .hint = t("One a line: the name as it stands in the register, or a name and an "
                         "email address. They need no account; each gets a link of its own."),
               .rows = 6});
  return post_form(visit, members_action(visit, one, "letters"), fields,
                   {.words = t("Send them the link")});
}

Html members_table(Visit& visit, const Own& one, const std::vector<Member>& all, bool may_act) {
  Table list{t("Members that are asked"),
             {t("Member"), t("Asked"), t("Their view"), t("May be named"), t("Remove")},
             {}};
  const Zone zone = one.place.compact.zone();
  for (const Member& member : all)
    list.rows.push_back({html("{}", member.name), date_element(date_of(member.asked_at, zone)),
                         member.answered_at ? html("{} {}", tag_label(Tone::success, t("Has come")),
                                                   date_element(date_of(*member.answered_at, zone)))
                                            : tag_label(Tone::neutral, t("None yet")),
                         html("{}", member.may_be_named ? t("Yes") : t("No")), when(may_act, [&] {
                           return post_button(
                               visit, members_action(visit, one, "removal"),
                               {.words = t("Remove {}", member.name), .is_dangerous = true},
                               {{"organisation", std::to_string(one.mandate.number.value)},
                                {"member", std::to_string(member.number.value)}});
                         })});
  return table(list);
}

Page gathering_page(Visit& visit, const Own& one, const Filled& filled, int status = 200) {
  const auto gathering = gathering_of(visit, one);
  const bool may_act = may_submit(visit, one) && lets_in(one.door);
  Html body = error_summary(filled);
  body += paragraph(
      t("What they say is shown beside your own words while you write, to nobody but those who "
        "represent {}. In the response it says how many members had said what they think, and "
        "names those who agree to it.",
        one.mandate.name));
  if (gathering) {
    const auto all = members(visit.db, gathering->id);
    const auto answered = std::count_if(all.begin(), all.end(), [](const Member& member) {
      return member.answered_at.has_value();
    });
    body +=
        html(R"(<dl class="o-figures">{}</dl>)",
             html("<div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div>", t("asked"),
                  std::ssize(all), t("have answered"), static_cast<std::int64_t>(answered)));
    body += paragraph(t("They can answer until the end of {}.", long_date(gathering->closes_on)));
    body += all.empty() ? empty_state(t("Nobody is asked yet."))
                        : members_table(visit, one, all, may_act);
    if (may_act) body += heading(2, t("Ask more members"));
    if (may_act) body += asking_form(visit, one, filled);
    if (may_act) body += heading(2, t("Words and last day"));
  }
  if (may_act) body += opening_form(visit, one, gathering, filled);
  if (!may_act && !gathering)
    body += paragraph(t("Nobody has been asked. A contact, responder or signatory can begin."));
  auto path = path_to(visit, one.place);
  path.push_back({t("Answer for {}", one.mandate.name), own_url(visit, one, "")});
  return page(visit, {.title = t("Your members' views"), .path = path}, body, status);
}

// --- Asking ---

// "Föreningen Alfa, kontakt@alfa.example" or a name of the register.
NewMember read_member(Visit& visit, const Own& one, const std::string& line, Filled& filled) {
  const std::size_t last = line.find_last_of(" ,;\t");
  const std::string_view end =
      std::string_view(line).substr(last == std::string::npos ? 0 : last + 1);
  if (end.find('@') != std::string_view::npos) {
    Form typed;
    typed.add("email", std::string(end.substr(end.starts_with('<') ? 1 : 0,
                                              end.size() - (end.ends_with('>') ? 2 : 0))));
    Filled reading(typed);
    NewMember member{.name = last == std::string::npos ? "" : tidy_line(line.substr(0, last)),
                     .email = reading.email("email", Text())};
    while (!member.name.empty() && (member.name.back() == ',' || member.name.back() == ';'))
      member.name = tidy_line(member.name.substr(0, member.name.size() - 1));
    filled.expect(reading.ok(), "members", t("“{}” is no email address.", end));
    filled.expect(!member.name.empty(), "members", t("Write the name before “{}”.", end));
    return member;
  }
  const auto known = organisations::find_same(visit.db, one.place.compact.id, line, {});
  filled.expect(
      known && !known->ended_on, "members",
      t("“{}” does not stand in the register. Write its email address after the name.", line));
  filled.expect(!known || known->id != one.mandate.organisation, "members",
                t("“{}” is your own organisation.", line));
  return {.organisation = known ? std::optional(known->id) : std::nullopt,
          .name = known ? known->name : line};
}

std::vector<NewMember> read_members(Visit& visit, const Own& one, Filled& filled) {
  const std::string typed = filled.text("members", t("Write whom to ask."), longest_list);
  std::vector<NewMember> all;
  std::string_view rest = typed;
  while (!rest.empty() && all.size() <= most_asked_together) {
    const std::size_t end = std::min(rest.size(), rest.find('\n'));
    if (const std::string line = tidy_line(rest.substr(0, end)); !line.empty())
      all.push_back(read_member(visit, one, line, filled));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  filled.expect(all.size() <= most_asked_together, "members",
                t("At most {} at a time.", most_asked_together));
  return all;
}

void send_link(Db& db, Visit& visit, const Own& one, const Gathering& gathering,
               const Member& member, const std::string& email, const std::string& name) {
  const Language language = one.place.compact.own_language();
  const Url where = public_url(visit, "/{}/members-views/{}", one.place.compact.slug,
                               member_token(visit.site, member.id));
  std::string text = t("{0} is going to answer “{1}” and wants to know first what {2} thinks.\n",
                       one.mandate.name, one.place.consultation.title, member.name)
                         .in(language);
  if (!gathering.words.empty()) text += "\n" + gathering.words + "\n";
  text += "\n" + t("Read the text and say what you think here, until the end of {0}: {1}\n\nThe "
                   "link is yours: whoever has it answers for {2}. What you write is read by those "
                   "who represent {3}, and by nobody else.\n",
                   long_date(gathering.closes_on), where.text(), member.name, one.mandate.name)
                     .in(language);
  post::Mail mail =
      compacts::letter(visit.site, one.place.compact, language, email, name, "gathering_link",
                       t("What do you think of “{}”?", one.place.consultation.title), text);
  mail.key = "member of a gathering " + std::to_string(member.id.value) + " to " + email;
  mail.scope =
      0;  // that it asks is its own space: whoever looks after letters is not told who does
  mail.secret = true;
  post::send(db, mail, visit.now);
}

void ask(Db& db, Visit& visit, const Own& one, const Gathering& gathering,
         const NewMember& wanted) {
  const auto member = add_member(db, visit.site, gathering.id, wanted, visit.now);
  if (!member) return;
  if (!member->organisation)
    return send_link(db, visit, one, gathering, *member, member->email, member->name);
  for (const organisations::Holder& holder : organisations::holders(db, *member->organisation))
    if (!holder.to || *holder.to >= one.place.today)
      send_link(db, visit, one, gathering, *member, holder.email, holder.name);
}

void require_open(const Own& one) {
  if (!lets_in(one.door)) throw Conflict{words_for(one.door, one.place.consultation)};
}

}  // namespace

Page show_gathering(Visit& visit, Number number) {
  return gathering_page(visit, own_of_address(visit, number), Filled{});
}

Page begin_gathering(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::submitting);
  require_open(one);
  Filled filled(visit.form);
  const std::string words = filled.optional_text("words", longest_asking);
  const auto last = filled.date("closes_on", t("Write their last day."));
  if (last) {
    filled.expect(*last >= one.place.today, "closes_on", t("That day has passed."));
    filled.expect(*last <= one.place.consultation.closes_on || one.door == Door::late, "closes_on",
                  t("That is after your own last day."));
  }
  if (!filled.ok()) return gathering_page(visit, one, filled, 422);
  visit.write_unseen([&](Db& db) {
    open_gathering(db, one.place.consultation.id, one.mandate.organisation, words, *last,
                   people::me(visit), visit.now);
  });
  return see_other(members_url(visit, one));
}

Page ask_members(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::submitting);
  require_open(one);
  const auto gathering = gathering_of(visit, one);
  if (!gathering) return see_other(members_url(visit, one));
  Filled filled(visit.form);
  const auto wanted = read_members(visit, one, filled);
  if (!filled.ok()) return gathering_page(visit, one, filled, 422);
  visit.write_unseen([&](Db& db) {
    for (const NewMember& member : wanted) ask(db, visit, one, *gathering, member);
  });
  return see_other(members_url(visit, one));
}

Page remove_member_of(Visit& visit, Number number) {
  const Own one = own_of_form(visit, number, Acting::submitting);
  require_open(one);
  const auto gathering = gathering_of(visit, one);
  const auto member = Filled(visit.form).optional_number("member", 1, INT64_MAX);
  if (!gathering || !member) throw NotFound{};
  visit.write_unseen([&](Db& db) {
    if (!remove_member(db, gathering->id, Number{*member})) throw NotFound{};
  });
  return see_other(members_url(visit, one));
}

}  // namespace overens::consultations
