-- Everybody sees that a remark stands behind a paragraph: that is so from when the version is fixed
-- whose words it changed, not while there is only a draft of it.
DELETE FROM paragraph_remark WHERE EXISTS (
  SELECT 1 FROM wording_change w
  JOIN disposition d ON d.id = w.disposition_id
  JOIN version v ON v.id = w.version_id
  WHERE w.paragraph_id = paragraph_remark.paragraph_id AND d.remark_id = paragraph_remark.remark_id
    AND w.noted_at = paragraph_remark.linked_at AND v.frozen_at IS NULL);

-- sqlite:
CREATE TRIGGER remark_behind_fixed_words AFTER UPDATE OF frozen_at ON version
WHEN OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT w.paragraph_id, d.remark_id, MIN(w.noted_at), MIN(w.noted_by)
  FROM wording_change w JOIN disposition d ON d.id = w.disposition_id
  JOIN version_paragraph p ON p.version_id = w.version_id AND p.paragraph_id = w.paragraph_id
  WHERE w.version_id = NEW.id GROUP BY w.paragraph_id, d.remark_id
  ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER remark_behind_words_of_fixed AFTER INSERT ON wording_change
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT NEW.paragraph_id, d.remark_id, NEW.noted_at, NEW.noted_by
  FROM disposition d JOIN version v ON v.id = NEW.version_id
  WHERE d.id = NEW.disposition_id AND v.frozen_at IS NOT NULL
  ON CONFLICT DO NOTHING;
END;
-- end
-- postgres:
CREATE FUNCTION remark_behind_fixed_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT w.paragraph_id, d.remark_id, MIN(w.noted_at), MIN(w.noted_by)
  FROM wording_change w JOIN disposition d ON d.id = w.disposition_id
  JOIN version_paragraph p ON p.version_id = w.version_id AND p.paragraph_id = w.paragraph_id
  WHERE w.version_id = NEW.id GROUP BY w.paragraph_id, d.remark_id
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END;
$$;
CREATE TRIGGER remark_behind_fixed_words AFTER UPDATE OF frozen_at ON version
FOR EACH ROW WHEN (OLD.frozen_at IS NULL AND NEW.frozen_at IS NOT NULL)
EXECUTE FUNCTION remark_behind_fixed_words();
CREATE FUNCTION remark_behind_words_of_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO paragraph_remark (paragraph_id, remark_id, linked_at, linked_by)
  SELECT NEW.paragraph_id, d.remark_id, NEW.noted_at, NEW.noted_by
  FROM disposition d JOIN version v ON v.id = NEW.version_id
  WHERE d.id = NEW.disposition_id AND v.frozen_at IS NOT NULL
  ON CONFLICT DO NOTHING;
  RETURN NEW;
END;
$$;
CREATE TRIGGER remark_behind_words_of_fixed AFTER INSERT ON wording_change
FOR EACH ROW EXECUTE FUNCTION remark_behind_words_of_fixed();
-- end
