#include "pipeline/chronicle/signatories.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <deque>

#include "corpus/text/fold.h"

namespace concord {
namespace {

std::string_view trim(std::string_view text) {
  static constexpr std::string_view around = " \t\r\n*_#>:;.,-~|";
  const std::size_t begin = text.find_first_not_of(" \t\r\n*_#>|");
  if (begin == std::string_view::npos) return {};
  const std::size_t end = text.find_last_not_of(around);
  return end == std::string_view::npos || end < begin ? std::string_view{} : text.substr(begin, end + 1 - begin);
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view(const re2::StringPiece& text) { return {text.data(), text.size()}; }

const RE2& name_pattern() {
  // Initials, capitalised words, capitals; Cyrillic and Latin with marks; particles between.
  static const RE2 pattern(R"((?:(?:H\. ?E\.|Mr\.|Mrs\.|Ms\.|Dr\.|Prof\.|General|Gen\.|Lt\.|Col\.|Colonel|Major|Ambassador|President|Sheikh|Hajji|Sir)\s+)*)"
                           R"(((?:\p{Lu}{1,2}\p{Ll}?\.[ -]?)*\p{Lu}[\p{L}'’~.-]*(?:\s+(?:(?:\p{Lu}{1,2}\p{Ll}?\.[ -]?)+|(?:al|bin|ibn|de|da|dos|van|von|el|ul|oglu)(?:\s|-)|)\s*\p{Lu}[\p{L}'’~-]*){0,4}))");
  return pattern;
}

/// Words that a name is not made of, though they have capitals.
bool is_office(std::string_view word) {
  static constexpr std::array<std::string_view, 42> words = {"president", "minister", "head",     "chairman", "leader",   "special",  "representative", "secretary", "government", "republic", "united", "nations", "delegation", "the",
                                                             "for",       "islamic",  "state",    "federation", "organization", "ministry", "foreign", "prime",   "deputy",     "first",    "commander", "chief",  "on",         "in",
                                                             "signed",    "witness",  "witnesses", "party",   "parties",  "front",    "movement",       "army",      "commission", "council",  "ambassador", "envoy", "article",    "annex"};
  const std::string folded = fold_term(word);
  return std::find(words.begin(), words.end(), folded) != words.end();
}

/// The name that a line begins with; empty when it begins with none.
std::string_view name_at_begin(std::string_view line) {
  re2::StringPiece rest = piece(line);
  re2::StringPiece name;
  if (!RE2::Consume(&rest, name_pattern(), &name)) return {};
  std::string_view found = trim(view(name));
  for (std::size_t at = 0; at < found.size();) {  // ends before the first word of an office
    const std::size_t end = std::min(found.find(' ', at), found.size());
    if (is_office(found.substr(at, end - at))) return trim(found.substr(0, at));
    at = end + 1;
  }
  return found;
}

/// Words of a whole line that could be nothing but a name: two at least, or initials with one.
bool is_name(std::string_view name) {
  if (name.size() < 4) return false;
  const bool several = name.find(' ') != std::string_view::npos || name.find('.') != std::string_view::npos;
  return several;
}

struct Heading {
  SigningRole role = SigningRole::party;
  std::string capacity;
  bool used = false;  ///< a name stands below it
};

bool starts(std::string_view folded, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return folded.starts_with(word); });
}

/// What a line heads: a party, witnesses, ...; `found` false for none. `rest`: what stands behind its colon.
bool heading_of(std::string_view line, SigningRole now, Heading& heading, std::string_view& rest) {
  const std::string folded = fold_term(trim(line));
  const std::size_t colon = line.find(':');
  heading.capacity = std::string(trim(colon == std::string_view::npos ? line : line.substr(0, colon)));
  rest = colon == std::string_view::npos ? std::string_view{} : trim(line.substr(colon + 1));
  if (folded.find("guarantor") != std::string::npos && starts(folded, {"guarantor", "witness", "for the guarantor"})) heading.role = SigningRole::guarantor;
  else if (starts(folded, {"in the presence of", "witness", "as witness", "en presence de", "testigos", "en presencia", "в присутствии", "temoins"})) heading.role = SigningRole::witness;
  else if (starts(folded, {"observer", "as observer", "observadores", "наблюдател"})) heading.role = SigningRole::observer;
  else if (starts(folded, {"mediator", "for the mediat", "facilitator", "mediateur"})) heading.role = SigningRole::mediator;
  else if (starts(folded, {"from the "})) heading.role = now;
  else if (starts(folded, {"for the ", "for and on behalf", "on behalf of", "for ", "pour le", "pour la", "pour l'", "por el", "por la", "за правительство", "от правительства", "от имени", "за "})) {
    if (starts(folded, {"for the purpose", "for the period"})) return false;
    heading.role = now;
    if (folded.find("united nations") != std::string::npos || folded.find("secretary-general") != std::string::npos) heading.role = now == SigningRole::party ? SigningRole::mediator : now;
  } else {
    return false;
  }
  return true;
}

SigningRole role_of_capacity(std::string_view capacity, SigningRole role) {
  const std::string folded = fold_term(capacity);
  const bool of_council = folded.find("secretary-general") != std::string::npos || folded.find("special representative") != std::string::npos || folded.find("special envoy") != std::string::npos ||
                          folded.find("personal envoy") != std::string::npos;
  return role == SigningRole::party && of_council ? SigningRole::mediator : role;
}

class Reader {
 public:
  Reader(std::string_view block, std::uint32_t offset) : x_block(block), x_offset(offset) {}

