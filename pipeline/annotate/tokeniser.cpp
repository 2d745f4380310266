#include "pipeline/annotate/tokeniser.h"

#include <algorithm>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

constexpr std::size_t words_at_once = 256;

bool joins(MarkKind kind) {
  return kind == MarkKind::line_hyphen || kind == MarkKind::soft_hyphen;
}

std::size_t first_mark(const std::vector<Mark>& marks, std::uint32_t at) {
  const auto mark =
      std::partition_point(marks.begin(), marks.end(), [at](const Mark& one) { return one.span.end <= at; });
  return static_cast<std::size_t>(mark - marks.begin());
}

// A stretch of text without its marks, and the way back.
class Joined {
 public:
  void append(std::string_view text, TextSpan span) {
    if (span.empty()) return;
    x_pieces.push_back({static_cast<std::uint32_t>(x_copy.size()), span.begin});
    x_copy += slice(text, span);
  }
  [[nodiscard]] const std::string& copy() const { return x_copy; }
  [[nodiscard]] TextSpan original(TextSpan span) const { return {moved(span.begin), moved(span.end - 1) + 1}; }

 private:
  struct Piece {
    std::uint32_t copy_begin;
    std::uint32_t text_begin;
  };
  [[nodiscard]] std::uint32_t moved(std::uint32_t at) const {
    const auto after =
        std::partition_point(x_pieces.begin(), x_pieces.end(), [at](const Piece& one) { return one.copy_begin <= at; });
    return std::prev(after)->text_begin + (at - std::prev(after)->copy_begin);
  }
  std::string x_copy;
  std::vector<Piece> x_pieces;
};

}  // namespace

Status Tokeniser::operator()(Document& document) {
  document.tokens.clear();
  document.tokens.reserve(document.text.utf8.size() / 6);
  x_cache.start_document(document.terms);
  for (Sentence& sentence : document.sentences) {
    sentence.tokens.begin = static_cast<std::uint32_t>(document.tokens.size());
    const std::size_t mark = first_mark(document.marks, sentence.span.begin);
    if (mark < document.marks.size() && document.marks[mark].span.begin < sentence.span.end) {
      scan_between_marks(document, sentence.span);
    } else {
      scan(document, sentence.span);
    }
    sentence.tokens.end = static_cast<std::uint32_t>(document.tokens.size());
  }
  for (Division& division : document.divisions) {
    const auto first_from = [&document](std::uint32_t at) {
      const auto token = std::partition_point(document.tokens.begin(), document.tokens.end(),
                                              [at](const Token& one) { return one.span.begin < at; });
      return static_cast<std::uint32_t>(token - document.tokens.begin());
    };
    division.tokens = {first_from(division.span.begin), first_from(division.span.end)};
  }
  return {};
}

void Tokeniser::scan(Document& document, TextSpan span) {
  // A sentence without end is scanned in parts, so that the lists of its words stay short.
  x_words.clear();
  const std::string_view text = document.text.utf8;
  x_scanner.start(text, span);
  while (x_scanner.scan(words_at_once, x_words)) {
    x_cache.look_up(text, x_words, document.terms, x_terms);
    for (std::size_t i = 0; i < x_words.size(); ++i) {
      if (x_terms[i] == TermCache::no_term) continue;
      document.tokens.push_back({x_words[i].span, x_terms[i], x_words[i].kind});
    }
    x_words.clear();
  }
}

void Tokeniser::scan_between_marks(Document& document, TextSpan span) {
  const std::vector<Mark>& marks = document.marks;
  std::uint32_t at = span.begin;
  for (std::size_t i = first_mark(marks, at); at < span.end; i = first_mark(marks, at)) {
    if (i == marks.size() || marks[i].span.begin >= span.end) {
      scan(document, {at, span.end});
      return;
    }
    if (joins(marks[i].kind)) {
      at = scan_joined(document, at, i, span.end);
    } else {
      scan(document, {at, std::max(at, marks[i].span.begin)});
      at = std::min(span.end, std::max(at, marks[i].span.end));
    }
  }
}

// Scans from `from` through the word that the mark stands in, its halves put together. Returns where it ended.
std::uint32_t Tokeniser::scan_joined(Document& document, std::uint32_t from, std::size_t mark, std::uint32_t limit) {
  const std::string_view text = document.text.utf8;
  const std::vector<Mark>& marks = document.marks;
  std::uint32_t begin = std::max(from, marks[mark].span.begin);
  while (begin > from && !is_ascii_blank(text[begin - 1])) --begin;
  scan(document, {from, begin});

  Joined joined;
  std::uint32_t at = begin;
  for (std::size_t i = mark;; ++i) {
    const bool more = i < marks.size() && marks[i].span.begin < limit;
    std::uint32_t end = more ? std::max(at, marks[i].span.begin) : limit;
    if (i > mark) {  // to the end of the second half
      const auto blank = std::find_if(text.begin() + at, text.begin() + end, is_ascii_blank);
      end = static_cast<std::uint32_t>(blank - text.begin());
    }
    joined.append(text, {at, end});
    at = end;
    if (!more || end < marks[i].span.begin || !joins(marks[i].kind)) break;
    // Past the mark, and past furniture and space between the halves.
    at = std::max(at, marks[i].span.end);
    for (;;) {
      while (at < limit && is_ascii_blank(text[at])) ++at;
      if (i + 1 == marks.size() || marks[i + 1].span.begin > at || joins(marks[i + 1].kind)) break;
      at = std::max(at, marks[++i].span.end);
    }
    at = std::min(at, limit);
  }
  x_words.clear();
  x_scanner.scan(joined.copy(), {0, static_cast<std::uint32_t>(joined.copy().size())}, x_words);
  x_cache.look_up(joined.copy(), x_words, document.terms, x_terms);
  for (std::size_t i = 0; i < x_words.size(); ++i) {
    if (x_terms[i] == TermCache::no_term) continue;
    document.tokens.push_back({joined.original(x_words[i].span), x_terms[i], x_words[i].kind});
  }
  return at;
}

}  // namespace concord
