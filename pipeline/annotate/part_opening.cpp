#include "pipeline/annotate/part_opening.h"

#include <algorithm>
#include <array>
#include <utility>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

char lowered(char c) { return is_ascii_upper(c) ? static_cast<char>(c + 32) : c; }

/// ASCII letters without regard to case; other bytes as they are.
bool starts_with_word(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (lowered(text[i]) != lowered(word[i])) return false;
  }
  return true;
}

std::string_view line_of(std::string_view text) { return text.substr(0, text.find('\n')); }

std::size_t past_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && is_ascii_blank(text[at])) ++at;
  return at;
}

/// 5, V, 5 bis; how long it is and what number.
std::size_t label_at(std::string_view text, std::size_t at, std::string& label, int& number) {
  std::size_t end = at;
  number = 0;
  while (end < text.size() && is_ascii_digit(text[end]) && end - at < 3) number = number * 10 + (text[end++] - '0');
  if (end == at) {
    static constexpr std::string_view letters = "IVXLC";
    while (end < text.size() && letters.find(text[end]) != std::string_view::npos && end - at < 7) ++end;
    int last = 0;
    for (std::size_t i = end; i > at; --i) {
      const int value = std::array<int, 5>{1, 5, 10, 50, 100}[letters.find(text[i - 1])];
      number += value < last ? -value : value;
      last = std::max(last, value);
    }
  }
  if (end == at || (end < text.size() && (is_ascii_lower(text[end]) || is_ascii_upper(text[end]) || is_ascii_digit(text[end])))) return at;
  label.assign(text.substr(at, end - at));
  for (const std::string_view more : {" bis", " ter"}) {
    if (text.substr(end).starts_with(more) && (end + 4 == text.size() || !is_ascii_lower(text[end + 4]))) {
      label += more;
      end += more.size();
    }
  }
  return end;
}

/// Whether what stands behind a label makes it a heading: nothing, a sign, or a title; not "of the Charter", ", paragraph 2".
bool heads(std::string_view rest, bool& certain) {
  const std::size_t blank = rest.find_first_not_of(" \t");
  certain = blank == std::string_view::npos || rest[blank] == '\n' || rest[blank] == '\r';
  if (certain) return true;
  const char c = rest[blank];
  if (c == '.' || c == ':' || c == '-' || c == '(' || c == '\xE2') {
    certain = true;
    return c != '(' || rest.size() < blank + 3 || !is_ascii_digit(rest[blank + 1]);
  }
  return blank > 0 && (is_ascii_upper(c) || static_cast<unsigned char>(c) >= 0xC3);
}

/// How long the word is that a scan has made of "Article": Artic1e, Articie, Artide; 0 when it is another.
std::size_t misread_article(std::string_view text) {
  std::string skeleton;
  std::size_t end = 0;
  for (; end < text.size() && end < 8 && !is_ascii_blank(text[end]); ++end) {
    const char c = lowered(text[end]);
    skeleton += c == '1' || c == '|' || c == 'i' ? 'l' : c;
  }
  return is_ascii_upper(text[0]) && (skeleton == "artlcle" || skeleton == "artlde") ? end : 0;
}

/// "Article l": the figure that a scan read as a letter.
std::size_t misread_one(std::string_view text, std::size_t at) {
  const bool one = at < text.size() && (text[at] == 'l' || text[at] == '|');
  return one && (at + 1 == text.size() || text[at + 1] == '\n' || text[at + 1] == '\r' || text[at + 1] == '.') ? at + 1 : at;
}

PartOpening misread_part(std::string_view text) {
  const PartOpening none{DivisionKind::page, {}, 0, false};
  PartOpening opening{DivisionKind::article, {}, 0, false};
  const std::size_t word = text.empty() ? 0 : misread_article(text);
  if (word == 0) return none;
  const std::size_t blank = past_blanks(text, word);
  std::size_t end = label_at(text, blank, opening.label, opening.number);
  if (end == blank) {
    end = misread_one(text, blank);
    opening.label = "1";
    opening.number = 1;
  }
  return end == blank || blank == word || !heads(text.substr(end), opening.certain) ? none : opening;
}

