CREATE TABLE activity (                         -- a meeting or other event of a compact
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses and data, unique in the compact
  title TEXT NOT NULL CHECK (title <> ''),    -- what it is called
  purpose TEXT NOT NULL,                      -- what it is for, Markdown; may be empty
  starts_at INTEGER NOT NULL,                    -- when it begins
  ends_at INTEGER NOT NULL,                      -- when it ends; once past, it has been held
  place TEXT NOT NULL,                        -- where; empty: not known yet
  access TEXT NOT NULL,                       -- how to get in, hearing loop, parking; may be empty
  register_by TEXT,                           -- the last day to register, inclusive; null: until it begins
  audience TEXT NOT NULL                      -- everyone, affiliated, affiliated_first (others are welcome too)
    CHECK (audience IN ('everyone', 'affiliated', 'affiliated_first')),
  registration_link TEXT NOT NULL,            -- where one registers elsewhere; empty: here
  influence TEXT                              -- how much influence is offered; null: not said
    CHECK (influence IN ('information', 'consultation', 'dialogue', 'partnership')),
  status TEXT NOT NULL                        -- draft, published, cancelled
    CHECK (status IN ('draft', 'published', 'cancelled')),
  result TEXT NOT NULL,                       -- what came of it, Markdown, added afterwards; may be empty
  reported_attendance TEXT NOT NULL,          -- how many came as somebody reported it, never counted; may be empty
  cancelled_at INTEGER,                          -- when it was called off
  cancel_reason TEXT NOT NULL,                -- why, for everybody to read; may be empty
  uid TEXT NOT NULL UNIQUE,                   -- its name in people's calendars, for ever the same
  sequence INTEGER NOT NULL,                      -- in calendars: rises with every change of it or of a registration
  import_key TEXT,                            -- beginning and title as a file said them, so that a file brings it once
  added_at INTEGER NOT NULL,                     -- when it came here
  changed_at INTEGER NOT NULL,                   -- when anything about it last changed
  opens_at INTEGER,                              -- when registration opens; null: when it is published
  changes_until TEXT,                         -- the last day for participants to change what they said, inclusive; null: until it begins
  waiting_list TEXT NOT NULL DEFAULT 'on'     -- on; held: one may join it, and nobody is moved up; off: full is full
    CHECK (waiting_list IN ('on', 'held', 'off')),
  cutoff_hours INTEGER NOT NULL DEFAULT 24        -- so long before it begins nobody is moved up any more
    CHECK (cutoff_hours >= 0),
  offer_hours INTEGER CHECK (offer_hours > 0),    -- how long a free seat is offered to who waits; null: they get it at once
  quota INTEGER CHECK (quota > 0), details_follow INTEGER CHECK (details_follow IN (0, 1)) NOT NULL DEFAULT FALSE, step TEXT CHECK (step IN ('agenda', 'drafting', 'decision', 'implementation', 'monitoring', 'reformulation')), languages TEXT NOT NULL DEFAULT '', host_party_id INTEGER REFERENCES party(id), host_group TEXT NOT NULL DEFAULT '', theme TEXT NOT NULL DEFAULT '', digital_link TEXT NOT NULL DEFAULT '', series_id INTEGER REFERENCES activity_series(id),                -- the most seats for one organisation; null: no such limit
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, import_key),
  CHECK (ends_at > starts_at),
  CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
) STRICT;

CREATE INDEX activity_by_time ON activity (compact_id, starts_at);

CREATE INDEX activity_of_series ON activity (series_id, starts_at);

CREATE TABLE activity_change (                  -- what an activity said before it was changed
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  field TEXT NOT NULL,                        -- which column
  was TEXT NOT NULL,                          -- what stood there; empty: nothing
  changed_by INTEGER REFERENCES person(id),       -- who changed it; null: the program
  changed_at INTEGER NOT NULL                    -- when
) STRICT;

CREATE INDEX activity_change_of ON activity_change (activity_id, id);

CREATE TABLE activity_idea (                    -- what may become an activity when it has a date
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  title TEXT NOT NULL CHECK (title <> ''),    -- what it is called
  purpose TEXT NOT NULL,                      -- what it is for, Markdown; may be empty
  about_when TEXT,                            -- a year, a month or a day, as 2019-03; null: not known
  theme TEXT NOT NULL,                        -- what it is about, in a few words; may be empty
  is_shown INTEGER CHECK (is_shown IN (0, 1)) NOT NULL,                     -- everybody sees it; else coordinators only
  activity_id INTEGER UNIQUE REFERENCES activity(id),  -- what it became; null: nothing yet
  dropped_at INTEGER,                            -- when it was given up; null: it lives
  added_by INTEGER REFERENCES person(id),           -- who wrote it; null: the program
  added_at INTEGER NOT NULL,                     -- when
  changed_at INTEGER NOT NULL,                   -- when it last changed
  UNIQUE (compact_id, number),
  CHECK (activity_id IS NULL OR dropped_at IS NULL)
) STRICT;

CREATE TABLE activity_item (                    -- a point of an activity's programme
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  number INTEGER NOT NULL,                        -- in addresses, unique in the activity, never used again
  day INTEGER NOT NULL CHECK (day >= 0),          -- 0 is the first day; so the programme follows when the activity moves
  begins TEXT NOT NULL,                       -- local time, HH:MM
  ends TEXT NOT NULL,                         -- local time, HH:MM; empty: not said
  title TEXT NOT NULL CHECK (title <> ''),    -- what happens
  speaker TEXT NOT NULL,                      -- personal: who speaks or leads, told to everybody, may be empty; kept: as long as the activity
  about TEXT NOT NULL,                        -- more about it, Markdown; may be empty
  removed_at INTEGER,                            -- when it was taken out; null: it stands
  UNIQUE (activity_id, number),
  CHECK (ends = '' OR ends > begins)
) STRICT;

CREATE TABLE activity_material (                -- a file that belongs to an activity: slides, a report
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  number INTEGER NOT NULL CHECK (number > 0),     -- in addresses, unique in the activity, never used again
  title TEXT NOT NULL CHECK (title <> ''),    -- what it is
  language TEXT NOT NULL,                     -- of its contents: sv, fi, en; empty: another
  file_id INTEGER NOT NULL REFERENCES file(id),   -- its bytes
  file_name TEXT NOT NULL,                    -- as its sender named it -- not personal: of a file
  added_by INTEGER NOT NULL REFERENCES person(id),  -- who added it
  added_at INTEGER NOT NULL,                     -- when
  removed_at INTEGER,                            -- when it was taken away; null: it is there
  UNIQUE (activity_id, number)
) STRICT;

CREATE TABLE activity_reminder (                -- when those who are registered are reminded, where somebody has said so
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  days_before INTEGER NOT NULL                    -- so many days before it begins; 0: never
    CHECK (days_before BETWEEN 0 AND 30)
) STRICT;

CREATE TABLE activity_series (                  -- several dates or places of one thing, or meetings that belong together
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  title TEXT NOT NULL CHECK (title <> ''),    -- what it is called
  about TEXT NOT NULL,                        -- what it is, Markdown; may be empty
  kind TEXT NOT NULL                          -- same: one chooses the date that suits; following: each goes on where the last ended
    CHECK (kind IN ('same', 'following')),
  added_at INTEGER NOT NULL,                     -- when it was made
  UNIQUE (compact_id, number)
) STRICT;

CREATE TABLE activity_way (                     -- a way of taking part in an activity, with its seats
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  way TEXT NOT NULL                           -- on_site: in the room; digital: from elsewhere
    CHECK (way IN ('on_site', 'digital')),
  seats INTEGER CHECK (seats > 0),                -- how many may come that way; null: as many as want
  taken INTEGER NOT NULL CHECK (taken >= 0),      -- seats of registrations that are confirmed, and those offered to somebody
  last_queued INTEGER NOT NULL                    -- the place in line that was given out last; places only rise
    CHECK (last_queued >= 0), waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
  UNIQUE (activity_id, way),
  CHECK (seats IS NULL OR taken <= seats)
) STRICT;

CREATE TABLE activity_words (                   -- own words in the letters of one occasion of an activity
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  occasion TEXT NOT NULL,                     -- in which letters: what the outbox calls their kind
  words TEXT NOT NULL CHECK (words <> ''),    -- what stands in them beside the facts
  changed_by INTEGER REFERENCES person(id),       -- who wrote them last
  changed_at INTEGER NOT NULL,                   -- when
  UNIQUE (activity_id, occasion)
) STRICT;

CREATE TABLE affiliation (                      -- that an organisation stands behind the compact, from a day to a day
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- who is affiliated
  from_date TEXT NOT NULL,                    -- the first day
  to_date TEXT,                               -- the last day; null: until further notice
  text_version_id INTEGER,                        -- the version of the text it stands behind, where known (table text_version)
  CHECK (to_date IS NULL OR to_date >= from_date)
) STRICT;

CREATE UNIQUE INDEX affiliation_active_once ON affiliation (compact_id, organisation_id)
  WHERE to_date IS NULL;

CREATE INDEX affiliation_of_organisation ON affiliation (organisation_id, from_date, to_date);

CREATE TABLE aim (                              -- what the parties want to reach together
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  position INTEGER NOT NULL,                      -- order, from 1
  words TEXT NOT NULL,                        -- the aim
  PRIMARY KEY (compact_id, position)
) STRICT;

CREATE TABLE answer (                           -- what one participant answered to one question
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  question_id INTEGER NOT NULL REFERENCES question(id),  -- the question
  participant_id INTEGER NOT NULL REFERENCES participant(id),  -- who it is about
  value TEXT NOT NULL CHECK (value <> ''),    -- personal: what the question's purpose says, often about health, several choices one a line; kept: the question's kept_days after the activity, and no longer than the registration holds
  UNIQUE (question_id, participant_id)
) STRICT;

CREATE INDEX answer_of ON answer (participant_id);

CREATE TABLE answer_purge (                     -- that the answers to a question were removed when their time was over
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  question_id INTEGER NOT NULL REFERENCES question(id),  -- the question
  answers INTEGER NOT NULL,                       -- how many
  purged_at INTEGER NOT NULL                     -- when
) STRICT;

CREATE INDEX answer_purge_of ON answer_purge (question_id);

CREATE TABLE application (                      -- an organisation asks to join; received, it is a record
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses and letters, unique in the compact
  received_at INTEGER NOT NULL,                  -- when it reached us
  channel TEXT NOT NULL                       -- how it came
    CHECK (channel IN ('web', 'paper', 'phone', 'imported')),
  applicant_id INTEGER NOT NULL REFERENCES person(id),  -- who sent it and may follow it
  name TEXT NOT NULL CHECK (name <> ''),      -- of the organisation, as it calls itself -- not personal: of an organisation
  folded_name TEXT NOT NULL,                  -- the same as it is compared -- not personal: of an organisation
  organisation_number TEXT,                   -- NNNNNN-NNNN with a third digit of 2 or more, so never a personal number
  field TEXT NOT NULL,                        -- what it works with, as in Kultur; may be empty
  whole_area INTEGER CHECK (whole_area IN (0, 1)) NOT NULL,                   -- works in all of the compact's area; else see application_municipality
  why TEXT NOT NULL,                          -- why it wants to take part, Markdown; may be empty
  contact_name TEXT NOT NULL,                 -- personal: to know whom we talk to; kept: as long as the application
  contact_role TEXT NOT NULL,                 -- personal: what that person does there, may be empty; kept: as long as the application
  contact_email TEXT NOT NULL,                -- personal: to answer; kept: as long as the application
  contact_phone TEXT NOT NULL,                -- personal: to call back, may be empty; kept: as long as the application
  wishes_talk INTEGER CHECK (wishes_talk IN (0, 1)) NOT NULL,                  -- they would like to be called first
  message TEXT NOT NULL,                      -- personal: whatever else they wanted to say, may be empty; kept: as long as the application
  file_id INTEGER REFERENCES file(id),            -- the board's decision, where they attached it
  file_name TEXT NOT NULL,                    -- personal: as the sender named the file, may be empty; kept: as long as the application
  state TEXT NOT NULL                         -- where it stands; how it came there is in assessment
    CHECK (state IN ('received', 'talking', 'admitted', 'declined', 'withdrawn', 'signed')),
  organisation_id INTEGER REFERENCES organisation(id),  -- its entry in the register, once it may sign
  followed_up_at INTEGER,                        -- when somebody who runs the compact first dealt with it
  UNIQUE (compact_id, number),
  CHECK ((file_id IS NULL) = (file_name = ''))
) STRICT;

CREATE TRIGGER application_as_received
BEFORE UPDATE OF compact_id, number, received_at, channel, applicant_id, name, folded_name,
  organisation_number, field, whole_area, why, contact_name, contact_role, contact_email,
  contact_phone, wishes_talk, message, file_id, file_name ON application
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;

CREATE INDEX application_in_order ON application (compact_id, received_at);

CREATE INDEX application_of_applicant ON application (applicant_id);

CREATE INDEX application_of_organisation ON application (organisation_id);

CREATE UNIQUE INDEX application_open_once ON application (compact_id, applicant_id, folded_name)
  WHERE state IN ('received', 'talking', 'admitted');

CREATE TABLE application_answer (               -- what the applicant declares of one criterion
  application_id INTEGER NOT NULL REFERENCES application(id),  -- the application
  criterion_id INTEGER NOT NULL REFERENCES criterion(id),  -- the question
  is_yes INTEGER CHECK (is_yes IN (0, 1)) NOT NULL,                       -- the answer
  remark TEXT NOT NULL,                       -- what they added to it; may be empty
  PRIMARY KEY (application_id, criterion_id)
) STRICT;

CREATE TRIGGER application_answer_as_received BEFORE UPDATE ON application_answer
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;

