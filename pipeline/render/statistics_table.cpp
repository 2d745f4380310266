#include "pipeline/render/statistics_table.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "pipeline/cooccur/significance.h"

namespace concord {
namespace {

Value count(std::uint64_t number) { return static_cast<std::int64_t>(number); }

Column text_column(std::string name) { return {std::move(name), Align::left, 0, true}; }
Column number_column(std::string name, int decimals = 0) { return {std::move(name), Align::right, decimals}; }

void add_columns(Table& table, std::initializer_list<const char*> names, int decimals = 0) {
  for (const char* name : names) table.columns.push_back(number_column(name, decimals));
}

std::uint64_t shown_of(std::uint64_t limit, std::size_t all) { return limit == 0 ? all : std::min<std::uint64_t>(limit, all); }

}  // namespace

std::string column_name(std::string_view measure) {
  std::string name(measure);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

void note_limit(Table& table, std::string_view what, std::uint64_t shown, std::uint64_t all) {
  if (shown < all) table.notes.push_back(fmt::format("{} of {} {} shown; --limit 0 shows all", shown, all, what));
}

void note_hidden(Table& table, std::string_view what, std::uint64_t hidden, std::uint64_t min_count) {
  if (hidden != 0) table.notes.push_back(fmt::format("{} {} met less than {} times are hidden (--min-count)", hidden, what, min_count));
}

void add_provenance(Table& table, const Provenance& provenance) {
  for (const auto& [key, value] : provenance) table.provenance.emplace_back(key, value);
}

Table pair_table(const PairTableOptions& options) {
  Table table;
  table.name = "pairs";
  if (options.slices) table.columns.push_back(text_column("slice"));
  table.columns.push_back(text_column("row"));
  table.columns.push_back(text_column("column"));
  add_columns(table, {"both", "row_total", "column_total", "total"});
  add_columns(table, {"expected"}, 1);
  for (const Measure* measure : options.measures) table.columns.push_back(number_column(column_name(measure->name), 3));
  add_columns(table, {"p", "p_adjusted"}, 4);
  if (options.intervals) add_columns(table, {"low", "high"}, 3);
  if (options.slices) add_columns(table, {"change", "change_z", "change_p"}, 3);
  return table;
}

void add_pairs(Table& table, const PairTableOptions& options, const CooccurrenceCounts& counts, const SliceCounts& slice,
               const ScoredPairs& scored, const SliceCounts* before, const std::vector<Interval>& intervals) {
  const std::uint64_t shown = shown_of(options.limit, scored.pairs.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ScoredPair& pair = scored.pairs[i];
    std::vector<Value> row;
    if (options.slices) row.emplace_back(slice.name);
    row.insert(row.end(), {counts.rows[pair.row], counts.columns[pair.column], count(pair.cells.both), count(pair.cells.in_a()),
                           count(pair.cells.in_b()), count(pair.cells.total()), pair.cells.expected()});
    for (const double score : pair.scores) row.emplace_back(score);
    row.insert(row.end(), {pair.p, pair.p_adjusted});
    if (options.intervals) row.insert(row.end(), {intervals[i].low, intervals[i].high});
    if (options.slices && before != nullptr && before->total > 0) {
      const Contingency earlier = before->cells(pair.row, pair.column, before->joint_of(pair.row, pair.column));
      const Change change = change_between(earlier, pair.cells);
      row.insert(row.end(), {change.difference, change.z, change.p});
    } else if (options.slices) {
      row.insert(row.end(), 3, Value{});
    }
    table.rows.push_back(std::move(row));
  }
}

Table explanation_table(const Explanation& explanation) {
  Table table;
  table.name = "explanation";
  table.columns = {text_column("what"), number_column("value", 6), text_column("how"), text_column("source")};
  const Contingency& cells = explanation.cells;
  const auto add = [&](std::string what, Value value, std::string how, std::string source = "") {
    table.rows.push_back({std::move(what), std::move(value), std::move(how), std::move(source)});
  };
  const std::string unit(name(explanation.unit));
  add("a: both", count(cells.both), fmt::format("{}s with {} and {}", unit, explanation.row, explanation.column));
  add("b: row only", count(cells.only_a), fmt::format("{}s with {} alone", unit, explanation.row));
  add("c: column only", count(cells.only_b), fmt::format("{}s with {} alone", unit, explanation.column));
  add("d: neither", count(cells.neither), fmt::format("{}s with neither", unit));
  if (explanation.same_words > 0) add("left out", count(explanation.same_words), fmt::format("{}s in which the two share all their words", unit));
  add("N", count(cells.total()), fmt::format("{}s counted", unit));
  add("E", explanation.expected, fmt::format("{} × {} / {}", cells.in_a(), cells.in_b(), cells.total()));
  for (const ExplainedScore& score : explanation.scores) {
    add(std::string(score.name), score.value, fmt::format("{} = {}", score.formula, score.with_numbers), std::string(score.source));
  }
  return table;
}

Table collocate_table(const Collocates& collocates, const ScoreOptions& options, std::uint64_t limit) {
  Table table;
  table.name = "collocates";
  table.columns.push_back(text_column("collocate"));
  add_columns(table, {"both", "left", "right", "elsewhere"});
  add_columns(table, {"expected"}, 1);
  for (const Measure* measure : options.measures) table.columns.push_back(number_column(column_name(measure->name), 3));
  add_columns(table, {"p", "p_adjusted"}, 4);
  add_columns(table, {"documents"});
  add_columns(table, {"dp"}, 3);
  add_columns(table, {"at_minus_3", "at_minus_2", "at_minus_1", "at_plus_1", "at_plus_2", "at_plus_3"});

  std::vector<ScoredPair> pairs;
  std::vector<std::string> names;
  for (std::uint32_t i = 0; i < collocates.items.size(); ++i) {
    pairs.push_back({0, i, collocates.items[i].cells, {}, 1, 1});
    names.push_back(collocates.items[i].name);
  }
  const ScoredPairs scored = score_cells(std::move(pairs), options, {""}, names);
  const std::uint64_t shown = shown_of(limit, scored.pairs.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ScoredPair& pair = scored.pairs[i];
    const Collocate& item = collocates.items[pair.column];
    std::vector<Value> row = {item.name, count(item.cells.both), count(item.left), count(item.right), count(item.cells.only_b),
                              item.cells.expected()};
    for (const double score : pair.scores) row.emplace_back(score);
    row.insert(row.end(), {pair.p, pair.p_adjusted, count(item.documents), item.dispersion});
    for (const std::uint64_t at : item.profile) row.push_back(count(at));
    table.rows.push_back(std::move(row));
  }
  note_limit(table, "collocates", shown, scored.pairs.size());
  note_hidden(table, "collocates", collocates.hidden, options.min_count);
  return table;
}

namespace {

struct RankedItem {
  const ComparedItem* item;
  std::vector<double> scores;
  double p = 1;
  double p_adjusted = 1;
};

// What is typical of the wanted side only, strongest first.
std::vector<RankedItem> ranked_items(const std::vector<ComparedItem>& items, const KeynessOptions& options) {
  std::vector<RankedItem> ranked;
  std::vector<double> p;
  for (const ComparedItem& item : items) {
    RankedItem entry{&item, {}, chi_square_p(four_cell_llr(item.frequencies)), 1};
    for (const KeynessMeasure* measure : options.measures) entry.scores.push_back(measure->score(item.frequencies));
    p.push_back(entry.p);
    ranked.push_back(std::move(entry));
  }
  const std::vector<double> adjusted = benjamini_hochberg(p);
  for (std::size_t i = 0; i < ranked.size(); ++i) ranked[i].p_adjusted = adjusted[i];
  std::erase_if(ranked, [&](const RankedItem& entry) {
    const RelativeFrequencies& f = entry.item->frequencies;
    return options.negative ? f.share_1() >= f.share_2() : f.share_1() <= f.share_2();
  });
  const bool rising = options.measures[0]->strength == Strength::smaller || options.negative;
  const Strength strength = rising ? Strength::smaller : Strength::larger;
  std::sort(ranked.begin(), ranked.end(), [&](const RankedItem& a, const RankedItem& b) {
    if (is_stronger(a.scores[0], b.scores[0], strength)) return true;
    if (is_stronger(b.scores[0], a.scores[0], strength)) return false;
    return a.item->name < b.item->name;
  });
  return ranked;
}

}  // namespace

Table keyness_table(const std::vector<ComparedItem>& items, const KeynessOptions& options) {
  Table table;
  table.name = "keyness";
  table.columns.push_back(text_column("item"));
  add_columns(table, {"count_1", "count_2"});
  add_columns(table, {"per_million_1", "per_million_2"}, 1);
  for (const KeynessMeasure* measure : options.measures) table.columns.push_back(number_column(column_name(measure->name), 3));
  add_columns(table, {"log_ratio_low", "log_ratio_high"}, 2);
  table.columns.push_back(text_column("zero"));
  add_columns(table, {"p", "p_adjusted"}, 4);
  const std::vector<RankedItem> ranked = ranked_items(items, options);
  const std::uint64_t shown = shown_of(options.limit, ranked.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const RelativeFrequencies& f = ranked[i].item->frequencies;
    std::vector<Value> row = {ranked[i].item->name, count(f.count_1), count(f.count_2), f.share_1() * 1e6, f.share_2() * 1e6};
    for (const double score : ranked[i].scores) row.emplace_back(score);
    const Interval interval = log_ratio_interval(f);
    row.insert(row.end(), {interval.low, interval.high, std::string(f.has_zero() ? "0 taken as 0.5" : ""), ranked[i].p,
                           ranked[i].p_adjusted});
    table.rows.push_back(std::move(row));
  }
  note_limit(table, "items", shown, ranked.size());
  return table;
}

Table frequency_table(const FrequencyTable& frequencies, std::uint64_t limit) {
  Table table;
  table.name = "frequencies";
  const bool slices = frequencies.slices.size() > 1 || (frequencies.slices.size() == 1 && !frequencies.slices[0].empty());
  table.columns.push_back(text_column("item"));
  if (slices) table.columns.push_back(text_column("slice"));
  add_columns(table, {"count", "size"});
  add_columns(table, {"per_million"}, 1);
  add_columns(table, {"total", "documents"});
  const std::uint64_t shown = shown_of(limit, frequencies.items.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const FrequencyItem& item = frequencies.items[i];
    for (std::size_t slice = 0; slice < frequencies.slices.size(); ++slice) {
      std::vector<Value> row = {item.name};
      if (slices) row.emplace_back(frequencies.slices[slice]);
      row.insert(row.end(), {count(item.counts[slice]), count(frequencies.sizes[slice]), frequencies.per_million(item, slice),
                             count(item.total), count(item.documents)});
      table.rows.push_back(std::move(row));
    }
  }
  note_limit(table, "items", shown, frequencies.items.size());
  return table;
}

Table trend_table(const Axis& items, const std::vector<Trend>& trends, bool rolling) {
  Table table;
  table.name = "trend";
  table.columns = {text_column("item"), text_column("period")};
  add_columns(table, {"count", "tokens"});
  add_columns(table, {"per_million"}, 1);
  if (rolling) add_columns(table, {"rolling"}, 1);
  add_columns(table, {"documents_with", "documents"});
  add_columns(table, {"share_low", "share_high"}, 3);
  for (std::size_t i = 0; i < trends.size(); ++i) {
    for (const TrendPoint& point : trends[i].points) {
      const auto unless_gap = [&](const Value& value) { return point.is_gap() ? Value{} : value; };
      std::vector<Value> row = {items[i].name, point.name, unless_gap(count(point.count)), count(point.tokens),
                                unless_gap(point.per_million)};
      if (rolling) row.push_back(point.rolling && !std::isnan(*point.rolling) ? Value{*point.rolling} : Value{});
      row.insert(row.end(), {unless_gap(count(point.documents_with)), count(point.documents), unless_gap(point.share.low),
                             unless_gap(point.share.high)});
      table.rows.push_back(std::move(row));
    }
    if (trends[i].undated_documents != 0) {
      table.notes.push_back(fmt::format("{}: {} occurrences in {} documents whose date does not lie within one period", items[i].name,
                                        trends[i].undated_count, trends[i].undated_documents));
    }
  }
  return table;
}

Table dispersion_table(const ItemDispersion& dispersion) {
  Table table;
  table.name = "dispersion";
  table.columns = {text_column("item"), text_column("measure"), number_column("value", 4), text_column("formula"), text_column("source")};
  const auto add = [&](std::string_view measure, double value, std::string_view formula, std::string_view source) {
    table.rows.push_back({dispersion.name, std::string(measure), value, std::string(formula), std::string(source)});
  };
  add("frequency", static_cast<double>(dispersion.count), "f: occurrences", "");
  add("parts", static_cast<double>(dispersion.parts.size()), "n: documents or slices with tokens", "");
  for (const DispersionMeasure& measure : dispersion_measures()) {
    add(measure.name, measure.value(dispersion.parts), measure.formula, measure.source);
  }
  const PositionDispersion& positions = dispersion.positions;
  add("arf", positions.arf, "sum min(d, N/f) / (N/f)", "Savicky and Hlavacova 2002");
  add("awt", positions.awt, "(1 + sum d^2 / N) / 2", "Savicky and Hlavacova 2002");
  add("f-awt", positions.f_awt, "N / (2 AWT - 1)", "Savicky and Hlavacova 2002");
  add("ald", positions.ald, "sum d log10 d / N", "Savicky and Hlavacova 2002");
  add("f-ald", positions.f_ald, "N / 10^ALD", "Savicky and Hlavacova 2002");
  return table;
}

}  // namespace concord
