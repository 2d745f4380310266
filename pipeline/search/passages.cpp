#include "pipeline/search/passages.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "corpus/text/footnotes.h"

namespace concord {
namespace {

/// Sentences of one or more occurrences that hang together.
struct Candidate {
  SentenceRange sentences;
  std::set<std::uint32_t> leaves;
  std::uint32_t hits = 0;
};

std::vector<Candidate> candidates_of(const Document& document, const Occurrences& occurrences) {
  std::vector<Candidate> candidates;
  for (const Occurrence& o : occurrences) {
    if (o.begin >= o.end || o.end > document.tokens.size()) continue;
    // A long stretch (a whole article) shows its beginning only.
    const std::uint32_t first = sentence_of(document, o.begin);
    const std::uint32_t last = std::min(sentence_of(document, o.end - 1), first + 2);
    if (candidates.empty() || first >= candidates.back().sentences.end) {
      candidates.push_back({{first, last + 1}, {}, 0});
    } else {
      candidates.back().sentences.end = std::max(candidates.back().sentences.end, last + 1);
    }
    candidates.back().leaves.insert(o.leaf);
    ++candidates.back().hits;
  }
  return candidates;
}

/// The `limit` best, best first: each time the one with the most parts of the query that no chosen one shows yet, then
/// the most parts, then the most hits, then the first in the text.
std::vector<Candidate> choose(std::vector<Candidate> candidates, std::size_t limit) {
  std::vector<Candidate> chosen;
  std::set<std::uint32_t> shown;
  while (chosen.size() < limit && !candidates.empty()) {
    const auto worth = [&](const Candidate& candidate) {
      const auto fresh = std::count_if(candidate.leaves.begin(), candidate.leaves.end(), [&](std::uint32_t leaf) { return !shown.contains(leaf); });
      return std::tuple(fresh, candidate.leaves.size(), candidate.hits);
    };
    const auto best = std::max_element(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) { return worth(a) < worth(b); });
    shown.insert(best->leaves.begin(), best->leaves.end());
    chosen.push_back(std::move(*best));
    candidates.erase(best);
  }
  return chosen;
}

/// Takes in a bracket that the stretch opens and the very next character closes: "968 (1994)" ends after its bracket.
TextSpan closed(const Document& document, TextSpan span) {
  const std::string_view text = document.text_of(span);
  const auto open = text.rfind('(');
  const bool unclosed = open != std::string_view::npos && text.find(')', open) == std::string_view::npos;
  if (unclosed && span.end < document.text.utf8.size() && document.text.utf8[span.end] == ')') ++span.end;
  return span;
}

void widen(const Document& document, std::uint32_t around, SentenceRange& sentences) {
  if (around == 0 || document.paragraphs.empty()) return;
  const Paragraph& first = document.paragraphs[paragraph_of(document, sentences.begin)];
  const Paragraph& last = document.paragraphs[paragraph_of(document, sentences.end - 1)];
  const std::uint32_t before = sentences.begin > around ? sentences.begin - around : 0;
  sentences.begin = std::max(before, std::min(first.sentences.begin, sentences.begin));
  sentences.end = std::min(sentences.end + around, std::max(last.sentences.end, sentences.end));
}

std::vector<TextSpan> marks_in(const Document& document, const Occurrences& marks, TokenRange tokens) {
  std::vector<TextSpan> spans;
  for (const Occurrence& mark : marks) {
    const TokenRange inside = {std::max(mark.begin, tokens.begin), std::min(mark.end, tokens.end)};
    if (inside.begin >= inside.end) continue;
    const TextSpan span = text_span(document, inside);
    if (!spans.empty() && span.begin < spans.back().end) {
      spans.back().end = std::max(spans.back().end, span.end);
    } else {
      spans.push_back(span);
    }
  }
  return spans;
}

Passage make_passage(const Document& document, SentenceRange sentences, const Occurrences& marks) {
  Passage passage;
  passage.sentences = sentences;
  passage.span = {document.sentences[sentences.begin].span.begin, document.sentences[sentences.end - 1].span.end};
  const TokenRange tokens = {document.sentences[sentences.begin].tokens.begin, document.sentences[sentences.end - 1].tokens.end};
  passage.marks = marks_in(document, marks, tokens);
  const auto first_mark = std::find_if(marks.begin(), marks.end(), [&](const Occurrence& m) { return m.begin >= tokens.begin && m.begin < tokens.end; });
  passage.place = place_of(document, first_mark != marks.end() ? first_mark->begin : tokens.begin);
  return passage;
}

/// The first sentence with a token that does not stand in a heading; else the first.
SentenceRange opening(const Document& document) {
  for (const Paragraph& paragraph : document.paragraphs) {
    if (paragraph.kind == BlockKind::heading || paragraph.sentences.empty()) continue;
    for (std::uint32_t s = paragraph.sentences.begin; s < paragraph.sentences.end; ++s) {
      if (!document.sentences[s].tokens.empty()) return {s, s + 1};
    }
  }
  return {0, 1};
}

/// Label of the division of this kind that holds the token; empty when there is none.
std::string division_at(const Document& document, DivisionKind kind, std::uint32_t token) {
  for (const Division& division : document.divisions) {
    if (division.kind == kind && division.tokens.contains(token)) return division.label;
  }
  return {};
}

}  // namespace

