// KnownTerms: numbers under which a tokeniser knows the terms of a document from one document to the next.
//
// A worker meets the same words in every document. Whoever looks terms up (the
// matcher) remembers what it found by these numbers instead of looking again.
// They change no result: without them every term is looked up.
#pragma once

#include <cstdint>
#include <span>

namespace concord {

struct KnownTerms {
  static constexpr std::uint32_t unknown = UINT32_MAX;
  std::span<const std::uint32_t> numbers;  ///< of each TermNo of the document, or unknown; empty: of none
  std::uint64_t memory = 0;                ///< a number means the same term as long as this is the same
};

}  // namespace concord
