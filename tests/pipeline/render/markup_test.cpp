#include "pipeline/render/markup.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

TEST(Markup, EscapesWhatMeansSomethingAndDropsWhatXmlCannotWrite) {
  EXPECT_EQ(markup_escaped("a < b && \"c\" > 'd'"), "a &lt; b &amp;&amp; &quot;c&quot; &gt; &#39;d&#39;");
  EXPECT_EQ(markup_escaped(std::string_view("a\0b\x1b[31m\tc\nd", 12)), "ab[31m\tc\nd");
  EXPECT_EQ(markup_escaped("мир, ŵ"), "мир, ŵ");
}

}  // namespace
}  // namespace concord
