CREATE TABLE remark_theme (                      -- what a remark is about, as those who compile have found; several themes may be
  remark_id {int} NOT NULL REFERENCES remark(id),  -- the remark
  theme_id {int} NOT NULL REFERENCES theme(id),  -- the theme it was given; where themes were merged since, theme.leads_to is the one it has
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- of the remark
  given_at {time} NOT NULL,                      -- when
  given_by {int} NOT NULL REFERENCES person(id), -- who gave it
  stance {text} NOT NULL,                        -- of the remark, so that the summary is counted from an index; a trigger keeps it
  handling {int} NOT NULL,                       -- of the remark, likewise
  PRIMARY KEY (remark_id, theme_id)
);
CREATE INDEX remark_theme_in ON remark_theme (consultation_id, theme_id, stance, handling, remark_id);
ALTER TABLE remark ADD COLUMN themes {int} NOT NULL DEFAULT 0;  -- how many it was given
CREATE INDEX remark_by_themes ON remark (consultation_id, themes, number, handling, section);
-- The stances on sections, and what a response says, without reading the remarks on paragraphs.
CREATE INDEX remark_on_sections ON remark (consultation_id, section, stance)
  WHERE paragraph_id IS NULL;
CREATE INDEX remark_of_response ON remark (response_id, paragraph_id, section, stance);

ALTER TABLE remark_joining ADD COLUMN consultation_id {int} REFERENCES consultation(id);  -- of both remarks
UPDATE remark_joining SET consultation_id =
  (SELECT k.consultation_id FROM remark k WHERE k.id = remark_joining.remark_id);
CREATE INDEX remark_joining_in ON remark_joining (consultation_id, remark_id);

CREATE TABLE compilation (                       -- all that was said in a consultation, made in the background to be taken out
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- of which consultation
  asked_at {time} NOT NULL,                      -- when it was asked for
  remarks {int} NOT NULL,                        -- how many are written so far
  last_number {int} NOT NULL,                    -- remark.number of the last of them; 0: none yet
  workbook_id {int} REFERENCES file(id),         -- the same as a workbook; null: not yet, or there are too many for one
  made_at {time}                                 -- when it was finished; null: not yet
);
-- One is made at a time; the latest that is finished is kept.
CREATE UNIQUE INDEX compilation_under_way ON compilation (consultation_id) WHERE made_at IS NULL;
CREATE INDEX compilation_of ON compilation (consultation_id, id);

CREATE TABLE compilation_piece (                 -- the remarks of a compilation, some thousand at a time
  compilation_id {int} NOT NULL REFERENCES compilation(id),  -- of which compilation
  number {int} NOT NULL CHECK (number > 0),      -- their order
  lines {text} NOT NULL,                         -- as lines of a CSV file, without headings
  PRIMARY KEY (compilation_id, number)
);

-- sqlite:
CREATE TRIGGER remark_theme_follows AFTER UPDATE OF stance, handling ON remark
BEGIN
  UPDATE remark_theme SET stance = NEW.stance, handling = NEW.handling WHERE remark_id = NEW.id;
END;
-- end
-- postgres:
CREATE FUNCTION remark_theme_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE remark_theme SET stance = NEW.stance, handling = NEW.handling WHERE remark_id = NEW.id;
  RETURN NEW;
END;
$$;
CREATE TRIGGER remark_theme_follows AFTER UPDATE OF stance, handling ON remark
FOR EACH ROW EXECUTE FUNCTION remark_theme_follows();
-- end
