CREATE TABLE deadline_exception (               -- that somebody may register although the last day is over
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- for what
  number {int} NOT NULL CHECK (number > 0),     -- unique in the activity
  email {text} NOT NULL,                        -- personal: where the link that opens the form went, in lower case; kept: 6 months after the activity
  last_day {text} NOT NULL,                     -- the last day it holds, inclusive
  reason {text} NOT NULL,                       -- personal: why, as those who run it wrote it; kept: 6 months after the activity
  token_hash {text} UNIQUE,                     -- SHA-256 of the token in the link; null once personal data is gone
  registration_id {int} REFERENCES registration(id),  -- the registration it was used for; null: not used
  granted_by {int} NOT NULL REFERENCES person(id),  -- who let them in
  granted_at {time} NOT NULL,                   -- when
  UNIQUE (activity_id, number)
);
