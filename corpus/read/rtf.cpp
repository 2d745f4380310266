// RTF: its own reader (Rich Text Format 1.9.1), because unrtf loses the word after a \u escape without a word about it.
//
// Text is what is not a control word, not in a destination that is skipped and
// not the fallback of a \u. Code pages of fonts decide what \'hh means. Read:
// paragraphs, cells, tabs, dashes, quotes, outline levels, footnotes, the title.
// Not read: pictures, objects, field codes, headers and footers.
#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/read/failure.h"
#include "corpus/read/readers.h"
#include "corpus/read/text_builder.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

using Gap = TextBuilder::Gap;

/// Destinations whose text is none of the document's.
bool is_skipped(std::string_view word) {
  static constexpr std::array<std::string_view, 24> skipped = {
      "colortbl",          "stylesheet", "pict",      "object",     "header",     "headerl",
      "headerr",           "headerf",    "footer",    "footerl",    "footerr",    "footerf",
      "fldinst",           "listtable",  "revtbl",    "generator",  "xmlnstbl",   "themedata",
      "listoverridetable", "rsidtbl",    "datastore", "nonshppict", "annotation", "atnid"};
  return std::find(skipped.begin(), skipped.end(), word) != skipped.end();
}

/// Control words that are a character.
std::string_view character_of(std::string_view word) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 12> characters = {{{"emdash", "—"},
                                                                                                {"endash", "–"},
                                                                                                {"lquote", "‘"},
                                                                                                {"rquote", "’"},
                                                                                                {"ldblquote", "“"},
                                                                                                {"rdblquote", "”"},
                                                                                                {"bullet", "•"},
                                                                                                {"emspace", " "},
                                                                                                {"enspace", " "},
                                                                                                {"qmspace", " "},
                                                                                                {"zwj", "\u200D"},
                                                                                                {"zwnj", "\u200C"}}};
  for (const auto& [name, text] : characters) {
    if (name == word) return text;
  }
  return {};
}

/// \fcharsetN to a code page ("RTF 1.9.1, font table").
int code_page_of_charset(int charset) {
  static constexpr std::array<std::pair<int, int>, 15> pages = {{{0, 1252},
                                                                 {77, 10000},
                                                                 {128, 932},
                                                                 {129, 949},
                                                                 {134, 936},
                                                                 {136, 950},
                                                                 {161, 1253},
                                                                 {162, 1254},
                                                                 {163, 1258},
                                                                 {177, 1255},
                                                                 {178, 1256},
                                                                 {186, 1257},
                                                                 {204, 1251},
                                                                 {222, 874},
                                                                 {238, 1250}}};
  for (const auto& [known, page] : pages) {
    if (known == charset) return page;
  }
  return 0;
}

std::string name_of_code_page(int page) {
  if (page == 10000) return "macintosh";
  if (page == 936) return "GB18030";
  if (page == 932) return "Shift_JIS";
  if (page == 950) return "Big5";
  if (page == 437 || page == 850 || page == 852 || page == 866) return "IBM" + std::to_string(page);
  return "windows-" + std::to_string(page);
}

/// What \pard, \plain and braces change.
struct State {
  enum class Into : std::uint8_t { body, nowhere, fonts, info, title, note } into = Into::body;
  int unicode_fallback = 1;  // \uc: bytes after \u to pass over
  int font = 0;
  bool in_table = false;
  bool hidden = false;
  int outline = -1;
};

class RtfReader {
 public:
  RtfReader(std::string_view source, std::uint32_t nesting) : x_source(source), x_nesting(nesting) {}

  /// False when groups nest too deep.
  bool read() {
    while (x_at < x_source.size() && x_states.size() <= x_nesting) step();
    flush();
    return x_states.size() <= x_nesting;
  }

  void finish(Document& document) {
    for (std::size_t i = 0; i < x_notes.size(); ++i) {
      x_builder.open_block(BlockKind::footnote, Gap::paragraph);
      x_builder.flow("[" + std::to_string(i + 1) + "] " + x_notes[i], 0);
    }
    x_builder.finish(document);
    document.text.map = OffsetMap::none(document.text.map.text_size());
    if (!x_title.empty()) {
      document.metadata.title = x_title;
      document.metadata.title_origin = Origin::document;
    }
  }
  [[nodiscard]] const std::string& code_page() const { return x_used_page; }

