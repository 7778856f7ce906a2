// What a feature gives the house: one value with its routes and what others show of it. Knowledge
// travels downward as values: an earlier page (the front page, "att göra", the import) shows what
// later features bring without knowing them. App collects the features in order into one House,
// which every Visit carries. Knows the floors only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/html.h"
#include "base/time.h"
#include "db/db.h"
#include "web/router.h"
#include "web/site.h"
#include "web/visit.h"

namespace overens {

class Import;

// In the menu of a compact. `path` follows the compact's slug: "activities"; `also` are what
// further pages that belong there begin with. Rising order.
struct MenuEntry {
  int order;
  Text words;
  std::string_view path;
  std::vector<std::string_view> also{};
};

// A section of the compact's front page; an empty Html is left out. Rising order: what happens next
// comes first (10), then who is affiliated (20), the text (30), decisions (40), how to join (50),
// the latest (60).
struct Card {
  int order;
  Html (*show)(Visit&);
};

// What waits for the visitor, on "att göra".
struct Todo {
  Text what;                      // "Applications to consider"
  std::int64_t count = 0;         // 0: one thing that is not counted
  std::optional<Instant> oldest;  // how long it has waited
  Url where;
};

// Everything that reached the compact, for the register. Newest first.
struct Received {
  std::string kind;  // "application": words() by the feature
  Text kind_words;
  Number number;  // within its kind
  Instant at;
  std::string sender;  // an organisation; a person only as their role
  std::string subject;
  std::string channel;  // web, paper, phone, imported
  Url where;
};

// What the program does by itself now and then, in its background thread. `run` opens its own
// transactions, each for a bounded number of rows, and says how many it dealt with.
struct Task {
  std::string_view name;
  int every_seconds;
  std::int64_t (*run)(const Site&, Database&, Instant now);
  bool takes_long = false;  // has a thread of its own, so that letters do not wait for it
};

// How many took part, as a feature counts it: in a decision package.
struct Figure {
  Text words;  // "Organisations that have signed the version"
  std::int64_t count = 0;
};

// What stands behind the paragraphs of a text: notes, remarks. `count` tells of each paragraph that
// has any in a version ("3 remarks"); `show` is a part of the paragraph's own page, with its
// heading (h2), or nothing. Paragraphs and versions are given by the identity of their rows.
struct ParagraphCount {
  std::int64_t paragraph = 0;
  Text words;
};
struct BehindParagraphs {
  std::vector<ParagraphCount> (*count)(Visit&, std::int64_t version) = nullptr;
  Html (*show)(Visit&, std::int64_t paragraph) = nullptr;
};

// What one piece of a job did, and how far the job has come with it.
struct JobStep {
  std::int64_t done = 0;
  std::int64_t total = 0;  // 0: not known yet
  bool is_finished = false;
};
// Work that is too long for one request, asked for by jobs::ask_for() (features/jobs) and done in
// the background. `step` does a piece that takes a second or so, in transactions of its own, and
// finds out by itself what is still to be done: after a crash it is called for the same piece
// again. `subject` is the identity it was asked for with; `where` shows what came of it.
struct JobKind {
  std::string_view name;
  Text words;  // "Sending the invitations"
  JobStep (*step)(const Site&, Database&, ScopeKey compact, std::int64_t subject, Instant now);
  Url (*where)(Visit&, std::int64_t subject);
};

struct Feature {
  std::string_view name;
  void (*routes)(Router&) = nullptr;
  std::vector<MenuEntry> menu{};
  std::vector<Card> cards{};
  std::vector<Todo> (*todo)(Visit&) = nullptr;  // for the visitor as they are, in this compact
  std::vector<Received> (*received)(Visit&) = nullptr;    // to a coordinator, of this compact
  std::vector<MenuItem> (*workplaces)(Visit&) = nullptr;  // where the visitor's work here is done
  BehindParagraphs behind{};
  // What there is at an activity besides its own pages, on its page: for everybody, or for those
  // who run it. By its number.
  std::vector<MenuItem> (*of_activity)(Visit&, Number activity) = nullptr;
  // What there is of a version of a text besides its own pages, on its page. By its row's identity.
  std::vector<MenuItem> (*of_version)(Visit&, std::int64_t version) = nullptr;
  // Of a compact, with regard to a version of its text. By the identities of their rows.
  std::vector<Figure> (*figures)(Db&, std::int64_t compact, std::int64_t version) = nullptr;
  // What those who run the compact do with a note besides its own pages, on its page. By its
  // number.
  std::vector<MenuItem> (*of_note)(Visit&, Number contribution) = nullptr;
  // Where a note led, on its page: the paragraphs it stands behind. By the identity of its row.
  Html (*became_of)(Visit&, std::int64_t contribution) = nullptr;
  void (*import)(Import&) = nullptr;  // reads its files of a folder
  void (*demo)(Import&) = nullptr;    // what --demo adds relative to today
  std::vector<Task> tasks{};
  std::vector<JobKind> jobs{};
  // Makes every kept sort_key() anew, in transactions of a bounded number of rows; how many
  // changed.
  std::int64_t (*renew_sort_keys)(Database&) = nullptr;
};

// The installation with its features in their order.
struct House : Site {
  std::vector<Feature> features;

  // Who runs the installation; shown on the privacy page. From the configuration.
  std::string controller;
  std::string data_protection_officer;
  std::string registrator;
  std::string hosting;
  std::string mail_from = "overens@localhost.localdomain";
  bool mails_are_caught = false;  // a demonstration: readable at /dev/mail, sent nowhere
};

inline const House& house(const Visit& visit) { return static_cast<const House&>(visit.site); }

}  // namespace overens
