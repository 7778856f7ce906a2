CREATE TABLE question (                         -- what those who register for an activity are asked
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  number {int} NOT NULL CHECK (number > 0),     -- its address, unique in the activity
  kind {text} NOT NULL                          -- text, choice (one of them), choices (any of them), yes_no
    CHECK (kind IN ('text', 'choice', 'choices', 'yes_no')),
  label {text} NOT NULL CHECK (label <> ''),    -- the question
  help {text} NOT NULL,                         -- what explains it; may be empty
  purpose {text} NOT NULL CHECK (purpose <> ''),  -- why it is asked, shown beside it
  kept_days {int} NOT NULL                      -- so many days after the activity the answers are removed
    CHECK (kept_days BETWEEN 0 AND 400),
  is_required {bool} NOT NULL,                  -- whether it must be answered
  choices {text} NOT NULL,                      -- what one may choose, one a line; empty where nothing is chosen
  way {text} CHECK (way IN ('on_site', 'digital')),  -- asked only of those who come that way; null: of all
  asked_if {int} REFERENCES question(id),       -- asked only where this other question …
  asked_if_answer {text} NOT NULL,              -- … has this answer; empty: any answer
  ended_at {time},                              -- when it was taken off the form; its answers stay until removed
  UNIQUE (activity_id, number)
);

CREATE TABLE answer (                           -- what one participant answered to one question
  id {id} PRIMARY KEY,                          -- identity, never shown
  question_id {int} NOT NULL REFERENCES question(id),  -- the question
  participant_id {int} NOT NULL REFERENCES participant(id),  -- who it is about
  value {text} NOT NULL CHECK (value <> ''),    -- personal: what the question's purpose says, often about health, several choices one a line; kept: the question's kept_days after the activity, and no longer than the registration holds
  UNIQUE (question_id, participant_id)
);
CREATE INDEX answer_of ON answer (participant_id);

CREATE TABLE answer_purge (                     -- that the answers to a question were removed when their time was over
  id {id} PRIMARY KEY,                          -- identity, never shown
  question_id {int} NOT NULL REFERENCES question(id),  -- the question
  answers {int} NOT NULL,                       -- how many
  purged_at {time} NOT NULL                     -- when
);
CREATE INDEX answer_purge_of ON answer_purge (question_id);
