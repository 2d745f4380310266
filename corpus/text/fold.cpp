#include "corpus/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cassert>
#include <cstdint>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

using icu::Normalizer2;
using icu::UnicodeString;

// ICU hands out its built-in normalisers as const singletons; they fail only when its data cannot be loaded at all.
const Normalizer2& nfkc_casefold() {
  UErrorCode status = U_ZERO_ERROR;
  const Normalizer2* instance = Normalizer2::getNFKCCasefoldInstance(status);
  assert(U_SUCCESS(status));
  return *instance;
}
const Normalizer2& nfd() {
  UErrorCode status = U_ZERO_ERROR;
  const Normalizer2* instance = Normalizer2::getNFDInstance(status);
  assert(U_SUCCESS(status));
  return *instance;
}
const Normalizer2& nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const Normalizer2* instance = Normalizer2::getNFCInstance(status);
  assert(U_SUCCESS(status));
  return *instance;
}

// Punctuation that is written in many ways. Before NFKC, which would take some of them apart (´ is space + accent).
UChar32 unified_punctuation(UChar32 c) {
  switch (c) {
    case '`':
    case 0x00B4:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2035:
    case 0x2039:
    case 0x203A:
    case 0xFF07:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x02BE:
    case 0x02BF:
    case 0x02C8:
    case 0x05F3:
      return '\'';
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x2036:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0x05F4:
      return '"';
    case 0x058A:
    case 0x05BE:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE31:
    case 0xFE32:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return '-';
    default:
      return c;
  }
}

constexpr UChar32 dropped = -1;

// One letter for what Arabic and Persian keyboards write differently.
UChar32 unified_arabic(UChar32 c) {
  if ((c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640 || (c >= 0x0610 && c <= 0x061A) ||
      (c >= 0x06D6 && c <= 0x06DC) || (c >= 0x06DF && c <= 0x06E4) || c == 0x06E7 || c == 0x06E8 ||
      (c >= 0x06EA && c <= 0x06ED)) {
    return dropped;
  }
  switch (c) {
    case 0x0649:
    case 0x06CC:
      return 0x064A;  // alef maksura, Farsi yeh
    case 0x06A9:
      return 0x0643;  // keheh
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;  // alef with madda, hamza, wasla
    case 0x06C0:
    case 0x06C1:
      return 0x0647;  // heh with yeh above, heh goal
    default:
      return c;
  }
}

// Latin letters whose stroke or ligature is part of the letter, so that no decomposition takes it off.
const char16_t* plain_latin(UChar32 c) {
  switch (c) {
    case 0x00E6:
      return u"ae";
    case 0x0153:
      return u"oe";
    case 0x00F8:
      return u"o";
    case 0x0111:
      return u"d";
    case 0x0127:
      return u"h";
    case 0x0142:
      return u"l";
    case 0x0167:
      return u"t";
    default:
      return nullptr;
  }
}

bool is_accent(UChar32 c) {
  return u_charType(c) == U_NON_SPACING_MARK && c < 0x2100;
}

UScriptCode script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  return uscript_getScript(c, &status);
}

// Takes the accents off Latin and Greek letters, and the dots off Cyrillic ё.
UnicodeString without_accents(const UnicodeString& decomposed) {
  UnicodeString out;
  UChar32 base = 0;
  UScriptCode script = USCRIPT_COMMON;
  for (std::int32_t i = 0; i < decomposed.length();) {
    const UChar32 c = decomposed.char32At(i);
    i += U16_LENGTH(c);
    if (!is_accent(c)) {
      base = c;
      script = script_of(c);
      const char16_t* plain = plain_latin(c);
      plain == nullptr ? out.append(c) : out.append(plain);
      continue;
    }
    const bool loose = script == USCRIPT_LATIN || script == USCRIPT_GREEK || (base == 0x0435 && c == 0x0308);
    if (!loose) out.append(c);
  }
  return out;
}

UnicodeString unified(const UnicodeString& text, UChar32 (*map)(UChar32)) {
  UnicodeString out;
  for (std::int32_t i = 0; i < text.length();) {
    const UChar32 c = text.char32At(i);
    i += U16_LENGTH(c);
    if (const UChar32 mapped = map(c); mapped != dropped) out.append(mapped);
  }
  return out;
}

