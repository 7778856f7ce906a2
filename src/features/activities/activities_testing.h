// What the tests of activities have in common: a compact with coordinators of both parties, and
// activities made through the coordinators' pages.
#pragma once

#include <string>

#include "app/test_app.h"

namespace overens::activities {

inline constexpr std::string_view region = "samordnare@region.example.org";
inline constexpr std::string_view civil = "kontakt@idebura.example.org";

// Later pairs stand in the place of earlier ones.
Browser::Fields merged(Browser::Fields fields, const Browser::Fields& other);
// A form as a coordinator fills it in; later pairs stand in the place of earlier ones.
Browser::Fields activity_form(const Browser::Fields& other = {});
// Saved and published; its address.
std::string published(TestApp&, const Browser::Fields& other = {});
// A form as a participant fills it in, opened and sent.
Browser::Fields participant(std::string_view email, std::string_view name = "Anna Ek");
Answer register_at(Browser&, const std::string& activity, const Browser::Fields& fields);
// The personal link in the latest mail to that address; "" where there is none.
std::string link_in_mail(TestApp&, std::string_view email);
std::vector<TestMail> mails_to(TestApp&, std::string_view email);
// The value of a line of a calendar: "SEQUENCE".
std::string calendar_line(const TestMail&, std::string_view name);

}  // namespace overens::activities
