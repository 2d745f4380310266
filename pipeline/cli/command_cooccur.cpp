// concord cooccur: which rows keep company with which columns, more than chance would have it.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/cooccur/bootstrap.h"
#include "pipeline/cooccur/explanation.h"
#include "pipeline/cooccur/slices.h"
#include "pipeline/render/network_formats.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/render/svg_heat_map.h"

namespace concord {
namespace {

struct Arguments {
  std::string rows = "actor";
  std::string columns = "theme";
  std::string unit = "sentence";
  std::string measure = "npmi,llr";
  std::string significance = "llr-p";
  std::string polarity = "all";
  std::string by;
  std::uint64_t window = 10;
  std::string within = "sentence";
  std::uint64_t min_count = 1;
  std::uint64_t limit = 50;
  std::uint64_t bootstrap = 0;
  std::uint64_t seed = 1;
  bool roll_up = false;
  bool mentions = false;
  bool explain = false;
  std::uint64_t passages = 5;
  std::string matrix;
  std::string svg;
  FilterArguments filters;
};

/// High arguments: what is meant.
struct Question {
  Axis rows;
  Axis columns;
  CountOptions counting;
  ScoreOptions scoring;
};

Result<Question> read_question(const Arguments& typed, Session& session) {
  Question question;
  auto rows = session.axis(typed.rows, typed.roll_up);
  if (!rows) return rows.error();
  auto columns = session.axis(typed.columns, typed.roll_up);
  if (!columns) return columns.error();
  question.rows = std::move(*rows);
  question.columns = std::move(*columns);
  question.counting.unit = parse_unit(typed.unit).value_or(UnitKind::sentence);
  question.counting.mode = typed.mentions ? CountMode::mentions : CountMode::units;
  question.counting.polarity = parse_polarity(typed.polarity).value_or(Polarity::all);
  question.counting.by = typed.by;
  if (Status status = session.select(question.counting); !status) return status.error();
  auto measures = measures_named(typed.measure);
  if (!measures) return measures.error();
  question.scoring.measures = std::move(*measures);
  question.scoring.significance = find_measure(typed.significance);
  question.scoring.min_count = typed.min_count;
  return question;
}

/// The documents of one slice that take part.
Result<DocumentSet> slice_documents(const Arguments& typed, const Question& question, const Session& session, const std::string& slice) {
  const auto slices = Slices::by_column(*session.snapshot, typed.by);
  if (!slices) return slices.error();
  DocumentSet documents = question.counting.documents ? *question.counting.documents : DocumentSet::all(*session.snapshot);
  for (DocNo number = 0; number < documents.end(); ++number) {
    if (documents.contains(number) && slices->names[slices->of_document[number]] != slice) documents.erase(number);
  }
  return documents;
}

/// Intervals of the pairs that are shown, from the documents of their slice.
Result<std::vector<Interval>> intervals_of(const Arguments& typed, const Question& question, const Session& session,
                                           const ScoredPairs& scored, const std::string& slice) {
  CountOptions counting = question.counting;
  if (!typed.by.empty()) {
    auto documents = slice_documents(typed, question, session, slice);
    if (!documents) return documents.error();
    counting.documents = std::move(*documents);
  }
  std::vector<ItemPair> pairs;
  const std::size_t shown = typed.limit == 0 ? scored.pairs.size() : std::min<std::size_t>(typed.limit, scored.pairs.size());
  for (std::size_t i = 0; i < shown; ++i) {
    pairs.emplace_back(&question.rows[scored.pairs[i].row], &question.columns[scored.pairs[i].column]);
  }
  const auto counts = count_by_document(*session.snapshot, pairs, counting);
  if (!counts) return counts.error();
  return bootstrap_intervals(*counts, *question.scoring.measures[0],
                             {static_cast<std::uint32_t>(typed.bootstrap), typed.seed, 0.95});
}

Provenance base_provenance(const Session& session, const Context& context) {
  return provenance_of(*session.snapshot, context.command_line(), session.filter);
}

Status write_files(const Arguments& typed, const CooccurrenceCounts& counts, const ScoredPairs& scored) {
  if (!typed.matrix.empty()) {
    if (Status status = write_file(typed.matrix, export_matrix_market(counts, counts.whole)); !status) return status;
  }
  if (typed.svg.empty()) return {};
  return write_file(typed.svg, svg_heat_map(counts, scored, split_list(typed.measure).front()));
}

int count_units(const Arguments& typed, const Question& question, Session& session, Context& context) {
  const auto counts = count_cooccurrence(*session.snapshot, question.rows, question.columns, question.counting);
  if (!counts) return context.fail(counts.error());
  PairTableOptions shape{question.scoring.measures, !typed.by.empty(), typed.bootstrap != 0, typed.limit};
  Table table = pair_table(shape);
  const auto add = [&](const SliceCounts& slice, const SliceCounts* before) -> Status {
    const ScoredPairs scored = score_pairs(*counts, slice, question.scoring);
    std::vector<Interval> intervals;
    if (typed.bootstrap != 0) {
      auto found = intervals_of(typed, question, session, scored, slice.name);
      if (!found) return found.error();
      intervals = std::move(*found);
    }
    add_pairs(table, shape, *counts, slice, scored, before, intervals);
    const std::string what = slice.name.empty() ? "pairs" : "pairs in " + slice.name;
    note_limit(table, what, typed.limit == 0 ? scored.pairs.size() : typed.limit, scored.pairs.size());
    note_hidden(table, what, scored.hidden, typed.min_count);
    return {};
  };
  if (counts->slices.empty()) {
    if (Status status = add(counts->whole, nullptr); !status) return context.fail(status.error());
  }
  for (std::size_t i = 0; i < counts->slices.size(); ++i) {
    const Status status = add(counts->slices[i], i == 0 ? nullptr : &counts->slices[i - 1]);
    if (!status) return context.fail(status.error());
  }
  if (counts->nested_pairs != 0) {
    table.notes.push_back(fmt::format("{} pairs of a label with one that holds it are left out", counts->nested_pairs));
  }
  const ScoredPairs whole = score_pairs(*counts, counts->whole, question.scoring);
  if (Status status = write_files(typed, *counts, whole); !status) return context.fail(status.error());
  Provenance provenance = base_provenance(session, context);
  add_provenance(provenance, question.counting, *counts, question.scoring, whole);
  if (typed.bootstrap != 0) {
    provenance.emplace_back("bootstrap", fmt::format("{} replicates over documents, seed {}, 95 %", typed.bootstrap, typed.seed));
  }
  add_provenance(table, provenance);
  return answer_table(context, session, std::move(table));
}

int count_windows(const Arguments& typed, const Question& question, Session& session, Context& context) {
  CollocateOptions options;
  options.window = {static_cast<std::uint32_t>(typed.window), static_cast<std::uint32_t>(typed.window)};
  options.within = parse_window_limit(typed.within).value_or(WindowLimit::sentence);
  options.documents = question.counting.documents;
  options.polarity = question.counting.polarity;
  options.min_count = typed.min_count;
  const auto rows = window_cooccurrence(*session.snapshot, question.rows, question.columns, options);
  if (!rows) return context.fail(rows.error());
  // The pair table over cells that were counted row by row.
  CooccurrenceCounts counts;
  std::vector<ScoredPair> pairs;
  std::uint64_t hidden = 0;
  for (std::uint32_t row = 0; row < rows->size(); ++row) {
    counts.rows.push_back(question.rows[row].name);
    hidden += (*rows)[row].hidden;
    for (const Collocate& collocate : (*rows)[row].items) {
      pairs.push_back({row, static_cast<std::uint32_t>(counts.columns.size()), collocate.cells, {}, 1, 1});
      counts.columns.push_back(collocate.name);
    }
  }
  const ScoredPairs scored = score_cells(std::move(pairs), question.scoring, counts.rows, counts.columns);
  const PairTableOptions shape{question.scoring.measures, false, false, typed.limit};
  Table table = pair_table(shape);
  add_pairs(table, shape, counts, {}, scored, nullptr, {});
  note_limit(table, "pairs", typed.limit == 0 ? scored.pairs.size() : typed.limit, scored.pairs.size());
  note_hidden(table, "pairs", hidden, typed.min_count);
  Provenance provenance = base_provenance(session, context);
  provenance.emplace_back("unit", fmt::format("window of {} tokens on each side, within the {}", typed.window, typed.within));
  for (const Measure* measure : question.scoring.measures) {
    provenance.emplace_back("measure", fmt::format("{} = {}", measure->name, measure->formula));
  }
  add_provenance(table, provenance);
  return answer_table(context, session, std::move(table));
}

/// A passage of the stored text: its document and what stands there.
std::string passage_line(const Document& document, const UnitPlace& place, UnitKind unit) {
  TextSpan span{0, 0};
  if (unit == UnitKind::sentence && place.unit < document.sentences.size()) span = document.sentences[place.unit].span;
  if (unit == UnitKind::paragraph && place.unit < document.paragraphs.size()) span = document.paragraphs[place.unit].span;
  std::string text(document.text_of(span));
  for (char& c : text) c = c == '\n' || c == '\t' || c == '\r' ? ' ' : c;
  if (span.empty()) return document.metadata.id;
  return fmt::format("{}, {} {}: {}", document.metadata.id, name(unit), place.unit + 1, text);
}

int explain(const Arguments& typed, const Question& question, Session& session, Context& context) {
  if (question.rows.size() != 1 || question.columns.size() != 1) {
    return context.fail({ErrorCode::usage, "--explain", "explains one pair: one row and one column",
                         "for example: --rows actor:uto --cols theme:amnesty --explain"});
  }
  std::vector<const Measure*> all;
  for (const Measure& measure : measures()) all.push_back(&measure);
  const auto explained = explain_pair(*session.snapshot, question.rows[0], question.columns[0], question.counting, all);
  if (!explained) return context.fail(explained.error());
  Table table = explanation_table(*explained);
  const std::size_t shown = typed.passages == 0 ? explained->passages.size()
                                                : std::min<std::size_t>(typed.passages, explained->passages.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const UnitPlace& place = explained->passages[i];
    const auto document = session.snapshot->document(place.document, Part::metadata | Part::text);
    if (!document) return context.fail(document.error());
    table.notes.push_back(passage_line(*document, place, explained->unit));
  }
  if (shown < explained->passages.size()) {
    table.notes.push_back(fmt::format("{} of {} passages shown; --passages 0 shows all", shown, explained->passages.size()));
  }
  Provenance provenance = base_provenance(session, context);
  provenance.emplace_back("unit", name(question.counting.unit));
  add_provenance(table, provenance);
  return answer_table(context, session, std::move(table));
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, typed.filters);
  if (!session) return context.fail(session.error());
  const auto question = read_question(typed, *session);
  if (!question) return context.fail(question.error());
  if (typed.explain) return explain(typed, *question, *session, context);
  if (typed.unit == "window") return count_windows(typed, *question, *session, context);
  return count_units(typed, *question, *session, context);
}

std::vector<Option> options_of(Arguments& typed) {
  std::vector<Option> options = {
      {"--rows", "AXIS", "What stands in the rows: actor, theme, actor@TYPE, actor:ID, kind, word:W, words:N, query:Q", &typed.rows, {}, false, "actor"},
      {"--cols,--columns", "AXIS", "What stands in the columns", &typed.columns, {}, false, "theme"},
      {"--unit", "UNIT", "What counts as together", &typed.unit,
       {"sentence", "paragraph", "document", "page", "article", "section", "numbered_paragraph", "window"}},
      {"--window", "N", "With --unit window: tokens on each side of a row's mention", &typed.window},
      {"--within", "LIMIT", "With --unit window: where windows end", &typed.within, {"sentence", "paragraph", "document"}},
      {"--measure", "NAMES", "Scores, the first one ranks: " + measure_names(), &typed.measure},
      {"--significance", "P", "The p-value that is shown and adjusted", &typed.significance,
       {"llr-p", "fisher", "fisher-left", "fisher-two-sided"}},
      {"--min-count", "N", "Hide pairs that met less often (their number is told)", &typed.min_count},
      {"--polarity", "WHICH", "Which mentions of labels count", &typed.polarity, {"all", "affirmed", "negated"}},
      {"--mentions", "", "Count pairs of mentions instead of units", &typed.mentions},
      {"--roll-up", "", "A label also stands for all labels below it", &typed.roll_up},
      {"--by", "COLUMN", "One table for each year, month, quarter, decade, kind, source, ...", &typed.by, {}, false, "field"},
      {"--bootstrap", "N", "95 % interval of the first measure from N samples of documents", &typed.bootstrap},
      {"--seed", "N", "Of the bootstrap", &typed.seed},
      {"--limit", "N", "Rows shown; 0 for all", &typed.limit},
      {"--matrix", "FILE", "Also write the joint counts of all pairs, Matrix Market", &typed.matrix, {}, false, "file"},
      {"--svg", "FILE", "Also draw a heat map of the first measure", &typed.svg, {}, false, "file"},
      {"--explain", "", "One pair: the four cells, each formula with its numbers, the passages", &typed.explain},
      {"--passages", "N", "With --explain: passages shown; 0 for all", &typed.passages},
  };
  for (Option& option : filter_options(typed.filters)) options.push_back(std::move(option));
  return options;
}

}  // namespace

Command cooccur_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "cooccur";
  command.group = "Count and compare";
  command.summary = "Which rows keep company with which columns, and how much more than chance";
  command.details =
      "A unit counts once for a pair however often it is met there. Filters restrict the units first, so N is what is left.\n"
      "O = both, E = expected, fA and fB = row and column totals, N = units, a b c d = the four cells.\n\nMeasures:\n" +
      measure_table();
  command.options = options_of(*typed);
  command.examples = {
      {"concord cooccur --rows actor --cols theme --unit paragraph --measure npmi,llr --min-count 3", "actors and themes by paragraph"},
      {"concord cooccur --rows actor:uto --cols theme --by year", "one actor's themes, year by year, with the change"},
      {"concord cooccur --rows actor:uto --cols theme:amnesty --explain", "how one number came about, with the passages"},
      {"concord cooccur --rows actor --cols actor --unit window --window 15 --format csv", "actors within fifteen words of each other"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
