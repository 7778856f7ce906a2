CREATE TABLE organisation (                     -- an association, foundation, congregation or public body
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact whose register it stands in
  number {int} NOT NULL,                        -- in addresses and exports, unique in the compact
  party_id {int} NOT NULL REFERENCES party(id),  -- the party it belongs to
  name {text} NOT NULL,                         -- as it calls itself -- not personal: of an organisation
  sort_key {text} NOT NULL,                     -- the name's place in the Swedish order
  folded_name {text} NOT NULL,                  -- the name as it is compared and searched -- not personal: of an organisation
  organisation_number {text},                   -- NNNNNN-NNNN with a third digit of 2 or more, so never a personal number
  field {text} NOT NULL,                        -- what it works with, as in Kultur; may be empty
  form {text} NOT NULL,                         -- its legal form, as in ideell förening; may be empty
  whole_area {bool} NOT NULL,                   -- works in all of the compact's area; else see organisation_municipality
  description {text} NOT NULL,                  -- what it does, in its own words, Markdown; may be empty
  why {text} NOT NULL,                          -- why it takes part, in its own words, Markdown; may be empty
  website {text} NOT NULL,                      -- its own address on the web; may be empty
  contact_name {text} NOT NULL,                 -- personal: whom to turn to, shown in the directory; kept: until the organisation changes it or has left
  contact_role {text} NOT NULL,                 -- personal: what that person does there; kept: until the organisation changes it or has left
  contact_email {text} NOT NULL,                -- personal: to write to the organisation, shown in the directory; kept: until the organisation changes it or has left
  contact_phone {text} NOT NULL,                -- personal: to call the organisation, shown in the directory; kept: until the organisation changes it or has left
  is_confirmed {bool} NOT NULL,                 -- the name stands in a source that can be shown
  confirmed_at {time},                          -- when a representative last said that all of this is right
  added_at {time} NOT NULL,                     -- when it came into the register
  ended_on {text},                              -- the last day it existed, or was in the register; null: it goes on
  UNIQUE (compact_id, number)
);
CREATE UNIQUE INDEX organisation_by_organisation_number
  ON organisation (compact_id, organisation_number) WHERE organisation_number IS NOT NULL;
CREATE INDEX organisation_in_order ON organisation (compact_id, sort_key);
CREATE INDEX organisation_by_folded_name ON organisation (compact_id, folded_name);

CREATE TABLE organisation_municipality (        -- where an organisation works, when it is not everywhere
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- the organisation
  code {text} NOT NULL,                         -- of the municipality: 0580
  PRIMARY KEY (organisation_id, code)
);

CREATE TABLE organisation_name (                -- what an organisation was called before
  id {id} PRIMARY KEY,                          -- identity, never shown
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- the organisation
  name {text} NOT NULL,                         -- the earlier name -- not personal: of an organisation
  folded_name {text} NOT NULL,                  -- the same as it is compared and searched -- not personal: of an organisation
  changed_at {time} NOT NULL                    -- when it stopped being the name here
);
CREATE INDEX organisation_name_of ON organisation_name (organisation_id);

CREATE TABLE organisation_change (              -- corrections: what stood in the register before
  id {id} PRIMARY KEY,                          -- identity, never shown
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- the organisation
  field {text} NOT NULL,                        -- which column
  was {text} NOT NULL,                          -- personal: the earlier value, of a contact too, seen by those who run the compact; kept: as long as the organisation
  changed_by {int} REFERENCES person(id),       -- who changed it; null: the import
  changed_at {time} NOT NULL                    -- when
);
CREATE INDEX organisation_change_of ON organisation_change (organisation_id, id);

CREATE TABLE mandate (                          -- a person's task for an organisation, from a day to a day
  id {id} PRIMARY KEY,                          -- identity, never shown
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- for whom
  number {int} NOT NULL,                        -- in addresses, unique in the organisation
  person_id {int} NOT NULL REFERENCES person(id),  -- who
  kind {text} NOT NULL                          -- not personal: one of contact, signatory, responder, deputy
    CHECK (kind IN ('contact', 'signatory', 'responder', 'deputy')),
  from_date {text} NOT NULL,                    -- not personal: the first day
  to_date {text},                               -- not personal: the last day; null: until further notice
  UNIQUE (organisation_id, number)
);
CREATE INDEX mandate_of_person ON mandate (person_id);
-- Once a kind at a time, as long as it has no end.
CREATE UNIQUE INDEX mandate_once ON mandate (organisation_id, person_id, kind)
  WHERE to_date IS NULL;
