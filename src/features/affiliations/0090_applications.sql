CREATE TABLE application (                      -- an organisation asks to join; received, it is a record
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses and letters, unique in the compact
  received_at {time} NOT NULL,                  -- when it reached us
  channel {text} NOT NULL                       -- how it came
    CHECK (channel IN ('web', 'paper', 'phone', 'imported')),
  applicant_id {int} NOT NULL REFERENCES person(id),  -- who sent it and may follow it
  name {text} NOT NULL CHECK (name <> ''),      -- of the organisation, as it calls itself -- not personal: of an organisation
  folded_name {text} NOT NULL,                  -- the same as it is compared -- not personal: of an organisation
  organisation_number {text},                   -- NNNNNN-NNNN with a third digit of 2 or more, so never a personal number
  field {text} NOT NULL,                        -- what it works with, as in Kultur; may be empty
  whole_area {bool} NOT NULL,                   -- works in all of the compact's area; else see application_municipality
  why {text} NOT NULL,                          -- why it wants to take part, Markdown; may be empty
  contact_name {text} NOT NULL,                 -- personal: to know whom we talk to; kept: as long as the application
  contact_role {text} NOT NULL,                 -- personal: what that person does there, may be empty; kept: as long as the application
  contact_email {text} NOT NULL,                -- personal: to answer; kept: as long as the application
  contact_phone {text} NOT NULL,                -- personal: to call back, may be empty; kept: as long as the application
  wishes_talk {bool} NOT NULL,                  -- they would like to be called first
  message {text} NOT NULL,                      -- personal: whatever else they wanted to say, may be empty; kept: as long as the application
  file_id {int} REFERENCES file(id),            -- the board's decision, where they attached it
  file_name {text} NOT NULL,                    -- personal: as the sender named the file, may be empty; kept: as long as the application
  state {text} NOT NULL                         -- where it stands; how it came there is in assessment
    CHECK (state IN ('received', 'talking', 'admitted', 'declined', 'withdrawn', 'signed')),
  organisation_id {int} REFERENCES organisation(id),  -- its entry in the register, once it may sign
  followed_up_at {time},                        -- when somebody who runs the compact first dealt with it
  UNIQUE (compact_id, number),
  CHECK ((file_id IS NULL) = (file_name = ''))
);
-- Sent twice by the same person it is one application, as long as nobody has decided.
CREATE UNIQUE INDEX application_open_once ON application (compact_id, applicant_id, folded_name)
  WHERE state IN ('received', 'talking', 'admitted');
CREATE INDEX application_in_order ON application (compact_id, received_at);
CREATE INDEX application_of_applicant ON application (applicant_id);
CREATE INDEX application_of_organisation ON application (organisation_id);

CREATE TABLE application_municipality (         -- where the applicant works, when it is not everywhere
  application_id {int} NOT NULL REFERENCES application(id),  -- the application
  code {text} NOT NULL,                         -- of the municipality: 0580
  PRIMARY KEY (application_id, code)
);

CREATE TABLE application_answer (               -- what the applicant declares of one criterion
  application_id {int} NOT NULL REFERENCES application(id),  -- the application
  criterion_id {int} NOT NULL REFERENCES criterion(id),  -- the question
  is_yes {bool} NOT NULL,                       -- the answer
  remark {text} NOT NULL,                       -- what they added to it; may be empty
  PRIMARY KEY (application_id, criterion_id)
);

CREATE TABLE assessment (                       -- what was noted and decided on an application, never changed
  id {id} PRIMARY KEY,                          -- identity, never shown; rises with time
  application_id {int} NOT NULL REFERENCES application(id),  -- the application
  outcome {text} NOT NULL                       -- noted: for those who run the compact only; the rest is told to the applicant
    CHECK (outcome IN ('noted', 'talking', 'admitted', 'declined', 'withdrawn', 'signed')),
  words {text} NOT NULL,                        -- personal: the note, or the reason as it was told; kept: as long as the application
  assessed_by {int} REFERENCES person(id),      -- who; null: the program, as a consequence
  assessed_at {time} NOT NULL                   -- when
);
CREATE INDEX assessment_of_application ON assessment (application_id, id);

-- What was received stays as it came; only where it stands moves on.
-- sqlite:
CREATE TRIGGER application_as_received
BEFORE UPDATE OF compact_id, number, received_at, channel, applicant_id, name, folded_name,
  organisation_number, field, whole_area, why, contact_name, contact_role, contact_email,
  contact_phone, wishes_talk, message, file_id, file_name ON application
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;
CREATE TRIGGER application_answer_as_received BEFORE UPDATE ON application_answer
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;
CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
BEGIN
  SELECT RAISE(ABORT, 'an assessment is followed by another, not changed');
END;
-- end
-- postgres:
CREATE FUNCTION application_as_received() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was received does not change' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER application_as_received
BEFORE UPDATE OF compact_id, number, received_at, channel, applicant_id, name, folded_name,
  organisation_number, field, whole_area, why, contact_name, contact_role, contact_email,
  contact_phone, wishes_talk, message, file_id, file_name ON application
FOR EACH ROW EXECUTE FUNCTION application_as_received();
CREATE TRIGGER application_answer_as_received BEFORE UPDATE ON application_answer
FOR EACH ROW EXECUTE FUNCTION application_as_received();
CREATE TRIGGER assessment_stays BEFORE UPDATE ON assessment
FOR EACH ROW EXECUTE FUNCTION application_as_received();
-- end
