// concord kwic: each place in its context, one line each.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/query_arguments.h"
#include "pipeline/render/reading.h"
#include "pipeline/search/kwic.h"
#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

struct Arguments {
  QueryArguments query;
  std::string context = "tokens";
  std::uint64_t width = 10;
  std::vector<std::string> sort;
  std::uint64_t limit = 100;
  std::uint64_t offset = 0;
  std::uint64_t sample = 0;
  std::uint64_t seed = 1;
  bool annotate = false;
};

Result<KwicOptions> kwic_options(const Arguments& typed) {
  KwicOptions options;
  options.context = typed.context == "sentence" ? KwicContext::sentence : typed.context == "paragraph" ? KwicContext::paragraph : KwicContext::tokens;
  options.width = static_cast<std::uint32_t>(std::min<std::uint64_t>(typed.width, 10000));
  options.offset = typed.offset;
  options.limit = typed.limit;
  options.sample = typed.sample;
  options.seed = typed.seed;
  for (const std::string& list : typed.sort) {
    for (std::size_t begin = 0; begin < list.size();) {
      const std::size_t end = std::min(list.find(',', begin), list.size());
      const auto key = parse_kwic_key(std::string_view(list).substr(begin, end - begin));
      if (!key) return key.error();
      options.sort.push_back(*key);
      begin = end + 1;
    }
  }
  return options;
}

Style style_of(const std::string& label) { return label.starts_with("actor:") ? Style::actor : Style::theme; }

/// A side of a line, its labels coloured.
StyledText side(const Document& document, TokenRange tokens, TextSpan span) {
  if (tokens.empty()) return {};
  std::vector<Emphasis> emphases;
  for (const Annotation& a : document.annotations) {
    if (tokens.begin <= a.tokens.begin && a.tokens.end <= tokens.end) {
      emphases.push_back({a.span, a.negated ? Style::negated : style_of(std::string(document.labels[a.label]))});
    }
  }
  return passage(document, span, emphases);
}

StyledText node_text(const Document& document, TextSpan span) { return passage(document, span, {{span, Style::match}}); }

/// What a line is made of.
struct Shape {
  bool text = true;       ///< for a person: no columns for machines
  bool narrow = false;    ///< the source goes below the line, as both contexts need the room
  bool annotate = false;  ///< with empty columns to fill in
};

constexpr std::size_t narrow_terminal = 90;  // columns

/// What is printed of a line; made while its document is at hand.
struct ShownLine {
  std::vector<Value> cells;
  std::string id;
};

ShownLine shown_line(const Document& document, const KwicLine& line, const SourceLinks& links, const Shape& shape) {
  const Metadata& metadata = document.metadata;
  const KwicSpans spans = kwic_spans(document, line);
  ShownLine shown;
  shown.id = metadata.id;
  shown.cells = {side(document, line.left, spans.left), node_text(document, spans.node), side(document, line.right, spans.right)};
  if (shape.narrow) {
    shown.cells.emplace_back(StyledText{metadata.id + ", " + citation_text(line.place), {}, links.of(metadata)});
  } else {
    shown.cells.push_back(shape.text ? Value(StyledText{metadata.id, {}, links.of(metadata)}) : Value(metadata.id));
    shown.cells.emplace_back(citation_text(line.place));
  }
  if (!shape.text) {
    shown.cells.insert(shown.cells.end(), {metadata.date ? metadata.date->to_string() : std::string(), std::string(name(metadata.kind)),
                                           std::int64_t{line.place.paragraph}, std::int64_t{line.place.sentence},
                                           fmt::format("{}", fmt::join(line.labels, " "))});
  }
  if (shape.annotate) shown.cells.insert(shown.cells.end(), {std::string(), std::string()});
  return shown;
}

std::vector<Column> columns_of(const Shape& shape) {
  // A line a hit, however narrow the terminal.
  std::vector<Column> columns = {{"left", Align::right, 3, true, Overflow::cut_begin}, {"node", Align::centre, 3, false, Overflow::cut_end}, {"right", Align::left, 3, true, Overflow::cut_end}};
  if (shape.narrow) {
    columns.push_back({"source", Align::left, 3, true, Overflow::below});
  } else {
    columns.insert(columns.end(), {{"id", Align::left, 3, true, Overflow::cut_end}, {"citation", Align::left, 3, false, Overflow::cut_end}});
  }
  if (!shape.text) columns.insert(columns.end(), {{"date"}, {"kind"}, {"paragraph", Align::right}, {"sentence", Align::right}, {"labels"}});
  if (shape.annotate) columns.insert(columns.end(), {{"keep"}, {"note"}});
  return columns;
}

