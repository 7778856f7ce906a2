-- A page of the directory is read along the index of names, which holds all that the page shows.
DROP INDEX organisation_in_order;
CREATE INDEX organisation_in_order
  ON organisation (compact_id, sort_key, id, number, party_id, name, field, whole_area);
