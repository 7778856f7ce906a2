-- Each of a registration's people is counted as what they are.
ALTER TABLE participant ADD COLUMN category {text} CHECK (category IN ('politician', 'official', 'representative', 'other'));  -- personal: as what this person comes and is counted, null where that was not said of them; kept: 6 months after the activity

-- Those who have a seat, with what they are counted as: who registered as the registration says, and
-- nobody as what somebody else is. Where nothing was said of one who comes along, their organisation
-- says it.
CREATE VIEW counted_participant AS
SELECT p.id, r.activity_id,
  CASE
    WHEN p.category IS NOT NULL THEN p.category
    WHEN r.category IS NULL OR (p.number = 1 AND p.replaced_at IS NULL) THEN r.category
    WHEN party.is_body THEN 'official'
    WHEN ro.id IS NOT NULL THEN 'representative'
    ELSE 'other'
  END AS category,
  CASE WHEN p.number = 1 AND p.replaced_at IS NULL THEN r.also END AS also
FROM participant p JOIN registration r ON r.id = p.registration_id
LEFT JOIN registration_organisation ro ON ro.registration_id = r.id AND ro.number = 1
LEFT JOIN organisation o ON o.id = ro.organisation_id
LEFT JOIN party ON party.id = o.party_id
WHERE r.state = 'confirmed';
