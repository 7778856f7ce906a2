-- Those who hold seats get a letter when their yes is asked for.
ALTER TABLE proposal ADD COLUMN told_at {time};  -- since when they need not be told of this content; null: they have not been yet
UPDATE proposal SET told_at = proposed_at;
CREATE INDEX proposal_to_tell ON proposal (compact_id, id) WHERE told_at IS NULL;

CREATE TABLE seats_told (                       -- when those who hold seats were last written to
  compact_id {int} PRIMARY KEY REFERENCES compact(id),  -- of the compact
  told_at {time} NOT NULL                       -- when
);
