#include "pipeline/search/diagnosis.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

/// The parts of an AND, or the query itself.
std::vector<Query> parts_of(const Query& query) {
  const auto* all = std::get_if<And>(&query.form);
  return all != nullptr ? all->parts : std::vector<Query>{query};
}

Query all_but(const std::vector<Query>& parts, std::size_t left_out) {
  Query rest = {AllDocuments{}, {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != left_out) rest = both(std::move(rest), parts[i]);
  }
  return rest;
}

class Examiner {
 public:
  Examiner(const Snapshot& snapshot, const AnswerOptions& options) : x_snapshot(snapshot), x_options(options) {}

  [[nodiscard]] Result<std::uint64_t> count(const Query& query, const Query* filter) const {
    auto answer = Answer::open(x_snapshot, query, filter, x_options);
    if (!answer) return answer.error();
    std::uint64_t documents = 0;
    while (answer->next() != no_more_documents) ++documents;
    if (!answer->status()) return answer->status().error();
    return documents;
  }

  /// Words and labels of the query that no document has.
  Status unknown_words(const Query& query, const Query* filter) {
    auto answer = Answer::open(x_snapshot, query, filter, x_options);
    if (!answer) return answer.error();
    for (const Leaf& leaf : answer->leaves()) {
      const Field field = leaf.kind == LeafKind::title ? Field::title : Field::word;
      for (const std::string& word : leaf.unknown) lines.push_back(unknown_word(field, word));
      const bool pattern = leaf.kind == LeafKind::word || leaf.kind == LeafKind::title;
      if (leaf.unknown.empty() && leaf.forms.empty() && pattern) lines.push_back(fmt::format("no word is like {}", leaf.text));
      if (leaf.forms.empty() && leaf.kind == LeafKind::label) lines.push_back(fmt::format("no document carries {}", leaf.text));
    }
    lines.insert(lines.end(), answer->notes().begin(), answer->notes().end());
    return {};
  }

  /// Filters without which something is found.
  Status emptying_filters(const Query& query, const Query& filter) {
    const auto parts = parts_of(filter);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const Query rest = all_but(parts, i);
      const auto found = count(query, &rest);
      if (!found) return found.error();
      if (*found > 0) lines.push_back(fmt::format("without the filter {}: {}", print_query(parts[i]), documents(*found)));
    }
    if (!lines.empty() || parts.size() < 2) return {};
    const auto found = count(query, nullptr);
    if (!found) return found.error();
    if (*found > 0) lines.push_back(fmt::format("without any filter: {}", documents(*found)));
    return {};
  }

  /// Parts of an AND without which something is found; else how many documents each part alone has.
  Status emptying_parts(const Query& query, const Query* filter) {
    const auto parts = parts_of(query);
    if (parts.size() < 2 || parts.size() > max_parts) return {};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto found = count(all_but(parts, i), filter);
      if (!found) return found.error();
      if (*found > 0) lines.push_back(fmt::format("without {}: {}", print_query(parts[i]), documents(*found)));
    }
    if (!lines.empty()) return {};
    for (const Query& part : parts) {
      const auto found = count(part, filter);
      if (!found) return found.error();
      lines.push_back(fmt::format("{} alone: {}", print_query(part), documents(*found)));
    }
    return {};
  }

  /// The same words in the whole document, where they were asked for together.
  Status not_together(const Query& query, const Query* filter) {
    const auto loose = loosened(query);
    if (!loose) return {};
    const auto found = count(*loose, filter);
    if (!found) return found.error();
    if (*found == 0) return emptying_parts(*loose, filter);
    lines.push_back(fmt::format("the words stand nowhere together as asked; {}: {}", print_query(*loose), documents(*found)));
    return {};
  }

  std::vector<std::string> lines;

 private:
  static constexpr std::size_t max_parts = 50;

  static std::string documents(std::uint64_t count) { return fmt::format("{} document{}", count, count == 1 ? "" : "s"); }

  [[nodiscard]] std::string unknown_word(Field field, const std::string& word) const {
    const std::string line = fmt::format("no {} has {}", field == Field::title ? "title" : "document", word);
    std::string near;
    for (const Form& form : nearest_terms(x_snapshot, field, word, 3)) {
      near += fmt::format("{}{} ({})", near.empty() ? "" : ", ", form.term, documents(form.documents));
    }
    return near.empty() ? line + "; no word is near it" : line + "; near: " + near;
  }

  /// A phrase, NEAR or IN as an AND of its parts; nothing for other forms.
  static std::optional<Query> loosened(const Query& query) {
    const std::vector<Query>* parts = nullptr;
    if (const auto* sequence = std::get_if<Sequence>(&query.form)) parts = &sequence->items;
    if (const auto* near = std::get_if<Near>(&query.form)) parts = &near->parts;
    if (const auto* enclosed = std::get_if<Enclosed>(&query.form)) return enclosed->parts[0];
    if (parts == nullptr || parts->size() < 2) return std::nullopt;
    Query loose = {AllDocuments{}, {}};
    for (const Query& part : *parts) loose = both(std::move(loose), part);
    return loose;
  }

  const Snapshot& x_snapshot;
  const AnswerOptions& x_options;
};

}  // namespace

Result<std::vector<std::string>> diagnose(const Snapshot& snapshot, const Query& query, const Query* filter, const AnswerOptions& options) {
  Examiner examiner(snapshot, options);
  if (Status words = examiner.unknown_words(query, filter); !words) return words.error();
  if (examiner.lines.empty() && filter != nullptr) {
    if (Status filters = examiner.emptying_filters(query, *filter); !filters) return filters.error();
  }
  if (examiner.lines.empty()) {
    if (Status parts = examiner.emptying_parts(query, filter); !parts) return parts.error();
  }
  if (examiner.lines.empty()) {
    if (Status together = examiner.not_together(query, filter); !together) return together.error();
  }
  return std::move(examiner.lines);
}

}  // namespace concord
