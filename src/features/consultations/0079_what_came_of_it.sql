CREATE TABLE wording_change (                    -- a disposition gave a paragraph the words it has in a version
  version_id {int} NOT NULL REFERENCES version(id),  -- the version that has those words first
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- the paragraph
  disposition_id {int} NOT NULL REFERENCES disposition(id),  -- what became of the remark that asked for it
  noted_at {time} NOT NULL,                      -- when that was written down
  noted_by {int} REFERENCES person(id),          -- who did; null: the import
  PRIMARY KEY (version_id, paragraph_id, disposition_id)
);
CREATE INDEX wording_change_of ON wording_change (paragraph_id);
CREATE INDEX wording_change_by ON wording_change (disposition_id);

CREATE TABLE response_file_mask (                -- an attachment that not everybody may open; those who run the compact open them all
  id {id} PRIMARY KEY,                           -- identity, never shown
  response_id {int} NOT NULL REFERENCES response(id),  -- of which response
  file_id {int} NOT NULL REFERENCES file(id),    -- the file, in every version of the response
  reason {text} NOT NULL CHECK (reason <> ''),   -- why, for everybody to read
  masked_by {int} NOT NULL REFERENCES person(id),  -- who did it
  masked_at {time} NOT NULL,                     -- when
  lifted_by {int} REFERENCES person(id),         -- who took it away; null: it holds
  lifted_at {time}                               -- when; null: it holds
);
CREATE UNIQUE INDEX response_file_mask_now ON response_file_mask (response_id, file_id)
  WHERE lifted_at IS NULL;
CREATE INDEX response_file_mask_of ON response_file_mask (response_id, id);
