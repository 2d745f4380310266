#include "pipeline/search/kwic.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <random>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "corpus/text/collation.h"
#include "corpus/text/words.h"
#include "pipeline/search/nearby_words.h"

namespace concord {
namespace {

/// One occurrence before its context is known.
struct Found {
  DocNo document = 0;
  TokenRange node;
  std::string key;
};

constexpr char next_key = '\0';  // between sort keys: below every byte of one
constexpr char at_the_end[] = "\xFF";  // what is missing sorts last

std::vector<Found> find_lines(Answer& answer, Kwic& kwic) {
  std::vector<Found> found;
  Occurrences occurrences;
  for (DocNo document = answer.next(); document != no_more_documents; document = answer.next()) {
    occurrences.clear();
    answer.occurrences(occurrences);
    const std::size_t before = found.size();
    for (const Occurrence& o : occurrences) {
      // Two words of the query at one place are one line.
      if (found.size() > before && found.back().node == TokenRange{o.begin, o.end}) continue;
      found.push_back({document, {o.begin, o.end}, {}});
    }
    ++(occurrences.empty() ? kwic.without : kwic.documents);
  }
  kwic.total = found.size();
  return found;
}

/// Keeps `size` lines by chance, in their order.
void draw(std::vector<Found>& lines, std::uint64_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uint64_t wanted = std::min<std::uint64_t>(size, lines.size());
  std::vector<Found> kept;
  for (std::size_t i = 0; i < lines.size() && wanted > 0; ++i) {  // selection sampling (Knuth, TAOCP 3.4.2, S)
    if (random() % (lines.size() - i) >= wanted) continue;
    kept.push_back(std::move(lines[i]));
    --wanted;
  }
  lines = std::move(kept);
}

std::vector<std::string> labels_on(const Document& document, TokenRange node) {
  std::set<std::string> labels;
  for (const Annotation& a : document.annotations) {
    if (a.tokens.begin < node.end && node.begin < a.tokens.end) labels.emplace(document.labels[a.label]);
  }
  return {labels.begin(), labels.end()};
}

/// Sort keys of words, each made once: the lines of a page of KWIC have few different neighbours.
class WordKeys {
 public:
  explicit WordKeys(std::string_view language) : x_collation(language) {}
  const std::string& of(const std::string& words) {
    const auto [at, added] = x_keys.try_emplace(words);
    if (added) at->second = x_collation.key(words);
    return at->second;
  }

 private:
  Collation x_collation;
  std::unordered_map<std::string, std::string> x_keys;
};

/// The words whose order is asked for: folded, so that case does not part them.
std::string words_at(NearbyWords& nearby, TokenRange node, KwicKey by) {
  std::string words;
  if (by.by == KwicBy::left && node.begin >= by.token) nearby.append_term(node.begin - by.token, words);
  if (by.by == KwicBy::right) nearby.append_term(node.end + by.token - 1, words);
  for (std::uint32_t token = node.begin; by.by == KwicBy::node && token < node.end; ++token) {
    nearby.append_term(token, words);
    words += ' ';
  }
  return words;
}

void append_key(const Document& document, NearbyWords& nearby, WordKeys& keys, TokenRange node, KwicKey by, std::string& key) {
  switch (by.by) {
    case KwicBy::left:
    case KwicBy::node:
    case KwicBy::right: key += keys.of(words_at(nearby, node, by)); break;
    case KwicBy::date: key += document.metadata.date ? fmt::format("{:08}", document.metadata.date->begin) : at_the_end; break;
    case KwicBy::document: key += document.metadata.id; break;
    case KwicBy::label: {
      const auto labels = labels_on(document, node);
      key += labels.empty() ? at_the_end : labels.front();
      break;
    }
  }
  key += next_key;
}

/// What of a document the sort keys need.
Part parts_for(const std::vector<KwicKey>& sort) {
  Part parts = Part::metadata;
  for (const KwicKey key : sort) {
    if (key.by == KwicBy::left || key.by == KwicBy::node || key.by == KwicBy::right) parts = parts | Part::text;
    if (key.by == KwicBy::label) parts = parts | Part::annotations;
  }
  return parts;
}

Status add_keys(const Snapshot& snapshot, const std::vector<KwicKey>& sort, std::string_view language, std::vector<Found>& lines) {
  const Part parts = parts_for(sort);
  WordScanner scanner;
  WordKeys keys(language);
  for (std::size_t begin = 0; begin < lines.size();) {
    const auto document = snapshot.document(lines[begin].document, parts);
    if (!document) return document.error();
    NearbyWords nearby(snapshot, lines[begin].document, *document, scanner);
    std::size_t end = begin;
    for (; end < lines.size() && lines[end].document == lines[begin].document; ++end) {
      for (const KwicKey key : sort) append_key(*document, nearby, keys, lines[end].node, key, lines[end].key);
    }
    if (!nearby.status()) return nearby.status();
    begin = end;
  }
  return {};
}

/// The part of the page [offset, offset + limit) comes first, sorted; without keys the lines are sorted already.
void sort_lines(std::vector<Found>& lines, const KwicOptions& options) {
  const std::size_t end = std::min<std::size_t>(lines.size(), options.offset + std::min<std::uint64_t>(options.limit, lines.size()));
  const auto before = [](const Found& a, const Found& b) {
    if (const int order = a.key.compare(b.key); order != 0) return order < 0;
    return a.document != b.document ? a.document < b.document : a.node < b.node;
  };
  if (!options.sort.empty()) std::partial_sort(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(end), lines.end(), before);
  lines.resize(end);
  lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(options.offset, end)));
}

