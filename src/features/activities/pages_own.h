// What the pages of one's own registration share.
#pragma once

#include "features/activities/pages.h"

namespace overens::activities {

struct Own {
  compacts::Compact compact;
  Registration registration;
  Activity activity;

  bool is_open(Instant now) const;     // it can still be cancelled
  bool may_change(Instant now) const;  // and changed
};
// By the token of the link, or NotFound; the page is kept private.
Own own_registration(Visit&, std::string_view token);
Url own_url(const Visit&, std::string_view token);
Response own_page(Visit&, const Own&, std::string_view token, const Filled&, int status);

}  // namespace overens::activities
