// Spans: half-open ranges of UTF-8 bytes, one type for each text they point into.
//
// A TextSpan points into a document's normalised text, a SourceSpan into the
// bytes of the file it came from. They are different types so that one cannot
// be handed over for the other; only an OffsetMap turns one into the other.
// The promise of the whole program: text.substr(span) is what was printed.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

namespace concord {

template <class Tag>
struct BasicSpan {
  std::uint32_t begin = 0;  ///< first byte
  std::uint32_t end = 0;    ///< one past the last byte; begin <= end

  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(BasicSpan inner) const { return begin <= inner.begin && inner.end <= end; }
  [[nodiscard]] constexpr bool overlaps(BasicSpan other) const { return begin < other.end && other.begin < end; }
  friend constexpr auto operator<=>(BasicSpan, BasicSpan) = default;
};

using TextSpan = BasicSpan<struct TextTag>;      ///< bytes of Text::utf8
using SourceSpan = BasicSpan<struct SourceTag>;  ///< bytes of the source file (or archive member)

/// The bytes that a span claims. Requires: span.end <= text.size().
[[nodiscard]] inline std::string_view slice(std::string_view text, TextSpan span) {
  assert(span.begin <= span.end && span.end <= text.size());
  return text.substr(span.begin, span.size());
}

/// Half-open range of indices into a layer of a Document (tokens of a sentence, sentences of a paragraph).
template <class Tag>
struct BasicRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr std::uint32_t size() const { return end - begin; }
  [[nodiscard]] constexpr bool empty() const { return begin == end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t index) const { return begin <= index && index < end; }
  friend constexpr auto operator<=>(BasicRange, BasicRange) = default;
};

using TokenRange = BasicRange<struct TokenTag>;        ///< indices into Document::tokens
using SentenceRange = BasicRange<struct SentenceTag>;  ///< indices into Document::sentences

}  // namespace concord
