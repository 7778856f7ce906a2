-- Questions are corrected and asked in another order; the usual ones in everybody's language.
ALTER TABLE question ADD COLUMN place {int} NOT NULL DEFAULT 1 CHECK (place > 0);  -- in which order they are asked, lowest first
ALTER TABLE question ADD COLUMN standard {text} NOT NULL DEFAULT '' CHECK (standard IN ('', 'diet', 'access', 'interpreter', 'hearing_loop'));  -- which of the usual questions it is, put in the reader's language; empty: in the words of label and purpose
UPDATE question SET place = number;
