CREATE TABLE text (                              -- what the parties write together, in its versions
  id {id} PRIMARY KEY,                           -- identity, never shown
  compact_id {int} NOT NULL REFERENCES compact(id),  -- the compact
  number {int} NOT NULL,                         -- in addresses, unique in the compact
  created_at {time} NOT NULL,                    -- when its first version came
  UNIQUE (compact_id, number)
);

CREATE TABLE version (                           -- one wording of the whole text; frozen it never changes
  id {id} PRIMARY KEY,                           -- identity, never shown
  text_id {int} NOT NULL REFERENCES text(id),    -- of which text
  number {int} NOT NULL CHECK (number > 0),      -- 1, 2, 3 … within the text
  title {text} NOT NULL CHECK (title <> ''),     -- its first heading
  markdown {text} NOT NULL,                      -- the text itself: UTF-8, lines end in LF, one at the end
  sha256 {text} NOT NULL CHECK (length(sha256) = 64),  -- of exactly these bytes, hexadecimal
  language {text} NOT NULL,                      -- of the content, BCP 47
  note {text} NOT NULL,                          -- about the text, shown beside it, no part of it; may be empty
  created_by {int} REFERENCES person(id),        -- who brought it in; null: the import
  created_at {time} NOT NULL,                    -- when it was brought in or last replaced as a draft
  frozen_at {time},                              -- since when it can not change; null: a draft
  adopted_on {text},                             -- the day it was decided on; null: it has not been
  UNIQUE (text_id, number),
  CHECK (adopted_on IS NULL OR frozen_at IS NOT NULL)
);

CREATE TABLE version_section (                   -- a heading of a version
  version_id {int} NOT NULL REFERENCES version(id),  -- of which version
  position {int} NOT NULL CHECK (position > 0),  -- order, from 1
  parent {int},                                  -- position of the section it lies in; null: in none
  level {int} NOT NULL CHECK (level BETWEEN 1 AND 5),  -- 1 is right below the title
  slug {text} NOT NULL,                          -- in addresses, unique in the version
  heading {text} NOT NULL,                       -- the words
  PRIMARY KEY (version_id, position),
  UNIQUE (version_id, slug)
);

CREATE TABLE paragraph (                         -- what stays the same paragraph from version to version
  id {id} PRIMARY KEY,                           -- identity, never shown
  text_id {int} NOT NULL REFERENCES text(id),    -- of which text
  number {int} NOT NULL,                         -- in addresses, unique in the text, never used again
  UNIQUE (text_id, number)
);

CREATE TABLE version_paragraph (                 -- the words of a paragraph in one version
  version_id {int} NOT NULL REFERENCES version(id),  -- of which version
  position {int} NOT NULL CHECK (position > 0),  -- place in it, from 1
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- which paragraph
  section {int},                                 -- position of its section; null: before the first heading
  wording {text} NOT NULL CHECK (wording <> ''), -- Markdown
  PRIMARY KEY (version_id, position),
  UNIQUE (version_id, paragraph_id)
);
CREATE INDEX version_paragraph_over_time ON version_paragraph (paragraph_id);

CREATE TABLE paragraph_ancestor (                -- a paragraph that grew out of others: split or merged
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- the new one
  ancestor_id {int} NOT NULL REFERENCES paragraph(id),  -- what it came from
  PRIMARY KEY (paragraph_id, ancestor_id),
  CHECK (paragraph_id <> ancestor_id)
);

CREATE TABLE paragraph_contribution (            -- a note that stands behind a paragraph
  paragraph_id {int} NOT NULL REFERENCES paragraph(id),  -- the paragraph
  contribution_id {int} NOT NULL REFERENCES contribution(id),  -- the note
  linked_at {time} NOT NULL,                     -- when the link was made
  linked_by {int} REFERENCES person(id),         -- who made it; null: the import
  PRIMARY KEY (paragraph_id, contribution_id)
);
CREATE INDEX paragraph_contribution_by_note ON paragraph_contribution (contribution_id);

-- sqlite:
CREATE TRIGGER version_is_frozen
BEFORE UPDATE OF text_id, number, title, markdown, sha256, language, frozen_at ON version
WHEN OLD.frozen_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a frozen version does not change');
END;
CREATE TRIGGER version_stays BEFORE DELETE ON version
WHEN OLD.frozen_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'a frozen version is not removed');
END;
CREATE TRIGGER version_section_added BEFORE INSERT ON version_section
WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version gets no section');
END;
CREATE TRIGGER version_section_changed BEFORE UPDATE ON version_section
WHEN EXISTS (SELECT 1 FROM version
             WHERE id IN (OLD.version_id, NEW.version_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a section of a frozen version does not change');
END;
CREATE TRIGGER version_section_removed BEFORE DELETE ON version_section
WHEN EXISTS (SELECT 1 FROM version WHERE id = OLD.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version loses no section');
END;
CREATE TRIGGER version_paragraph_added BEFORE INSERT ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version gets no paragraph');
END;
CREATE TRIGGER version_paragraph_changed BEFORE UPDATE ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version
             WHERE id IN (OLD.version_id, NEW.version_id) AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a paragraph of a frozen version does not change');
END;
CREATE TRIGGER version_paragraph_removed BEFORE DELETE ON version_paragraph
WHEN EXISTS (SELECT 1 FROM version WHERE id = OLD.version_id AND frozen_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a frozen version loses no paragraph');
END;
-- end
-- postgres:
CREATE FUNCTION version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a frozen version does not change' USING ERRCODE = 'check_violation';
END;
$$;
CREATE TRIGGER version_is_frozen
BEFORE UPDATE OF text_id, number, title, markdown, sha256, language, frozen_at ON version
FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION version_is_frozen();
CREATE TRIGGER version_stays BEFORE DELETE ON version
FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION version_is_frozen();
CREATE FUNCTION part_of_frozen_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND EXISTS (
      SELECT 1 FROM version WHERE id = OLD.version_id AND frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a frozen version does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF EXISTS (SELECT 1 FROM version WHERE id = NEW.version_id AND frozen_at IS NOT NULL) THEN
    RAISE EXCEPTION 'a frozen version does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER version_section_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON version_section
FOR EACH ROW EXECUTE FUNCTION part_of_frozen_version();
CREATE TRIGGER version_paragraph_is_frozen BEFORE INSERT OR UPDATE OR DELETE ON version_paragraph
FOR EACH ROW EXECUTE FUNCTION part_of_frozen_version();
-- end
