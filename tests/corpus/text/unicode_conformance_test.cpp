// Unicode's own break tests (UAX 29), and some of the same kind written here.
//
// The files WordBreakTest.txt and SentenceBreakTest.txt are not part of the
// repository: name their folder in the environment as CONCORD_UNICODE_TESTS to
// run them too. Known tailorings of ICU's root rules, which ours are: a colon
// joins no letters; scripts that need a dictionary are cut by it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/text/raw_words.h"
#include "corpus/text/sentences.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

struct BreakCase {
  std::string text;
  std::vector<std::uint32_t> breaks;  // byte offsets, without 0 and the text's size
};

// "÷ 0061 × 0308 ÷ 0062 ÷" with an optional comment behind '#'.
BreakCase parse_case(const std::string& line) {
  BreakCase one;
  std::istringstream words(line.substr(0, line.find('#')));
  for (std::string word; words >> word;) {
    if (word == "÷") {
      if (!one.text.empty()) one.breaks.push_back(static_cast<std::uint32_t>(one.text.size()));
    } else if (word != "×") {
      append_utf8(static_cast<char32_t>(std::stoul(word, nullptr, 16)), one.text);
    }
  }
  if (!one.breaks.empty()) one.breaks.pop_back();
  return one;
}

// The segments of a case that hold a letter or figure: what RawWords lists.
std::vector<std::string> wordlike(const BreakCase& one) {
  std::vector<std::string> words;
  std::uint32_t begin = 0;
  auto ends = one.breaks;
  ends.push_back(static_cast<std::uint32_t>(one.text.size()));
  for (const std::uint32_t end : ends) {
    const std::string segment = one.text.substr(begin, end - begin);
    bool holds = false;
    for (std::size_t at = 0; at < segment.size();) {
      const Decoded decoded = decode_utf8(segment, at);
      const WordClass c = Properties::get().word(decoded.point);
      holds = holds || c == WordClass::letter || c == WordClass::hebrew || c == WordClass::numeric ||
              (c == WordClass::hard && is_letter(decoded.point));
      at += decoded.length;
    }
    if (holds) words.push_back(segment);
    begin = end;
  }
  return words;
}

bool is_tailored(const BreakCase& one) {
  return one.text.find(':') != std::string::npos;
}

void expect_words(const std::string& line) {
  const BreakCase one = parse_case(line);
  if (is_tailored(one)) return;
  std::vector<std::string> words;
  RawWords raws(false);
  raws.start(one.text, 0, static_cast<std::uint32_t>(one.text.size()));
  for (RawWord word; raws.next(word);) words.push_back(one.text.substr(word.begin, word.end - word.begin));
  EXPECT_EQ(words, wordlike(one)) << line;
}

void expect_sentences(const std::string& line) {
  const BreakCase one = parse_case(line);
  const TextSpan whole{0, static_cast<std::uint32_t>(one.text.size())};
  std::vector<Stop> stops;
  find_stops(one.text, whole, 0, LineEnds::separator, SIZE_MAX, stops);
  std::vector<std::uint32_t> breaks;
  for (const Stop& stop : stops) {
    if (stop.breaks && stop.next < whole.end) breaks.push_back(stop.next);
  }
  EXPECT_EQ(breaks, one.breaks) << line;
}

