#include "lexicons/accepted_suggestions.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "corpus/text/fold.h"
#include "lexicons/csv.h"

namespace concord {

Result<AcceptedSuggestions> accepted_suggestions(std::string_view bytes, const std::string& where, const std::vector<Suggestion>& suggested) {
  Result<std::vector<CsvRow>> rows = parse_csv(bytes, where);
  if (!rows) return rows.error();
  std::erase_if(*rows, [](const CsvRow& row) { return row.cells.empty() || row.cells.front().starts_with("#"); });  // provenance
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; !rows->empty() && i < rows->front().cells.size(); ++i) columns[rows->front().cells[i]] = i;
  if (!columns.contains("name") || !columns.contains("kind")) {
    return Error{ErrorCode::bad_data, where, "this is no table of suggestions: the columns kind and name are missing", "write one with: concord lexicon suggest --format csv"};
  }
  AcceptedSuggestions accepted;
  for (std::size_t i = 1; i < rows->size(); ++i) {
    const CsvRow& row = (*rows)[i];
    const auto cell = [&](const std::string& column) {
      const auto at = columns.find(column);
      return at == columns.end() || at->second >= row.cells.size() ? std::string() : row.cells[at->second];
    };
    const std::string mark = fold_term(cell("accept"));
    if (columns.contains("accept") && mark != "y" && mark != "yes" && mark != "1" && mark != "x") continue;
    const auto same = std::find_if(suggested.begin(), suggested.end(), [&](const Suggestion& each) { return each.text == cell("name") && name(each.kind) == cell("kind"); });
    if (same != suggested.end()) {
      accepted.suggestions.push_back(*same);
    } else {
      accepted.findings.push_back({Severity::warning, fmt::format("{}:{}", where, row.line), fmt::format("'{}' ({}) is not suggested here", cell("name"), cell("kind")),
                                   "left out; spell it as the table had it, and suggest from the same collection"});
    }
  }
  return accepted;
}

LexiconDraft draft_of_suggestions(const std::vector<Suggestion>& accepted) {
  LexiconDraft draft;
  draft.comment = "Accepted from 'concord lexicon suggest'.";
  std::map<std::string, std::size_t> entries;
  for (const Suggestion& suggestion : accepted) {
    const bool known = !suggestion.label.empty();
    const std::string full = suggestion.kind == Suggestion::Kind::abbreviation && !known ? suggestion.beside : suggestion.text;
    const std::string id = known ? suggestion.label.substr(suggestion.label.find(':') + 1) : id_of(full);
    const auto [at, is_new] = entries.try_emplace(id, draft.entries.size());
    if (is_new) {
      DraftEntry entry;
      entry.entry.family = "actor";
      entry.entry.id = id;
      entry.entry.name = known ? "" : full;
      entry.extends = known;
      draft.entries.push_back(std::move(entry));
    }
    Rule rule;
    rule.text = suggestion.text;
    rule.is_name = !known && full == suggestion.text;
    if (suggestion.kind == Suggestion::Kind::abbreviation) rule.letters = LetterCase::exact;
    rule.evidence = fmt::format("{} times in {} documents; {}", suggestion.count, suggestion.documents, suggestion.passages.empty() ? "" : suggestion.passages.front());
    draft.entries[at->second].rules.push_back(std::move(rule));
    if (!known && full != suggestion.text && is_new) {
      Rule long_form;
      long_form.text = full;
      long_form.is_name = true;
      draft.entries[at->second].rules.push_back(std::move(long_form));
    }
  }
  return draft;
}

}  // namespace concord
