CREATE TABLE consultation (                      -- a round in which organisations answer a frozen version of a text
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                         -- in addresses, unique in the compact
  version_id {int} NOT NULL REFERENCES version(id),  -- the text that is answered, frozen
  title {text} NOT NULL CHECK (title <> ''),     -- what it is called
  cover_letter {text} NOT NULL,                  -- to those who answer, Markdown; may be empty
  opens_on {text} NOT NULL,                      -- the first day, in the compact's time zone
  closes_on {text} NOT NULL,                     -- the last day, all of it
  accepts_late {bool} NOT NULL,                  -- what comes after the last day is received and marked late, not refused
  created_by {int} REFERENCES person(id),        -- who set it up; null: the import
  created_at {time} NOT NULL,                    -- when it was set up
  handled_at {time},                             -- when it was closed as handled: every remark has its disposition; null: not yet
  UNIQUE (compact_id, number),
  CHECK (opens_on <= closes_on)
);

CREATE TABLE consultation_extension (            -- more time was given
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- in which consultation
  was {text} NOT NULL,                           -- the last day until then
  reason {text} NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  extended_by {int} NOT NULL REFERENCES person(id),  -- who gave it
  extended_at {time} NOT NULL                    -- when
);
CREATE INDEX consultation_extension_of ON consultation_extension (consultation_id);

CREATE TABLE consultation_invitation (           -- who was asked by name; everybody else may answer too
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- the organisation
  invited_at {time} NOT NULL,                    -- when
  PRIMARY KEY (consultation_id, organisation_id)
);

CREATE TABLE response (                          -- what an organisation answered, from when it was received
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- in which consultation
  number {int} NOT NULL CHECK (number > 0),      -- in addresses, on the receipt and in files, unique in the consultation
  organisation_id {int} REFERENCES organisation(id),  -- of the register; null: it does not stand there
  organisation {text} NOT NULL CHECK (organisation <> ''),  -- its name when it answered
  received_on {text} NOT NULL,                   -- the day it came, in the compact's time zone; decides whether it was late
  received_at {time},                            -- the moment; null where only the day is known
  channel {text} NOT NULL                        -- how it came: web, paper, imported (how it came is not known)
    CHECK (channel IN ('web', 'paper', 'imported')),
  version {int} NOT NULL CHECK (version > 0),    -- the version that counts: the latest
  UNIQUE (consultation_id, number)
);
-- One organisation answers once; what it changes is a new version.
CREATE UNIQUE INDEX response_once ON response (consultation_id, organisation_id)
  WHERE organisation_id IS NOT NULL;

CREATE TABLE response_version (                  -- a response as it was submitted once; the earlier ones are kept
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  version {int} NOT NULL CHECK (version > 0),    -- 1, 2, 3 …
  entered_at {time} NOT NULL,                    -- when it came into the house
  entered_by {int} REFERENCES person(id),        -- who submitted it, or typed it in from paper; null: the import
  PRIMARY KEY (response_id, version)
);

CREATE TABLE response_original (                 -- the paper or mail a response came as
  id {id} PRIMARY KEY,                           -- identity, never shown
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  number {int} NOT NULL,                         -- in addresses, unique in the response
  file_id {int} NOT NULL REFERENCES file(id),    -- the file
  name {text} NOT NULL,                          -- of the file, as it came -- personal: may hold a name, seen by those who run the compact; kept: as long as the response
  added_at {time} NOT NULL,                      -- when it was attached
  UNIQUE (response_id, number)
);

CREATE TABLE remark (                            -- what a response says about the whole text, a section or a paragraph
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL CHECK (number > 0),      -- in addresses and files, unique in the compact
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  section {int},                                 -- position of the section in the version that is answered; null: the whole text
  paragraph_id {int} REFERENCES paragraph(id),   -- the paragraph, where it is about one
  UNIQUE (compact_id, number)
);
-- A response says one thing about each part: its stance, with what it has to say.
CREATE UNIQUE INDEX remark_once
  ON remark (response_id, COALESCE(section, 0), COALESCE(paragraph_id, 0));

