// Statistics: what the commands that count share: the open index with its filter, the names of measures.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/collection/collection.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/filters.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/frequency.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/provenance.h"
#include "pipeline/cooccur/query_source.h"

namespace concord {

/// An open index and how queries are read in its collection.
struct Session {
  std::unique_ptr<Snapshot> snapshot;
  QueryReading reading;
  std::string filter;              ///< the filter options as one query; empty for none
  bool with_duplicates = false;    ///< count texts that repeat another, too
  std::vector<std::string> notes;  ///< of queries: limits reached, unknown labels

  /// Matches of a query, for nodes.
  [[nodiscard]] Result<MatchFinder> matches(std::string_view query);
  /// Documents of a query, repeated texts included; all for an empty one.
  [[nodiscard]] Result<DocumentSet> all_documents(std::string_view query);
  /// The same, each text once.
  [[nodiscard]] Result<DocumentSet> documents(std::string_view query);
  [[nodiscard]] Result<Axis> axis(std::string_view text, bool roll_up);
  /// Restricts what is counted to the filter, and to one document of each group that repeats a text.
  [[nodiscard]] Status select(CountOptions& options);
  /// Leaves one document of each group that repeats a text, unless with_duplicates; a note says how many went.
  [[nodiscard]] Status count_once(DocumentSet& documents);
};
[[nodiscard]] Result<Session> open_session(const Context& context, const FilterArguments& filters, bool with_duplicates = true);

/// Parts of "npmi,llr". Error: usage, with the nearest known name.
[[nodiscard]] Result<std::vector<const Measure*>> measures_named(std::string_view names);
[[nodiscard]] Result<std::vector<const KeynessMeasure*>> keyness_measures_named(std::string_view names);
/// All names, for --help.
[[nodiscard]] std::string measure_names();
[[nodiscard]] std::string keyness_measure_names();
/// One line a measure: name, formula, source; for the details of --help.
[[nodiscard]] std::string measure_table();
[[nodiscard]] std::string keyness_measure_table();

/// --polarity, --stop-words and --with-duplicates, the same in every command.
[[nodiscard]] Option polarity_option(std::string& typed);
[[nodiscard]] Option stop_words_option(std::string& typed);
[[nodiscard]] Option duplicates_option(bool& typed);

/// What a word counts as when the stop words of `languages` ("en,ru") are left out; empty for no language.
[[nodiscard]] std::function<std::string(std::string_view)> without_stop_words(std::string_view languages);

/// How often `what` occurs in each slice: "words", "2grams" to "9grams", or the items that `axis` reads it as.
using AxisReading = std::function<Result<Axis>(const std::string& what)>;
[[nodiscard]] Result<FrequencyTable> count_frequencies(const Session& session, const std::string& what, const Slices& slices,
                                                       const FrequencyOptions& options, const AxisReading& axis);

/// Commas split, empty parts dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// "-" is standard output. Error: cannot_create, io.
[[nodiscard]] Status write_file(const std::string& path, std::string_view content);

/// Puts the session's notes and provenance at the foot and prints, unless the index was found damaged while reading.
/// Exit code: found, or nothing found when the table has no rows.
[[nodiscard]] int answer_table(Context& context, Session& session, Table table);

}  // namespace concord
