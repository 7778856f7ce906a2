-- Who joins a response joins what it says then; another wording is not theirs.
ALTER TABLE remark_joining ADD COLUMN joined_version {int};  -- response_version.version of the other's response that was joined
UPDATE remark_joining SET joined_version = (
  SELECT r.version FROM remark o JOIN response r ON r.id = o.response_id
  WHERE o.id = remark_joining.joined_id);
