// The two forms in which pages reach us: pdftotext's XHTML and tesseract's table.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "corpus/read/page_layout.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

double number(std::string_view text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return std::isfinite(value) ? value : 0;
}

std::string_view attribute(std::string_view tag, std::string_view name) {
  for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
    if (at == 0 || tag[at - 1] != ' ' || tag.substr(at + name.size(), 2) != "=\"") continue;
    const std::size_t begin = at + name.size() + 2;
    return tag.substr(begin, tag.find('"', begin) - begin);
  }
  return {};
}

/// The five references that poppler writes, and numeric ones.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string_view::npos;
    if (end == std::string_view::npos || end - i > 10) {
      out += text[i];
      continue;
    }
    const std::string_view name = text.substr(i + 1, end - i - 1);
    if (name == "amp")
      out += '&';
    else if (name == "lt")
      out += '<';
    else if (name == "gt")
      out += '>';
    else if (name == "quot")
      out += '"';
    else if (name == "apos")
      out += '\'';
    else if (!name.empty() && name[0] == '#') {
      const bool hex = name.size() > 1 && name[1] == 'x';
      const unsigned long point = std::strtoul(std::string(name.substr(hex ? 2 : 1)).c_str(), nullptr, hex ? 16 : 10);
      append_utf8(static_cast<char32_t>(std::min(point, 0x10FFFFUL)), out);
    } else {
      out += text.substr(i, end - i + 1);
    }
    i = end;
  }
  return out;
}

/// Ill-formed bytes of a broken font's encoding, and control characters, which no text has.
std::string clean(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const Decoded next = decode_utf8(text, i);
    if (next.point >= 0x20 && next.point != 0x7F) append_utf8(next.point, out);
    i += next.length;
  }
  return out;
}

Box box_of(std::string_view tag) {
  return {number(attribute(tag, "xMin")), number(attribute(tag, "yMin")), number(attribute(tag, "xMax")),
          number(attribute(tag, "yMax"))};
}

constexpr std::string_view soft_hyphen = "\xC2\xAD";

/// "agree-": a hyphen behind two letters of ASCII. Scraps of a map that an OCR program took for text end in '-' too.
bool is_broken_off(std::string_view word) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  return word.size() > 2 && word.back() == '-' && letter(word[word.size() - 2]) && letter(word[word.size() - 3]);
}

/// Text layers that OCR programs made end every line that ends in a hyphen with U+00AD, whether it broke a word or stands in
/// "Gorno-Badakshan". Where a document never ends a line in '-', its soft hyphens are therefore printed ones, and it is
/// decided for each like for any hyphen. A document that has both means what it says.
void print_soft_hyphens(std::vector<Page>& pages) {
  std::vector<std::string*> soft;
  for (Page& page : pages) {
    for (PageLine& line : page.lines) {
      std::string& last = line.words.back().text;
      if (is_broken_off(last)) return;
      if (last.size() > 2 && last.ends_with(soft_hyphen)) soft.push_back(&last);
    }
  }
  for (std::string* word : soft) word->replace(word->size() - soft_hyphen.size(), soft_hyphen.size(), "-");
}

}  // namespace

LaidOutPdf parse_bbox_layout(std::string_view xhtml) {
  LaidOutPdf pdf;
  std::uint32_t block = 0;
  for (std::size_t at = xhtml.find('<'); at != std::string_view::npos; at = xhtml.find('<', at + 1)) {
    const std::size_t end = xhtml.find('>', at);
    if (end == std::string_view::npos) break;
    const std::string_view tag = xhtml.substr(at + 1, end - at - 1);
    const auto is = [&](std::string_view name) { return tag.substr(0, name.size()) == name; };
    if (is("page ")) {
      Page& page = pdf.pages.emplace_back();
      page.width = number(attribute(tag, "width"));
      page.height = number(attribute(tag, "height"));
    } else if (is("block ")) {
      ++block;
    } else if (is("line ") && !pdf.pages.empty()) {
      pdf.pages.back().lines.push_back({box_of(tag), {}, block});
    } else if (is("word ") && !pdf.pages.empty() && !pdf.pages.back().lines.empty()) {
      const std::size_t close = std::min(xhtml.find("</word>", end), xhtml.size());
      std::string text = clean(unescaped(xhtml.substr(end + 1, close - end - 1)));
      if (!text.empty()) pdf.pages.back().lines.back().words.push_back({box_of(tag), std::move(text)});
    } else if (tag == "title") {
      pdf.title =
          clean(unescaped(xhtml.substr(end + 1, std::min(xhtml.find("</title>", end), xhtml.size()) - end - 1)));
    } else if (is("meta ") && attribute(tag, "name") == "CreationDate") {
      pdf.creation_date = attribute(tag, "content");
    }
  }
  for (Page& page : pdf.pages) {
    page.lines.erase(
        std::remove_if(page.lines.begin(), page.lines.end(), [](const PageLine& line) { return line.words.empty(); }),
        page.lines.end());
  }
  print_soft_hyphens(pdf.pages);
  return pdf;
}

Page parse_ocr_page(std::string_view tsv, unsigned resolution) {
  Page page;
  page.from_ocr = true;
  const double scale = 72.0 / resolution;
  std::array<std::string_view, 12> cells;
  std::array<std::string_view, 3> line_key;
  double confidence = 0;
  std::size_t words = 0;
  for (std::size_t begin = 0; begin < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', begin), tsv.size());
    std::string_view row = tsv.substr(begin, end - begin);
    begin = end + 1;
    std::size_t count = 0;
    for (std::size_t from = 0; count < cells.size() && from <= row.size(); ++count) {
      const std::size_t tab = std::min(row.find('\t', from), row.size());
      cells[count] = row.substr(from, tab - from);
      from = tab + 1;
    }
    if (count < 11) continue;
    const double left = number(cells[6]) * scale;
    const double top = number(cells[7]) * scale;
    const Box box{left, top, left + number(cells[8]) * scale, top + number(cells[9]) * scale};
    if (cells[0] == "1") {
      page.width = box.right;
      page.height = box.bottom;
    }
    if (cells[0] != "5" || count < 12) continue;
    std::string text = clean(cells[11]);
    if (text.find_first_not_of(' ') == std::string::npos) continue;
    const std::array<std::string_view, 3> key = {cells[2], cells[3], cells[4]};
    if (page.lines.empty() || key != line_key) {
      const auto block = static_cast<std::uint32_t>(std::clamp(number(cells[2]) * 1000 + number(cells[3]), 0.0, 4e9));
      page.lines.push_back({box, {}, block});
      line_key = key;
    }
    const int sure = static_cast<int>(std::clamp(number(cells[10]), 0.0, 100.0));
    page.lines.back().box.include(box);
    page.lines.back().words.push_back({box, std::move(text), sure});
    confidence += sure;
    ++words;
  }
  page.confidence = words == 0 ? 0 : static_cast<int>(confidence / static_cast<double>(words));
  return page;
}

}  // namespace concord