PartOpening named_part(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, DivisionKind>, 20> names = {{{"article", DivisionKind::article},
                                                                                       {"art.", DivisionKind::article},
                                                                                       {"artículo", DivisionKind::article},
                                                                                       {"artikel", DivisionKind::article},
                                                                                       {"Статья", DivisionKind::article},
                                                                                       {"СТАТЬЯ", DivisionKind::article},
                                                                                       {"Моддаи", DivisionKind::article},
                                                                                       {"chapter", DivisionKind::section},
                                                                                       {"section", DivisionKind::section},
                                                                                       {"part", DivisionKind::section},
                                                                                       {"chapitre", DivisionKind::section},
                                                                                       {"capítulo", DivisionKind::section},
                                                                                       {"Глава", DivisionKind::section},
                                                                                       {"Раздел", DivisionKind::section},
                                                                                       {"annex", DivisionKind::annex},
                                                                                       {"appendix", DivisionKind::annex},
                                                                                       {"enclosure", DivisionKind::annex},
                                                                                       {"annexe", DivisionKind::annex},
                                                                                       {"anexo", DivisionKind::annex},
                                                                                       {"Приложение", DivisionKind::annex}}};
  for (const auto& [word, kind] : names) {
    if (!starts_with_word(text, word)) continue;
    const bool capital = is_ascii_upper(text[0]) || static_cast<unsigned char>(text[0]) >= 0x80;
    PartOpening opening{kind, {}, 0, false};
    const std::size_t blank = past_blanks(text, word.size());
    std::size_t end = label_at(text, blank, opening.label, opening.number);
    static constexpr std::array<std::string_view, 4> firsts = {"premier", "primero", "one", "first"};
    for (const std::string_view first : firsts) {
      if (end != blank || blank == word.size() || !starts_with_word(text.substr(blank), first)) continue;
      opening.label = "1";
      opening.number = 1;
      end = blank + first.size();
    }
    if (!capital) break;
    if (end == blank && kind == DivisionKind::article && misread_one(text, blank) > blank) return misread_part(text);
    if (end == blank) {
      // "Annex" alone on its line.
      const std::string_view line = line_of(text);
      const bool alone = line.find_last_not_of(" \t\r:") + 1 == word.size();
      if (kind != DivisionKind::annex || !alone) continue;
      opening.certain = true;
      return opening;
    }
    if (blank == word.size() && word != "art.") continue;
    if (!heads(text.substr(end), opening.certain)) break;
    return opening;
  }
  return {DivisionKind::page, {}, 0, false};
}

/// "12. The", "12.\nThe", "2.3 The", "(12) The"; "II. ACTIVITIES".
PartOpening numbered_part(std::string_view text) {
  const PartOpening none{DivisionKind::page, {}, 0, false};
  PartOpening opening;
  const bool bracket = !text.empty() && text[0] == '(';
  const std::size_t from = bracket ? 1 : 0;
  std::size_t end = label_at(text, from, opening.label, opening.number);
  if (end == from || end >= text.size() || opening.number == 0 || opening.label.find(' ') != std::string::npos) return none;
  const bool digits = is_ascii_digit(text[from]);
  if (bracket) {
    if (!digits || text[end] != ')') return none;
    ++end;
  } else {
    if (text[end] != '.' && !(digits && text[end] == ')')) return none;
    ++end;
    // 2.3 and 2.3.1
    for (int level = 0; level < 2 && digits && end < text.size() && is_ascii_digit(text[end]); ++level) {
      std::size_t more = end;
      while (more < text.size() && is_ascii_digit(text[more])) ++more;
      if (more - end > 2) return none;
      opening.label += "." + std::string(text.substr(end, more - end));
      end = more;
      if (end < text.size() && text[end] == '.') ++end;
    }
  }
  if (end >= text.size() || !is_ascii_blank(text[end])) return none;
  const std::size_t next = past_blanks(text, end);
  if (next >= text.size()) return none;
  if (digits) {
    // A paragraph goes on with a word: not "12. 5 per cent"; months would make it a date.
    if (is_ascii_digit(text[next])) return none;
    opening.certain = !bracket;
    return opening;
  }
  const std::string_view line = line_of(text.substr(next));
  if (line.size() > 110 || !is_ascii_upper(text[next]) || line.ends_with('.')) return none;
  opening.kind = DivisionKind::section;
  opening.certain = true;
  return opening;
}

}  // namespace

