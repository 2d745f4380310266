#include "corpus/document/nearest.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Nearest, CountsEditsAndSwaps) {
  EXPECT_EQ(edit_distance("", "abc"), 3U);
  EXPECT_EQ(edit_distance("soruces", "sources"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("same", "same"), 0U);
}

TEST(Nearest, ProposesOnlyWhatMayBeMeant) {
  const std::vector<std::string> known = {"sources", "kinds", "lexicons", "languages"};
  EXPECT_EQ(nearest("lexikons", known), "lexicons");
  EXPECT_EQ(nearest("source", known), "sources");
  EXPECT_EQ(nearest("zebra", known), std::nullopt);
}

}  // namespace
}  // namespace concord
