-- Seats stand by way of taking part, a registration may be for several people and may wait for a
-- seat, and the people of a registration have rows of their own.

-- An activity's seats move out of its row. SQLite takes a column out of a table with a CHECK on it
-- only by making the table anew.
-- sqlite:
PRAGMA defer_foreign_keys = ON;
CREATE TABLE activity_before AS SELECT * FROM activity;  -- its rows, for this migration
DROP TABLE activity;
CREATE TABLE activity (                         -- a meeting or other event of a compact
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses and data, unique in the compact
  title {text} NOT NULL CHECK (title <> ''),    -- what it is called
  purpose {text} NOT NULL,                      -- what it is for, Markdown; may be empty
  starts_at {time} NOT NULL,                    -- when it begins
  ends_at {time} NOT NULL,                      -- when it ends; once past, it has been held
  place {text} NOT NULL,                        -- where; empty: not known yet
  access {text} NOT NULL,                       -- how to get in, hearing loop, parking; may be empty
  register_by {text},                           -- the last day to register, inclusive; null: until it begins
  audience {text} NOT NULL                      -- everyone, affiliated, affiliated_first (others are welcome too)
    CHECK (audience IN ('everyone', 'affiliated', 'affiliated_first')),
  registration_link {text} NOT NULL,            -- where one registers elsewhere; empty: here
  influence {text}                              -- how much influence is offered; null: not said
    CHECK (influence IN ('information', 'consultation', 'dialogue', 'partnership')),
  status {text} NOT NULL                        -- draft, published, cancelled
    CHECK (status IN ('draft', 'published', 'cancelled')),
  result {text} NOT NULL,                       -- what came of it, Markdown, added afterwards; may be empty
  reported_attendance {text} NOT NULL,          -- how many came as somebody reported it, never counted; may be empty
  cancelled_at {time},                          -- when it was called off
  cancel_reason {text} NOT NULL,                -- why, for everybody to read; may be empty
  uid {text} NOT NULL UNIQUE,                   -- its name in people's calendars, for ever the same
  sequence {int} NOT NULL,                      -- in calendars: rises with every change of it or of a registration
  import_key {text},                            -- beginning and title as a file said them, so that a file brings it once
  added_at {time} NOT NULL,                     -- when it came here
  changed_at {time} NOT NULL,                   -- when anything about it last changed
  opens_at {time},                              -- when registration opens; null: when it is published
  changes_until {text},                         -- the last day for participants to change what they said, inclusive; null: until it begins
  waiting_list {text} NOT NULL DEFAULT 'on'     -- on; held: one may join it, and nobody is moved up; off: full is full
    CHECK (waiting_list IN ('on', 'held', 'off')),
  cutoff_hours {int} NOT NULL DEFAULT 24        -- so long before it begins nobody is moved up any more
    CHECK (cutoff_hours >= 0),
  offer_hours {int} CHECK (offer_hours > 0),    -- how long a free seat is offered to who waits; null: they get it at once
  quota {int} CHECK (quota > 0),                -- the most seats for one organisation; null: no such limit
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, import_key),
  CHECK (ends_at > starts_at),
  CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
INSERT INTO activity (id, compact_id, number, title, purpose, starts_at, ends_at, place, access,
  register_by, audience, registration_link, influence, status, result, reported_attendance,
  cancelled_at, cancel_reason, uid, sequence, import_key, added_at, changed_at)
SELECT id, compact_id, number, title, purpose, starts_at, ends_at, place, access,
  register_by, audience, registration_link, influence, status, result, reported_attendance,
  cancelled_at, cancel_reason, uid, sequence, import_key, added_at, changed_at
