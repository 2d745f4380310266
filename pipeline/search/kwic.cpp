#include "pipeline/search/kwic.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <utility>

#include <fmt/format.h>

#include "pipeline/flow/parallel_for.h"
#include "pipeline/search/kwic_order.h"

namespace concord {
namespace {

std::vector<KwicPlace> find_places(Answer& answer, Kwic& kwic) {
  std::vector<KwicPlace> found;
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
void draw(std::vector<KwicPlace>& places, std::uint64_t size, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uint64_t wanted = std::min<std::uint64_t>(size, places.size());
  std::vector<KwicPlace> kept;
  for (std::size_t i = 0; i < places.size() && wanted > 0; ++i) {  // selection sampling (Knuth, TAOCP 3.4.2, S)
    if (random() % (places.size() - i) >= wanted) continue;
    kept.push_back(std::move(places[i]));
    --wanted;
  }
  places = std::move(kept);
}

/// The part of the page [offset, offset + limit) comes first, sorted; without keys the lines are sorted already.
void sort_places(std::vector<KwicPlace>& places, const KwicOptions& options) {
  const std::size_t end = std::min<std::size_t>(places.size(), options.offset + std::min<std::uint64_t>(options.limit, places.size()));
  const auto before = [](const KwicPlace& a, const KwicPlace& b) {
    if (const int order = a.key.compare(b.key); order != 0) return order < 0;
    return a.document != b.document ? a.document < b.document : a.node < b.node;
  };
  if (!options.sort.empty() && end == places.size()) {
    std::sort(places.begin(), places.end(), before);
  } else if (!options.sort.empty()) {
    std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(end), places.end(), before);
  }
  places.resize(end);
  places.erase(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(options.offset, end)));
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

void complete(const Document& document, const KwicOptions& options, KwicLine& line) {
  line.node.end = std::min<std::uint32_t>(line.node.end, static_cast<std::uint32_t>(document.tokens.size()));
  const TokenRange context = context_of(document, line.node, options);
  line.left = {context.begin, line.node.begin};
  line.right = {line.node.end, std::max(context.end, line.node.end)};
  line.place = place_of(document, line.node.begin);
  line.labels = labels_on(document, line.node);
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

Result<Kwic> find_kwic(const Snapshot& snapshot, Answer& answer, const KwicOptions& options) {
  Kwic kwic;
  auto places = find_places(answer, kwic);
  if (!answer.status()) return answer.status().error();
  if (options.sample > 0) draw(places, options.sample, options.seed);
  kwic.drawn = places.size();
  if (!options.sort.empty()) {
    if (Status keyed = add_sort_keys(snapshot, options, places); !keyed) return keyed.error();
  }
  sort_places(places, options);
  kwic.lines.resize(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    kwic.lines[i].document = places[i].document;
    kwic.lines[i].node = places[i].node;
  }
  return kwic;
}

Status read_context(const Snapshot& snapshot, const KwicOptions& options, std::vector<KwicLine>& lines, const KwicVisit& visit) {
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return lines[a].document < lines[b].document; });
  std::vector<DocNo> documents;
  documents.reserve(lines.size());
  for (const std::size_t i : order) documents.push_back(lines[i].document);
  const std::vector<DocumentRun> runs = runs_of(documents);
  return parallel_for(runs.size(), 0, [&] {
    return [&](std::size_t number) -> Status {
      const auto [begin, end] = runs[number];
      const auto document = snapshot.document(documents[begin], Part::metadata | Part::text | Part::spans | Part::annotations);
      if (!document) return document.error();
      for (std::size_t i = begin; i < end; ++i) {
        complete(*document, options, lines[order[i]]);
        if (visit) visit(order[i], *document, lines[order[i]]);
      }
      return {};
    };
  });
}

Result<Kwic> read_kwic(const Snapshot& snapshot, Answer& answer, const KwicOptions& options) {
  auto kwic = find_kwic(snapshot, answer, options);
  if (!kwic) return kwic;
  if (Status read = read_context(snapshot, options, kwic->lines); !read) return read.error();
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
