// RegexRules: the /regex/ rules of a lexicon, run only where they can match.
//
// RE2's prefilter tells which letters a text must hold for each regex; those
// are looked for among a document's distinct terms, and only the regexes that
// remain read its sentences. A sentence is read as a person would: marked
// stretches left out, blanks and line ends one blank, typographic quotes and
// dashes plain. Immutable; shared by all threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"

namespace concord {

class RegexRules {
 public:
  RegexRules();
  RegexRules(RegexRules&&) noexcept;
  RegexRules& operator=(RegexRules&&) noexcept;
  ~RegexRules();

  /// Adds one; its number is the count of those before. Errors: what RE2 says of the pattern, or that it takes more than
  /// `memory` bytes; `where` is empty.
  Status add(const std::string& pattern, bool exact_case, std::size_t memory);
  /// Requires: after the last add(), before anything below.
  void freeze();

  /// Numbers of the regexes that may match in a document with these terms, ascending.
  void candidates(const Vocabulary& terms, std::vector<std::uint32_t>& numbers) const;

  /// All matches of one regex that do not overlap each other, as byte ranges of `text`; empty ones are passed over.
  void find(std::uint32_t number, std::string_view text, const std::function<void(std::size_t begin, std::size_t end)>& found) const;

  [[nodiscard]] std::size_t size() const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> x_compiled;
};

/// The running text of a span with the way back: byte i of `text` came from byte `origins[i]` of the document's text.
struct PlainText {
  std::string text;
  std::vector<std::uint32_t> origins;
};
void read_plain_text(const Document& document, TextSpan span, PlainText& plain);

}  // namespace concord
