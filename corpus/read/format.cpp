#include "corpus/read/format.h"
#include "corpus/text/ascii.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace concord {
namespace {

constexpr std::array<std::string_view, 20> names = {
    "text", "markdown", "html", "tei",   "xml", "pdf", "docx",    "odt",        "epub",       "rtf",
    "doc",  "mail",     "mbox", "jsonl", "csv", "tsv", "archive", "compressed", "unreadable", "empty"};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : ascii_lower(name.substr(dot + 1));
}

struct Signature {
  std::string_view bytes;
  std::string_view what;
};
using namespace std::string_view_literals;
constexpr std::array<Signature, 18> unreadable = {{{"\xFF\xD8\xFF"sv, "a JPEG picture"},
                                                   {"\x89PNG\r\n"sv, "a PNG picture"},
                                                   {"GIF8"sv, "a GIF picture"},
                                                   {"II*\0"sv, "a TIFF picture"},
                                                   {"MM\0*"sv, "a TIFF picture"},
                                                   {"BM"sv, ""},  // two letters only: left to the look at the bytes
                                                   {"RIFF"sv, "sound, film or a WebP picture"},
                                                   {"\x7F"
                                                    "ELF"sv,
                                                    "a program"},
                                                   {"MZ\x90"sv, "a program"},
                                                   {"\0\0\1\0"sv, "an icon"},
                                                   {"ID3"sv, "sound"},
                                                   {"OggS"sv, "sound"},
                                                   {"fLaC"sv, "sound"},
                                                   {"\x1A\x45\xDF\xA3"sv, "film"},
                                                   {"SQLite format 3\0"sv, "a database"},
                                                   {"wOFF"sv, "a font"},
                                                   {"\0\1\0\0\0"sv, "a font"},
                                                   {"%!PS"sv, "PostScript"}}};

bool is_compressed(std::string_view head) {
  return starts_with(head, "\x1F\x8B") || starts_with(head, "\x28\xB5\x2F\xFD") ||
         starts_with(head,
                     "\xFD"
                     "7zXZ") ||
         (starts_with(head, "BZh") && head.size() > 9 && head.substr(4, 6) == "1AY&SY");
}

bool is_tar(std::string_view head) {
  return head.size() > 262 && head.substr(257, 5) == "ustar";
}

FileFormat format_of_zip(std::string_view head, std::string_view extension) {
  // ODF and EPUB begin with an uncompressed member "mimetype" (ODF 1.2 part 3, OCF 3.0 section 4.3).
  if (head.find("mimetypeapplication/epub+zip") != std::string_view::npos || extension == "epub")
    return FileFormat::epub;
  if (head.find("mimetypeapplication/vnd.oasis.opendocument.text") != std::string_view::npos || extension == "odt") {
    return FileFormat::odt;
  }
  if (extension == "docx" || extension == "docm" || extension == "dotx") return FileFormat::docx;
  if (head.find("word/") != std::string_view::npos && head.find("[Content_Types].xml") != std::string_view::npos) {
    return FileFormat::docx;
  }
  if (extension == "xlsx" || extension == "pptx" || extension == "ods" || extension == "odp" || extension == "jar") {
    return FileFormat::unreadable;
  }
  return FileFormat::archive;
}

/// First tag or text after a byte order mark, white space, comments and processing instructions.
std::string_view first_of_markup(std::string_view text) {
  for (;;) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (begin == std::string_view::npos) return {};
    text.remove_prefix(begin);
    std::size_t end = std::string_view::npos;
    if (starts_with(text, "<!--")) end = text.find("-->");
    if (starts_with(text, "<?")) end = text.find('>');
    if (end == std::string_view::npos) return text;
    text.remove_prefix(end + 1);
    if (starts_with(text, ">")) text.remove_prefix(1);
  }
}

FileFormat format_of_markup(std::string_view head, std::string_view extension) {
  const std::string_view first = first_of_markup(head);
  const std::string start = ascii_lower(first.substr(0, 256));
  const bool xml = starts_with(head.substr(head.find_first_not_of("\xEF\xBB\xBF") == 3 ? 3 : 0), "<?xml");
  if (starts_with(start, "<!doctype html") || starts_with(start, "<html") || starts_with(start, "<head") ||
      starts_with(start, "<body")) {
    return FileFormat::html;
  }
  if (starts_with(first, "<TEI") || starts_with(first, "<teiCorpus")) return FileFormat::tei;
  if (xml || extension == "xml" || extension == "tei") return FileFormat::xml;
  if (!starts_with(start, "<")) return FileFormat::text;
  for (const std::string_view tag :
       {"<p>", "<p ", "<div", "<title", "<meta", "<table", "<h1", "<h2", "<center", "<font"}) {
    if (starts_with(start, tag)) return FileFormat::html;
  }
  return FileFormat::text;
}

