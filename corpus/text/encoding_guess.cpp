#include "corpus/text/encoding_guess.h"

#include <unicode/uchar.h>
#include <unicode/ucsdet.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "corpus/text/converter.h"

namespace concord {
namespace {

constexpr std::size_t sample_bytes = 128 * 1024;

/// The letters beyond ASCII of languages in Latin script, small; a text's belong to one of these.
constexpr std::array<std::u32string_view, 24> latin_alphabets = {
    U"àâæçéèêëîïôœùûüÿ",
    U"äöüß",
    U"áéíóúüñ",
    U"àèéìíòóùú",
    U"áâãàçéêíóôõúü",
    U"ëïéèöüáóêí",
    U"åäöé",
    U"æøåéòóôü",
    U"áðéíóúýþæö",
    U"ąćęłńóśźż",
    U"áčďéěíňóřšťúůýž",
    U"áäčďéíĺľňóôŕšťúýž",
    U"čćđšž",
    U"čšž",
    U"áéíóöőúüű",
    U"ăâîșțşţ",
    U"çğıöşüâîû",
    U"çë",
    U"äõöüšž",
    U"āčēģīķļņšūž",
    U"ąčęėįšųūž",
    U"àèéíïòóúüç",
    U"əğıöşüç",
    U"äçýňöşüž",
};

/// Small Cyrillic letters by how often they are met: Russian, Ukrainian, Belarusian, Bulgarian, Tajik.
constexpr std::u32string_view cyrillic_frequent = U"оеаинтсрвлкмдпуі";
constexpr std::u32string_view cyrillic_usual = U"яыьгзбчйхжшюцщэфъёїєґўқғӯҳҷӣ";
constexpr std::u32string_view usual_symbols = U"“”„‘’«»‹›–—…№§°•\u00A0¿¡،؛؟\u200C\u200D\u200E\u200F";

bool contains(std::u32string_view set, char32_t c) {
  return set.find(c) != std::u32string_view::npos;
}

struct Seen {
  UScriptCode script = USCRIPT_COMMON;
  bool letter = false;
  bool upper = false;
};

Seen look(char32_t c) {
  UErrorCode status = U_ZERO_ERROR;
  const auto point = static_cast<UChar32>(c);
  Seen seen;
  seen.letter = u_isalpha(point) != 0;
  seen.upper = u_isupper(point) != 0;
  if (seen.letter) seen.script = uscript_getScript(point, &status);
  return seen;
}

double weight_of_letter(char32_t c, const Seen& seen) {
  if (seen.script != USCRIPT_CYRILLIC) return 1.0;
  const auto small = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  if (contains(cyrillic_frequent, small)) return 1.15;
  return contains(cyrillic_usual, small) ? 0.85 : 0.2;
}

double weight_of_symbol(char32_t c, const Seen& before, const Seen& after) {
  const auto type = u_charType(static_cast<UChar32>(c));
  if (c == 0xFFFD || type == U_CONTROL_CHAR || type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR) return -5.0;
  if (type == U_NON_SPACING_MARK) return before.letter ? 0.8 : -1.0;
  if (contains(usual_symbols, c)) return 0.8;
  return before.letter && after.letter ? -2.0 : -0.3;
}

/// Weight of one character beyond ASCII between its neighbours.
double weight_of(char32_t c, const Seen& before, const Seen& here, const Seen& after) {
  if (!here.letter) return weight_of_symbol(c, before, after);
  double weight = weight_of_letter(c, here);
  if (before.letter && before.script != here.script) weight -= 2.0;
  if (before.letter && here.upper) weight -= before.upper ? 0.3 : 1.5;  // "пОЛОЖЕНИЕ": KOI8 read as windows-1251
  return weight;
}

/// Share of the Latin letters beyond ASCII that the best fitting language has.
double fit_of_one_language(const std::vector<char32_t>& letters) {
  std::size_t best = 0;
  for (const auto alphabet : latin_alphabets) {
    const auto known = std::count_if(letters.begin(), letters.end(), [&](char32_t c) { return contains(alphabet, c); });
    best = std::max(best, static_cast<std::size_t>(known));
  }
  return letters.empty() ? 1.0 : static_cast<double>(best) / static_cast<double>(letters.size());
}

/// In order of how common they are: the earlier one wins where the text is the same.
constexpr std::array<std::string_view, 20> single_byte = {
    "windows-1252", "windows-1251", "windows-1250",   "windows-1256", "KOI8-R",       "KOI8-U",      "KOI8-T",
    "IBM866",       "ISO-8859-5",   "ISO-8859-2",     "windows-1254", "windows-1253", "ISO-8859-7",  "windows-1255",
    "ISO-8859-6",   "windows-1257", "x-mac-cyrillic", "macintosh",    "IBM852",       "ISO-8859-15",
};

constexpr std::size_t first_rare = 16;  // from x-mac-cyrillic on: must be clearly better to be chosen

struct Candidate {
  std::string_view name;
  double score = 0;
  std::u32string text;
};

/// The script that an encoding was made for; Latin in one of the others is chance, as they all share some of its
/// letters.
UScriptCode script_of(std::string_view encoding) {
  if (encoding == "windows-1256" || encoding == "ISO-8859-6") return USCRIPT_ARABIC;
  if (encoding == "windows-1253" || encoding == "ISO-8859-7") return USCRIPT_GREEK;
  if (encoding == "windows-1255") return USCRIPT_HEBREW;
  const bool cyrillic = encoding == "windows-1251" || encoding == "IBM866" || encoding == "ISO-8859-5" ||
                        encoding == "x-mac-cyrillic" || encoding.substr(0, 4) == "KOI8";
  return cyrillic ? USCRIPT_CYRILLIC : USCRIPT_LATIN;
}

bool is_mostly(std::u32string_view text, UScriptCode script) {
  std::size_t letters = 0;
  std::size_t own = 0;
  for (const char32_t c : text) {
    if (c < 0x80) continue;
    const Seen seen = look(c);
    letters += seen.letter ? 1 : 0;
    own += seen.letter && seen.script == script ? 1 : 0;
  }
  return own * 2 >= letters;
}

std::vector<Candidate> try_single_byte(std::string_view sample) {
  std::vector<Candidate> candidates;
  for (const auto name : single_byte) {
    Result<Converter> converter = Converter::open(name);
    if (!converter) continue;
    Candidate candidate{name, 0, converter->convert(sample).code_points};
    candidate.score = plausibility(candidate.text) - (candidates.size() >= first_rare ? 0.15 : 0.0);
    if (!is_mostly(candidate.text, script_of(name))) candidate.score -= 0.3;
    candidates.push_back(std::move(candidate));
  }
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return candidates;
}

struct IcuOpinion {
  std::string name;
  int confidence = 0;
  bool multi_byte = false;
};

std::optional<IcuOpinion> ask_icu(std::string_view sample) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), &ucsdet_close);
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &status);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return std::nullopt;
  IcuOpinion opinion;
  opinion.name = ucsdet_getName(match, &status);
  opinion.confidence = ucsdet_getConfidence(match, &status);
  static constexpr std::array<std::string_view, 8> multi_byte = {
      "GB18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "ISO-2022-JP", "ISO-2022-KR", "ISO-2022-CN"};
  opinion.multi_byte = std::find(multi_byte.begin(), multi_byte.end(), opinion.name) != multi_byte.end();
  if (U_FAILURE(status)) return std::nullopt;
  return opinion;
}

