-- What a letter needs to be found again by those who run a house: which of its affairs it belongs to,
-- and what the receiver's server said. And what mail to many needs: that it lets single letters pass,
-- and a way off the list.
ALTER TABLE mail ADD COLUMN topic {text} NOT NULL DEFAULT '';  -- the affair it belongs to, as its sender names it: "activity 9"; may be empty
ALTER TABLE mail ADD COLUMN is_bulk {bool} NOT NULL DEFAULT FALSE;  -- one of many alike: waits until no other letter is due
ALTER TABLE mail ADD COLUMN unsubscribe {text} NOT NULL DEFAULT '';  -- personal: the address at which the receiver leaves the list (RFC 8058), empty: no list; kept: 30 days after it was sent
ALTER TABLE mail ADD COLUMN server_words {text};  -- personal: what the server answered when it last refused, often the address again; kept: 30 days after it was sent, 90 where it never was
CREATE INDEX mail_of_topic ON mail (scope, topic, id);
CREATE INDEX mail_about ON mail (scope, about, id);
CREATE INDEX mail_bulk ON mail (state, is_bulk);
