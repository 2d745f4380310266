// Overview: what an index holds, counted: documents by kind, year and language, tokens, sentences, mentions of each label.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/index/snapshot.h"

namespace concord {

struct LabelCount {
  std::string label;
  std::uint64_t mentions = 0;
  std::uint64_t negated = 0;
  std::uint32_t documents = 0;
};

struct Overview {
  std::uint32_t documents = 0;
  std::uint32_t failed = 0;
  std::uint64_t tokens = 0;
  std::uint64_t sentences = 0;
  std::uint64_t paragraphs = 0;
  std::vector<LabelCount> labels;  ///< of the families asked for; by mentions, then by id
};

/// Exact counts of live documents. Cost: the postings of every label.
[[nodiscard]] Overview overview(const Snapshot& snapshot, const std::vector<std::string>& families);

/// Documents for each value of a metadata field ("kind", "year", "lang"), in the order of the values.
[[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> documents_by(const Snapshot& snapshot, std::string_view field);

/// Names of the metadata fields that any document has.
[[nodiscard]] std::vector<std::string> metadata_fields(const Snapshot& snapshot);

}  // namespace concord
