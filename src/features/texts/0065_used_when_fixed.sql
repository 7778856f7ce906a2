-- Everybody sees that a note is used: that is so from when a fixed version has a paragraph it
-- stands behind, not while there is only a draft of it.
UPDATE contribution SET state = 'open' WHERE state = 'used' AND NOT EXISTS (
  SELECT 1 FROM paragraph_contribution behind
  JOIN version_paragraph words ON words.paragraph_id = behind.paragraph_id
  JOIN version ON version.id = words.version_id
  WHERE behind.contribution_id = contribution.id AND version.frozen_at IS NOT NULL);
