#include "pipeline/annotate/normaliser.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Normaliser, MovesWhatTheReaderMarkedWithTheText) {
  Document document;
  document.text.utf8 = "Cafe\u0301 \xFF Head end";
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(document.text.utf8.size()));
  document.blocks = {{BlockKind::heading, {0, 6}, 1}};
  document.marks = {{MarkKind::running_head, {9, 13}, "head"}};
  document.divisions = {{DivisionKind::page, "1", {0, 17}, {}, 100}};
  ASSERT_TRUE(Normaliser()(document));
  EXPECT_EQ(document.text.utf8, "Café \uFFFD Head end");
  EXPECT_EQ(document.text_of(document.blocks[0].span), "Café");
  EXPECT_EQ(document.text_of(document.marks[0].span), "Head");
  EXPECT_EQ(document.text_of(document.divisions[0].span), document.text.utf8);
  EXPECT_EQ(document.metadata.encoding.replaced, 1U);
  EXPECT_EQ(document.text.map.to_source(document.marks[0].span), (SourceSpan{9, 13}));
}

TEST(Normaliser, LeavesNormalTextAloneAndGivesAMapToATextWithout) {
  Document document;
  document.text.utf8 = "Тоҷикистон";
  ASSERT_TRUE(Normaliser()(document));
  EXPECT_EQ(document.text.utf8, "Тоҷикистон");
  EXPECT_FALSE(document.text.map.has_source());
  EXPECT_EQ(document.text.map.text_size(), document.text.utf8.size());
}

}  // namespace
}  // namespace concord
