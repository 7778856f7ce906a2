CREATE TABLE journal (              -- every change: who did what, for whom, on what, when
  id {id} PRIMARY KEY,              -- identity of the row
  scope {int} NOT NULL,             -- the house it happened in; 0 is the installation
  person {int},                     -- who did it; null: nobody signed in, or the program itself -- personal: accountability; kept: as long as the record it is about
  acting_for {int},                 -- the organisation they acted for, where they said so
  what {text} NOT NULL,             -- the function that did it, as in signatures::sign
  subject {text} NOT NULL,          -- the address it was done at, numbers only
  detail {text} NOT NULL,           -- what else is worth knowing; never personal data
  at {time} NOT NULL                -- when
);
CREATE INDEX journal_by_scope ON journal (scope, id);
