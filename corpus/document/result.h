// Result: a value, or the error that explains why there is none.
//
// Every expected failure in Concord travels as a Result. An Error says where
// (file, line, column or piece of input), what, and how it can be mended, so
// that the command line can print it without adding anything. Bugs are
// asserted, not returned; third-party exceptions are caught where the library
// is called and turned into an Error there.
//
// Spelled like std::expected (C++23), which the compilers of Debian 12 do not
// both have.
#pragma once

#include <cassert>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace concord {

/// What kind of failure it was; `pipeline/cli` maps each to one exit code.
enum class ErrorCode {
  usage,           ///< the call itself is wrong: bad option, bad query (exit 2)
  bad_data,        ///< content that cannot be understood (exit 65)
  no_input,        ///< a file or folder that is not there or not readable (exit 66)
  helper_missing,  ///< an outside program is not installed (exit 69)
  internal,        ///< a bug of ours (exit 70)
  cannot_create,   ///< an output that cannot be made (exit 73)
  io,              ///< a read or write that failed (exit 74)
  locked,          ///< another process holds the collection; try later (exit 75)
  configuration,   ///< concord.yaml or a lexicon is wrong (exit 78)
  limit,           ///< a limit of size, depth, time or memory was reached (exit 65)
};

/// One failure, ready to be shown: "where: message; remedy".
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string where;    ///< "actors/tajikistan.yaml:41:7", "S_1996_754.pdf", "query:12"
  std::string message;  ///< what is wrong, with the offending piece
  std::string remedy;   ///< what the user can do; may be empty
  std::string reason = {};  ///< of a document that cannot be read: its stable reason code, as `failures` lists it

  /// "where: message; remedy" without the parts that are empty.
  [[nodiscard]] std::string to_string() const {
    std::string line = where.empty() ? message : where + ": " + message;
    if (!remedy.empty()) line += "; " + remedy;
    return line;
  }
  friend bool operator==(const Error&, const Error&) = default;
};

/// A value of type T, or an Error. Requires: ask `has_value()` before `*` or `->`.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : x_state(std::in_place_index<0>, std::move(value)) {}  // NOLINT: implicit, as std::expected
  Result(Error error) : x_state(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  [[nodiscard]] bool has_value() const noexcept { return x_state.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& operator*() & {
    assert(has_value());
    return *std::get_if<0>(&x_state);
  }
  [[nodiscard]] const T& operator*() const& {
    assert(has_value());
    return *std::get_if<0>(&x_state);
  }
  [[nodiscard]] T&& operator*() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&x_state));
  }
  [[nodiscard]] T* operator->() { return &**this; }
  [[nodiscard]] const T* operator->() const { return &**this; }

  [[nodiscard]] const Error& error() const {
    assert(!has_value());
    return *std::get_if<1>(&x_state);
  }

 private:
  std::variant<T, Error> x_state;
};

/// Success without a value, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : x_error(std::move(error)), x_failed(true) {}  // NOLINT

  [[nodiscard]] bool has_value() const noexcept { return !x_failed; }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const Error& error() const {
    assert(x_failed);
    return x_error;
  }

 private:
  Error x_error;
  bool x_failed = false;
};

using Status = Result<void>;

}  // namespace concord
