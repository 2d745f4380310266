#include "pipeline/cooccur/query_source.h"

#include <algorithm>

namespace concord {
namespace {

Status read_matches(const Snapshot& snapshot, const Query& query, const AnswerOptions& options, const MatchVisitor& visit) {
  Result<Answer> answer = Answer::open(snapshot, query, nullptr, options);
  if (!answer) return answer.error();
  Occurrences occurrences;
  std::vector<TokenRange> ranges;
  for (DocNo number = answer->next(); number != no_more_documents; number = answer->next()) {
    occurrences.clear();
    ranges.clear();
    answer->occurrences(occurrences);
    for (const Occurrence& occurrence : occurrences) {
      const TokenRange range{occurrence.begin, occurrence.end};
      if (ranges.empty() || ranges.back() != range) ranges.push_back(range);
    }
    visit(number, ranges);
  }
  return answer->status();
}

void take_notes(const Answer& answer, std::vector<std::string>* notes) {
  if (notes != nullptr) notes->insert(notes->end(), answer.notes().begin(), answer.notes().end());
}

}  // namespace

Result<MatchFinder> query_matches(const Snapshot& snapshot, std::string_view query, const QueryReading& reading,
                                  std::vector<std::string>* notes) {
  Result<Query> parsed = parse_query(query, reading.parse);
  if (!parsed) return parsed.error();
  const Result<Answer> trial = Answer::open(snapshot, *parsed, nullptr, reading.answer);
  if (!trial) return trial.error();
  take_notes(*trial, notes);
  return MatchFinder([&snapshot, tree = std::make_shared<const Query>(std::move(*parsed)), options = reading.answer](
                         const MatchVisitor& visit) { return read_matches(snapshot, *tree, options, visit); });
}

Result<DocumentSet> query_documents(const Snapshot& snapshot, std::string_view query, const QueryReading& reading,
                                    std::vector<std::string>* notes) {
  const Result<Query> parsed = parse_query(query, reading.parse);
  if (!parsed) return parsed.error();
  Result<Answer> answer = Answer::open(snapshot, *parsed, nullptr, reading.answer);
  if (!answer) return answer.error();
  take_notes(*answer, notes);
  DocumentSet documents(snapshot.end());
  for (DocNo number = answer->next(); number != no_more_documents; number = answer->next()) documents.insert(number);
  if (!answer->status()) return answer->status().error();
  return documents;
}

Result<bool> query_has_places(const Snapshot& snapshot, std::string_view query, const QueryReading& reading) {
  const Result<Query> parsed = parse_query(query, reading.parse);
  if (!parsed) return parsed.error();
  const Result<Answer> answer = Answer::open(snapshot, *parsed, nullptr, reading.answer);
  if (!answer) return answer.error();
  return std::any_of(answer->leaves().begin(), answer->leaves().end(), [](const Leaf& leaf) {
    return leaf.scored && leaf.kind != LeafKind::condition && leaf.kind != LeafKind::title;
  });
}

Status apply_filter(const Snapshot& snapshot, std::string_view query, const QueryReading& reading, CountOptions& options,
                    std::vector<std::string>* notes) {
  Result<DocumentSet> documents = query_documents(snapshot, query, reading, notes);
  if (!documents) return documents.error();
  if (options.documents) *documents &= *options.documents;
  options.documents = std::move(*documents);
  const Result<bool> places = query_has_places(snapshot, query, reading);
  if (!places) return places.error();
  if (!*places) return {};
  Result<MatchFinder> matches = query_matches(snapshot, query, reading);
  if (!matches) return matches.error();
  options.units_with = std::move(*matches);
  return {};
}

}  // namespace concord
