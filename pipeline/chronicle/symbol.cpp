#include "pipeline/chronicle/symbol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "corpus/text/ascii.h"
#include "corpus/text/symbols.h"

namespace concord {
namespace {

bool is_number(std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_ascii_digit); }

int number_of(std::string_view part) {
  int value = -1;
  if (is_number(part)) std::from_chars(part.data(), part.data() + part.size(), value);
  return value;
}

std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t slash = text.find('/');
    parts.push_back(text.substr(0, slash));
    if (slash == std::string_view::npos) return parts;
    text.remove_prefix(slash + 1);
  }
}

/// Bodies whose symbols may have as little as one slash.
bool is_known_body(std::string_view body) {
  static constexpr std::array<std::string_view, 15> bodies = {"S", "A", "E", "ST", "T", "CCPR", "CEDAW", "CERD", "CAT", "CRC", "HRI", "DP", "TD", "CSCE", "AG"};
  return std::find(bodies.begin(), bodies.end(), body) != bodies.end();
}

/// "PC.SHDM.DEC", "ODIHR.GAL", "MC.DOC": an organ of the OSCE, then what kind of paper.
bool is_osce_body(std::string_view body) {
  static constexpr std::array<std::string_view, 10> organs = {"PC.", "FSC.", "MC.", "CIO.", "SEC.", "ODIHR.", "SUM.", "HCNM.", "REF.", "DOC."};
  const bool letters = std::all_of(body.begin(), body.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '.'; });
  return letters && !body.ends_with('.') && std::any_of(organs.begin(), organs.end(), [&](std::string_view organ) { return body.starts_with(organ); });
}

/// One symbol with the white space inside made one blank before "(1994)".
std::string spelled(std::string_view text) {
  std::string id;
  for (const char c : text) {
    if (c == '(' && !id.empty() && id.find("RES/") != std::string::npos) id += ' ';
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\xC2' && c != '\xA0') id += c;
  }
  return id;
}

std::string doubt_of_council(const std::vector<std::string_view>& parts) {
  if (parts.size() >= 3 && is_number(parts[1])) {
    const int year = number_of(parts[1]);
    if (parts[1].size() != 4 || year < 1994 || year > 2100) return "symbols of the Security Council carry a year, and that since 1994 only";
    if (number_of(parts[2]) > 2000) return "no year of the Security Council has so many documents";
    if (number_of(parts[2]) == 0) return "no document has the number 0";
  }
  if (parts.size() == 2 && number_of(parts[1]) > 27000) return "the numbers without a year end below S/27000";
  if (parts.size() >= 3 && parts[1] == "PRST" && (number_of(parts[2]) < 1994 || number_of(parts[2]) > 2100)) {
    return "statements of the President have a symbol of their own since 1994 only";
  }
  return {};
}

std::string doubt_of(std::string_view id) {
  const auto parts = parts_of(id);
  if (parts[0] == "S") return doubt_of_council(parts);
  const bool assembly = parts[0] == "A" && parts.size() >= 3;
  const std::string_view session = assembly && parts[1] == "RES" ? parts[2] : assembly ? parts[1] : std::string_view{};
  const bool by_session = assembly && (parts[1] == "RES" ? parts.size() > 3 : is_number(parts[2]));  // not A/4132/Add.1
  if (by_session && is_number(session) && parts.size() > (parts[1] == "RES" ? 3U : 2U) && (number_of(session) < 31 || number_of(session) > 120)) {
    return "sessions of the General Assembly stand in symbols from the thirty-first on";
  }
  return {};
}

bool is_symbol(std::string_view text) {
  const auto parts = parts_of(text);
  if (parts.size() < 2 || std::none_of(text.begin(), text.end(), is_ascii_digit)) return false;
  if (text.find("://") != std::string_view::npos || text.find('@') != std::string_view::npos) return false;
  if (std::any_of(parts.begin(), parts.end(), [](std::string_view part) { return part.empty(); })) return false;
  if (parts.size() == 2 && parts[0] == "A" && is_number(parts[1]) && parts[1].size() < 4) return false;  // A/63: a session, no paper of it
  return is_known_body(parts[0]) || is_osce_body(parts[0]) || parts.size() >= 3 || text.find(").") != std::string_view::npos;
}

}  // namespace

std::string resolution_symbol(std::string_view number, std::string_view year) {
  std::string id = "S/RES/" + std::string(number);
  if (!year.empty()) id += " (" + std::string(year) + ")";
  return id;
}

std::string_view symbol_base(std::string_view id) {
  for (const std::string_view modification : {"/Add.", "/Corr.", "/Rev."}) {
    const std::size_t at = id.find(modification);
    if (at != std::string_view::npos) id = id.substr(0, at);
  }
  return id;
}

std::optional<DocumentSymbol> parse_symbol(std::string_view text) {
  const auto length = static_cast<std::uint32_t>(text.size());
  const bool osce = text.find(").") != std::string_view::npos;  // MC(6).DEC/5
  if (!osce && document_symbol_end(text, 0, length) != length) return std::nullopt;
  const std::string whole = spelled(text);
  std::string_view first = whole;
  std::string_view second;
  for (std::size_t dash = whole.find('-'); dash != std::string::npos; dash = whole.find('-', dash + 1)) {
    // A dash inside a part is a special session (A/ES-10/248) or joins numbers (CRC/C/HTI/2-3/Add.1); before a body it joins two symbols.
    const bool joins = dash > 0 && dash + 1 < whole.size() && is_ascii_digit(whole[dash - 1]) && is_ascii_upper(whole[dash + 1]);
    if (!joins || whole.find('/', dash) == std::string::npos) continue;
    first = std::string_view(whole).substr(0, dash);
    second = std::string_view(whole).substr(dash + 1);
  }
  if (!is_symbol(first) || (!second.empty() && !is_symbol(second))) return std::nullopt;
  if (second.starts_with("S/")) std::swap(first, second);
  DocumentSymbol symbol{std::string(first), std::string(second), doubt_of(first)};
  if (symbol.doubt.empty() && !second.empty()) symbol.doubt = doubt_of(second);
  return symbol;
}

std::optional<std::string> reread_symbol(std::string_view written) {
  std::string garbled(written);
  if (garbled.starts_with("\xC2\xA7")) garbled.replace(0, 2, "S");  // the paragraph sign
  std::string text;
  const std::size_t slash = garbled.find('/');
  for (std::size_t i = 0; i < garbled.size(); ++i) {
    char c = garbled[i];
    if (i < slash) {
      if (c == '$' || c == '5') c = 'S';
      if (c == 'S' && text.ends_with('S')) continue;
    } else if (garbled.find("RES") == std::string_view::npos && garbled.find("PRST") == std::string_view::npos) {
      if (c == 'I' || c == 'l' || c == '|') c = '1';
      if (c == 'O' || c == 'o') c = '0';
    }
    text += c;
  }
  const auto symbol = parse_symbol(text);
  if (!symbol || !symbol->doubt.empty()) return std::nullopt;
  return symbol->id;
}

}  // namespace concord
