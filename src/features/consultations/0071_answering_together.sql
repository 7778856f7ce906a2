-- Several write one response, paragraph by paragraph: each part knows how often it changed and from
-- which open form it was written last, so that nobody writes over what they have not seen.
ALTER TABLE response_draft ADD COLUMN revision {int} NOT NULL DEFAULT 0;  -- rises with every change; what is submitted is what was looked through

CREATE TABLE response_draft_words (              -- what it says so far about one part of the text
  draft_id {int} NOT NULL REFERENCES response_draft(id),  -- which draft
  section {int} NOT NULL,                        -- position of the section; 0: the whole text
  paragraph {int} NOT NULL,                      -- number of the paragraph in its text; 0: the section as a whole
  stance {text} NOT NULL                         -- as in remark_wording; empty: none chosen yet
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark so far
  proposed {text} NOT NULL,                      -- the proposed wording so far
  joins {int} NOT NULL,                          -- remark.number of another's remark that is joined; 0: none
  version {int} NOT NULL CHECK (version > 0),    -- how often this part has changed
  form {text} NOT NULL,                          -- the open form it was written in last: a random word, nothing about anybody
  saved_by {int} NOT NULL REFERENCES person(id), -- who wrote this part last
  saved_at {time} NOT NULL,                      -- when
  PRIMARY KEY (draft_id, section, paragraph)
);
INSERT INTO response_draft_words (draft_id, section, paragraph, stance, wording, proposed, joins,
  version, form, saved_by, saved_at)
SELECT draft_id, section, 0, stance, wording, proposed, 0, 1, '', saved_by, saved_at
FROM response_draft_part;
DROP TABLE response_draft_part;

CREATE TABLE response_draft_aside (              -- what somebody wrote where another had written meanwhile: kept until one of them settles it
  draft_id {int} NOT NULL REFERENCES response_draft(id),  -- which draft
  section {int} NOT NULL,                        -- as in response_draft_words
  paragraph {int} NOT NULL,                      -- as in response_draft_words
  stance {text} NOT NULL                         -- as in response_draft_words
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark as they wrote it
  proposed {text} NOT NULL,                      -- the proposed wording as they wrote it
  joins {int} NOT NULL,                          -- as in response_draft_words
  written_by {int} NOT NULL REFERENCES person(id),  -- who
  written_at {time} NOT NULL,                    -- when, the latest
  PRIMARY KEY (draft_id, section, paragraph, written_by)
);

CREATE TABLE response_draft_file (               -- what will be attached to the response when it is submitted
  draft_id {int} NOT NULL REFERENCES response_draft(id),  -- which draft
  number {int} NOT NULL CHECK (number > 0),      -- in addresses, unique in the draft
  file_id {int} NOT NULL REFERENCES file(id),    -- the file
  name {text} NOT NULL,                          -- of the file, as it came -- personal: may hold a name, as its sender chose; kept: until submitted or removed
  added_by {int} NOT NULL REFERENCES person(id), -- who attached it
  added_at {time} NOT NULL,                      -- when
  PRIMARY KEY (draft_id, number)
);

CREATE TABLE response_file (                     -- what is attached to a response, version by version
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  version {int} NOT NULL CHECK (version > 0),    -- response_version.version
  number {int} NOT NULL CHECK (number > 0),      -- in addresses, unique in the version
  file_id {int} NOT NULL REFERENCES file(id),    -- the file
  name {text} NOT NULL,                          -- of the file, as it came -- personal: may hold a name, as its sender chose; kept: as long as the response
  PRIMARY KEY (response_id, version, number)
);

-- More time for one body; the day for all stands in consultation.
CREATE TABLE consultation_deadline (             -- a body was given more time than the others; the latest day counts
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- to whom
  closes_on {text} NOT NULL,                     -- the last day for it, all of it
  reason {text} NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  given_by {int} NOT NULL REFERENCES person(id), -- who gave it
  given_at {time} NOT NULL                       -- when
);
CREATE INDEX consultation_deadline_of ON consultation_deadline (consultation_id, organisation_id);

ALTER TABLE response ADD COLUMN due_on {text};  -- the last day that held for the sender when it came: decides whether it was late, whatever time is given afterwards
UPDATE response SET due_on = COALESCE(
  (SELECT e.was FROM consultation_extension e
   JOIN response_version v ON v.response_id = response.id AND v.version = 1
   WHERE e.consultation_id = response.consultation_id AND e.extended_at > v.entered_at
     AND e.id = (SELECT MIN(f.id) FROM consultation_extension f
       WHERE f.consultation_id = response.consultation_id AND f.extended_at > v.entered_at)),
  (SELECT c.closes_on FROM consultation c WHERE c.id = response.consultation_id));
