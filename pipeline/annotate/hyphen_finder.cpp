#include "pipeline/annotate/hyphen_finder.h"

#include <algorithm>

#include "corpus/text/ascii.h"
#include "corpus/text/fold.h"
#include "corpus/text/properties.h"
#include "corpus/text/utf8.h"
#include "pipeline/annotate/hyphen_words.h"
#include "pipeline/annotate/lines.h"

namespace concord {
namespace {

constexpr std::uint32_t longest_half = 40;  // bytes
constexpr std::uint32_t longest_gap = 600;  // bytes of furniture between the halves

std::uint32_t letters_begin(std::string_view text, std::uint32_t end) {
  std::uint32_t at = end;
  while (at > 0 && end - at < longest_half) {
    const Decoded decoded = decode_utf8_before(text, at);
    if (!is_letter(decoded.point) && !is_digit(decoded.point)) break;
    at -= decoded.length;
  }
  return at;
}

std::uint32_t letters_end(std::string_view text, std::uint32_t begin) {
  std::uint32_t at = begin;
  while (at < text.size() && at - begin < longest_half) {
    const Decoded decoded = decode_utf8(text, at);
    if (!is_letter(decoded.point) && !is_digit(decoded.point)) break;
    at += decoded.length;
  }
  return at;
}

// Past white space and furniture. Three line ends at most: more is no broken word.
std::uint32_t past_gap(const Document& document, std::size_t known_marks, std::uint32_t from) {
  const std::string_view text = document.text.utf8;
  const std::vector<Mark>& marks = document.marks;
  const auto end = marks.begin() + static_cast<std::ptrdiff_t>(known_marks);
  auto mark = std::partition_point(marks.begin(), end, [from](const Mark& one) { return one.span.end <= from; });
  std::uint32_t at = from;
  std::uint32_t line_ends = 0;
  bool furniture = false;
  while (at < text.size() && at - from < longest_gap) {
    if (mark != end && mark->span.begin <= at) {
      if (!is_furniture(mark->kind)) return from;
      furniture = true;
      at = std::max(at, mark->span.end);
      ++mark;
    } else if (is_ascii_blank(text[at])) {
      furniture = furniture || text[at] == '\f';
      line_ends += text[at] == '\n' ? 1U : 0U;
      ++at;
    } else {
      break;
    }
  }
  return line_ends <= 3 || furniture ? at : from;
}

std::string folded(std::string_view text, TextSpan span) {
  return fold_term(slice(text, span));
}

bool has_digit(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_ascii_digit);
}

bool is_all_upper(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded decoded = decode_utf8(text, at);
    if (!is_upper(decoded.point)) return false;
    at += decoded.length;
  }
  return !text.empty();
}

// Where a term's first byte and length fall in a table of shapes.
constexpr std::size_t shapes = 256 * 64;
std::size_t shape_of(unsigned char first, std::size_t size) {
  const unsigned lower = first >= 'A' && first <= 'Z' ? first + 32U : first;
  return lower * 64 + std::min<std::size_t>(size, 63);
}

}  // namespace

void HyphenFinder::find(Document& document) {
  x_known_marks = document.marks.size();
  const bool reader_did = std::any_of(document.marks.begin(), document.marks.end(),
                                      [](const Mark& mark) { return mark.kind == MarkKind::line_hyphen; });
  mark_soft_hyphens(document);
  if (reader_did) return;
  x_candidates.clear();
  x_counts.clear();
  collect(document);
  if (x_candidates.empty()) return;
  count_evidence(document.text.utf8);
  const std::string_view text = document.text.utf8;
  std::vector<Decision> decisions;
  std::uint32_t broken = 0;
  std::uint32_t whole = 0;
  for (const Candidate& candidate : x_candidates) {
    decisions.push_back(decide(text, candidate));
    if (!candidate.line_end || !decisions.back().sure) continue;
    ++(decisions.back().verdict == Verdict::join ? broken : whole);
  }
  const bool breaks_words = broken > 0 && broken * 2 >= whole;
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (decisions[i].verdict == Verdict::open) decisions[i] = decide_by_habit(text, x_candidates[i], breaks_words);
    mark(document, x_candidates[i], decisions[i]);
  }
}

