-- A link that came into the wrong hands is renewed, and the old one ends.
ALTER TABLE door ADD COLUMN link {int} NOT NULL DEFAULT 1;  -- which of its links holds, from 1; each has another token
