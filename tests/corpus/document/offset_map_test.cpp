#include "corpus/document/offset_map.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(OffsetMap, OfCleanTextIsOneRun) {
  const OffsetMap map = OffsetMap::identity(10);
  EXPECT_EQ(map.runs().size(), 1U);
  EXPECT_EQ(map.to_source({3, 7}), (SourceSpan{3, 7}));
  EXPECT_EQ(map.to_source({10, 10}), (SourceSpan{10, 10}));
}

TEST(OffsetMap, AnEntityIsIndivisible) {
  OffsetMap map;  // "caf" "é" out of "caf" "&eacute;"
  map.append(3, 0, 3, true);
  map.append(2, 3, 11, false);
  map.append(2, 11, 13, true);
  EXPECT_EQ(map.to_source({0, 5}), (SourceSpan{0, 11}));
  EXPECT_EQ(map.to_source({3, 4}), (SourceSpan{3, 11}));
  EXPECT_EQ(map.to_source({5, 6}), (SourceSpan{11, 12}));
}

TEST(OffsetMap, LinearRunsThatContinueEachOtherAreOne) {
  OffsetMap map;
  map.append(3, 0, 3, true);
  map.append(4, 3, 7, true);
  map.append(2, 9, 11, true);  // two bytes of the source were dropped
  EXPECT_EQ(map.runs().size(), 2U);
  EXPECT_EQ(map.to_source({6, 8}), (SourceSpan{6, 10}));
}

TEST(OffsetMap, ComposedMapsLeadToTheFirstSource) {
  OffsetMap decoded;  // KOI8: each two bytes of text are one byte of the file
  for (std::uint32_t i = 0; i < 4; ++i) decoded.append(2, i, i + 1, false);
  OffsetMap normalised;  // two characters became one
  normalised.append(2, 0, 2, true);
  normalised.append(2, 2, 6, false);
  normalised.append(2, 6, 8, true);
  const OffsetMap whole = decoded.after(normalised);
  EXPECT_EQ(whole.text_size(), 6U);
  EXPECT_EQ(whole.to_source({0, 2}), (SourceSpan{0, 1}));
  EXPECT_EQ(whole.to_source({2, 4}), (SourceSpan{1, 3}));
  EXPECT_EQ(whole.to_source({4, 6}), (SourceSpan{3, 4}));
}

TEST(OffsetMap, WithoutSourceStaysWithout) {
  const OffsetMap map = OffsetMap::none(8).after(OffsetMap::identity(8));
  EXPECT_FALSE(map.has_source());
  EXPECT_EQ(map.text_size(), 8U);
}

}  // namespace
}  // namespace concord
