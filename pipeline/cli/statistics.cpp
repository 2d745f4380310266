#include "pipeline/cli/statistics.h"

#include <fmt/format.h>

#include <cstdio>

#include "corpus/document/nearest.h"
#include "pipeline/cli/exit_code.h"

namespace concord {
namespace {

// "(kind:report OR kind:treaty)"; nothing for no values.
std::string any_of(std::string_view field, const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) {
    text += fmt::format("{}{}:\"{}\"", text.empty() ? "" : " OR ", field, value);
  }
  return values.size() > 1 ? "(" + text + ")" : text;
}

template <class Row>
Result<std::vector<const Row*>> named(std::string_view names, std::span<const Row> table, const Row* (*find)(std::string_view)) {
  std::vector<const Row*> found;
  for (const std::string& name : split_list(names)) {
    const Row* row = find(name);
    if (row == nullptr) {
      std::vector<std::string> known;
      for (const Row& each : table) known.emplace_back(each.name);
      const auto meant = nearest(name, known);
      return Error{ErrorCode::usage, "--measure", fmt::format("there is no measure '{}'", name),
                   meant ? fmt::format("did you mean '{}'?", *meant) : "known: " + fmt::format("{}", fmt::join(known, ", "))};
    }
    found.push_back(row);
  }
  if (found.empty()) return Error{ErrorCode::usage, "--measure", "names no measure", "for example: npmi,llr"};
  return found;
}

template <class Row>
std::string names_of(std::span<const Row> table) {
  std::string names;
  for (const Row& row : table) names += names.empty() ? std::string(row.name) : ", " + std::string(row.name);
  return names;
}

template <class Row>
std::string lines_of(std::span<const Row> table) {
  std::string lines;
  for (const Row& row : table) lines += fmt::format("  {:<23} {}  [{}]\n", row.name, row.formula, row.source);
  return lines;
}

}  // namespace

std::string Selection::query() const {
  std::vector<std::string> parts;
  if (!filter.empty()) parts.push_back("(" + filter + ")");
  for (std::string part : {any_of("kind", kinds), any_of("lang", languages), any_of("source", sources)}) {
    if (!part.empty()) parts.push_back(std::move(part));
  }
  if (!from.empty() || !to.empty()) parts.push_back(fmt::format("date:{}..{}", from, to));
  if (parts.size() == 1 && !filter.empty()) return filter;
  return fmt::format("{}", fmt::join(parts, " AND "));
}

std::vector<Option> selection_options(Selection& selection) {
  return {
      {"--kind", "KIND", "Only documents of this kind (may be repeated)", &selection.kinds, {}, false, "field"},
      {"--lang", "LANG", "Only documents in this language (may be repeated)", &selection.languages},
      {"--source", "SOURCE", "Only documents of this source (may be repeated)", &selection.sources},
      {"--from", "DATE", "Only documents of this day, month or year or later", &selection.from},
      {"--to", "DATE", "Only documents of this day, month or year or earlier", &selection.to},
      {"--filter", "QUERY", "Only documents that match, and only units in which a word or label of the query stands",
       &selection.filter},
  };
}

Result<MatchFinder> Session::matches(std::string_view query) { return query_matches(*snapshot, query, reading, &notes); }

Result<DocumentSet> Session::documents(std::string_view query) {
  if (query.empty()) return DocumentSet::all(*snapshot);
  return query_documents(*snapshot, query, reading, &notes);
}

Result<Axis> Session::axis(std::string_view text, bool roll_up) {
  AxisOptions options;
  options.roll_up = roll_up;
  options.resolve_query = [this](std::string_view query) { return matches(query); };
  return parse_axis(*snapshot, text, options);
}

Status Session::select(const Selection& selection, CountOptions& options) {
  const std::string query = selection.query();
  if (query.empty()) return {};
  return apply_filter(*snapshot, query, reading, options, &notes);
}

Result<Session> open_session(const Context& context) {
  const auto collection = context.collection();
  if (!collection) return collection.error();
  auto snapshot = context.snapshot(*collection);
  if (!snapshot) return snapshot.error();
  Session session;
  session.snapshot = std::move(*snapshot);
  const CollectionConfig& config = collection->config();
  session.reading.parse.saved.insert(config.queries.begin(), config.queries.end());
  if (!config.languages.empty()) session.reading.answer.stem_languages = config.languages;
  return session;
}

Result<std::vector<const Measure*>> measures_named(std::string_view names) { return named(names, measures(), find_measure); }

Result<std::vector<const KeynessMeasure*>> keyness_measures_named(std::string_view names) {
  return named(names, keyness_measures(), find_keyness_measure);
}

std::string measure_names() { return names_of(measures()); }
std::string keyness_measure_names() { return names_of(keyness_measures()); }
std::string measure_table() { return lines_of(measures()); }
std::string keyness_measure_table() { return lines_of(keyness_measures()); }

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Status write_file(const std::string& path, std::string_view content) {
  if (path == "-") {
    if (std::fwrite(content.data(), 1, content.size(), stdout) != content.size()) {
      return Error{ErrorCode::io, "standard output", "cannot be written", ""};
    }
    return {};
  }
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return Error{ErrorCode::cannot_create, path, "cannot be created", "check the folder and its permissions"};
  const bool written = std::fwrite(content.data(), 1, content.size(), file) == content.size();
  if (std::fclose(file) != 0 || !written) return Error{ErrorCode::io, path, "could not be written whole", "check the free space"};
  return {};
}

int answer_table(Context& context, Session& session, Table table) {
  if (const Status health = session.snapshot->health(); !health) return context.fail(health.error());
  table.notes.insert(table.notes.end(), session.notes.begin(), session.notes.end());
  const bool empty = table.rows.empty();
  context.answer(table);
  return empty ? exit_nothing_found : exit_found;
}

}  // namespace concord
