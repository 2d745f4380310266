#include "pipeline/annotate/tagger.h"

#include <gtest/gtest.h>

#include "corpus/text/fold.h"

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

}  // namespace
}  // namespace concord