/// In concord repl the lines have numbers, so that `show 3` finds one again.
void number_lines(const Kwic& kwic, const std::vector<ShownLine>& lines, std::uint64_t offset, ShownResults& shown, Table& table) {
  table.columns.insert(table.columns.begin(), {"line", Align::right});
  for (std::size_t i = 0; i < kwic.lines.size(); ++i) {
    const std::uint64_t number = offset + i + 1;
    table.rows[i].insert(table.rows[i].begin(), static_cast<std::int64_t>(number));
    shown.rows.push_back({number, lines[i].id, kwic.lines[i].place.paragraph});
  }
}

std::string totals(const Kwic& kwic, const Arguments& typed) {
  std::string line = fmt::format("{} line{} in {} document{}", kwic.total, kwic.total == 1 ? "" : "s", kwic.documents, kwic.documents == 1 ? "" : "s");
  if (typed.sample > 0) line += fmt::format("; {} drawn by chance (seed {})", kwic.drawn, typed.seed);
  if (!kwic.lines.empty() && kwic.lines.size() < kwic.drawn) line += fmt::format("; {} to {} shown", typed.offset + 1, typed.offset + kwic.lines.size());
  if (kwic.without > 0) line += fmt::format("; {} document{} match only as a whole and have no line", kwic.without, kwic.without == 1 ? "" : "s");
  return line;
}

int run(const Arguments& typed, Context& context) {
  auto options = kwic_options(typed);
  if (!options) return context.fail(options.error());
  const auto question = ask(typed.query, context);
  if (!question) return context.fail(question.error());
  auto answer = question->open();
  if (!answer) return context.fail(answer.error());
  if (typed.query.explain_query) {
    print_explanation(*question, *answer, context);
    return exit_found;
  }
  if (!question->options.stem_languages.empty()) options->language = question->options.stem_languages.front();
  Shape shape{context.common.format == "text", false, typed.annotate};
  const std::size_t width = context.terminal().width();
  shape.narrow = shape.text && width > 0 && width < narrow_terminal;
  auto kwic = find_kwic(*question->snapshot, *answer, *options);
  if (!kwic) return context.fail(kwic.error());
  if (kwic->total == 0 && kwic->without == 0) return tell_nothing_found(*question, context);
  if (const Status health = question->snapshot->health(); !health) return context.fail(health.error());
  std::vector<ShownLine> lines(kwic->lines.size());
  const Status read = read_context(*question->snapshot, *options, kwic->lines, [&](std::size_t row, const Document& document, const KwicLine& line) {
    lines[row] = shown_line(document, line, question->links, shape);
  });
  if (!read) return context.fail(read.error());
  Table table;
  table.name = "lines";
  table.columns = columns_of(shape);
  for (ShownLine& line : lines) table.rows.push_back(std::move(line.cells));
  if (context.shown != nullptr && shape.text) number_lines(*kwic, lines, typed.offset, *context.shown, table);
  table.provenance = context.provenance(*question->snapshot);
  table.provenance.emplace_back("query", print_query(question->query));
  if (question->filter) table.provenance.emplace_back("filter", print_query(*question->filter));
  table.provenance.emplace_back("lines", static_cast<std::int64_t>(kwic->total));
  table.notes = answer->notes();
  table.notes.insert(table.notes.begin(), totals(*kwic, typed));
  for (const std::string& note : form_notes(*answer, 8)) table.notes.push_back(note);
  context.answer_paged(table);
  return kwic->total > 0 ? exit_found : exit_nothing_found;
}

}  // namespace

Command kwic_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "kwic";
  command.group = "Finding";
  command.summary = "Key word in context: a line for each place, sorted as you like";
  command.details = "Takes the queries of concord search. Actors, themes and the key word are coloured on a terminal.";
  command.options = query_options(typed->query);
  const std::vector<Option> own = {
      {"--context", "UNIT", "tokens (--width on each side), sentence, paragraph", &typed->context, {"tokens", "sentence", "paragraph"}},
      {"-w,--width", "N", "Tokens on each side (10)", &typed->width},
      {"--sort", "KEYS", "left1..left5, node, right1..right5, date, document, label; several with commas", &typed->sort},
      {"-n,--limit", "N", "Lines to show (100)", &typed->limit},
      {"--offset", "N", "Lines to pass over first", &typed->offset},
      {"--sample", "N", "Draw so many of the lines by chance", &typed->sample},
      {"--seed", "N", "Of the sample: the same seed draws the same lines (1)", &typed->seed},
      {"--annotate", "", "Add empty columns 'keep' and 'note' for a review in a spreadsheet", &typed->annotate}};
  command.options.insert(command.options.end(), own.begin(), own.end());
  command.examples = {{"concord kwic 'opposition' --sort left1,left2 --to 1995", "how the opposition is called until 1995"},
                      {"concord kwic 'theme:ombudsman' --context sentence --format csv --annotate", "a table to review"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
