// The matcher against a naive scan that tries every path of every phrase at every token, on generated lexicons and texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "lexicons/phrase.h"
#include "tests/lexicons/words.h"

namespace concord {
namespace {

using Reading = std::vector<std::string>;

// All ways to read a term, by the words of dictionary.h. An empty reading: may be passed over.
std::vector<Reading> readings_of(const std::string& term) {
  std::vector<Reading> readings;
  const Reading pieces = pieces_of(term);
  if (pieces.empty()) return readings;
  readings.push_back(pieces);
  if (term == "'s") readings.emplace_back();
  if (pieces.size() < 2) return readings;
  if (term.ends_with("'s")) {
    readings.emplace_back(pieces.begin(), pieces.end() - 1);
    for (const Reading& reading : readings_of(term.substr(0, term.size() - 2))) readings.push_back(reading);
    return readings;
  }
  std::string joined;
  for (const std::string& piece : pieces) joined += piece;
  readings.push_back({joined});
  if (pieces.back() == "led") readings.emplace_back(pieces.begin(), pieces.end() - 1);
  if (pieces.front() == "anti") readings.emplace_back(pieces.begin() + 1, pieces.end());
  return readings;
}

struct Scan {
  const std::vector<std::vector<Reading>>& readings;  // of each token
  const PhrasePath& path;
  std::uint32_t limit;
  std::set<std::uint32_t> ends = {};

  void from(std::size_t step, std::uint32_t token, bool consumed) {
    if (step == path.steps.size()) {
      if (consumed) ends.insert(token);
      return;
    }
    if (token == limit) return;
    if (path.steps[step].kind == PhrasePath::Kind::any_token) from(step + 1, token + 1, true);
    for (const Reading& reading : readings[token]) {
      if (reading.empty()) {
        if (step > 0) from(step, token + 1, false);
        continue;
      }
      std::size_t next = step;
      bool same = true;
      for (const std::string& piece : reading) {
        same = same && next < path.steps.size() && path.steps[next].kind != PhrasePath::Kind::any_token && glob_matches(path.steps[next].text, piece);
        ++next;
      }
      if (same) from(next, token + 1, true);
    }
  }
};

struct Found {
  TokenRange tokens;
  TextSpan span;
  std::size_t rule;
};

// Between the words of a phrase without signs no comma may stand.
bool has_comma(const Document& document, TokenRange tokens) {
  for (std::uint32_t token = tokens.begin; token + 1 < tokens.end; ++token) {
    if (document.text_of({document.tokens[token].span.end, document.tokens[token + 1].span.begin}).find(',') != std::string_view::npos) return true;
  }
  return false;
}

std::string naive(const std::vector<std::string>& aliases, Document document) {
  std::vector<Found> all;
  std::vector<std::vector<Reading>> readings;
  for (const Token& token : document.tokens) readings.push_back(readings_of(std::string(document.term(token))));
  for (std::size_t rule = 0; rule < aliases.size(); ++rule) {
    const Result<Phrase> phrase = parse_phrase(aliases[rule]);
    for (const Sentence& sentence : document.sentences) {
      for (std::uint32_t begin = sentence.tokens.begin; begin < sentence.tokens.end; ++begin) {
        for (const PhrasePath& path : phrase->paths) {
          Scan scan{readings, path, sentence.tokens.end};
          scan.from(0, begin, false);
          for (const std::uint32_t end : scan.ends) {
            const TokenRange tokens{begin, end};
            if (!phrase->punctuated && has_comma(document, tokens)) continue;
            all.push_back({tokens, {document.tokens[begin].span.begin, document.tokens[end - 1].span.end}, rule});
          }
        }
      }
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    if (a.tokens.size() != b.tokens.size()) return a.tokens.size() > b.tokens.size();
    if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
    if (a.tokens.begin != b.tokens.begin) return a.tokens.begin < b.tokens.begin;
    return a.rule < b.rule;
  });
  std::vector<Found> kept;
  for (const Found& found : all) {
    const bool free = std::none_of(kept.begin(), kept.end(), [&](const Found& other) {
      const bool meet = other.tokens.begin < found.tokens.end && found.tokens.begin < other.tokens.end;
      return meet && (other.tokens != found.tokens || other.rule == found.rule);
    });
    if (free) kept.push_back(found);
  }
  for (const Found& found : kept) {
    const std::string label = std::string("actor:") + static_cast<char>('a' + found.rule);
    document.annotations.push_back({found.tokens, found.span, document.labels.intern(label), 0, false, 100});
  }
  sort_annotations(document);
  return test::tags(document);
}

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : x_random(seed) {}

  std::string alias() {
    std::string text;
    const std::size_t words = 1 + pick(4);
    for (std::size_t i = 0; i < words; ++i) {
      const bool edge = i == 0 || i + 1 == words;
      const std::size_t kind = pick(12);
      if (i > 0) text += ' ';
      if (!edge && kind == 0) {
        text += "*";
      } else if (!edge && kind == 1) {
        text += "**";
      } else if (kind == 2) {
        text += word() + "|" + word();
      } else if (kind == 3) {
        text += (pick(2) == 0 ? "a*" : "int*");
      } else if (kind == 4) {
        text += "*" + word();
      } else {
        text += word();
      }
    }
    return text;
  }

  std::string text() {
    std::string text;
    const std::size_t words = 1 + pick(15);
    for (std::size_t i = 0; i < words; ++i) {
      const std::size_t sign = pick(12);
      text += i == 0 ? "" : sign == 0 ? ", " : sign == 1 ? ". X " : sign == 2 ? "'s " : " ";
      text += word();
    }
    return text;
  }

 private:
  std::size_t pick(std::size_t below) { return x_random() % below; }
  std::string word() {
    static const std::vector<std::string> words = {"ab", "ba", "aab", "b", "a", "ab-ba", "a-b", "abba", "inter", "inter-ab", "interab", "bab-led", "anti-ab", "aba's", "U.N.", "\u00e4b"};
    return words[pick(words.size())];
  }
  std::mt19937 x_random;
};

TEST(MatcherTwin, FindsWhatANaiveScanFinds) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    Generator generate(seed);
    std::vector<std::string> aliases;
    const std::size_t count = 1 + seed % 9;
    std::string yaml = "lexicon: actor\nentries:\n";
    for (std::size_t i = 0; i < count; ++i) {
      aliases.push_back(generate.alias());
      const std::string id(1, static_cast<char>('a' + i));
      yaml += "  - {id: " + id + ", name: n, name-is-alias: false, aliases: [\"" + aliases.back() + "\"]}\n";
    }
    const Matcher matcher = test::matcher_of(yaml);
    for (int i = 0; i < 32; ++i) {
      const std::string text = generate.text();
      ASSERT_EQ(test::tagged(matcher, text), naive(aliases, test::words(text))) << yaml << text;
    }
  }
}

TEST(MatcherTwin, EveryOneOfManyAliasesFindsItselfAndNothingElse) {
  std::string yaml = "lexicon: actor\nentries:\n";
  std::string text;
  std::string expected;
  constexpr int count = 100'000;
  for (int i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    const std::string name = "Front " + number + " of Region " + std::to_string(i * 7 % count);
    yaml += "  - {id: n" + number + ", name: " + name + "}\n";
    text += name + ", Front " + number + " of Region, ";
    expected += (i == 0 ? "[actor:n" : " [actor:n") + number + " " + name + "]";
  }
  EXPECT_TRUE(test::tagged(test::matcher_of(yaml), text) == expected) << "one of " << count << " names is not found, or another is";
}

}  // namespace
}  // namespace concord
