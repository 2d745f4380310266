// Kwic: key word in context: one line an occurrence, sortable by what stands beside it.
//
// Lines hold token ranges, not text: the printer takes the text of the page it
// shows. Sorting reads the text of each document that has a line, finds the words beside the node
// again, and keeps one collation key a line (kwic_order.h): words sort as a reader of the language expects,
// whatever their case and script. Documents are read on all cores, and none is kept.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/passages.h"

namespace concord {

enum class KwicBy : std::uint8_t {
  left,      ///< the n-th token before the node
  node,
  right,     ///< the n-th token after it
  date,      ///< of the document; without one last
  document,  ///< its id
  label,     ///< the first label (in byte order) that covers a token of the node; without one last
};
struct KwicKey {
  KwicBy by = KwicBy::node;
  std::uint32_t token = 1;  ///< of left and right: 1..5
  friend bool operator==(const KwicKey&, const KwicKey&) = default;
};
/// "left1" (also "left"), "node", "right3", "date", "document", "label". Error: usage, with the list.
[[nodiscard]] Result<KwicKey> parse_kwic_key(std::string_view name);

enum class KwicContext : std::uint8_t { tokens, sentence, paragraph };

struct KwicOptions {
  KwicContext context = KwicContext::tokens;
  std::uint32_t width = 10;     ///< tokens each side, for KwicContext::tokens
  std::vector<KwicKey> sort = {};///< the first decides first; empty: in the order of the text
  std::uint64_t offset = 0;
  std::uint64_t limit = 100;
  std::string language = {};    ///< primary tag whose order of letters sorts words; empty: CLDR's root order
  std::uint64_t sample = 0;     ///< keep so many lines by chance, before sorting; 0 = all
  std::uint64_t seed = 1;
};

struct KwicLine {
  DocNo document = 0;
  TokenRange left;   ///< up to the node
  TokenRange node;
  TokenRange right;  ///< from the node's end
  Locus place;
  std::vector<std::string> labels;  ///< that cover a token of the node, ascending
};

struct Kwic {
  std::vector<KwicLine> lines;  ///< the page
  std::uint64_t total = 0;      ///< lines there are, exact
  std::uint64_t drawn = 0;      ///< lines of the sample; total without one
  std::uint64_t documents = 0;  ///< documents with a line
  std::uint64_t without = 0;    ///< documents that match without an occurrence (only conditions): they have no line
};

/// Reads the answer to its end: the totals, and the page, of which only `document` and `node` of each line are known.
/// Requires: it was not read from yet.
[[nodiscard]] Result<Kwic> find_kwic(const Snapshot& snapshot, Answer& answer, const KwicOptions& options = {});

/// Told a line with its document (metadata, text, places of tokens, annotations): what is printed of it can be taken then,
/// and no document need be read twice or kept. Called by several threads at a time, for different rows.
using KwicVisit = std::function<void(std::size_t row, const Document& document, const KwicLine& line)>;

/// Completes the lines of the page; each is told to `visit` once.
[[nodiscard]] Status read_context(const Snapshot& snapshot, const KwicOptions& options, std::vector<KwicLine>& lines, const KwicVisit& visit = {});

/// Both.
[[nodiscard]] Result<Kwic> read_kwic(const Snapshot& snapshot, Answer& answer, const KwicOptions& options = {});

/// The bytes of a line's parts. They meet: a quotation mark or a full stop beside the node belongs to that side, one at
/// the outer end of a side to the word it touches. A side without tokens is empty.
struct KwicSpans {
  TextSpan left, node, right;
};
[[nodiscard]] KwicSpans kwic_spans(const Document& document, const KwicLine& line);

}  // namespace concord
