CREATE TABLE signature (                        -- an organisation stands behind one exact version, in full
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  version_id {int} NOT NULL REFERENCES version(id),  -- what was signed: an adopted version, as a whole
  sha256 {text} NOT NULL,                       -- of exactly the bytes that were signed, copied from the version
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- who stands behind it
  signed_by {int} REFERENCES person(id),        -- who signed here; null: on paper, or imported
  signer_name {text} NOT NULL,                  -- personal: who signed for the organisation, empty where not known; kept: as long as the compact
  signer_role {text} NOT NULL,                  -- personal: in what task, empty where not known; kept: as long as the compact
  signed_at {time} NOT NULL,                    -- when; of paper and imports the day counts
  recorded_at {time} NOT NULL,                  -- when it was entered here
  recorded_by {int} REFERENCES person(id),      -- who entered it; null: the import
  channel {text} NOT NULL                       -- how it came: signed here, entered from paper, imported
    CHECK (channel IN ('web', 'paper', 'imported')),
  file_id {int} REFERENCES file(id),            -- the paper itself, where it was attached
  file_name {text} NOT NULL,                    -- personal: as the sender named the file, may be empty; kept: as long as the compact
  withdrawn_at {time},                          -- when the organisation took it back; null: it holds
  withdrawn_by {int} REFERENCES person(id),     -- who did that for the organisation
  withdrawn_reason {text},                      -- the words they gave, for everybody to read; may be empty
  UNIQUE (compact_id, number),
  CHECK ((channel = 'web') = (signed_by IS NOT NULL)),
  CHECK ((file_id IS NULL) = (file_name = '')),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
-- One at a time.
CREATE UNIQUE INDEX signature_once ON signature (version_id, organisation_id)
  WHERE withdrawn_at IS NULL;
CREATE INDEX signature_of_organisation ON signature (organisation_id, signed_at);

-- sqlite:
CREATE TRIGGER signature_of_the_whole BEFORE INSERT ON signature
WHEN NOT EXISTS (
  SELECT 1 FROM version v JOIN text t ON t.id = v.text_id
    JOIN organisation o ON o.id = NEW.organisation_id
  WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256 AND v.adopted_on IS NOT NULL
    AND t.compact_id = NEW.compact_id AND o.compact_id = NEW.compact_id)
BEGIN
  SELECT RAISE(ABORT, 'only an adopted version of the compact is signed, by its very bytes');
END;
CREATE TRIGGER signature_stays
BEFORE UPDATE OF compact_id, number, version_id, sha256, organisation_id, signed_by, signer_name,
  signer_role, signed_at, recorded_at, recorded_by, channel, file_id, file_name ON signature
BEGIN
  SELECT RAISE(ABORT, 'a signature does not change');
END;
CREATE TRIGGER signature_withdrawn_once BEFORE UPDATE ON signature
WHEN OLD.withdrawn_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a signature is withdrawn once');
END;
CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature
BEGIN
  SELECT RAISE(ABORT, 'a signature is withdrawn, not removed');
END;
-- end
-- postgres:
CREATE FUNCTION signature_of_the_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM version v JOIN text t ON t.id = v.text_id
      JOIN organisation o ON o.id = NEW.organisation_id
    WHERE v.id = NEW.version_id AND v.sha256 = NEW.sha256 AND v.adopted_on IS NOT NULL
      AND t.compact_id = NEW.compact_id AND o.compact_id = NEW.compact_id) THEN
    RAISE EXCEPTION 'only an adopted version of the compact is signed, by its very bytes'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER signature_of_the_whole BEFORE INSERT ON signature
FOR EACH ROW EXECUTE FUNCTION signature_of_the_whole();
CREATE FUNCTION signature_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signature does not change' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER signature_stays
BEFORE UPDATE OF compact_id, number, version_id, sha256, organisation_id, signed_by, signer_name,
  signer_role, signed_at, recorded_at, recorded_by, channel, file_id, file_name ON signature
FOR EACH ROW EXECUTE FUNCTION signature_stays();
CREATE TRIGGER signature_withdrawn_once BEFORE UPDATE ON signature
FOR EACH ROW WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION signature_stays();
CREATE TRIGGER signature_is_kept BEFORE DELETE ON signature
FOR EACH ROW EXECUTE FUNCTION signature_stays();
-- end