/// The tokens that a line may show.
TokenRange context_of(const Document& document, TokenRange node, const KwicOptions& options) {
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  if (options.context == KwicContext::tokens || document.sentences.empty()) {
    return {node.begin - std::min(node.begin, options.width), std::min<std::uint32_t>(count, node.end + std::min(options.width, count))};
  }
  SentenceRange sentences = {sentence_of(document, node.begin), sentence_of(document, node.end - 1) + 1};
  if (options.context == KwicContext::paragraph && !document.paragraphs.empty()) {
    const std::uint32_t last = paragraph_of(document, sentences.end - 1);
    sentences = {document.paragraphs[paragraph_of(document, sentences.begin)].sentences.begin, document.paragraphs[last].sentences.end};
  }
  return {document.sentences[sentences.begin].tokens.begin, document.sentences[sentences.end - 1].tokens.end};
}

KwicLine make_line(const Document& document, const Found& found, const KwicOptions& options) {
  KwicLine line;
  line.document = found.document;
  line.node = found.node;
  line.node.end = std::min<std::uint32_t>(line.node.end, static_cast<std::uint32_t>(document.tokens.size()));
  const TokenRange context = context_of(document, line.node, options);
  line.left = {context.begin, line.node.begin};
  line.right = {line.node.end, std::max(context.end, line.node.end)};
  line.place = place_of(document, line.node.begin);
  line.labels = labels_on(document, line.node);
  return line;
}

/// Lines of the page, each document read once.
Status add_context(const Snapshot& snapshot, const std::vector<Found>& page, const KwicOptions& options, std::vector<KwicLine>& lines) {
  std::vector<std::size_t> by_document(page.size());
  for (std::size_t i = 0; i < page.size(); ++i) by_document[i] = i;
  std::stable_sort(by_document.begin(), by_document.end(), [&](std::size_t a, std::size_t b) { return page[a].document < page[b].document; });
  lines.resize(page.size());
  std::optional<Document> document;
  std::optional<DocNo> number;
  for (const std::size_t i : by_document) {
    if (number != page[i].document) {
      auto stored = snapshot.document(page[i].document, Part::text | Part::tokens | Part::annotations);
      if (!stored) return stored.error();
      document = std::move(*stored);
      number = page[i].document;
    }
    lines[i] = make_line(*document, page[i], options);
  }
  return {};
}

bool is_blank(const Document& document, std::uint32_t at) { return static_cast<unsigned char>(document.text.utf8[at]) <= ' '; }

/// The bytes of the tokens with the punctuation that touches the outer ones.
TextSpan with_punctuation(const Document& document, TokenRange tokens) {
  TextSpan span = text_span(document, tokens);
  const std::uint32_t before = tokens.begin > 0 ? document.tokens[tokens.begin - 1].span.end : 0;
  const auto after = tokens.end < document.tokens.size() ? document.tokens[tokens.end].span.begin : static_cast<std::uint32_t>(document.text.utf8.size());
  while (span.begin > before && !is_blank(document, span.begin - 1)) --span.begin;
  while (span.end < after && !is_blank(document, span.end)) ++span.end;
  return span;
}

}  // namespace

Result<KwicKey> parse_kwic_key(std::string_view name) {
  static constexpr std::pair<std::string_view, KwicBy> names[] = {{"left", KwicBy::left},         {"node", KwicBy::node}, {"right", KwicBy::right},
                                                                  {"date", KwicBy::date},         {"label", KwicBy::label},
                                                                  {"document", KwicBy::document}};
  for (const auto& [word, by] : names) {
    if (!name.starts_with(word)) continue;
    const std::string_view digits = name.substr(word.size());
    const bool beside = by == KwicBy::left || by == KwicBy::right;
    if (digits.empty()) return KwicKey{by, 1};
    if (beside && digits.size() == 1 && digits[0] >= '1' && digits[0] <= '5') return KwicKey{by, static_cast<std::uint32_t>(digits[0] - '0')};
  }
  return Error{ErrorCode::usage, "sort", fmt::format("'{}' is nothing to sort by", name),
               "take left1 to left5, node, right1 to right5, date, document or label"};
}

Result<Kwic> read_kwic(const Snapshot& snapshot, Answer& answer, const KwicOptions& options) {
  Kwic kwic;
  auto lines = find_lines(answer, kwic);
  if (!answer.status()) return answer.status().error();
  if (options.sample > 0) draw(lines, options.sample, options.seed);
  kwic.drawn = lines.size();
  if (!options.sort.empty()) {
    if (Status keyed = add_keys(snapshot, options.sort, options.language, lines); !keyed) return keyed.error();
  }
  sort_lines(lines, options);
  if (Status read = add_context(snapshot, lines, options, kwic.lines); !read) return read.error();
  return kwic;
}

KwicSpans kwic_spans(const Document& document, const KwicLine& line) {
  KwicSpans spans;
  if (!line.node.empty() && line.node.end <= document.tokens.size()) spans.node = text_span(document, line.node);
  spans.left = {spans.node.begin, spans.node.begin};
  spans.right = {spans.node.end, spans.node.end};
  if (!line.left.empty()) spans.left.begin = with_punctuation(document, line.left).begin;
  if (!line.right.empty()) spans.right.end = std::max(with_punctuation(document, line.right).end, spans.right.begin);
  while (spans.left.end > spans.left.begin && is_blank(document, spans.left.end - 1)) --spans.left.end;
  while (spans.right.begin < spans.right.end && is_blank(document, spans.right.begin)) ++spans.right.begin;
  return spans;
}

}  // namespace concord
