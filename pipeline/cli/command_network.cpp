// concord network: the pairs of cooccur as a graph: measures of each node, communities, files for other tools, a picture.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/pair_arguments.h"
#include "pipeline/cooccur/network.h"
#include "pipeline/render/network_formats.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/render/svg_network.h"

namespace concord {
namespace {

struct Arguments {
  PairArguments pairs;
  double min_weight = 0;
  double max_p = 0.05;
  std::uint64_t max_edges = 0;
  double resolution = 1;
  std::vector<std::string> exports;
  std::string vosviewer;
  std::string svg;
};

Result<Network> make_network(const Arguments& typed, Session& session, std::uint64_t& units) {
  const auto question = read_pairs(typed.pairs, session);
  if (!question) return question.error();
  const auto counts = count_cooccurrence(*session.snapshot, question->rows, question->columns, question->counting);
  if (!counts) return counts.error();
  units = counts->whole.total;
  const ScoredPairs scored = score_pairs(*counts, counts->whole, question->scoring);
  return build_network(*counts, scored, {typed.min_weight, typed.max_p, static_cast<std::uint32_t>(typed.max_edges), typed.resolution});
}

Status write_exports(const Arguments& typed, const Network& network) {
  for (const std::string& path : typed.exports) {
    const auto format = network_format_of(path);
    if (!format) {
      return Error{ErrorCode::usage, path, "the ending does not name a format", "known: .graphml .gexf .net .dot .csv .json"};
    }
    if (Status status = write_file(path, export_network(network, *format)); !status) return status;
  }
  if (!typed.vosviewer.empty()) {
    Status status = write_file(typed.vosviewer + "_map.txt", export_network(network, NetworkFormat::vosviewer_map));
    if (!status) return status;
    status = write_file(typed.vosviewer + "_network.txt", export_network(network, NetworkFormat::vosviewer_network));
    if (!status) return status;
  }
  return typed.svg.empty() ? Status{} : write_file(typed.svg, svg_network(network));
}

Table node_table(const Network& network) {
  Table table;
  table.name = "nodes";
  table.columns = {{"node", Align::left, 0, true}, {"mode"}};
  for (const char* name : {"count", "degree"}) table.columns.push_back({name, Align::right, 0});
  for (const char* name : {"strength", "betweenness"}) table.columns.push_back({name, Align::right, 2});
  for (const char* name : {"component", "community"}) table.columns.push_back({name, Align::right, 0});
  std::vector<const NetworkNode*> nodes;
  for (const NetworkNode& node : network.nodes) nodes.push_back(&node);
  std::sort(nodes.begin(), nodes.end(), [](const NetworkNode* a, const NetworkNode* b) {
    if (a->community != b->community) return a->community < b->community;
    return a->strength != b->strength ? a->strength > b->strength : a->id < b->id;
  });
  for (const NetworkNode* node : nodes) {
    table.rows.push_back({node->id, node->mode, static_cast<std::int64_t>(node->count), std::int64_t{node->degree}, node->strength,
                          node->betweenness, std::int64_t{node->component} + 1, std::int64_t{node->community} + 1});
  }
  return table;
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.pairs.filters, typed.pairs.with_duplicates);
  if (!session) return context.fail(session.error());
  std::uint64_t units = 0;
  const auto network = make_network(typed, *session, units);
  if (!network) return context.fail(network.error());
  if (Status status = session->snapshot->health(); !status) return context.fail(status.error());
  if (Status status = write_exports(typed, *network); !status) return context.fail(status.error());
  Table table = node_table(*network);
  table.notes.push_back(fmt::format("{} nodes, {} edges{}; {} components, {} communities, modularity {:.3f}", network->nodes.size(),
                                    network->edges.size(), network->two_mode ? ", two-mode" : "", network->components,
                                    network->communities, network->modularity));
  table.notes.push_back(fmt::format("{} pairs are no edges (weight not above {}, or adjusted p above {}{}); {} items have none",
                                    network->left_out, typed.min_weight, typed.max_p,
                                    typed.max_edges == 0 ? "" : fmt::format(", or beyond the {} strongest", typed.max_edges),
                                    network->isolated));
  Provenance entries = provenance_of(*session->snapshot, context.command_line(), session->filter);
  entries.emplace_back("unit", typed.pairs.unit);
  entries.emplace_back("weight", typed.pairs.measure);
  entries.emplace_back("N", std::to_string(units));
  entries.emplace_back("min_count", std::to_string(typed.pairs.min_count));
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

}  // namespace

Command network_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "network";
  command.group = "Count and compare";
  command.summary = "Who is tied to whom or to what: a graph, its communities, files for Gephi, Pajek, VOSviewer";
  typed->pairs.measure = "npmi";
  typed->pairs.min_count = 2;
  command.options = pair_options(typed->pairs, {});
  const std::vector<Option> own = {
      {"--min-weight", "X", "Edges weigh more than this in the first measure", &typed->min_weight},
      {"--max-p", "P", "Largest adjusted p of an edge", &typed->max_p},
      {"--max-edges", "N", "Only the strongest; 0 for all", &typed->max_edges},
      {"--resolution", "X", "Of the communities: above 1 more and smaller ones", &typed->resolution},
      {"--export", "FILE", "Write it: .graphml .gexf .net .dot .csv .json (may be repeated)", &typed->exports, {}, false, "file"},
      {"--vosviewer", "NAME", "Write NAME_map.txt and NAME_network.txt", &typed->vosviewer, {}, false, "file"},
      {"--svg", "FILE", "Draw it", &typed->svg, {}, false, "file"},
  };
  command.options.insert(command.options.begin() + 4, own.begin(), own.end());
  command.examples = {
      {"concord network --rows actor --cols theme --export process.gexf --svg process.svg", "actors and themes, for Gephi and as a picture"},
      {"concord network --rows actor --cols actor --unit paragraph --measure llr", "actors among themselves"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
