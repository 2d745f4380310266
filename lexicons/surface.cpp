// Surfaces: comparing a match with its rule letter by letter, for the rules that ask for it.
#include <algorithm>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

// Simple lower case of the scripts that have one; accents stay.
char32_t lower(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (!is_capital(c)) return c;
  if (c < 0x100) return c + 32;
  if (c < 0x250) return c + 1;
  if (c < 0x400) return c + 32;
  if (c < 0x410) return c + 80;
  if (c < 0x430) return c + 32;
  return c < 0x530 ? c + 1 : c + 48;
}

std::string lowered(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    append_utf8(lower(decoded.point), out);
    at += decoded.length;
  }
  return out;
}

// What a hyphenated token may have beside the name: see Dictionary. Only its being a plain word is asked here.
bool is_modifier(std::string_view rest) {
  return !rest.empty() && rest.size() <= 12 && std::all_of(rest.begin(), rest.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool same(std::string_view written, std::string_view found) {
  if (glob_matches(written, found)) return true;
  if (found.size() > written.size() && found.starts_with(written) && is_modifier(found.substr(written.size()))) return true;
  return found.size() > written.size() && found.ends_with(written) && is_modifier(lowered(found.substr(0, found.size() - written.size())));
}

}  // namespace

bool is_capital(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x100 && c <= 0x17F) return c % 2 == 0 && c != 0x138 && c < 0x178;
  if (c >= 0x391 && c <= 0x3AB) return true;
  if (c >= 0x400 && c <= 0x42F) return true;
  if (c >= 0x460 && c <= 0x52F) return c % 2 == 0 && !(c >= 0x482 && c <= 0x489) && c != 0x4C0;
  return c >= 0x531 && c <= 0x556;
}

bool same_surface(std::string_view written, std::string_view found, Accents accents, LetterCase letters) {
  std::string rule(written);
  std::string text(found);
  if (letters != LetterCase::exact) {
    rule = lowered(rule);
    text = lowered(text);
  }
  if (same(rule, text)) return true;
  // Exact letters with folded accents: the accents of both go, their case stays.
  if (accents == Accents::exact || letters != LetterCase::exact) return false;
  if (fold_term(rule) != fold_term(text) || rule.size() == text.size()) return false;
  const auto shape = [](const std::string& word) {
    std::string capitals;
    for (std::size_t at = 0; at < word.size();) {
      const Decoded decoded = decode_utf8(word, at);
      capitals += is_capital(decoded.point) ? 'A' : 'a';
      at += decoded.length;
    }
    return capitals;
  };
  return shape(rule) == shape(text);
}

void append_surface(const Document& document, TokenRange tokens, std::vector<PieceSpan>& pieces, std::string& surface) {
  for (std::uint32_t token = tokens.begin; token < tokens.end; ++token) {
    const std::string_view text = document.text_of(document.tokens[token].span);
    pieces.clear();
    split_pieces(text, pieces);
    for (const PieceSpan& piece : pieces) {
      if (!is_possessive(text, piece)) surface += piece_text(text, piece);
    }
  }
}

}  // namespace concord