CREATE TABLE remark_wording (                    -- the words of a remark in one version of its response
  remark_id {int} NOT NULL REFERENCES remark(id),  -- which remark
  version {int} NOT NULL CHECK (version > 0),    -- response_version.version
  stance {text} NOT NULL                         -- supports, supports_with_change, opposes, abstains
    CHECK (stance IN ('supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark; may be empty: then it is a stance only
  proposed {text} NOT NULL,                      -- how the text should read instead; may be empty
  PRIMARY KEY (remark_id, version)
);

CREATE TABLE disposition (                       -- what became of a remark; a change is a new row
  id {id} PRIMARY KEY,                           -- identity, never shown; the latest counts
  remark_id {int} NOT NULL REFERENCES remark(id),  -- which remark
  kind {text} NOT NULL                           -- accepted, partly, not_accepted, out_of_scope, noted
    CHECK (kind IN ('accepted', 'partly', 'not_accepted', 'out_of_scope', 'noted')),
  reason {text} NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  made_by {int} REFERENCES person(id),           -- who wrote it down; null: the import
  made_at {time} NOT NULL,                       -- when
  published_at {time}                            -- since when everybody sees it: every party has said yes; null: not yet
);
CREATE INDEX disposition_of_remark ON disposition (remark_id, id);

CREATE TABLE paragraph_remark (                  -- a remark that stands behind a paragraph
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- the paragraph
  remark_id {int} NOT NULL REFERENCES remark(id),  -- the remark
  linked_at {time} NOT NULL,                     -- when the link was made
  linked_by {int} REFERENCES person(id),         -- who made it; null: the import
  PRIMARY KEY (paragraph_id, remark_id)
);
CREATE INDEX paragraph_remark_by_remark ON paragraph_remark (remark_id);

CREATE TABLE response_draft (                    -- what an organisation has not submitted: its own space, shown to nobody else
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- in which consultation
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- whose
  saved_by {int} NOT NULL REFERENCES person(id), -- who wrote last
  saved_at {time} NOT NULL,                      -- when
  UNIQUE (consultation_id, organisation_id)
);

CREATE TABLE response_draft_part (               -- what it says so far about one part of the text
  draft_id {int} NOT NULL REFERENCES response_draft(id),  -- which draft
  section {int} NOT NULL,                        -- position of the section; 0: the whole text
  stance {text} NOT NULL                         -- as in remark_wording; empty: none chosen yet
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark so far
  proposed {text} NOT NULL,                      -- the proposed wording so far
  saved_by {int} NOT NULL REFERENCES person(id), -- who wrote this part last
  saved_at {time} NOT NULL,                      -- when
  PRIMARY KEY (draft_id, section)
);

-- Remarks as they stand: in the version of their response that counts, with the disposition that
-- everybody sees.
CREATE VIEW remark_now AS
  SELECT k.id, k.compact_id, k.number, k.response_id, k.section, k.paragraph_id, r.consultation_id,
    w.stance, w.wording, w.proposed,
    (SELECT MAX(d.id) FROM disposition d
     WHERE d.remark_id = k.id AND d.published_at IS NOT NULL) AS disposition_id
  FROM remark k
  JOIN response r ON r.id = k.response_id
  JOIN remark_wording w ON w.remark_id = k.id AND w.version = r.version;

-- sqlite:
CREATE TRIGGER consultation_on_frozen BEFORE INSERT ON consultation
WHEN NOT EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a consultation is about a frozen version');
END;
CREATE TRIGGER consultation_keeps_text BEFORE UPDATE OF compact_id, version_id ON consultation
BEGIN
  SELECT RAISE(ABORT, 'a consultation keeps its text');
END;
CREATE TRIGGER consultation_handled BEFORE UPDATE OF handled_at ON consultation
WHEN NEW.handled_at IS NOT NULL AND EXISTS (
  SELECT 1 FROM remark_now k
  WHERE k.consultation_id = NEW.id AND k.disposition_id IS NULL
    AND (k.wording <> '' OR k.proposed <> ''))
BEGIN
  SELECT RAISE(ABORT, 'a remark lacks its disposition');
END;
CREATE TRIGGER response_version_stays BEFORE UPDATE ON response_version
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;
CREATE TRIGGER remark_wording_stays BEFORE UPDATE ON remark_wording
BEGIN
  SELECT RAISE(ABORT, 'what was received does not change');
END;
CREATE TRIGGER disposition_stays BEFORE UPDATE OF remark_id, kind, reason ON disposition
BEGIN
  SELECT RAISE(ABORT, 'a disposition is changed by a new one');
END;
-- end
-- postgres:
CREATE FUNCTION consultation_on_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a consultation is about a frozen version' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER consultation_on_frozen BEFORE INSERT ON consultation
FOR EACH ROW EXECUTE FUNCTION consultation_on_frozen();
CREATE FUNCTION consultation_handled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.handled_at IS NOT NULL AND EXISTS (
      SELECT 1 FROM remark_now k
      WHERE k.consultation_id = NEW.id AND k.disposition_id IS NULL
        AND (k.wording <> '' OR k.proposed <> '')) THEN
    RAISE EXCEPTION 'a remark lacks its disposition' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER consultation_handled BEFORE UPDATE OF handled_at ON consultation
FOR EACH ROW EXECUTE FUNCTION consultation_handled();
CREATE FUNCTION received_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was received does not change' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER consultation_keeps_text BEFORE UPDATE OF compact_id, version_id ON consultation
FOR EACH ROW EXECUTE FUNCTION received_stays();
CREATE TRIGGER response_version_stays BEFORE UPDATE ON response_version
FOR EACH ROW EXECUTE FUNCTION received_stays();
CREATE TRIGGER remark_wording_stays BEFORE UPDATE ON remark_wording
FOR EACH ROW EXECUTE FUNCTION received_stays();
CREATE TRIGGER disposition_stays BEFORE UPDATE OF remark_id, kind, reason ON disposition
FOR EACH ROW EXECUTE FUNCTION received_stays();
-- end