FROM activity_before;
CREATE INDEX activity_by_time ON activity (compact_id, starts_at);
-- end
-- postgres:
ALTER TABLE activity RENAME COLUMN seats TO seats_before;
ALTER TABLE activity RENAME COLUMN taken TO taken_before;
ALTER TABLE activity ADD COLUMN opens_at {time};  -- when registration opens; null: when it is published
ALTER TABLE activity ADD COLUMN changes_until {text};  -- the last day for participants to change what they said, inclusive; null: until it begins
ALTER TABLE activity ADD COLUMN waiting_list {text} NOT NULL DEFAULT 'on' CHECK (waiting_list IN ('on', 'held', 'off'));  -- on; held: one may join it, and nobody is moved up; off: full is full
ALTER TABLE activity ADD COLUMN cutoff_hours {int} NOT NULL DEFAULT 24 CHECK (cutoff_hours >= 0);  -- so long before it begins nobody is moved up any more
ALTER TABLE activity ADD COLUMN offer_hours {int} CHECK (offer_hours > 0);  -- how long a free seat is offered to who waits; null: they get it at once
ALTER TABLE activity ADD COLUMN quota {int} CHECK (quota > 0);  -- the most seats for one organisation; null: no such limit
CREATE TABLE activity_before AS SELECT id, seats_before AS seats, taken_before AS taken FROM activity;  -- their seats, for this migration
ALTER TABLE activity DROP COLUMN seats_before;
ALTER TABLE activity DROP COLUMN taken_before;
-- end

CREATE TABLE activity_way (                     -- a way of taking part in an activity, with its seats
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  way {text} NOT NULL                           -- on_site: in the room; digital: from elsewhere
    CHECK (way IN ('on_site', 'digital')),
  seats {int} CHECK (seats > 0),                -- how many may come that way; null: as many as want
  taken {int} NOT NULL CHECK (taken >= 0),      -- seats of registrations that are confirmed, and those offered to somebody
  last_queued {int} NOT NULL                    -- the place in line that was given out last; places only rise
    CHECK (last_queued >= 0),
  UNIQUE (activity_id, way),
  CHECK (seats IS NULL OR taken <= seats)
);
INSERT INTO activity_way (activity_id, way, seats, taken, last_queued)
SELECT id, 'on_site', seats, taken, 0 FROM activity_before ORDER BY id;
DROP TABLE activity_before;

ALTER TABLE registration RENAME TO registration_before;
DROP INDEX registration_of_activity;
DROP INDEX registration_once;

CREATE TABLE registration (                     -- somebody says that they come, alone or with others
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- on lists, unique in the compact
  activity_id {int} NOT NULL REFERENCES activity(id),  -- to what
  way {text} NOT NULL                           -- not personal: the way of taking part: on_site, digital
    CHECK (way IN ('on_site', 'digital')),
  size {int} NOT NULL CHECK (size > 0),         -- how many people it is for; each has a row in participant
  state {text} NOT NULL                         -- not personal: confirmed has its seats; waiting stands in line; offered may take the seats kept for it; declined and cancelled are for good
    CHECK (state IN ('confirmed', 'waiting', 'offered', 'declined', 'cancelled')),
  queue_number {int},                           -- its place in line among those of the same way, lowest first; null: has never waited
  offered_until {time},                         -- the last moment to take the seats offered
  name {text} NOT NULL,                         -- personal: who registered, to know whom to answer; kept: 6 months after the activity
  name_key {text} NOT NULL,                     -- personal: the name in lower case, so that one person registers once; kept: 6 months after the activity
  email {text} NOT NULL,                        -- personal: to confirm and to tell of changes, in lower case, empty when phoned; kept: 6 months after the activity
  category {text}                               -- personal: as what they come and are counted: politician, official, representative, other, null where not asked; kept: 6 months after the activity
    CHECK (category IN ('politician', 'official', 'representative', 'other')),
  also {text}                                   -- personal: another role of the same person, said once and not counted; kept: 6 months after the activity
    CHECK (also IN ('politician', 'official', 'representative', 'other')),
  note {text} NOT NULL,                         -- personal: what those who run it sort by, as speaker, may be empty; kept: 6 months after the activity
  channel {text} NOT NULL                       -- not personal: how it came: web, phone, paper, imported, or at the door
    CHECK (channel IN ('web', 'phone', 'paper', 'imported', 'door')),
  language {text} NOT NULL,                     -- not personal: in which to write: sv, fi or en
  form_hash {text} UNIQUE,                      -- not personal: SHA-256 of what one opened form says, so that sending it twice is one registration
  token_hash {text} UNIQUE,                     -- not personal: SHA-256 of the token in the participant's link; null once personal data is gone
  sequence {int} NOT NULL,                      -- of the last calendar entry sent
  registered_at {time} NOT NULL,                -- when it came
  registered_by {int} REFERENCES person(id),    -- who wrote it down for them; null: themselves
  ended_at {time},                              -- when it was cancelled or declined
  ended_how {text}                              -- not personal: who ended it: participant, staff, or an offer that expired
    CHECK (ended_how IN ('participant', 'staff', 'expired')),
  purged_at {time},                             -- when personal data was removed
  UNIQUE (compact_id, number),
  FOREIGN KEY (activity_id, way) REFERENCES activity_way (activity_id, way),
  CHECK ((state IN ('declined', 'cancelled')) = (ended_at IS NOT NULL)),
  CHECK ((ended_at IS NULL) = (ended_how IS NULL)),
  CHECK ((state = 'offered') = (offered_until IS NOT NULL)),
  CHECK (queue_number IS NOT NULL OR state NOT IN ('waiting', 'offered', 'declined'))
);
CREATE INDEX registration_of_activity ON registration (activity_id, state, id);
-- Nobody shares a place in line.
CREATE UNIQUE INDEX registration_in_line ON registration (activity_id, way, queue_number)
  WHERE state = 'waiting';
