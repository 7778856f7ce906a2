#include <cstddef>

#include "base/secrets.h"
#include "db/errors.h"
#include "features/files/files.h"

namespace overens::files {
namespace {

Blob blob(std::string_view bytes) {
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  return {{first, first + bytes.size()}};
}

// A file ready for the database: what may take its time has been done.
struct Content {
  std::string sha256;
  Type type;
  Blob bytes;
};

Content content(Type type, std::string_view bytes) {
  return {sha256_hex(bytes), type, blob(bytes)};
}

Id<File> add(Db& db, const Content& content, Instant now) {
  db.run(R"(
      INSERT INTO file (sha256, type, size, bytes, stored_at)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (sha256) DO UPDATE SET attached_at = $5)",
         content.sha256, content.type, content.bytes.bytes.size(), content.bytes, now);
  return db.load<Id<File>>("SELECT id FROM file WHERE sha256 = $1", content.sha256);
}

// Whether a row links to it, whichever: the database holds every reference, ours and those of
// features still to come, and refuses.
bool remove_unless_linked(Db& db, Id<File> id) {
  try {
    db.savepoint([&] { db.run("DELETE FROM file WHERE id = $1", id); });
    return true;
  } catch (const ConstraintViolation&) {
    return false;
  }
}

}  // namespace

std::optional<Id<File>> store(Visit& visit, Filled& filled, std::string_view field) {
  const Upload* upload = visit.form.file(field);
  if (!upload) return std::nullopt;
  if (const auto why = refusal(*upload)) {
    filled.fail(field, *why);
    return std::nullopt;
  }
  const Content sent = content(*type_of(upload->bytes), upload->bytes);
  return visit.write_quietly([&](Db& db) { return add(db, sent, visit.now); });
}

Id<File> store(Db& db, std::string_view bytes, Instant now) {
  const auto type = type_of(bytes);
  if (!type || bytes.size() > std::size_t{most_bytes}) throw BadRequest{};
  return add(db, content(*type, bytes), now);
}

std::int64_t remove_unlinked(Db& db, std::int64_t most, Instant now) {
  const auto old = db.list<Id<File>>(R"(
      SELECT id FROM file
      WHERE COALESCE(attached_at, stored_at) <= $1 AND (looked_at IS NULL OR looked_at <= $2)
      ORDER BY looked_at IS NOT NULL, looked_at, id LIMIT $3)",
                                     plus_days(now, -unlinked_kept_days),
                                     plus_days(now, -looked_at_again_days), most);
  std::int64_t removed = 0;
  for (const Id<File> id : old) {
    if (remove_unless_linked(db, id))
      ++removed;
    else
      db.run("UPDATE file SET looked_at = $2 WHERE id = $1", id, now);
  }
  return removed;
}

std::optional<File> find(Db& db, Id<File> id) {
  return db.find<File>("SELECT id, sha256, type, size FROM file WHERE id = $1", id);
}

std::string bytes(Db& db, Id<File> id) {
  const Blob kept = db.load<Blob>("SELECT bytes FROM file WHERE id = $1", id);
  return {reinterpret_cast<const char*>(kept.bytes.data()), kept.bytes.size()};
}

}  // namespace overens::files
