// What the tests of invitations have in common.
#pragma once

#include <set>

#include "features/activities/activities_testing.h"

namespace overens::activities {

// At noon on 20 December 2018, for 27 February 2019.
std::string meeting_to_invite_to(TestApp&, std::string_view audience = "affiliated");
// The address of a plan.
std::string planned(Browser& coordinator, const std::string& meeting, Browser::Fields fields);
std::string planned_list(Browser& coordinator, const std::string& meeting, std::string bytes,
                         Browser::Fields fields = {});
// Pressed, waited for, and sent.
void send(TestApp&, Browser& coordinator, const std::string& round);
// As if a server had taken all that lies in the outbox.
void let_mail_go(TestApp&);
std::vector<TestMail> invitations_in(TestApp&);
std::string invitation_link(const TestMail&);
std::string link_for(TestApp&, std::string_view email);
Answer register_by_link(Browser&, const std::string& meeting, const std::string& link,
                        const Browser::Fields& fields);
// The sealed address in a letter at which one leaves its list.
std::string leaving_link(const TestMail&);

// Affiliated from 20 December 2018, with a contact person.
void affiliate_newcomer(TestApp&, std::string_view name, std::string_view contact);
void add_contact(TestApp&, std::string_view organisation, std::string_view contact);
void end_affiliation_of(TestApp&, std::string_view name);
std::string number_of(TestApp&, std::string_view organisation);

}  // namespace overens::activities
