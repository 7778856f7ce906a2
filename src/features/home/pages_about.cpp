// Who answers for the site and what it does with what people leave here.
#include "features/compacts/compacts.h"
#include "features/home/pages.h"
#include "web/page.h"

namespace overens::home {
namespace {

constexpr Date assessed_on{2026, 11, 27};  // moved whenever that is done anew

Html section(const Text& title, const Html& body) {
  return html(R"(<section class="o-section o-measure"><h2>{}</h2>{}</section>)", title, body);
}

Html bullets(const std::vector<Text>& items) {
  return html("<ul>{}</ul>",
              each(items, [](const Text& item) { return html("<li>{}</li>", item); }));
}

// A setting the operator has not filled in is said to be missing, never invented.
Html or_missing(const std::string& words) {
  return words.empty() ? html("{}", t("Not stated yet")) : html("{}", words);
}

}  // namespace

Response show_privacy(Visit& visit) {
  const House& here = house(visit);
  Html body =
      section(t("Who answers for it"),
              facts({{t("Controller"), or_missing(here.controller)},
                     {t("Data protection officer"), or_missing(here.data_protection_officer)},
                     {t("Registrator"), or_missing(here.registrator)},
                     {t("Where it runs"), or_missing(here.hosting)}}));
  body += section(
      t("What is kept, and how long"),
      bullets(
          {t("When you register for an activity we keep your name, your mail address and whom "
             "you represent. "
             "They are removed some time after the activity; the form says when."),
           t("What you answer about food, access or an interpreter may say something about your "
             "health. It is asked only where it is needed, read only by those who run the "
             "activity, and removed so many days after it as the question says. You can take "
             "it back yourself before that."),
           t("At the door is noted that you have come, and when. The code you show there has "
             "no name in it. When your name is removed nobody can see whose note it was."),
           t("When you answer an evaluation we keep that your link was used, and apart from it "
             "what was answered. Nobody can see which answer was yours."),
           t("When you represent an organisation we keep your name, your address and your "
             "assignment for as long "
             "as the organisation is in the register."),
           t("What an organisation sends to a public body is a public document. It is kept and "
             "may be asked for."),
           t("What you have written but not sent is yours alone. Nobody else sees it.")}));
  body +=
      section(t("Your rights"),
              bullets({t("You may ask what we hold about you and have mistakes corrected."),
                       t("You may ask for removal. Public documents are kept when the law says so; "
                         "then we tell you why."),
                       t("You may complain to the supervisory authority for data protection.")}));
  body += section(
      t("Cookies, and what is kept on your device"),
      bullets(
          {t("There is one cookie, which keeps you signed in and your forms safe. Nothing is "
             "counted or sent to anybody else."),
           t("What you type in a long form of which we keep no draft is kept in that tab until it "
             "is sent, you sign out, or the tab is closed. What you write at a table without "
             "network is kept on "
             "the device until it is sent.")}));
  body += section(t("Whom to ask"), compacts::contact_cards(visit.kept<compacts::contacts>()));
  return page(visit, t("How we treat personal data"), body);
}

Response show_accessibility(Visit& visit) {
  const compacts::Compact& compact = compacts::here(visit);
  Html how =
      paragraph(t("{} stands for this site. Everybody should be able to use it. "
                  "The aim is WCAG 2.2, level AA, and "
                  "every page is tested against it.",
                  party_names(visit, compact)));
  how += paragraph(
      t("It is partly compliant with the Swedish act on accessibility to digital public services "
        "(2018:1937), that is with EN 301 549 and WCAG 2.1, level AA: what is lacking stands "
        "below."));
  Html body = section(t("How accessible it is"), how);
  body += section(
      t("What we know is lacking"),
      bullets({t("The Finnish words have not yet been reviewed by somebody whose language it is."),
               t("Texts and notes that others have written may lack headings or plain words, as "
                 "they are shown as they were written."),
               t("Files that others have sent in, such as scanned papers, may be pictures of text "
                 "only. We type out what they say when you ask."),
               t("No user test with people with disabilities has been made yet: the site is "
                 "new.")}));
  body += section(
      t("How it was tested"),
      paragraph(
          t("By those who make the program, with automatic tests of each page in three "
            "languages, light and dark, on a phone and on a large screen, and by use with the "
            "keyboard alone. Assessed {}; this statement is from the same day.",
            long_date(assessed_on))));
  Html report =
      paragraph(t("Tell us what does not work, or ask for the contents in another form. We answer "
                  "within two weeks."));
  report += compacts::contact_cards(visit.kept<compacts::contacts>());
  report +=
      html("<p>{}</p>",
           t("If you are not content with our answer you can tell the Agency for Digital "
             "Government: {}.",
             link(*external_url("https://www.digg.se/tdosanmalan"), t("report to the agency"))));
  body += section(t("Tell us"), report);
  return page(visit, t("Accessibility statement"), body);
}

}  // namespace overens::home