std::string_view sample_of(std::string_view bytes) {
  const auto high = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0 || c == '\x1B'; });
  const auto at = static_cast<std::size_t>(high - bytes.begin());
  const std::size_t begin = at > 64 ? at - 64 : 0;
  return bytes.substr(begin, sample_bytes);
}

/// How sure: the score itself, the lead over the next different text, and how many characters it rests on.
int confidence_of(const Candidate& best, double lead, std::size_t beyond_ascii) {
  const double quality = std::clamp((best.score - 0.3) / 0.5, 0.0, 1.0);
  const double margin = std::clamp(0.5 + lead / 0.3, 0.0, 1.0);
  const double amount = std::clamp(static_cast<double>(beyond_ascii) / 20.0, 0.35, 1.0);
  return static_cast<int>(98.0 * quality * margin * amount);
}

std::optional<EncodingGuess> guess_single_byte(std::string_view sample) {
  const std::vector<Candidate> candidates = try_single_byte(sample);
  const Candidate& best = candidates.front();
  if (best.score <= 0) return std::nullopt;
  const auto beyond_ascii =
      static_cast<std::size_t>(std::count_if(sample.begin(), sample.end(), [](char c) { return (c & 0x80) != 0; }));
  EncodingGuess guess{std::string(best.name), 0, ""};
  double lead = 1.0;
  for (const Candidate& other : candidates) {
    if (other.text == best.text) continue;
    lead = best.score - other.score;
    guess.second = other.name;
    break;
  }
  guess.confidence = confidence_of(best, lead, beyond_ascii);
  return guess;
}

}  // namespace

