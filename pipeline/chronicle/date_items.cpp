#include "pipeline/chronicle/date_items.h"

#include <algorithm>
#include <array>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

void read_number(DateItem& item) {
  std::size_t digits = 0;
  int value = 0;
  while (digits < item.surface.size() && is_ascii_digit(item.surface[digits]) && digits < 5) value = value * 10 + (item.surface[digits++] - '0');
  if (digits == 0 || digits > 4) return;
  const std::string_view rest = item.term.size() >= digits ? item.term.substr(digits) : std::string_view{};
  static constexpr std::array<std::string_view, 11> endings = {"st", "nd", "rd", "th", "er", "o", "-го", "го", "-е", "-ое", "г"};
  const bool ending = std::find(endings.begin(), endings.end(), rest) != endings.end();
  if (digits != item.surface.size() && !ending) return;
  item.number = value;
  item.digits = static_cast<int>(digits);
  item.ordinal = ending;
}

/// White space, and the text under marks of furniture, left out.
std::string gap_between(const Document& document, std::uint32_t begin, std::uint32_t end) {
  std::string gap;
  auto mark = std::partition_point(document.marks.begin(), document.marks.end(), [&](const Mark& one) { return one.span.end <= begin; });
  for (std::uint32_t at = begin; at < end; ++at) {
    while (mark != document.marks.end() && mark->span.end <= at) ++mark;
    if (mark != document.marks.end() && mark->span.begin <= at && at < mark->span.end) continue;
    const char c = document.text.utf8[at];
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f') gap += c;
    if (gap.size() > 12) break;
  }
  if (gap == "\xC2\xA0") gap.clear();
  return gap;
}

void add_item(std::vector<DateItem>& items, DateItem item) {
  read_number(item);
  items.push_back(std::move(item));
}

}  // namespace

void DateItems::read(const Document& document, TokenRange tokens) {
  x_items.clear();
  std::uint32_t end = tokens.empty() ? 0 : document.tokens[tokens.begin].span.begin;
  for (std::uint32_t t = tokens.begin; t < tokens.end; ++t) {
    const Token& token = document.tokens[t];
    const std::string_view surface = document.text_of(token.span);
    const std::string_view term = document.term(token);
    std::string gap = gap_between(document, end, token.span.begin);
    end = token.span.end;
    // XI/1992 has the form of a symbol.
    const std::size_t slash = token.kind == TokenKind::symbol ? surface.find('/') : std::string_view::npos;
    if (slash != std::string_view::npos && surface.size() == slash + 5 && roman_month(surface.substr(0, slash)) != 0) {
      const auto split = token.span.begin + static_cast<std::uint32_t>(slash);
      add_item(x_items, {term.substr(0, slash), surface.substr(0, slash), {token.span.begin, split}, t, -1, 0, false, std::move(gap)});
      add_item(x_items, {term.substr(slash + 1), surface.substr(slash + 1), {split + 1, token.span.end}, t, -1, 0, false, "/"});
      continue;
    }
    const std::size_t hyphen = term.find('-');
    const std::size_t cut = surface.find('-');
    const bool halves = token.kind == TokenKind::word && hyphen != std::string_view::npos && cut != std::string_view::npos &&
                        (part_word(term.substr(0, hyphen)) != PartOfPeriod::whole || month_word(term.substr(0, hyphen)).month != 0 || is_ascii_digit(term[0])) &&
                        term.find('-', hyphen + 1) == std::string_view::npos;
    if (!halves) {
      add_item(x_items, {term, token.kind == TokenKind::symbol ? std::string_view{} : surface, token.span, t, -1, 0, false, std::move(gap)});
      continue;
    }
    const auto middle = token.span.begin + static_cast<std::uint32_t>(cut);
    add_item(x_items, {term.substr(0, hyphen), surface.substr(0, cut), {token.span.begin, middle}, t, -1, 0, false, std::move(gap)});
    add_item(x_items, {term.substr(hyphen + 1), surface.substr(cut + 1), {middle + 1, token.span.end}, t, -1, 0, false, "-"});
  }
}

bool DateItems::dashed(std::size_t i) const {
  return has(i) && (x_items[i].gap == "-" || x_items[i].gap == "\xE2\x80\x93" || x_items[i].gap == "\xE2\x80\x94" || x_items[i].gap == "\xE2\x80\x90" || x_items[i].gap == "\xE2\x80\x91");
}

bool DateItems::is_year(std::size_t i) const { return has(i) && x_items[i].digits == 4 && !x_items[i].ordinal && x_items[i].number >= 1700 && x_items[i].number <= 2100; }

bool DateItems::is_day(std::size_t i) const { return has(i) && x_items[i].digits >= 1 && x_items[i].digits <= 2 && x_items[i].number >= 1 && x_items[i].number <= 31; }

MonthWord DateItems::month(std::size_t i) const {
  if (!has(i) || x_items[i].surface.empty()) return {};
  const MonthWord word = month_word(x_items[i].term);
  const bool capital = x_items[i].surface[0] >= 'A' && x_items[i].surface[0] <= 'Z';
  return word.small || capital ? word : MonthWord{};
}

std::size_t DateItems::past_fillers(std::size_t i, std::size_t most) const {
  for (std::size_t n = 0; n < most && joined(i) && is_filler(x_items[i].term); ++n) ++i;
  return i;
}

}  // namespace concord
