#include "corpus/document/vocabulary.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Vocabulary, GivesEachTermOneNumber) {
  Vocabulary terms;
  EXPECT_EQ(terms.intern("peace"), 0U);
  EXPECT_EQ(terms.intern("accord"), 1U);
  EXPECT_EQ(terms.intern("peace"), 0U);
  EXPECT_EQ(terms.intern(""), 2U);
  EXPECT_EQ(terms[1], "accord");
  EXPECT_EQ(terms[2], "");
  EXPECT_EQ(terms.find("accord"), 1U);
  EXPECT_EQ(terms.find("war"), terms.size());
}

TEST(Vocabulary, FindsWhatWasAppendedUnlooked) {
  Vocabulary terms;
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(terms.append_new("a" + std::to_string(i)), static_cast<TermNo>(i));
  EXPECT_EQ(terms.intern("a7"), 7U);
  EXPECT_EQ(terms.intern("b"), 1000U);
  EXPECT_EQ(terms.append_new("c"), 1001U);
  EXPECT_EQ(terms.find("a999"), 999U);
  EXPECT_EQ(terms.find("c"), 1001U);
  EXPECT_EQ(terms.find("d"), terms.size());
}

TEST(Vocabulary, KeepsTenThousandTermsApart) {
  Vocabulary terms;
  for (int i = 0; i < 10000; ++i) EXPECT_EQ(terms.intern("t" + std::to_string(i)), static_cast<TermNo>(i));
  for (int i = 0; i < 10000; ++i) EXPECT_EQ(terms.find("t" + std::to_string(i)), static_cast<TermNo>(i));
  terms.clear();
  EXPECT_TRUE(terms.empty());
  EXPECT_EQ(terms.find("t1"), 0U);
}

}  // namespace
}  // namespace concord
