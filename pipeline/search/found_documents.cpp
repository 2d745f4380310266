#include "pipeline/search/found_documents.h"

#include <memory>
#include <optional>
#include <utility>

#include "pipeline/flow/parallel_for.h"
#include "pipeline/search/scorer.h"
#include "pipeline/search/term_cursor.h"

namespace concord {
namespace {

constexpr std::uint64_t many_documents = 20000;  // from here on a second answer costs less than it saves,
constexpr std::size_t many_terms = 64;           // unless it would open very many lists again
constexpr DocNo stretches = 64;

/// Sentences of a document that an occurrence begins in.
class PassageCounter {
 public:
  explicit PassageCounter(const Snapshot& snapshot) : x_sentences(snapshot, Field::unit, "sentence") {}

  /// Documents ascend.
  std::uint64_t count(DocNo document, const Occurrences& occurrences) {
    if (occurrences.empty() || x_sentences.advance(document) != document) return 0;
    x_begins.clear();
    x_sentences.positions(x_begins);
    std::uint64_t passages = 0;
    std::size_t sentence = 0;  // one past the one that the occurrence begins in
    std::size_t last = SIZE_MAX;
    for (const Occurrence& o : occurrences) {
      while (sentence < x_begins.size() && x_begins[sentence] <= o.begin) ++sentence;
      if (sentence != last) ++passages;
      last = sentence;
    }
    return passages;
  }

 private:
  TermCursor x_sentences;
  std::vector<std::uint32_t> x_begins;
};

/// Reads an answer, a stretch of documents after the other.
class Reader {
 public:
  Reader(const Snapshot& snapshot, const RankingOptions& options, const Scorer* scorer) : x_passages(snapshot), x_options(options), x_scorer(scorer) {}

  /// Appends what matches in [begin, end). Requires: stretches ascend.
  Status read(Answer& answer, DocNo begin, DocNo end, FoundDocuments& found) {
    if (!x_started || (x_at != no_more_documents && x_at < begin)) x_at = answer.advance(begin);
    x_started = true;
    for (; x_at < end; x_at = answer.next()) found.all.push_back(look_at(answer, found.passages));
    return answer.status();
  }

 private:
  FoundDocument look_at(Answer& answer, std::uint64_t& passages) {
    FoundDocument here = {x_at, 0, 0};
    if (x_options.count_hits || x_options.order == Order::hits) here.hits = answer.count();
    if (x_scorer != nullptr) {
      answer.tally(x_counts);
      here.score = x_scorer->score(x_at, x_counts);
    }
    if (x_options.count_passages) {
      x_occurrences.clear();
      answer.occurrences(x_occurrences);
      passages += x_passages.count(x_at, x_occurrences);
    }
    return here;
  }

  PassageCounter x_passages;
  const RankingOptions& x_options;
  const Scorer* x_scorer;
  Occurrences x_occurrences;
  std::vector<std::uint32_t> x_counts;
  DocNo x_at = 0;
  bool x_started = false;
};

Status read_on_all_cores(const Snapshot& snapshot, const Answer& answer, const RankingOptions& options, const Scorer* scorer, FoundDocuments& found) {
  std::vector<FoundDocuments> parts(stretches);
  const auto begin_of = [&](std::size_t stretch) { return static_cast<DocNo>(std::uint64_t{snapshot.end()} * stretch / stretches); };
  const Status read = parallel_for(stretches, 0, [&]() -> ParallelBody {
    return [&, own = std::shared_ptr<Answer>(), reader = std::make_shared<Reader>(snapshot, options, scorer)](std::size_t stretch) mutable -> Status {
      if (!own) {
        auto again = answer.again();
        if (!again) return again.error();
        own = std::make_shared<Answer>(std::move(*again));
      }
      return reader->read(*own, begin_of(stretch), begin_of(stretch + 1), parts[stretch]);
    };
  });
  for (const FoundDocuments& part : parts) {
    found.all.insert(found.all.end(), part.all.begin(), part.all.end());
    found.passages += part.passages;
  }
  return read;
}

bool is_worth_all_cores(const Answer& answer) {
  std::size_t terms = 0;
  for (const Leaf& leaf : answer.leaves()) terms += leaf.forms.size();
  return answer.cost() >= many_documents && terms <= many_terms;
}

}  // namespace

Result<FoundDocuments> find_documents(const Snapshot& snapshot, Answer& answer, const RankingOptions& options) {
  std::optional<Scorer> scorer;
  if (options.order == Order::relevance && options.sample == 0) scorer.emplace(snapshot, answer.leaves(), options);
  const Scorer* scores = scorer ? &*scorer : nullptr;
  FoundDocuments found;
  const Status read = is_worth_all_cores(answer) ? read_on_all_cores(snapshot, answer, options, scores, found)
                                                     : Reader(snapshot, options, scores).read(answer, 0, no_more_documents, found);
  if (!read) return read.error();
  return found;
}

}  // namespace concord
