#include "pipeline/cooccur/query_source.h"

#include <gtest/gtest.h>

#include "pipeline/cooccur/collocation.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::Given;
using test::make_document;
using test::MemorySnapshot;

MemorySnapshot corpus() {
  return MemorySnapshot({make_document("[actor:un|UN] on peace talks. [actor:uto|UTO] on a [theme:truce|truce]. Peace.",
                                       Given{.id = "a", .kind = Kind::report}),
                         make_document("[actor:uto|UTO] on peace and a [theme:truce|truce].", Given{.id = "b", .kind = Kind::treaty})},
                        test::random_catalogue());
}

std::string places(const MemorySnapshot& snapshot, std::string_view query) {
  const auto finder = query_matches(snapshot, query, {});
  if (!finder) return finder.error().to_string();
  std::string text;
  const Status status = (*finder)([&](DocNo number, std::span<const TokenRange> ranges) {
    text += std::to_string(number) + ":";
    for (const TokenRange range : ranges) text += " " + std::to_string(range.begin) + "-" + std::to_string(range.end);
    text += "\n";
  });
  EXPECT_TRUE(status.has_value());
  return text;
}

TEST(QuerySource, FindsStretchesOfTokens) {
  const MemorySnapshot snapshot = corpus();
  EXPECT_EQ(places(snapshot, "\"peace talks\""), "0: 2-4\n");
  EXPECT_EQ(places(snapshot, "actor:uto"), "0: 4-5\n1: 0-1\n");
  EXPECT_EQ(places(snapshot, "kind:treaty"), "1:\n");
  EXPECT_NE(places(snapshot, "\"peace").find("query:"), std::string::npos);
}

TEST(QuerySource, QueriesAreRowsLikeAnyOther) {
  const MemorySnapshot snapshot = corpus();
  AxisOptions options;
  options.resolve_query = [&](std::string_view query) { return query_matches(snapshot, query, {}); };
  const auto rows = parse_axis(snapshot, "query:peace OR talks", options);
  ASSERT_TRUE(rows.has_value());
  const auto counts = count_cooccurrence(snapshot, *rows, *parse_axis(snapshot, "actor"), {});
  EXPECT_EQ(counts->whole.row_totals[0], 3U);
  EXPECT_EQ(counts->whole.joint_of(0, 1), 1U);  // actor:un
  EXPECT_EQ(counts->whole.joint_of(0, 2), 1U);  // actor:uto
}

TEST(QuerySource, FilterRestrictsUnitsWhereItSaysSomethingOfPlaces) {
  const MemorySnapshot snapshot = corpus();
  const auto total = [&](std::string_view filter) {
    CountOptions options;
    const Status status = apply_filter(snapshot, filter, {}, options);
    EXPECT_TRUE(status.has_value());
    return count_cooccurrence(snapshot, *parse_axis(snapshot, "actor"), *parse_axis(snapshot, "theme"), options)->whole.total;
  };
  EXPECT_EQ(total("kind:report"), 3U);
  EXPECT_EQ(total("peace"), 3U);
  EXPECT_EQ(total("kind:report AND peace"), 2U);
  EXPECT_EQ(total("theme:truce AND NOT kind:report"), 1U);
  EXPECT_EQ(total("NOT kind:report"), 1U);
}

}  // namespace
}  // namespace concord
