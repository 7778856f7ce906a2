CREATE TABLE activity_item (                    -- a point of an activity's programme
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  number {int} NOT NULL,                        -- in addresses, unique in the activity, never used again
  day {int} NOT NULL CHECK (day >= 0),          -- 0 is the first day; so the programme follows when the activity moves
  begins {text} NOT NULL,                       -- local time, HH:MM
  ends {text} NOT NULL,                         -- local time, HH:MM; empty: not said
  title {text} NOT NULL CHECK (title <> ''),    -- what happens
  speaker {text} NOT NULL,                      -- personal: who speaks or leads, told to everybody, may be empty; kept: as long as the activity
  about {text} NOT NULL,                        -- more about it, Markdown; may be empty
  removed_at {time},                            -- when it was taken out; null: it stands
  UNIQUE (activity_id, number),
  CHECK (ends = '' OR ends > begins)
);