CREATE TABLE application_municipality (         -- where the applicant works, when it is not everywhere
  application_id INTEGER NOT NULL REFERENCES application(id),  -- the application
  code TEXT NOT NULL,                         -- of the municipality: 0580
  PRIMARY KEY (application_id, code)
) STRICT;

CREATE TABLE appointment (                      -- a person's task for a party, from a day to a day
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  party_id INTEGER NOT NULL REFERENCES party(id),  -- for whom
  person_id INTEGER NOT NULL REFERENCES person(id),  -- who
  role TEXT NOT NULL                          -- not personal: one of coordinator, seat, registrator, editor
    CHECK (role IN ('coordinator', 'seat', 'registrator', 'editor')),
  from_date TEXT NOT NULL,                    -- not personal: the first day
  to_date TEXT,                               -- not personal: the last day; null: until further notice
  UNIQUE (compact_id, number)
) STRICT;

CREATE TRIGGER appointment_for_one_party BEFORE INSERT ON appointment
WHEN EXISTS (
  SELECT 1 FROM appointment other
  WHERE other.compact_id = NEW.compact_id AND other.person_id = NEW.person_id
    AND other.party_id <> NEW.party_id
    AND (other.to_date IS NULL OR other.to_date >= NEW.from_date)
    AND (NEW.to_date IS NULL OR NEW.to_date >= other.from_date))
BEGIN
  SELECT RAISE(ABORT, 'appointed for two parties at once');
END;

CREATE TRIGGER appointment_is_not_prolonged BEFORE UPDATE OF to_date ON appointment
WHEN OLD.to_date IS NOT NULL AND (NEW.to_date IS NULL OR NEW.to_date > OLD.to_date)
BEGIN
  SELECT RAISE(ABORT, 'an ended appointment is made anew, not prolonged');
END;

CREATE INDEX appointment_of_person ON appointment (compact_id, person_id);

CREATE UNIQUE INDEX appointment_once ON appointment (compact_id, party_id, person_id, role)
  WHERE to_date IS NULL;

CREATE TRIGGER appointment_stays_for_one_party
BEFORE UPDATE OF party_id, person_id, compact_id, from_date ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment is ended, not rewritten');
END;

CREATE TABLE assent (                           -- a yes, by one who holds a seat for a party
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  proposal_id INTEGER NOT NULL REFERENCES proposal(id),  -- to what
  party_id INTEGER NOT NULL REFERENCES party(id),  -- for whom
  person_id INTEGER NOT NULL REFERENCES person(id),  -- by whom
  sha256 TEXT NOT NULL,                       -- of the content that was before them
  given_at INTEGER NOT NULL,                     -- when
  withdrawn_at INTEGER,                          -- when they took it back; null: they have not
  voided_at INTEGER                              -- when the content changed under it; null: it has not
) STRICT;

CREATE UNIQUE INDEX assent_once ON assent (proposal_id, person_id)
  WHERE withdrawn_at IS NULL AND voided_at IS NULL;

CREATE TABLE assessment (                       -- what was noted and decided on an application, never changed
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown; rises with time
  application_id INTEGER NOT NULL REFERENCES application(id),  -- the application
  outcome TEXT NOT NULL                       -- noted: for those who run the compact only; the rest is told to the applicant
    CHECK (outcome IN ('noted', 'talking', 'admitted', 'declined', 'withdrawn', 'signed')),
  words TEXT NOT NULL,                        -- personal: the note, or the reason as it was told; kept: as long as the application
  assessed_by INTEGER REFERENCES person(id),      -- who; null: the program, as a consequence
  assessed_at INTEGER NOT NULL                   -- when
) STRICT;

CREATE INDEX assessment_of_application ON assessment (application_id, id);

CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
BEGIN
  SELECT RAISE(ABORT, 'an assessment is followed by another, not changed');
END;

CREATE TABLE attendance (                       -- how many came, as counted before the registrations were emptied of names and categories
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  basis TEXT NOT NULL                         -- what was counted: those checked in at the door, or those who had a seat
    CHECK (basis IN ('checked_in', 'confirmed')),
  politicians INTEGER NOT NULL,                   -- people who came as politicians
  officials INTEGER NOT NULL,                     -- as officials
  representatives INTEGER NOT NULL,               -- for an organisation
  others INTEGER NOT NULL,                        -- as something else
  unsaid INTEGER NOT NULL,                        -- who were not asked
  organisations INTEGER NOT NULL,                 -- how many organisations they came for, each once
  counted_at INTEGER NOT NULL                    -- when
) STRICT;

CREATE TABLE check_in (                         -- what the door noted about a participant; the latest by noted_at holds, all are kept
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  participant_id INTEGER NOT NULL REFERENCES participant(id),  -- about whom
  sent_id TEXT NOT NULL,                      -- drawn by the device at the door, so that what is sent twice counts once
  is_here INTEGER CHECK (is_here IN (0, 1)) NOT NULL,                      -- came; or false: that was a mistake
  noted_at INTEGER NOT NULL,                     -- when it was noted, by the device's clock where that can be
  received_at INTEGER NOT NULL,                  -- when it came here
  door_id INTEGER NOT NULL REFERENCES door(id),   -- at which door
  UNIQUE (participant_id, sent_id)
) STRICT;

CREATE INDEX check_in_latest ON check_in (participant_id, noted_at, id);

CREATE TABLE compact (               -- an agreement between a public body and civil society: a house of its own
  id INTEGER PRIMARY KEY AUTOINCREMENT,               -- identity, never shown
  slug TEXT NOT NULL UNIQUE,       -- in addresses: /ostergotland
  name TEXT NOT NULL,              -- short, as people say it -- not personal: of the compact
  full_name TEXT NOT NULL,         -- as it stands on the text itself -- not personal: of the compact
  language TEXT NOT NULL,          -- of its content, BCP 47
  time_zone TEXT NOT NULL,         -- decides when a day ends, as in Europe/Stockholm
  admission TEXT NOT NULL          -- how one joins: declared, one_party or every_party
    CHECK (admission IN ('declared', 'one_party', 'every_party')),
  area TEXT NOT NULL,              -- where it holds, as in Östergötlands län; may be empty
  whole_area TEXT NOT NULL,        -- the same in a list of places, as in hela länet; may be empty
  parent_slug TEXT,                -- of the agreement it grew out of
  parent_name TEXT,                -- what that is called -- not personal: of the compact
  parent_year INTEGER,                 -- when that was made
  learns_from TEXT NOT NULL,       -- whose experience it began with, one a line
  created_at INTEGER NOT NULL         -- when it was set up here
) STRICT;

CREATE TABLE compilation (                       -- all that was said in a consultation, made in the background to be taken out
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- of which consultation
  asked_at INTEGER NOT NULL,                      -- when it was asked for
  remarks INTEGER NOT NULL,                        -- how many are written so far
  last_number INTEGER NOT NULL,                    -- remark.number of the last of them; 0: none yet
  workbook_id INTEGER REFERENCES file(id),         -- the same as a workbook; null: not yet, or there are too many for one
  made_at INTEGER                                 -- when it was finished; null: not yet
) STRICT;

CREATE INDEX compilation_of ON compilation (consultation_id, id);

CREATE UNIQUE INDEX compilation_under_way ON compilation (consultation_id) WHERE made_at IS NULL;

CREATE TABLE compilation_piece (                 -- the remarks of a compilation, some thousand at a time
  compilation_id INTEGER NOT NULL REFERENCES compilation(id),  -- of which compilation
  number INTEGER NOT NULL CHECK (number > 0),      -- their order
  lines TEXT NOT NULL,                         -- as lines of a CSV file, without headings
  PRIMARY KEY (compilation_id, number)
) STRICT;

CREATE TABLE consultation (                      -- a round in which organisations answer a frozen version of a text
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                         -- in addresses, unique in the compact
  version_id INTEGER NOT NULL REFERENCES version(id),  -- the text that is answered, frozen
  title TEXT NOT NULL CHECK (title <> ''),     -- what it is called
  cover_letter TEXT NOT NULL,                  -- to those who answer, Markdown; may be empty
  opens_on TEXT NOT NULL,                      -- the first day, in the compact's time zone
  closes_on TEXT NOT NULL,                     -- the last day, all of it
  accepts_late INTEGER CHECK (accepts_late IN (0, 1)) NOT NULL,                  -- what comes after the last day is received and marked late, not refused
  created_by INTEGER REFERENCES person(id),        -- who set it up; null: the import
  created_at INTEGER NOT NULL,                    -- when it was set up
  handled_at INTEGER,                             -- when it was closed as handled: every remark has its disposition; null: not yet
  UNIQUE (compact_id, number),
  CHECK (opens_on <= closes_on)
) STRICT;

CREATE TRIGGER consultation_handled BEFORE UPDATE OF handled_at ON consultation
WHEN NEW.handled_at IS NOT NULL AND EXISTS (
  SELECT 1 FROM remark_now k
  WHERE k.consultation_id = NEW.id AND k.disposition_id IS NULL
    AND (k.wording <> '' OR k.proposed <> ''))
BEGIN
  SELECT RAISE(ABORT, 'a remark lacks its disposition');
END;

CREATE TRIGGER consultation_keeps_text BEFORE UPDATE OF compact_id, version_id ON consultation
BEGIN
  SELECT RAISE(ABORT, 'a consultation keeps its text');
END;

CREATE TRIGGER consultation_on_frozen BEFORE INSERT ON consultation
WHEN NOT EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a consultation is about a frozen version');
END;

CREATE TABLE consultation_deadline (             -- a body was given more time than the others; the latest day counts
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- to whom
  closes_on TEXT NOT NULL,                     -- the last day for it, all of it
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  given_by INTEGER NOT NULL REFERENCES person(id), -- who gave it
  given_at INTEGER NOT NULL                       -- when
) STRICT;

CREATE INDEX consultation_deadline_of ON consultation_deadline (consultation_id, organisation_id);

CREATE TABLE consultation_extension (            -- more time was given
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- in which consultation
  was TEXT NOT NULL,                           -- the last day until then
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  extended_by INTEGER NOT NULL REFERENCES person(id),  -- who gave it
  extended_at INTEGER NOT NULL                    -- when
) STRICT;

CREATE INDEX consultation_extension_of ON consultation_extension (consultation_id);

CREATE TABLE consultation_invitation (           -- who was asked by name; everybody else may answer too
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- the organisation
  invited_at INTEGER NOT NULL,                    -- when
  PRIMARY KEY (consultation_id, organisation_id)
) STRICT;

CREATE TABLE consultation_letter (               -- a letter that goes to those who represent a body; written some at a time by a task
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- about which consultation
  kind TEXT NOT NULL                           -- invitation, reminder (who has not answered), extension (more time was given), handled (what became of the response), joined (a response one has joined was changed)
    CHECK (kind IN ('invitation', 'reminder', 'extension', 'handled', 'joined')),
  organisation_id INTEGER REFERENCES organisation(id),  -- to whom; null: to who sent the response
  response_id INTEGER REFERENCES response(id),     -- about which response; null: about none
  occasion TEXT NOT NULL,                      -- what makes it another letter of its kind: the day, the version; may be empty
  queued_by INTEGER REFERENCES person(id),         -- who had it sent; null: the program
  queued_at INTEGER NOT NULL,                     -- when
  written_at INTEGER,                             -- when it was dealt with; null: it waits
  copies INTEGER NOT NULL DEFAULT 0                -- to how many it went: one to each who represents the body, none where it was not needed any more
) STRICT;

CREATE UNIQUE INDEX consultation_letter_once ON consultation_letter
  (consultation_id, kind, COALESCE(organisation_id, 0), COALESCE(response_id, 0), occasion);

CREATE INDEX consultation_letter_waiting ON consultation_letter (id) WHERE written_at IS NULL;

CREATE TABLE contact (                          -- whom to call: shown to everybody on the front page
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  party_id INTEGER NOT NULL REFERENCES party(id),  -- whose contact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  role TEXT NOT NULL,                         -- personal: says what to turn to the contact for; kept: as long as the compact
  name TEXT NOT NULL,                         -- personal: people want to know whom they call; kept: as long as the compact
  email TEXT NOT NULL,                        -- personal: to be reached at work; kept: as long as the compact
  phone TEXT NOT NULL,                        -- personal: to be reached at work; kept: as long as the compact
  ended_at INTEGER,                              -- when it was taken away; null: shown
  UNIQUE (compact_id, number)
) STRICT;

CREATE TABLE contact_change (                   -- what a contact said before it was changed
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  contact_id INTEGER NOT NULL REFERENCES contact(id),  -- the contact
  role TEXT NOT NULL,                         -- personal: the earlier value; kept: as long as the compact
  name TEXT NOT NULL,                         -- personal: the earlier value; kept: as long as the compact
  email TEXT NOT NULL,                        -- personal: the earlier value; kept: as long as the compact
  phone TEXT NOT NULL,                        -- personal: the earlier value; kept: as long as the compact
  changed_by INTEGER NOT NULL REFERENCES person(id),  -- who changed it
  changed_at INTEGER NOT NULL                    -- when it stopped holding
) STRICT;

CREATE TABLE contribution (                      -- a note: what somebody said at a table, or sent in
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL CHECK (number > 0),      -- in files and addresses, unique in the compact
  activity_id INTEGER REFERENCES activity(id),     -- where it was said; null: at none that is kept here
  occurred_on TEXT,                            -- the day it was said; null: not known
  table_name TEXT NOT NULL,                    -- the table there, as 3; may be empty -- not personal: of a table
  said_at INTEGER,                                -- when it was noted; null: not known
  wording TEXT NOT NULL CHECK (wording <> ''), -- what was said, as it was noted; whoever said it is not kept -- not personal: no name belongs to it
  channel TEXT NOT NULL                        -- how it came: web, paper, phone, imported
    CHECK (channel IN ('web', 'paper', 'phone', 'imported')),
  state TEXT NOT NULL                          -- open, used (it stands behind a paragraph), not_used
    CHECK (state IN ('open', 'used', 'not_used')),
  reason TEXT NOT NULL,                        -- why it is not used, for everybody to read; else empty
  added_at INTEGER NOT NULL, writing_table_id INTEGER REFERENCES writing_table(id), sent_key TEXT, waits_since INTEGER, hidden_at INTEGER, hidden_by INTEGER REFERENCES person(id), hidden_reason TEXT CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL)),                      -- when it came into the house
  UNIQUE (compact_id, number),
  CHECK ((state = 'not_used') = (reason <> ''))
) STRICT;

