#include "pipeline/ingest/missing_helpers.h"

#include <gtest/gtest.h>

#include "corpus/read/child_process.h"

namespace concord {
namespace {

TEST(MissingHelpers, TakeTheProgramFromTheReasonThatTheReaderGives) {
  const auto missing = run_child({{"no-such-program-here"}, "no-such-package"}, {}, "a.pdf");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing_program(missing.error().message), "no-such-program-here");
  EXPECT_EQ(missing_program("2 of 2 pages are pictures without a text layer"), "");
  EXPECT_FALSE(is_installed("no-such-program-here"));
  EXPECT_TRUE(is_installed("sh"));
}

}  // namespace
}  // namespace concord
