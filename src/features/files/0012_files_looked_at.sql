-- Files that no row links to are removed a week after they came; see the task in files.
ALTER TABLE file ADD COLUMN attached_at {time};  -- when this content was brought in once more; null: only when it was stored
ALTER TABLE file ADD COLUMN looked_at {time};  -- when it was last seen that a row links to it; null: not yet looked for
CREATE INDEX file_to_look_at ON file (looked_at, stored_at);
