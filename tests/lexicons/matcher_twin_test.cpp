// The matcher against a naive scan that tries every path of every phrase at every token, on generated lexicons and texts.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "lexicons/known_terms.h"
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

// Every place of a phrase in a document, by trying all paths at all tokens. Not yet asked what stands between the words.
std::vector<TokenRange> places(const Document& document, const Phrase& phrase) {
  std::vector<std::vector<Reading>> readings;
  for (const Token& token : document.tokens) readings.push_back(readings_of(std::string(document.term(token))));
  std::vector<TokenRange> found;
  for (const Sentence& sentence : document.sentences) {
    for (std::uint32_t begin = sentence.tokens.begin; begin < sentence.tokens.end; ++begin) {
      for (const PhrasePath& path : phrase.paths) {
        Scan scan{readings, path, sentence.tokens.end};
        scan.from(0, begin, false);
        for (const std::uint32_t end : scan.ends) found.push_back({begin, end});
      }
    }
  }
  return found;
}

std::string naive(const std::vector<std::string>& aliases, Document document) {
  std::vector<Found> all;
  for (std::size_t rule = 0; rule < aliases.size(); ++rule) {
    const Result<Phrase> phrase = parse_phrase(aliases[rule]);
    for (const TokenRange tokens : places(document, *phrase)) {
      if (!phrase->punctuated && has_comma(document, tokens)) continue;
      all.push_back({tokens, {document.tokens[tokens.begin].span.begin, document.tokens[tokens.end - 1].span.end}, rule});
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

// What one alias asks of the words around it, by the words of the lexicon format.
struct Asked {
  std::string alias;
  std::string excluded, near, within, required, forbidden;  // empty: not asked

  [[nodiscard]] std::string yaml() const {
    std::string text = "lexicon: actor\nentries:\n  - {id: a, name: n, name-is-alias: false";
    if (!excluded.empty()) text += ", not: [\"" + excluded + "\"]";
    text += ", aliases: [{text: \"" + alias + "\"";
    if (!near.empty()) text += ", near: [\"" + near + "\"], within: " + within;
    if (!required.empty()) text += ", require: [\"" + required + "\"]";
    if (!forbidden.empty()) text += ", forbid: [\"" + forbidden + "\"]";
    return text + "}]}\n";
  }
};

bool apart(TokenRange a, TokenRange b) { return a.end <= b.begin || b.end <= a.begin; }

// Whether the asked phrase has a wanted place, in the sentence of the match or anywhere.
template <class Wanted>
bool stands(const Document& document, const std::string& asked, TokenRange match, bool anywhere, const Wanted& wanted) {
  const Sentence* sentence = nullptr;
  for (const Sentence& each : document.sentences) {
    if (each.tokens.begin <= match.begin && match.end <= each.tokens.end) sentence = &each;
  }
  const std::vector<TokenRange> all = places(document, *parse_phrase(asked));
  return std::any_of(all.begin(), all.end(), [&](TokenRange place) {
    return (anywhere || (sentence->tokens.begin <= place.begin && place.end <= sentence->tokens.end)) && wanted(place);
  });
}

bool holds(const Document& document, const Asked& asked, TokenRange match) {
  const auto is_apart = [&](TokenRange place) { return apart(place, match); };
  const auto is_near = [&](TokenRange place) {
    if (!apart(place, match)) return false;
    if (asked.within == "sentence" || asked.within == "document") return true;
    const std::uint32_t between = place.end <= match.begin ? match.begin - place.end : place.begin - match.end;
    return between + 1 <= static_cast<std::uint32_t>(std::stoi(asked.within));
  };
  const auto covers = [&](TokenRange place) { return place.begin <= match.begin && match.end <= place.end; };
  if (!asked.excluded.empty() && stands(document, asked.excluded, match, false, covers)) return false;
  if (!asked.near.empty() && !stands(document, asked.near, match, asked.within == "document", is_near)) return false;
  if (!asked.required.empty() && !stands(document, asked.required, match, false, is_apart)) return false;
  return asked.forbidden.empty() || !stands(document, asked.forbidden, match, false, [](TokenRange) { return true; });
}

// Matches of one alias of one word never overlap: each is there or is not.
std::string naive_words(const Asked& asked, Document document) {
  const std::vector<TokenRange> all = places(document, *parse_phrase(asked.alias));
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (std::find(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), all[i]) != all.begin() + static_cast<std::ptrdiff_t>(i)) continue;
    if (!holds(document, asked, all[i])) continue;
    const TextSpan span{document.tokens[all[i].begin].span.begin, document.tokens[all[i].end - 1].span.end};
    document.annotations.push_back({all[i], span, document.labels.intern("actor:a"), 0, false, 100});
  }
  sort_annotations(document);
  return test::tags(document);
}

TEST(MatcherTwin, AsksOfTheContextWhatANaiveLookAsks) {
  std::size_t held = 0;
  for (std::uint32_t seed = 0; seed < 240; ++seed) {
    Generator generate(seed);
    Asked asked;
    asked.alias = std::vector<std::string>{"ab", "ba", "b", "abba", "inter"}[seed % 5];
    if (seed % 2 == 0) asked.excluded = generate.alias();
    if (seed % 3 != 0) asked.near = generate.alias();
    asked.within = std::vector<std::string>{"1", "3", "sentence", "document"}[seed / 3 % 4];
    if (seed % 5 == 0) asked.required = generate.alias();
    if (seed % 7 == 0) asked.forbidden = generate.alias();
    const Matcher matcher = test::matcher_of(asked.yaml());
    for (int i = 0; i < 16; ++i) {
      const std::string text = generate.text();
      const std::string expected = naive_words(asked, test::words(text));
      ASSERT_EQ(test::tagged(matcher, text), expected) << asked.yaml() << text;
      held += expected.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(held, 500U) << "the conditions hold too rarely for this to say much";
}

// The numbers by which a tokeniser knows its terms, some of them unknown, forgotten now and then.
class RememberedTerms {
 public:
  KnownTerms of(const Document& document) {
    if (++x_documents % 10 == 0) {
      x_all.clear();
      ++x_memory;
    }
    x_numbers.clear();
    for (TermNo no = 0; no < document.terms.size(); ++no) {
      const bool unknown = (x_documents + no) % 5 == 0;
      x_numbers.push_back(unknown ? KnownTerms::unknown : x_all.intern(document.terms[no]));
    }
    return {x_numbers, x_memory};
  }

 private:
  Vocabulary x_all;
  std::vector<std::uint32_t> x_numbers;
  std::uint64_t x_memory = 1;
  std::size_t x_documents = 0;
};

TEST(MatcherTwin, RememberedTermsChangeNothing) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    Generator generate(seed);
    const Matcher matcher = test::matcher_of(test::actors({"\"" + generate.alias() + "\"", "\"" + generate.alias() + "\"", "\"" + generate.alias() + "\""}));
    Matcher::Scratch scratch;
    RememberedTerms remembered;
    for (int i = 0; i < 60; ++i) {
      Document document = test::words(generate.text());
      const KnownTerms known = i % 7 == 6 ? KnownTerms{} : remembered.of(document);
      matcher.annotate(document, scratch, known);
      ASSERT_EQ(test::tags(document), test::tagged(matcher, document.text.utf8));
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
