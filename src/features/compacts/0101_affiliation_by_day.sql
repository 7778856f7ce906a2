-- Whether an organisation is affiliated on a day is answered by the index alone.
DROP INDEX affiliation_of_organisation;
CREATE INDEX affiliation_of_organisation ON affiliation (organisation_id, from_date, to_date);
