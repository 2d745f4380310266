#include "corpus/text/language.h"

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>
#include <limits>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

// cld2 writes some languages in the old way, and Chinese with its script.
std::string primary_tag(CLD2::Language language) {
  if (language == CLD2::UNKNOWN_LANGUAGE || language == CLD2::TG_UNKNOWN_LANGUAGE) return {};
  std::string tag = CLD2::LanguageCode(language);
  tag = tag.substr(0, tag.find('-'));
  if (tag == "iw") return "he";
  if (tag == "jw") return "jv";
  if (tag == "in") return "id";
  if (tag == "un" || tag.starts_with("xx")) return {};
  return tag;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// A border near `at` that cuts no character, and if a space is near, no word.
std::size_t border(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + 40);
  for (std::size_t i = at; i < limit; ++i) {
    if (is_ascii_blank(text[i])) return i;
  }
  while (at < text.size() && is_continuation(text[at])) ++at;
  return std::min(at, text.size());
}

}  // namespace

LanguageGuess guess_language(std::string_view text) {
  const auto size = static_cast<int>(std::min<std::size_t>(text.size(), std::numeric_limits<int>::max()));
  CLD2::Language languages[3] = {};
  int percents[3] = {};
  double scores[3] = {};
  int bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::ExtDetectLanguageSummary(text.data(), size, true, &hints, 0, languages, percents, scores, nullptr, &bytes,
                                 &reliable);
  LanguageGuess guess{primary_tag(languages[0]), percents[0]};
  if (guess.tag.empty()) return {};
  if (!reliable) guess.confidence /= 2;
  return guess;
}

std::string sample_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::string sample;
  const std::size_t third = bytes / 3;
  for (const std::size_t begin : {std::size_t{0}, text.size() / 2 - third / 2, text.size() - third}) {
    const std::size_t from = begin == 0 ? 0 : border(text, begin);
    const std::size_t to = border(text, std::min(text.size(), begin + third));
    if (from < to) sample.append(text.substr(from, to - from)).push_back('\n');
  }
  return sample;
}

}  // namespace concord
