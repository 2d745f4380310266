// Exit codes: documented in the README; scripts and cron jobs rely on them. Frozen.
#pragma once

#include "corpus/document/result.h"

namespace concord {

inline constexpr int exit_found = 0;
inline constexpr int exit_nothing_found = 1;
inline constexpr int exit_usage = 2;
inline constexpr int exit_some_failed = 3;  ///< done, but some documents could not be read

[[nodiscard]] constexpr int exit_code(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage: return exit_usage;
    case ErrorCode::bad_data:
    case ErrorCode::limit: return 65;
    case ErrorCode::no_input: return 66;
    case ErrorCode::helper_missing: return 69;
    case ErrorCode::internal: return 70;
    case ErrorCode::cannot_create: return 73;
    case ErrorCode::io: return 74;
    case ErrorCode::locked: return 75;
    case ErrorCode::configuration: return 78;
  }
  return 70;
}

}  // namespace concord