CREATE INDEX registration_offered ON registration (offered_until) WHERE state = 'offered';
-- One person registers once. Two people may share an address.
CREATE UNIQUE INDEX registration_once ON registration (activity_id, email, name_key)
  WHERE state IN ('confirmed', 'waiting', 'offered') AND email <> '';

INSERT INTO registration (id, compact_id, number, activity_id, way, size, state, name, name_key,
  email, note, channel, language, form_hash, token_hash, sequence, registered_at, registered_by,
  ended_at, ended_how, purged_at)
SELECT id, compact_id, number, activity_id, 'on_site', 1, state, name, lower(name),
  email, category, channel, language, form_hash, token_hash, sequence, registered_at,
  registered_by, cancelled_at, CASE WHEN cancelled_at IS NOT NULL THEN 'participant' END, purged_at
FROM registration_before ORDER BY id;
-- postgres:
SELECT setval(pg_get_serial_sequence('registration', 'id'),
  (SELECT COALESCE(MAX(id), 0) + 1 FROM registration), false);
-- end

CREATE TABLE registration_organisation (        -- for which organisations somebody comes; each is counted
  id {id} PRIMARY KEY,                          -- identity, never shown
  registration_id {int} NOT NULL REFERENCES registration(id),  -- the registration
  number {int} NOT NULL CHECK (number > 0),     -- which of them, from 1
  organisation_id {int} REFERENCES organisation(id),  -- one of the register; null: none of them, or not matched yet
  name {text} NOT NULL,                         -- personal: an organisation as somebody typed it, empty when chosen in the register; kept: 6 months after the activity
  matched_by {int} REFERENCES person(id),       -- who found the typed name in the register; null: chosen, or not matched
  matched_at {time},                            -- when
  UNIQUE (registration_id, number),
  CHECK (organisation_id IS NOT NULL OR matched_at IS NULL)
);
CREATE INDEX registration_organisation_of ON registration_organisation (organisation_id);
INSERT INTO registration_organisation (registration_id, number, organisation_id, name)
SELECT id, 1, organisation_id, organisation_name FROM registration_before
WHERE organisation_id IS NOT NULL OR organisation_name <> '' ORDER BY id;

CREATE TABLE participant (                      -- one of the people of a registration
  id {id} PRIMARY KEY,                          -- identity, never shown
  registration_id {int} NOT NULL REFERENCES registration(id),  -- the registration
  number {int} NOT NULL CHECK (number > 0),     -- which of its people, from 1
  name {text} NOT NULL,                         -- personal: to know who comes, empty until named; kept: 6 months after the activity
  email {text} NOT NULL,                        -- personal: to write to this one too, in lower case, may be empty; kept: 6 months after the activity
  code_hash {text} UNIQUE,                      -- not personal: SHA-256 of the code shown at the door; null: none has been made
  replaced_at {time},                           -- when this person took another's place; null: the first by this number
  UNIQUE (registration_id, number)
);
INSERT INTO participant (registration_id, number, name, email)
SELECT id, 1, name, email FROM registration ORDER BY id;

DROP TABLE registration_before;