double plausibility(std::u32string_view sample) {
  double total = 0;
  std::size_t count = 0;
  std::vector<char32_t> latin;
  Seen before;
  Seen here = sample.empty() ? Seen{} : look(sample[0]);
  for (std::size_t i = 0; i < sample.size(); ++i) {
    const Seen after = i + 1 < sample.size() ? look(sample[i + 1]) : Seen{};
    const char32_t c = sample[i];
    const bool control = c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    if (c >= 0x80 || control) {
      ++count;
      total += weight_of(c, before, here, after);
      if (here.letter && here.script == USCRIPT_LATIN) {
        latin.push_back(static_cast<char32_t>(u_tolower(static_cast<UChar32>(c))));
      }
    }
    before = here;
    here = after;
  }
  if (count == 0) return 1.0;
  const double foreign = static_cast<double>(latin.size()) * (1.0 - fit_of_one_language(latin));
  return (total - 1.5 * foreign) / static_cast<double>(count);
}

std::optional<EncodingGuess> guess_utf16(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, sample_bytes & ~std::size_t{1});
  if (bytes.size() < 8 || bytes.size() % 2 != 0 || sample.find('\0') == std::string_view::npos) return std::nullopt;
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) {
    if (sample[i] == '\0') ++zeros[i % 2];
  }
  // Spaces, digits and line ends have a zero high byte in any script; a zero low byte is a rarity.
  const std::size_t high = std::max(zeros[0], zeros[1]);
  const std::size_t low = std::min(zeros[0], zeros[1]);
  if (high * 20 < sample.size() / 2 || low * 50 > high) return std::nullopt;
  const std::string_view name = zeros[0] > zeros[1] ? "UTF-16BE" : "UTF-16LE";
  Result<Converter> converter = Converter::open(name);
  if (!converter || plausibility(converter->convert(sample).code_points) < 0.5) return std::nullopt;
  return EncodingGuess{std::string(name), 90, ""};
}

std::optional<EncodingGuess> guess_encoding(std::string_view bytes) {
  const std::string_view sample = sample_of(bytes);
  const auto icu = ask_icu(sample);
  auto guess = guess_single_byte(sample);
  const bool single_is_poor = !guess || guess->confidence < 30;
  if (icu && icu->multi_byte && (icu->confidence >= 80 || (icu->confidence >= 10 && single_is_poor))) {
    Result<Converter> converter = Converter::open(icu->name);
    if (converter && plausibility(converter->convert(sample).code_points) >= 0.5) {
      return EncodingGuess{converter->name(), icu->confidence, guess ? guess->name : ""};
    }
  }
  if (guess && icu && icu->name == guess->name) guess->confidence = std::max(guess->confidence, icu->confidence);
  return guess;
}

}  // namespace concord