TEST(UnicodeConformance, WordBreaksOfOurOwn) {
  const char* cases[] = {
      "÷ 0061 × 0062 ÷ 0020 ÷ 0063 ÷",  // WB5, 999
      "÷ 0061 × 0308 × 0062 ÷",         // WB4
      "÷ 0061 × 00AD × 0062 ÷",         // WB4, a format character
      "÷ 0061 × 0027 × 0062 ÷",         // WB6, 7
      "÷ 0061 × 2019 × 0308 × 0062 ÷",  // WB4, 6, 7
      "÷ 0061 ÷ 0027 ÷ 0027 ÷ 0062 ÷",  // two apostrophes join nothing
      "÷ 0061 × 0027 × 0062 ÷ 0027 ÷",  // one at the end stays outside
      "÷ 0061 ÷ 002C ÷ 0062 ÷",         // a comma joins no letters
      "÷ 0031 × 002C × 0033 ÷ 002C ÷",  // WB11, 12
      "÷ 0031 × 002E × 0033 ÷",
      "÷ 0061 ÷ 002E ÷ 0031 ÷",                       // letter, stop, figure
      "÷ 0061 × 0031 × 0062 ÷",                       // WB9, 10
      "÷ 005F × 0061 × 005F × 0031 ÷",                // WB13a, b
      "÷ 05D0 × 0022 × 05D1 ÷",                       // WB7b, c
      "÷ 05D0 × 0027 ÷ 0020 ÷",                       // WB7a
      "÷ 0661 × 066C × 0662 ÷",                       // Arabic figures
      "÷ 0442 × 043E × 04B7 × 0438 × 043A × 04E3 ÷",  // Tajik
      "÷ 0645 × 06CC × 200C × 062E ÷",                // Persian with a joiner
      "÷ 0061 ÷ 000A ÷ 0308 ÷ 0062 ÷",                // WB3a, b
      "÷ 1F468 × 200D × 1F469 ÷ 0061 ÷",              // WB3c
      "÷ 1F1F9 × 1F1EF ÷ 1F1F7 × 1F1FA ÷ 0061 ÷",     // WB15, 16
  };
  for (const char* one : cases) expect_words(one);
}

TEST(UnicodeConformance, SentenceBreaksOfOurOwn) {
  const char* cases[] = {
      "÷ 0041 × 002E × 0020 ÷ 0042 ÷",                       // SB11
      "÷ 0061 × 002E × 0042 ÷",                              // SB7
      "÷ 0061 × 002E × 0031 ÷",                              // SB6
      "÷ 0061 × 002E × 0020 × 0062 ÷",                       // SB8
      "÷ 0061 × 002E × 0020 × 0028 × 0031 × 0029 × 0062 ÷",  // SB8 over figures
      "÷ 0061 × 003F × 0020 ÷ 0062 ÷",                       // SB11, a question
      "÷ 0061 × 002E × 002C × 0020 × 0042 ÷",                // SB8a
      "÷ 0061 × 002E × 0022 × 0020 × 0020 ÷ 0042 ÷",         // SB9, 10
      "÷ 0061 × 000D × 000A ÷ 0062 ÷",                       // SB3, 4
      "÷ 0061 × 002E × 0308 × 0020 × 0308 ÷ 0042 ÷",         // SB5
      "÷ 0061 × 2029 ÷ 0062 ÷",                              // SB4
      "÷ 548C × 3002 ÷ 5E73 ÷",                              // an ideographic stop
  };
  for (const char* one : cases) expect_sentences(one);
}

// Calls `check` with each case of a file of the standard. False when the file is not there.
bool for_each_case(const char* name, void (*check)(const std::string&)) {
  const char* folder = std::getenv("CONCORD_UNICODE_TESTS");
  if (folder == nullptr) return false;
  std::ifstream file(std::string(folder) + "/" + name);
  std::size_t cases = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    check(line);
    ++cases;
  }
  EXPECT_GT(cases, 400U) << "no cases in " << folder << "/" << name;
  return true;
}

TEST(UnicodeConformance, WordBreakTest) {
  if (!for_each_case("WordBreakTest.txt", expect_words))
    GTEST_SKIP() << "set CONCORD_UNICODE_TESTS to the folder of the file";
}

TEST(UnicodeConformance, SentenceBreakTest) {
  if (!for_each_case("SentenceBreakTest.txt", expect_sentences)) {
    GTEST_SKIP() << "set CONCORD_UNICODE_TESTS to the folder of the file";
  }
}

}  // namespace
}  // namespace concord
