-- Whoever else sorts something by themes follows a theme that was merged without being told.
ALTER TABLE theme ADD COLUMN leads_to {int} REFERENCES theme(id);  -- the theme in use at the end of what it was merged into; null: itself
UPDATE theme SET leads_to = (
  WITH RECURSIVE line (theme_id, next_id) AS (
    SELECT theme.merged_into, (SELECT n.merged_into FROM theme n WHERE n.id = theme.merged_into)
    UNION ALL
    SELECT line.next_id, (SELECT n.merged_into FROM theme n WHERE n.id = line.next_id)
    FROM line WHERE line.next_id IS NOT NULL)
  SELECT theme_id FROM line WHERE next_id IS NULL)
WHERE merged_into IS NOT NULL;
