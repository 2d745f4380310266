#include "pipeline/annotate/paragraph_languages.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text/fold.h"
#include "corpus/text/language.h"
#include "corpus/text/stop_words.h"

namespace concord {
namespace {

constexpr std::array<std::string_view, 7> listed = {"en", "fr", "es", "ru", "de", "tg", "fa"};
constexpr std::size_t first_words = 24;
constexpr std::size_t enough_words = 2;
constexpr std::size_t shortest = 60;       // bytes, to be judged at all
constexpr std::size_t long_enough = 200;   // for a language without a list
constexpr std::size_t sample_bytes = 600;
constexpr int sure = 90;                   // per cent

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
}

/// Whether most letters of the first bytes are ASCII.
bool is_latin(std::string_view text) {
  std::size_t ascii = 0;
  std::size_t others = 0;
  for (const char c : text.substr(0, 400)) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) ++ascii;
    if (static_cast<unsigned char>(c) >= 0xC0) ++others;
  }
  return ascii >= others;
}

bool is_latin_language(std::string_view language) { return language == "en" || language == "fr" || language == "es" || language == "de"; }

}  // namespace

const ParagraphLanguages::Words& ParagraphLanguages::words_of(const std::string& language) {
  const auto found = x_words.find(language);
  if (found != x_words.end()) return found->second;
  Words& words = x_words[language];
  for (const std::string_view word : stop_words(language)) {
    const bool shared = std::any_of(listed.begin(), listed.end(), [&](std::string_view other) { return other != language && is_stop_word(word, other); });
    if (!shared && word.size() > 1) words.emplace(word);
  }
  return words;
}

/// How many of the first words are in the list; stops at `enough`.
std::size_t ParagraphLanguages::count_words(std::string_view text, const Words& words, std::size_t among, std::size_t enough) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && among > 0 && count < enough;) {
    while (at < text.size() && !is_letter(text[at])) ++at;
    std::size_t end = at;
    while (end < text.size() && is_letter(text[end])) ++end;
    if (end == at) break;
    --among;
    constexpr std::size_t longest_stop_word = 24;
    if (end - at <= longest_stop_word) {
      x_term.clear();
      fold_term(text.substr(at, end - at), x_term);
      count += words.contains(x_term) ? 1 : 0;
    }
    at = end;
  }
  return count;
}

ParagraphLanguages::Verdict ParagraphLanguages::judge(std::string_view text, const std::string& language) {
  if (text.size() < shortest) return {};
  const Words& own = words_of(language);
  if (!own.empty() && count_words(text, own, first_words, enough_words) >= enough_words) return {language, 100};
  LanguageGuess guess = guess_language(sample_of(text, sample_bytes));
  if (guess.tag.empty() || guess.tag == language || guess.confidence < sure) return {language, guess.tag == language ? guess.confidence : 0};
  const Words& others = words_of(guess.tag);
  const bool other_script = !own.empty() && is_latin(text) != is_latin_language(language);
  const bool borne_out = others.empty() ? text.size() >= long_enough || other_script : count_words(text, others, 80, enough_words) >= enough_words;
  return borne_out ? Verdict{std::move(guess.tag), guess.confidence} : Verdict{language, 0};
}

std::vector<LanguageRun> ParagraphLanguages::operator()(const Document& document, const std::vector<TextSpan>& paragraphs) {
  std::vector<LanguageRun> runs;
  const std::string& language = document.metadata.language;
  if (language.empty()) return runs;
  std::vector<Verdict> verdicts;
  verdicts.reserve(paragraphs.size());
  for (const TextSpan paragraph : paragraphs) verdicts.push_back(judge(document.text_of(paragraph), language));
  const Verdict own{language, 0};
  for (std::size_t i = 0; i < verdicts.size();) {
    std::size_t end = i;
    while (end < verdicts.size() && verdicts[end].tag.empty()) ++end;
    if (end > i) {
      const Verdict& before = i > 0 ? verdicts[i - 1] : own;
      const Verdict& after = end < verdicts.size() ? verdicts[end] : before;
      const Verdict filled = before.tag == after.tag ? before : own;
      std::fill(verdicts.begin() + static_cast<std::ptrdiff_t>(i), verdicts.begin() + static_cast<std::ptrdiff_t>(end), filled);
    }
    i = end + 1;
  }
  bool open = false;
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const bool foreign = verdicts[i].tag != language;
    const bool goes_on = foreign && open && runs.back().tag == verdicts[i].tag;
    if (goes_on) {
      LanguageRun& run = runs.back();
      run.span.end = paragraphs[i].end;
      run.confidence = std::min(run.confidence, verdicts[i].confidence);
    } else if (foreign) {
      runs.push_back({paragraphs[i], std::move(verdicts[i].tag), verdicts[i].confidence});
    }
    open = foreign;
  }
  return runs;
}

std::vector<LanguageRun> languages_of(const Document& document) {
  std::vector<TextSpan> paragraphs;
  for (const Paragraph& paragraph : document.paragraphs) paragraphs.push_back(paragraph.span);
  return ParagraphLanguages()(document, paragraphs);
}

}  // namespace concord