CREATE INDEX contribution_of_activity ON contribution (activity_id, id);

CREATE INDEX contribution_of_table ON contribution (writing_table_id) WHERE writing_table_id IS NOT NULL;

CREATE UNIQUE INDEX contribution_sent_once ON contribution (writing_table_id, sent_key) WHERE sent_key IS NOT NULL;

CREATE TABLE contribution_original (             -- the paper a note was typed in from, as a picture or a scan
  contribution_id INTEGER PRIMARY KEY REFERENCES contribution(id),  -- the note
  file_id INTEGER NOT NULL REFERENCES file(id),    -- the bytes
  name TEXT NOT NULL                           -- as the file was called -- personal: what a scanner or a person called it; kept: as long as the note
) STRICT;

CREATE TABLE contribution_theme (                -- a note may be about several themes
  contribution_id INTEGER NOT NULL REFERENCES contribution(id),  -- the note
  theme_id INTEGER NOT NULL REFERENCES theme(id),  -- what it is about
  PRIMARY KEY (contribution_id, theme_id)
) STRICT;

CREATE INDEX contribution_theme_by_theme ON contribution_theme (theme_id);

CREATE TABLE contribution_wording (              -- what a note said before it was corrected
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  contribution_id INTEGER NOT NULL REFERENCES contribution(id),  -- the note
  wording TEXT NOT NULL,                       -- the words until then -- not personal: no name belongs to it
  changed_at INTEGER NOT NULL,                    -- when they were replaced
  changed_by INTEGER REFERENCES person(id)         -- who replaced them; null: the import
, mask_reason TEXT, masked_by INTEGER REFERENCES person(id), masked_at INTEGER) STRICT;

CREATE INDEX contribution_wording_by_note ON contribution_wording (contribution_id);

CREATE VIEW counted_participant AS
SELECT p.id, r.activity_id,
  CASE
    WHEN p.category IS NOT NULL THEN p.category
    WHEN r.category IS NULL OR (p.number = 1 AND p.replaced_at IS NULL) THEN r.category
    WHEN party.is_body THEN 'official'
    WHEN ro.id IS NOT NULL THEN 'representative'
    ELSE 'other'
  END AS category,
  CASE WHEN p.number = 1 AND p.replaced_at IS NULL THEN r.also END AS also
FROM participant p JOIN registration r ON r.id = p.registration_id
LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1
LEFT JOIN organisation o ON o.id = ro.organisation_id
LEFT JOIN party ON party.id = o.party_id
WHERE r.state = 'confirmed';

CREATE TABLE counter (                          -- the last number given out of each kind in a compact
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  kind TEXT NOT NULL,                         -- what is numbered: activity, contribution
  last INTEGER NOT NULL CHECK (last > 0),         -- the highest number so far
  PRIMARY KEY (compact_id, kind)
) STRICT;

CREATE TABLE criterion (                        -- what an organisation declares when it joins
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  position INTEGER NOT NULL,                      -- order, from 1
  key TEXT NOT NULL,                          -- in files and forms: regional
  question TEXT NOT NULL,                     -- to be answered with yes or no
  UNIQUE (compact_id, key)
) STRICT;

CREATE TABLE deadline_exception (               -- that somebody may register although the last day is over
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- for what
  number INTEGER NOT NULL CHECK (number > 0),     -- unique in the activity
  email TEXT NOT NULL,                        -- personal: where the link that opens the form went, in lower case; kept: 6 months after the activity
  last_day TEXT NOT NULL,                     -- the last day it holds, inclusive
  reason TEXT NOT NULL,                       -- personal: why, as those who run it wrote it; kept: 6 months after the activity
  token_hash TEXT UNIQUE,                     -- SHA-256 of the token in the link; null once personal data is gone
  registration_id INTEGER REFERENCES registration(id),  -- the registration it was used for; null: not used
  granted_by INTEGER NOT NULL REFERENCES person(id),  -- who let them in
  granted_at INTEGER NOT NULL,                   -- when
  UNIQUE (activity_id, number)
) STRICT;

