#include "pipeline/render/citation_formats.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <vector>

#include "pipeline/render/markup.h"

namespace concord {
namespace {

struct Node {
  std::string id, label, date, state;  // state: held, missing, document
};
struct Edge {
  std::size_t from = 0;
  std::size_t to = 0;
  std::uint64_t passages = 0;
};
struct Graph {
  std::vector<Node> nodes;
  std::vector<Edge> edges;
};

Graph graph_of(const CitationGraph& citations) {
  Graph graph;
  std::vector<std::size_t> node_of_document(citations.documents.size(), SIZE_MAX);
  std::map<const CitedText*, std::size_t> node_of_text;
  for (const CitedText& text : citations.texts) {
    if (!text.doubt.empty()) continue;
    // A document that is several texts (an agreement and its symbol) is the node of the first.
    std::size_t number = SIZE_MAX;
    for (const std::uint32_t held : text.held) number = std::min(number, node_of_document[held]);
    if (number == SIZE_MAX) {
      number = graph.nodes.size();
      graph.nodes.push_back({text.id, text.name.empty() ? text.id : text.name, text.date, text.held.empty() ? "missing" : "held"});
    }
    for (const std::uint32_t held : text.held) node_of_document[held] = number;
    node_of_text[&text] = number;
  }
  for (std::size_t i = 0; i < citations.documents.size(); ++i) {
    if (node_of_document[i] != SIZE_MAX) {
      if (graph.nodes[node_of_document[i]].date.empty()) graph.nodes[node_of_document[i]].date = citations.documents[i].date;
      continue;
    }
    node_of_document[i] = graph.nodes.size();
    graph.nodes.push_back({citations.documents[i].id, citations.documents[i].title, citations.documents[i].date, "document"});
  }
  std::map<std::pair<std::size_t, std::size_t>, std::uint64_t> passages;
  for (const CitedText& text : citations.texts) {
    if (!text.doubt.empty()) continue;
    for (const Citation& one : text.citations) ++passages[{node_of_document[one.document], node_of_text[&text]}];
  }
  for (const auto& [ends, count] : passages) {
    if (ends.first != ends.second) graph.edges.push_back({ends.first, ends.second, count});
  }
  return graph;
}

std::string dot_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c == '\n' ? ' ' : c;
  }
  return quoted + '"';
}

std::string csv_quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string graphml(const Graph& graph) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
      "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n<key id=\"date\" for=\"node\" attr.name=\"date\" attr.type=\"string\"/>\n"
      "<key id=\"state\" for=\"node\" attr.name=\"state\" attr.type=\"string\"/>\n<key id=\"passages\" for=\"edge\" attr.name=\"passages\" attr.type=\"int\"/>\n"
      "<graph id=\"citations\" edgedefault=\"directed\">\n";
  for (const Node& node : graph.nodes) {
    out += fmt::format("<node id=\"{}\"><data key=\"label\">{}</data><data key=\"date\">{}</data><data key=\"state\">{}</data></node>\n", markup_escaped(node.id),
                       markup_escaped(node.label), markup_escaped(node.date), node.state);
  }
  for (const Edge& edge : graph.edges) {
    out += fmt::format("<edge source=\"{}\" target=\"{}\"><data key=\"passages\">{}</data></edge>\n", markup_escaped(graph.nodes[edge.from].id),
                       markup_escaped(graph.nodes[edge.to].id), edge.passages);
  }
  return out + "</graph>\n</graphml>\n";
}

std::string dot(const Graph& graph) {
  std::string out = "digraph citations {\n  rankdir=LR;\n  node [shape=box, fontname=\"Noto Sans\"];\n";
  for (const Node& node : graph.nodes) {
    out += fmt::format("  {} [label={}{}];\n", dot_quoted(node.id), dot_quoted(node.label), node.state == "missing" ? ", style=dashed" : "");
  }
  for (const Edge& edge : graph.edges) {
    out += fmt::format("  {} -> {} [label={}];\n", dot_quoted(graph.nodes[edge.from].id), dot_quoted(graph.nodes[edge.to].id), edge.passages);
  }
  return out + "}\n";
}

std::string csv(const Graph& graph) {
  std::string out = "citing,cited,passages,cited_state\n";
  for (const Edge& edge : graph.edges) {
    out += fmt::format("{},{},{},{}\n", csv_quoted(graph.nodes[edge.from].id), csv_quoted(graph.nodes[edge.to].id), edge.passages, graph.nodes[edge.to].state);
  }
  return out;
}

std::string json(const Graph& graph) {
  nlohmann::ordered_json root = {{"directed", true}, {"nodes", nlohmann::ordered_json::array()}, {"links", nlohmann::ordered_json::array()}};
  for (const Node& node : graph.nodes) root["nodes"].push_back({{"id", node.id}, {"label", node.label}, {"date", node.date}, {"state", node.state}});
  for (const Edge& edge : graph.edges) {
    root["links"].push_back({{"source", graph.nodes[edge.from].id}, {"target", graph.nodes[edge.to].id}, {"passages", edge.passages}});
  }
  return root.dump(1) + "\n";
}

}  // namespace

std::optional<std::string> export_citations(const CitationGraph& citations, std::string_view file_name) {
  if (file_name.ends_with(".graphml")) return graphml(graph_of(citations));
  if (file_name.ends_with(".dot") || file_name.ends_with(".gv")) return dot(graph_of(citations));
  if (file_name.ends_with(".csv")) return csv(graph_of(citations));
  if (file_name.ends_with(".json")) return json(graph_of(citations));
  return std::nullopt;
}

}  // namespace concord
