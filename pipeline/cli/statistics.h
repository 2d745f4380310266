// Statistics: what the commands that count share: the selection of documents, the open index, the names of measures.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/collection/collection.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/context.h"
#include "pipeline/cooccur/association.h"
#include "pipeline/cooccur/cooccurrence.h"
#include "pipeline/cooccur/keyness.h"
#include "pipeline/cooccur/provenance.h"
#include "pipeline/cooccur/query_source.h"

namespace concord {

/// Low arguments: which documents and units take part.
struct Selection {
  std::vector<std::string> kinds;
  std::vector<std::string> languages;
  std::vector<std::string> sources;
  std::string from;
  std::string to;
  std::string filter;

  /// The same as one query; empty when nothing is restricted.
  [[nodiscard]] std::string query() const;
};
[[nodiscard]] std::vector<Option> selection_options(Selection& selection);

/// An open index and how queries are read in its collection.
struct Session {
  std::unique_ptr<Snapshot> snapshot;
  QueryReading reading;
  std::vector<std::string> notes;  ///< of queries: limits reached, unknown labels

  /// Matches of a query, for nodes.
  [[nodiscard]] Result<MatchFinder> matches(std::string_view query);
  /// Documents of a query; all for an empty one.
  [[nodiscard]] Result<DocumentSet> documents(std::string_view query);
  [[nodiscard]] Result<Axis> axis(std::string_view text, bool roll_up);
  [[nodiscard]] Status select(const Selection& selection, CountOptions& options);
};
[[nodiscard]] Result<Session> open_session(const Context& context);

/// Parts of "npmi,llr". Error: usage, with the nearest known name.
[[nodiscard]] Result<std::vector<const Measure*>> measures_named(std::string_view names);
[[nodiscard]] Result<std::vector<const KeynessMeasure*>> keyness_measures_named(std::string_view names);
/// All names, for --help.
[[nodiscard]] std::string measure_names();
[[nodiscard]] std::string keyness_measure_names();
/// One line a measure: name, formula, source; for the details of --help.
[[nodiscard]] std::string measure_table();
[[nodiscard]] std::string keyness_measure_table();

/// Commas split, empty parts dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

/// "-" is standard output. Error: cannot_create, io.
[[nodiscard]] Status write_file(const std::string& path, std::string_view content);

/// Puts the session's notes and provenance at the foot and prints, unless the index was found damaged while reading.
/// Exit code: found, or nothing found when the table has no rows.
[[nodiscard]] int answer_table(Context& context, Session& session, Table table);

}  // namespace concord
