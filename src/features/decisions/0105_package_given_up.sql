-- A package whose files would be too large to keep says so, instead of a job that went wrong.
ALTER TABLE decision_package ADD COLUMN given_up_at {time};  -- when it turned out to be too large; null: it did not
