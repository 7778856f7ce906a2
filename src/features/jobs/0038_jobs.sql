CREATE TABLE job (                               -- long work, done piece by piece in the background
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                         -- in addresses, unique in the compact
  kind {text} NOT NULL CHECK (kind <> ''),       -- what is done, as its feature calls it
  subject {int} NOT NULL,                        -- on what: identity of a row of that feature
  state {text} NOT NULL                          -- waiting, running, done, failed
    CHECK (state IN ('waiting', 'running', 'done', 'failed')),
  done {int} NOT NULL CHECK (done >= 0),         -- pieces done so far
  total {int} NOT NULL CHECK (total >= 0),       -- pieces in all, as far as is known; 0: not known yet
  attempts {int} NOT NULL CHECK (attempts >= 0), -- how often in a row it went wrong
  lease {text},                                  -- who works on it; random, for one turn
  due_at {time} NOT NULL,                        -- nobody takes it before; while a lease holds: when that ends
  asked_by {int} REFERENCES person(id),          -- who asked for it; null: the program
  asked_at {time} NOT NULL,                      -- when
  ended_at {time},                               -- when it was done or given up
  UNIQUE (compact_id, number),
  CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL))
);
CREATE INDEX job_due ON job (due_at, id) WHERE ended_at IS NULL;
-- The same work is under way once.
CREATE UNIQUE INDEX job_once ON job (kind, subject) WHERE ended_at IS NULL;
