// concord cooccur: which rows keep company with which columns, more than chance would have it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/pair_arguments.h"
#include "pipeline/cooccur/bootstrap.h"
#include "pipeline/cooccur/explanation.h"
#include "pipeline/cooccur/feature_matrix.h"
#include "pipeline/cooccur/shared_words.h"
#include "pipeline/cooccur/slices.h"
#include "pipeline/render/matrix_formats.h"
#include "pipeline/render/statistics_table.h"
#include "pipeline/render/svg_heat_map.h"

namespace concord {
namespace {

struct Arguments {
  PairArguments pairs;
  std::string by;
  std::uint64_t window = 10;
  std::string within = "sentence";
  std::uint64_t limit = 50;
  std::uint64_t bootstrap = 0;
  std::uint64_t seed = 1;
  bool mentions = false;
  bool explain = false;
  std::uint64_t passages = 5;
  std::string matrix;
  std::string features;
  bool ordered = false;
  bool weighted = false;
  std::string svg;
};

using Question = PairQuestion;

Result<Question> read_question(const Arguments& typed, Session& session) {
  auto question = read_pairs(typed.pairs, session);
  if (!question) return question.error();
  question->counting.mode = typed.mentions ? CountMode::mentions : CountMode::units;
  question->counting.by = typed.by;
  return question;
}

/// What was asked for and cannot be had together.
Status check(const Arguments& typed) {
  const bool windows = typed.pairs.unit == "window";
  if (windows && !typed.matrix.empty()) {
    return Error{ErrorCode::usage, "--matrix", "a table of windows has an N of its own in each row, so it is no matrix of counts",
                 "--fcm NAME writes the counts of words within --window tokens of each other"};
  }
  if (windows && (!typed.by.empty() || typed.bootstrap != 0 || typed.mentions || typed.explain)) {
    return Error{ErrorCode::usage, "--unit window", "cannot be combined with --by, --bootstrap, --mentions or --explain",
                 "use another unit, or filter the documents: --from, --to, --kind"};
  }
  if (windows && typed.pairs.apart) {
    return Error{ErrorCode::usage, "--apart", "is for units", "a window never holds the words of what it is around"};
  }
  if (typed.features.empty() && (typed.ordered || typed.weighted)) {
    return Error{ErrorCode::usage, typed.ordered ? "--ordered" : "--weighted", "says how --fcm counts, and there is no --fcm", ""};
  }
  return {};
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

/// The words of an axis of single words. Error: usage.
Result<std::vector<std::string>> words_of(const Axis& axis) {
  std::vector<std::string> words;
  for (const AxisItem& item : axis) {
    if (item.kind != ItemKind::words || item.terms.size() != 1) {
      return Error{ErrorCode::usage, "--fcm", "counts words among themselves, and '" + item.name + "' is no single word",
                   "for example: --rows words:500 --cols words:500 --fcm words"};
    }
    words.push_back(item.terms[0]);
  }
  return words;
}

/// NAME.mtx and NAME.names: in quanteda's manner, how often words stand near each other.
Status write_features(const Arguments& typed, const Question& question, const Session& session) {
  if (typed.features.empty()) return {};
  auto words = words_of(question.rows);
  if (!words) return words.error();
  const auto columns = words_of(question.columns);
  if (!columns) return columns.error();
  if (*words != *columns) return Error{ErrorCode::usage, "--fcm", "needs the same words in rows and columns", "give --cols what --rows has"};
  if (question.counting.units_with) {
    return Error{ErrorCode::usage, "--fcm", "counts whole documents, and the filter asks for places in them",
                 "filter by fields of the documents: --kind, --from, --source, ..."};
  }
  const FeatureMatrixOptions options{static_cast<std::uint32_t>(typed.window), parse_window_limit(typed.within).value_or(WindowLimit::sentence),
                                     question.counting.documents, typed.ordered};
  const auto matrix = feature_matrix(*session.snapshot, std::move(*words), options);
  if (!matrix) return matrix.error();
  const FeatureCount count = typed.weighted ? FeatureCount::weighted : FeatureCount::frequency;
  if (Status status = write_file(typed.features + ".mtx", export_matrix_market(*matrix, count)); !status) return status;
  return write_file(typed.features + ".names", export_names(*matrix));
}

Status write_files(const Arguments& typed, const CooccurrenceCounts& counts, const ScoredPairs& scored) {
  if (!typed.matrix.empty()) {
    if (Status status = write_file(typed.matrix, export_matrix_market(counts, counts.whole)); !status) return status;
  }
  if (typed.svg.empty()) return {};
  return write_file(typed.svg, svg_heat_map(counts, scored, split_list(typed.pairs.measure).front()));
}

/// Which pairs are wanted: those that are shown, or all where a picture is drawn of them.
ScoreOptions scoring_of(const Arguments& typed, const Question& question, bool drawn) {
  ScoreOptions scoring = question.scoring;
  scoring.keep = drawn ? 0 : typed.limit;
  return scoring;
}

/// One slice, or the whole, as rows of the table.
Status add_slice(const Arguments& typed, const Question& question, const Session& session, const CooccurrenceCounts& counts,
                 const SliceCounts& slice, const SliceCounts* before, const ScoredPairs& scored, Table& table) {
  const PairTableOptions shape{question.scoring.measures, !typed.by.empty(), typed.bootstrap != 0, typed.limit};
  std::vector<Interval> intervals;
  if (typed.bootstrap != 0) {
    auto found = intervals_of(typed, question, session, scored, slice.name);
    if (!found) return found.error();
    intervals = std::move(*found);
  }
  add_pairs(table, shape, counts, slice, scored, before, intervals);
  const std::string what = slice.name.empty() ? "pairs" : "pairs in " + slice.name;
  note_limit(table, what, typed.limit == 0 ? scored.tested : typed.limit, scored.tested);
  note_hidden(table, what, scored.hidden, typed.pairs.min_count);
  return {};
}

/// The pairs shown that owe at least half of their units to one being called by words of the other.
Status note_same_words(const Arguments& typed, const Question& question, const Session& session, const CooccurrenceCounts& counts,
                       const ScoredPairs& scored, Table& table) {
  std::map<std::uint32_t, std::uint32_t> rows;  // number on the whole axis -> here
  std::map<std::uint32_t, std::uint32_t> columns;
  Axis of_rows;
  Axis of_columns;
  const std::size_t shown = typed.limit == 0 ? scored.pairs.size() : std::min<std::size_t>(typed.limit, scored.pairs.size());
  for (std::size_t i = 0; i < shown; ++i) {
    const ScoredPair& pair = scored.pairs[i];
    if (rows.emplace(pair.row, of_rows.size()).second) of_rows.push_back(question.rows[pair.row]);
    if (columns.emplace(pair.column, of_columns.size()).second) of_columns.push_back(question.columns[pair.column]);
  }
  auto space = counted_units(*session.snapshot, question.counting);
  if (!space) return space.error();
  const auto shared = SharedWords::find(*session.snapshot, *space, of_rows, of_columns, question.counting.polarity);
  if (!shared) return shared.error();
  std::size_t met = 0;
  std::string first;
  for (std::size_t i = 0; i < shown; ++i) {
    const ScoredPair& pair = scored.pairs[i];
    const auto places = shared->of_row(rows[pair.row]);
    const std::uint32_t column = columns[pair.column];
    const auto same = static_cast<std::uint64_t>(std::count_if(places.begin(), places.end(), [&](const SharedWords::Place& place) { return place.only && place.column == column; }));
    if (same == 0 || 2 * same < pair.cells.both) continue;
    if (++met == 1) first = fmt::format("{} and {} in {} of {}", counts.rows[pair.row], counts.columns[pair.column], same, pair.cells.both);
  }
  if (met > 0) table.notes.push_back(fmt::format("{} of the pairs shown mostly stand in the same words ({}); --apart counts only units where the words differ", met, first));
  return {};
}

int count_units(const Arguments& typed, const Question& question, Session& session, Context& context) {
  const auto counts = count_cooccurrence(*session.snapshot, question.rows, question.columns, question.counting);
  if (!counts) return context.fail(counts.error());
  Table table = pair_table({question.scoring.measures, !typed.by.empty(), typed.bootstrap != 0, typed.limit});
  const ScoredPairs whole = score_pairs(*counts, counts->whole, scoring_of(typed, question, !typed.svg.empty()));
  if (counts->slices.empty()) {
    if (Status status = add_slice(typed, question, session, *counts, counts->whole, nullptr, whole, table); !status) return context.fail(status.error());
  }
  for (std::size_t i = 0; i < counts->slices.size(); ++i) {
    const SliceCounts& slice = counts->slices[i];
    const ScoredPairs scored = score_pairs(*counts, slice, scoring_of(typed, question, false));
    const Status status = add_slice(typed, question, session, *counts, slice, i == 0 ? nullptr : &counts->slices[i - 1], scored, table);
    if (!status) return context.fail(status.error());
  }
  if (counts->slices.empty() && !typed.mentions && !typed.pairs.apart) {
    if (Status noted = note_same_words(typed, question, session, *counts, whole, table); !noted) return context.fail(noted.error());
  }
  if (counts->nested_pairs != 0) {
    table.notes.push_back(fmt::format("{} pairs of a label with one that holds it are left out", counts->nested_pairs));
  }
  if (Status status = write_files(typed, *counts, whole); !status) return context.fail(status.error());
  Provenance provenance = base_provenance(session, context);
  add_provenance(provenance, question.counting, *counts, question.scoring, whole);
  if (typed.bootstrap != 0) {
    provenance.emplace_back("bootstrap", fmt::format("{} replicates over documents, seed {}, 95 %", typed.bootstrap, typed.seed));
  }
  add_provenance(table, provenance);
  return answer_table(context, session, std::move(table));
}

/// Cells that were counted row by row, each row with its own N.
struct WindowPairs {
  CooccurrenceCounts names;  ///< of rows and columns; no counts
  std::vector<ScoredPair> pairs;
  std::uint64_t hidden = 0;
};

WindowPairs pairs_of(const std::vector<Collocates>& rows, const Question& question) {
  WindowPairs result;
  std::map<std::string_view, std::uint32_t> column_of;
  for (const AxisItem& column : question.columns) {
    column_of.emplace(column.name, static_cast<std::uint32_t>(result.names.columns.size()));
    result.names.columns.push_back(column.name);
  }
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    result.names.rows.push_back(question.rows[row].name);
    result.hidden += rows[row].hidden;
    for (const Collocate& collocate : rows[row].items) {
      result.pairs.push_back({row, column_of.at(collocate.name), collocate.cells, {}, 1, 1});
    }
  }
  return result;
}

int count_windows(const Arguments& typed, const Question& question, Session& session, Context& context) {
  CollocateOptions options;
  options.window = {static_cast<std::uint32_t>(typed.window), static_cast<std::uint32_t>(typed.window)};
  options.within = parse_window_limit(typed.within).value_or(WindowLimit::sentence);
  options.documents = question.counting.documents;
  options.polarity = question.counting.polarity;
  options.min_count = typed.pairs.min_count;
  const auto rows = window_cooccurrence(*session.snapshot, question.rows, question.columns, options);
  if (!rows) return context.fail(rows.error());
  WindowPairs windows = pairs_of(*rows, question);
  const ScoredPairs scored = score_cells(std::move(windows.pairs), question.scoring, windows.names.rows, windows.names.columns);
  const PairTableOptions shape{question.scoring.measures, false, false, typed.limit};
  Table table = pair_table(shape);
  add_pairs(table, shape, windows.names, {}, scored, nullptr, {});
  note_limit(table, "pairs", typed.limit == 0 ? scored.tested : typed.limit, scored.tested);
  note_hidden(table, "pairs", windows.hidden, typed.pairs.min_count);
  if (Status status = write_files(typed, windows.names, scored); !status) return context.fail(status.error());
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
  if (Status possible = check(typed); !possible) return context.fail(possible.error());
  auto session = open_session(context, typed.pairs.filters, typed.pairs.with_duplicates);
  if (!session) return context.fail(session.error());
  const auto question = read_question(typed, *session);
  if (!question) return context.fail(question.error());
  if (typed.explain) return explain(typed, *question, *session, context);
  if (Status written = write_features(typed, *question, *session); !written) return context.fail(written.error());
  if (typed.pairs.unit == "window") return count_windows(typed, *question, *session, context);
  return count_units(typed, *question, *session, context);
}

std::vector<Option> options_of(Arguments& typed) {
  std::vector<Option> options = pair_options(typed.pairs, {"window"});
  const std::vector<Option> own = {
      {"--window", "N", "With --unit window and --fcm: tokens on each side", &typed.window},
      {"--within", "LIMIT", "With --unit window and --fcm: where windows end", &typed.within, {"sentence", "paragraph", "document"}},
      {"--mentions", "", "Count pairs of mentions instead of units", &typed.mentions},
      {"--by", "COLUMN", "One table for each year, month, quarter, decade, kind, source, ...", &typed.by, {}, false, "field"},
      {"--bootstrap", "N", "95 % interval of the first measure from N samples of documents", &typed.bootstrap},
      {"--seed", "N", "Of the bootstrap", &typed.seed},
      {"--limit", "N", "Rows shown; 0 for all", &typed.limit},
      {"--matrix", "FILE", "Also write the joint counts of all pairs, Matrix Market", &typed.matrix, {}, false, "file"},
      {"--fcm", "NAME", "Also write NAME.mtx and NAME.names: how often words stand near each other, as quanteda counts", &typed.features, {}, false, "file"},
      {"--ordered", "", "With --fcm: a row is the word that comes first", &typed.ordered},
      {"--weighted", "", "With --fcm: each pair counts 1/distance", &typed.weighted},
      {"--svg", "FILE", "Also draw a heat map of the first measure", &typed.svg, {}, false, "file"},
      {"--explain", "", "One pair: the four cells, each formula with its numbers, the passages", &typed.explain},
      {"--passages", "N", "With --explain: passages shown; 0 for all", &typed.passages},
  };
  options.insert(options.begin() + 3, own.begin(), own.end());
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
      {"concord cooccur actor theme --apart", "the same by sentence, without what is only called so: border forces and borders"},
      {"concord cooccur --rows actor:uto --cols theme --by year", "one actor's themes, year by year, with the change"},
      {"concord cooccur --rows actor:uto --cols theme:amnesty --explain", "how one number came about, with the passages"},
      {"concord cooccur --rows actor --cols actor --unit window --window 15 --format csv", "actors within fifteen words of each other"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