// Every hyphen between letters that a line end, a space or a fragment behind it makes doubtful.
void HyphenFinder::collect(const Document& document) {
  const std::string_view text = document.text.utf8;
  for (std::size_t at = text.find('-'); at != std::string_view::npos; at = text.find('-', at + 1)) {
    collect_at(document, static_cast<std::uint32_t>(at), 1);
  }
  for (std::size_t at = text.find("\xE2\x80\x90"); at != std::string_view::npos;
       at = text.find("\xE2\x80\x90", at + 3)) {
    collect_at(document, static_cast<std::uint32_t>(at), 3);
  }
  std::sort(x_candidates.begin(), x_candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.hyphen.begin < b.hyphen.begin; });
}

void HyphenFinder::collect_at(const Document& document, std::uint32_t hyphen, std::uint32_t length) {
  const std::string_view text = document.text.utf8;
  const std::uint32_t behind = hyphen + length;
  if (hyphen == 0 || behind >= text.size() || is_ascii_blank(text[hyphen - 1])) return;
  const bool gap = is_ascii_blank(text[behind]);
  if (!gap && !(text[behind] >= 'a' && text[behind] <= 'z')) return;  // fragments are small letters
  const std::uint32_t right = gap ? past_gap(document, x_known_marks, behind) : behind;
  if (gap && right == behind) return;
  Candidate candidate{
      {letters_begin(text, hyphen), hyphen}, {hyphen, behind}, {right, letters_end(text, right)}, false, gap};
  if (candidate.left.empty() || candidate.right.empty()) return;
  const std::string_view between = text.substr(behind, right - behind);
  candidate.line_end = between.find('\n') != std::string_view::npos;
  const std::string last = folded(text, candidate.right);
  const bool longer = candidate.right.end < text.size() && text[candidate.right.end] == '-';
  if (!gap && (longer || !is_fragment(last))) return;  // Shatt-al-Arab
  // Inside a line only a single space is the rest of a line end, and only between small letters.
  if (gap && !candidate.line_end) {
    const bool small = is_lower(decode_utf8_before(text, hyphen).point) && is_lower(decode_utf8(text, right).point);
    if (between != " " || !small || is_conjunction(last)) return;
  }
  if (gap && candidate.line_end && is_conjunction(last)) return;  // medium- and long-term over a line end
  const std::string first = folded(text, candidate.left);
  want(first);
  want(last);
  want(first + last);
  want(first + "-" + last);
  x_candidates.push_back(candidate);
}

void HyphenFinder::want(std::string term) {
  if (x_wanted_shapes.empty() || x_counts.empty()) x_wanted_shapes.assign(shapes, false);
  x_wanted_shapes[shape_of(static_cast<unsigned char>(term[0]), term.size())] = true;
  x_counts.emplace(std::move(term), 0);
}

// Counts the wanted terms among the words that no line end broke. The halves themselves are no evidence, nor is the
// hyphen in question.
void HyphenFinder::count_evidence(std::string_view text) {
  x_scanner.start(text, {0, static_cast<std::uint32_t>(text.size())});
  std::string term;
  auto candidate = x_candidates.begin();
  for (x_words.clear(); x_scanner.scan(256, x_words); x_words.clear()) {
    for (const Word& word : x_words) {
      while (candidate != x_candidates.end() && candidate->right.end <= word.span.begin) ++candidate;
      const std::string_view surface = slice(text, word.span);
      const auto first = static_cast<unsigned char>(surface[0]);
      if (first < 0x80 && !x_wanted_shapes[shape_of(first, surface.size())]) continue;
      if (candidate != x_candidates.end() && candidate->left.begin < word.span.end &&
          word.span.begin < candidate->right.end)
        continue;
      term.clear();
      fold_term(surface, term);
      if (const auto found = x_counts.find(term); found != x_counts.end()) ++found->second;
    }
  }
}

std::uint32_t HyphenFinder::count(std::string_view term) const {
  const auto found = x_counts.find(std::string(term));
  return found == x_counts.end() ? 0 : found->second;
}

