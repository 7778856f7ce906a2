// What ends a request early: thrown by pages and stores, caught once, in the router.
//
// Each refusal keeps two things apart: `told()`, what the visitor hears (translated when rendered;
// none means that the page has words of its own for this kind), and `what()`, what the log hears
// (plain English, never personal data). An expected mistake in a form is not one of these: it is a
// value, and the form is shown again.
// Must not know: status codes, pages, any domain word.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <utility>

#include "base/translation.h"

namespace overens {

class Refusal : public std::exception {
 public:
  const std::optional<Text>& told() const noexcept { return told_; }
  const char* what() const noexcept override { return logged_.c_str(); }

 protected:
  Refusal(std::optional<Text> told, std::string logged)
      : told_(std::move(told)), logged_(std::move(logged)) {}

 private:
  std::optional<Text> told_;
  std::string logged_;
};

// There is no such thing, or none that this visitor may know of: the two must look alike.
struct NotFound : Refusal {
  explicit NotFound(std::optional<Text> told = {}, std::string logged = "not found")
      : Refusal(std::move(told), std::move(logged)) {}
};

// Nobody is signed in, and somebody has to be.
struct Unauthorised : Refusal {
  explicit Unauthorised(std::optional<Text> told = {}, std::string logged = "not signed in")
      : Refusal(std::move(told), std::move(logged)) {}
};

// Somebody is signed in, and it is the wrong one.
struct Forbidden : Refusal {
  explicit Forbidden(std::optional<Text> told = {}, std::string logged = "forbidden")
      : Refusal(std::move(told), std::move(logged)) {}
};

// The request is right in itself, but what it wants is no longer possible: signed already, full,
// frozen. The visitor always hears why.
struct Conflict : Refusal {
  explicit Conflict(Text told, std::string logged = "conflict")
      : Refusal(std::move(told), std::move(logged)) {}
};

// The request itself is malformed; no form of ours sends it.
struct BadRequest : Refusal {
  explicit BadRequest(std::optional<Text> told = {}, std::string logged = "bad request")
      : Refusal(std::move(told), std::move(logged)) {}
};

// Too many attempts; another is welcome after that many seconds.
struct TooMany : Refusal {
  TooMany(std::optional<Text> told, int seconds, std::string logged = "too many attempts")
      : Refusal(std::move(told), std::move(logged)), retry_after_seconds(seconds) {}
  int retry_after_seconds;
};

// The value, or NotFound.
template <class T>
T found(std::optional<T> value) {
  if (!value) throw NotFound{};
  return *std::move(value);
}

}  // namespace overens
