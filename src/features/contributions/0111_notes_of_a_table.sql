-- How many notes a table has written is asked whenever its phone opens, and who passed an invitation
-- on whenever its page does: neither need read all there are.
CREATE INDEX contribution_of_table ON contribution (writing_table_id) WHERE writing_table_id IS NOT NULL;
CREATE INDEX invitation_passed_on ON invitation (passed_on_from) WHERE passed_on_from IS NOT NULL;
