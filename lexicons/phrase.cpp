#include "lexicons/phrase.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"

namespace concord {
namespace {

// What a character is to the splitter. Of the characters beyond ASCII only separators and scripts without blanks are
// told apart; everything else there is a letter (or a mark of one).
enum class Sign : std::uint8_t { letter, dot, single, other };

bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC || c == '`'; }

bool stands_alone(char32_t c) {  // scripts written without blanks: each character is a piece
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x2E80 && c <= 0x2FFF) || (c >= 0x3005 && c <= 0x9FFF && c != 0x3008) || (c >= 0xF900 && c <= 0xFAFF) ||
         (c >= 0x20000 && c <= 0x3FFFF);
}

bool is_foreign_punctuation(char32_t c) {
  return (c >= 0x80 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA && c != 0xAD) || c == 0xD7 || c == 0xF7 ||
         (c >= 0x2000 && c <= 0x200B) || (c >= 0x2010 && c <= 0x2027) || (c >= 0x2028 && c <= 0x205F) ||
         (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0x060C ||
         c == 0x061B || c == 0x061F || c == 0x066A || c == 0x066D || c == 0x06D4 || c == 0x0589 || c == 0x05BE ||
         c == 0x058A || (c >= 0xFF01 && c <= 0xFF0F) || (c >= 0xFF1A && c <= 0xFF20) || c == 0xFFFD;
}

Sign sign_of(char32_t c) {
  if (c < 0x80) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return letter ? Sign::letter : c == '.' ? Sign::dot : Sign::other;
  }
  if (is_apostrophe(c)) return Sign::other;
  if (stands_alone(c)) return Sign::single;
  return is_foreign_punctuation(c) ? Sign::other : Sign::letter;
}

std::uint32_t narrow(std::size_t size) { return static_cast<std::uint32_t>(size); }

// Cuts one run of letters and dots: "u.n" stays whole when every part is one character, else dots cut.
void split_dotted(std::string_view word, std::uint32_t begin, std::uint32_t end, std::vector<PieceSpan>& pieces) {
  std::vector<PieceSpan> parts;
  bool singles = true;
  for (std::uint32_t at = begin; at < end;) {
    std::uint32_t stop = at;
    std::uint32_t characters = 0;
    while (stop < end && word[stop] != '.') {
      stop += decode_utf8(word, stop).length;
      ++characters;
    }
    if (stop > at) parts.push_back({at, stop, false});
    singles = singles && characters <= 1;
    at = stop + 1;
  }
  if (parts.size() > 1 && singles) {
    pieces.push_back({parts.front().begin, parts.back().end, true});
  } else {
    pieces.insert(pieces.end(), parts.begin(), parts.end());
  }
}

// Takes dots off the edges, then cuts at dots.
void close_run(std::string_view word, std::uint32_t begin, std::uint32_t end, bool dots, std::vector<PieceSpan>& pieces) {
  while (begin < end && word[begin] == '.') ++begin;
  while (begin < end && word[end - 1] == '.') --end;
  if (begin >= end) return;
  dots ? split_dotted(word, begin, end, pieces) : pieces.push_back({begin, end, false});
}

}  // namespace

void split_pieces(std::string_view word, std::vector<PieceSpan>& pieces) {
  std::uint32_t begin = 0;
  bool dots = false;
  const std::uint32_t size = narrow(word.size());
  for (std::uint32_t at = 0; at <= size;) {
    const Decoded decoded = at < size ? decode_utf8(word, at) : Decoded{' ', 1, true};
    const Sign sign = sign_of(decoded.point);
    if (sign == Sign::other || sign == Sign::single) {
      if (begin < at) close_run(word, begin, at, dots, pieces);
      if (sign == Sign::single) pieces.push_back({at, at + decoded.length, false});
      begin = at + decoded.length;
      dots = false;
    }
    dots = dots || sign == Sign::dot;
    at += decoded.length;
  }
}

