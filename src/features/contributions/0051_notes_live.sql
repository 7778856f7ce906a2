CREATE TABLE writing_table (                     -- a table or group of an activity that writes its notes itself
  id {id} PRIMARY KEY,                           -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  number {int} NOT NULL CHECK (number > 0),      -- in addresses, unique at the activity
  name {text} NOT NULL CHECK (name <> ''),       -- what stands on its sign, as 3 -- not personal: of a table
  token_hash {text} NOT NULL UNIQUE,             -- SHA-256 of the token in the link on its sign -- not personal: of a table
  opened_at {time} NOT NULL,                     -- when it was set up
  closed_at {time},                              -- since when it may write no more; null: it may
  UNIQUE (activity_id, number),
  UNIQUE (activity_id, name)
);

CREATE TABLE note_hold (                         -- that new notes of an activity wait until somebody has looked at them
  activity_id {int} PRIMARY KEY REFERENCES activity(id),  -- the activity
  held_since {time} NOT NULL,                    -- from when
  held_by {int} NOT NULL REFERENCES person(id)   -- who wanted it
);

ALTER TABLE contribution ADD COLUMN writing_table_id {int} REFERENCES writing_table(id);  -- the table that wrote it itself; null: none did
ALTER TABLE contribution ADD COLUMN sent_key {text};  -- of what a table's device sent, so that sending it twice is one note; null: no device did -- not personal: drawn by lot, and the note's own words
ALTER TABLE contribution ADD COLUMN waits_since {time};  -- not shown yet, since then; null: shown
ALTER TABLE contribution ADD COLUMN hidden_at {time};  -- since when it is not shown any more; null: shown
ALTER TABLE contribution ADD COLUMN hidden_by {int} REFERENCES person(id);  -- who hid it
ALTER TABLE contribution ADD COLUMN hidden_reason {text} CHECK ((hidden_at IS NULL) = (hidden_reason IS NULL));  -- why, for its table and those who run it
CREATE UNIQUE INDEX contribution_sent_once ON contribution (writing_table_id, sent_key) WHERE sent_key IS NOT NULL;
CREATE INDEX contribution_of_activity ON contribution (activity_id, id);
