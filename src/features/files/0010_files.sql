-- Who may have a file is decided by whoever links to it.
CREATE TABLE file (                 -- what somebody attached, once for each content
  id {id} PRIMARY KEY,              -- identity of the row
  sha256 {text} NOT NULL UNIQUE     -- of the bytes, 64 hexadecimal digits: the same content is the same row
    CHECK (length(sha256) = 64),
  type {text} NOT NULL              -- found in the bytes, never what the sender claimed
    CHECK (type IN ('pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'text')),
  size {int} NOT NULL               -- bytes, at most 20 MiB
    CHECK (size BETWEEN 1 AND 20971520),
  bytes {blob} NOT NULL             -- personal: whatever the sender wrote in it; kept: as long as the row that links to it
    CHECK (length(bytes) = size),
  stored_at {time} NOT NULL         -- when this content came for the first time
);
