// What the database floor throws. A store seldom catches these: it writes ON CONFLICT … DO NOTHING
// and looks at run()'s count. The router catches the rest once; the words are for the log, not for
// the visitor, and never contain a bound value.
#pragma once

#include <stdexcept>

namespace overens {

/// Something went wrong while running; the statement or the transaction had no effect.
struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A constraint refused a row. After it the transaction is failed (see Db::savepoint).
struct ConstraintViolation : DatabaseError {
  using DatabaseError::DatabaseError;
};
struct UniqueViolation : ConstraintViolation {
  using ConstraintViolation::ConstraintViolation;
};
struct ForeignKeyViolation : ConstraintViolation {
  using ConstraintViolation::ConstraintViolation;
};
struct NotNullViolation : ConstraintViolation {
  using ConstraintViolation::ConstraintViolation;
};
/// A CHECK, or a trigger that raised (RAISE(ABORT, …) on SQLite, RAISE EXCEPTION on PostgreSQL).
struct CheckViolation : ConstraintViolation {
  using ConstraintViolation::ConstraintViolation;
};

/// A value that cannot be stored (NUL or broken UTF-8 in a text, a number that is not finite, too
/// large), or a stored value that does not fit its field (too large an integer, NULL, an unknown
/// name of an enum).
struct BadValue : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// More rows than limits::rows_per_query, or more than one where find() or load() expects one.
struct TooManyRows : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// A statement ran longer than DatabaseOptions::statement_timeout_ms.
struct StatementTimeout : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// The disk is full, or the database may not grow further.
struct StorageFull : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// Too many wait already (writers, or connections of the pool): answer 503.
struct Overloaded : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// The database cannot be reached, is locked by another for too long, or the connection was lost.
struct Unavailable : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// PostgreSQL asks to run the transaction again; seen outside only after limits::write_attempts.
struct SerializationFailure : DatabaseError {
  using DatabaseError::DatabaseError;
};
/// The database was written by a newer program than this one; nothing was changed.
struct NewerDatabase : DatabaseError {
  using DatabaseError::DatabaseError;
};

/// A mistake in our program: SQL that does not prepare, columns that are not the struct's fields, a
/// write inside a write, a transaction used after it failed.
struct StatementError : std::logic_error {
  using std::logic_error::logic_error;
};

}  // namespace overens