 private:
  State& state() { return x_states.back(); }

  void step() {
    const char c = x_source[x_at];
    if (c == '{') {
      flush();
      x_states.push_back(state());
      ++x_at;
      x_first_of_group = true;
    } else if (c == '}') {
      flush();
      if (state().into == State::Into::note &&
          (x_states.size() < 2 || x_states[x_states.size() - 2].into != State::Into::note))
        end_note();
      if (x_states.size() > 1) x_states.pop_back();
      ++x_at;
    } else if (c == '\\') {
      ++x_at;
      control();
    } else {
      if (c != '\r' && c != '\n') take_byte(c);
      ++x_at;
      x_first_of_group = false;
    }
  }

  void control() {
    if (x_at >= x_source.size()) return;
    const char c = x_source[x_at];
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return control_word();
    ++x_at;
    if (c == '\'') {
      unsigned value = 0;
      const std::string_view digits = x_source.substr(x_at, 2);
      std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      x_at = std::min(x_at + 2, x_source.size());
      return take_byte(static_cast<char>(value));
    }
    if (c == '*') {
      x_ignorable = x_first_of_group;
      return;
    }
    if (c == '~') put("\u00A0");
    if (c == '_') put("\u2011");
    if (c == '-') put("\u00AD");
    if (c == '\\' || c == '{' || c == '}') take_byte(c);
    if (c == '\n' || c == '\r') paragraph();
  }

  void control_word() {
    const std::size_t begin = x_at;
    while (x_at < x_source.size() &&
           ((x_source[x_at] >= 'a' && x_source[x_at] <= 'z') || (x_source[x_at] >= 'A' && x_source[x_at] <= 'Z')))
      ++x_at;
    const std::string_view word = x_source.substr(begin, x_at - begin);
    int number = 0;
    const std::size_t digits = x_at;
    const auto [end, error] = std::from_chars(x_source.data() + x_at, x_source.data() + x_source.size(), number);
    if (error == std::errc{}) x_at = static_cast<std::size_t>(end - x_source.data());
    const bool has_number = x_at > digits;
    if (x_at < x_source.size() && x_source[x_at] == ' ') ++x_at;
    const bool ignorable = std::exchange(x_ignorable, false);
    x_first_of_group = false;
    obey(word, number, has_number, ignorable);
  }

  void obey(std::string_view word, int number, bool has_number, bool ignorable) {
    if (word == "u" && has_number) return take_unicode(number);
    if (word == "uc") {
      state().unicode_fallback = std::clamp(number, 0, 16);
      return;
    }
    if (word == "bin") {
      x_at = std::min(x_source.size(), x_at + static_cast<std::size_t>(std::max(0, number)));
      return;
    }
    flush();
    if (word == "ansicpg")
      x_page = number;
    else if (word == "mac")
      x_page = 10000;
    else if (word == "pc")
      x_page = 437;
    else if (word == "pca")
      x_page = 850;
    else if (word == "deff")
      x_default_font = number;
    else if (word == "f")
      state().font = number;
    else if (word == "fcharset" && state().into == State::Into::fonts)
      x_fonts[state().font] = code_page_of_charset(number);
    else if (word == "plain")
      state().font = x_default_font, state().hidden = false;
    else if (word == "v")
      state().hidden = !has_number || number != 0;
    else if (word == "outlinelevel")
      state().outline = number;
    else if (word == "pard")
      state().in_table = false, state().outline = -1;
    else if (word == "intbl")
      state().in_table = true;
    else if (word == "par" || word == "sect" || word == "page")
      paragraph();
    else if (word == "cell")
      end_cell();
    else if (word == "row")
      x_builder.close_block(), x_row_begins = true;
    else if (word == "tab" || word == "line")
      put(" ");
    else if (word == "fonttbl")
      state().into = State::Into::fonts;
    else if (word == "info")
      state().into = State::Into::info;
    else if (word == "title" && state().into == State::Into::info)
      state().into = State::Into::title;
    else if (word == "footnote")
      begin_note();
    else if (is_skipped(word) || (ignorable && word != "shptxt" && word != "shpinst"))
      state().into = State::Into::nowhere;
    else if (const std::string_view character = character_of(word); !character.empty())
      put(character);
  }

