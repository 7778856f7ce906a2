CREATE TABLE compact (               -- an agreement between a public body and civil society: a house of its own
  id {id} PRIMARY KEY,               -- identity, never shown
  slug {text} NOT NULL UNIQUE,       -- in addresses: /ostergotland
  name {text} NOT NULL,              -- short, as people say it -- not personal: of the compact
  full_name {text} NOT NULL,         -- as it stands on the text itself -- not personal: of the compact
  language {text} NOT NULL,          -- of its content, BCP 47
  time_zone {text} NOT NULL,         -- decides when a day ends, as in Europe/Stockholm
  admission {text} NOT NULL          -- how one joins: declared, one_party or every_party
    CHECK (admission IN ('declared', 'one_party', 'every_party')),
  area {text} NOT NULL,              -- where it holds, as in Östergötlands län; may be empty
  whole_area {text} NOT NULL,        -- the same in a list of places, as in hela länet; may be empty
  parent_slug {text},                -- of the agreement it grew out of
  parent_name {text},                -- what that is called -- not personal: of the compact
  parent_year {int},                 -- when that was made
  learns_from {text} NOT NULL,       -- whose experience it began with, one a line
  created_at {time} NOT NULL         -- when it was set up here
);

CREATE TABLE counter (                          -- the last number given out of each kind in a compact
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  kind {text} NOT NULL,                         -- what is numbered: activity, contribution
  last {int} NOT NULL CHECK (last > 0),         -- the highest number so far
  PRIMARY KEY (compact_id, kind)
);

CREATE TABLE party (                            -- who has agreed: a public body, civil society
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses and lists, from 1
  key {text} NOT NULL,                          -- in files and exports: public, civil
  name {text} NOT NULL,                         -- as people say it -- not personal: of a party
  is_body {bool} NOT NULL,                      -- one public body; otherwise many organisations, which affiliate
  quorum {int} NOT NULL CHECK (quorum > 0),     -- how many of its seats must say yes for the party's yes
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, key)
);

CREATE TABLE phase (                            -- a stretch of the process
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  position {int} NOT NULL,                      -- order, from 1
  kind {text} NOT NULL,                         -- mandate, dialogue, drafting, consultation, rework, decision, signing, living, revision
  name {text} NOT NULL,                         -- as people say it -- not personal: of a phase
  from_date {text} NOT NULL,                    -- its first day
  to_date {text},                               -- its last day; null: it goes on
  UNIQUE (compact_id, position),
  CHECK (to_date IS NULL OR to_date >= from_date)
);

CREATE TABLE municipality (                     -- a part of the compact's area
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  code {text} NOT NULL,                         -- Statistics Sweden's, four digits as text: 0580
  name {text} NOT NULL,                         -- as people say it -- not personal: of a place
  sort_key {text} NOT NULL,                     -- the name's place in the Swedish order
  PRIMARY KEY (compact_id, code)
);

CREATE TABLE criterion (                        -- what an organisation declares when it joins
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  position {int} NOT NULL,                      -- order, from 1
  key {text} NOT NULL,                          -- in files and forms: regional
  question {text} NOT NULL,                     -- to be answered with yes or no
  UNIQUE (compact_id, key)
);

CREATE TABLE principle (                        -- a value the parties hold in common
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  position {int} NOT NULL,                      -- order, from 1
  words {text} NOT NULL,                        -- the principle
  PRIMARY KEY (compact_id, position)
);

CREATE TABLE aim (                              -- what the parties want to reach together
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  position {int} NOT NULL,                      -- order, from 1
  words {text} NOT NULL,                        -- the aim
  PRIMARY KEY (compact_id, position)
);

CREATE TABLE contact (                          -- whom to call: shown to everybody on the front page
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  party_id {int} NOT NULL REFERENCES party(id),  -- whose contact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  role {text} NOT NULL,                         -- personal: says what to turn to the contact for; kept: as long as the compact
  name {text} NOT NULL,                         -- personal: people want to know whom they call; kept: as long as the compact
  email {text} NOT NULL,                        -- personal: to be reached at work; kept: as long as the compact
  phone {text} NOT NULL,                        -- personal: to be reached at work; kept: as long as the compact
  ended_at {time},                              -- when it was taken away; null: shown
  UNIQUE (compact_id, number)
);