CREATE TABLE decision (                         -- what a body decided about the compact
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity of the row
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- whose decision
  number INTEGER NOT NULL,                        -- within the compact; stays when it is corrected
  decided_on TEXT NOT NULL,                   -- the date as well as it is known: 2017-06 or 2018-11-21
  body TEXT NOT NULL,                         -- who decided: "Regionfullmäktige"
  about TEXT NOT NULL,                        -- what it was about
  outcome TEXT NOT NULL,                      -- "antas", "tillstyrks"; may be empty
  paragraph TEXT NOT NULL,                    -- § of the minutes; may be empty
  diary_number TEXT NOT NULL,                 -- diarienummer; may be empty
  text_version_id INTEGER REFERENCES version(id), -- the frozen text it adopts; null: it adopts none
  created_at INTEGER NOT NULL,                   -- when it was recorded here
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX decision_by_date ON decision (compact_id, decided_on);

CREATE TABLE decision_correction (              -- what stood there before a correction
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity of the row
  decision_id INTEGER NOT NULL REFERENCES decision(id),  -- which decision was corrected
  was TEXT NOT NULL,                          -- the whole entry as one line, as it was shown
  reason TEXT NOT NULL,                       -- why it was corrected
  corrected_by INTEGER NOT NULL REFERENCES person(id),  -- by whom -- personal: accountability; kept: as long as the decision
  corrected_at INTEGER NOT NULL                  -- when
) STRICT;

CREATE INDEX decision_correction_by_decision ON decision_correction (decision_id, id);

CREATE TABLE decision_package (                 -- what those who decide get: text, changes, answers, figures, as two files that never change
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  version_id INTEGER NOT NULL REFERENCES version(id),  -- the frozen text it is about
  since_id INTEGER REFERENCES version(id),        -- the version whose changes it shows; null: none
  language TEXT NOT NULL                      -- of its own words: sv, fi, en
    CHECK (language IN ('sv', 'fi', 'en')),
  asked_by INTEGER REFERENCES person(id),         -- who had it made; null: the program
  asked_at INTEGER NOT NULL,                     -- when
  compiled_at INTEGER,                           -- when what it holds was read, in one moment; null: not yet
  pdf_id INTEGER REFERENCES file(id),             -- the PDF; null: not yet
  docx_id INTEGER REFERENCES file(id), given_up_at INTEGER,            -- the DOCX; null: not yet
  UNIQUE (compact_id, number),
  CHECK ((compiled_at IS NULL) = (pdf_id IS NULL)),
  CHECK ((compiled_at IS NULL) = (docx_id IS NULL))
) STRICT;

CREATE INDEX decision_package_of ON decision_package (version_id, number);

CREATE TRIGGER decision_package_stays BEFORE UPDATE ON decision_package
WHEN OLD.compiled_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a decision package does not change');
END;

CREATE TABLE declining (                        -- that the parties are asked to decline an application, where every party decides
  application_id INTEGER PRIMARY KEY REFERENCES application(id),  -- the application
  words TEXT NOT NULL CHECK (words <> ''),    -- personal: the reason, as the applicant would be told it; kept: as long as the application
  asked_by INTEGER NOT NULL REFERENCES person(id),  -- the coordinator who put it to the parties
  asked_at INTEGER NOT NULL                      -- when, in these words
) STRICT;

CREATE TABLE disposition (                       -- what became of a remark; a change is a new row
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown; the latest counts
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- which remark
  kind TEXT NOT NULL                           -- accepted, partly, not_accepted, out_of_scope, noted
    CHECK (kind IN ('accepted', 'partly', 'not_accepted', 'out_of_scope', 'noted')),
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  made_by INTEGER REFERENCES person(id),           -- who wrote it down; null: the import
  made_at INTEGER NOT NULL,                       -- when
  published_at INTEGER                            -- since when everybody sees it: every party has said yes; null: not yet
) STRICT;

CREATE INDEX disposition_of_remark ON disposition (remark_id, id);

CREATE TRIGGER disposition_stays BEFORE UPDATE OF remark_id, kind, reason ON disposition
BEGIN
  SELECT RAISE(ABORT, 'a disposition is changed by a new one');
END;

CREATE TABLE disposition_reply (                 -- what who wrote a remark says about its disposition; the latest counts
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- about which remark
  disposition_id INTEGER NOT NULL REFERENCES disposition(id),  -- to which disposition
  verdict TEXT NOT NULL                        -- accepted, disputed
    CHECK (verdict IN ('accepted', 'disputed')),
  wording TEXT NOT NULL,                       -- a word with it, for everybody to read; may be empty
  replied_by INTEGER NOT NULL REFERENCES person(id),  -- who wrote it, for the organisation
  replied_at INTEGER NOT NULL                     -- when
) STRICT;

CREATE INDEX disposition_reply_of ON disposition_reply (remark_id, id);

CREATE TABLE door (                             -- the link by which somebody at the door checks people in, for one day
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  day TEXT NOT NULL,                          -- the day it is for, where the compact is
  token_hash TEXT NOT NULL UNIQUE,            -- SHA-256 of the token in the link
  opened_by INTEGER NOT NULL REFERENCES person(id),  -- who opened it, and answers for those written down at it
  opened_at INTEGER NOT NULL,                    -- when
  closed_at INTEGER, link INTEGER NOT NULL DEFAULT 1,                             -- since when it leads nowhere; null: it is open
  UNIQUE (activity_id, day)
) STRICT;

CREATE TABLE evaluation (                       -- what those who came are asked afterwards
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  intro TEXT NOT NULL,                        -- what stands above the questions, Markdown; may be empty
  is_public INTEGER CHECK (is_public IN (0, 1)) NOT NULL,                    -- everybody sees the result when it has closed
  answer_by TEXT,                             -- the last day to answer, inclusive; null: not sent yet
  sent_by INTEGER REFERENCES person(id),          -- who sent it
  sent_at INTEGER,                               -- when it was sent; then its questions stand
  CHECK ((sent_at IS NULL) = (answer_by IS NULL)),
  CHECK ((sent_at IS NULL) = (sent_by IS NULL))
) STRICT;

CREATE TABLE evaluation_answer (                -- what one sheet said to one question, whoever filled it in
  id INTEGER PRIMARY KEY,                         -- drawn at random, so that no order tells when it came
  question_id INTEGER NOT NULL REFERENCES evaluation_question(id),  -- to which question
  chosen INTEGER,                                 -- the step of the scale, or the number of the choice; null: in words
  words TEXT NOT NULL                         -- in words; may be empty -- not personal: no name belongs to it
) STRICT;

CREATE INDEX evaluation_answer_to ON evaluation_answer (question_id, chosen);

CREATE TABLE evaluation_ballot (                -- that a participant may answer once; it knows nothing of the answer
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  evaluation_id INTEGER NOT NULL REFERENCES evaluation(id),  -- the evaluation
  registration_id INTEGER NOT NULL REFERENCES registration(id),  -- whose
  answers_left INTEGER NOT NULL CHECK (answers_left >= 0),  -- one for each of its people; when one was used is not kept, so that nothing leads from one to the other
  UNIQUE (evaluation_id, registration_id)
) STRICT;

CREATE TABLE evaluation_question (              -- one of its questions
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  evaluation_id INTEGER NOT NULL REFERENCES evaluation(id),  -- the evaluation
  number INTEGER NOT NULL CHECK (number > 0),     -- in their order and in addresses
  kind TEXT NOT NULL                          -- scale: 1 to 5; choice: one of several; words: in one's own
    CHECK (kind IN ('scale', 'choice', 'words')),
  question TEXT NOT NULL CHECK (question <> ''),  -- as it is asked
  choices TEXT NOT NULL,                      -- of a choice, one a line; else empty
  UNIQUE (evaluation_id, number)
) STRICT;

CREATE TABLE file (                 -- what somebody attached, once for each content
  id INTEGER PRIMARY KEY AUTOINCREMENT,              -- identity of the row
  sha256 TEXT NOT NULL UNIQUE     -- of the bytes, 64 hexadecimal digits: the same content is the same row
    CHECK (length(sha256) = 64),
  type TEXT NOT NULL              -- found in the bytes, never what the sender claimed
    CHECK (type IN ('pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'text')),
  size INTEGER NOT NULL               -- bytes, at most 20 MiB
    CHECK (size BETWEEN 1 AND 20971520),
  bytes BLOB NOT NULL             -- personal: whatever the sender wrote in it; kept: as long as the row that links to it
    CHECK (length(bytes) = size),
  stored_at INTEGER NOT NULL         -- when this content came for the first time
, attached_at INTEGER, looked_at INTEGER) STRICT;

CREATE INDEX file_to_look_at ON file (looked_at, stored_at);

CREATE TABLE front_text (                       -- the words of a compact's front page; the newest of a language holds
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown; rises with time
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  language TEXT NOT NULL,                     -- BCP 47
  words TEXT NOT NULL,                        -- Markdown; empty where the front page says nothing of its own
  written_by INTEGER REFERENCES person(id),       -- who wrote it; null: the import
  written_at INTEGER NOT NULL                    -- when
) STRICT;

CREATE INDEX front_text_newest ON front_text (compact_id, language, id);

CREATE TABLE gathering (                         -- an organisation asks its members about a text that is out for consultation
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- about which consultation
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- who asks
  words TEXT NOT NULL,                         -- to the members, in the letter; may be empty
  closes_on TEXT NOT NULL,                     -- the members' last day, all of it, in the compact's time zone
  opened_by INTEGER NOT NULL REFERENCES person(id),  -- who opened it
  opened_at INTEGER NOT NULL,                     -- when
  UNIQUE (consultation_id, organisation_id)
) STRICT;

CREATE TABLE gathering_member (                  -- a member that is asked
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown; the word in its link is made from it and the installation's key
  gathering_id INTEGER NOT NULL REFERENCES gathering(id),  -- by which gathering
  number INTEGER NOT NULL CHECK (number > 0),      -- in forms, unique in the gathering
  organisation_id INTEGER REFERENCES organisation(id),  -- of the directory; null: it does not stand there
  name TEXT NOT NULL CHECK (name <> ''),       -- of the association -- not personal: of an association
  email TEXT NOT NULL,                         -- where its link was sent; empty where those who represent it in the directory were written to -- personal: to reach it; kept: ninety days after the last day
  token_hash TEXT NOT NULL,                    -- of the word in its link -- not personal: random
  asked_at INTEGER NOT NULL,                      -- when
  answered_at INTEGER,                            -- when its view came, the latest; null: not yet
  may_be_named INTEGER CHECK (may_be_named IN (0, 1)) NOT NULL,                  -- it consents to being named in the response
  UNIQUE (gathering_id, number)
) STRICT;

CREATE UNIQUE INDEX gathering_member_by_token ON gathering_member (token_hash);

CREATE INDEX gathering_member_of ON gathering_member (organisation_id);

CREATE TABLE gathering_view (                    -- what a member says about one part of the text
  member_id INTEGER NOT NULL REFERENCES gathering_member(id),  -- which member
  section INTEGER NOT NULL,                        -- as in response_draft_words
  paragraph INTEGER NOT NULL,                      -- as in response_draft_words
  stance TEXT NOT NULL                         -- as in response_draft_words
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording TEXT NOT NULL,                       -- its remark; may be empty
  proposed TEXT NOT NULL,                      -- how the text should read instead; may be empty
  taken_at INTEGER,                               -- when it was taken over into the draft, the latest; null: it was not
  PRIMARY KEY (member_id, section, paragraph)
) STRICT;

CREATE TABLE invitation (                       -- one person invited to an activity, for an organisation or for themselves
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  round_id INTEGER NOT NULL REFERENCES invitation_round(id),  -- the round it belongs to
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- to what, as its round says
  number INTEGER NOT NULL,                        -- unique in its round
  organisation_id INTEGER REFERENCES organisation(id),  -- for which organisation of the register; null: for none of them
  organisation_name TEXT NOT NULL,            -- personal: an organisation as a list named it, may be empty; kept: 6 months after the activity
  name TEXT NOT NULL,                         -- personal: to greet, may be empty; kept: 6 months after the activity
  email TEXT NOT NULL,                        -- personal: to invite and to remind, in lower case; kept: 6 months after the activity
  token_hash TEXT UNIQUE,                     -- not personal: SHA-256 of the token in the personal link; null once personal data is gone
  passed_on_from INTEGER REFERENCES invitation(id),  -- whose link was passed on to make this one; null: nobody's
  state TEXT NOT NULL                         -- not personal: planned; left_out: not sent after all; sent: no answer yet; accepted; declined
    CHECK (state IN ('planned', 'left_out', 'sent', 'accepted', 'declined')),
  left_out_why TEXT                           -- not personal: why it was not sent: the reasons of invitation_refusal
    CHECK (left_out_why IN ('invited_already', 'off_list', 'may_not_enter', 'is_over')),
  sent_at INTEGER,                               -- when its letter was put in the outbox
  answered_at INTEGER,                           -- when yes or no came
  remind_at INTEGER,                             -- a reminder is due from then on; null: none is
  reminded_at INTEGER,                           -- when the last reminder was written
  reminders INTEGER NOT NULL DEFAULT 0,           -- how many reminders have been written
  purged_at INTEGER,                             -- when personal data was removed
  UNIQUE (round_id, number),
  CHECK ((state = 'left_out') = (left_out_why IS NOT NULL))
) STRICT;

CREATE INDEX invitation_of_activity ON invitation (activity_id, state, organisation_id);

CREATE UNIQUE INDEX invitation_once ON invitation (activity_id, email, COALESCE(organisation_id, 0))
  WHERE state IN ('sent', 'accepted', 'declined') AND email <> '';

CREATE INDEX invitation_passed_on ON invitation (passed_on_from) WHERE passed_on_from IS NOT NULL;

CREATE INDEX invitation_to_remind ON invitation (remind_at) WHERE remind_at IS NOT NULL;

CREATE TABLE invitation_purge (                 -- that personal data of an activity's invitations was removed
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  invitations INTEGER NOT NULL,                   -- of how many
  purged_at INTEGER NOT NULL                     -- when
) STRICT;

CREATE INDEX invitation_purge_of ON invitation_purge (activity_id);

CREATE TABLE invitation_refusal (               -- a row of a plan that nobody will be sent, and why
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  round_id INTEGER NOT NULL REFERENCES invitation_round(id),  -- the plan
  line INTEGER NOT NULL,                          -- the line of the file; 0: no file
  organisation TEXT NOT NULL,                 -- personal: an organisation as the row names it, may be empty; kept: 30 days
  name TEXT NOT NULL,                         -- personal: as the row names somebody, may be empty; kept: 30 days
  email TEXT NOT NULL,                        -- personal: as it stands in the row, may be empty; kept: 30 days
  reason TEXT NOT NULL                        -- not personal: no_address, bad_address, too_long, twice, invited_already, off_list, may_not_enter, no_contact
    CHECK (reason IN ('no_address', 'bad_address', 'too_long', 'twice', 'invited_already',
                      'off_list', 'may_not_enter', 'no_contact'))
) STRICT;

CREATE INDEX invitation_refusal_of ON invitation_refusal (round_id, id);

CREATE TABLE invitation_registration (          -- a registration that came by a personal link
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  invitation_id INTEGER NOT NULL REFERENCES invitation(id),  -- the link
  registration_id INTEGER NOT NULL UNIQUE REFERENCES registration(id)  -- what was registered
) STRICT;

CREATE INDEX invitation_registration_of ON invitation_registration (invitation_id);

CREATE TABLE invitation_round (                 -- one mailing of invitations to an activity: whom, and on what terms
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- to what
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  source TEXT NOT NULL                        -- whom: affiliated: the contacts of all affiliated; appointed: who holds a seat; chosen: contacts by party, field and municipality; file: a list that was brought in
    CHECK (source IN ('affiliated', 'appointed', 'chosen', 'file')),
  party_id INTEGER REFERENCES party(id),          -- only of this party; null: of all
  field TEXT NOT NULL,                        -- only who works in this field; empty: in any
  municipality TEXT NOT NULL,                 -- only who works in this municipality (its code); empty: anywhere
  affiliated_since TEXT,                      -- only who was affiliated on that day or later; null: whenever
  words TEXT NOT NULL,                        -- what stands in the letter beside the facts; may be empty
  quota INTEGER CHECK (quota > 0),                -- the most seats for one organisation by these links; null: as the activity says
  holds_after_close INTEGER CHECK (holds_after_close IN (0, 1)) NOT NULL,            -- whether the links hold after the last day to register
  passing TEXT NOT NULL                       -- to whom a link may be passed on: nobody, colleagues, members (of an umbrella organisation) too
    CHECK (passing IN ('nobody', 'colleagues', 'members')),
  state TEXT NOT NULL                         -- making: its rows are being written; planned: to be looked at; sending; sent; undone: nothing was sent; withdrawn: its links hold no longer
    CHECK (state IN ('making', 'planned', 'sending', 'sent', 'undone', 'withdrawn')),
  made_by INTEGER REFERENCES person(id),          -- who planned it; null: somebody passed a link on
  made_at INTEGER NOT NULL,                      -- when
  begins_at INTEGER,                             -- when sending begins: until then it can be undone; null: nobody has said so yet
  ended_at INTEGER,                              -- when the last one was sent, or when it was undone or withdrawn
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX invitation_round_of ON invitation_round (activity_id, id);

CREATE INDEX invitation_round_sending ON invitation_round (state, begins_at);

CREATE VIEW invitation_unanswered AS
SELECT i.id, i.activity_id, i.round_id FROM invitation i
WHERE i.state = 'sent'
  AND NOT EXISTS (
    SELECT 1 FROM invitation same
    WHERE same.activity_id = i.activity_id AND same.organisation_id = i.organisation_id
      AND same.state IN ('accepted', 'declined'))
  AND NOT EXISTS (
    SELECT 1 FROM registration_organisation go JOIN registration g ON g.id = go.registration_id
    WHERE go.organisation_id = i.organisation_id AND g.activity_id = i.activity_id
      AND g.state IN ('confirmed', 'waiting', 'offered'))
  AND NOT EXISTS (
    SELECT 1 FROM registration g
    WHERE g.activity_id = i.activity_id AND g.email = i.email AND g.email <> ''
      AND g.state IN ('confirmed', 'waiting', 'offered'));

CREATE TABLE job (                               -- long work, done piece by piece in the background
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                         -- in addresses, unique in the compact
  kind TEXT NOT NULL CHECK (kind <> ''),       -- what is done, as its feature calls it
  subject INTEGER NOT NULL,                        -- on what: identity of a row of that feature
  state TEXT NOT NULL                          -- waiting, running, done, failed
    CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done INTEGER NOT NULL CHECK (done >= 0),         -- pieces done so far
  total INTEGER NOT NULL CHECK (total >= 0),       -- pieces in all, as far as is known; 0: not known yet
  attempts INTEGER NOT NULL CHECK (attempts >= 0), -- how often in a row it went wrong
  lease TEXT,                                  -- who works on it; random, for one turn
  due_at INTEGER NOT NULL,                        -- nobody takes it before; while a lease holds: when that ends
  asked_by INTEGER REFERENCES person(id),          -- who asked for it; null: the program
  asked_at INTEGER NOT NULL,                      -- when
  ended_at INTEGER,                               -- when it was done or given up
  UNIQUE (compact_id, number),
  CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL))
) STRICT;

CREATE INDEX job_due ON job (due_at, id) WHERE ended_at IS NULL;

CREATE UNIQUE INDEX job_once ON job (kind, subject) WHERE ended_at IS NULL;

CREATE TABLE journal (              -- every change: who did what, for whom, on what, when
  id INTEGER PRIMARY KEY AUTOINCREMENT,              -- identity of the row
  scope INTEGER NOT NULL,             -- the house it happened in; 0 is the installation
  person INTEGER,                     -- who did it; null: nobody signed in, or the program itself -- personal: accountability; kept: as long as the record it is about
  acting_for INTEGER,                 -- the organisation they acted for, where they said so
  what TEXT NOT NULL,             -- the function that did it, as in signatures::sign
  subject TEXT NOT NULL,          -- the address it was done at, numbers only
  detail TEXT NOT NULL,           -- what else is worth knowing; never personal data
  at INTEGER NOT NULL                -- when
) STRICT;

CREATE INDEX journal_by_scope ON journal (scope, id);

CREATE TABLE left_list (                        -- an address that wants no more letters of a list
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- whose letters
  list TEXT NOT NULL                          -- which: invitations, or reminders of what one is registered for
    CHECK (list IN ('invitations', 'reminders')),
  email_hash TEXT NOT NULL,                   -- personal: the address as a keyed hash, to know it again when somebody plans a mailing; kept: until they want the letters again
  left_at INTEGER NOT NULL,                      -- when
  UNIQUE (compact_id, list, email_hash)
) STRICT;

CREATE TABLE mail (                  -- one letter to one receiver
  id INTEGER PRIMARY KEY AUTOINCREMENT,               -- identity
  key TEXT NOT NULL UNIQUE,        -- the occasion: however often it is written, one letter goes out
  message_id TEXT NOT NULL,        -- left part of Message-ID, the same each time it is tried
  kind TEXT NOT NULL,              -- what sort of letter, for counting and for the operator
  scope INTEGER NOT NULL,              -- which house it was sent from; 0: the installation itself
  about TEXT NOT NULL,             -- what it is about, as its sender names it; may be empty
  language TEXT NOT NULL,          -- sv, fi or en
  sender_name TEXT NOT NULL,       -- not personal: the house that writes; empty: the installation
  recipient TEXT NOT NULL,         -- personal: where to send it; kept: 30 days after it was sent
  recipient_name TEXT NOT NULL,    -- personal: to greet; kept: 30 days after it was sent
  reply_to TEXT NOT NULL,          -- personal: who answers; kept: 30 days after it was sent
  subject TEXT NOT NULL,           -- personal: may name somebody; kept: 30 days after it was sent
  body TEXT NOT NULL,              -- personal: the letter itself; kept: 30 days after it was sent
  calendar TEXT,                   -- personal: a calendar file; kept: 30 days after it was sent
  calendar_method TEXT,            -- PUBLISH, REQUEST or CANCEL, as the file says
  secret INTEGER CHECK (secret IN (0, 1)) NOT NULL,            -- holds a code or a link that opens a door: emptied once sent
  state TEXT NOT NULL              -- where it is on its way; caught: kept for the demo's reader
    CHECK (state IN ('queued', 'sending', 'sent', 'caught', 'dead')),
  attempts INTEGER NOT NULL,           -- how often sending has begun
  next_attempt_at INTEGER NOT NULL,   -- queued: when it is due; sending: when another may take over
  lease TEXT,                      -- sending: who has it; random, for one batch
  last_error TEXT,                 -- not personal: code and step, never what the server wrote
  created_at INTEGER NOT NULL,        -- when it was written
  sent_at INTEGER,                    -- when a server took it, or when it was caught
  emptied_at INTEGER, topic TEXT NOT NULL DEFAULT '', is_bulk INTEGER CHECK (is_bulk IN (0, 1)) NOT NULL DEFAULT FALSE, unsubscribe TEXT NOT NULL DEFAULT '', server_words TEXT, qr TEXT NOT NULL DEFAULT '',                 -- when receiver and contents were removed
  CHECK ((calendar IS NULL) = (calendar_method IS NULL)),
  CHECK ((state = 'sending') = (lease IS NOT NULL))
) STRICT;

CREATE INDEX mail_about ON mail (scope, about, id);

CREATE INDEX mail_dead ON mail (scope, id) WHERE state = 'dead';

CREATE INDEX mail_due ON mail (is_bulk, next_attempt_at, id) WHERE state IN ('queued', 'sending');

CREATE INDEX mail_of_topic ON mail (scope, topic, id);

CREATE INDEX mail_recipient ON mail (recipient);

CREATE TABLE mailing (                          -- a letter to all who are registered, written a little at a time
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- of which activity
  kind TEXT NOT NULL                          -- reminder, or thanks with material
    CHECK (kind IN ('reminder', 'thanks')),
  occasion TEXT NOT NULL,                     -- what it happens once for: the day the activity begins, as it then was
  begun_at INTEGER NOT NULL,                     -- when the first was due: who registered later is left out
  asked_by INTEGER REFERENCES person(id),         -- who asked for it; null: the program
  last_registration INTEGER NOT NULL,             -- identity of the last registration it has come to; 0: none yet
  letters INTEGER NOT NULL,                       -- how many have been written
  ended_at INTEGER,                              -- when it had come to everybody
  UNIQUE (activity_id, kind, occasion)
) STRICT;

CREATE INDEX mailing_open ON mailing (begun_at) WHERE ended_at IS NULL;

CREATE TABLE mandate (                          -- a person's task for an organisation, from a day to a day
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- for whom
  number INTEGER NOT NULL,                        -- in addresses, unique in the organisation
  person_id INTEGER NOT NULL REFERENCES person(id),  -- who
  kind TEXT NOT NULL                          -- not personal: one of contact, signatory, responder, deputy
    CHECK (kind IN ('contact', 'signatory', 'responder', 'deputy')),
  from_date TEXT NOT NULL,                    -- not personal: the first day
  to_date TEXT,                               -- not personal: the last day; null: until further notice
  UNIQUE (organisation_id, number)
) STRICT;

CREATE INDEX mandate_of_person ON mandate (person_id);

CREATE UNIQUE INDEX mandate_once ON mandate (organisation_id, person_id, kind)
  WHERE to_date IS NULL;

CREATE TABLE minutes_final (                    -- that a version is the one that holds; a later one is a correction
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  version_id INTEGER NOT NULL UNIQUE REFERENCES minutes_version(id),  -- the version
  made_by INTEGER NOT NULL REFERENCES person(id),  -- who said so
  made_at INTEGER NOT NULL                       -- when it became public
) STRICT;

CREATE TABLE minutes_remark (                   -- what a participant said of the minutes
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  version_id INTEGER NOT NULL REFERENCES minutes_version(id),  -- of which version
  number INTEGER NOT NULL CHECK (number > 0),     -- in addresses, unique in the version
  registration_id INTEGER NOT NULL REFERENCES registration(id),  -- by whom; whose name goes when the registration's does
  remark TEXT NOT NULL CHECK (remark <> ''),  -- personal: to mend the minutes and to answer; kept: as long as the minutes, without a name
  sent_at INTEGER NOT NULL,                      -- when
  answer TEXT NOT NULL,                       -- what became of it; empty: not answered yet
  answered_by INTEGER REFERENCES person(id),      -- who answered
  answered_at INTEGER,                           -- when
  UNIQUE (version_id, number),
  CHECK ((answer = '') = (answered_at IS NULL))
) STRICT;

CREATE INDEX minutes_remark_by ON minutes_remark (registration_id);

CREATE TABLE minutes_round (                    -- that a version was sent to the participants for their remarks
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  version_id INTEGER NOT NULL UNIQUE REFERENCES minutes_version(id),  -- the version
  remarks_by TEXT NOT NULL,                   -- the last day for remarks, inclusive
  sent_by INTEGER NOT NULL REFERENCES person(id),  -- who sent it
  sent_at INTEGER NOT NULL                       -- when
) STRICT;

CREATE TABLE minutes_version (                  -- the minutes of an activity as they were written at a time
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  number INTEGER NOT NULL CHECK (number > 0),     -- 1 is the first
  wording TEXT NOT NULL CHECK (wording <> ''),  -- the whole minutes, Markdown
  written_by INTEGER NOT NULL REFERENCES person(id),  -- who wrote this version
  written_at INTEGER NOT NULL,                   -- when
  UNIQUE (activity_id, number)
) STRICT;

CREATE TABLE municipality (                     -- a part of the compact's area
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  code TEXT NOT NULL,                         -- Statistics Sweden's, four digits as text: 0580
  name TEXT NOT NULL,                         -- as people say it -- not personal: of a place
  sort_key TEXT NOT NULL,                     -- the name's place in the Swedish order
  PRIMARY KEY (compact_id, code)
) STRICT;

CREATE TABLE note_hold (                         -- that new notes of an activity wait until somebody has looked at them
  activity_id INTEGER PRIMARY KEY REFERENCES activity(id),  -- the activity
  held_since INTEGER NOT NULL,                    -- from when
  held_by INTEGER NOT NULL REFERENCES person(id)   -- who wanted it
) STRICT;

CREATE TABLE organisation (                     -- an association, foundation, congregation or public body
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact whose register it stands in
  number INTEGER NOT NULL,                        -- in addresses and exports, unique in the compact
  party_id INTEGER NOT NULL REFERENCES party(id),  -- the party it belongs to
  name TEXT NOT NULL,                         -- as it calls itself -- not personal: of an organisation
  sort_key TEXT NOT NULL,                     -- the name's place in the Swedish order
  folded_name TEXT NOT NULL,                  -- the name as it is compared and searched -- not personal: of an organisation
  organisation_number TEXT,                   -- NNNNNN-NNNN with a third digit of 2 or more, so never a personal number
  field TEXT NOT NULL,                        -- what it works with, as in Kultur; may be empty
  form TEXT NOT NULL,                         -- its legal form, as in ideell förening; may be empty
  whole_area INTEGER CHECK (whole_area IN (0, 1)) NOT NULL,                   -- works in all of the compact's area; else see organisation_municipality
  description TEXT NOT NULL,                  -- what it does, in its own words, Markdown; may be empty
  why TEXT NOT NULL,                          -- why it takes part, in its own words, Markdown; may be empty
  website TEXT NOT NULL,                      -- its own address on the web; may be empty
  contact_name TEXT NOT NULL,                 -- personal: whom to turn to, shown in the directory; kept: until the organisation changes it or has left
  contact_role TEXT NOT NULL,                 -- personal: what that person does there; kept: until the organisation changes it or has left
  contact_email TEXT NOT NULL,                -- personal: to write to the organisation, shown in the directory; kept: until the organisation changes it or has left
  contact_phone TEXT NOT NULL,                -- personal: to call the organisation, shown in the directory; kept: until the organisation changes it or has left
  is_confirmed INTEGER CHECK (is_confirmed IN (0, 1)) NOT NULL,                 -- the name stands in a source that can be shown
  confirmed_at INTEGER,                          -- when a representative last said that all of this is right
  added_at INTEGER NOT NULL,                     -- when it came into the register
  ended_on TEXT,                              -- the last day it existed, or was in the register; null: it goes on
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX organisation_by_folded_name ON organisation (compact_id, folded_name);

CREATE UNIQUE INDEX organisation_by_organisation_number
  ON organisation (compact_id, organisation_number) WHERE organisation_number IS NOT NULL;

CREATE INDEX organisation_in_order
  ON organisation (compact_id, sort_key, id, number, party_id, name, field, whole_area, folded_name);

CREATE TABLE organisation_change (              -- corrections: what stood in the register before
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- the organisation
  field TEXT NOT NULL,                        -- which column
  was TEXT NOT NULL,                          -- personal: the earlier value, of a contact too, seen by those who run the compact; kept: as long as the organisation
  changed_by INTEGER REFERENCES person(id),       -- who changed it; null: the import
  changed_at INTEGER NOT NULL                    -- when
) STRICT;

CREATE INDEX organisation_change_of ON organisation_change (organisation_id, id);

CREATE TABLE organisation_municipality (        -- where an organisation works, when it is not everywhere
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- the organisation
  code TEXT NOT NULL,                         -- of the municipality: 0580
  PRIMARY KEY (organisation_id, code)
) STRICT;

CREATE TABLE organisation_name (                -- what an organisation was called before
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- the organisation
  name TEXT NOT NULL,                         -- the earlier name -- not personal: of an organisation
  folded_name TEXT NOT NULL,                  -- the same as it is compared and searched -- not personal: of an organisation
  changed_at INTEGER NOT NULL                    -- when it stopped being the name here
) STRICT;

CREATE INDEX organisation_name_of ON organisation_name (organisation_id);

CREATE TABLE paragraph (                         -- what stays the same paragraph from version to version
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  text_id INTEGER NOT NULL REFERENCES text(id),    -- of which text
  number INTEGER NOT NULL,                         -- in addresses, unique in the text, never used again
  UNIQUE (text_id, number)
) STRICT;

CREATE TABLE paragraph_contribution (            -- a note that stands behind a paragraph
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- the paragraph
  contribution_id INTEGER NOT NULL REFERENCES contribution(id),  -- the note
  linked_at INTEGER NOT NULL,                     -- when the link was made
  linked_by INTEGER REFERENCES person(id),         -- who made it; null: the import
  PRIMARY KEY (paragraph_id, contribution_id)
) STRICT;

CREATE INDEX paragraph_contribution_by_note ON paragraph_contribution (contribution_id);

CREATE TABLE paragraph_descent (                 -- a paragraph of a version that holds words of another one from before
  version_id INTEGER NOT NULL REFERENCES version(id),  -- the version in which it happened
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- the one that grew out of it
  ancestor_id INTEGER NOT NULL REFERENCES paragraph(id),  -- what it came from, in the version before
  how TEXT NOT NULL                            -- split: the ancestor was divided; merged: the ancestor was joined with it
    CHECK (how IN ('split', 'merged')),
  PRIMARY KEY (version_id, paragraph_id, ancestor_id),
  CHECK (paragraph_id <> ancestor_id)
) STRICT;

CREATE INDEX paragraph_descent_from ON paragraph_descent (ancestor_id);

CREATE INDEX paragraph_descent_of ON paragraph_descent (paragraph_id);

CREATE TABLE paragraph_remark (                  -- a remark that stands behind a paragraph
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- the paragraph
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- the remark
  linked_at INTEGER NOT NULL,                     -- when the link was made
  linked_by INTEGER REFERENCES person(id),         -- who made it; null: the import
  PRIMARY KEY (paragraph_id, remark_id)
) STRICT;

CREATE INDEX paragraph_remark_by_remark ON paragraph_remark (remark_id);

CREATE TABLE participant (                      -- one of the people of a registration
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  registration_id INTEGER NOT NULL REFERENCES registration(id),  -- the registration
  number INTEGER NOT NULL CHECK (number > 0),     -- which of its people, from 1
  name TEXT NOT NULL,                         -- personal: to know who comes, empty until named; kept: 6 months after the activity
  email TEXT NOT NULL,                        -- personal: to write to this one too, in lower case, may be empty; kept: 6 months after the activity
  replaced_at INTEGER, category TEXT CHECK (category IN ('politician', 'official', 'representative', 'other')),                           -- when this person took another's place; null: the first by this number
  UNIQUE (registration_id, number)
) STRICT;

CREATE TABLE party (                            -- who has agreed: a public body, civil society
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses and lists, from 1
  key TEXT NOT NULL,                          -- in files and exports: public, civil
  name TEXT NOT NULL,                         -- as people say it -- not personal: of a party
  is_body INTEGER CHECK (is_body IN (0, 1)) NOT NULL,                      -- one public body; otherwise many organisations, which affiliate
  quorum INTEGER NOT NULL CHECK (quorum > 0),     -- how many of its seats must say yes for the party's yes
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, key)
) STRICT;

CREATE TABLE person (                  -- somebody who can sign in; belongs to no compact
  id INTEGER PRIMARY KEY AUTOINCREMENT,                 -- identity of the row
  email TEXT NOT NULL UNIQUE,        -- personal: to sign in with and be written to, in lower case; kept: until the person has no assignment left and asks to be removed
  name TEXT NOT NULL,                -- personal: to be greeted and known by, empty until somebody says it; kept: as the address
  added_at INTEGER NOT NULL             -- when the address came here
) STRICT;

CREATE TABLE person_answer (                     -- what a private person wrote, until they have confirmed by mail that they did
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- answered which consultation
  token_hash TEXT NOT NULL UNIQUE,             -- of the word in the link of the letter; not personal: random
  name TEXT NOT NULL,                          -- personal: to know who answers; kept: seven days, or with the response
  email TEXT NOT NULL,                         -- personal: the link is sent there; kept: seven days, or with the response
  publishes_name INTEGER CHECK (publishes_name IN (0, 1)) NOT NULL,                -- as in response_person
  written_at INTEGER NOT NULL,                    -- when
  confirmed_at INTEGER,                           -- when it was confirmed, and so received; null: not yet
  response_id INTEGER REFERENCES response(id)      -- the response it became; null: none yet
) STRICT;

CREATE INDEX person_answer_by_time ON person_answer (written_at);

CREATE TABLE person_answer_words (               -- what it says about one part of the text
  answer_id INTEGER NOT NULL REFERENCES person_answer(id),  -- which answer
  position INTEGER NOT NULL,                       -- order in the answer, from 1
  section INTEGER NOT NULL,                        -- position of the section; 0: the whole text, or before the first heading
  paragraph_id INTEGER REFERENCES paragraph(id),   -- about which paragraph; null: the whole section
  stance TEXT NOT NULL                         -- as in remark_wording -- personal: what the person thinks; kept: seven days, then as the response
    CHECK (stance IN ('supports', 'supports_with_change', 'opposes', 'abstains')),
  wording TEXT NOT NULL,                       -- the remark; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  proposed TEXT NOT NULL,                      -- the proposed wording; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  PRIMARY KEY (answer_id, position)
) STRICT;

CREATE TABLE phase (                            -- a stretch of the process
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  position INTEGER NOT NULL,                      -- order, from 1
  kind TEXT NOT NULL,                         -- mandate, dialogue, drafting, consultation, rework, decision, signing, living, revision
  name TEXT NOT NULL,                         -- as people say it -- not personal: of a phase
  from_date TEXT NOT NULL,                    -- its first day
  to_date TEXT,                               -- its last day; null: it goes on
  UNIQUE (compact_id, position),
  CHECK (to_date IS NULL OR to_date >= from_date)
) STRICT;

CREATE TABLE principle (                        -- a value the parties hold in common
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  position INTEGER NOT NULL,                      -- order, from 1
  words TEXT NOT NULL,                        -- the principle
  PRIMARY KEY (compact_id, position)
) STRICT;

CREATE TABLE proposal (                         -- something that every party must say yes to
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  kind TEXT NOT NULL,                         -- what is to be done, a word of the feature that asks: freeze_version
  subject INTEGER NOT NULL,                       -- on what: its number within its kind
  title TEXT NOT NULL,                        -- what a yes means, in the compact's language
  path TEXT NOT NULL,                         -- where to read what the yes is to, as /ostergotland/texts/1
  sha256 TEXT NOT NULL,                       -- of the content the yes is to; another content needs new ones
  interested_organisation_id INTEGER REFERENCES organisation(id),  -- whose affair it is: its representatives step aside
  proposed_by INTEGER REFERENCES person(id),      -- who asked; null: the import
  proposed_at INTEGER NOT NULL,                  -- when this content was put forward
  agreed_at INTEGER, closed_at INTEGER, told_at INTEGER,                             -- when the last party's yes came; null: still waiting
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX proposal_on_content ON proposal (compact_id, kind, subject, sha256);

CREATE UNIQUE INDEX proposal_open_once ON proposal (compact_id, kind, subject)
  WHERE agreed_at IS NULL AND closed_at IS NULL;

CREATE INDEX proposal_to_tell ON proposal (compact_id, id) WHERE told_at IS NULL;

CREATE TABLE proposal_party (                   -- whose yes is needed: the parties when it was put forward
  proposal_id INTEGER NOT NULL REFERENCES proposal(id),  -- the proposal
  party_id INTEGER NOT NULL REFERENCES party(id),  -- the party
  quorum INTEGER NOT NULL CHECK (quorum > 0),     -- how many of its seats had to say yes then
  PRIMARY KEY (proposal_id, party_id)
) STRICT;

CREATE TABLE question (                         -- what those who register for an activity are asked
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  number INTEGER NOT NULL CHECK (number > 0),     -- its address, unique in the activity
  kind TEXT NOT NULL                          -- text, choice (one of them), choices (any of them), yes_no
    CHECK (kind IN ('text', 'choice', 'choices', 'yes_no')),
  label TEXT NOT NULL CHECK (label <> ''),    -- the question
  help TEXT NOT NULL,                         -- what explains it; may be empty
  purpose TEXT NOT NULL CHECK (purpose <> ''),  -- why it is asked, shown beside it
  kept_days INTEGER NOT NULL                      -- so many days after the activity the answers are removed
    CHECK (kept_days BETWEEN 0 AND 400),
  is_required INTEGER CHECK (is_required IN (0, 1)) NOT NULL,                  -- whether it must be answered
  choices TEXT NOT NULL,                      -- what one may choose, one a line; empty where nothing is chosen
  way TEXT CHECK (way IN ('on_site', 'digital')),  -- asked only of those who come that way; null: of all
  asked_if INTEGER REFERENCES question(id),       -- asked only where this other question …
  asked_if_answer TEXT NOT NULL,              -- … has this answer; empty: any answer
  ended_at INTEGER, place INTEGER NOT NULL DEFAULT 1 CHECK (place > 0), standard TEXT NOT NULL DEFAULT '' CHECK (standard IN ('', 'diet', 'access', 'interpreter', 'hearing_loop')),                              -- when it was taken off the form; its answers stay until removed
  UNIQUE (activity_id, number)
) STRICT;

CREATE TABLE quorum_change (                    -- how many of its seats a party wants its yes to take; done when it has said yes itself
  proposal_id INTEGER PRIMARY KEY REFERENCES proposal(id),  -- the party's own proposal
  party_id INTEGER NOT NULL REFERENCES party(id),  -- the party
  quorum INTEGER NOT NULL CHECK (quorum > 0)      -- how many seats, from then on
) STRICT;

CREATE TABLE registration (                     -- somebody says that they come, alone or with others
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- on lists, unique in the compact
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- to what
  way TEXT NOT NULL                           -- not personal: the way of taking part: on_site, digital
    CHECK (way IN ('on_site', 'digital')),
  size INTEGER NOT NULL CHECK (size > 0),         -- how many people it is for; each has a row in participant
  state TEXT NOT NULL                         -- not personal: confirmed has its seats; waiting stands in line; offered may take the seats kept for it; declined and cancelled are for good
    CHECK (state IN ('confirmed', 'waiting', 'offered', 'declined', 'cancelled')),
  queue_number INTEGER,                           -- its place in line among those of the same way, lowest first; null: has never waited
  offered_until INTEGER,                         -- the last moment to take the seats offered
  name TEXT NOT NULL,                         -- personal: who registered, to know whom to answer; kept: 6 months after the activity
  name_key TEXT NOT NULL,                     -- personal: the name in lower case, so that one person registers once; kept: 6 months after the activity
  email TEXT NOT NULL,                        -- personal: to confirm and to tell of changes, in lower case, empty when phoned; kept: 6 months after the activity
  category TEXT                               -- personal: as what they come and are counted: politician, official, representative, other, null where not asked; kept: 6 months after the activity
    CHECK (category IN ('politician', 'official', 'representative', 'other')),
  also TEXT                                   -- personal: another role of the same person, said once and not counted; kept: 6 months after the activity
    CHECK (also IN ('politician', 'official', 'representative', 'other')),
  note TEXT NOT NULL,                         -- personal: what those who run it sort by, as speaker, may be empty; kept: 6 months after the activity
  channel TEXT NOT NULL                       -- not personal: how it came: web, phone, paper, imported, or at the door
    CHECK (channel IN ('web', 'phone', 'paper', 'imported', 'door')),
  language TEXT NOT NULL,                     -- not personal: in which to write: sv, fi or en
  form_hash TEXT UNIQUE,                      -- not personal: SHA-256 of what one opened form says, so that sending it twice is one registration
  token_hash TEXT UNIQUE,                     -- not personal: SHA-256 of the token in the participant's link; null once personal data is gone
  sequence INTEGER NOT NULL,                      -- of the last calendar entry sent
  registered_at INTEGER NOT NULL,                -- when it came
  registered_by INTEGER REFERENCES person(id),    -- who wrote it down for them; null: themselves
  ended_at INTEGER,                              -- when it was cancelled or declined
  ended_how TEXT                              -- not personal: who ended it: participant, staff, or an offer that expired
    CHECK (ended_how IN ('participant', 'staff', 'expired')),
  purged_at INTEGER,                             -- when personal data was removed
  UNIQUE (compact_id, number),
  FOREIGN KEY (activity_id, way) REFERENCES activity_way (activity_id, way),
  CHECK ((state IN ('declined', 'cancelled')) = (ended_at IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
  CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
  CHECK (queue_number IS NOT NULL OR state NOT IN ('waiting', 'offered', 'declined'))
) STRICT;

CREATE UNIQUE INDEX registration_in_line ON registration (activity_id, way, queue_number)
  WHERE state = 'waiting';

CREATE TRIGGER registration_joins_line AFTER INSERT ON registration WHEN NEW.state = 'waiting'
BEGIN
  UPDATE activity_way SET waiting = waiting + NEW.size
  WHERE activity_id = NEW.activity_id AND way = NEW.way;
END;

CREATE TRIGGER registration_moves_in_line AFTER UPDATE OF way, size, state ON registration
WHEN 'waiting' IN (OLD.state, NEW.state)
BEGIN
  UPDATE activity_way SET waiting = waiting - OLD.size
  WHERE OLD.state = 'waiting' AND activity_id = OLD.activity_id AND way = OLD.way;
  UPDATE activity_way SET waiting = waiting + NEW.size
  WHERE NEW.state = 'waiting' AND activity_id = NEW.activity_id AND way = NEW.way;
END;

CREATE INDEX registration_of_activity ON registration (activity_id, state, id);

CREATE INDEX registration_offered ON registration (offered_until) WHERE state = 'offered';

CREATE UNIQUE INDEX registration_once ON registration (activity_id, email, name_key)
  WHERE state IN ('confirmed', 'waiting', 'offered') AND email <> '';

CREATE TABLE registration_organisation (        -- for which organisations somebody comes; each is counted
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  registration_id INTEGER NOT NULL REFERENCES registration(id),  -- the registration
  number INTEGER NOT NULL CHECK (number > 0),     -- which of them, from 1
  organisation_id INTEGER REFERENCES organisation(id),  -- one of the register; null: none of them, or not matched yet
  name TEXT NOT NULL,                         -- personal: an organisation as somebody typed it, empty when chosen in the register; kept: 6 months after the activity
  matched_by INTEGER REFERENCES person(id),       -- who found the typed name in the register; null: chosen, or not matched
  matched_at INTEGER, left_at INTEGER,                            -- when
  UNIQUE (registration_id, number),
  CHECK (organisation_id IS NOT NULL OR matched_at IS NULL)
) STRICT;

CREATE INDEX registration_organisation_of ON registration_organisation (organisation_id);

CREATE TABLE registration_purge (               -- that personal data of an activity's registrations was removed
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  registrations INTEGER NOT NULL,                 -- of how many
  purged_at INTEGER NOT NULL                     -- when
) STRICT;

CREATE INDEX registration_purge_of ON registration_purge (activity_id);

CREATE TABLE remark (                            -- what a response says about the whole text, a section or a paragraph
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses and files, unique in the compact
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  section INTEGER,                                 -- position of the section in the version that is answered; null: the whole text
  paragraph_id INTEGER REFERENCES paragraph(id), consultation_id INTEGER REFERENCES consultation(id), stance TEXT NOT NULL DEFAULT '', handling INTEGER NOT NULL DEFAULT 0, has_proposal INTEGER NOT NULL DEFAULT 0, themes INTEGER NOT NULL DEFAULT 0,   -- the paragraph, where it is about one
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX remark_by_handling ON remark (consultation_id, handling, number, stance);

CREATE INDEX remark_by_number ON remark (consultation_id, number, stance);

CREATE INDEX remark_by_part ON remark
  (consultation_id, section, paragraph_id, stance, handling, has_proposal, number);

CREATE INDEX remark_by_themes ON remark (consultation_id, themes, number, handling, section);

CREATE INDEX remark_of_paragraph ON remark (paragraph_id, handling, stance) WHERE paragraph_id IS NOT NULL;

CREATE INDEX remark_of_response ON remark (response_id, paragraph_id, section, stance);

CREATE INDEX remark_on_paragraphs ON remark
  (consultation_id, paragraph_id, stance, has_proposal, number) WHERE paragraph_id IS NOT NULL;

CREATE INDEX remark_on_sections ON remark (consultation_id, section, stance)
  WHERE paragraph_id IS NULL;

CREATE UNIQUE INDEX remark_once
  ON remark (response_id, COALESCE(section, 0), COALESCE(paragraph_id, 0));

CREATE TRIGGER remark_theme_follows AFTER UPDATE OF stance, handling ON remark
BEGIN
  UPDATE remark_theme SET stance = NEW.stance, handling = NEW.handling WHERE remark_id = NEW.id;
END;

CREATE TABLE remark_joining (                    -- a remark says: as that other organisation
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- the remark that joins; one about the whole text joins the response as a whole
  version INTEGER NOT NULL CHECK (version > 0),    -- response_version.version in which it does
  joined_id INTEGER NOT NULL REFERENCES remark(id), consultation_id INTEGER REFERENCES consultation(id), joined_version INTEGER,  -- the other's remark
  PRIMARY KEY (remark_id, version)
) STRICT;

CREATE INDEX remark_joining_in ON remark_joining (consultation_id, remark_id);

CREATE INDEX remark_joining_to ON remark_joining (joined_id);

CREATE TABLE remark_mask (                       -- words of a remark that not everybody may read; those who run the compact read them all
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- which remark
  version INTEGER NOT NULL,                        -- of its response, as it was masked; a later one is masked whole until somebody has looked
  wording TEXT NOT NULL,                       -- what everybody reads instead of the remark
  proposed TEXT NOT NULL,                      -- what everybody reads instead of the proposed wording
  mark TEXT NOT NULL CHECK (mark <> ''),       -- what stands in place of what is hidden, "[maskat: skäl]"
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  masked_by INTEGER NOT NULL REFERENCES person(id),  -- who did it
  masked_at INTEGER NOT NULL,                     -- when
  lifted_by INTEGER REFERENCES person(id),         -- who took it away; null: it holds
  lifted_at INTEGER                               -- when; null: it holds
) STRICT;

CREATE UNIQUE INDEX remark_mask_now ON remark_mask (remark_id) WHERE lifted_at IS NULL;

CREATE INDEX remark_mask_of ON remark_mask (remark_id, id);

CREATE VIEW remark_now AS
  SELECT k.id, k.compact_id, k.number, k.response_id, k.section, k.paragraph_id, r.consultation_id,
    w.stance,
    CASE WHEN m.id IS NULL THEN w.wording WHEN m.version = w.version THEN m.wording
      WHEN w.wording = '' THEN '' ELSE m.mark END AS wording,
    CASE WHEN m.id IS NULL THEN w.proposed WHEN m.version = w.version THEN m.proposed
      WHEN w.proposed = '' THEN '' ELSE m.mark END AS proposed,
    (SELECT MAX(d.id) FROM disposition d
     WHERE d.remark_id = k.id AND d.published_at IS NOT NULL) AS disposition_id
  FROM remark k
  JOIN response r ON r.id = k.response_id
  JOIN remark_wording w ON w.remark_id = k.id AND w.version = r.version
  LEFT JOIN remark_mask m ON m.remark_id = k.id AND m.lifted_at IS NULL;

CREATE TABLE remark_theme (                      -- what a remark is about, as those who compile have found; several themes may be
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- the remark
  theme_id INTEGER NOT NULL REFERENCES theme(id),  -- the theme it was given; where themes were merged since, theme.leads_to is the one it has
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- of the remark
  given_at INTEGER NOT NULL,                      -- when
  given_by INTEGER NOT NULL REFERENCES person(id), -- who gave it
  stance TEXT NOT NULL,                        -- of the remark, so that the summary is counted from an index; a trigger keeps it
  handling INTEGER NOT NULL,                       -- of the remark, likewise
  PRIMARY KEY (remark_id, theme_id)
) STRICT;

CREATE INDEX remark_theme_in ON remark_theme (consultation_id, theme_id, stance, handling, remark_id);

CREATE TABLE remark_wording (                    -- the words of a remark in one version of its response
  remark_id INTEGER NOT NULL REFERENCES remark(id),  -- which remark
  version INTEGER NOT NULL CHECK (version > 0),    -- response_version.version
  stance TEXT NOT NULL                         -- supports, supports_with_change, opposes, abstains
    CHECK (stance IN ('supports', 'supports_with_change', 'opposes', 'abstains')),
  wording TEXT NOT NULL,                       -- the remark; may be empty: then it is a stance only
  proposed TEXT NOT NULL,                      -- how the text should read instead; may be empty
  PRIMARY KEY (remark_id, version)
) STRICT;

CREATE TRIGGER remark_wording_stays BEFORE UPDATE ON remark_wording
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;

CREATE TABLE response (                          -- what an organisation answered, from when it was received
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- in which consultation
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses, on the receipt and in files, unique in the consultation
  organisation_id INTEGER REFERENCES organisation(id),  -- of the register; null: it does not stand there
  organisation TEXT NOT NULL CHECK (organisation <> ''),  -- its name when it answered
  received_on TEXT NOT NULL,                   -- the day it came, in the compact's time zone; decides whether it was late
  received_at INTEGER,                            -- the moment; null where only the day is known
  channel TEXT NOT NULL                        -- how it came: web, paper, imported (how it came is not known)
    CHECK (channel IN ('web', 'paper', 'imported')),
  version INTEGER NOT NULL CHECK (version > 0), due_on TEXT,    -- the version that counts: the latest
  UNIQUE (consultation_id, number)
) STRICT;

CREATE UNIQUE INDEX response_once ON response (consultation_id, organisation_id)
  WHERE organisation_id IS NOT NULL;

CREATE TABLE response_draft (                    -- what an organisation has not submitted: its own space, shown to nobody else
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- whose
  saved_by INTEGER NOT NULL REFERENCES person(id), -- who wrote last
  saved_at INTEGER NOT NULL, revision INTEGER NOT NULL DEFAULT 0,                      -- when
  UNIQUE (consultation_id, organisation_id)
) STRICT;

CREATE TABLE response_draft_aside (              -- what somebody wrote where another had written meanwhile: kept until one of them settles it
  draft_id INTEGER NOT NULL REFERENCES response_draft(id),  -- which draft
  section INTEGER NOT NULL,                        -- as in response_draft_words
  paragraph INTEGER NOT NULL,                      -- as in response_draft_words
  stance TEXT NOT NULL                         -- as in response_draft_words
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording TEXT NOT NULL,                       -- the remark as they wrote it
  proposed TEXT NOT NULL,                      -- the proposed wording as they wrote it
  joins INTEGER NOT NULL,                          -- as in response_draft_words
  written_by INTEGER NOT NULL REFERENCES person(id),  -- who
  form TEXT NOT NULL,                          -- the opened form it was typed in; empty: one without
  written_at INTEGER NOT NULL,                    -- when, the latest
  PRIMARY KEY (draft_id, section, paragraph, written_by, form)
) STRICT;

CREATE TABLE response_draft_file (               -- what will be attached to the response when it is submitted
  draft_id INTEGER NOT NULL REFERENCES response_draft(id),  -- which draft
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses, unique in the draft
  file_id INTEGER NOT NULL REFERENCES file(id),    -- the file
  name TEXT NOT NULL,                          -- of the file, as it came -- personal: may hold a name, as its sender chose; kept: until submitted or removed
  added_by INTEGER NOT NULL REFERENCES person(id), -- who attached it
  added_at INTEGER NOT NULL,                      -- when
  PRIMARY KEY (draft_id, number)
) STRICT;

CREATE TABLE response_draft_words (              -- what it says so far about one part of the text
  draft_id INTEGER NOT NULL REFERENCES response_draft(id),  -- which draft
  section INTEGER NOT NULL,                        -- position of the section; 0: the whole text
  paragraph INTEGER NOT NULL,                      -- number of the paragraph in its text; 0: the section as a whole
  stance TEXT NOT NULL                         -- as in remark_wording; empty: none chosen yet
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording TEXT NOT NULL,                       -- the remark so far
  proposed TEXT NOT NULL,                      -- the proposed wording so far
  joins INTEGER NOT NULL,                          -- remark.number of another's remark that is joined; 0: none
  version INTEGER NOT NULL CHECK (version > 0),    -- how often this part has changed
  form TEXT NOT NULL,                          -- the open form it was written in last: a random word, nothing about anybody
  saved_by INTEGER NOT NULL REFERENCES person(id), -- who wrote this part last
  saved_at INTEGER NOT NULL,                      -- when
  PRIMARY KEY (draft_id, section, paragraph)
) STRICT;

CREATE TABLE response_file (                     -- what is attached to a response, version by version
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  version INTEGER NOT NULL CHECK (version > 0),    -- response_version.version
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses, unique in the version
  file_id INTEGER NOT NULL REFERENCES file(id),    -- the file
  name TEXT NOT NULL,                          -- of the file, as it came -- personal: may hold a name, as its sender chose; kept: as long as the response
  PRIMARY KEY (response_id, version, number)
) STRICT;

CREATE TABLE response_file_mask (                -- an attachment that not everybody may open; those who run the compact open them all
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  response_id INTEGER NOT NULL REFERENCES response(id),  -- of which response
  file_id INTEGER NOT NULL REFERENCES file(id),    -- the file, in every version of the response
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  masked_by INTEGER NOT NULL REFERENCES person(id),  -- who did it
  masked_at INTEGER NOT NULL,                     -- when
  lifted_by INTEGER REFERENCES person(id),         -- who took it away; null: it holds
  lifted_at INTEGER                               -- when; null: it holds
) STRICT;

CREATE UNIQUE INDEX response_file_mask_now ON response_file_mask (response_id, file_id)
  WHERE lifted_at IS NULL;

CREATE INDEX response_file_mask_of ON response_file_mask (response_id, id);

CREATE TABLE response_gathering (                -- whose views a response rests on, as it was submitted
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  version INTEGER NOT NULL CHECK (version > 0),    -- response_version.version
  members INTEGER NOT NULL CHECK (members > 0),    -- how many members had said what they think
  PRIMARY KEY (response_id, version)
) STRICT;

CREATE TABLE response_gathering_name (           -- the members among them that consented to being named
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  version INTEGER NOT NULL CHECK (version > 0),    -- response_version.version
  number INTEGER NOT NULL CHECK (number > 0),      -- their order
  name TEXT NOT NULL,                          -- of the association -- not personal: of an association
  PRIMARY KEY (response_id, version, number)
) STRICT;

CREATE TABLE response_original (                 -- the paper or mail a response came as
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  number INTEGER NOT NULL,                         -- in addresses, unique in the response
  file_id INTEGER NOT NULL REFERENCES file(id),    -- the file
  name TEXT NOT NULL,                          -- of the file, as it came -- personal: may hold a name, seen by those who run the compact; kept: as long as the response
  added_at INTEGER NOT NULL,                      -- when it was attached
  UNIQUE (response_id, number)
) STRICT;

CREATE TABLE response_person (                   -- the private person behind a response: elsewhere they stand as their role only
  response_id INTEGER PRIMARY KEY REFERENCES response(id),  -- which response
  consultation_id INTEGER NOT NULL REFERENCES consultation(id),  -- of the same
  name TEXT NOT NULL,                          -- personal: shown beside the response with consent, else to those who run the compact; kept: as long as the response
  email TEXT NOT NULL,                         -- personal: the receipt and what became of it are sent there; kept: as long as the response
  publishes_name INTEGER CHECK (publishes_name IN (0, 1)) NOT NULL,                -- consent to show the name beside the response
  UNIQUE (consultation_id, email)
) STRICT;

CREATE TABLE response_version (                  -- a response as it was submitted once; the earlier ones are kept
  response_id INTEGER NOT NULL REFERENCES response(id),  -- which response
  version INTEGER NOT NULL CHECK (version > 0),    -- 1, 2, 3 …
  entered_at INTEGER NOT NULL,                    -- when it came into the house
  entered_by INTEGER REFERENCES person(id),        -- who submitted it, or typed it in from paper; null: the import
  PRIMARY KEY (response_id, version)
) STRICT;

CREATE TRIGGER response_version_stays BEFORE UPDATE ON response_version
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;

CREATE TABLE schema_migration (  -- which migrations this database has had
        number INTEGER PRIMARY KEY,  -- NNNN of the file's name
        name TEXT NOT NULL,  -- the rest of the file's name
        applied_at INTEGER NOT NULL
      ) STRICT;

CREATE TABLE seats_told (                       -- when those who hold seats were last written to
  compact_id INTEGER PRIMARY KEY REFERENCES compact(id),  -- of the compact
  told_at INTEGER NOT NULL                       -- when
) STRICT;

CREATE TABLE sent_note (                         -- what somebody sent in by the form, before a coordinator let it through
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses and the register, unique in the compact
  wording TEXT NOT NULL CHECK (wording <> ''), -- what was sent; the form asks for no names -- not personal: who sent it is not asked
  sent_at INTEGER NOT NULL,                       -- when it came
  decided_at INTEGER,                             -- when somebody decided about it; null: it waits
  decided_by INTEGER REFERENCES person(id),        -- who did
  contribution_id INTEGER REFERENCES contribution(id),  -- the note it became; null: it waits, or was not let through
  reason TEXT NOT NULL,                        -- why it was not let through; else empty
  UNIQUE (compact_id, number)
) STRICT;

CREATE INDEX sent_note_waiting ON sent_note (compact_id, decided_at);

CREATE TABLE session (                 -- a browser where somebody is signed in; signing out removes it
  id INTEGER PRIMARY KEY AUTOINCREMENT,                 -- identity of the row
  token_hash TEXT NOT NULL UNIQUE,   -- not personal: SHA-256 of what the browser's cookie says
  person_id INTEGER NOT NULL REFERENCES person(id),  -- who
  began_at INTEGER NOT NULL,            -- when they signed in
  seen_at INTEGER NOT NULL,             -- last used, to the day; unused for 7 days it ends
  expires_at INTEGER NOT NULL           -- when it ends in any case: 30 days after it began
) STRICT;

CREATE INDEX session_by_end ON session (expires_at);

CREATE INDEX session_by_person ON session (person_id);

CREATE TABLE setting (          -- what the installation must remember about itself
  name TEXT PRIMARY KEY,      -- "secret_key": signs form tokens and mail links; "introduced": whom to be in a demonstration -- not personal
  value TEXT NOT NULL,        -- as text; never shown
  set_at INTEGER NOT NULL        -- when it was set
) STRICT;

CREATE TABLE sign_in_attempt (         -- each time a mail was asked for, to count how often; removed after a day
  id INTEGER PRIMARY KEY AUTOINCREMENT,                 -- identity of the row
  kind TEXT NOT NULL                 -- what is counted: mails to an address, or from a client
    CHECK (kind IN ('address', 'client')),
  key_hash TEXT NOT NULL,            -- personal: keyed hash of the mail address or network address, to count by; kept: one day
  at INTEGER NOT NULL                   -- when
) STRICT;

CREATE INDEX sign_in_attempt_by_key ON sign_in_attempt (kind, key_hash, at);

CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);

CREATE TABLE sign_in_request (         -- somebody asked for a mail to sign in with; using it removes it
  id INTEGER PRIMARY KEY AUTOINCREMENT,                 -- identity of the row
  browser_hash TEXT NOT NULL,        -- SHA-256 of what only the asking browser knows; only there link and code work
  token_hash TEXT NOT NULL UNIQUE,   -- SHA-256 of the link's token
  code_hash TEXT NOT NULL,           -- keyed hash of the code and the browser
  person_id INTEGER REFERENCES person(id),  -- whose address it was; null: nobody's, and no mail was sent
  then_path TEXT NOT NULL,           -- where they were going; an address of ours
  attempts INTEGER NOT NULL              -- wrong codes so far; the fifth closes it
    CHECK (attempts BETWEEN 0 AND 5),
  expires_at INTEGER NOT NULL           -- 10 minutes after it was made
) STRICT;

CREATE INDEX sign_in_request_by_browser ON sign_in_request (browser_hash);

CREATE INDEX sign_in_request_by_end ON sign_in_request (expires_at);

CREATE TABLE signature (                        -- an organisation stands behind one exact version, in full
  id INTEGER PRIMARY KEY AUTOINCREMENT,                          -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                        -- in addresses, unique in the compact
  version_id INTEGER NOT NULL REFERENCES version(id),  -- what was signed: an adopted version, as a whole
  sha256 TEXT NOT NULL,                       -- of exactly the bytes that were signed, copied from the version
  organisation_id INTEGER NOT NULL REFERENCES organisation(id),  -- who stands behind it
  signed_by INTEGER REFERENCES person(id),        -- who signed here; null: on paper, or imported
  signer_name TEXT NOT NULL,                  -- personal: who signed for the organisation, empty where not known; kept: as long as the compact
  signer_role TEXT NOT NULL,                  -- personal: in what task, empty where not known; kept: as long as the compact
  signed_at INTEGER NOT NULL,                    -- when; of paper and imports the day counts
  recorded_at INTEGER NOT NULL,                  -- when it was entered here
  recorded_by INTEGER REFERENCES person(id),      -- who entered it; null: the import
  channel TEXT NOT NULL                       -- how it came: signed here, entered from paper, imported
    CHECK (channel IN ('web', 'paper', 'imported')),
  file_id INTEGER REFERENCES file(id),            -- the paper itself, where it was attached
  file_name TEXT NOT NULL,                    -- personal: as the sender named the file, may be empty; kept: as long as the compact
  withdrawn_at INTEGER,                          -- when the organisation took it back; null: it holds
  withdrawn_by INTEGER REFERENCES person(id),     -- who did that for the organisation
  withdrawn_reason TEXT,                      -- the words they gave, for everybody to read; may be empty
  UNIQUE (compact_id, number),
  CHECK ((channel = 'web') = (signed_by IS NOT NULL)),
  CHECK ((file_id IS NULL) = (file_name = '')),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT;

CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature
BEGIN
  SELECT RAISE(ABORT, 'a signature is withdrawn, not removed');
END;

CREATE INDEX signature_of_organisation ON signature (organisation_id, signed_at);

CREATE TRIGGER signature_of_the_whole BEFORE INSERT ON signature
WHEN NOT EXISTS (
  SELECT 1 FROM version v JOIN text t ON t.id = v.text_id
    JOIN organisation o ON o.id = NEW.organisation_id
  WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256 AND v.adopted_on IS NOT NULL
    AND t.compact_id = NEW.compact_id AND o.compact_id = NEW.compact_id)
BEGIN
  SELECT RAISE(ABORT, 'only an adopted version of the compact is signed, by its very bytes');
END;

CREATE UNIQUE INDEX signature_once ON signature (version_id, organisation_id)
  WHERE withdrawn_at IS NULL;

CREATE TRIGGER signature_stays
BEFORE UPDATE OF compact_id, number, version_id, sha256, organisation_id, signed_by, signer_name,
  signer_role, signed_at, recorded_at, recorded_by, channel, file_id, file_name ON signature
BEGIN
  SELECT RAISE(ABORT, 'a signature does not change');
END;

CREATE TRIGGER signature_withdrawn_once BEFORE UPDATE ON signature
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a signature is withdrawn once');
END;

CREATE TABLE suggestion (                        -- another wording for a paragraph of a draft, with its reason
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown; the subject of the proposal to the parties
  version_id INTEGER NOT NULL REFERENCES version(id),  -- the draft
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses, unique in the draft
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- which paragraph; one to be added stands after it
  kind TEXT NOT NULL                           -- change its words, remove it, or add another after it
    CHECK (kind IN ('change', 'remove', 'add')),
  was TEXT NOT NULL,                           -- what the paragraph said when it was suggested
  wording TEXT NOT NULL,                       -- what it should say: Markdown; empty: to be removed
  reason TEXT NOT NULL CHECK (reason <> ''),   -- why
  party_id INTEGER NOT NULL REFERENCES party(id),  -- whose suggestion it is; until put forward only its people see it
  suggested_by INTEGER NOT NULL REFERENCES person(id),  -- who wrote it
  suggested_at INTEGER NOT NULL,                  -- when it was last written
  put_forward_at INTEGER,                         -- when it came to the joint group; null: own space of its party
  withdrawn_at INTEGER,                           -- when its party took it back; null: it has not
  taken_at INTEGER,                               -- when it went into the draft; null: it has not
  UNIQUE (version_id, number),
  CHECK ((kind = 'remove') = (wording = '')),
  CHECK (taken_at IS NULL OR put_forward_at IS NOT NULL)
) STRICT;

CREATE INDEX suggestion_on_paragraph ON suggestion (paragraph_id);

CREATE TABLE suggestion_comment (                -- what is said about a suggestion
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  suggestion_id INTEGER NOT NULL REFERENCES suggestion(id),  -- about which
  party_id INTEGER NOT NULL REFERENCES party(id),  -- for whom it is said
  said_by INTEGER NOT NULL REFERENCES person(id),  -- by whom
  said_at INTEGER NOT NULL,                       -- when
  is_own INTEGER CHECK (is_own IN (0, 1)) NOT NULL,                        -- only for the people of that party: own space
  words TEXT NOT NULL CHECK (words <> '')      -- what was said -- not personal: about a wording
) STRICT;

CREATE INDEX suggestion_comment_on ON suggestion_comment (suggestion_id);

CREATE TABLE text (                              -- what the parties write together, in its versions
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                         -- in addresses, unique in the compact
  created_at INTEGER NOT NULL,                    -- when its first version came
  UNIQUE (compact_id, number)
) STRICT;

CREATE TABLE theme (                             -- what several notes are about
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                         -- in addresses, unique in the compact
  position INTEGER NOT NULL,                       -- order among the themes: the principles come first, in theirs
  name TEXT NOT NULL CHECK (name <> ''), merged_into INTEGER REFERENCES theme(id), leads_to INTEGER REFERENCES theme(id),       -- as people say it -- not personal: of a theme
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, name)
) STRICT;

CREATE TABLE theme_change (                      -- notes that went from one theme to another, so that it can be undone
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  compact_id INTEGER NOT NULL REFERENCES compact(id),  -- the compact
  number INTEGER NOT NULL,                         -- in addresses, unique in the compact
  kind TEXT NOT NULL                           -- merged: all of its notes, and it is not used any more; split: some of them
    CHECK (kind IN ('merged', 'split')),
  from_theme_id INTEGER NOT NULL REFERENCES theme(id),  -- the theme they had
  to_theme_id INTEGER NOT NULL REFERENCES theme(id),  -- the theme they got
  changed_at INTEGER NOT NULL,                    -- when
  changed_by INTEGER REFERENCES person(id),        -- who did it
  undone_at INTEGER,                              -- when it was undone; null: it holds
  UNIQUE (compact_id, number),
  CHECK (from_theme_id <> to_theme_id)
) STRICT;

CREATE TABLE theme_change_note (                 -- a note that such a change moved
  change_id INTEGER NOT NULL REFERENCES theme_change(id),  -- by which change
  contribution_id INTEGER NOT NULL REFERENCES contribution(id),  -- the note
  had_both INTEGER CHECK (had_both IN (0, 1)) NOT NULL,                      -- it had the other theme before, and keeps it when it is undone
  PRIMARY KEY (change_id, contribution_id)
) STRICT;

CREATE TABLE version (                           -- one wording of the whole text; frozen it never changes
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  text_id INTEGER NOT NULL REFERENCES text(id),    -- of which text
  number INTEGER NOT NULL CHECK (number > 0),      -- 1, 2, 3 … within the text
  title TEXT NOT NULL CHECK (title <> ''),     -- its first heading
  markdown TEXT NOT NULL,                      -- the text itself: UTF-8, lines end in LF, one at the end
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),  -- of exactly these bytes, hexadecimal
  language TEXT NOT NULL,                      -- of the content, BCP 47
  note TEXT NOT NULL,                          -- about the text, shown beside it, no part of it; may be empty
  created_by INTEGER REFERENCES person(id),        -- who brought it in; null: the import
  created_at INTEGER NOT NULL,                    -- when it was brought in or last replaced as a draft
  frozen_at INTEGER,                              -- since when it can not change; null: a draft
  adopted_on TEXT, based_on INTEGER REFERENCES version(id),                             -- the day it was decided on; null: it has not been
  UNIQUE (text_id, number),
  CHECK (adopted_on IS NULL OR frozen_at IS NOT NULL)
) STRICT;

CREATE TRIGGER remark_behind_fixed_words AFTER UPDATE OF frozen_at ON version
WHEN OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT w.paragraph_id, d.remark_id, MIN(w.noted_at), MIN(w.noted_by)
  FROM wording_change w JOIN disposition d ON d.id = w.disposition_id
  JOIN version_paragraph p ON p.version_id = w.version_id AND p.paragraph_id = w.paragraph_id
  WHERE w.version_id = NEW.id GROUP BY w.paragraph_id, d.remark_id
  ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER version_is_frozen
BEFORE UPDATE OF text_id, number, title, markdown, sha256, language, frozen_at ON version
WHEN OLD.frozen_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a frozen version does not change');
END;

CREATE TRIGGER version_signed_stays_adopted BEFORE UPDATE OF adopted_on ON version
WHEN NEW.adopted_on IS NULL AND EXISTS (SELECT 1 FROM signature WHERE version_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a text that is signed stays adopted');
END;

CREATE TRIGGER version_stays BEFORE DELETE ON version
WHEN OLD.frozen_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a frozen version is not removed');
END;

CREATE TABLE version_paragraph (                 -- the words of a paragraph in one version
  version_id INTEGER NOT NULL REFERENCES version(id),  -- of which version
  position INTEGER NOT NULL CHECK (position > 0),  -- place in it, from 1
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- which paragraph
  section INTEGER,                                 -- position of its section; null: before the first heading
  wording TEXT NOT NULL CHECK (wording <> ''), settled_at INTEGER, -- Markdown
  PRIMARY KEY (version_id, position),
  UNIQUE (version_id, paragraph_id)
) STRICT;

CREATE TRIGGER version_paragraph_added BEFORE INSERT ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version gets no paragraph');
END;

CREATE TRIGGER version_paragraph_changed BEFORE UPDATE ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version
             WHERE id IN (OLD.version_id, NEW.version_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a paragraph of a frozen version does not change');
END;

CREATE INDEX version_paragraph_over_time ON version_paragraph (paragraph_id);

CREATE TRIGGER version_paragraph_removed BEFORE DELETE ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version WHERE id = OLD.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version loses no paragraph');
END;

CREATE TABLE version_section (                   -- a heading of a version
  version_id INTEGER NOT NULL REFERENCES version(id),  -- of which version
  position INTEGER NOT NULL CHECK (position > 0),  -- order, from 1
  parent INTEGER,                                  -- position of the section it lies in; null: in none
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 5),  -- 1 is right below the title
  slug TEXT NOT NULL,                          -- in addresses, unique in the version
  heading TEXT NOT NULL,                       -- the words
  PRIMARY KEY (version_id, position),
  UNIQUE (version_id, slug)
) STRICT;

CREATE TRIGGER version_section_added BEFORE INSERT ON version_section
WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version gets no section');
END;

CREATE TRIGGER version_section_changed BEFORE UPDATE ON version_section
WHEN EXISTS (SELECT 1 FROM version
             WHERE id IN (OLD.version_id, NEW.version_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a section of a frozen version does not change');
END;

CREATE TRIGGER version_section_removed BEFORE DELETE ON version_section
WHEN EXISTS (SELECT 1 FROM version WHERE id = OLD.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version loses no section');
END;

CREATE TABLE wording_change (                    -- a disposition gave a paragraph the words it has in a version
  version_id INTEGER NOT NULL REFERENCES version(id),  -- the version that has those words first
  paragraph_id INTEGER NOT NULL REFERENCES paragraph(id),  -- the paragraph
  disposition_id INTEGER NOT NULL REFERENCES disposition(id),  -- what became of the remark that asked for it
  noted_at INTEGER NOT NULL,                      -- when that was written down
  noted_by INTEGER REFERENCES person(id),          -- who did; null: the import
  PRIMARY KEY (version_id, paragraph_id, disposition_id)
) STRICT;

CREATE TRIGGER remark_behind_words_of_fixed AFTER INSERT ON wording_change
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT NEW.paragraph_id, d.remark_id, NEW.noted_at, NEW.noted_by
  FROM disposition d JOIN version v ON v.id = NEW.version_id
  WHERE d.id = NEW.disposition_id AND v.frozen_at IS NOT NULL
  ON CONFLICT DO NOTHING;
END;

CREATE INDEX wording_change_by ON wording_change (disposition_id);

CREATE INDEX wording_change_of ON wording_change (paragraph_id);

CREATE TABLE writing_table (                     -- a table or group of an activity that writes its notes itself
  id INTEGER PRIMARY KEY AUTOINCREMENT,                           -- identity, never shown
  activity_id INTEGER NOT NULL REFERENCES activity(id),  -- the activity
  number INTEGER NOT NULL CHECK (number > 0),      -- in addresses, unique at the activity
  name TEXT NOT NULL CHECK (name <> ''),       -- what stands on its sign, as 3 -- not personal: of a table
  token_hash TEXT NOT NULL UNIQUE,             -- SHA-256 of the token in the link on its sign -- not personal: of a table
  opened_at INTEGER NOT NULL,                     -- when it was set up
  closed_at INTEGER, link INTEGER NOT NULL DEFAULT 1,                              -- since when it may write no more; null: it may
  UNIQUE (activity_id, number),
  UNIQUE (activity_id, name)
) STRICT;

