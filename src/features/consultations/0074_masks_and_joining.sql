CREATE TABLE remark_mask (                       -- words of a remark that not everybody may read; those who run the compact read them all
  id {id} PRIMARY KEY,                           -- identity, never shown
  remark_id {int} NOT NULL REFERENCES remark(id),  -- which remark
  version {int} NOT NULL,                        -- of its response, as it was masked; a later one is masked whole until somebody has looked
  wording {text} NOT NULL,                       -- what everybody reads instead of the remark
  proposed {text} NOT NULL,                      -- what everybody reads instead of the proposed wording
  mark {text} NOT NULL CHECK (mark <> ''),       -- what stands in place of what is hidden, "[maskat: skäl]"
  reason {text} NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  masked_by {int} NOT NULL REFERENCES person(id),  -- who did it
  masked_at {time} NOT NULL,                     -- when
  lifted_by {int} REFERENCES person(id),         -- who took it away; null: it holds
  lifted_at {time}                               -- when; null: it holds
);
CREATE UNIQUE INDEX remark_mask_now ON remark_mask (remark_id) WHERE lifted_at IS NULL;
CREATE INDEX remark_mask_of ON remark_mask (remark_id, id);

CREATE TABLE remark_joining (                    -- a remark says: as that other organisation
  remark_id {int} NOT NULL REFERENCES remark(id),  -- the remark that joins; one about the whole text joins the response as a whole
  version {int} NOT NULL CHECK (version > 0),    -- response_version.version in which it does
  joined_id {int} NOT NULL REFERENCES remark(id),  -- the other's remark
  PRIMARY KEY (remark_id, version)
);
CREATE INDEX remark_joining_to ON remark_joining (joined_id);

-- As before, but what is masked reads as everybody may read it.
DROP VIEW remark_now;
CREATE VIEW remark_now AS
  SELECT k.id, k.compact_id, k.number, k.response_id, k.section, k.paragraph_id, r.consultation_id,
    w.stance,
    CASE WHEN m.id IS NULL THEN w.wording WHEN m.version = w.version THEN m.wording
      WHEN w.wording = '' THEN '' ELSE m.mark END AS wording,
    CASE WHEN m.id IS NULL THEN w.proposed WHEN m.version = w.version THEN m.proposed
      WHEN w.proposed = '' THEN '' ELSE m.mark END AS proposed,
    (SELECT MAX(d.id) FROM disposition d
     WHERE d.remark_id = k.id AND d.published_at IS NOT NULL) AS disposition_id
  FROM remark k
  JOIN response r ON r.id = k.response_id
  JOIN remark_wording w ON w.remark_id = k.id AND w.version = r.version
  LEFT JOIN remark_mask m ON m.remark_id = k.id AND m.lifted_at IS NULL;
