#include "lexicons/abbreviation_letters.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "lexicons/matcher_tables.h"

namespace concord {
namespace {

char32_t capital(char32_t c) {
  const bool small = (c >= 'a' && c <= 'z') || (c >= 0x430 && c <= 0x44F);
  return small ? c - 32 : c;
}

// No comma or bracket between the words.
bool unbroken(const DocumentWords& document, TokenRange words) {
  for (std::uint32_t token = words.begin + 1; token < words.end; ++token) {
    if (document.before(token).find_first_of(",;:()[]") != std::string_view::npos) return false;
  }
  return true;
}

// letters from `at` on are beginnings of parts from `part` on. Few words, short: plain search.
bool joins(std::string_view letters, std::size_t at, const std::vector<std::string_view>& parts, std::size_t part, std::size_t taken,
                                std::size_t left_out) {
  if (left_out > 3) return false;
  if (part == parts.size()) return at == letters.size() && taken >= 2 && left_out < taken + 1;
  const std::size_t most = std::min(parts[part].size(), letters.size() - at);
  for (std::size_t length = 1; length <= most && parts[part][length - 1] == letters[at + length - 1]; ++length) {
    if (joins(letters, at + length, parts, part + 1, taken + 1, left_out)) return true;
  }
  const bool link = is_link_word(parts[part]);
  return part > 0 && joins(letters, at, parts, part + 1, taken, left_out + (link ? 0 : 1));
}

}  // namespace

bool is_abbreviation(std::string_view word) {
  std::size_t capitals = 0;
  std::size_t letters = 0;
  for (std::size_t at = 0; at < word.size();) {
    const Decoded sign = decode_utf8(word, at);
    at += sign.length;
    if (sign.point == '-' || sign.point == '.' || (sign.point >= '0' && sign.point <= '9')) continue;
    if (sign.point < 0x80 && std::isalpha(static_cast<int>(sign.point)) == 0) return false;
    ++letters;
    if (is_capital(sign.point)) ++capitals;
  }
  return letters >= 2 && letters <= 10 && capitals >= 2 && capitals * 2 > letters;
}

std::u32string letters_of(std::string_view abbreviation) {
  std::u32string letters;
  for (std::size_t at = 0; at < abbreviation.size();) {
    const Decoded sign = decode_utf8(abbreviation, at);
    at += sign.length;
    if (sign.point == '.' || sign.point == '-') continue;
    if (at == abbreviation.size() && sign.point == 's' && letters.size() > 1 && is_capital(letters.back())) break;
    letters += capital(sign.point);
  }
  return letters;
}

bool spells(const DocumentWords& document, std::string_view abbreviation, TokenRange words) {
  const std::u32string wanted = letters_of(abbreviation);
  std::u32string all;
  std::u32string strong;
  for (std::uint32_t token = words.begin; token < words.end; ++token) {
    const char32_t c = capital(first_letter(document.surface(token)));
    all += c;
    if (!is_link_word(document.term(token))) strong += c;
  }
  return wanted == all || wanted == strong;
}

bool spells_in_any_order(const DocumentWords& document, std::string_view abbreviation, TokenRange words) {
  std::u32string wanted = letters_of(abbreviation);
  std::u32string found;
  for (std::uint32_t token = words.begin; token < words.end; ++token) {
    if (is_link_word(document.term(token))) continue;
    const std::string_view word = document.surface(token);
    for (std::size_t at = 0; at < word.size(); at = word.find('-', at) == std::string_view::npos ? word.size() : word.find('-', at) + 1) {
      found += capital(first_letter(word.substr(at)));
    }
  }
  std::sort(wanted.begin(), wanted.end());
  std::sort(found.begin(), found.end());
  return wanted.size() > 2 && wanted == found && is_capital(first_letter(document.surface(words.end - 1))) && unbroken(document, words);
}

bool joins_beginnings(const DocumentWords& document, std::string_view abbreviation, TokenRange words) {
  std::string letters;
  for (const char32_t c : letters_of(abbreviation)) {
    if (c > 'Z') return false;
    letters += static_cast<char>(c - 'A' + 'a');
  }
  if (letters.size() < 5 || !is_capital(first_letter(document.surface(words.begin))) || !unbroken(document, words)) return false;
  std::vector<std::string_view> parts;
  for (std::uint32_t token = words.begin; token < words.end; ++token) {
    const std::string_view word = document.term(token);
    for (std::size_t at = 0; at < word.size(); at = word.find('-', at) == std::string_view::npos ? word.size() : word.find('-', at) + 1) {
      parts.push_back(word.substr(at, word.find('-', at) - at));
    }
  }
  return joins(letters, 0, parts, 0, 0, 0);
}

bool letters_fit(const DocumentWords& document, std::string_view abbreviation, TokenRange words) {
  std::string letters;
  for (const char c : abbreviation) {
    if (c != '.' && c != '-') letters += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  const bool plain = std::all_of(letters.begin(), letters.end(), [](char c) { return (c & 0x80) == 0; });
  if (!plain) return spells(document, abbreviation, words);
  std::string whole;
  std::vector<bool> begins;
  for (std::uint32_t token = words.begin; token < words.end; ++token) {
    bool start = true;
    for (const char c : document.term(token)) {
      whole += c;
      begins.push_back(start);
      start = c == '-' || c == '\'';
    }
  }
  std::size_t at = whole.size();
  std::size_t at_begins = 0;
  for (std::size_t i = letters.size(); i-- > 0;) {
    const bool first = i == 0;
    // Prefer the begin of a word; a letter inside a word only where no word further left would be skipped for it.
    std::size_t choice = std::string::npos;
    for (std::size_t j = at; j-- > 0;) {
      if (whole[j] != letters[i] || (first && j != 0)) continue;
      if (choice == std::string::npos) choice = j;
      if (begins[j]) {
        choice = j;
        break;
      }
    }
    if (choice == std::string::npos) return false;
    at_begins += begins[choice] ? 1 : 0;
    at = choice;
  }
  return at == 0 && at_begins * 2 >= letters.size();
}

}  // namespace concord
