-- The outbox. A mail is written here in the same transaction as what it tells about, and sent a
-- moment later: nobody is told of something that did not happen, and nothing happens untold.
CREATE TABLE mail (                  -- one letter to one receiver
  id {id} PRIMARY KEY,               -- identity
  key {text} NOT NULL UNIQUE,        -- the occasion: however often it is written, one letter goes out
  message_id {text} NOT NULL,        -- left part of Message-ID, the same each time it is tried
  kind {text} NOT NULL,              -- what sort of letter, for counting and for the operator
  scope {int} NOT NULL,              -- which house it was sent from; 0: the installation itself
  about {text} NOT NULL,             -- what it is about, as its sender names it; may be empty
  language {text} NOT NULL,          -- sv, fi or en
  sender_name {text} NOT NULL,       -- not personal: the house that writes; empty: the installation
  recipient {text} NOT NULL,         -- personal: where to send it; kept: 30 days after it was sent
  recipient_name {text} NOT NULL,    -- personal: to greet; kept: 30 days after it was sent
  reply_to {text} NOT NULL,          -- personal: who answers; kept: 30 days after it was sent
  subject {text} NOT NULL,           -- personal: may name somebody; kept: 30 days after it was sent
  body {text} NOT NULL,              -- personal: the letter itself; kept: 30 days after it was sent
  calendar {text},                   -- personal: a calendar file; kept: 30 days after it was sent
  calendar_method {text},            -- PUBLISH, REQUEST or CANCEL, as the file says
  secret {bool} NOT NULL,            -- holds a code or a link that opens a door: emptied once sent
  state {text} NOT NULL              -- where it is on its way; caught: kept for the demo's reader
    CHECK (state IN ('queued', 'sending', 'sent', 'caught', 'dead')),
  attempts {int} NOT NULL,           -- how often sending has begun
  next_attempt_at {time} NOT NULL,   -- queued: when it is due; sending: when another may take over
  lease {text},                      -- sending: who has it; random, for one batch
  last_error {text},                 -- not personal: code and step, never what the server wrote
  created_at {time} NOT NULL,        -- when it was written
  sent_at {time},                    -- when a server took it, or when it was caught
  emptied_at {time},                 -- when receiver and contents were removed
  CHECK ((calendar IS NULL) = (calendar_method IS NULL)),
  CHECK ((state = 'sending') = (lease IS NOT NULL))
);

CREATE INDEX mail_due ON mail (state, next_attempt_at);
CREATE INDEX mail_recipient ON mail (recipient);
