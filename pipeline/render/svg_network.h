// svg_network: a network as a picture, laid out by forces from a fixed start: the same network, the same picture.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "pipeline/cooccur/network.h"

namespace concord {

/// A place for each node in the unit square (Fruchterman and Reingold 1991, from a circle in the order of communities).
/// Cost: nodes squared; past 2,000 nodes they stay on the circle.
[[nodiscard]] std::vector<std::pair<double, double>> network_layout(const Network& network);

/// Area of a node: its count; width of an edge: its weight; colour and letter: its community; a square for the second mode.
[[nodiscard]] std::string svg_network(const Network& network);

}  // namespace concord
