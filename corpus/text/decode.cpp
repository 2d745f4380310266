#include "corpus/text/decode.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>

#include "corpus/text/converter.h"
#include "corpus/text/encoding_guess.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

struct ByteOrderMark {
  std::string_view bytes;
  std::string_view encoding;
};
constexpr ByteOrderMark byte_order_marks[] = {
    // UTF-32 before UTF-16: its little-endian mark begins like UTF-16's
    {std::string_view("\xEF\xBB\xBF", 3), "UTF-8"},    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"}, {std::string_view("\xFF\xFE", 2), "UTF-16LE"},
    {std::string_view("\xFE\xFF", 2), "UTF-16BE"},
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

bool is_well_formed(std::string_view bytes) {
  return first_ill_formed(bytes) == bytes.size();
}

/// Valid and broken multi-byte sequences, to recognise UTF-8 with a few scars (a file cut in mid-character, a stray
/// byte).
struct Utf8Census {
  std::size_t good = 0;
  std::size_t broken = 0;
};
Utf8Census take_census(std::string_view bytes) {
  Utf8Census census;
  for (std::size_t i = 0; i < bytes.size();) {
    const Decoded next = decode_utf8(bytes, i);
    if (next.valid && next.length > 1) ++census.good;
    if (!next.valid) ++census.broken;
    i += next.length;
  }
  return census;
}

class TextMaker {
 public:
  explicit TextMaker(std::uint32_t source_begin) : x_base(source_begin) {}

  /// Appends code points; x_base is added to their starts.
  void append(const Converted& converted, std::uint32_t source_size) {
    const auto& points = converted.code_points;
    for (std::size_t i = 0; i < points.size();) {
      const Class kind = class_of(points[i]);
      std::size_t next = i;
      const std::size_t text_begin = x_text.utf8.size();
      while (next < points.size() && class_of(points[next]) == kind) append(points[next++]);
      const std::uint32_t from = converted.starts[i];
      const std::uint32_t to = next < points.size() ? converted.starts[next] : source_size;
      const auto length = static_cast<std::uint32_t>(x_text.utf8.size() - text_begin);
      const bool linear = kind == Class::ascii && to - from == length;
      x_text.map.append(length, x_base + from, x_base + to, linear);
      i = next;
    }
  }
  [[nodiscard]] std::uint32_t replaced() const { return x_replaced; }
  [[nodiscard]] Text take() { return std::move(x_text); }

 private:
  enum class Class { ascii, letter, other };
  static Class class_of(char32_t c) {
    if (c < 0x80) return Class::ascii;
    return u_isalnum(static_cast<UChar32>(c)) || u_charType(static_cast<UChar32>(c)) == U_NON_SPACING_MARK
               ? Class::letter
               : Class::other;
  }
  void append(char32_t c) {
    if (c == 0xFFFD) ++x_replaced;
    concord::append_utf8(c, x_text.utf8);
  }

  std::uint32_t x_base;
  std::uint32_t x_replaced = 0;
  Text x_text;
};

DecodedText from_utf8(std::string bytes, std::size_t mark, std::string reason) {
  DecodedText out;
  const auto size = static_cast<std::uint32_t>(bytes.size() - mark);
  bytes.erase(0, mark);
  out.text.utf8 = std::move(bytes);
  out.text.map.append(size, static_cast<std::uint32_t>(mark), static_cast<std::uint32_t>(mark) + size, true);
  out.decision.reason = std::move(reason);
  return out;
}

DecodedText convert(std::string_view bytes, std::size_t mark, Converter& converter) {
  TextMaker maker(static_cast<std::uint32_t>(mark));
  const std::string_view rest = bytes.substr(mark);
  const Converted converted = converter.convert(rest);
  maker.append(converted, static_cast<std::uint32_t>(rest.size()));
  DecodedText out;
  out.decision.name = converter.name();
  out.decision.replaced = maker.replaced();
  out.text = maker.take();
  return out;
}

DecodedText convert_as(std::string_view bytes, std::size_t mark, std::string_view encoding, std::string reason,
                       int confidence) {
  Result<Converter> converter = Converter::open(encoding);
  assert(converter.has_value());
  DecodedText out = convert(bytes, mark, *converter);
  out.decision.reason = std::move(reason);
  out.decision.confidence = confidence;
  return out;
}

/// A declaration is believed when the text it gives is no nonsense, and no other encoding gives a clearly better one:
/// pages that were re-encoded and kept their old <meta> are common.
bool is_credible(std::string_view sample, Converter& declared) {
  const Converted text = declared.convert(sample);
  const auto bad = std::count(text.code_points.begin(), text.code_points.end(), U'\xFFFD');
  const double score = plausibility(text.code_points);
  if (bad * 100 > static_cast<std::ptrdiff_t>(text.code_points.size()) || score < 0.5) return false;
  if (score >= 0.9) return true;
  const auto guess = guess_encoding(sample);
  if (!guess || guess->confidence < 50) return true;
  Result<Converter> other = Converter::open(guess->name);
  return !other || plausibility(other->convert(sample).code_points) < score + 0.2;
}

std::optional<DecodedText> as_declared(std::string_view bytes, const EncodingHints& hints) {
  if (hints.declared.empty()) return std::nullopt;
  Result<Converter> converter = Converter::open(hints.declared);
  if (!converter) return std::nullopt;
  if (!is_credible(bytes.substr(0, 1U << 16), *converter)) return std::nullopt;
  DecodedText out = convert(bytes, 0, *converter);
  out.decision.reason = "declared in " + (hints.declared_by.empty() ? "the document" : hints.declared_by);
  out.decision.confidence = 95;
  return out;
}

DecodedText as_guessed(std::string_view bytes) {
  const Utf8Census census = take_census(bytes);
  if (census.good >= 2 && census.broken * 10 <= census.good) {
    const int confidence = census.broken * 100 <= census.good ? 95 : 80;
    return convert_as(bytes, 0, "UTF-8", "UTF-8 but for " + std::to_string(census.broken) + " ill-formed sequence(s)",
                      confidence);
  }
  if (const auto guess = guess_encoding(bytes)) {
    DecodedText out = convert_as(bytes, 0, guess->name, "detected", guess->confidence);
    out.decision.second = guess->second;
    return out;
  }
  return convert_as(bytes, 0, "windows-1252", "no encoding fits; read as windows-1252", 0);
}

Result<DecodedText> as_overridden(std::string_view bytes, const std::string& name) {
  Result<Converter> converter = Converter::open(name);
  if (!converter) return converter.error();
  std::size_t mark = 0;
  for (const ByteOrderMark& bom : byte_order_marks) {
    if (starts_with(bytes, bom.bytes) && converter->name().substr(0, 3) == "UTF")
      mark = std::max(mark, bom.bytes.size());
  }
  DecodedText out = convert(bytes, mark, *converter);
  out.decision.reason = "configuration";
  return out;
}

Result<DecodedText> decode_by_trust(std::string bytes, const EncodingHints& hints) {
  if (!hints.override_name.empty()) return as_overridden(bytes, hints.override_name);
  for (const ByteOrderMark& bom : byte_order_marks) {
    if (!starts_with(bytes, bom.bytes)) continue;
    if (bom.encoding != "UTF-8") return convert_as(bytes, bom.bytes.size(), bom.encoding, "BOM", 100);
    if (is_well_formed(bytes)) return from_utf8(std::move(bytes), bom.bytes.size(), "BOM");
    return convert_as(bytes, bom.bytes.size(), "UTF-8", "BOM, with ill-formed sequences", 80);
  }
  if (const auto guess = guess_utf16(bytes)) {
    return convert_as(bytes, 0, guess->name, "zero bytes as in UTF-16", guess->confidence);
  }
  const bool has_escape = bytes.find('\x1B') != std::string::npos;  // ISO-2022 is ASCII with escapes
  if (!has_escape && is_well_formed(bytes)) return from_utf8(std::move(bytes), 0, "valid UTF-8");
  if (auto declared = as_declared(bytes, hints)) return std::move(*declared);
  if (is_well_formed(bytes)) return from_utf8(std::move(bytes), 0, "valid UTF-8");
  return as_guessed(bytes);
}

}  // namespace

bool is_known_encoding(std::string_view name) {
  return Converter::open(name).has_value();
}

Result<DecodedText> decode(std::string bytes, const EncodingHints& hints) {
  if (bytes.size() >= max_text_bytes / 2) {  // any other encoding may double in UTF-8
    return Error{ErrorCode::limit, "", "more than 1 GiB of text in one document", "split the file", "too-large"};
  }
  return decode_by_trust(std::move(bytes), hints);
}

}  // namespace concord
