-- What organisations stand behind stays adopted, though a wrong entry of a decision is put right.
-- sqlite:
CREATE TRIGGER version_signed_stays_adopted BEFORE UPDATE OF adopted_on ON version
WHEN NEW.adopted_on IS NULL AND EXISTS (SELECT 1 FROM signature WHERE version_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'a text that is signed stays adopted');
END;
-- end
-- postgres:
CREATE FUNCTION version_signed_stays_adopted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM signature WHERE version_id = NEW.id) THEN
    RAISE EXCEPTION 'a text that is signed stays adopted' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER version_signed_stays_adopted BEFORE UPDATE OF adopted_on ON version
FOR EACH ROW WHEN (NEW.adopted_on IS NULL) EXECUTE FUNCTION version_signed_stays_adopted();
-- end
