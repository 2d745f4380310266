#include "corpus/read/markdown_inline.h"

#include <array>
#include <cstdlib>
#include <utility>

#include "corpus/text/ascii.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

bool is_word(char c) {
  return is_ascii_alnum(c) || (c & 0x80) != 0;
}
bool is_punctuation(char c) {
  return c > ' ' && c < 0x7F && !is_word(c);
}

/// Markup that does not close within this many bytes is text. Keeps hostile input from costing its square.
constexpr std::size_t reach = 4000;
std::size_t find_near(const std::string& text, std::string_view what, std::size_t from) {
  const std::size_t found = std::string_view(text).substr(0, from + reach).find(what, from);
  return found;
}

}  // namespace

void MarkdownInline::find_escapes() {
  for (std::size_t i = 0; i + 1 < x_text.size(); ++i) {
    if (x_text[i] == '\\' && (is_punctuation(x_text[i + 1]) || x_text[i + 1] == '\n')) {
      drop(i, i + 1);
      if (x_text[i + 1] != '\n') shield(i + 1, i + 2);
      ++i;
    }
  }
}

void MarkdownInline::find_code() {
  for (std::size_t i = 0; i < x_text.size(); ++i) {
    if (x_text[i] != '`' || !plain(i)) continue;
    std::size_t width = 0;
    while (i + width < x_text.size() && x_text[i + width] == '`') ++width;
    const std::string fence(width, '`');
    std::size_t close = find_near(x_text, fence, i + width);
    while (close != std::string::npos && close + width < x_text.size() && x_text[close + width] == '`') {
      close = x_text.find_first_not_of('`', close);
      if (close != std::string::npos) close = find_near(x_text, fence, close);
    }
    if (close == std::string::npos) {
      i += width - 1;
      continue;
    }
    drop(i, i + width);
    shield(i + width, close);
    drop(close, close + width);
    i = close + width - 1;
  }
}

void MarkdownInline::find_tags() {
  for (std::size_t i = 0; i + 2 < x_text.size(); ++i) {
    if (x_text[i] != '<' || !plain(i)) continue;
    const char next = x_text[i + 1];
    if (!is_ascii_letter(next) && next != '/' && next != '!') continue;
    const bool comment = x_text.compare(i, 4, "<!--") == 0;
    const std::size_t close = find_near(x_text, comment ? "-->" : ">", i);
    if (close == std::string::npos) continue;
    const std::size_t end = close + (comment ? 3 : 1);
    const std::string_view inside = std::string_view(x_text).substr(i + 1, close - i - 1);
    const bool address = inside.find_first_of(" \n") == std::string_view::npos &&
                         (inside.find("://") != std::string_view::npos || inside.find('@') != std::string_view::npos);
    if (address) {
      drop(i, i + 1);
      shield(i + 1, close);
      drop(close, end);
    } else {
      drop(i, end);
    }
    i = end - 1;
  }
}

/// End of "(destination)" or "[reference]" that opens at `open`, one past the bracket; `open` when it is none.
std::size_t MarkdownInline::end_of_destination(std::size_t open) const {
  if (open >= x_text.size() || (x_text[open] != '(' && x_text[open] != '[')) return open;
  const char opener = x_text[open];
  const char closer = opener == '(' ? ')' : ']';
  int depth = 0;
  for (std::size_t i = open; i < std::min(x_text.size(), open + reach); ++i) {
    if (x_text[i] == opener) ++depth;
    if (x_text[i] == closer && --depth == 0) return i + 1;
    if (x_text[i] == '\n' && i + 1 < x_text.size() && x_text[i + 1] == '\n') break;
  }
  return open;
}

void MarkdownInline::find_links() {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < x_text.size(); ++i) {
    if (!plain(i)) continue;
    if (x_text[i] == '[') open.push_back(i);
    if (x_text[i] != ']' || open.empty()) continue;
    const std::size_t from = open.back();
    open.pop_back();
    if (x_text[from + 1] == '^') continue;  // a footnote mark
    const std::size_t end = end_of_destination(i + 1);
    if (end == i + 1) continue;  // brackets of the text itself
    const bool image = from > 0 && x_text[from - 1] == '!' && plain(from - 1);
    drop(image ? from - 1 : from, from + 1);
    drop(i, end);
    i = end - 1;
  }
}

