#include "pipeline/annotate/tagger.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/text/fold.h"
#include "pipeline/annotate/annotator.h"

namespace concord {
namespace {

std::shared_ptr<const Matcher> matcher_for(const char* name) {
  Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", std::string("lexicon: actor\nentries:\n  - {id: x, name: ") + name + "}\n"}});
  EXPECT_TRUE(lexicon);
  Result<Matcher> matcher = Matcher::compile(*lexicon);
  EXPECT_TRUE(matcher);
  return std::make_shared<const Matcher>(*std::move(matcher));
}

Document one_word(const char* word) {
  Document document;
  document.text.utf8 = word;
  const auto size = static_cast<std::uint32_t>(document.text.utf8.size());
  document.tokens.push_back({{0, size}, document.terms.intern(fold_term(word)), TokenKind::word});
  document.sentences.push_back({{0, size}, {0, 1}});
  return document;
}

TEST(Tagger, TagsAgainFromScratch) {
  Document document = one_word("Dushanbe");
  Tagger first(matcher_for("Dushanbe"));
  ASSERT_TRUE(first(document));
  ASSERT_TRUE(first(document));
  EXPECT_EQ(document.annotations.size(), 1U);
  Tagger second(matcher_for("Khujand"));
  ASSERT_TRUE(second(document));
  EXPECT_TRUE(document.annotations.empty());
  EXPECT_TRUE(document.labels.empty());
}

TEST(Tagger, CopiesWorkOnTheirOwn) {
  Tagger stage(matcher_for("Dushanbe"));
  Document here = one_word("Dushanbe");
  ASSERT_TRUE(stage(here));
  Tagger copy = stage;
  Document there = one_word("Dushanbe");
  ASSERT_TRUE(copy(there));
  EXPECT_EQ(here.annotations, there.annotations);
}

// Texts of a small world of names, plain and hyphenated, and of words that come only once and so fill the memory.
std::string random_text(std::mt19937& random, std::size_t& once) {
  static const std::vector<std::string> words = {"United",    "Tajik",      "Opposition", "Inter-Tajik", "talks",    "anti-Taliban", "the",  "of",
                                                 "Dushanbe",  "Dushanbe's", "Taliban",    "Kulyab",      "regional", "elites",       "UTO",  "no",
                                                 "ombudsman", "was",        "near",       "Front's",     "\u043e\u0442\u043e"};
  std::string text;
  for (std::size_t i = 0; i < 60; ++i) {
    const std::size_t pick = random() % (words.size() + 6);
    text += pick < words.size() ? words[pick] : "word" + std::to_string(once++) + (pick % 2 == 0 ? "-led" : "");
    text += random() % 9 == 0 ? ". " : " ";
  }
  return text;
}

TEST(Tagger, WhatItRemembersOfTermsChangesNoResult) {
  Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", R"(lexicon: actor
entries:
  - {id: uto, name: United Tajik Opposition, aliases: [UTO, {text: opposition, near: [Dushanbe], within: document}]}
  - {id: taliban, name: Taliban, aliases: ["Taliban*", {text: Front, near: [Kulyab], within: paragraph}]}
  - {id: elites, name: regional elites, aliases: ["regional * elites", {text: talks, near: [Tajik], within: 3}]}
)"}});
  ASSERT_TRUE(lexicon) << lexicon.error().message;
  Result<Matcher> compiled = Matcher::compile(*lexicon);
  ASSERT_TRUE(compiled);
  const auto matcher = std::make_shared<const Matcher>(*std::move(compiled));

  std::mt19937 random(7);
  std::size_t once = 0;
  std::size_t mentions = 0;
  Annotator annotate;
  Annotator annotate_others = annotate;  // its memory is another one
  Tagger remembers(matcher);
  for (int i = 0; i < 2000; ++i) {
    Document document;
    document.text.utf8 = random_text(random, once);
    if (i == 1000) {  // more than the memory holds: it forgets everything at the next document
      for (int word = 0; word < 70000; ++word) document.text.utf8 += "word" + std::to_string(once++) + ' ';
      document.text.utf8 += random_text(random, once);
    }
    Annotator& annotator = i % 7 == 0 ? annotate_others : annotate;
    ASSERT_TRUE(annotator(document));
    Document fresh = document;
    ASSERT_TRUE(i % 11 == 0 ? remembers(document) : remembers(document, annotator.known_terms()));
    ASSERT_TRUE(Tagger(matcher)(fresh));
    ASSERT_EQ(document.annotations, fresh.annotations) << document.text.utf8.substr(0, 2000);
    mentions += document.annotations.size();
  }
  EXPECT_GT(mentions, 2000U);
}

}  // namespace
}  // namespace concord