  Signing run() {
    for (std::size_t at = 0; at < x_block.size();) {
      const std::size_t end = line_end(at);
      read_columns(x_block.substr(at, end - at));
      at = end + (end < x_block.size() && x_block[end] == '\n' ? 1 : 0);
    }
    close_signed();
    for (Signatory& one : x_signing.signatories) one.role = role_of_capacity(one.capacity, one.role);
    return std::move(x_signing);
  }

 private:
  /// The end of the line, or, in a text that has lost its lines, the place where the next heading begins: ". For the Front: ...".
  [[nodiscard]] std::size_t line_end(std::size_t at) const {
    const std::size_t end = std::min(x_block.find('\n', at), x_block.size());
    constexpr std::size_t longest = 40;
    if (end - at <= longest) return end;
    static constexpr std::array<std::string_view, 14> headings = {"For the ", "On behalf of ", "In the presence of", "Witness", "Guarantor", "Observer", "Mediator", "(Signed", "Pour ", "Por ", "En présence", "Testigos", "За ", "В присутствии"};
    for (std::size_t stop = x_block.find_first_of(".;)", at); stop < end; stop = x_block.find_first_of(".;)", stop + 1)) {
      const std::size_t next = std::min(x_block.find_first_not_of(' ', stop + 1), end);
      const std::string_view rest = x_block.substr(next, end - next);
      if (next > stop + 1 && std::any_of(headings.begin(), headings.end(), [&](std::string_view heading) { return rest.starts_with(heading); })) return next;
    }
    return end;
  }

  /// Columns that stand in one line, with wide gaps between them, are read one after the other.
  void read_columns(std::string_view line) {
    if (x_signed > 1 || line.find("igned") != std::string_view::npos) return read_line(line);  // these tell their halves apart themselves
    for (std::size_t at = 0; at < line.size();) {
      const std::size_t begin = line.find_first_not_of(" \t", at);
      if (begin == std::string_view::npos) return;
      const std::size_t end = std::min({line.find("   ", begin), line.find('\t', begin), line.size()});
      read_line(line.substr(begin, end - begin));
      at = end;
    }
  }

  void read_line(std::string_view line) {
    const std::string_view text = trim(line);
    if (text.empty()) return;
    if (read_done(text)) return;
    if (read_signed(line)) return;
    Heading heading;
    std::string_view rest;
    if (heading_of(line, x_role, heading, rest)) {
      close_signed();
      x_role = heading.role;
      std::erase_if(x_waiting, [](const Heading& one) { return one.used; });
      x_waiting.push_back(heading);
      if (!rest.empty()) read_names(rest);
      return;
    }
    if (x_signed > 0) x_capacity += (x_capacity.empty() ? "" : "\n") + std::string(text);
    else read_names(text);
  }

  bool read_done(std::string_view text) {
    const std::string folded = fold_term(text.substr(0, 12));
    if (!starts(folded, {"done at", "done in", "done this", "signed at", "signed in", "signed on", "fait a", "hecho en", "совершено", "сделано"})) return false;
    if (x_signing.done.empty()) x_signing.done = std::string(text);
    return true;
  }

  /// "(Signed) T. NAZAROV (Signed) A. TURAJONZODAH"
  bool read_signed(std::string_view line) {
    static const RE2 pattern(R"([({\[]\s*[Ss]igned\s*[)}\]]?:?\s*([^({\[\n]*))");
    re2::StringPiece rest = piece(line);
    re2::StringPiece behind;
    bool found = false;
    while (RE2::FindAndConsume(&rest, pattern, &behind)) {
      if (!found) close_signed();
      found = true;
      if (read_signed_for(trim(view(behind)))) continue;
      const std::string_view name = name_at_begin(trim(view(behind)));
      if (name.empty()) continue;
      add(name, x_waiting.empty() ? "" : x_waiting.front().capacity);
      if (!x_waiting.empty()) x_waiting.pop_front();
      ++x_signed;
      std::string_view more = trim(view(behind).substr(static_cast<std::size_t>(name.data() + name.size() - behind.data())));
      more.remove_prefix(std::min(more.find_first_not_of(" ,;"), more.size()));
      if (!more.empty()) x_capacity += (x_capacity.empty() ? "" : "\n") + std::string(more);
    }
    return found;
  }

