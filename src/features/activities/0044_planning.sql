-- What else is told about an activity, the series it belongs to, and ideas that have no date yet.

CREATE TABLE activity_series (                  -- several dates or places of one thing, or meetings that belong together
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  title {text} NOT NULL CHECK (title <> ''),    -- what it is called
  about {text} NOT NULL,                        -- what it is, Markdown; may be empty
  kind {text} NOT NULL                          -- same: one chooses the date that suits; following: each goes on where the last ended
    CHECK (kind IN ('same', 'following')),
  added_at {time} NOT NULL,                     -- when it was made
  UNIQUE (compact_id, number)
);

ALTER TABLE activity ADD COLUMN details_follow {bool} NOT NULL DEFAULT FALSE;  -- only the date is set; nobody can register until the rest is told
ALTER TABLE activity ADD COLUMN step {text} CHECK (step IN ('agenda', 'drafting', 'decision', 'implementation', 'monitoring', 'reformulation'));  -- of the Code of Good Practice; null: not said
ALTER TABLE activity ADD COLUMN languages {text} NOT NULL DEFAULT '';  -- spoken and interpreted, as people say it; may be empty
ALTER TABLE activity ADD COLUMN host_party_id {int} REFERENCES party(id);  -- the party that invites; null: all of them together
ALTER TABLE activity ADD COLUMN host_group {text} NOT NULL DEFAULT '';  -- the working group that arranges it; may be empty
ALTER TABLE activity ADD COLUMN theme {text} NOT NULL DEFAULT '';  -- what it is about, in a few words; may be empty
ALTER TABLE activity ADD COLUMN digital_link {text} NOT NULL DEFAULT '';  -- for those who have a digital seat and nobody else; may be empty
ALTER TABLE activity ADD COLUMN series_id {int} REFERENCES activity_series(id);  -- the series; null: it stands alone
CREATE INDEX activity_of_series ON activity (series_id, starts_at);

CREATE TABLE activity_idea (                    -- what may become an activity when it has a date
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  title {text} NOT NULL CHECK (title <> ''),    -- what it is called
  purpose {text} NOT NULL,                      -- what it is for, Markdown; may be empty
  about_when {text},                            -- a year, a month or a day, as 2019-03; null: not known
  theme {text} NOT NULL,                        -- what it is about, in a few words; may be empty
  is_shown {bool} NOT NULL,                     -- everybody sees it; else coordinators only
  activity_id {int} UNIQUE REFERENCES activity(id),  -- what it became; null: nothing yet
  dropped_at {time},                            -- when it was given up; null: it lives
  added_by {int} REFERENCES person(id),           -- who wrote it; null: the program
  added_at {time} NOT NULL,                     -- when
  changed_at {time} NOT NULL,                   -- when it last changed
  UNIQUE (compact_id, number),
  CHECK (activity_id IS NULL OR dropped_at IS NULL)
);
