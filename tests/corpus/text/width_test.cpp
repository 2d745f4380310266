#include "corpus/text/width.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  struct Case {
    const char* text;
    std::size_t columns;
  };
  for (const Case& c : {Case{"", 0}, Case{"Dushanbe", 8}, Case{"Душанбе", 7}, Case{"e\u0301", 1}, Case{"和平", 4},
                        Case{"тоҷикӣ", 6}, Case{"a\u200Db", 2}, Case{"\x1b[1m", 3}, Case{"🕊", 1}, Case{"🙂", 2}}) {
    EXPECT_EQ(display_width(c.text), c.columns) << c.text;
  }
}

}  // namespace
}  // namespace concord
