// What other features show of a compact: where the process stands, and whom to call.
#include "features/compacts/compacts.h"
#include "web/page.h"

namespace overens::compacts {
namespace {

Text words_for(PhaseState state) {
  switch (state) {
    case PhaseState::done:
      return t("done");
    case PhaseState::current:
      return t("We are here now");
    case PhaseState::coming:
      return t("to come");
  }
  return {};
}

std::string_view name_of(PhaseState state) {
  switch (state) {
    case PhaseState::done:
      return "done";
    case PhaseState::current:
      return "current";
    case PhaseState::coming:
      return "coming";
  }
  return "";
}

// As long as it is far off, the month is enough.
Text month_of(const Date& date) { return long_date(PartialDate{date.year, date.month, 0}); }

Text span_of(const Phase& phase) {
  if (!phase.to) return t("since {}", month_of(phase.from));
  if (phase.from.year == phase.to->year && phase.from.month == phase.to->month)
    return month_of(phase.from);
  return t("{} to {}", month_of(phase.from), month_of(*phase.to));
}

Html phase_item(const Phase& phase, PhaseState state) {
  const bool is_current = state == PhaseState::current;
  return html(R"(<li data-state="{}"{}><span class="o-phases__name">{}</span> )"
              R"(<span class="o-phases__when">{}</span> <span class="{}">{}</span></li>)",
              name_of(state), attribute_if(is_current, "aria-current", "step"), phase.name,
              span_of(phase), is_current ? "o-phases__now" : "ds-sr-only", words_for(state));
}

// What a telephone is told: "013-00 00 00" without its signs.
std::string dialled(std::string_view phone) {
  std::string digits;
  for (const char c : phone)
    if ((c >= '0' && c <= '9') || c == '+') digits += c;
  return digits;
}

Html contact_card(const Contact& contact) {
  const auto call = external_url("tel:" + dialled(contact.phone));
  const auto write = external_url("mailto:" + contact.email);
  return html(R"(<li class="ds-card o-contact"><p class="o-contact__party">{}</p>)"
              R"(<h3>{}</h3><p>{}</p>{}{}</li>)",
              contact.party_name, contact.name, contact.role,
              when(!contact.phone.empty() && call,
                   [&] { return html(R"(<p><a href="{}">{}</a></p>)", *call, contact.phone); }),
              when(!contact.email.empty() && write,
                   [&] { return html(R"(<p><a href="{}">{}</a></p>)", *write, contact.email); }));
}

}  // namespace

Text whole_area(const Visit& visit, const Compact& compact) {
  const bool is_own = visit.language == compact.own_language() && !compact.whole_area.empty();
  return is_own ? verbatim(compact.whole_area) : t("The whole area");
}

Html phase_line(const std::vector<Phase>& phases, const Date& today) {
  if (phases.empty()) return {};
  return html(
      R"(<ol class="o-phases" aria-label="{}">{}</ol>)", t("Where the process stands"),
      each(phases, [&](const Phase& phase) { return phase_item(phase, state(phase, today)); }));
}

Html contact_cards(const std::vector<Contact>& contacts) {
  if (contacts.empty()) return empty_state(t("Nobody to call is named yet."));
  return html(R"(<ul class="o-grid">{}</ul>)", each(contacts, contact_card));
}

}  // namespace overens::compacts
