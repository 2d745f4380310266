#include "pipeline/render/network_formats.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <iterator>

#include "pipeline/render/markup.h"

namespace concord {
namespace {

// A weight as every reader takes it: infinity has a name of its own in each language, but all know this one.
std::string number(double value) {
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return std::isnan(value) ? "NaN" : fmt::format("{}", value);
}

std::string quoted(std::string_view text, std::string_view escape) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += escape == "\\" || c == '"' ? escape : "";
    result += c == '\n' || c == '\r' ? ' ' : c;
  }
  return result + '"';
}

std::string csv(std::string_view text) {
  // A cell that a spreadsheet would run as a formula is disarmed.
  const bool formula = !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  return quoted(formula ? "'" + std::string(text) : std::string(text), "\"");
}

// Pajek has no way to write a quotation mark in a name.
std::string without_quotes(std::string text) {
  for (char& c : text) c = c == '"' ? '\'' : c;
  return text;
}

using Out = std::back_insert_iterator<std::string>;

std::string graphml(const Network& network) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";
  Out out(text);
  const auto key = [&](const char* name, const char* where, const char* type) {
    fmt::format_to(out, "  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n", where, name, type);
  };
  for (const char* name : {"label", "mode"}) key(name, "node", "string");
  for (const char* name : {"count", "degree", "component", "community"}) key(name, "node", "long");
  for (const char* name : {"strength", "betweenness"}) key(name, "node", "double");
  key("weight", "edge", "double");
  key("count", "edge", "long");
  key("p_adjusted", "edge", "double");
  text += "  <graph id=\"concord\" edgedefault=\"undirected\">\n";
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const NetworkNode& node = network.nodes[i];
    fmt::format_to(out,
                   "    <node id=\"n{}\"><data key=\"node_label\">{}</data><data key=\"node_mode\">{}</data>"
                   "<data key=\"node_count\">{}</data><data key=\"node_degree\">{}</data>"
                   "<data key=\"node_component\">{}</data><data key=\"node_community\">{}</data>"
                   "<data key=\"node_strength\">{}</data><data key=\"node_betweenness\">{}</data></node>\n",
                   i, markup_escaped(node.id), markup_escaped(node.mode), node.count, node.degree, node.component, node.community, number(node.strength),
                   number(node.betweenness));
  }
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const NetworkEdge& edge = network.edges[i];
    fmt::format_to(out,
                   "    <edge id=\"e{}\" source=\"n{}\" target=\"n{}\"><data key=\"edge_weight\">{}</data>"
                   "<data key=\"edge_count\">{}</data><data key=\"edge_p_adjusted\">{}</data></edge>\n",
                   i, edge.source, edge.target, number(edge.weight), edge.count, number(edge.p_adjusted));
  }
  return text + "  </graph>\n</graphml>\n";
}

std::string gexf(const Network& network) {
  std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
      "xsi:schemaLocation=\"http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd\">\n"
      "  <meta><creator>Concord</creator></meta>\n"
      "  <graph defaultedgetype=\"undirected\">\n"
      "    <attributes class=\"node\">\n"
      "      <attribute id=\"0\" title=\"mode\" type=\"string\"/>\n"
      "      <attribute id=\"1\" title=\"count\" type=\"long\"/>\n"
      "      <attribute id=\"2\" title=\"strength\" type=\"double\"/>\n"
      "      <attribute id=\"3\" title=\"betweenness\" type=\"double\"/>\n"
      "      <attribute id=\"4\" title=\"component\" type=\"integer\"/>\n"
      "      <attribute id=\"5\" title=\"community\" type=\"integer\"/>\n"
      "    </attributes>\n"
      "    <attributes class=\"edge\">\n"
      "      <attribute id=\"0\" title=\"count\" type=\"long\"/>\n"
      "      <attribute id=\"1\" title=\"p_adjusted\" type=\"double\"/>\n"
      "    </attributes>\n"
      "    <nodes>\n";
  Out out(text);
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const NetworkNode& node = network.nodes[i];
    fmt::format_to(out,
                   "      <node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"0\" value=\"{}\"/><attvalue for=\"1\" "
                   "value=\"{}\"/><attvalue for=\"2\" value=\"{}\"/><attvalue for=\"3\" value=\"{}\"/><attvalue for=\"4\" "
                   "value=\"{}\"/><attvalue for=\"5\" value=\"{}\"/></attvalues></node>\n",
                   i, markup_escaped(node.id), markup_escaped(node.mode), node.count, number(node.strength), number(node.betweenness), node.component, node.community);
  }
  text += "    </nodes>\n    <edges>\n";
  for (std::size_t i = 0; i < network.edges.size(); ++i) {
    const NetworkEdge& edge = network.edges[i];
    fmt::format_to(out,
                   "      <edge id=\"{}\" source=\"{}\" target=\"{}\" weight=\"{}\"><attvalues><attvalue for=\"0\" "
                   "value=\"{}\"/><attvalue for=\"1\" value=\"{}\"/></attvalues></edge>\n",
                   i, edge.source, edge.target, number(edge.weight), edge.count, number(edge.p_adjusted));
  }
  return text + "    </edges>\n  </graph>\n</gexf>\n";
}

