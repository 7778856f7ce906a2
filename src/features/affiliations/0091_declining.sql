CREATE TABLE declining (                        -- that the parties are asked to decline an application, where every party decides
  application_id {int} PRIMARY KEY REFERENCES application(id),  -- the application
  words {text} NOT NULL CHECK (words <> ''),    -- personal: the reason, as the applicant would be told it; kept: as long as the application
  asked_by {int} NOT NULL REFERENCES person(id),  -- the coordinator who put it to the parties
  asked_at {time} NOT NULL                      -- when, in these words
);
