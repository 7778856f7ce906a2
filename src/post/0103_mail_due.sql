-- The next letters are found along one index, which holds those that wait in the order in which they
-- go; and those that were given up along another. All the other letters are in neither.
DROP INDEX mail_due;
DROP INDEX mail_bulk;
CREATE INDEX mail_due ON mail (is_bulk, next_attempt_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX mail_dead ON mail (scope, id) WHERE state = 'dead';
