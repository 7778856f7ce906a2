-- An organisation that others are members of asks them before it answers. All of it is the
-- organisation's own space, as its draft is; what everybody reads afterwards is how many there were.
CREATE TABLE gathering (                         -- an organisation asks its members about a text that is out for consultation
  id {id} PRIMARY KEY,                           -- identity, never shown
  consultation_id {int} NOT NULL REFERENCES consultation(id),  -- about which consultation
  organisation_id {int} NOT NULL REFERENCES organisation(id),  -- who asks
  words {text} NOT NULL,                         -- to the members, in the letter; may be empty
  closes_on {text} NOT NULL,                     -- the members' last day, all of it, in the compact's time zone
  opened_by {int} NOT NULL REFERENCES person(id),  -- who opened it
  opened_at {time} NOT NULL,                     -- when
  UNIQUE (consultation_id, organisation_id)
);

CREATE TABLE gathering_member (                  -- a member that is asked
  id {id} PRIMARY KEY,                           -- identity, never shown; the word in its link is made from it and the installation's key
  gathering_id {int} NOT NULL REFERENCES gathering(id),  -- by which gathering
  number {int} NOT NULL CHECK (number > 0),      -- in forms, unique in the gathering
  organisation_id {int} REFERENCES organisation(id),  -- of the directory; null: it does not stand there
  name {text} NOT NULL CHECK (name <> ''),       -- of the association -- not personal: of an association
  email {text} NOT NULL,                         -- where its link was sent; empty where those who represent it in the directory were written to -- personal: to reach it; kept: ninety days after the last day
  token_hash {text} NOT NULL,                    -- of the word in its link -- not personal: random
  asked_at {time} NOT NULL,                      -- when
  answered_at {time},                            -- when its view came, the latest; null: not yet
  may_be_named {bool} NOT NULL,                  -- it consents to being named in the response
  UNIQUE (gathering_id, number)
);
CREATE UNIQUE INDEX gathering_member_by_token ON gathering_member (token_hash);
CREATE INDEX gathering_member_of ON gathering_member (organisation_id);

CREATE TABLE gathering_view (                    -- what a member says about one part of the text
  member_id {int} NOT NULL REFERENCES gathering_member(id),  -- which member
  section {int} NOT NULL,                        -- as in response_draft_words
  paragraph {int} NOT NULL,                      -- as in response_draft_words
  stance {text} NOT NULL                         -- as in response_draft_words
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- its remark; may be empty
  proposed {text} NOT NULL,                      -- how the text should read instead; may be empty
  taken_at {time},                               -- when it was taken over into the draft, the latest; null: it was not
  PRIMARY KEY (member_id, section, paragraph)
);

CREATE TABLE response_gathering (                -- whose views a response rests on, as it was submitted
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  version {int} NOT NULL CHECK (version > 0),    -- response_version.version
  members {int} NOT NULL CHECK (members > 0),    -- how many members had said what they think
  PRIMARY KEY (response_id, version)
);

CREATE TABLE response_gathering_name (           -- the members among them that consented to being named
  response_id {int} NOT NULL REFERENCES response(id),  -- which response
  version {int} NOT NULL CHECK (version > 0),    -- response_version.version
  number {int} NOT NULL CHECK (number > 0),      -- their order
  name {text} NOT NULL,                          -- of the association -- not personal: of an association
  PRIMARY KEY (response_id, version, number)
);
