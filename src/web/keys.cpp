#include "web/keys.h"

#include "base/translation.h"

namespace overens {

Html keyed_form(const Html& form) {
  const Html keys = t(
      "Keys, while a box has the focus: {0} {1} the next and the one before, {2} ticks, {3} ticks "
      "all, {4}–{5} choose from the list, {6} presses the first button.",
      html("<kbd>{}</kbd>", "↓"), html("<kbd>{}</kbd>", "↑"), html("<kbd>{}</kbd>", t("Space")),
      html("<kbd>{}</kbd>", "a"), html("<kbd>{}</kbd>", 1), html("<kbd>{}</kbd>", 9),
      html("<kbd>{}</kbd>", "g"));
  return html(R"(<div data-keyed><p class="o-meta" hidden>{}</p>)"
              R"(<p class="ds-sr-only" role="status"></p>{}</div>)",
              keys, form);
}

}  // namespace overens