// What can be said without knowing the habits of the document.
HyphenFinder::Decision HyphenFinder::decide(std::string_view text, const Candidate& candidate) const {
  const std::string_view left_surface = slice(text, candidate.left);
  const std::string_view right_surface = slice(text, candidate.right);
  if (has_digit(left_surface) || has_digit(right_surface)) return {Verdict::keep, false, "a figure stands beside it"};
  const bool capital = is_upper(decode_utf8(right_surface, 0).point) && !is_all_upper(left_surface);
  if (capital) return {Verdict::keep, false, "a capital follows"};

  const std::string left = fold_term(left_surface);
  const std::string right = fold_term(right_surface);
  const std::string joined = left + right;
  const std::string compound = left + "-" + right;
  const auto times = [](std::uint32_t n) { return n == 1 ? std::string(" once") : " " + std::to_string(n) + " times"; };
  const std::uint32_t as_one = count(joined);
  const std::uint32_t as_compound = count(compound);
  const bool longer = candidate.left.begin > 0 && text[candidate.left.begin - 1] == '-';
  if (longer && !is_fragment(right)) return {Verdict::keep, false, "part of a longer compound"};
  if (as_one > as_compound) return {Verdict::join, true, "\"" + joined + "\" stands elsewhere" + times(as_one)};
  if (as_compound > 0) return {Verdict::keep, true, "\"" + compound + "\" stands elsewhere" + times(as_compound)};
  if (is_fragment(right)) return {Verdict::join, true, "\"" + right + "\" is no word"};
  if (always_makes_compounds(left)) return {Verdict::keep, true, "\"" + left + "\" makes compounds"};
  return {};
}

HyphenFinder::Decision HyphenFinder::decide_by_habit(std::string_view text, const Candidate& candidate,
                                                     bool breaks_words) const {
  const std::string left = folded(text, candidate.left);
  const std::string right = folded(text, candidate.right);
  const bool left_is_word = makes_compounds(left) || count(left) > 0;
  const bool together = is_written_together(left);
  if (!together && ends_compounds(right) && left_is_word)
    return {Verdict::keep, false, "\"" + right + "\" ends compounds"};
  if (!candidate.line_end) return {};  // a dash as likely as a hyphen
  if (!breaks_words) return {Verdict::keep, false, "this document breaks no words"};
  const bool both_words = left_is_word && count(right) > 0 && left.size() > 2 && right.size() > 2;
  if (!together && both_words) return {Verdict::keep, false, "both halves are words"};
  return {Verdict::join, false, "this document breaks words"};
}

void HyphenFinder::mark(Document& document, const Candidate& candidate, const Decision& decision) const {
  if (decision.verdict == Verdict::open) return;
  const bool keep = decision.verdict == Verdict::keep;
  TextSpan span{keep ? candidate.hyphen.end : candidate.hyphen.begin, candidate.right.begin};
  // Furniture between the halves has marks of its own.
  const auto other =
      std::partition_point(document.marks.begin(), document.marks.begin() + static_cast<std::ptrdiff_t>(x_known_marks),
                           [span](const Mark& one) { return one.span.begin < span.begin; });
  if (other != document.marks.begin() + static_cast<std::ptrdiff_t>(x_known_marks))
    span.end = std::min(span.end, other->span.begin);
  if (span.empty()) return;
  const std::string what = keep ? "hyphen kept: " : "joined: ";
  document.marks.push_back({MarkKind::line_hyphen, span, what + decision.reason});
}

// U+00AD with the line end behind it, if any.
void HyphenFinder::mark_soft_hyphens(Document& document) const {
  constexpr std::string_view soft = "\xC2\xAD";
  const std::string_view text = document.text.utf8;
  for (std::size_t at = text.find(soft); at != std::string_view::npos; at = text.find(soft, at + 2)) {
    const auto begin = static_cast<std::uint32_t>(at);
    std::uint32_t end = begin + 2;
    while (end < text.size() && is_ascii_blank(text[end]) && end - begin < 80) ++end;
    const bool line_end = text.substr(begin, end - begin).find('\n') != std::string_view::npos;
    const TextSpan span{begin, line_end ? end : begin + 2};
    const auto end_of_known = document.marks.begin() + static_cast<std::ptrdiff_t>(x_known_marks);
    const auto mark = std::partition_point(document.marks.begin(), end_of_known,
                                           [span](const Mark& one) { return one.span.end <= span.begin; });
    if (mark == end_of_known || mark->span.begin >= span.end)
      document.marks.push_back({MarkKind::soft_hyphen, span, "joined: a soft hyphen"});
  }
}

}  // namespace concord