std::string piece_text(std::string_view word, const PieceSpan& piece) {
  std::string text(word.substr(piece.begin, piece.end - piece.begin));
  if (piece.dotted) std::erase(text, '.');
  return text;
}

bool is_possessive(std::string_view word, const PieceSpan& piece) {
  if (piece.end - piece.begin != 1 || (word[piece.begin] | 0x20) != 's' || piece.end != word.size() || piece.begin == 0) return false;
  return is_apostrophe(decode_utf8_before(word, piece.begin).point);
}

std::vector<std::string> pieces_of(std::string_view text) {
  std::vector<PieceSpan> spans;
  split_pieces(text, spans);
  std::vector<std::string> pieces;
  pieces.reserve(spans.size());
  for (const PieceSpan& span : spans) pieces.push_back(piece_text(text, span));
  return pieces;
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> english_number_forms(std::string_view word) {
  std::vector<std::string> forms = {std::string(word)};
  const auto ends = [&](std::string_view tail) { return word.size() > tail.size() + 1 && word.ends_with(tail); };
  const auto with = [&](std::size_t cut, std::string_view tail) {
    std::string form = std::string(word.substr(0, word.size() - cut)) + std::string(tail);
    if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(std::move(form));
  };
  const auto vowel = [](char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; };
  if (ends("men")) return with(3, "man"), forms;
  if (ends("people")) return with(6, "person"), forms;
  if (ends("ies")) return with(3, "y"), forms;
  if (ends("ches") || ends("shes") || ends("sses") || ends("xes")) return with(2, ""), forms;
  if (ends("s") && !ends("ss") && !ends("us") && !ends("is")) return with(1, ""), forms;
  if (ends("man")) with(3, "men");
  if (ends("person")) with(6, "people");
  if (ends("y") && !vowel(word[word.size() - 2])) return with(1, "ies"), forms;
  if (ends("s") || ends("x") || ends("z") || ends("ch") || ends("sh")) return with(0, "es"), forms;
  with(0, "s");
  return forms;
}

namespace {

// A word of a phrase: steps that belong together, each with the surface it came from.
struct Form {
  std::vector<PhrasePath::Step> steps;
  std::string surface;
};

Error bad_phrase(std::string message, std::string remedy) {
  return Error{ErrorCode::configuration, {}, std::move(message), std::move(remedy)};
}

// Prefixes that English writes with a hyphen, a blank or neither.
constexpr std::array<std::string_view, 12> joining_prefixes = {"inter", "intra", "anti", "post", "multi", "semi",
                                                               "non",   "co",    "pre",  "sub",  "trans", "re"};
constexpr std::size_t splitting_prefixes = 6;  // of these, the ones a joined word is also looked for in two

bool is_joining_prefix(std::string_view piece) {
  return std::find(joining_prefixes.begin(), joining_prefixes.end(), piece) != joining_prefixes.end();
}

// '*' is no sign of the splitter: it stands as a private-use letter while a word is cut.
constexpr std::string_view star_stand_in = "\xEE\x80\x80";  // U+E000

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, from.size()) == from) {
      out += to;
      at += from.size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

PhrasePath::Step step_of(std::string_view surface) {
  std::string folded = replaced(fold_term(surface), star_stand_in, "*");
  const bool glob = folded.find('*') != std::string::npos;
  return {glob ? PhrasePath::Kind::glob : PhrasePath::Kind::literal, std::move(folded)};
}

// "inter-Tajik" -> [inter][tajik] and [intertajik]; "intertajik" -> also [inter][tajik].
std::vector<Form> forms_of_word(std::string_view word) {
  const std::string text = replaced(word, "*", star_stand_in);
  std::vector<PieceSpan> spans;
  split_pieces(text, spans);
  if (spans.empty()) return {};
  std::vector<std::string> pieces;
  Form apart;
  std::string joined;
  const bool alone = stands_alone(decode_utf8(text, spans.front().begin).point);
  for (const PieceSpan& span : spans) {
    pieces.push_back(piece_text(text, span));
    if (alone && pieces.back() == star_stand_in) {  // there every character is a piece: nothing is begun
      pieces.pop_back();
      continue;
    }
    apart.steps.push_back(step_of(pieces.back()));
    joined += pieces.back();
    if (!is_possessive(text, span)) apart.surface += replaced(pieces.back(), star_stand_in, "*");
  }
  std::vector<Form> forms = {apart};
  const bool hyphened = pieces.size() > 1 && !alone &&
                        word.find_first_of("/,()&") == std::string_view::npos;
  if (hyphened) forms.push_back({{step_of(joined)}, apart.surface});
  const bool bare_star = std::find(pieces.begin(), pieces.end(), star_stand_in) != pieces.end();
  if (bare_star && hyphened) forms.erase(forms.begin());  // "non-*": any piece there is only found joined, as "non*"
  if (pieces.size() > 1) return forms;
  const PhrasePath::Step& only = apart.steps.front();
  for (std::size_t i = 0; i < splitting_prefixes && only.kind == PhrasePath::Kind::literal; ++i) {
    const std::string_view prefix = joining_prefixes[i];
    if (only.text.starts_with(prefix) && only.text.size() >= prefix.size() + 4) {
      forms.push_back({{{PhrasePath::Kind::literal, std::string(prefix)},
                        {PhrasePath::Kind::literal, only.text.substr(prefix.size())}},
                       apart.surface});
    }
  }
  return forms;
}

std::vector<std::string_view> split(std::string_view text, std::string_view at) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of(at, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

void add_number_forms(std::vector<Form>& forms) {
  const std::size_t written = forms.size();
  for (std::size_t i = 0; i < written; ++i) {
    const PhrasePath::Step last = forms[i].steps.back();
    if (last.kind != PhrasePath::Kind::literal) continue;
    for (const std::string& form : english_number_forms(last.text)) {
      if (form == last.text) continue;
      Form other = forms[i];
      other.steps.back().text = form;
      // The surface changes with it: the part of the word that both forms share keeps its case.
      std::size_t shared = 0;
      while (shared < form.size() && shared < last.text.size() && form[shared] == last.text[shared]) ++shared;
      if (other.surface.size() >= last.text.size()) {
        other.surface = other.surface.substr(0, other.surface.size() - (last.text.size() - shared)) + form.substr(shared);
      }
      forms.push_back(std::move(other));
    }
  }
}

// A phrase while it is read: the paths so far, each extended by every form of the next word.
class Expansion {
 public:
  Status add_word(std::string_view word, bool last, Plural plural) {
    std::vector<Form> forms;
    for (const std::string_view alternative : split(word, "|")) {
      std::vector<Form> some = forms_of_word(alternative);
      if (some.empty()) {
        return bad_phrase("empty alternative in '" + std::string(word) + "'", "write words on both sides of '|'");
      }
      for (const Form& form : some) {
        for (const PhrasePath::Step& step : form.steps) {
          if (step.kind == PhrasePath::Kind::glob && step.text.find_first_not_of("*'") == std::string::npos) {
            return bad_phrase("a wildcard without a letter in '" + std::string(word) + "'",
                              "write '*' alone for a whole token, or letters beside it ('front*')");
          }
        }
      }
      forms.insert(forms.end(), some.begin(), some.end());
    }
    if (last && plural == Plural::english) add_number_forms(forms);
    return multiply(forms, true);
  }

  Status add_gap(bool several) {
    std::vector<Form> forms;
    const std::size_t most = several ? 3 : 1;
    for (std::size_t count = several ? 0 : 1; count <= most; ++count) {
      Form form;
      form.steps.assign(count, {PhrasePath::Kind::any_token, {}});
      form.surface.assign(count > 0 ? 1 : 0, '*');
      forms.push_back(std::move(form));
    }
    return multiply(forms, false);
  }

  std::vector<PhrasePath> take() {
    // Forms of different words can coincide ("inter tajik" joined and split): each path once, in the order found.
    std::vector<PhrasePath> distinct;
    for (PhrasePath& path : x_paths) {
      if (x_paths.size() <= 64) {
        if (std::find(distinct.begin(), distinct.end(), path) != distinct.end()) continue;
      }
      distinct.push_back(std::move(path));
    }
    return distinct;
  }

 private:
  Status multiply(const std::vector<Form>& forms, bool words) {
    if (x_paths.size() * forms.size() > max_phrase_paths) {
      return bad_phrase("alternatives and gaps multiply to more than " + std::to_string(max_phrase_paths) + " readings",
                        "split the phrase into several");
    }
    std::vector<PhrasePath> grown;
    for (const PhrasePath& path : x_paths) {
      for (const Form& form : forms) {
        PhrasePath next = path;
        next.steps.insert(next.steps.end(), form.steps.begin(), form.steps.end());
        next.surface += form.surface;
        grown.push_back(std::move(next));
        if (words && path.steps.size() == 1) add_joined(path, form, grown);
      }
    }
    x_paths = std::move(grown);
    return {};
  }

  // "inter Tajik": also [intertajik].
  static void add_joined(const PhrasePath& path, const Form& form, std::vector<PhrasePath>& grown) {
    const PhrasePath::Step& prefix = path.steps.front();
    const PhrasePath::Step& rest = form.steps.front();
    if (prefix.kind != PhrasePath::Kind::literal || rest.kind != PhrasePath::Kind::literal) return;
    if (!is_joining_prefix(prefix.text)) return;
    PhrasePath joined{{{PhrasePath::Kind::literal, prefix.text + rest.text}}, path.surface + form.surface};
    joined.steps.insert(joined.steps.end(), form.steps.begin() + 1, form.steps.end());
    grown.push_back(std::move(joined));
  }

  std::vector<PhrasePath> x_paths = {PhrasePath{}};
};

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (const std::string_view word : split(text, " \t\n\r\f\v")) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// Signs that the text may have between the words of a match only when the phrase has them, too.
bool has_punctuation(std::string_view text) { return text.find_first_of(",;:()[]&+/!?") != std::string_view::npos; }

bool only_signs(std::string_view word) {
  return word.find('*') == std::string_view::npos && word.find('|') == std::string_view::npos && pieces_of(word).empty();
}

}  // namespace

Result<Phrase> parse_phrase(std::string_view text, Plural plural) {
  if (const std::size_t bad = first_ill_formed(text); bad < text.size()) {
    return bad_phrase("ill-formed UTF-8 at byte " + std::to_string(bad), "save the file as UTF-8");
  }
  std::vector<std::string_view> words = words_of(text);
  std::erase_if(words, only_signs);  // "Law & Order", "Government - UTO": the sign is no word
  if (words.empty()) return bad_phrase("nothing to look for in '" + std::string(text) + "'", "write at least one word, or delete the line");
  const auto is_gap = [](std::string_view word) { return word == "*" || word == "**"; };
  if (is_gap(words.front()) || is_gap(words.back())) {
    return bad_phrase("'" + std::string(text) + "' begins or ends with a wildcard token",
                      "begin and end with a word; what may stand around it needs no wildcard");
  }
  Expansion expansion;
  Phrase phrase;
  phrase.punctuated = has_punctuation(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool gap = is_gap(words[i]);
    phrase.punctuated = phrase.punctuated || gap;
    phrase.literal = phrase.literal && words[i].find_first_of("*|") == std::string_view::npos;
    const Status added = gap ? expansion.add_gap(words[i] == "**") : expansion.add_word(words[i], i + 1 == words.size(), plural);
    if (!added) return added.error();
  }
  phrase.paths = expansion.take();
  return phrase;
}

}  // namespace concord
