#include "pipeline/cli/pair_arguments.h"

namespace concord {

std::vector<Option> pair_options(PairArguments& typed, const std::vector<std::string>& units) {
  std::vector<std::string> all = {"sentence", "paragraph", "document", "page", "article", "section", "numbered_paragraph"};
  all.insert(all.end(), units.begin(), units.end());
  std::vector<Option> options = {
      {"ROWS", "AXIS", "The same as --rows, without the word", &typed.rows, {}, false, "axis"},
      {"COLUMNS", "AXIS", "The same as --cols", &typed.columns, {}, false, "axis"},
      {"--rows", "AXIS", "What stands in the rows: actor, theme, actor@TYPE, actor:ID, kind, word:W, words:N, query:Q", &typed.rows, {}, false, "axis"},
      {"--cols,--columns", "AXIS", "What stands in the columns", &typed.columns, {}, false, "axis"},
      {"--unit", "UNIT", "What counts as together", &typed.unit, std::move(all)},
      {"--measure", "NAMES", "Scores, the first one ranks: " + measure_names(), &typed.measure},
      {"--significance", "P", "The p-value that is shown and adjusted", &typed.significance,
       {"llr-p", "fisher", "fisher-left", "fisher-two-sided"}},
      {"--min-count", "N", "Hide pairs that met less often (their number is told)", &typed.min_count},
      polarity_option(typed.polarity),
      {"--roll-up", "", "A label also stands for all labels below it", &typed.roll_up},
      {"--apart", "", "A mention inside the words of another is no company: 'Russian border forces' says nothing of borders", &typed.apart},
      duplicates_option(typed.with_duplicates),
  };
  for (Option& option : filter_options(typed.filters)) options.push_back(std::move(option));
  return options;
}

Result<PairQuestion> read_pairs(const PairArguments& typed, Session& session) {
  PairQuestion question;
  auto rows = session.axis(typed.rows, typed.roll_up);
  if (!rows) return rows.error();
  auto columns = session.axis(typed.columns, typed.roll_up);
  if (!columns) return columns.error();
  question.rows = std::move(*rows);
  question.columns = std::move(*columns);
  question.counting.unit = parse_unit(typed.unit).value_or(UnitKind::sentence);
  question.counting.polarity = parse_polarity(typed.polarity).value_or(Polarity::all);
  question.counting.apart = typed.apart;
  if (Status status = session.select(question.counting); !status) return status.error();
  auto measures = measures_named(typed.measure);
  if (!measures) return measures.error();
  question.scoring.measures = std::move(*measures);
  question.scoring.significance = find_measure(typed.significance);
  question.scoring.min_count = typed.min_count;
  return question;
}

}  // namespace concord
