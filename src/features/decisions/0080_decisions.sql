CREATE TABLE decision (                         -- what a body decided about the compact
  id {id} PRIMARY KEY,                          -- identity of the row
  compact_id {int} NOT NULL REFERENCES compact(id),  -- whose decision
  number {int} NOT NULL,                        -- within the compact; stays when it is corrected
  decided_on {text} NOT NULL,                   -- the date as well as it is known: 2017-06 or 2018-11-21
  body {text} NOT NULL,                         -- who decided: "Regionfullmäktige"
  about {text} NOT NULL,                        -- what it was about
  outcome {text} NOT NULL,                      -- "antas", "tillstyrks"; may be empty
  paragraph {text} NOT NULL,                    -- § of the minutes; may be empty
  diary_number {text} NOT NULL,                 -- diarienummer; may be empty
  text_version_id {int} REFERENCES version(id), -- the frozen text it adopts; null: it adopts none
  created_at {time} NOT NULL,                   -- when it was recorded here
  UNIQUE (compact_id, number)
);
CREATE INDEX decision_by_date ON decision (compact_id, decided_on);

CREATE TABLE decision_correction (              -- what stood there before a correction
  id {id} PRIMARY KEY,                          -- identity of the row
  decision_id {int} NOT NULL REFERENCES decision(id),  -- which decision was corrected
  was {text} NOT NULL,                          -- the whole entry as one line, as it was shown
  reason {text} NOT NULL,                       -- why it was corrected
  corrected_by {int} NOT NULL REFERENCES person(id),  -- by whom -- personal: accountability; kept: as long as the decision
  corrected_at {time} NOT NULL                  -- when
);
CREATE INDEX decision_correction_by_decision ON decision_correction (decision_id, id);
