CREATE TABLE setting (          -- what the installation must remember about itself
  name {text} PRIMARY KEY,      -- "secret_key": signs form tokens and mail links; "introduced": whom to be in a demonstration -- not personal
  value {text} NOT NULL,        -- as text; never shown
  set_at {time} NOT NULL        -- when it was set
);
