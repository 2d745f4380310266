#include "pipeline/cli/argument_words.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

using Words = std::vector<std::string>;

TEST(ArgumentWords, AreCutAsAShellDoes) {
  const struct {
    const char* line;
    Words expected;
  } cases[] = {
      {"", {}},
      {"  stats \t", {"stats"}},
      {"kwic '\"internal opposition\"' --sort left1", {"kwic", "\"internal opposition\"", "--sort", "left1"}},
      {"search \"a \\\"b c\\\" \\n\"", {"search", "a \"b c\" \\n"}},
      {"show a\\ b''c", {"show", "a bc"}},
      {"search ''", {"search", ""}},
      {"search 'it'\\''s'", {"search", "it's"}},
  };
  for (const auto& each : cases) {
    const auto words = split_arguments(each.line);
    ASSERT_TRUE(words) << each.line;
    EXPECT_EQ(*words, each.expected) << each.line;
  }
}

TEST(ArgumentWords, AnOpenQuoteIsAnError) {
  EXPECT_EQ(split_arguments("search 'elite AND power").error().message, "the quote 'elite AND p is never closed");
  EXPECT_FALSE(split_arguments("search \"elite\\\""));
}

TEST(ArgumentWords, QuotingRoundTrips) {
  for (const char* argument : {"", "elite", "it's", "\"a b\"", "a\\b", "~1", "{x}", "нет"}) {
    EXPECT_EQ(*split_arguments(quote_argument(argument)), Words{argument}) << argument;
  }
}

}  // namespace
}  // namespace concord
