// concord keyness: what is typical of one collection of texts against another.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/statistics.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/render/statistics_table.h"

namespace concord {
namespace {

struct Arguments {
  std::string studied;
  std::string reference;
  std::string of = "words";
  std::string unit = "document";
  std::string measure = "log-ratio,llr4,percent-diff";
  std::string stop_words;
  std::string polarity = "all";
  std::uint64_t min_count = 5;
  std::uint64_t limit = 50;
  bool negative = false;
  bool with_duplicates = false;
};

FrequencyOptions frequency_options(const Arguments& typed) {
  FrequencyOptions options;
  options.min_count = typed.min_count;
  options.polarity = parse_polarity(typed.polarity).value_or(Polarity::all);
  options.group = without_stop_words(typed.stop_words);
  return options;
}

/// The two collections; an empty reference is everything else.
Result<Slices> collections(const Arguments& typed, Session& session) {
  auto studied = session.all_documents(typed.studied);
  if (!studied) return studied.error();
  auto reference = session.all_documents(typed.reference);
  if (!reference) return reference.error();
  if (typed.reference.empty()) *reference -= *studied;
  for (DocumentSet* each : {&*studied, &*reference}) {
    if (Status status = session.count_once(*each); !status) return status.error();
  }
  return Slices::two_sets(*studied, *reference);
}

Result<FrequencyTable> frequencies(const Arguments& typed, Session& session, std::vector<std::string>& notes) {
  const FrequencyOptions options = frequency_options(typed);
  if (typed.unit != "document") {
    if (typed.reference.empty()) {
      return Error{ErrorCode::usage, "keyness", "sentences and paragraphs are compared between two queries", "give a second QUERY"};
    }
    auto one = session.matches(typed.studied);
    if (!one) return one.error();
    auto other = session.matches(typed.reference);
    if (!other) return other.error();
    const WindowLimit unit = parse_window_limit(typed.unit).value_or(WindowLimit::sentence);
    const auto documents = session.documents("");
    if (!documents) return documents.error();
    auto compared = compare_units(*session.snapshot, *one, *other, unit, *documents, options);
    if (!compared) return compared.error();
    notes.push_back(fmt::format("{} and {} {}s; {} hold both and are left out", compared->units[0], compared->units[1], typed.unit,
                                compared->shared_units));
    return std::move(compared->table);
  }
  const auto slices = collections(typed, session);
  if (!slices) return slices.error();
  return count_frequencies(session, typed.of, *slices, options, [&](const std::string& what) { return session.axis(what, false); });
}

int run(const Arguments& typed, Context& context) {
  auto session = open_session(context, {}, typed.with_duplicates);
  if (!session) return context.fail(session.error());
  auto measures = keyness_measures_named(typed.measure);
  if (!measures) return context.fail(measures.error());
  std::vector<std::string> notes;
  const auto table_of = frequencies(typed, *session, notes);
  if (!table_of) return context.fail(table_of.error());
  for (const std::size_t side : {0U, 1U}) {
    if (table_of->sizes[side] > 0) continue;
    const std::string& query = side == 0 ? typed.studied : typed.reference;
    context.note(fmt::format("concord: nothing to compare: no text meets {}", query.empty() ? "the rest of the collection" : "'" + query + "'"));
    return exit_nothing_found;
  }
  Table table = keyness_table(compare_slices(*table_of), {*measures, typed.limit, typed.negative});
  note_hidden(table, "items", table_of->hidden, typed.min_count);
  table.notes.insert(table.notes.end(), notes.begin(), notes.end());
  Provenance entries = provenance_of(*session->snapshot, context.command_line(), "");
  entries.emplace_back("collection_1", fmt::format("{}: {} documents, {} tokens", typed.studied, table_of->documents[0], table_of->sizes[0]));
  entries.emplace_back("collection_2", fmt::format("{}: {} documents, {} tokens", typed.reference.empty() ? "all others" : typed.reference,
                                                   table_of->documents[1], table_of->sizes[1]));
  entries.emplace_back("unit", typed.unit);
  entries.emplace_back("min_count", std::to_string(typed.min_count));
  entries.emplace_back("hidden", std::to_string(table_of->hidden));
  for (const KeynessMeasure* measure : *measures) entries.emplace_back("measure", fmt::format("{} = {}", measure->name, measure->formula));
  add_provenance(table, entries);
  return answer_table(context, *session, std::move(table));
}

}  // namespace

Command keyness_command() {
  auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "keyness";
  command.group = "Count and compare";
  command.summary = "What is typical of one set of texts against another";
  command.details =
      "Two queries name the documents (or, with --unit, the sentences or paragraphs) to be compared; without a second one the\n"
      "rest of the collection is the reference. O1, O2 = counts, N1, N2 = sizes in tokens. p is that of the four-cell G2.\n\nMeasures:\n" +
      keyness_measure_table();
  command.options = {
      {"STUDIED", "", "Query: the texts studied", &typed->studied, {}, true},
      {"REFERENCE", "", "Query: what they are compared with (default: all others)", &typed->reference},
      {"--of", "WHAT", "words, 2grams .. 9grams, or an axis (actor, theme, ...)", &typed->of},
      {"--unit", "UNIT", "What the queries select", &typed->unit, {"document", "paragraph", "sentence"}},
      {"--measure", "NAMES", "Scores, the first one ranks: " + keyness_measure_names(), &typed->measure},
      {"--min-count", "N", "Hide items that are rarer in both together (their number is told)", &typed->min_count},
      stop_words_option(typed->stop_words),
      polarity_option(typed->polarity),
      duplicates_option(typed->with_duplicates),
      {"--negative", "", "What is typical of the reference instead", &typed->negative},
      {"--limit", "N", "Rows shown; 0 for all", &typed->limit},
  };
  command.examples = {
      {"concord keyness kind:report kind:treaty --stop-words en", "words of reports against treaty texts"},
      {"concord keyness source:osce source:un --of theme", "themes of OSCE texts against UN texts"},
      {"concord keyness 'date:..1995' 'date:1996..' --of 2grams", "word pairs of one period against another"},
  };
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
