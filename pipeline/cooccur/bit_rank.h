// BitRank: a set of numbers that says of any number whether it is in, and how many lie below it, in a few steps.
//
// A bit a number, and a running count beside every 64 bits: 12 bytes for 64
// numbers. So the sentence of a token, or the place of a token's window in a
// list, is found without a search, and millions of numbers stay in the cache.
#pragma once

#include <cstdint>
#include <vector>

namespace concord {

class BitRank {
 public:
  BitRank() = default;
  /// Empty, for numbers below `end`.
  explicit BitRank(std::uint64_t end) : x_words(static_cast<std::size_t>(end / 64 + 1)) {}

  /// Requires: number < end, seal() was not called.
  void insert(std::uint64_t number) { x_words[number / 64].bits |= std::uint64_t{1} << (number % 64); }
  /// Counts the members; needed before below().
  void seal() {
    std::uint32_t before = 0;
    for (Word& word : x_words) {
      word.before = before;
      before += ones(word.bits);
    }
  }

  [[nodiscard]] bool contains(std::uint64_t number) const { return (x_words[number / 64].bits >> (number % 64) & 1) != 0; }
  /// Tells the processor that `number` will be asked for soon: worth it where numbers come in no order that it could guess.
  void prefetch(std::uint64_t number) const { __builtin_prefetch(&x_words[number / 64]); }
  /// How many members are smaller than `number`. Requires: number <= end, fewer than 2^32 members.
  [[nodiscard]] std::uint32_t below(std::uint64_t number) const {
    const Word& word = x_words[number / 64];
    return word.before + ones(word.bits & ((std::uint64_t{1} << (number % 64)) - 1));
  }

 private:
  struct Word {
    std::uint64_t bits = 0;
    std::uint32_t before = 0;
  };

  // std::popcount is a call into a table where the processor is not known to have the instruction; this is not.
  [[nodiscard]] static std::uint32_t ones(std::uint64_t bits) {
    bits -= bits >> 1U & 0x5555555555555555U;
    bits = (bits & 0x3333333333333333U) + (bits >> 2U & 0x3333333333333333U);
    bits = (bits + (bits >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    return static_cast<std::uint32_t>(bits * 0x0101010101010101U >> 56U);
  }

  std::vector<Word> x_words;
};

}  // namespace concord
