CREATE TABLE decision_package (                 -- what those who decide get: text, changes, answers, figures, as two files that never change
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  version_id {int} NOT NULL REFERENCES version(id),  -- the frozen text it is about
  since_id {int} REFERENCES version(id),        -- the version whose changes it shows; null: none
  language {text} NOT NULL                      -- of its own words: sv, fi, en
    CHECK (language IN ('sv', 'fi', 'en')),
  asked_by {int} REFERENCES person(id),         -- who had it made; null: the program
  asked_at {time} NOT NULL,                     -- when
  compiled_at {time},                           -- when what it holds was read, in one moment; null: not yet
  pdf_id {int} REFERENCES file(id),             -- the PDF; null: not yet
  docx_id {int} REFERENCES file(id),            -- the DOCX; null: not yet
  UNIQUE (compact_id, number),
  CHECK ((compiled_at IS NULL) = (pdf_id IS NULL)),
  CHECK ((compiled_at IS NULL) = (docx_id IS NULL))
);
CREATE INDEX decision_package_of ON decision_package (version_id, number);

-- sqlite:
CREATE TRIGGER decision_package_stays BEFORE UPDATE ON decision_package
WHEN OLD.compiled_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a decision package does not change');
END;
-- end
-- postgres:
CREATE FUNCTION decision_package_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a decision package does not change' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER decision_package_stays BEFORE UPDATE ON decision_package
FOR EACH ROW WHEN (OLD.compiled_at IS NOT NULL) EXECUTE FUNCTION decision_package_stays();
-- end
