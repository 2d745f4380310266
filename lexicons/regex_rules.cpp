#include "lexicons/regex_rules.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr std::size_t least_atom = 3;

// The longest stretch of plain letters in an atom: what some term of the document must then hold.
std::string_view letters_of(std::string_view atom) {
  std::string_view best;
  for (std::size_t at = 0; at < atom.size();) {
    std::size_t end = at;
    while (end < atom.size() && atom[end] >= 'a' && atom[end] <= 'z') ++end;
    if (end - at > best.size()) best = atom.substr(at, end - at);
    at = end + 1;
  }
  return best;
}

}  // namespace

struct RegexRules::Compiled {
  re2::FilteredRE2 filter{static_cast<int>(least_atom)};
  std::vector<std::string> atoms;        // letters to look for; empty = cannot be ruled out
  std::vector<std::uint64_t> trigrams = std::vector<std::uint64_t>(512, 0);  // bit set over the first three letters of each atom
  std::size_t count = 0;

  static std::size_t bit_of(const char* at) {
    const std::uint32_t value = static_cast<unsigned char>(at[0]) | static_cast<std::uint32_t>(static_cast<unsigned char>(at[1])) << 8U |
                                static_cast<std::uint32_t>(static_cast<unsigned char>(at[2])) << 16U;
    return (value * 2654435761U) >> 17U;
  }
  [[nodiscard]] bool possible(std::string_view term) const {
    for (std::size_t i = 0; i + least_atom <= term.size(); ++i) {
      const std::size_t bit = bit_of(term.data() + i);
      if ((trigrams[bit / 64] >> (bit % 64) & 1U) != 0) return true;
    }
    return false;
  }
};

RegexRules::RegexRules() : x_compiled(std::make_unique<Compiled>()) {}
RegexRules::RegexRules(RegexRules&&) noexcept = default;
RegexRules& RegexRules::operator=(RegexRules&&) noexcept = default;
RegexRules::~RegexRules() = default;

Status RegexRules::add(const std::string& pattern, bool exact_case, std::size_t memory) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(exact_case);
  options.set_max_mem(static_cast<std::int64_t>(memory));
  const RE2 trial(pattern, options);
  if (!trial.ok()) {
    const bool big = trial.error_code() == RE2::ErrorPatternTooLarge || trial.error_code() == RE2::ErrorRepeatSize;
    return Error{big ? ErrorCode::limit : ErrorCode::configuration, {},
                 "the regex /" + pattern.substr(0, 200) + "/ " + (big ? "is too big: " : "cannot be read: ") + trial.error(),
                 big ? "use fewer or smaller repetitions like {1000}" : "see the RE2 syntax; there are no look-arounds and no back-references"};
  }
  if (RE2::FullMatch("", trial)) {
    return Error{ErrorCode::configuration, {}, "the regex /" + pattern + "/ matches nothing at all, so it would match everywhere",
                 "let it demand at least one letter"};
  }
  int number = 0;
  if (x_compiled->filter.Add(pattern, options, &number) != RE2::NoError) {
    return Error{ErrorCode::configuration, {}, "the regex /" + pattern + "/ cannot be compiled", "simplify it"};
  }
  ++x_compiled->count;
  return {};
}

void RegexRules::freeze() {
  if (x_compiled->count == 0) return;
  std::vector<std::string> atoms;
  x_compiled->filter.Compile(&atoms);
  for (const std::string& atom : atoms) {
    const std::string_view letters = letters_of(atom);
    x_compiled->atoms.emplace_back(letters.size() >= least_atom ? letters : std::string_view());
    if (letters.size() < least_atom) continue;
    const std::size_t bit = Compiled::bit_of(letters.data());
    x_compiled->trigrams[bit / 64] |= std::uint64_t{1} << (bit % 64);
  }
}

void RegexRules::candidates(const Vocabulary& terms, std::vector<std::uint32_t>& numbers) const {
  numbers.clear();
  if (x_compiled->count == 0) return;
  const std::vector<std::string>& atoms = x_compiled->atoms;
  std::vector<bool> seen(atoms.size());
  for (std::size_t i = 0; i < atoms.size(); ++i) seen[i] = atoms[i].empty();
  for (TermNo no = 0; no < terms.size(); ++no) {
    const std::string_view term = terms[no];
    if (!x_compiled->possible(term)) continue;
    for (std::size_t i = 0; i < atoms.size(); ++i) {
      if (!seen[i] && term.find(atoms[i]) != std::string_view::npos) seen[i] = true;
    }
  }
  std::vector<int> matched;
  for (std::size_t i = 0; i < atoms.size(); ++i) {
    if (seen[i]) matched.push_back(static_cast<int>(i));
  }
  std::vector<int> passed;
  x_compiled->filter.AllPotentials(matched, &passed);
  for (const int number : passed) numbers.push_back(static_cast<std::uint32_t>(number));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

void RegexRules::find(std::uint32_t number, std::string_view text, const std::function<void(std::size_t, std::size_t)>& found) const {
  const RE2& regex = x_compiled->filter.GetRE2(static_cast<int>(number));
  const re2::StringPiece whole(text.data(), text.size());
  re2::StringPiece match;
  for (std::size_t at = 0; at < text.size();) {
    if (!regex.Match(whole, at, text.size(), RE2::UNANCHORED, &match, 1)) return;
    const auto begin = static_cast<std::size_t>(match.data() - text.data());
    const std::size_t end = begin + match.size();
    if (begin < end) found(begin, end);
    at = end > at ? end : at + decode_utf8(text, at).length;
  }
}

std::size_t RegexRules::size() const { return x_compiled->count; }

namespace {

char plain_sign(char32_t point) {
  switch (point) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
    case 0x2032:
      return '\'';
    case 0x201C:
    case 0x201D:
    case 0x00AB:
    case 0x00BB:
    case 0x201E:
      return '"';
    case 0x00A0:
    case 0x202F:
    case 0x2009:
      return ' ';
    default:
      return point >= 0x2010 && point <= 0x2015 ? '-' : '\0';
  }
}

void append_plain(char sign, std::uint32_t origin, PlainText& plain) {
  if (sign == ' ' && (plain.text.empty() || plain.text.back() == ' ')) return;
  plain.text += sign;
  plain.origins.push_back(origin);
}

}  // namespace

void read_plain_text(const Document& document, TextSpan span, PlainText& plain) {
  plain.text.clear();
  plain.origins.clear();
  const std::string_view text = document.text.utf8;
  auto mark = std::partition_point(document.marks.begin(), document.marks.end(),
                                   [&](const Mark& each) { return each.span.end <= span.begin; });
  for (std::uint32_t at = span.begin; at < span.end;) {
    if (mark != document.marks.end() && mark->span.begin <= at) {
      at = std::max(at, mark->span.end);
      ++mark;
      continue;
    }
    const Decoded decoded = decode_utf8(text, at);
    const bool blank = decoded.point == ' ' || (decoded.point >= '\t' && decoded.point <= '\r');
    if (const char sign = blank ? ' ' : plain_sign(decoded.point); sign != '\0') {
      append_plain(sign, at, plain);
    } else {
      plain.text.append(text.substr(at, decoded.length));
      plain.origins.insert(plain.origins.end(), decoded.length, at);
    }
    at += decoded.length;
  }
}

}  // namespace concord
