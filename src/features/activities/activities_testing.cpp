#include "features/activities/activities_testing.h"

#include <algorithm>

namespace overens::activities {

Browser::Fields merged(Browser::Fields fields, const Browser::Fields& other) {
  for (const auto& [name, value] : other) {
    std::erase_if(fields, [&](const auto& field) { return field.first == name; });
    fields.emplace_back(name, value);
  }
  return fields;
}

Browser::Fields activity_form(const Browser::Fields& other) {
  return merged({{"title", "Vårmöte"},
                 {"purpose", "Vi möts."},
                 {"starts_on", "2018-10-08"},
                 {"starts_time", "09:00"},
                 {"ends_time", "15:30"},
                 {"place", "Linköping"},
                 {"register_by", "2018-09-30"},
                 {"seats", "3"},
                 {"audience", "everyone"}},
                other);
}

std::string published(TestApp& app, const Browser::Fields& other) {
  auto coordinator = app.sign_in(region);
  const std::string made =
      coordinator.post("/ostergotland/activities/new", activity_form(other)).location;
  coordinator.post(made + "/publication");
  return made;
}

Browser::Fields participant(std::string_view email, std::string_view name) {
  return {{"name", std::string(name)}, {"email", std::string(email)}};
}

Answer register_at(Browser& browser, const std::string& activity, const Browser::Fields& fields) {
  const Answer form = browser.get(activity + "/registration");
  Browser::Fields sent{{"form", form.field("form").value_or("")}};
  if (const auto wait = form.field("wait")) sent.emplace_back("wait", *wait);
  return browser.post(activity + "/registration", merged(std::move(sent), fields));
}

std::vector<TestMail> mails_to(TestApp& app, std::string_view email) {
  std::vector<TestMail> all = app.mails();
  std::erase_if(all, [&](const TestMail& mail) { return mail.recipient != email; });
  return all;
}

std::string link_in_mail(TestApp& app, std::string_view email) {
  const auto all = mails_to(app, email);
  constexpr std::string_view begin = "/ostergotland/registrations/";
  for (auto mail = all.rbegin(); mail != all.rend(); ++mail)
    if (const std::size_t at = mail->text.find(begin); at != std::string::npos)
      return mail->text.substr(at, mail->text.find('\n', at) - at);
  return "";
}

std::string calendar_line(const TestMail& mail, std::string_view name) {
  if (!mail.calendar) return "";
  std::string unfolded = *mail.calendar;
  for (std::size_t at; (at = unfolded.find("\r\n ")) != std::string::npos;) unfolded.erase(at, 3);
  const std::size_t at = unfolded.find("\r\n" + std::string(name));
  if (at == std::string::npos) return "";
  const std::size_t colon = unfolded.find(':', at);
  return unfolded.substr(colon + 1, unfolded.find("\r\n", colon) - colon - 1);
}

}  // namespace overens::activities