std::uint32_t sentence_of(const Document& document, std::uint32_t token) {
  const auto after = std::upper_bound(document.sentences.begin(), document.sentences.end(), token,
                                      [](std::uint32_t t, const Sentence& s) { return t < s.tokens.begin; });
  const auto index = static_cast<std::uint32_t>(after - document.sentences.begin());
  return index == 0 ? 0 : index - 1;
}

std::uint32_t paragraph_of(const Document& document, std::uint32_t sentence) {
  const auto after = std::upper_bound(document.paragraphs.begin(), document.paragraphs.end(), sentence,
                                      [](std::uint32_t s, const Paragraph& p) { return s < p.sentences.begin; });
  const auto index = static_cast<std::uint32_t>(after - document.paragraphs.begin());
  return index == 0 ? 0 : index - 1;
}

TextSpan text_span(const Document& document, TokenRange tokens) {
  return closed(document, {document.tokens[tokens.begin].span.begin, document.tokens[tokens.end - 1].span.end});
}

/// Label of the footnote that holds the token. Most tokens are in none: their blocks settle it.
static std::string note_at(const Document& document, std::uint32_t token) {
  if (token >= document.tokens.size()) return {};
  const TextSpan span = document.tokens[token].span;
  const bool inside = std::any_of(document.blocks.begin(), document.blocks.end(), [&](const Block& block) {
    return block.kind == BlockKind::footnote && block.span.contains(span);
  });
  if (!inside) return {};
  const std::vector<Footnote> notes = footnotes_of(document);
  const Footnote* note = footnote_at(notes, span.begin);
  return note != nullptr ? note->label : std::string();
}

Locus place_of(const Document& document, std::uint32_t token) {
  Locus place;
  if (document.sentences.empty()) return place;
  const std::uint32_t sentence = sentence_of(document, token);
  place.sentence = sentence + 1;
  if (!document.paragraphs.empty()) place.paragraph = paragraph_of(document, sentence) + 1;
  place.page = division_at(document, DivisionKind::page, token);
  place.article = division_at(document, DivisionKind::article, token);
  place.section = division_at(document, DivisionKind::numbered_paragraph, token);
  place.note = note_at(document, token);
  return place;
}

std::vector<Passage> best_passages(const Document& document, const Occurrences& occurrences, const Occurrences& marks,
                                   const PassageOptions& options) {
  std::vector<Passage> passages;
  if (document.sentences.empty() || options.limit == 0) return passages;
  auto candidates = candidates_of(document, occurrences);
  if (candidates.empty()) candidates.push_back({opening(document), {}, 0});
  candidates = choose(std::move(candidates), options.limit);
  if (options.in_text_order) {
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) { return a.sentences < b.sentences; });
  }
  for (Candidate& candidate : candidates) {
    widen(document, options.around, candidate.sentences);
    passages.push_back(make_passage(document, candidate.sentences, marks));
    passages.back().parts = static_cast<std::uint32_t>(candidate.leaves.size());
  }
  return passages;
}

}  // namespace concord
