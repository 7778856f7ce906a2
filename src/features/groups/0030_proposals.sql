CREATE TABLE proposal (                         -- something that every party must say yes to
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  kind {text} NOT NULL,                         -- what is to be done, a word of the feature that asks: freeze_version
  subject {int} NOT NULL,                       -- on what: its number within its kind
  title {text} NOT NULL,                        -- what a yes means, in the compact's language
  path {text} NOT NULL,                         -- where to read what the yes is to, as /ostergotland/texts/1
  sha256 {text} NOT NULL,                       -- of the content the yes is to; another content needs new ones
  interested_organisation_id {int} REFERENCES organisation(id),  -- whose affair it is: its representatives step aside
  proposed_by {int} REFERENCES person(id),      -- who asked; null: the import
  proposed_at {time} NOT NULL,                  -- when this content was put forward
  agreed_at {time},                             -- when the last party's yes came; null: still waiting
  UNIQUE (compact_id, number)
);
CREATE UNIQUE INDEX proposal_open_once ON proposal (compact_id, kind, subject)
  WHERE agreed_at IS NULL;
CREATE INDEX proposal_on_content ON proposal (compact_id, kind, subject, sha256);

CREATE TABLE proposal_party (                   -- whose yes is needed: the parties when it was put forward
  proposal_id {int} NOT NULL REFERENCES proposal(id),  -- the proposal
  party_id {int} NOT NULL REFERENCES party(id),  -- the party
  quorum {int} NOT NULL CHECK (quorum > 0),     -- how many of its seats had to say yes then
  PRIMARY KEY (proposal_id, party_id)
);

CREATE TABLE assent (                           -- a yes, by one who holds a seat for a party
  id {id} PRIMARY KEY,                          -- identity, never shown
  proposal_id {int} NOT NULL REFERENCES proposal(id),  -- to what
  party_id {int} NOT NULL REFERENCES party(id),  -- for whom
  person_id {int} NOT NULL REFERENCES person(id),  -- by whom
  sha256 {text} NOT NULL,                       -- of the content that was before them
  given_at {time} NOT NULL,                     -- when
  withdrawn_at {time},                          -- when they took it back; null: they have not
  voided_at {time}                              -- when the content changed under it; null: it has not
);
CREATE UNIQUE INDEX assent_once ON assent (proposal_id, person_id)
  WHERE withdrawn_at IS NULL AND voided_at IS NULL;
