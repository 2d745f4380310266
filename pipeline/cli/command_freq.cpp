// concord freq, trend, dispersion: how often, when, and how evenly. Three commands of one shape, so one file.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/trend.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/render/svg_trend.h"

namespace concord {
namespace {

struct Arguments {
  std::string what;
  std::string by;
  std::string stop_words;
  std::string polarity = "all";
  std::string svg;
  std::uint64_t rolling = 0;
  std::uint64_t min_count = 1;
  std::uint64_t limit = 50;
  bool with_duplicates = false;
  FilterArguments filters;
};

Result<DocumentSet> filtered_documents(Session& session) { return session.documents(session.filter); }

Provenance provenance(const Session& session, const Context& context) {
  return provenance_of(*session.snapshot, context.command_line(), session.filter);
}

/// "opposition" is a query, "actor" an axis: what parse_axis does not know is asked as a query.
Result<Axis> items_of(const std::string& what, Session& session) {
  auto items = session.axis(what, false);
  if (items) return items;
  auto matches = session.matches(what);
  if (!matches) return matches.error();
  return Axis{{what, ItemKind::matches, {}, std::move(*matches)}};
}

Polarity polarity_of(const Arguments& typed) { return parse_polarity(typed.polarity).value_or(Polarity::all); }

Result<Slices> slices_of(const Arguments& typed, Session& session) {
  const auto documents = filtered_documents(session);
  if (!documents) return documents.error();
  auto slices = typed.by.empty() ? Slices::whole(*session.snapshot) : Slices::by_column(*session.snapshot, typed.by);
  if (!slices) return slices.error();
  slices->restrict_to(*documents);
  return slices;
}

int run_freq(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters, typed.with_duplicates);
  if (!session) return context.fail(session.error());
  const auto slices = slices_of(typed, *session);
  if (!slices) return context.fail(slices.error());
  const FrequencyOptions options{typed.min_count, without_stop_words(typed.stop_words), polarity_of(typed), WindowLimit::sentence};
  const auto counted = count_frequencies(*session, typed.what, *slices, options,
                                         [&](const std::string& what) { return items_of(what, *session); });
  if (!counted) return context.fail(counted.error());
  Table table = frequency_table(*counted, typed.limit);
  note_hidden(table, "items", counted->hidden, typed.min_count);
  Provenance entries = provenance(*session, context);
  entries.emplace_back("N", fmt::format("{}", counted->size()));
  if (!typed.by.empty()) entries.emplace_back("slices", typed.by);
  entries.emplace_back("min_count", std::to_string(typed.min_count));
  entries.emplace_back("hidden", std::to_string(counted->hidden));
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

int run_trend(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters, typed.with_duplicates);
  if (!session) return context.fail(session.error());
  auto items = items_of(typed.what, *session);
  if (!items) return context.fail(items.error());
  auto documents = filtered_documents(*session);
  if (!documents) return context.fail(documents.error());
  TrendOptions options;
  options.period = parse_period(typed.by.empty() ? "year" : typed.by).value_or(Period::year);
  options.rolling = static_cast<std::uint32_t>(typed.rolling);
  options.polarity = polarity_of(typed);
  options.documents = std::move(*documents);
  const auto found = trends(*session->snapshot, *items, options);
  if (!found) return context.fail(found.error());
  if (!typed.svg.empty()) {
    const Status written = write_file(typed.svg, svg_trend(*items, *found));
    if (!written) return context.fail(written.error());
  }
  Table table = trend_table(*items, *found, typed.rolling != 0);
  Provenance entries = provenance(*session, context);
  entries.emplace_back("unit", typed.by.empty() ? "year" : typed.by);
  entries.emplace_back("interval", "Wilson 95 % of documents_with / documents");
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

int run_dispersion(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters, typed.with_duplicates);
  if (!session) return context.fail(session.error());
  auto items = items_of(typed.what, *session);
  if (!items) return context.fail(items.error());
  const auto documents = filtered_documents(*session);
  if (!documents) return context.fail(documents.error());
  Table table;
  for (const AxisItem& item : *items) {
    const auto found = item_dispersion(*session->snapshot, item, polarity_of(typed), *documents, typed.by);
    if (!found) return context.fail(found.error());
    Table part = dispersion_table(*found);
    if (table.columns.empty()) {
      table = std::move(part);
    } else {
      table.rows.insert(table.rows.end(), part.rows.begin(), part.rows.end());
    }
  }
  Provenance entries = provenance(*session, context);
  entries.emplace_back("parts", typed.by.empty() ? "documents" : typed.by);
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

void add_filters(Command& command, Arguments& typed) {
  command.options.push_back(duplicates_option(typed.with_duplicates));
  for (Option& option : filter_options(typed.filters)) command.options.push_back(std::move(option));
}

}  // namespace

Command freq_command() {
  auto typed = std::make_shared<Arguments>();
  typed->what = "words";
  Command command;
  command.name = "freq";
  command.group = "Count and compare";
  command.summary = "How often words, word sequences or labels occur, per million tokens, by slice";
  command.options = {
      {"WHAT", "", "words, 2grams .. 9grams, an axis (actor, theme, actor:ID, ...) or a query", &typed->what},
      {"--by", "COLUMN", "One row for each year, month, quarter, decade, kind, source, ...", &typed->by, {}, false, "field"},
      {"--min-count", "N", "Hide rarer items (their number is told)", &typed->min_count},
      stop_words_option(typed->stop_words),
      polarity_option(typed->polarity),
      {"--limit", "N", "Items shown; 0 for all", &typed->limit},
  };
  add_filters(command, *typed);
  command.examples = {{"concord freq words --stop-words en --kind report", "the words of reports"},
                      {"concord freq theme --by year --format csv", "themes by year, for a spreadsheet"}};
  command.run = [typed](Context& context) { return run_freq(*typed, context); };
  return command;
}

Command trend_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "trend";
  command.group = "Count and compare";
  command.summary = "Counts through time with their denominators; periods without documents are gaps";
  command.options = {
      {"WHAT", "", "An axis (actor, theme, actor:ID, ...) or a query", &typed->what, {}, true},
      {"--by", "PERIOD", "month, quarter, year or decade", &typed->by, {"month", "quarter", "year", "decade"}},
      {"--rolling", "N", "Also the pooled rate of the last N periods", &typed->rolling},
      polarity_option(typed->polarity),
      {"--svg", "FILE", "Also draw it", &typed->svg, {}, false, "file"},
  };
  add_filters(command, *typed);
  command.examples = {{"concord trend 'theme:reconciliation' --by quarter", "reconciliation by quarter"}};
  command.run = [typed](Context& context) { return run_trend(*typed, context); };
  return command;
}

Command dispersion_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "dispersion";
  command.group = "Count and compare";
  command.summary = "Whether something is spread over the documents or the habit of a few";
  command.options = {
      {"WHAT", "", "An axis (actor, theme, actor:ID, ...) or a query", &typed->what, {}, true},
      {"--by", "COLUMN", "Parts are years, kinds, sources, ... instead of documents", &typed->by, {}, false, "field"},
      polarity_option(typed->polarity),
  };
  add_filters(command, *typed);
  command.examples = {{"concord dispersion ombudsman", "every measure for one word"}};
  command.run = [typed](Context& context) { return run_dispersion(*typed, context); };
  return command;
}

}  // namespace concord
