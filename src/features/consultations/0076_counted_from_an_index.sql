-- The remarks on each paragraph, counted in its order.
CREATE INDEX remark_on_paragraphs ON remark
  (consultation_id, paragraph_id, stance, has_proposal, number) WHERE paragraph_id IS NOT NULL;
