-- A letter may bring a code to show at a door.
ALTER TABLE mail ADD COLUMN qr {text} NOT NULL DEFAULT '';  -- personal: the address that a QR code beside the letter carries, empty: none; kept: 30 days after it was sent
