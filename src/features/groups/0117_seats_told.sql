-- Those who hold seats get a letter when their yes is asked for.
ALTER TABLE proposal ADD COLUMN told_at {time};  -- when they were told of this content; null: they have not been yet
UPDATE proposal SET told_at = proposed_at;
CREATE INDEX proposal_to_tell ON proposal (compact_id) WHERE told_at IS NULL;
CREATE INDEX proposal_told ON proposal (compact_id, told_at);
