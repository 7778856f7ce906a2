-- Invitations: a round is decided as a whole, shown before anything is sent, and then sent row by row.
CREATE TABLE invitation_round (                 -- one mailing of invitations to an activity: whom, and on what terms
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  activity_id {int} NOT NULL REFERENCES activity(id),  -- to what
  number {int} NOT NULL,                        -- in addresses, unique in the compact
  source {text} NOT NULL                        -- whom: affiliated: the contacts of all affiliated; appointed: who holds a seat; chosen: contacts by party, field and municipality; file: a list that was brought in
    CHECK (source IN ('affiliated', 'appointed', 'chosen', 'file')),
  party_id {int} REFERENCES party(id),          -- only of this party; null: of all
  field {text} NOT NULL,                        -- only who works in this field; empty: in any
  municipality {text} NOT NULL,                 -- only who works in this municipality (its code); empty: anywhere
  affiliated_since {text},                      -- only who was affiliated on that day or later; null: whenever
  words {text} NOT NULL,                        -- what stands in the letter beside the facts; may be empty
  quota {int} CHECK (quota > 0),                -- the most seats for one organisation by these links; null: as the activity says
  holds_after_close {bool} NOT NULL,            -- whether the links hold after the last day to register
  passing {text} NOT NULL                       -- to whom a link may be passed on: nobody, colleagues, members (of an umbrella organisation) too
    CHECK (passing IN ('nobody', 'colleagues', 'members')),
  state {text} NOT NULL                         -- making: its rows are being written; planned: to be looked at; sending; sent; undone: nothing was sent; withdrawn: its links hold no longer
    CHECK (state IN ('making', 'planned', 'sending', 'sent', 'undone', 'withdrawn')),
  made_by {int} REFERENCES person(id),          -- who planned it; null: somebody passed a link on
  made_at {time} NOT NULL,                      -- when
  begins_at {time},                             -- when sending begins: until then it can be undone; null: nobody has said so yet
  ended_at {time},                              -- when the last one was sent, or when it was undone or withdrawn
  UNIQUE (compact_id, number)
);
CREATE INDEX invitation_round_of ON invitation_round (activity_id, id);
CREATE INDEX invitation_round_sending ON invitation_round (state, begins_at);

CREATE TABLE invitation (                       -- one person invited to an activity, for an organisation or for themselves
  id {id} PRIMARY KEY,                          -- identity, never shown
  round_id {int} NOT NULL REFERENCES invitation_round(id),  -- the round it belongs to
  activity_id {int} NOT NULL REFERENCES activity(id),  -- to what, as its round says
  number {int} NOT NULL,                        -- unique in its round
  organisation_id {int} REFERENCES organisation(id),  -- for which organisation of the register; null: for none of them
  organisation_name {text} NOT NULL,            -- personal: an organisation as a list named it, may be empty; kept: 6 months after the activity
  name {text} NOT NULL,                         -- personal: to greet, may be empty; kept: 6 months after the activity
  email {text} NOT NULL,                        -- personal: to invite and to remind, in lower case; kept: 6 months after the activity
  token_hash {text} UNIQUE,                     -- not personal: SHA-256 of the token in the personal link; null once personal data is gone
  passed_on_from {int} REFERENCES invitation(id),  -- whose link was passed on to make this one; null: nobody's
  state {text} NOT NULL                         -- not personal: planned; left_out: not sent after all; sent: no answer yet; accepted; declined
    CHECK (state IN ('planned', 'left_out', 'sent', 'accepted', 'declined')),
  left_out_why {text}                           -- not personal: why it was not sent: the reasons of invitation_refusal
    CHECK (left_out_why IN ('invited_already', 'off_list', 'may_not_enter', 'is_over')),
  sent_at {time},                               -- when its letter was put in the outbox
  answered_at {time},                           -- when yes or no came
  remind_at {time},                             -- a reminder is due from then on; null: none is
  reminded_at {time},                           -- when the last reminder was written
  reminders {int} NOT NULL DEFAULT 0,           -- how many reminders have been written
  purged_at {time},                             -- when personal data was removed
  UNIQUE (round_id, number),
  CHECK ((state = 'left_out') = (left_out_why IS NOT NULL))
);
-- An address is invited once to an activity for each organisation it answers for.
CREATE UNIQUE INDEX invitation_once ON invitation (activity_id, email, COALESCE(organisation_id, 0))
  WHERE state IN ('sent', 'accepted', 'declined') AND email <> '';
CREATE INDEX invitation_of_activity ON invitation (activity_id, state, organisation_id);
CREATE INDEX invitation_to_remind ON invitation (remind_at) WHERE remind_at IS NOT NULL;

CREATE TABLE invitation_refusal (               -- a row of a plan that nobody will be sent, and why
  id {id} PRIMARY KEY,                          -- identity, never shown
  round_id {int} NOT NULL REFERENCES invitation_round(id),  -- the plan
  line {int} NOT NULL,                          -- the line of the file; 0: no file
  organisation {text} NOT NULL,                 -- personal: an organisation as the row names it, may be empty; kept: 30 days
  name {text} NOT NULL,                         -- personal: as the row names somebody, may be empty; kept: 30 days
  email {text} NOT NULL,                        -- personal: as it stands in the row, may be empty; kept: 30 days
  reason {text} NOT NULL                        -- not personal: no_address, bad_address, too_long, twice, invited_already, off_list, may_not_enter, no_contact
    CHECK (reason IN ('no_address', 'bad_address', 'too_long', 'twice', 'invited_already',
                      'off_list', 'may_not_enter', 'no_contact'))
);
CREATE INDEX invitation_refusal_of ON invitation_refusal (round_id, id);

CREATE TABLE invitation_registration (          -- a registration that came by a personal link
  id {id} PRIMARY KEY,                          -- identity, never shown
  invitation_id {int} NOT NULL REFERENCES invitation(id),  -- the link
  registration_id {int} NOT NULL UNIQUE REFERENCES registration(id)  -- what was registered
);
CREATE INDEX invitation_registration_of ON invitation_registration (invitation_id);

CREATE TABLE left_list (                        -- an address that wants no more letters of a list
  id {id} PRIMARY KEY,                          -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- whose letters
  list {text} NOT NULL                          -- which: invitations, or reminders of what one is registered for
    CHECK (list IN ('invitations', 'reminders')),
  email_hash {text} NOT NULL,                   -- personal: the address as a keyed hash, to know it again when somebody plans a mailing; kept: until they want the letters again
  left_at {time} NOT NULL,                      -- when
  UNIQUE (compact_id, list, email_hash)
);

CREATE TABLE invitation_purge (                 -- that personal data of an activity's invitations was removed
  id {id} PRIMARY KEY,                          -- identity, never shown
  activity_id {int} NOT NULL REFERENCES activity(id),  -- the activity
  invitations {int} NOT NULL,                   -- of how many
  purged_at {time} NOT NULL                     -- when
);
CREATE INDEX invitation_purge_of ON invitation_purge (activity_id);
