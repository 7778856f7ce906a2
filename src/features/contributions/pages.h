// The pages of contributions in their groups: what everybody reads (pages.cpp, where the routes
// are) and the coordinators' work with one note (pages_edit.cpp).
#pragma once

#include "features/contributions/store.h"

namespace overens::contributions {

Response new_note(Visit&);
Response create_note(Visit&);
Response edit_note(Visit&, Number);
Response save_note(Visit&, Number);
Response mask_note(Visit&, Number);
Response ask_not_used(Visit&, Number);
Response set_not_used(Visit&, Number);
Response open_again(Visit&, Number);

// /ostergotland/contributions/12
Url address(const Visit&, Number);

}  // namespace overens::contributions
