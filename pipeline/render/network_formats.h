// NetworkFormats: a network in the formats of the tools people draw and measure networks with.
//
//   graphml    GraphML 1.0 (Gephi, yEd, igraph, NetworkX, Cytoscape)
//   gexf       GEXF 1.3 (Gephi)
//   pajek      Pajek .net; two-mode networks with the second number of *Vertices
//   dot        Graphviz
//   csv        edge list with a header
//   json       nodes and links, for the browser and VOSviewer Online's items and links
//   vosviewer  two files: map and network, tab-separated
// Every format is UTF-8 and holds all measures that it has room for.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/cooccur/network.h"

namespace concord {

enum class NetworkFormat { graphml, gexf, pajek, dot, csv, json, vosviewer_map, vosviewer_network };

/// By the ending of a file's name: .graphml, .gexf, .net, .dot or .gv, .csv, .json.
[[nodiscard]] std::optional<NetworkFormat> network_format_of(std::string_view file_name);

[[nodiscard]] std::string export_network(const Network& network, NetworkFormat format);

}  // namespace concord