FileFormat format_of_name(std::string_view extension) {
  static constexpr std::array<std::pair<std::string_view, FileFormat>, 15> by_extension = {{
      {"md", FileFormat::markdown},
      {"markdown", FileFormat::markdown},
      {"html", FileFormat::html},
      {"htm", FileFormat::html},
      {"xhtml", FileFormat::html},
      {"shtml", FileFormat::html},
      {"jsonl", FileFormat::json_lines},
      {"ndjson", FileFormat::json_lines},
      {"csv", FileFormat::csv},
      {"tsv", FileFormat::tsv},
      {"eml", FileFormat::mail},
      {"mbox", FileFormat::mbox},
      {"tei", FileFormat::tei},
      {"php", FileFormat::html},
      {"aspx", FileFormat::html},
  }};
  for (const auto& [known, format] : by_extension) {
    if (extension == known) return format;
  }
  return FileFormat::text;
}

/// A message without a telling name (Maildir): header fields from the first line on, those among them that no message lacks.
bool looks_like_mail(std::string_view head) {
  unsigned seen = 0;
  for (std::size_t line = 0; line < head.size();) {
    const std::size_t end = std::min(head.find('\n', line), head.size());
    const std::string_view text = head.substr(line, end - line);
    if (text.empty() || text == "\r") break;
    line = end + 1;
    if (text.front() == ' ' || text.front() == '\t') continue;
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || text.substr(0, colon).find(' ') != std::string_view::npos) return false;
    const std::string field = ascii_lower(text.substr(0, colon));
    seen |= (field == "from" ? 1U : 0U) | (field == "date" ? 2U : 0U) | (field == "subject" || field == "message-id" ? 4U : 0U);
  }
  return seen == 7;
}

bool looks_binary(std::string_view head) {
  const bool marked = starts_with(head, "\xFF\xFE") || starts_with(head, "\xFE\xFF");
  if (marked) return false;
  std::size_t controls = 0;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    if (c == 0) ++zeros[i % 2];
    if (c < 0x20 && c != 0 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B && c != 0x1A) ++controls;
  }
  const std::size_t high = std::max(zeros[0], zeros[1]);
  const std::size_t low = std::min(zeros[0], zeros[1]);
  const bool utf16 = high * 40 >= head.size() && low * 20 <= high && controls * 8 <= head.size();
  if (!utf16 && (high + low) * 200 > head.size()) return true;
  return controls * 20 > head.size() && !utf16;
}

}  // namespace

std::string_view name(FileFormat format) {
  return names[static_cast<std::size_t>(format)];
}

std::string_view name_unreadable(std::string_view head) {
  for (const Signature& signature : unreadable) {
    if (!signature.what.empty() && starts_with(head, signature.bytes)) return signature.what;
  }
  return looks_binary(head) ? "no text" : "";
}

FileFormat detect_format(std::string_view head, std::string_view file_name) {
  const std::string extension = extension_of(file_name);
  if (head.empty()) return FileFormat::empty;
  if (head.substr(0, 1024).find("%PDF-") != std::string_view::npos &&
      (starts_with(head, "%PDF-") || extension == "pdf")) {
    return FileFormat::pdf;
  }
  if (starts_with(head, "PK\3\4") || starts_with(head, "PK\5\6")) return format_of_zip(head, extension);
  if (starts_with(head, "{\\rtf")) return FileFormat::rtf;
  if (starts_with(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    return extension == "doc" || extension == "dot" ? FileFormat::doc : FileFormat::unreadable;
  }
  if (is_compressed(head)) return FileFormat::compressed;
  if (is_tar(head) || starts_with(head, "7z\xBC\xAF\x27\x1C") || starts_with(head, "Rar!")) return FileFormat::archive;
  if (!name_unreadable(head).empty()) return FileFormat::unreadable;
  if (starts_with(head, "From ") && (extension == "mbox" || extension.empty())) return FileFormat::mbox;
  const FileFormat named = format_of_name(extension);
  if (named == FileFormat::text && extension != "txt" && looks_like_mail(head)) return FileFormat::mail;
  if (named == FileFormat::text || named == FileFormat::tei) {
    if (extension != "txt") return format_of_markup(head, extension);
    // A page saved under .txt is a page still; other markup under that name is what it says it is.
    return format_of_markup(head, extension) == FileFormat::html ? FileFormat::html : FileFormat::text;
  }
  return named;
}

}  // namespace concord