PartOpening read_opening(std::string_view text) {
  // Marks of Markdown and quotes before a heading.
  while (!text.empty() && (text[0] == '#' || text[0] == '*' || text[0] == ' ' || text[0] == '_')) text.remove_prefix(1);
  if (text.size() < 2) return {DivisionKind::page, {}, 0, false};
  if (is_ascii_digit(text[0]) || text[0] == '(') return numbered_part(text);
  PartOpening opening = named_part(text);
  if (opening.kind == DivisionKind::page) {
    if (const PartOpening misread = misread_part(text); misread.kind != DivisionKind::page) return misread;
  }
  if (opening.kind == DivisionKind::page && is_ascii_upper(text[0])) opening = numbered_part(text);
  return opening;
}

std::size_t article_inside(std::string_view text, std::size_t from) {
  for (std::size_t at = from + 2; at + 8 < text.size(); ++at) {
    const bool letter = is_ascii_upper(text[at]) || static_cast<unsigned char>(text[at]) == 0xD0;
    if (!letter || !is_ascii_blank(text[at - 1])) continue;
    const std::size_t before = text.find_last_not_of(" \t\r\n", at - 1);
    if (before == std::string_view::npos || std::string_view(":;.)").find(text[before]) == std::string_view::npos) continue;
    if (named_part(text.substr(at, 200)).kind == DivisionKind::article) return at;
  }
  return std::string_view::npos;
}

/// The same in a text without lines: where a sentence says that the text is done.
static std::uint32_t done_inside(std::string_view text, std::uint32_t from) {
  static constexpr std::array<std::string_view, 9> openers = {". Done at ", ". Done in ", ". Signed at ", ". Signed in ", " (Signed", " IN WITNESS WHEREOF", ". Fait à ", ". Hecho en ", ". Совершено "};
  auto first = static_cast<std::uint32_t>(text.size());
  for (const std::string_view opener : openers) {
    const std::size_t at = text.find(opener, from);
    if (at == std::string_view::npos) continue;
    const auto begin = static_cast<std::uint32_t>(at + (opener[0] == '.' ? 2 : 1));
    first = std::min(first, begin);
  }
  return first;
}

std::uint32_t signatures_begin(std::string_view text, std::uint32_t from) {
  static constexpr std::array<std::string_view, 30> openers = {"(signed", "{signed", "[signed", "signed at ", "signed in ", "signed on ", "signed by", "done at ", "done in ", "done this", "for the ", "for and on behalf", "on behalf of ",
                                                               "in the presence of", "in witness whereof", "witnesses", "witnessed by", "in faith whereof", "fait à ", "hecho en ", "pour le ", "pour la ", "por el ", "signatures", "signatories",
                                                               "the undersigned", "Подписа", "За Правительство", "Совершено", "Сделано"};
  for (std::size_t at = from; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    while (!line.empty() && (is_ascii_blank(line[0]) || line[0] == '*' || line[0] == '#' || line[0] == '_' || line[0] == '>')) line.remove_prefix(1);
    for (const std::string_view opener : openers) {
      if (!starts_with_word(line, opener)) continue;
      // "For the purposes of this article, ..." is a provision: a line of signatures is short and is no sentence.
      const bool party = opener == "for the " || opener == "on behalf of " || opener == "pour le " || opener == "pour la " || opener == "por el ";
      const std::size_t last = line.find_last_not_of(" \t\r");
      const bool sentence = line.size() > 100 || (last != std::string_view::npos && (line[last] == '.' || line[last] == ';' || line[last] == ',')) || starts_with_word(line, "for the purpose") ||
                            starts_with_word(line, "for the period") || starts_with_word(line, "for the time") || starts_with_word(line, "for the implementation");
      if (party && (sentence || end == text.size())) continue;
      if (opener == "witnesses" && sentence) continue;
      return static_cast<std::uint32_t>(at);
    }
    at = end + 1;
  }
  return done_inside(text, from);
}

}  // namespace concord
