-- A name that somebody typed may be none of the register, and need not be asked about again.
ALTER TABLE registration_organisation ADD COLUMN left_at {time};  -- when a coordinator said that the typed name is none of the register; null: nobody did
