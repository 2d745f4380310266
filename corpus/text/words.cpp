#include "corpus/text/words.h"

#include <algorithm>
#include <array>

#include "corpus/text/fold.h"
#include "corpus/text/raw_words.h"
#include "corpus/text/symbols.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::uint8_t special_inside = RawWord::apostrophe | RawWord::stop | RawWord::underscore;

// Bytes after a word that may carry it on: - / @ : and the lead byte of the typographic hyphens.
constexpr std::array<bool, 256> carrying_bytes() {
  std::array<bool, 256> table{};
  for (const char c : {'-', '/', '@', ':'}) table[static_cast<unsigned char>(c)] = true;
  table[0xE2] = true;
  return table;
}
constexpr std::array<bool, 256> carries_on = carrying_bytes();

// Length of the hyphen at `at`: U+002D, U+2010 or U+2011; 0 = none.
std::uint32_t hyphen_length(std::string_view text, std::uint32_t at, std::uint32_t limit) {
  if (at >= limit) return 0;
  if (text[at] == '-') return 1;
  const std::string_view three = text.substr(at, std::min<std::size_t>(3, limit - at));
  return three == "\xE2\x80\x90" || three == "\xE2\x80\x91" ? 3 : 0;
}

// Length of the apostrophe at `at`: ' or U+2019; 0 = none.
std::uint32_t apostrophe_length(std::string_view text, std::uint32_t at) {
  if (text[at] == '\'') return 1;
  return text.substr(at, 3) == "\xE2\x80\x99" ? 3 : 0;
}

bool is_one_of_ignoring_case(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::any_of(list.begin(), list.end(), [word](std::string_view one) {
    return one.size() == word.size() && std::equal(one.begin(), one.end(), word.begin(), [](char a, char b) {
             return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b);
           });
  });
}

// A vowel or h, after which French (and Italian, Catalan) elides.
bool can_follow_elision(char32_t point) {
  if (point < 0x80) return std::string_view("aeiouyhAEIOUYH").find(static_cast<char>(point)) != std::string_view::npos;
  return (point >= 0xC0 && point <= 0xFF && point != 0xC7 && point != 0xD1 && point != 0xE7 && point != 0xF1) ||
         point == 0x152 || point == 0x153;
}

}  // namespace

struct WordScanner::Engine {
  explicit Engine(Method method) : raws(method == Method::icu) {}

  void start(std::string_view in, TextSpan within) {
    text = in;
    limit = within.end;
    raws.start(text, within.begin, within.end);
  }

  bool scan(std::size_t most, std::vector<Word>& to) {
    out = &to;
    const std::size_t before = to.size();
    RawWord word;
    while (to.size() - before < most && raws.next(word)) take(word);
    return to.size() > before;
  }

  // One word of Unicode's: most go straight out.
  void take(RawWord word) {
    if ((word.flags & special_inside) != 0 && !take_apart(word)) return;
    if (word.end < limit && carries_on[static_cast<unsigned char>(text[word.end])] && carry_on(word)) return;
    emit(word);
  }

  // Trims underscores and cuts at a lost space or an elision. False when the word has been dealt with.
  bool take_apart(RawWord& word) {
    if ((word.flags & RawWord::underscore) != 0) trim_underscores(word);
    if ((word.flags & RawWord::stop) != 0) {
      if (is_one_of_ignoring_case(text.substr(word.begin, 4), {"www."}))
        return !emit_symbol(word.begin, web_address_end(text, word.begin, limit));
      cut_at_lost_space(word);
    }
    if ((word.flags & RawWord::apostrophe) != 0) cut_off_elision(word);
    return true;
  }

  void trim_underscores(RawWord& word) const {
    while (text[word.begin] == '_') ++word.begin;
    while (text[word.end - 1] == '_') --word.end;
  }

  void cut_at_lost_space(RawWord& word) {
    const std::string_view surface = text.substr(word.begin, word.end - word.begin);
    for (std::size_t stop = surface.find('.'); stop != std::string_view::npos; stop = surface.find('.', stop + 1)) {
      const auto at = word.begin + static_cast<std::uint32_t>(stop);
      if (!has_lost_its_space(text, at, word.end)) continue;
      word.end = at;
      raws.seek(at);
      return;
    }
  }

  // l'accord, d'Ivoire, qu'il: the article with its apostrophe goes out, the rest stays in hand.
  void cut_off_elision(RawWord& word) {
    const std::string_view surface = text.substr(word.begin, word.end - word.begin);
    const std::size_t at = std::min(surface.find('\''), surface.find("\xE2\x80\x99"));
    if (at == std::string_view::npos || at > 7) return;
    const std::string_view article = surface.substr(0, at);
    if (!is_one_of_ignoring_case(article, {"l", "d", "c", "j", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu",
                                           "quoiqu", "dell", "nell", "all", "sull", "dall"}))
      return;
    const auto rest = static_cast<std::uint32_t>(at) + apostrophe_length(surface, static_cast<std::uint32_t>(at));
    if (rest >= surface.size() || !can_follow_elision(decode_utf8(surface, rest).point)) return;
    out->push_back({{word.begin, word.begin + rest}, TokenKind::word});
    word.begin += rest;
  }

