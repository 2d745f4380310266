// DateItems: the tokens of one sentence as a reader of dates sees them: numbers, words, and the signs between them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "pipeline/chronicle/date_words.h"

namespace concord {

/// A token, or one half of a token that a hyphen joins ("mid-1995"), and the signs before it.
struct DateItem {
  std::string_view term;
  std::string_view surface;
  TextSpan span;
  std::uint32_t token = 0;
  int number = -1;      ///< of digits alone, or digits with an ordinal ending
  int digits = 0;       ///< how many; 0 for words
  bool ordinal = false;
  std::string gap;      ///< what stands between it and the item before, white space and page furniture left out
};

/// Items point into the document, which must outlive them.
class DateItems {
 public:
  /// Replaces what was there by the items of these tokens.
  void read(const Document& document, TokenRange tokens);

  [[nodiscard]] const DateItem& operator[](std::size_t i) const { return x_items[i]; }
  [[nodiscard]] std::size_t size() const { return x_items.size(); }
  [[nodiscard]] auto begin() const { return x_items.begin(); }
  [[nodiscard]] auto end() const { return x_items.end(); }

  [[nodiscard]] bool has(std::size_t i) const { return i < x_items.size(); }
  /// No sign before it.
  [[nodiscard]] bool joined(std::size_t i) const { return has(i) && x_items[i].gap.empty(); }
  [[nodiscard]] bool dashed(std::size_t i) const;
  [[nodiscard]] bool is_year(std::size_t i) const;
  [[nodiscard]] bool is_day(std::size_t i) const;
  /// A month's name; English ones with a capital.
  [[nodiscard]] MonthWord month(std::size_t i) const;
  /// The first position from `i` on that holds no "of", "the", "de", ...; at most so many are passed.
  [[nodiscard]] std::size_t past_fillers(std::size_t i, std::size_t most = 3) const;

 private:
  std::vector<DateItem> x_items;
};

}  // namespace concord
