-- Who was invited and has been heard of in no way: asked of one place by reminders, lists and the
-- letter that it is cancelled.
CREATE VIEW invitation_unanswered AS
SELECT i.id, i.activity_id, i.round_id FROM invitation i
WHERE i.state = 'sent'
  AND NOT EXISTS (
    SELECT 1 FROM invitation same
    WHERE same.activity_id = i.activity_id AND same.organisation_id = i.organisation_id
      AND same.state IN ('accepted', 'declined'))
  AND NOT EXISTS (
    SELECT 1 FROM registration_organisation go JOIN registration g ON g.id = go.registration_id
    WHERE go.organisation_id = i.organisation_id AND g.activity_id = i.activity_id
      AND g.state IN ('confirmed', 'waiting', 'offered'))
  AND NOT EXISTS (
    SELECT 1 FROM registration g
    WHERE g.activity_id = i.activity_id AND g.email = i.email AND g.email <> ''
      AND g.state IN ('confirmed', 'waiting', 'offered'));
