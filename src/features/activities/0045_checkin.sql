CREATE TABLE door (                             -- the link by which somebody at the door checks people in, for one day
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  day {text} NOT NULL,                          -- the day it is for, where the compact is
  token_hash {text} NOT NULL UNIQUE,            -- SHA-256 of the token in the link
  opened_by {int} NOT NULL REFERENCES person(id),  -- who opened it, and answers for those written down at it
  opened_at {time} NOT NULL,                    -- when
  closed_at {time},                             -- since when it leads nowhere; null: it is open
  UNIQUE (activity_id, day)
);

CREATE TABLE check_in (                         -- what the door noted about a participant; the latest by noted_at holds, all are kept
  id {id} PRIMARY KEY,                          -- identity, never shown
  participant_id {int} NOT NULL REFERENCES participant(id),  -- about whom
  sent_id {text} NOT NULL,                      -- drawn by the device at the door, so that what is sent twice counts once
  is_here {bool} NOT NULL,                      -- came; or false: that was a mistake
  noted_at {time} NOT NULL,                     -- when it was noted, by the device's clock where that can be
  received_at {time} NOT NULL,                  -- when it came here
  door_id {int} NOT NULL REFERENCES door(id),   -- at which door
  UNIQUE (participant_id, sent_id)
);
CREATE INDEX check_in_latest ON check_in (participant_id, noted_at, id);
