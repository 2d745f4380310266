// PairArguments: what the commands that count pairs (cooccur, network) ask alike: rows and columns, the unit, the filter.
//
// Low arguments are what was typed, a PairQuestion is what is meant.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/cli/command.h"
#include "pipeline/cli/filters.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/cooccur/scoring.h"

namespace concord {

struct PairArguments {
  std::string rows = "actor";
  std::string columns = "theme";
  std::string unit = "sentence";
  std::string measure = "npmi,llr";
  std::string significance = "llr-p";
  std::string polarity = "all";
  std::uint64_t min_count = 1;
  bool roll_up = false;
  bool apart = false;
  bool with_duplicates = false;
  FilterArguments filters;
};

struct PairQuestion {
  Axis rows;
  Axis columns;
  CountOptions counting;
  ScoreOptions scoring;
};

/// --rows, --cols, --unit, --measure, --significance, --min-count, --polarity, --roll-up, --apart, --with-duplicates and the filters. `units`: those the
/// command knows besides the ones that every count does ("window").
[[nodiscard]] std::vector<Option> pair_options(PairArguments& typed, const std::vector<std::string>& units);

/// Errors: usage, naming what is not known.
[[nodiscard]] Result<PairQuestion> read_pairs(const PairArguments& typed, Session& session);

}  // namespace concord
