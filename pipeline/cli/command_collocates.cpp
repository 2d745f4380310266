// concord collocates: what stands around a word, a label or any query; and against what stands around another.
#include <fmt/format.h>

#include <memory>

#include "corpus/text/stem.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/cooccur/collocation.h"
#include "pipeline/render/statistics_table.h"

namespace concord {
namespace {

struct Arguments {
  std::string query;
  std::string against;
  std::string against_filter;
  std::string of = "words";
  std::uint64_t window = 5;
  std::string left;
  std::string right;
  std::string within = "sentence";
  std::string measure = "logdice,llr";
  std::string keyness = "log-ratio,llr4";
  std::string stop_words;
  std::string polarity = "all";
  std::uint64_t min_count = 3;
  std::uint64_t limit = 50;
  bool with_duplicates = false;
  FilterArguments filters;
};

Result<std::uint32_t> side(const std::string& typed, std::uint64_t both, const char* option) {
  if (typed.empty()) return static_cast<std::uint32_t>(both);
  if (typed.find_first_not_of("0123456789") != std::string::npos || typed.size() > 6) {
    return Error{ErrorCode::usage, option, fmt::format("'{}' is not a number of tokens", typed), ""};
  }
  return static_cast<std::uint32_t>(std::stoul(typed));
}

/// What a word counts as; empty when it counts as itself.
std::function<std::string(std::string_view)> grouping(const Arguments& typed, const Session& session) {
  auto words = without_stop_words(typed.stop_words);
  if (typed.of != "stems") return words;
  auto stemmer = std::make_shared<Stemmer>(session.reading.answer.stem_languages.front());
  return [stemmer, words = std::move(words)](std::string_view term) -> std::string {
    return words && words(term).empty() ? std::string() : std::string(stemmer->stem(term));
  };
}

Result<Collocates> collocates_of(const Arguments& typed, const std::string& query, const CollocateOptions& options, Session& session) {
  auto nodes = session.matches(query);
  if (!nodes) return nodes.error();
  if (typed.of == "words" || typed.of == "stems") return word_collocates(*session.snapshot, *nodes, options);
  auto items = session.axis(typed.of, false);
  if (!items) return items.error();
  return item_collocates(*session.snapshot, *nodes, *items, options);
}

Provenance provenance(const Arguments& typed, const Session& session, const Context& context, const CollocateOptions& options) {
  Provenance entries = provenance_of(*session.snapshot, context.command_line(), session.filter);
  entries.emplace_back("unit", fmt::format("window of {} tokens before and {} after, within the {}", options.window.left,
                                           options.window.right, typed.within));
  entries.emplace_back("min_count", std::to_string(typed.min_count));
  return entries;
}

int compare(const Arguments& typed, Session& session, Context& context, CollocateOptions options, const Collocates& one) {
  const std::string other_query = typed.against.empty() ? typed.query : typed.against;
  if (!typed.against_filter.empty()) {
    auto documents = session.documents(typed.against_filter);
    if (!documents) return context.fail(documents.error());
    options.documents = std::move(*documents);
  }
  const auto other = collocates_of(typed, other_query, options, session);
  if (!other) return context.fail(other.error());
  if (one.window_tokens == 0 || other->window_tokens == 0) {
    context.note("concord: one of the two has no window: nothing to compare");
    return exit_nothing_found;
  }
  auto items = compare_collocates(one, *other);
  std::erase_if(items, [&](const ComparedItem& item) {
    return item.frequencies.count_1 + item.frequencies.count_2 < typed.min_count;
  });
  auto measures = keyness_measures_named(typed.keyness);
  if (!measures) return context.fail(measures.error());
  Table table = keyness_table(items, {*measures, typed.limit, false});
  Table reverse = keyness_table(items, {*measures, typed.limit, true});
  table.columns.insert(table.columns.begin(), Column{"side", Align::left, 0});
  for (auto& row : table.rows) row.insert(row.begin(), std::string("1"));
  for (auto& row : reverse.rows) {
    row.insert(row.begin(), std::string("2"));
    table.rows.push_back(std::move(row));
  }
  for (std::string& note : reverse.notes) table.notes.push_back("side 2: " + note);
  Provenance entries = provenance(typed, session, context, options);
  entries.emplace_back("window_tokens", fmt::format("{} and {}", one.window_tokens, other->window_tokens));
  entries.emplace_back("nodes", fmt::format("{} and {}", one.nodes, other->nodes));
  add_provenance(table, entries);
  return answer_table(context, session, std::move(table));
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters, typed.with_duplicates);
  if (!session) return context.fail(session.error());
  CollocateOptions options;
  const auto left = side(typed.left, typed.window, "--left");
  if (!left) return context.fail(left.error());
  const auto right = side(typed.right, typed.window, "--right");
  if (!right) return context.fail(right.error());
  options.window = {*left, *right};
  options.within = parse_window_limit(typed.within).value_or(WindowLimit::sentence);
  options.polarity = parse_polarity(typed.polarity).value_or(Polarity::all);
  options.group = grouping(typed, *session);
  const bool comparing = !typed.against.empty() || !typed.against_filter.empty();
  options.min_count = comparing ? 1 : typed.min_count;
  CountOptions selected;
  if (Status status = session->select(selected); !status) return context.fail(status.error());
  options.documents = selected.documents;
  auto found = collocates_of(typed, typed.query, options, *session);
  if (!found) return context.fail(found.error());
  if (comparing) return compare(typed, *session, context, options, *found);

