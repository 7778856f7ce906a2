-- A code for the door is made from the installation's key and kept nowhere: its column goes.

-- SQLite takes no column out that is unique: the table is made anew.
-- sqlite:
PRAGMA defer_foreign_keys = ON;
CREATE TABLE participant_before AS SELECT * FROM participant;  -- its rows, for this migration
DROP TABLE participant;
CREATE TABLE participant (                      -- one of the people of a registration
  id {id} PRIMARY KEY,                          -- identity, never shown
  registration_id {int} NOT NULL REFERENCES registration(id),  -- the registration
  number {int} NOT NULL CHECK (number > 0),     -- which of its people, from 1
  name {text} NOT NULL,                         -- personal: to know who comes, empty until named; kept: 6 months after the activity
  email {text} NOT NULL,                        -- personal: to write to this one too, in lower case, may be empty; kept: 6 months after the activity
  replaced_at {time},                           -- when this person took another's place; null: the first by this number
  UNIQUE (registration_id, number)
);
INSERT INTO participant (id, registration_id, number, name, email, replaced_at)
SELECT id, registration_id, number, name, email, replaced_at FROM participant_before ORDER BY id;
DROP TABLE participant_before;
-- end
-- postgres:
ALTER TABLE participant DROP COLUMN code_hash;
-- end
