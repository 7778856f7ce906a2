CREATE TABLE affiliation (                      -- that an organisation stands behind the compact, from a day to a day
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- who is affiliated
  from_date {text} NOT NULL,                    -- the first day
  to_date {text},                               -- the last day; null: until further notice
  text_version_id {int},                        -- the version of the text it stands behind, where known (table text_version)
  CHECK (to_date IS NULL OR to_date >= from_date)
);
CREATE UNIQUE INDEX affiliation_active_once ON affiliation (compact_id, organisation_id)
  WHERE to_date IS NULL;
CREATE INDEX affiliation_of_organisation ON affiliation (organisation_id, from_date);