  auto measures = measures_named(typed.measure);
  if (!measures) return context.fail(measures.error());
  const ScoreOptions scoring{*measures, nullptr, typed.min_count};
  Table table = collocate_table(*found, scoring, typed.limit);
  Provenance entries = provenance(typed, *session, context, options);
  entries.emplace_back("N", std::to_string(found->tokens));
  entries.emplace_back("nodes", fmt::format("{} in {} documents", found->nodes, found->node_documents));
  entries.emplace_back("window_tokens", std::to_string(found->window_tokens));
  entries.emplace_back("hidden", std::to_string(found->hidden));
  for (const Measure* measure : *measures) entries.emplace_back("measure", fmt::format("{} = {}", measure->name, measure->formula));
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

}  // namespace

Command collocates_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "collocates";
  command.group = "Count and compare";
  command.summary = "What stands around a word, a label or any query";
  command.details =
      "Windows end with the sentence unless --within says otherwise; overlapping windows are one, tokens of the query's own\n"
      "matches are none. N is the number of all other tokens. A filter here restricts the documents.";
  command.options = {
      {"QUERY", "", "The node: a word, \"a phrase\", actor:ID, any query", &typed->query, {}, true},
      {"--of", "WHAT", "Collocates: words, stems, or an axis (actor, theme, ...)", &typed->of},
      {"--window", "N", "Tokens on each side", &typed->window},
      {"--left", "N", "Tokens before, if not as many as after", &typed->left},
      {"--right", "N", "Tokens after", &typed->right},
      {"--within", "LIMIT", "Where windows end", &typed->within, {"sentence", "paragraph", "document"}},
      {"--measure", "NAMES", "Scores, the first one ranks: " + measure_names(), &typed->measure},
      {"--min-count", "N", "Hide collocates that are rarer in the windows (their number is told)", &typed->min_count},
      stop_words_option(typed->stop_words),
      {"--against", "QUERY", "Compare with the collocates of another node", &typed->against},
      {"--against-filter", "QUERY", "Compare with the collocates in other documents: year:1996..1997", &typed->against_filter},
      {"--keyness", "NAMES", "Scores of a comparison: " + keyness_measure_names(), &typed->keyness},
      polarity_option(typed->polarity),
      duplicates_option(typed->with_duplicates),
      {"--limit", "N", "Rows shown; 0 for all", &typed->limit},
  };
  for (Option& option : filter_options(typed->filters)) command.options.push_back(std::move(option));
  command.examples = {
      {"concord collocates opposition --stop-words en", "words around 'opposition'"},
      {"concord collocates opposition --from 1993 --to 1995 --against-filter 'date:1996..1997' --stop-words en", "what changed"},
      {"concord collocates 'theme:reconciliation' --of actor --window 20", "actors near reconciliation"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
