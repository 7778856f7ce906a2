// The limits of the database floor, each by its name and with its unit last.
// What passes one of them is refused with a typed error of db/errors.h, never cut silently.
#pragma once

#include <cstddef>

namespace overens::limits {

inline constexpr std::size_t rows_per_query = 200'000;        // list(): beyond this, TooManyRows
inline constexpr std::size_t sql_bytes = 16 * 1024;           // a longer literal does not compile
inline constexpr std::size_t parameters_per_statement = 63;   // $1 … $63
inline constexpr std::size_t value_bytes = 64 * 1024 * 1024;  // one text or blob going in
inline constexpr std::size_t waiting_writes = 4096;           // more in the queue: Overloaded
inline constexpr std::size_t writes_per_group = 256;          // committed together on SQLite
inline constexpr int savepoint_depth = 16;                    // savepoints inside savepoints
inline constexpr int write_attempts = 8;                      // PostgreSQL: serialization failures
inline constexpr int connect_attempts = 2;                    // a lost connection is made anew once
inline constexpr int backup_pages_per_step = 2048;            // 8 MiB, then others may go first
inline constexpr int wal_pages_between_checkpoints = 1000;    // copied into the database
inline constexpr int wal_pages_before_restart = 8000;         // 32 MiB: readers wait for a moment
inline constexpr int wait_for_readers_ms = 200;               // and are let in again after that

}  // namespace overens::limits
