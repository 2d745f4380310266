#include "pipeline/cli/statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "corpus/document/nearest.h"
#include "corpus/text/stop_words.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/duplicates.h"
#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

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

Result<MatchFinder> Session::matches(std::string_view query) { return query_matches(*snapshot, query, reading, &notes); }

Result<DocumentSet> Session::all_documents(std::string_view query) {
  if (query.empty()) return DocumentSet::all(*snapshot);
  return query_documents(*snapshot, query, reading, &notes);
}

Result<DocumentSet> Session::documents(std::string_view query) {
  auto found = all_documents(query);
  if (!found) return found;
  if (Status status = count_once(*found); !status) return status.error();
  return found;
}

Status Session::count_once(DocumentSet& documents) {
  if (with_duplicates) return {};
  const auto duplicates = Duplicates::find(*snapshot);
  if (!duplicates) return duplicates.error();
  const std::uint64_t before = documents.size();
  duplicates->repeats([&](DocNo number) { return documents.contains(number); }, [&](DocNo number) { documents.erase(number); });
  if (const std::uint64_t repeats = before - documents.size(); repeats != 0) {
    notes.push_back(fmt::format("{} of {} documents repeat the text of another and are left out, so that each text counts once "
                                "(--with-duplicates counts all)", repeats, before));
  }
  return {};
}

Result<Axis> Session::axis(std::string_view text, bool roll_up) {
  AxisOptions options;
  options.roll_up = roll_up;
  options.resolve_query = [this](std::string_view query) { return matches(query); };
  return parse_axis(*snapshot, text, options);
}

Status Session::select(CountOptions& options) {
  if (!filter.empty()) {
    if (Status status = apply_filter(*snapshot, filter, reading, options, &notes); !status) return status;
  }
  if (!options.documents) options.documents = DocumentSet::all(*snapshot);
  return count_once(*options.documents);
}

Result<Session> open_session(const Context& context, const FilterArguments& filters, bool with_duplicates) {
  const auto collection = context.collection();
  if (!collection) return collection.error();
  auto snapshot = context.snapshot(*collection);
  if (!snapshot) return snapshot.error();
  Session session;
  session.with_duplicates = with_duplicates;
  session.snapshot = std::move(*snapshot);
  session.reading.parse = parse_options(*collection);
  if (const auto& languages = collection->config().languages; !languages.empty()) {
    session.reading.answer.stem_languages = languages;
  }
  const auto filter = filter_query(filters, session.reading.parse);
  if (!filter) return filter.error();
  if (*filter) session.filter = print_query(**filter);
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

Option polarity_option(std::string& typed) {
  return {"--polarity", "WHICH", "Which mentions of labels count", &typed, {"all", "affirmed", "negated"}};
}

Option stop_words_option(std::string& typed) {
  return {"--stop-words", "LANGS", "Leave out the stop words of these languages: en,ru", &typed};
}

Option duplicates_option(bool& typed) {
  return {"--with-duplicates", "", "Count texts that repeat another one, too (see concord duplicates)", &typed};
}

std::function<std::string(std::string_view)> without_stop_words(std::string_view languages) {
  std::vector<std::string> all = split_list(languages);
  if (all.empty()) return {};
  return [all = std::move(all)](std::string_view term) {
    const bool left_out = std::any_of(all.begin(), all.end(), [&](const std::string& language) { return is_stop_word(term, language); });
    return left_out ? std::string() : std::string(term);
  };
}

Result<FrequencyTable> count_frequencies(const Session& session, const std::string& what, const Slices& slices,
                                         const FrequencyOptions& options, const AxisReading& axis) {
  if (what == "words") return word_frequencies(*session.snapshot, slices, options);
  if (what.size() == 6 && what.ends_with("grams") && what[0] >= '2' && what[0] <= '9') {
    return ngram_frequencies(*session.snapshot, static_cast<std::uint32_t>(what[0] - '0'), slices, options);
  }
  const Result<Axis> items = axis(what);
  if (!items) return items.error();
  return item_frequencies(*session.snapshot, *items, slices, options);
}

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