  /// "(Signed) for the Russian Federation": somebody signed, the text does not say who.
  bool read_signed_for(std::string_view text) {
    if (!starts(fold_term(text.substr(0, 12)), {"for the ", "for ", "on behalf of", "pour le", "pour la", "por el", "por la"})) return false;
    const std::string heading = x_waiting.empty() ? "" : x_waiting.front().capacity + "; ";
    add(text, heading + std::string(text));
    x_signing.signatories.back().name.clear();
    if (!x_waiting.empty()) x_waiting.front().used = true;
    return true;
  }

  void read_names(std::string_view text) {
    const std::string_view name = name_at_begin(text);
    if (!is_name(name)) return;
    // A line that goes on in small letters right behind is a sentence, not a name.
    const auto end = static_cast<std::size_t>(name.data() + name.size() - text.data());
    const std::string_view rest = text.substr(end);
    if (!rest.empty() && rest.find_first_of(",(;-:") == std::string_view::npos && rest.size() > 1) return;
    Heading heading{x_role, {}};
    const auto unused = std::find_if(x_waiting.begin(), x_waiting.end(), [](const Heading& one) { return !one.used; });
    if (unused != x_waiting.end()) {
      unused->used = true;
      heading = *unused;
    } else if (!x_waiting.empty()) {
      heading = x_waiting.back();
    }
    std::string capacity = heading.capacity;
    const std::string_view office = trim(rest.empty() ? rest : rest.substr(rest.find_first_not_of(" ,;:-(") == std::string_view::npos ? rest.size() : rest.find_first_not_of(" ,;:-(")));
    if (!office.empty()) capacity += (capacity.empty() ? "" : "; ") + std::string(office);
    add(name, capacity);
    x_signing.signatories.back().role = heading.role;
  }

  void add(std::string_view name, std::string_view capacity) {
    const auto begin = x_offset + static_cast<std::uint32_t>(name.data() - x_block.data());
    x_signing.signatories.push_back({std::string(name), std::string(capacity), x_role, {begin, begin + static_cast<std::uint32_t>(name.size())}});
  }

  /// The lines below "(Signed)" are the capacities of those who signed: of one all, of two each half of every line.
  void close_signed() {
    auto& all = x_signing.signatories;
    if (x_signed == 1) set_capacity(all.back(), x_capacity);
    if (x_signed == 2) {
      std::array<std::string, 2> halves;
      std::string_view rest = x_capacity;
      while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        split(rest.substr(0, end), halves);
        rest.remove_prefix(std::min(end + 1, rest.size()));
      }
      set_capacity(all[all.size() - 2], halves[0]);
      set_capacity(all[all.size() - 1], halves[1]);
    }
    x_signed = 0;
    x_capacity.clear();
  }

  /// "Head of the delegation of Head of the delegation": at the word that begins it again; else both get the line.
  static void split(std::string_view line, std::array<std::string, 2>& halves) {
    const std::string_view first = line.substr(0, line.find(' '));
    std::size_t again = first.size() > 3 ? line.find(first, first.size()) : std::string_view::npos;
    for (const std::string_view party : {" of the United", " the United", " United"}) {
      if (again == std::string_view::npos && line.find(party) != 0 && line.find(party) != std::string_view::npos) again = line.find(party) + 1;
    }
    const auto put = [](std::string& half, std::string_view text) { half += (half.empty() || text.empty() ? "" : " ") + std::string(trim(text)); };
    if (again == std::string_view::npos) {
      put(halves[0], line);
      return;
    }
    put(halves[0], line.substr(0, again));
    put(halves[1], line.substr(again));
  }

  static void set_capacity(Signatory& signatory, std::string text) {
    std::replace(text.begin(), text.end(), '\n', ' ');
    if (text.empty()) return;
    signatory.capacity += (signatory.capacity.empty() ? "" : "; ") + text;
  }

  std::string_view x_block;
  std::uint32_t x_offset;
  Signing x_signing;
  std::deque<Heading> x_waiting;
  SigningRole x_role = SigningRole::party;
  std::size_t x_signed = 0;  // names of the last "(Signed)" line that wait for their capacities
  std::string x_capacity;
};

}  // namespace

std::string_view name(SigningRole role) {
  static constexpr std::array<std::string_view, 5> names = {"party", "witness", "guarantor", "observer", "mediator"};
  return names[static_cast<std::size_t>(role)];
}

Signing read_signing(std::string_view block, std::uint32_t offset) { return Reader(block, offset).run(); }

Signing read_signing(const Document& document) {
  for (const Division& division : document.divisions) {
    if (division.kind == DivisionKind::signatures) return read_signing(document.text_of(division.span), division.span.begin);
  }
  return {};
}

}  // namespace concord
