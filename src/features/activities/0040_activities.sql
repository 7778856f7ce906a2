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
  seats {int} CHECK (seats > 0),                -- how many may come; null: as many as want
  taken {int} NOT NULL CHECK (taken >= 0),      -- confirmed registrations
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
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, import_key),
  CHECK (ends_at > starts_at),
  CHECK (seats IS NULL OR taken <= seats),
  CHECK ((status = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX activity_by_time ON activity (compact_id, starts_at);

CREATE TABLE activity_change (                  -- what an activity said before it was changed
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  field {text} NOT NULL,                        -- which column
  was {text} NOT NULL,                          -- what stood there; empty: nothing
  changed_by {int} REFERENCES person(id),       -- who changed it; null: the program
  changed_at {time} NOT NULL                    -- when
);
CREATE INDEX activity_change_of ON activity_change (activity_id, id);

CREATE TABLE registration (                     -- somebody says that they come
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- on lists, unique in the compact
  activity_id {int} NOT NULL REFERENCES activity(id),  -- to what
  name {text} NOT NULL,                         -- personal: to know who comes; kept: 6 months after the activity
  email {text} NOT NULL,                        -- personal: to confirm and to tell of changes, in lower case, empty when phoned; kept: 6 months after the activity
  organisation_id {int} REFERENCES organisation(id),  -- for which organisation of the register; null: none of them
  organisation_name {text} NOT NULL,            -- personal: an organisation that is not in the register, may be empty; kept: 6 months after the activity
  category {text} NOT NULL,                     -- personal: what those who run it sort by, as speaker, may be empty; kept: 6 months after the activity
  channel {text} NOT NULL                       -- not personal: how it came: web, phone, paper, imported
    CHECK (channel IN ('web', 'phone', 'paper', 'imported')),
  state {text} NOT NULL                         -- not personal: confirmed has a seat; cancelled is for good
    CHECK (state IN ('confirmed', 'cancelled')),
  language {text} NOT NULL,                     -- not personal: in which to write: sv, fi or en
  form_hash {text} UNIQUE,                      -- not personal: SHA-256 of what one opened form says, so that sending it twice is one registration
  token_hash {text} UNIQUE,                     -- not personal: SHA-256 of the token in the participant's link; null once personal data is gone
  sequence {int} NOT NULL,                      -- of the last calendar entry sent
  registered_at {time} NOT NULL,                -- when it came
  registered_by {int} REFERENCES person(id),    -- who wrote it down for them; null: themselves
  cancelled_at {time},                          -- when it was called off
  purged_at {time},                             -- when personal data was removed
  UNIQUE (compact_id, number),
  CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL))
);
CREATE INDEX registration_of_activity ON registration (activity_id, state, id);
-- An address has one seat at an activity.
CREATE UNIQUE INDEX registration_once ON registration (activity_id, email)
  WHERE state = 'confirmed' AND email <> '';

CREATE TABLE registration_purge (               -- that personal data of an activity's registrations was removed
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  registrations {int} NOT NULL,                 -- of how many
  purged_at {time} NOT NULL                     -- when
);
CREATE INDEX registration_purge_of ON registration_purge (activity_id);
