// CitationFormats: the graph of citations for other programs: directed, from the document that cites to the text cited.
//
//   .graphml  GraphML 1.0, directed (Gephi, yEd, igraph, NetworkX)
//   .dot .gv  Graphviz
//   .csv      edge list with a header
//   .json     nodes and links
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "pipeline/chronicle/citations.h"

namespace concord {

/// The graph in the format that the file's ending names; nothing when it names none. A document of the collection and the
/// text that it is are one node. Texts in doubt are left out.
[[nodiscard]] std::optional<std::string> export_citations(const CitationGraph& graph, std::string_view file_name);

}  // namespace concord
