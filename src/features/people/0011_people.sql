CREATE TABLE person (                  -- somebody who can sign in; belongs to no compact
  id {id} PRIMARY KEY,                 -- identity of the row
  email {text} NOT NULL UNIQUE,        -- personal: to sign in with and be written to, in lower case; kept: until the person has no assignment left and asks to be removed
  name {text} NOT NULL,                -- personal: to be greeted and known by, empty until somebody says it; kept: as the address
  added_at {time} NOT NULL             -- when the address came here
);

CREATE TABLE session (                 -- a browser where somebody is signed in; signing out removes it
  id {id} PRIMARY KEY,                 -- identity of the row
  token_hash {text} NOT NULL UNIQUE,   -- not personal: SHA-256 of what the browser's cookie says
  person_id {int} NOT NULL REFERENCES person(id),  -- who
  began_at {time} NOT NULL,            -- when they signed in
  seen_at {time} NOT NULL,             -- last used, to the day; unused for 7 days it ends
  expires_at {time} NOT NULL           -- when it ends in any case: 30 days after it began
);
CREATE INDEX session_by_person ON session (person_id);
CREATE INDEX session_by_end ON session (expires_at);

CREATE TABLE sign_in_request (         -- somebody asked for a mail to sign in with; using it removes it
  id {id} PRIMARY KEY,                 -- identity of the row
  browser_hash {text} NOT NULL,        -- SHA-256 of what only the asking browser knows; only there link and code work
  token_hash {text} NOT NULL UNIQUE,   -- SHA-256 of the link's token
  code_hash {text} NOT NULL,           -- keyed hash of the code and the browser
  person_id {int} REFERENCES person(id),  -- whose address it was; null: nobody's, and no mail was sent
  then_path {text} NOT NULL,           -- where they were going; an address of ours
  attempts {int} NOT NULL              -- wrong codes so far; the fifth closes it
    CHECK (attempts BETWEEN 0 AND 5),
  expires_at {time} NOT NULL           -- 10 minutes after it was made
);
CREATE INDEX sign_in_request_by_browser ON sign_in_request (browser_hash);
CREATE INDEX sign_in_request_by_end ON sign_in_request (expires_at);

CREATE TABLE sign_in_attempt (         -- each time a mail was asked for, to count how often; removed after a day
  id {id} PRIMARY KEY,                 -- identity of the row
  kind {text} NOT NULL                 -- what is counted: mails to an address, or from a client
    CHECK (kind IN ('address', 'client')),
  key_hash {text} NOT NULL,            -- personal: keyed hash of the mail address or network address, to count by; kept: one day
  at {time} NOT NULL                   -- when
);
CREATE INDEX sign_in_attempt_by_key ON sign_in_attempt (kind, key_hash, at);
CREATE INDEX sign_in_attempt_by_time ON sign_in_attempt (at);
