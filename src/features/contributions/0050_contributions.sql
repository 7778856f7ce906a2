CREATE TABLE theme (                             -- what several notes are about
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                         -- in addresses, unique in the compact
  position {int} NOT NULL,                       -- order among the themes: the principles come first, in theirs
  name {text} NOT NULL CHECK (name <> ''),       -- as people say it -- not personal: of a theme
  UNIQUE (compact_id, number),
  UNIQUE (compact_id, name)
);

CREATE TABLE contribution (                      -- a note: what somebody said at a table, or sent in
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL CHECK (number > 0),      -- in files and addresses, unique in the compact
  activity_id {int} REFERENCES activity(id),     -- where it was said; null: at none that is kept here
  occurred_on {text},                            -- the day it was said; null: not known
  table_name {text} NOT NULL,                    -- the table there, as 3; may be empty -- not personal: of a table
  said_at {time},                                -- when it was noted; null: not known
  wording {text} NOT NULL CHECK (wording <> ''), -- what was said, as it was noted; whoever said it is not kept -- not personal: no name belongs to it
  channel {text} NOT NULL                        -- how it came: web, paper, phone, imported
    CHECK (channel IN ('web', 'paper', 'phone', 'imported')),
  state {text} NOT NULL                          -- open, used (it stands behind a paragraph), not_used
    CHECK (state IN ('open', 'used', 'not_used')),
  reason {text} NOT NULL,                        -- why it is not used, for everybody to read; else empty
  added_at {time} NOT NULL,                      -- when it came into the house
  UNIQUE (compact_id, number),
  CHECK ((state = 'not_used') = (reason <> ''))
);

CREATE TABLE contribution_theme (                -- a note may be about several themes
  contribution_id {int} NOT NULL REFERENCES contribution(id),  -- the note
  theme_id {int} NOT NULL REFERENCES theme(id),  -- what it is about
  PRIMARY KEY (contribution_id, theme_id)
);
CREATE INDEX contribution_theme_by_theme ON contribution_theme (theme_id);

CREATE TABLE contribution_wording (              -- what a note said before it was corrected
  id {id} PRIMARY KEY,                           -- identity, never shown
  contribution_id {int} NOT NULL REFERENCES contribution(id),  -- the note
  wording {text} NOT NULL,                       -- the words until then -- not personal: no name belongs to it
  changed_at {time} NOT NULL,                    -- when they were replaced
  changed_by {int} REFERENCES person(id)         -- who replaced them; null: the import
);
CREATE INDEX contribution_wording_by_note ON contribution_wording (contribution_id);
