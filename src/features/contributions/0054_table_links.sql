-- A link that came into the wrong hands is renewed, and the old one ends.
ALTER TABLE writing_table ADD COLUMN link {int} NOT NULL DEFAULT 1;  -- which of its links holds; each has another token, and the first is numbered by the second it was made in
