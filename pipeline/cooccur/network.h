// Network: labels or words as nodes, pairs above a threshold as edges, and where each node stands in the whole.
//
// A table of actors by themes stays two-mode: edges only run between the modes.
// Betweenness (Brandes 2001) counts shortest paths by number of edges, not by
// weight: a score is no distance.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "pipeline/cooccur/community.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/scoring.h"

namespace concord {

struct NetworkNode {
  std::string id;            ///< "actor:uto"
  std::string mode;          ///< what stands before the colon, or "row" and "column" when that does not tell the axes apart
  std::uint64_t count = 0;   ///< units that hold it
  std::uint32_t degree = 0;
  double strength = 0;       ///< sum of the weights of its edges
  double betweenness = 0;    ///< shortest paths between other nodes that lead through it
  std::uint32_t component = 0;  ///< largest component first
  std::uint32_t community = 0;  ///< largest first
};

struct NetworkEdge {
  std::uint32_t source = 0;
  std::uint32_t target = 0;
  double weight = 0;         ///< the score
  std::uint64_t count = 0;   ///< units that hold both
  double p_adjusted = 1;
};

struct NetworkOptions {
  double min_weight = 0;     ///< edges have a weight above this. Never below 0: a negative bond is no edge
  double max_p = 1;          ///< of the adjusted p
  std::uint32_t max_edges = 0;  ///< the strongest only; 0 for all
  double resolution = 1;     ///< of the communities
};

struct Network {
  std::vector<NetworkNode> nodes;  ///< with at least one edge; rows first, in the order of their axes
  std::vector<NetworkEdge> edges;  ///< by source, then target
  bool two_mode = false;
  std::uint64_t left_out = 0;      ///< pairs below the threshold, or not significant, or beyond max_edges
  std::uint64_t isolated = 0;      ///< items of the axes without an edge
  double modularity = 0;
  std::uint32_t components = 0;
  std::uint32_t communities = 0;
};

/// The weight is the first score of the pairs. Requires: `scored` was made from `counts.whole`.
[[nodiscard]] Network build_network(const CooccurrenceCounts& counts, const ScoredPairs& scored, const NetworkOptions& options);

}  // namespace concord