  void take_unicode(int number) {
    const auto unit = static_cast<char32_t>(number < 0 ? number + 65536 : number);
    x_fallback_left = state().unicode_fallback;
    if (unit >= 0xD800 && unit < 0xDC00) {
      x_lead = unit;
      return;
    }
    char32_t point = unit;
    if (unit >= 0xDC00 && unit < 0xE000)
      point = x_lead != 0 ? 0x10000 + ((x_lead - 0xD800) << 10U) + (unit - 0xDC00) : 0xFFFD;
    x_lead = 0;
    const int left = std::exchange(x_fallback_left, 0);
    std::string text;
    append_utf8(point, text);
    put(text);
    x_fallback_left = left;
  }

  /// Bytes wait until all that belong together are there: two make one character in East Asian code pages.
  void take_byte(char c) {
    if (x_fallback_left > 0) {
      --x_fallback_left;
      return;
    }
    x_bytes += c;
  }

  void flush() {
    x_fallback_left = 0;
    if (x_bytes.empty()) return;
    const std::string bytes = std::exchange(x_bytes, "");
    const bool ascii = std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
    if (ascii) return write(bytes);
    const auto font = x_fonts.find(state().font);
    const int page = font != x_fonts.end() && font->second != 0 ? font->second : x_page;
    x_used_page = name_of_code_page(page);
    auto decoded = decode(bytes, {is_known_encoding(x_used_page) ? x_used_page : "windows-1252", "", ""});
    write(decoded ? decoded->text.utf8 : bytes);
  }

  void put(std::string_view text) {
    flush();
    write(text);
  }

  void write(std::string_view text) {
    switch (state().into) {
      case State::Into::title:
        x_title += text;
        return;
      case State::Into::note:
        if (!x_notes.empty()) x_notes.back() += text;
        return;
      case State::Into::body:
        break;
      default:
        return;
    }
    if (state().hidden) return;
    if (!x_builder.in_block()) {
      const bool heading = state().outline >= 0 && state().outline < 6;
      const BlockKind kind = state().in_table ? BlockKind::table_cell
                             : heading        ? BlockKind::heading
                                              : BlockKind::paragraph;
      const Gap gap = !state().in_table ? Gap::paragraph : std::exchange(x_row_begins, false) ? Gap::line : Gap::cell;
      x_builder.open_block(kind, gap, heading ? static_cast<std::uint8_t>(state().outline + 1) : std::uint8_t{0});
    }
    x_builder.flow(text, 0);
  }

  void paragraph() {
    flush();
    if (state().into == State::Into::note && !x_notes.empty()) x_notes.back() += ' ';
    if (state().into != State::Into::body) return;
    if (state().in_table) return x_builder.space(0, 0);
    x_builder.close_block();
    x_row_begins = true;
  }

  void end_cell() {
    if (state().into == State::Into::body) x_builder.close_block();
  }

  void begin_note() {
    if (state().into != State::Into::body) return;
    x_notes.emplace_back();
    const std::uint32_t begin = x_builder.size();
    write("[" + std::to_string(x_notes.size()) + "]");
    x_builder.mark_from(begin, MarkKind::footnote_mark, "note " + std::to_string(x_notes.size()));
    state().into = State::Into::note;
  }

  void end_note() {
    std::string& note = x_notes.back();
    const std::size_t begin = std::min(note.find_first_not_of(' '), note.size());
    note.erase(0, begin);
  }

  std::string_view x_source;
  std::uint32_t x_nesting;
  std::size_t x_at = 0;
  std::vector<State> x_states = {State{}};
  std::map<int, int> x_fonts;
  int x_page = 1252;
  int x_default_font = 0;
  std::string x_used_page = "windows-1252";
  std::string x_bytes;
  int x_fallback_left = 0;
  char32_t x_lead = 0;
  bool x_first_of_group = false;
  bool x_ignorable = false;
  bool x_row_begins = true;
  TextBuilder x_builder;
  std::vector<std::string> x_notes;
  std::string x_title;
};

}  // namespace

Result<Document> read_rtf(const std::string& bytes, const SourceContext& context) {
  RtfReader reader(bytes, context.options.limits.nesting);
  if (!reader.read()) {
    return make_failure(ReadFailure::limit, context.where(),
                        "groups nest deeper than " + std::to_string(context.options.limits.nesting));
  }
  Document document = begin_document(context, "rtf");
  reader.finish(document);
  document.metadata.encoding = {reader.code_page(), "declared in the document", 100, "", 0};
  return document;
}

}  // namespace concord