  // What follows the word may make it part of something longer. True when that has gone out.
  bool carry_on(RawWord& word) {
    if (text[word.end] == '/' && text[word.begin] >= 'A' && text[word.begin] <= 'Z') {
      if (emit_symbol(word.begin, document_symbol_end(text, word.begin, limit))) return true;
    }
    if (text.substr(word.end, std::min<std::size_t>(3, limit - word.end)) == "://") {
      return emit_symbol(word.begin, web_address_end(text, word.begin, limit));
    }
    while (join_next(word)) {
    }
    if (word.end < limit && text[word.end] == '@') {
      const std::uint32_t end = mail_address_end(text, word.end, limit);
      if (end > word.end) return emit_symbol(word.begin, end);
    }
    return false;
  }

  // Takes a hyphen and the word behind it into `word`.
  bool join_next(RawWord& word) {
    const std::uint32_t hyphen = hyphen_length(text, word.end, limit);
    RawWord next;
    if (hyphen == 0 || !raws.next(next)) return false;
    const bool joins = next.begin == word.end + hyphen && ((word.flags | next.flags) & RawWord::letter) != 0 &&
                       text[next.begin] != '_';
    if (!joins) {
      raws.seek(word.end);
      return false;
    }
    if ((next.flags & RawWord::underscore) != 0) trim_underscores(next);
    if ((next.flags & RawWord::stop) != 0) cut_at_lost_space(next);
    word.end = next.end;
    word.flags |= next.flags;
    return true;
  }

  bool emit_symbol(std::uint32_t begin, std::uint32_t end) {
    if (end <= begin) return false;
    emit_pieces(begin, end, TokenKind::symbol);
    raws.seek(end);
    return true;
  }

  void emit(const RawWord& word) {
    const TokenKind kind = (word.flags & RawWord::letter) != 0 ? TokenKind::word : TokenKind::number;
    if ((word.flags & RawWord::apostrophe) != 0) {
      if (const std::uint32_t stem = without_possessive(word); stem != word.end) {
        emit_pieces(word.begin, stem, kind);
        emit_pieces(stem, word.end, TokenKind::word);
        return;
      }
    }
    emit_pieces(word.begin, word.end, kind);
  }

  // Where the possessive 's begins, or the end of the word.
  std::uint32_t without_possessive(const RawWord& word) const {
    if ((text[word.end - 1] | 0x20) != 's') return word.end;
    for (const std::uint32_t length : {1U, 3U}) {
      if (word.end - word.begin < length + 2) break;
      const std::uint32_t at = word.end - 1 - length;
      if (apostrophe_length(text, at) == length) return at;
    }
    return word.end;
  }

  void emit_pieces(std::uint32_t begin, std::uint32_t end, TokenKind kind) {
    while (end - begin > max_word_bytes) {
      std::uint32_t cut = begin + max_word_bytes;
      while ((static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U) --cut;
      out->push_back({{begin, cut}, kind});
      begin = cut;
    }
    out->push_back({{begin, end}, kind});
  }

  RawWords raws;
  std::string_view text;
  std::uint32_t limit = 0;
  std::vector<Word>* out = nullptr;
};

WordScanner::WordScanner(Method method) : x_engine(std::make_unique<Engine>(method)) {}
WordScanner::~WordScanner() = default;
WordScanner::WordScanner(const WordScanner& other)
    : WordScanner(other.x_engine->raws.only_icu() ? Method::icu : Method::tables) {}
WordScanner& WordScanner::operator=(const WordScanner& other) {
  return *this = WordScanner(other);
}
WordScanner::WordScanner(WordScanner&&) noexcept = default;
WordScanner& WordScanner::operator=(WordScanner&&) noexcept = default;

void WordScanner::scan(std::string_view text, TextSpan within, std::vector<Word>& out) {
  x_engine->start(text, within);
  x_engine->scan(SIZE_MAX, out);
}

void WordScanner::start(std::string_view text, TextSpan within) {
  x_engine->start(text, within);
}
bool WordScanner::scan(std::size_t most, std::vector<Word>& out) {
  return x_engine->scan(most, out);
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  WordScanner().scan(text, {0, static_cast<std::uint32_t>(text.size())}, words);
  return words;
}

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> terms;
  for (const Word& word : words_of(text)) {
    std::string term;
    append_term(slice(text, word.span), term);
    if (!term.empty()) terms.push_back(std::move(term));
  }
  return terms;
}

void append_term(std::string_view surface, std::string& out) {
  if (surface.find('\n') == std::string_view::npos) return fold_term(surface, out);
  std::string one_line(surface);
  std::replace(one_line.begin(), one_line.end(), '\n', ' ');
  fold_term(one_line, out);
}

}  // namespace concord
