-- Letters about an activity: the coordinators' own words in them, and those that go to everybody.
CREATE TABLE activity_words (                   -- own words in the letters of one occasion of an activity
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  occasion {text} NOT NULL,                     -- in which letters: what the outbox calls their kind
  words {text} NOT NULL CHECK (words <> ''),    -- what stands in them beside the facts
  changed_by {int} REFERENCES person(id),       -- who wrote them last
  changed_at {time} NOT NULL,                   -- when
  UNIQUE (activity_id, occasion)
);

CREATE TABLE activity_reminder (                -- when those who are registered are reminded, where somebody has said so
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  days_before {int} NOT NULL                    -- so many days before it begins; 0: never
    CHECK (days_before BETWEEN 0 AND 30)
);

CREATE TABLE mailing (                          -- a letter to all who are registered, written a little at a time
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- of which activity
  kind {text} NOT NULL                          -- reminder, or thanks with material
    CHECK (kind IN ('reminder', 'thanks')),
  occasion {text} NOT NULL,                     -- what it happens once for: the day the activity begins, as it then was
  begun_at {time} NOT NULL,                     -- when the first was due: who registered later is left out
  asked_by {int} REFERENCES person(id),         -- who asked for it; null: the program
  last_registration {int} NOT NULL,             -- identity of the last registration it has come to; 0: none yet
  letters {int} NOT NULL,                       -- how many have been written
  ended_at {time},                              -- when it had come to everybody
  UNIQUE (activity_id, kind, occasion)
);
CREATE INDEX mailing_open ON mailing (begun_at) WHERE ended_at IS NULL;
