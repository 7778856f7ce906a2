// The pages of compacts in their groups: the front page's words (pages.cpp, where the routes are),
// the process, criteria and area (pages_process.cpp), contacts (pages_contacts.cpp), who is
// appointed (pages_appointments.cpp), and the coordinators' register of organisations
// (pages_register.cpp, pages_mandates.cpp).
#pragma once

#include "features/compacts/store.h"

namespace overens::compacts {

Response edit_process(Visit&);
Response save_phases(Visit&);
Response add_criterion_here(Visit&);
Response remove_criterion_here(Visit&, Number criterion);
Response save_area(Visit&);
std::vector<Todo> first_steps(Visit&);

Response show_contacts(Visit&);
Response new_contact(Visit&);
Response create_contact(Visit&);
Response edit_contact(Visit&, Number);
Response save_contact(Visit&, Number);
Response remove_contact(Visit&, Number);

Response show_appointments(Visit&);
Response create_appointment(Visit&);
Response stop_appointment(Visit&, Number);

Response show_register(Visit&);
Response new_organisation(Visit&);
Response create_organisation(Visit&);
Response edit_organisation(Visit&, Number);
Response save_organisation(Visit&, Number);
Response ask_end_organisation(Visit&, Number);
Response end_organisation(Visit&, Number);
Response resume_organisation(Visit&, Number);

Response show_mandates(Visit&, Number);
Response create_mandate(Visit&, Number);
Response stop_mandate(Visit&, Number, Number mandate);

// The party whose coordinator the visitor is: these routes are for nobody else.
Party own_party(Visit&);

// Of a table of tasks: a name with the address one signs in with; from a day, to a day or on.
Html who_cell(const std::string& name, const std::string& email);
Html time_cell(const Date& from, const std::optional<Date>& to);

}  // namespace overens::compacts