// Pajek wants the first mode's vertices to stand first: build_network puts rows there.
std::string pajek(const Network& network) {
  std::size_t first_mode = network.nodes.size();
  for (const NetworkEdge& edge : network.edges) {
    if (network.two_mode) first_mode = std::min<std::size_t>(first_mode, edge.target);
  }
  std::string text = network.two_mode ? fmt::format("*Vertices {} {}\n", network.nodes.size(), first_mode)
                                      : fmt::format("*Vertices {}\n", network.nodes.size());
  Out out(text);
  for (std::size_t i = 0; i < network.nodes.size(); ++i) fmt::format_to(out, "{} {}\n", i + 1, quoted(without_quotes(network.nodes[i].id), ""));
  text += "*Edges\n";
  for (const NetworkEdge& edge : network.edges) fmt::format_to(out, "{} {} {}\n", edge.source + 1, edge.target + 1, number(edge.weight));
  return text;
}

std::string dot(const Network& network) {
  std::string text = "graph concord {\n  node [shape=ellipse, fontname=\"DejaVu Sans\"];\n";
  Out out(text);
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const NetworkNode& node = network.nodes[i];
    const bool second = network.two_mode && node.mode != network.nodes[0].mode;
    fmt::format_to(out, "  n{} [label={}, group={}{}];\n", i, quoted(node.id, "\\"), node.community, second ? ", shape=box" : "");
  }
  for (const NetworkEdge& edge : network.edges) {
    fmt::format_to(out, "  n{} -- n{} [weight={}, label=\"{}\"];\n", edge.source, edge.target, number(edge.weight), edge.count);
  }
  return text + "}\n";
}

std::string edge_list(const Network& network) {
  std::string text = "source,target,weight,count,p_adjusted,source_mode,target_mode,source_community,target_community\n";
  Out out(text);
  for (const NetworkEdge& edge : network.edges) {
    const NetworkNode& source = network.nodes[edge.source];
    const NetworkNode& target = network.nodes[edge.target];
    fmt::format_to(out, "{},{},{},{},{},{},{},{},{}\n", csv(source.id), csv(target.id), number(edge.weight), edge.count, number(edge.p_adjusted),
                   csv(source.mode), csv(target.mode), source.community, target.community);
  }
  return text;
}

std::string json(const Network& network) {
  nlohmann::ordered_json result;
  result["two_mode"] = network.two_mode;
  result["modularity"] = network.modularity;
  result["nodes"] = nlohmann::ordered_json::array();
  for (const NetworkNode& node : network.nodes) {
    result["nodes"].push_back({{"id", node.id}, {"mode", node.mode}, {"count", node.count}, {"degree", node.degree},
                               {"strength", node.strength}, {"betweenness", node.betweenness},
                               {"component", node.component}, {"community", node.community}});
  }
  result["links"] = nlohmann::ordered_json::array();
  for (const NetworkEdge& edge : network.edges) {
    result["links"].push_back({{"source", network.nodes[edge.source].id}, {"target", network.nodes[edge.target].id},
                               {"weight", edge.weight}, {"count", edge.count}, {"p_adjusted", edge.p_adjusted}});
  }
  return result.dump(1) + "\n";
}

std::string without_tabs(std::string text) {
  for (char& c : text) c = c == '\t' || c == '\n' || c == '\r' ? ' ' : c;
  return text;
}

std::string vosviewer_map(const Network& network) {
  std::string text = "id\tlabel\tcluster\tweight<Units>\tweight<Links>\tweight<Total link strength>\n";
  Out out(text);
  for (std::size_t i = 0; i < network.nodes.size(); ++i) {
    const NetworkNode& node = network.nodes[i];
    fmt::format_to(out, "{}\t{}\t{}\t{}\t{}\t{}\n", i + 1, without_tabs(node.id), node.community + 1, node.count, node.degree,
                   number(node.strength));
  }
  return text;
}

std::string vosviewer_network(const Network& network) {
  std::string text;
  Out out(text);
  for (const NetworkEdge& edge : network.edges) fmt::format_to(out, "{}\t{}\t{}\n", edge.source + 1, edge.target + 1, number(edge.weight));
  return text;
}

}  // namespace

std::optional<NetworkFormat> network_format_of(std::string_view file_name) {
  if (file_name.ends_with(".graphml")) return NetworkFormat::graphml;
  if (file_name.ends_with(".gexf")) return NetworkFormat::gexf;
  if (file_name.ends_with(".net")) return NetworkFormat::pajek;
  if (file_name.ends_with(".dot") || file_name.ends_with(".gv")) return NetworkFormat::dot;
  if (file_name.ends_with(".csv")) return NetworkFormat::csv;
  if (file_name.ends_with(".json")) return NetworkFormat::json;
  return std::nullopt;
}

std::string export_network(const Network& network, NetworkFormat format) {
  switch (format) {
    case NetworkFormat::graphml: return graphml(network);
    case NetworkFormat::gexf: return gexf(network);
    case NetworkFormat::pajek: return pajek(network);
    case NetworkFormat::dot: return dot(network);
    case NetworkFormat::csv: return edge_list(network);
    case NetworkFormat::json: return json(network);
    case NetworkFormat::vosviewer_map: return vosviewer_map(network);
    case NetworkFormat::vosviewer_network: return vosviewer_network(network);
  }
  return {};
}

}  // namespace concord