void MarkdownInline::find_emphasis() {
  struct Run {
    std::size_t begin, length;
    char what;
  };
  std::vector<Run> openers;
  for (std::size_t i = 0; i < x_text.size();) {
    const char c = x_text[i];
    if ((c != '*' && c != '_' && c != '~') || !plain(i)) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < x_text.size() && x_text[end] == c && plain(end)) ++end;
    const char before = i > 0 ? x_text[i - 1] : ' ';
    const char after = end < x_text.size() ? x_text[end] : ' ';
    // CommonMark 0.30, 6.2: left- and right-flanking; '_' never inside a word; '~' only in pairs (GitHub).
    const bool left = !is_ascii_blank(after) && (!is_punctuation(after) || is_ascii_blank(before) || is_punctuation(before));
    const bool right = !is_ascii_blank(before) && (!is_punctuation(before) || is_ascii_blank(after) || is_punctuation(after));
    const bool inside_word = is_word(before) && is_word(after);
    const bool can_open = left && !(c == '_' && inside_word) && !(c == '~' && end - i != 2);
    const bool can_close = right && !(c == '_' && inside_word) && !(c == '~' && end - i != 2);
    std::size_t left_over = end - i;
    std::size_t at = i;
    while (can_close && left_over > 0) {
      const auto opener = std::find_if(openers.rbegin(), openers.rend(), [&](const Run& run) { return run.what == c; });
      if (opener == openers.rend()) break;
      const std::size_t used = std::min(opener->length, left_over);
      drop(opener->begin + opener->length - used, opener->begin + opener->length);
      drop(at, at + used);
      at += used;
      left_over -= used;
      opener->length -= used;
      const bool exhausted = opener->length == 0;
      openers.erase(opener.base() - (exhausted ? 1 : 0), openers.end());
    }
    if (can_open && left_over > 0) openers.push_back({at, left_over, c});
    if (openers.size() > 200) openers.erase(openers.begin(), openers.begin() + 100);
    i = end;
  }
}

void MarkdownInline::write_entity(TextBuilder& builder, std::size_t& i) const {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> known = {{
      {"amp", "&"},
      {"lt", "<"},
      {"gt", ">"},
      {"quot", "\""},
      {"apos", "'"},
      {"nbsp", "\u00A0"},
      {"mdash", "—"},
      {"ndash", "–"},
      {"hellip", "…"},
      {"lsquo", "‘"},
      {"rsquo", "’"},
      {"ldquo", "“"},
      {"rdquo", "”"},
      {"laquo", "«"},
      {"raquo", "»"},
      {"sect", "§"},
  }};
  const std::size_t end = find_near(x_text, ";", i);
  std::string meaning;
  if (end != std::string::npos && end - i <= 10) {
    const std::string_view name = std::string_view(x_text).substr(i + 1, end - i - 1);
    for (const auto& [entity, text] : known) {
      if (name == entity) meaning = text;
    }
    if (name.size() > 1 && name[0] == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      const unsigned long point = std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
      if (point >= 0x20 && point <= 0x10FFFF) append_utf8(static_cast<char32_t>(point), meaning);
    }
  }
  if (meaning.empty()) {
    builder.flow("&", x_at[i++]);
    return;
  }
  builder.replace(meaning, x_at[i], x_at[end] + 1);
  i = end + 1;
}

void MarkdownInline::write_footnote_mark(TextBuilder& builder, std::size_t& i) const {
  const std::size_t end = x_text.find(']', i);
  const std::uint32_t begin = builder.size();
  builder.replace("[" + x_text.substr(i + 2, end - i - 2) + "]", x_at[i], x_at[end] + 1);
  builder.mark_from(begin, MarkKind::footnote_mark, "Markdown [^...]");
  i = end + 1;
}

void MarkdownInline::write(TextBuilder& builder) {
  x_roles.assign(x_text.size(), Role::text);
  find_escapes();
  find_code();
  find_tags();
  find_links();
  find_emphasis();
  for (std::size_t i = 0; i < x_text.size();) {
    if (x_roles[i] == Role::dropped) {
      ++i;
      continue;
    }
    if (plain(i) && x_text[i] == '&') {
      write_entity(builder, i);
      continue;
    }
    if (plain(i) && x_text.compare(i, 2, "[^") == 0 && find_near(x_text, "]", i) != std::string::npos) {
      write_footnote_mark(builder, i);
      continue;
    }
    std::size_t end = i + 1;
    while (end < x_text.size() && x_roles[end] != Role::dropped && x_at[end] == x_at[end - 1] + 1 &&
           !(plain(end) && (x_text[end] == '&' || x_text[end] == '['))) {
      ++end;
    }
    builder.flow(std::string_view(x_text).substr(i, end - i), x_at[i]);
    i = end;
  }
  clear();
}

}  // namespace concord
