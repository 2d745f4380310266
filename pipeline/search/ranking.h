// Ranking: the documents of an answer in an order, a page of them, and exact totals.
//
// By relevance it is BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework"):
//
//   score(d) = sum over scored leaves of  idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * length(d) / mean length))
//   idf      = ln(1 + (N - n + 0.5) / (n + 0.5))
//
// tf is how often the leaf stands in d (of a phrase or NEAR: as a whole; inside IN: only there). n is how many
// documents hold it: of a pattern, those of its most frequent form; a phrase or NEAR has the sum of its words' idf.
// Of a title no length is heeded (b = 0). Deleted documents never count.
// Equal documents stand in the order of the index, which is that of ingestion.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"

namespace concord {

class Duplicates;

enum class Order : std::uint8_t {
  relevance,
  date,    ///< earliest first; without a date last
  newest,  ///< latest first; without a date last
  title,   ///< folded
  hits,    ///< most occurrences first
  index,   ///< as ingested
};

/// Tokens of each document; 0 for gaps. Cost: one walk over a list of all documents.
struct DocumentLengths {
  std::vector<std::uint32_t> tokens;
  std::uint64_t documents = 0;
  double mean = 0;
};
[[nodiscard]] DocumentLengths document_lengths(const Snapshot& snapshot);

struct RankingOptions {
  Order order = Order::relevance;
  std::uint64_t offset = 0;
  std::uint64_t limit = 10;
  double k1 = 1.2;
  double b = 0.75;
  std::uint64_t sample = 0;     ///< draw so many documents by chance instead of the best; 0 = no
  std::uint64_t seed = 1;       ///< of the sample: same seed, same snapshot, same documents
  bool count_passages = false;  ///< also count the sentences that hold a hit (reads all positions)
  bool count_hits = true;
  std::string group_by = {};    ///< a column of the metadata ("duplicate_of"): documents of one value show once; empty = no
  const DocumentLengths* lengths = nullptr;  ///< read before, when many questions are asked of one snapshot; null = read now
  const Duplicates* duplicates = nullptr;  ///< a group of them shows once; must outlive the call. Null = each shows
};

struct RankedDocument {
  DocNo document = 0;
  double score = 0;
  std::uint32_t hits = 0;                ///< different occurrences; 0 when not counted
  std::vector<DocNo> also_in;            ///< others of the same group that match
};

struct Ranking {
  std::vector<RankedDocument> page;
  std::uint64_t documents = 0;  ///< all that match, exact
  std::uint64_t groups = 0;     ///< when grouped: how many would show; else as documents
  std::uint64_t repeated = 0;   ///< documents shown with another of their group of duplicates
  std::uint64_t hits = 0;       ///< occurrences in all of them, exact; 0 when not counted
  std::uint64_t passages = 0;   ///< sentences with a hit in all of them, exact; 0 when not counted
  std::vector<DocNo> matched;   ///< all of them, ascending: what facets are counted over
  std::vector<std::uint32_t> matched_hits;  ///< of each of them; 0 when not counted
};

/// Reads the answer to its end. Requires: it was not read from yet.
[[nodiscard]] Result<Ranking> rank(const Snapshot& snapshot, Answer& answer, const RankingOptions& options = {});

/// One line of a score's explanation.
struct ScorePart {
  std::string leaf;          ///< canonical text
  std::uint32_t frequency = 0;  ///< tf
  std::uint64_t documents = 0;  ///< n (of a phrase: of its rarest word)
  double idf = 0;
  double saturation = 0;     ///< tf * (k1 + 1) / (tf + k1 * (...))
  double score = 0;          ///< idf * saturation
};
struct ScoreExplanation {
  std::vector<ScorePart> parts;  ///< those with frequency > 0, in the order of the query
  std::uint32_t length = 0;      ///< tokens of the document
  double mean_length = 0;
  std::uint64_t documents = 0;   ///< N
  double score = 0;
};
/// How the score of one document of a ranking by relevance came about. Requires: the answer is newly opened or stands
/// before `document`, and `document` matches.
[[nodiscard]] ScoreExplanation explain_score(const Snapshot& snapshot, Answer& answer, DocNo document, const RankingOptions& options);

/// Robertson's idf, never negative.
[[nodiscard]] double inverse_document_frequency(std::uint64_t documents, std::uint64_t with_term);

}  // namespace concord
