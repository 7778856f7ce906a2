CREATE TABLE response_person (                   -- the private person behind a response: elsewhere they stand as their role only
  response_id {int} PRIMARY KEY REFERENCES response(id),  -- which response
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- of the same
  name {text} NOT NULL,                          -- personal: shown beside the response with consent, else to those who run the compact; kept: as long as the response
  email {text} NOT NULL,                         -- personal: the receipt and what became of it are sent there; kept: as long as the response
  publishes_name {bool} NOT NULL,                -- consent to show the name beside the response
  UNIQUE (consultation_id, email)
);

CREATE TABLE person_answer (                     -- what a private person wrote, until they have confirmed by mail that they did
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- answered which consultation
  token_hash {text} NOT NULL UNIQUE,             -- of the word in the link of the letter; not personal: random
  name {text} NOT NULL,                          -- personal: to know who answers; kept: seven days, or with the response
  email {text} NOT NULL,                         -- personal: the link is sent there; kept: seven days, or with the response
  publishes_name {bool} NOT NULL,                -- as in response_person
  written_at {time} NOT NULL,                    -- when
  confirmed_at {time},                           -- when it was confirmed, and so received; null: not yet
  response_id {int} REFERENCES response(id)      -- the response it became; null: none yet
);
CREATE INDEX person_answer_by_time ON person_answer (written_at);

CREATE TABLE person_answer_part (                -- what it says about one part of the text
  answer_id {int} NOT NULL REFERENCES person_answer(id),  -- which answer
  section {int} NOT NULL,                        -- position of the section; 0: the whole text
  stance {text} NOT NULL                         -- as in remark_wording -- personal: what the person thinks; kept: seven days, then as the response
    CHECK (stance IN ('supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  proposed {text} NOT NULL,                      -- the proposed wording; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  PRIMARY KEY (answer_id, section)
);
