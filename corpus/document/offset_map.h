// OffsetMap: from a span of a text back to the span of the text it was made of.
//
// Decoding, HTML extraction and normalisation each change offsets. Each yields
// a map made of runs; composing them leads from the normalised text to the
// bytes of the source file. A run is either linear (each byte of the text is a
// byte of the source: clean UTF-8 needs one run for the whole file) or
// indivisible (the run's text as a whole stands for its source bytes: "é" out
// of "&eacute;"). Monotone: runs ascend in both texts.
#pragma once

#include <cstdint>
#include <vector>

#include "corpus/document/span.h"

namespace concord {

class OffsetMap {
 public:
  /// One run. Its text reaches to the next run's text_begin (the last one's to text_size()).
  struct Run {
    std::uint32_t text_begin = 0;
    std::uint32_t source_begin = 0;
    std::uint32_t source_end = 0;
    bool linear = true;  ///< text and source have the same length, byte for byte
    friend bool operator==(const Run&, const Run&) = default;
  };

  OffsetMap() = default;  ///< an empty text

  /// The map of a text that is its source.
  [[nodiscard]] static OffsetMap identity(std::uint32_t size);

  /// The map of a text that has no source bytes to point to (the output of a PDF reader): source spans are
  /// then pages and lines, and to_source() is empty at 0.
  [[nodiscard]] static OffsetMap none(std::uint32_t text_size);

  /// Appends a run of `text_length` bytes standing for [source_begin, source_end). Neighbouring linear runs that
  /// continue each other are merged. Requires: source_begin not before the last run's source_end.
  void append(std::uint32_t text_length, std::uint32_t source_begin, std::uint32_t source_end, bool linear);

  /// The smallest source span that covers the text span. Cost: two binary searches.
  [[nodiscard]] SourceSpan to_source(TextSpan span) const;

  /// `outer` leads from a text to the text this map leads from: the result leads from outer's text to this source.
  [[nodiscard]] OffsetMap after(const OffsetMap& outer) const;

  [[nodiscard]] std::uint32_t text_size() const { return x_text_size; }
  [[nodiscard]] bool has_source() const { return x_text_size == 0 || !x_runs.empty(); }
  [[nodiscard]] const std::vector<Run>& runs() const { return x_runs; }
  friend bool operator==(const OffsetMap&, const OffsetMap&) = default;

 private:
  [[nodiscard]] std::uint32_t text_end(std::size_t run) const;
  [[nodiscard]] std::size_t run_at(std::uint32_t text_offset) const;

  std::vector<Run> x_runs;
  std::uint32_t x_text_size = 0;
};

}  // namespace concord
