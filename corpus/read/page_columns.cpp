#include "corpus/read/page_columns.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

namespace concord {
namespace {

/// Splits a line at x: the words that begin before it, and the rest.
std::pair<PageLine, PageLine> split_at(const PageLine& line, double x) {
  std::pair<PageLine, PageLine> parts;
  for (const PageWord& word : line.words) {
    PageLine& part = (word.box.left + word.box.right) / 2 < x ? parts.first : parts.second;
    if (part.words.empty()) {
      part.box = word.box;
      part.block = line.block;
    }
    part.box.include(word.box);
    part.words.push_back(word);
  }
  return parts;
}

/// What parts no columns: the usual space between two words of the line, in a line of text never more than its height.
double usual_space(const PageLine& line) {
  std::vector<double> gaps;
  for (std::size_t i = 1; i < line.words.size(); ++i) gaps.push_back(line.words[i].box.left - line.words[i - 1].box.right);
  return std::clamp(1.25 * median(std::move(gaps)), 0.6 * line.box.height(), line.box.height());
}

/// True when the line belongs to both columns: a word, or no more than the usual space between two, lies on the gutter.
bool is_across(const PageLine& line, double x, double space) {
  double left = -1;
  double right = -1;
  for (const PageWord& word : line.words) {
    if (word.box.left < x && word.box.right > x) return true;
    if (word.box.right <= x) left = std::max(left, word.box.right);
    if (word.box.left >= x && (right < 0 || word.box.left < right)) right = word.box.left;
  }
  return left >= 0 && right >= 0 && right - left < space;
}

/// Where the gap between two columns of prose is: a place near the middle that hardly any word covers, with many
/// long pieces of lines on both sides (a table has short ones).
std::optional<double> find_gutter(const Page& page) {
  const double step = std::max(2.0, page.width / 1000);  // a PDF may call its page a light year wide
  constexpr std::size_t fewest = 8;
  std::vector<double> spaces;
  for (const PageLine& line : page.lines) spaces.push_back(usual_space(line));
  std::size_t fewest_across = page.lines.size() / 8 + 1;
  std::optional<double> best;
  double begin = 0;
  bool in_gap = false;
  for (double x = 0.35 * page.width; x < 0.65 * page.width; x += step) {
    std::size_t across = 0;
    for (std::size_t i = 0; i < page.lines.size(); ++i) across += is_across(page.lines[i], x, spaces[i]) ? 1U : 0U;
    if (across < fewest_across) {
      fewest_across = across;
      begin = x;
      in_gap = true;
    }
    in_gap = in_gap && across == fewest_across;
    if (in_gap) best = (begin + x) / 2;  // the middle of the first gap of this quality
  }
  if (!best) return std::nullopt;
  std::size_t left = 0;
  std::size_t right = 0;
  for (std::size_t i = 0; i < page.lines.size(); ++i) {
    const PageLine& line = page.lines[i];
    if (is_across(line, *best, spaces[i])) continue;
    const auto [before, after] = split_at(line, *best);
    if (!before.words.empty() && before.box.width() > 0.27 * page.width) ++left;
    if (!after.words.empty() && after.box.width() > 0.27 * page.width) ++right;
  }
  if (left < fewest || right < fewest) return std::nullopt;
  return best;
}

}  // namespace

void order_columns(Page& page) {
  const auto gutter = find_gutter(page);
  if (!gutter) return;
  std::vector<PageLine> sorted = std::move(page.lines);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const PageLine& a, const PageLine& b) { return a.box.top < b.box.top; });
  page.lines.clear();
  std::vector<PageLine> left, right;
  const auto flush = [&] {
    std::move(left.begin(), left.end(), std::back_inserter(page.lines));
    std::move(right.begin(), right.end(), std::back_inserter(page.lines));
    left.clear();
    right.clear();
  };
  for (PageLine& line : sorted) {
    if (is_across(line, *gutter, usual_space(line))) {
      flush();
      page.lines.push_back(std::move(line));
      continue;
    }
    auto [before, after] = split_at(line, *gutter);
    if (!before.words.empty()) left.push_back(std::move(before));
    if (!after.words.empty()) right.push_back(std::move(after));
  }
  flush();
}

void join_rows(Page& page) {
  std::vector<PageLine> joined;
  for (PageLine& line : page.lines) {
    if (!joined.empty()) {
      PageLine& last = joined.back();
      const double shared = std::min(last.box.bottom, line.box.bottom) - std::max(last.box.top, line.box.top);
      const double lower = std::min(last.box.height(), line.box.height());
      const double gap = line.box.left - last.box.right;
      // A number or a word before its text; two wide pieces side by side are the columns of a page.
      const bool near = gap < 1.2 * lower || (last.box.width() < 0.1 * page.width && gap < 0.1 * page.width);
      const bool same_row = lower > 0 && shared > 0.6 * lower && gap > -1 && near;
      if (same_row && last.box.height() < 2 * line.box.height() && line.box.height() < 2 * last.box.height()) {
        last.box.include(line.box);
        last.block = line.block;
        std::move(line.words.begin(), line.words.end(), std::back_inserter(last.words));
        continue;
      }
      const bool stood_before = lower > 0 && shared > 0.6 * lower && line.box.right < last.box.left + 1 &&
                                line.box.width() < 0.1 * page.width;
      if (stood_before) {
        std::move(last.words.begin(), last.words.end(), std::back_inserter(line.words));
        line.box.include(last.box);
        last = std::move(line);
        continue;
      }
    }
    joined.push_back(std::move(line));
  }
  page.lines = std::move(joined);
}

}  // namespace concord
