-- What became of a proposal when its matter was settled in another way: an application that was taken back.
ALTER TABLE proposal ADD COLUMN closed_at {time};  -- when it fell without having been agreed; null: it has not
DROP INDEX proposal_open_once;
CREATE UNIQUE INDEX proposal_open_once ON proposal (compact_id, kind, subject)
  WHERE agreed_at IS NULL AND closed_at IS NULL;

CREATE TABLE quorum_change (                    -- how many of its seats a party wants its yes to take; done when it has said yes itself
  proposal_id {int} PRIMARY KEY REFERENCES proposal(id),  -- the party's own proposal
  party_id {int} NOT NULL REFERENCES party(id),  -- the party
  quorum {int} NOT NULL CHECK (quorum > 0)      -- how many seats, from then on
);
