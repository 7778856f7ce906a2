-- Behind a paragraph stand the remarks that were made on it, not only those that were linked to it.
CREATE INDEX remark_of_paragraph ON remark (paragraph_id, handling, stance) WHERE paragraph_id IS NOT NULL;
