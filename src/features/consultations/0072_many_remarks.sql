-- What lists and counts ask of a remark stands beside it, so that forty thousand of them are counted
-- from an index and a page of them is found without reading the rest. The words stay where they are.
ALTER TABLE remark ADD COLUMN consultation_id {int} REFERENCES consultation(id);  -- the one its response answers
ALTER TABLE remark ADD COLUMN stance {text} NOT NULL DEFAULT '';  -- in the version of its response that counts; empty: that version does not say it any more
ALTER TABLE remark ADD COLUMN handling {int} NOT NULL DEFAULT 0;  -- 0 a bare stance, 1 waits for its disposition, 2 has one that is not published, 3 has a published one, 4 has a published one and another since
ALTER TABLE remark ADD COLUMN has_proposal {int} NOT NULL DEFAULT 0;  -- 1 where it proposes a wording
UPDATE remark SET
  consultation_id = (SELECT r.consultation_id FROM response r WHERE r.id = remark.response_id),
  stance = COALESCE((SELECT n.stance FROM remark_now n WHERE n.id = remark.id), ''),
  has_proposal = COALESCE((SELECT CASE WHEN n.proposed <> '' THEN 1 ELSE 0 END
    FROM remark_now n WHERE n.id = remark.id), 0),
  handling = COALESCE((
    SELECT CASE
      WHEN n.wording = '' AND n.proposed = '' THEN 0
      WHEN d.id IS NULL THEN 1
      WHEN n.disposition_id IS NULL THEN 2
      WHEN n.disposition_id = d.id THEN 3
      ELSE 4 END
    FROM remark_now n LEFT JOIN disposition d
      ON d.id = (SELECT MAX(e.id) FROM disposition e WHERE e.remark_id = n.id)
    WHERE n.id = remark.id), 0);
CREATE INDEX remark_by_part ON remark
  (consultation_id, section, paragraph_id, stance, handling, has_proposal, number);
CREATE INDEX remark_by_handling ON remark (consultation_id, handling, number, stance);
CREATE INDEX remark_by_number ON remark (consultation_id, number, stance);
