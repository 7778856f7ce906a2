-- How many wait is counted as they come and go, so that a page, and the next one who comes, need not
-- count a long line anew.
ALTER TABLE activity_way ADD COLUMN waiting {int} NOT NULL DEFAULT 0 CHECK (waiting >= 0);  -- how many people stand in line; kept by triggers
UPDATE activity_way SET waiting = (
  SELECT CAST(COALESCE(SUM(r.size), 0) AS BIGINT) FROM registration r
  WHERE r.activity_id = activity_way.activity_id AND r.way = activity_way.way
    AND r.state = 'waiting');

-- sqlite:
CREATE TRIGGER registration_joins_line AFTER INSERT ON registration WHEN NEW.state = 'waiting'
BEGIN
  UPDATE activity_way SET waiting = waiting + NEW.size
  WHERE activity_id = NEW.activity_id AND way = NEW.way;
END;
CREATE TRIGGER registration_moves_in_line AFTER UPDATE OF way, size, state ON registration
WHEN 'waiting' IN (OLD.state, NEW.state)
BEGIN
  UPDATE activity_way SET waiting = waiting - OLD.size
  WHERE OLD.state = 'waiting' AND activity_id = OLD.activity_id AND way = OLD.way;
  UPDATE activity_way SET waiting = waiting + NEW.size
  WHERE NEW.state = 'waiting' AND activity_id = NEW.activity_id AND way = NEW.way;
END;
-- end
-- postgres:
CREATE FUNCTION registration_in_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state = 'waiting' THEN
    UPDATE activity_way SET waiting = waiting - OLD.size
    WHERE activity_id = OLD.activity_id AND way = OLD.way;
  END IF;
  IF NEW.state = 'waiting' THEN
    UPDATE activity_way SET waiting = waiting + NEW.size
    WHERE activity_id = NEW.activity_id AND way = NEW.way;
  END IF;
  RETURN NEW;
END;
$$;
CREATE TRIGGER registration_joins_line AFTER INSERT ON registration
FOR EACH ROW WHEN (NEW.state = 'waiting') EXECUTE FUNCTION registration_in_line();
CREATE TRIGGER registration_moves_in_line AFTER UPDATE OF way, size, state ON registration
FOR EACH ROW WHEN (OLD.state = 'waiting' OR NEW.state = 'waiting')
EXECUTE FUNCTION registration_in_line();
-- end
