ALTER TABLE theme ADD COLUMN merged_into {int} REFERENCES theme(id);  -- the theme its notes went to; null: it is in use

CREATE TABLE theme_change (                      -- notes that went from one theme to another, so that it can be undone
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                         -- in addresses, unique in the compact
  kind {text} NOT NULL                           -- merged: all of its notes, and it is not used any more; split: some of them
    CHECK (kind IN ('merged', 'split')),
  from_theme_id {int} NOT NULL REFERENCES theme(id),  -- the theme they had
  to_theme_id {int} NOT NULL REFERENCES theme(id),  -- the theme they got
  changed_at {time} NOT NULL,                    -- when
  changed_by {int} REFERENCES person(id),        -- who did it
  undone_at {time},                              -- when it was undone; null: it holds
  UNIQUE (compact_id, number),
  CHECK (from_theme_id <> to_theme_id)
);

CREATE TABLE theme_change_note (                 -- a note that such a change moved
  change_id {int} NOT NULL REFERENCES theme_change(id),  -- by which change
  contribution_id {int} NOT NULL REFERENCES contribution(id),  -- the note
  had_both {bool} NOT NULL,                      -- it had the other theme before, and keeps it when it is undone
  PRIMARY KEY (change_id, contribution_id)
);

CREATE TABLE sent_note (                         -- what somebody sent in by the form, before a coordinator let it through
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL CHECK (number > 0),      -- in addresses and the register, unique in the compact
  wording {text} NOT NULL CHECK (wording <> ''), -- what was sent; the form asks for no names -- not personal: who sent it is not asked
  sent_at {time} NOT NULL,                       -- when it came
  decided_at {time},                             -- when somebody decided about it; null: it waits
  decided_by {int} REFERENCES person(id),        -- who did
  contribution_id {int} REFERENCES contribution(id),  -- the note it became; null: it waits, or was not let through
  reason {text} NOT NULL,                        -- why it was not let through; else empty
  UNIQUE (compact_id, number)
);
CREATE INDEX sent_note_waiting ON sent_note (compact_id, decided_at);

CREATE TABLE contribution_original (             -- the paper a note was typed in from, as a picture or a scan
  contribution_id {int} PRIMARY KEY REFERENCES contribution(id),  -- the note
  file_id {int} NOT NULL REFERENCES file(id),    -- the bytes
  name {text} NOT NULL                           -- as the file was called -- personal: what a scanner or a person called it; kept: as long as the note
);
