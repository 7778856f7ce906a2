CREATE TABLE consultation_letter (               -- a letter that goes to those who represent a body; written some at a time by a task
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- about which consultation
  kind {text} NOT NULL                           -- invitation, reminder (who has not answered), extension (more time was given), handled (what became of the response), joined (a response one has joined was changed)
    CHECK (kind IN ('invitation', 'reminder', 'extension', 'handled', 'joined')),
  organisation_id {int} REFERENCES organisation(id),  -- to whom; null: to who sent the response
  response_id {int} REFERENCES response(id),     -- about which response; null: about none
  occasion {text} NOT NULL,                      -- what makes it another letter of its kind: the day, the version; may be empty
  queued_by {int} REFERENCES person(id),         -- who had it sent; null: the program
  queued_at {time} NOT NULL,                     -- when
  written_at {time},                             -- when it was dealt with; null: it waits
  copies {int} NOT NULL DEFAULT 0                -- to how many it went: one to each who represents the body, none where it was not needed any more
);
CREATE UNIQUE INDEX consultation_letter_once ON consultation_letter
  (consultation_id, kind, COALESCE(organisation_id, 0), COALESCE(response_id, 0), occasion);
CREATE INDEX consultation_letter_waiting ON consultation_letter (id) WHERE written_at IS NULL;

CREATE TABLE disposition_reply (                 -- what who wrote a remark says about its disposition; the latest counts
  id {id} PRIMARY KEY,                           -- identity, never shown
  remark_id {int} NOT NULL REFERENCES remark(id),  -- about which remark
  disposition_id {int} NOT NULL REFERENCES disposition(id),  -- to which disposition
  verdict {text} NOT NULL                        -- accepted, disputed
    CHECK (verdict IN ('accepted', 'disputed')),
  wording {text} NOT NULL,                       -- a word with it, for everybody to read; may be empty
  replied_by {int} NOT NULL REFERENCES person(id),  -- who wrote it, for the organisation
  replied_at {time} NOT NULL                     -- when
);
CREATE INDEX disposition_reply_of ON disposition_reply (remark_id, id);
