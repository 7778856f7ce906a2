-- What is laid aside belongs to the form it was typed in: somebody may write in two at once.
ALTER TABLE response_draft_aside RENAME TO response_draft_aside_before;
CREATE TABLE response_draft_aside (              -- what somebody wrote where another had written meanwhile: kept until one of them settles it
  draft_id {int} NOT NULL REFERENCES response_draft(id),  -- which draft
  section {int} NOT NULL,                        -- as in response_draft_words
  paragraph {int} NOT NULL,                      -- as in response_draft_words
  stance {text} NOT NULL                         -- as in response_draft_words
    CHECK (stance IN ('', 'supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark as they wrote it
  proposed {text} NOT NULL,                      -- the proposed wording as they wrote it
  joins {int} NOT NULL,                          -- as in response_draft_words
  written_by {int} NOT NULL REFERENCES person(id),  -- who
  form {text} NOT NULL,                          -- the opened form it was typed in; empty: one without
  written_at {time} NOT NULL,                    -- when, the latest
  PRIMARY KEY (draft_id, section, paragraph, written_by, form)
);
INSERT INTO response_draft_aside (draft_id, section, paragraph, stance, wording, proposed, joins,
  written_by, form, written_at)
SELECT draft_id, section, paragraph, stance, wording, proposed, joins, written_by, '', written_at
FROM response_draft_aside_before;
DROP TABLE response_draft_aside_before;
