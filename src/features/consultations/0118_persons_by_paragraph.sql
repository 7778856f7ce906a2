-- A private person answers by paragraph too.
CREATE TABLE person_answer_words (               -- what it says about one part of the text
  answer_id {int} NOT NULL REFERENCES person_answer(id),  -- which answer
  position {int} NOT NULL,                       -- order in the answer, from 1
  section {int} NOT NULL,                        -- position of the section; 0: the whole text, or before the first heading
  paragraph_id {int} REFERENCES paragraph(id),   -- about which paragraph; null: the whole section
  stance {text} NOT NULL                         -- as in remark_wording -- personal: what the person thinks; kept: seven days, then as the response
    CHECK (stance IN ('supports', 'supports_with_change', 'opposes', 'abstains')),
  wording {text} NOT NULL,                       -- the remark; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  proposed {text} NOT NULL,                      -- the proposed wording; may be empty -- personal: what the person thinks; kept: seven days, then as the response
  PRIMARY KEY (answer_id, position)
);
INSERT INTO person_answer_words (answer_id, position, section, stance, wording, proposed)
SELECT answer_id, section + 1, section, stance, wording, proposed FROM person_answer_part;
DROP TABLE person_answer_part;
