CREATE TABLE suggestion (                        -- another wording for a paragraph of a draft, with its reason
  id {id} PRIMARY KEY,                           -- identity, never shown; the subject of the proposal to the parties
  version_id {int} NOT NULL REFERENCES version(id),  -- the draft
  number {int} NOT NULL CHECK (number > 0),      -- in addresses, unique in the draft
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- which paragraph; one to be added stands after it
  kind {text} NOT NULL                           -- change its words, remove it, or add another after it
    CHECK (kind IN ('change', 'remove', 'add')),
  was {text} NOT NULL,                           -- what the paragraph said when it was suggested
  wording {text} NOT NULL,                       -- what it should say: Markdown; empty: to be removed
  reason {text} NOT NULL CHECK (reason <> ''),   -- why
  party_id {int} NOT NULL REFERENCES party(id),  -- whose suggestion it is; until put forward only its people see it
  suggested_by {int} NOT NULL REFERENCES person(id),  -- who wrote it
  suggested_at {time} NOT NULL,                  -- when it was last written
  put_forward_at {time},                         -- when it came to the joint group; null: own space of its party
  withdrawn_at {time},                           -- when its party took it back; null: it has not
  taken_at {time},                               -- when it went into the draft; null: it has not
  UNIQUE (version_id, number),
  CHECK ((kind = 'remove') = (wording = '')),
  CHECK (taken_at IS NULL OR put_forward_at IS NOT NULL)
);
CREATE INDEX suggestion_on_paragraph ON suggestion (paragraph_id);

CREATE TABLE suggestion_comment (                -- what is said about a suggestion
  id {id} PRIMARY KEY,                           -- identity, never shown
  suggestion_id {int} NOT NULL REFERENCES suggestion(id),  -- about which
  party_id {int} NOT NULL REFERENCES party(id),  -- for whom it is said
  said_by {int} NOT NULL REFERENCES person(id),  -- by whom
  said_at {time} NOT NULL,                       -- when
  is_own {bool} NOT NULL,                        -- only for the people of that party: own space
  words {text} NOT NULL CHECK (words <> '')      -- what was said -- not personal: about a wording
);
CREATE INDEX suggestion_comment_on ON suggestion_comment (suggestion_id);