CREATE TABLE contact_change (                   -- what a contact said before it was changed
  id {id} PRIMARY KEY,                          -- identity, never shown
  contact_id {int} NOT NULL REFERENCES contact(id),  -- the contact
  role {text} NOT NULL,                         -- personal: the earlier value; kept: as long as the compact
  name {text} NOT NULL,                         -- personal: the earlier value; kept: as long as the compact
  email {text} NOT NULL,                        -- personal: the earlier value; kept: as long as the compact
  phone {text} NOT NULL,                        -- personal: the earlier value; kept: as long as the compact
  changed_by {int} NOT NULL REFERENCES person(id),  -- who changed it
  changed_at {time} NOT NULL                    -- when it stopped holding
);

CREATE TABLE front_text (                       -- the words of a compact's front page; the newest of a language holds
  id {id} PRIMARY KEY,                          -- identity, never shown; rises with time
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  language {text} NOT NULL,                     -- BCP 47
  words {text} NOT NULL,                        -- Markdown; empty where the front page says nothing of its own
  written_by {int} REFERENCES person(id),       -- who wrote it; null: the import
  written_at {time} NOT NULL                    -- when
);
CREATE INDEX front_text_newest ON front_text (compact_id, language, id);

CREATE TABLE appointment (                      -- a person's task for a party, from a day to a day
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  party_id {int} NOT NULL REFERENCES party(id),  -- for whom
  person_id {int} NOT NULL REFERENCES person(id),  -- who
  role {text} NOT NULL                          -- not personal: one of coordinator, seat, registrator, editor
    CHECK (role IN ('coordinator', 'seat', 'registrator', 'editor')),
  from_date {text} NOT NULL,                    -- not personal: the first day
  to_date {text},                               -- not personal: the last day; null: until further notice
  UNIQUE (compact_id, number)
);
CREATE INDEX appointment_of_person ON appointment (compact_id, person_id);
-- Once a role at a time, as long as it has no end.
CREATE UNIQUE INDEX appointment_once ON appointment (compact_id, party_id, person_id, role)
  WHERE to_date IS NULL;

-- Nobody holds appointments for two parties at once.
-- sqlite:
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
CREATE TRIGGER appointment_stays_for_one_party
BEFORE UPDATE OF party_id, person_id, compact_id, from_date ON appointment
BEGIN
  SELECT RAISE(ABORT, 'an appointment is ended, not rewritten');
END;
CREATE TRIGGER appointment_is_not_prolonged BEFORE UPDATE OF to_date ON appointment
WHEN OLD.to_date IS NOT NULL AND (NEW.to_date IS NULL OR NEW.to_date > OLD.to_date)
BEGIN
  SELECT RAISE(ABORT, 'an ended appointment is made anew, not prolonged');
END;
-- end
-- postgres:
CREATE FUNCTION appointment_for_one_party() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM person WHERE id = NEW.person_id FOR UPDATE;
  IF EXISTS (
    SELECT 1 FROM appointment other
    WHERE other.compact_id = NEW.compact_id AND other.person_id = NEW.person_id
      AND other.party_id <> NEW.party_id
      AND (other.to_date IS NULL OR other.to_date >= NEW.from_date)
      AND (NEW.to_date IS NULL OR NEW.to_date >= other.from_date)) THEN
    RAISE EXCEPTION 'appointed for two parties at once';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_for_one_party BEFORE INSERT ON appointment
  FOR EACH ROW EXECUTE FUNCTION appointment_for_one_party();
CREATE FUNCTION appointment_is_ended_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.party_id <> OLD.party_id OR NEW.person_id <> OLD.person_id
    OR NEW.compact_id <> OLD.compact_id OR NEW.from_date <> OLD.from_date
    OR (OLD.to_date IS NOT NULL AND (NEW.to_date IS NULL OR NEW.to_date > OLD.to_date)) THEN
    RAISE EXCEPTION 'an appointment is ended, not rewritten';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER appointment_is_ended_only BEFORE UPDATE ON appointment
  FOR EACH ROW EXECUTE FUNCTION appointment_is_ended_only();
-- end
