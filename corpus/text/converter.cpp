#include "corpus/text/converter.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <array>
#include <utility>

namespace concord {
namespace {

// KOI8-T (Tajik), bytes 0x80 to 0xFF, after glibc's charmaps/KOI8-T; ICU has no such table. 0xFFFD = not assigned.
constexpr std::array<char16_t, 128> koi8_t = {
    0x049B, 0x0493, 0x201A, 0x0492, 0x201E, 0x2026, 0x2020, 0x2021, 0xFFFD, 0x2030, 0x04B3, 0x2039, 0x04B2,
    0x04B7, 0x04B6, 0xFFFD, 0x049A, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122,
    0xFFFD, 0x203A, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD, 0x04EF, 0x04EE, 0x0451, 0x00A4, 0x04E3, 0x00A6,
    0x00A7, 0xFFFD, 0xFFFD, 0xFFFD, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0xFFFD, 0x00B0, 0x00B1, 0x00B2, 0x0401,
    0xFFFD, 0x04E2, 0x00B6, 0x00B7, 0xFFFD, 0x2116, 0xFFFD, 0x00BB, 0xFFFD, 0xFFFD, 0xFFFD, 0x00A9, 0x044E,
    0x0430, 0x0431, 0x0446, 0x0434, 0x0435, 0x0444, 0x0433, 0x0445, 0x0438, 0x0439, 0x043A, 0x043B, 0x043C,
    0x043D, 0x043E, 0x043F, 0x044F, 0x0440, 0x0441, 0x0442, 0x0443, 0x0436, 0x0432, 0x044C, 0x044B, 0x0437,
    0x0448, 0x044D, 0x0449, 0x0447, 0x044A, 0x042E, 0x0410, 0x0411, 0x0426, 0x0414, 0x0415, 0x0424, 0x0413,
    0x0425, 0x0418, 0x0419, 0x041A, 0x041B, 0x041C, 0x041D, 0x041E, 0x041F, 0x042F, 0x0420, 0x0421, 0x0422,
    0x0423, 0x0416, 0x0412, 0x042C, 0x042B, 0x0417, 0x0428, 0x042D, 0x0429, 0x0427, 0x042A};

std::string lower_ascii(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return lower;
}

/// What a declared name stands for in practice: https://encoding.spec.whatwg.org/#names-and-labels
std::string meant_by(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> misused = {{
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"latin-1", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"ks_c_5601-1987", "windows-949"},
      {"euc-kr", "windows-949"},
  }};
  const std::string lower = lower_ascii(name);
  for (const auto& [typed, meant] : misused) {
    if (lower == typed) return std::string(meant);
  }
  return std::string(name);
}

Converted convert_koi8_t(std::string_view bytes) {
  Converted out;
  out.code_points.reserve(bytes.size());
  out.starts.reserve(bytes.size());
  for (std::uint32_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    out.code_points.push_back(byte < 0x80 ? char32_t{byte} : char32_t{koi8_t[byte - 0x80U]});
    out.starts.push_back(i);
  }
  return out;
}

/// Joins surrogate pairs; a lone surrogate becomes U+FFFD.
Converted join(const std::vector<UChar>& units, const std::vector<std::int32_t>& offsets) {
  Converted out;
  out.code_points.reserve(units.size());
  out.starts.reserve(units.size());
  std::uint32_t start = 0;
  for (std::size_t i = 0; i < units.size(); ++i) {
    // Offset -1: the unit belongs to the character before it.
    if (offsets[i] >= 0 && static_cast<std::uint32_t>(offsets[i]) > start)
      start = static_cast<std::uint32_t>(offsets[i]);
    char32_t code_point = units[i];
    if (U16_IS_LEAD(units[i]) && i + 1 < units.size() && U16_IS_TRAIL(units[i + 1])) {
      code_point = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(units[i], units[i + 1]));
      ++i;
    } else if (U16_IS_SURROGATE(units[i])) {
      code_point = 0xFFFD;
    }
    out.code_points.push_back(code_point);
    out.starts.push_back(start);
  }
  return out;
}

}  // namespace

struct Converter::State {
  UConverter* icu = nullptr;  // none for KOI8-T
  State() = default;
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (icu != nullptr) ucnv_close(icu);
  }
};

Converter::Converter(std::unique_ptr<State> state, std::string name)
    : x_state(std::move(state)), x_name(std::move(name)) {}
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;
Converter::~Converter() = default;

Result<Converter> Converter::open(std::string_view name) {
  const std::string wanted = meant_by(name);
  auto state = std::make_unique<State>();
  if (const std::string lower = lower_ascii(wanted); lower == "koi8-t" || lower == "koi8_t") {
    return Converter(std::move(state), "KOI8-T");
  }
  UErrorCode status = U_ZERO_ERROR;
  if (!wanted.empty()) state->icu = ucnv_open(wanted.c_str(), &status);  // no name would mean the locale's encoding
  if (U_FAILURE(status) || state->icu == nullptr) {
    return Error{ErrorCode::configuration, "", "unknown encoding '" + std::string(name) + "'",
                 "use an IANA name such as UTF-8, windows-1251 or KOI8-R"};
  }
  UErrorCode ignored = U_ZERO_ERROR;
  const char* standard = ucnv_getStandardName(wanted.c_str(), "MIME", &ignored);
  if (standard == nullptr) standard = ucnv_getStandardName(wanted.c_str(), "IANA", &ignored);
  return Converter(std::move(state), standard != nullptr ? standard : wanted);
}

Converted Converter::convert(std::string_view bytes) {
  if (x_state->icu == nullptr) return convert_koi8_t(bytes);
  ucnv_reset(x_state->icu);
  // Room for one unit a byte, which nearly always suffices; more is added when an encoding expands.
  std::vector<UChar> units(bytes.size() + 16);
  std::vector<std::int32_t> offsets(units.size());
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  std::size_t used = 0;
  UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
  while (status == U_BUFFER_OVERFLOW_ERROR) {
    if (used == units.size()) {
      units.resize(units.size() * 2);
      offsets.resize(units.size());
    }
    status = U_ZERO_ERROR;
    const auto base = static_cast<std::int32_t>(from - bytes.data());
    UChar* to = units.data() + used;
    ucnv_toUnicode(x_state->icu, &to, units.data() + units.size(), &from, end, offsets.data() + used, 1, &status);
    const auto reached = static_cast<std::size_t>(to - units.data());
    for (; used < reached; ++used) {
      if (offsets[used] >= 0) offsets[used] += base;
    }
  }
  units.resize(used);
  offsets.resize(used);
  return join(units, offsets);
}

}  // namespace concord
