-- What a note said before it was corrected may be what nobody should read: then a reason stands there.
ALTER TABLE contribution_wording ADD COLUMN mask_reason {text};  -- why it is hidden from everybody but those who run the compact; null: it is not -- not personal: read by everybody
ALTER TABLE contribution_wording ADD COLUMN masked_by {int} REFERENCES person(id);  -- who hid it
ALTER TABLE contribution_wording ADD COLUMN masked_at {time};  -- when
