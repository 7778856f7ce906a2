-- What comes after an activity: minutes with the participants' remarks, material, and an
-- evaluation whose answers nobody can link to a person.

CREATE TABLE minutes_version (                  -- the minutes of an activity as they were written at a time
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  number {int} NOT NULL CHECK (number > 0),     -- 1 is the first
  wording {text} NOT NULL CHECK (wording <> ''),  -- the whole minutes, Markdown
  written_by {int} NOT NULL REFERENCES person(id),  -- who wrote this version
  written_at {time} NOT NULL,                   -- when
  UNIQUE (activity_id, number)
);

CREATE TABLE minutes_round (                    -- that a version was sent to the participants for their remarks
  id {id} PRIMARY KEY,                          -- identity, never shown
  version_id {int} NOT NULL UNIQUE REFERENCES minutes_version(id),  -- the version
  remarks_by {text} NOT NULL,                   -- the last day for remarks, inclusive
  sent_by {int} NOT NULL REFERENCES person(id),  -- who sent it
  sent_at {time} NOT NULL                       -- when
);

CREATE TABLE minutes_remark (                   -- what a participant said of the minutes
  id {id} PRIMARY KEY,                          -- identity, never shown
  version_id {int} NOT NULL REFERENCES minutes_version(id),  -- of which version
  number {int} NOT NULL CHECK (number > 0),     -- in addresses, unique in the version
  registration_id {int} NOT NULL REFERENCES registration(id),  -- by whom; whose name goes when the registration's does
  remark {text} NOT NULL CHECK (remark <> ''),  -- personal: to mend the minutes and to answer; kept: as long as the minutes, without a name
  sent_at {time} NOT NULL,                      -- when
  answer {text} NOT NULL,                       -- what became of it; empty: not answered yet
  answered_by {int} REFERENCES person(id),      -- who answered
  answered_at {time},                           -- when
  UNIQUE (version_id, number),
  CHECK ((answer = '') = (answered_at IS NULL))
);
CREATE INDEX minutes_remark_by ON minutes_remark (registration_id);

CREATE TABLE minutes_final (                    -- that a version is the one that holds; a later one is a correction
  id {id} PRIMARY KEY,                          -- identity, never shown
  version_id {int} NOT NULL UNIQUE REFERENCES minutes_version(id),  -- the version
  made_by {int} NOT NULL REFERENCES person(id),  -- who said so
  made_at {time} NOT NULL                       -- when it became public
);

CREATE TABLE activity_material (                -- a file that belongs to an activity: slides, a report
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  number {int} NOT NULL CHECK (number > 0),     -- in addresses, unique in the activity, never used again
  title {text} NOT NULL CHECK (title <> ''),    -- what it is
  language {text} NOT NULL,                     -- of its contents: sv, fi, en; empty: another
  file_id {int} NOT NULL REFERENCES file(id),   -- its bytes
  file_name {text} NOT NULL,                    -- as its sender named it -- not personal: of a file
  added_by {int} NOT NULL REFERENCES person(id),  -- who added it
  added_at {time} NOT NULL,                     -- when
  removed_at {time},                            -- when it was taken away; null: it is there
  UNIQUE (activity_id, number)
);

CREATE TABLE evaluation (                       -- what those who came are asked afterwards
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  intro {text} NOT NULL,                        -- what stands above the questions, Markdown; may be empty
  is_public {bool} NOT NULL,                    -- everybody sees the result when it has closed
  answer_by {text},                             -- the last day to answer, inclusive; null: not sent yet
  sent_by {int} REFERENCES person(id),          -- who sent it
  sent_at {time},                               -- when it was sent; then its questions stand
  CHECK ((sent_at IS NULL) = (answer_by IS NULL)),
  CHECK ((sent_at IS NULL) = (sent_by IS NULL))
);

CREATE TABLE evaluation_question (              -- one of its questions
  id {id} PRIMARY KEY,                          -- identity, never shown
  evaluation_id {int} NOT NULL REFERENCES evaluation(id),  -- the evaluation
  number {int} NOT NULL CHECK (number > 0),     -- in their order and in addresses
  kind {text} NOT NULL                          -- scale: 1 to 5; choice: one of several; words: in one's own
    CHECK (kind IN ('scale', 'choice', 'words')),
  question {text} NOT NULL CHECK (question <> ''),  -- as it is asked
  choices {text} NOT NULL,                      -- of a choice, one a line; else empty
  UNIQUE (evaluation_id, number)
);

CREATE TABLE evaluation_ballot (                -- that a participant may answer once; it knows nothing of the answer
  id {id} PRIMARY KEY,                          -- identity, never shown
  evaluation_id {int} NOT NULL REFERENCES evaluation(id),  -- the evaluation
  registration_id {int} NOT NULL REFERENCES registration(id),  -- whose
  answers_left {int} NOT NULL CHECK (answers_left >= 0),  -- one for each of its people; when one was used is not kept, so that nothing leads from one to the other
  UNIQUE (evaluation_id, registration_id)
);

CREATE TABLE evaluation_answer (                -- what one sheet said to one question, whoever filled it in
  id {int} PRIMARY KEY,                         -- drawn at random, so that no order tells when it came
  question_id {int} NOT NULL REFERENCES evaluation_question(id),  -- to which question
  chosen {int},                                 -- the step of the scale, or the number of the choice; null: in words
  words {text} NOT NULL                         -- in words; may be empty -- not personal: no name belongs to it
);
CREATE INDEX evaluation_answer_to ON evaluation_answer (question_id, chosen);

CREATE TABLE attendance (                       -- how many came, as counted before the registrations were emptied of names and categories
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL UNIQUE REFERENCES activity(id),  -- the activity
  basis {text} NOT NULL                         -- what was counted: those checked in at the door, or those who had a seat
    CHECK (basis IN ('checked_in', 'confirmed')),
  politicians {int} NOT NULL,                   -- people who came as politicians
  officials {int} NOT NULL,                     -- as officials
  representatives {int} NOT NULL,               -- for an organisation
  others {int} NOT NULL,                        -- as something else
  unsaid {int} NOT NULL,                        -- who were not asked
  organisations {int} NOT NULL,                 -- how many organisations they came for, each once
  counted_at {time} NOT NULL                    -- when
);