// A stress mark that composed with nothing: Cyrillic letters that own an acute (ѓ, ќ) are composed by now.
UnicodeString without_stress(const UnicodeString& composed) {
  UnicodeString out;
  UScriptCode script = USCRIPT_COMMON;
  for (std::int32_t i = 0; i < composed.length();) {
    const UChar32 c = composed.char32At(i);
    i += U16_LENGTH(c);
    if ((c == 0x0300 || c == 0x0301) && script == USCRIPT_CYRILLIC) continue;
    if (!is_accent(c)) script = script_of(c);
    out.append(c);
  }
  return out;
}

UnicodeString fold_once(const UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  const UnicodeString cased = nfkc_casefold().normalize(unified(text, unified_punctuation), status);
  const UnicodeString bare = without_accents(nfd().normalize(cased, status));
  const UnicodeString composed = without_stress(nfc().normalize(bare, status));
  // Dropping marks may bring characters together that compose, and unifying punctuation again what NFKC brought out.
  const UnicodeString out = nfc().normalize(unified(unified(composed, unified_arabic), unified_punctuation), status);
  return U_SUCCESS(status) ? out : text;
}

// Folded forms of the characters that stand alone: no mark combines with them unless a mark is in the text itself.
class Table {
 public:
  Table() {
    for (char32_t at = 0; at < x_forms.size(); ++at) {
      const char32_t c = at < 0x800 ? at : at - 0x800 + 0x2000;
      if (combines(c)) continue;
      std::string utf8;
      append_utf8(c, utf8);
      const std::string folded = slow::fold_term(utf8);
      if (folded.size() > Form{}.bytes.size()) continue;
      Form& form = x_forms[at];
      form.size = static_cast<std::int8_t>(folded.size());
      folded.copy(form.bytes.data(), folded.size());
    }
  }

  /// Appends the form of `c`; false when the character needs its neighbours.
  bool append(char32_t c, std::string& out) const {
    const char32_t at = c < 0x800 ? c : c >= 0x2000 && c < 0x2070 ? c - 0x2000 + 0x800 : no_form;
    if (at == no_form || x_forms[at].size < 0) return false;
    out.append(x_forms[at].bytes.data(), static_cast<std::size_t>(x_forms[at].size));
    return true;
  }

 private:
  struct Form {
    std::array<char, 7> bytes{};
    std::int8_t size = -1;
  };
  static constexpr char32_t no_form = 0xFFFFFFFF;

  static bool combines(char32_t c) {
    const auto point = static_cast<UChar32>(c);
    return u_getCombiningClass(point) != 0 || u_charType(point) == U_NON_SPACING_MARK || (c >= 0xD800 && c < 0xE000);
  }

  std::array<Form, 0x870> x_forms{};  // U+0000..07FF, then U+2000..206F
};

bool append_by_table(std::string_view surface, std::string& out) {
  static const Table table;
  for (std::size_t at = 0; at < surface.size();) {
    const Decoded decoded = decode_utf8(surface, at);
    if (!table.append(decoded.point, out)) return false;
    at += decoded.length;
  }
  return true;
}

}  // namespace

namespace slow {
std::string fold_term(std::string_view surface) {
  UnicodeString text =
      UnicodeString::fromUTF8(icu::StringPiece(surface.data(), static_cast<std::int32_t>(surface.size())));
  // A second and third pass only change what the first brought out (an accent inside a compatibility form).
  for (int pass = 0; pass < 4; ++pass) {
    UnicodeString folded = fold_once(text);
    if (folded == text) break;
    text = std::move(folded);
  }
  std::string out;
  text.toUTF8String(out);
  return out;
}
}  // namespace slow

void fold_term(std::string_view surface, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + surface.size());
  char* to = out.data() + start;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    const char c = surface[i];
    if (static_cast<unsigned char>(c) >= 0x80) {
      out.resize(start);
      if (append_by_table(surface, out)) return;
      out.resize(start);
      out += slow::fold_term(surface);
      return;
    }
    to[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c == '`' ? '\'' : c;
  }
}

std::string fold_term(std::string_view surface) {
  std::string out;
  fold_term(surface, out);
  return out;
}

}  // namespace concord
