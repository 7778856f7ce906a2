-- Where a paragraph came from is known for each version: a draft finds it out anew.
DROP TABLE paragraph_ancestor;

CREATE TABLE paragraph_descent (                 -- a paragraph of a version that holds words of another one from before
  version_id {int} NOT NULL REFERENCES version(id),  -- the version in which it happened
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- the one that grew out of it
  ancestor_id {int} NOT NULL REFERENCES paragraph(id),  -- what it came from, in the version before
  how {text} NOT NULL                            -- split: the ancestor was divided; merged: the ancestor was joined with it
    CHECK (how IN ('split', 'merged')),
  PRIMARY KEY (version_id, paragraph_id, ancestor_id),
  CHECK (paragraph_id <> ancestor_id)
);
CREATE INDEX paragraph_descent_of ON paragraph_descent (paragraph_id);
CREATE INDEX paragraph_descent_from ON paragraph_descent (ancestor_id);

ALTER TABLE version_paragraph ADD COLUMN settled_at {time};  -- when somebody said by hand which paragraph it is; null: found by its words
ALTER TABLE version ADD COLUMN based_on {int} REFERENCES version(id);  -- the version it was written from; null: it is the first, or not known
