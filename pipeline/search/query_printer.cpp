#include "pipeline/search/query_printer.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

namespace concord {
namespace {

/// How tightly a form binds: what stands inside a tighter one needs brackets.
enum class Level { region, any_of, all_of, negation, near, primary };

template <class Form>
Level level_of(const Form&) { return Level::primary; }
Level level_of(const And&) { return Level::all_of; }
Level level_of(const Or&) { return Level::any_of; }
Level level_of(const Not&) { return Level::negation; }
Level level_of(const Near&) { return Level::near; }
Level level_of(const Enclosed&) { return Level::region; }

bool needs_quotes(std::string_view value) {
  return value.empty() || value.find_first_of(" \t\n\r\v\f()[]\"\\") != std::string_view::npos ||
         value.find("..") != std::string_view::npos || value.find("\xC2\xA0") != std::string_view::npos ||
         value.find("\u201C") != std::string_view::npos || value.find("\u201D") != std::string_view::npos ||
         value.find("\u201E") != std::string_view::npos || value.find("\u00AB") != std::string_view::npos ||
         value.find("\u00BB") != std::string_view::npos;
}

std::string in_quotes(std::string_view value) {
  std::string quoted = "\"";
  for (const char c : value) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

std::string value_text(std::string_view value) { return needs_quotes(value) ? in_quotes(value) : std::string(value); }

std::string regex_text(std::string_view pattern) {
  std::string text = "/";
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '/') text += '\\';
    text += pattern[i];
    if (pattern[i] == '\\' && i + 1 < pattern.size()) text += pattern[++i];
  }
  return text + '/';
}

std::string gap_text(Gap gap) {
  if (gap.max == 0) return " ";
  if (gap.min == gap.max) {
    std::string stars = " ";
    for (std::uint32_t i = 0; i < gap.min; ++i) stars += "* ";
    return stars;
  }
  return gap.min == 0 ? fmt::format(" ~{} ", gap.max) : fmt::format(" ~{}..{} ", gap.min, gap.max);
}

std::string print(const Query& query, Level outer);

std::string print_form(const AllDocuments&) { return "*"; }
std::string print_form(const WordTest& word) {
  switch (word.form) {
    case WordForm::plain:
    case WordForm::wildcard: return word.text;
    case WordForm::exact: return "=" + word.text;
    case WordForm::fuzzy: return fmt::format("{}~{}", word.text, word.edits);
    case WordForm::regex: return regex_text(word.text);
    case WordForm::stem: return "stem:" + word.text;
  }
  return {};
}
std::string print_form(const FieldTest& test) { return fmt::format("{}:{}", test.name, value_text(test.value)); }
std::string print_form(const RangeTest& test) { return fmt::format("{}:{}..{}", test.name, test.from, test.to); }

/// Whether a sequence's item can stand inside quotes as it is.
bool is_plain_item(const Query& item) {
  const auto* word = std::get_if<WordTest>(&item.form);
  if (word == nullptr || word->form == WordForm::regex || word->form == WordForm::stem) return false;
  return word->form != WordForm::wildcard || !word->text.ends_with('?');  // in quotes a final ? is punctuation
}

std::string alternatives(const Query& item);

/// What stands inside [ ]: phrases in one pair of quotes, since brackets stand in brackets only inside quotes.
std::string alternative(const Query& part) {
  const auto* sequence = std::get_if<Sequence>(&part.form);
  if (sequence == nullptr) return print(part, Level::all_of);
  std::string text = "\"";
  for (std::size_t i = 0; i < sequence->items.size(); ++i) {
    const Query& item = sequence->items[i];
    if (i > 0) text += gap_text(sequence->gaps[i - 1]);
    text += is_plain_item(item) ? print(item, Level::region) : "[" + alternatives(item) + "]";
  }
  return text + '"';
}

std::string alternatives(const Query& item) {
  const auto* any = std::get_if<Or>(&item.form);
  if (any == nullptr) return alternative(item);
  std::string text;
  for (const Query& part : any->parts) text += (text.empty() ? "" : " OR ") + alternative(part);
  return text;
}

std::string print_form(const Sequence& sequence) {
  std::string text;
  bool quoted = false;
  for (std::size_t i = 0; i < sequence.items.size(); ++i) {
    const bool plain = is_plain_item(sequence.items[i]);
    const std::string gap = i == 0 ? "" : gap_text(sequence.gaps[i - 1]);
    if (quoted && !plain) text += '"';
    text += gap;
    if (plain && !quoted) text += '"';
    quoted = plain;
    text += plain ? print(sequence.items[i], Level::region) : "[" + alternatives(sequence.items[i]) + "]";
  }
  return quoted ? text + '"' : text;
}

std::string join(const std::vector<Query>& parts, std::string_view between, Level level) {
  std::string text;
  for (const Query& part : parts) {
    if (!text.empty()) text += between;
    text += print(part, level);
  }
  return text;
}

std::string print_form(const And& all) { return join(all.parts, " AND ", Level::negation); }
std::string print_form(const Or& any) { return join(any.parts, " OR ", Level::all_of); }
std::string print_form(const Not& none) { return "NOT " + print(none.part.front(), Level::negation); }
std::string print_form(const Near& near) {
  return fmt::format("{} {}/{} {}", print(near.parts[0], Level::near), near.ordered ? "BEFORE" : "NEAR", near.distance,
                     print(near.parts[1], Level::primary));
}
std::string print_form(const Enclosed& within) {
  std::string region = within.unit;
  if (region.empty()) {
    region = print(within.parts[1], Level::primary);
    if (std::holds_alternative<WordTest>(within.parts[1].form)) region = "(" + region + ")";
  }
  return fmt::format("{} {} {}", print(within.parts[0], Level::primary), within.outside ? "NOT IN" : "IN", region);
}

std::string print(const Query& query, Level outer) {
  return std::visit(
      [outer](const auto& form) {
        const std::string text = print_form(form);
        return level_of(form) < outer ? "(" + text + ")" : text;
      },
      query.form);
}

// --- Plain English -----------------------------------------------------------------------------------------------------

std::string explain(const Query& query);

std::string curly(std::string_view text) { return fmt::format("“{}”", text); }

std::string explain_form(const AllDocuments&) { return "anything"; }
std::string explain_form(const WordTest& word) {
  switch (word.form) {
    case WordForm::plain: return curly(word.text);
    case WordForm::exact: return curly(word.text) + " in exactly this spelling";
    case WordForm::wildcard: return "a word like " + curly(word.text);
    case WordForm::fuzzy: return fmt::format("a word at most {} letter{} from {}", word.edits, word.edits == 1 ? "" : "s", curly(word.text));
    case WordForm::regex: return "a word of the pattern " + regex_text(word.text);
    case WordForm::stem: return "any form of " + curly(word.text);
  }
  return {};
}
std::string explain_form(const FieldTest& test) {
  std::string_view value = test.value;
  std::string polarity;
  if (value.ends_with("!neg")) {
    value.remove_suffix(4);
    polarity = ", negated";
  } else if (value.ends_with("!pos")) {
    value.remove_suffix(4);
    polarity = ", not negated";
  }
  if (value == "*") return fmt::format("any {}{}", test.name, polarity);
  if (value.ends_with('+')) {
    value.remove_suffix(1);
    polarity = ", with all below it" + polarity;
  }
  return fmt::format("{} {}{}", test.name, curly(value), polarity);
}
std::string explain_form(const RangeTest& test) {
  if (test.to.empty()) return fmt::format("{} {} or later", test.name, test.from);
  if (test.from.empty()) return fmt::format("{} up to {}", test.name, test.to);
  return fmt::format("{} from {} to {}", test.name, test.from, test.to);
}

std::string explain_gap(Gap gap) {
  if (gap.min == gap.max) return fmt::format(" then, {} token{} further, ", gap.min, gap.min == 1 ? "" : "s");
  if (gap.min == 0) return fmt::format(" then, with at most {} token{} between, ", gap.max, gap.max == 1 ? "" : "s");
  return fmt::format(" then, {} to {} tokens further, ", gap.min, gap.max);
}

std::string explain_form(const Sequence& sequence) {
  std::string text;
  bool quoted = false;
  for (std::size_t i = 0; i < sequence.items.size(); ++i) {
    const auto* word = std::get_if<WordTest>(&sequence.items[i].form);
    const bool plain = word != nullptr && word->form == WordForm::plain;
    const bool gap = i > 0 && sequence.gaps[i - 1].max > 0;
    if (quoted && (gap || !plain)) text += "”";
    if (i > 0) text += gap ? explain_gap(sequence.gaps[i - 1]) : quoted && plain ? " " : " followed by ";
    if (plain && (!quoted || gap)) text += "“";
    text += plain ? word->text : explain(sequence.items[i]);
    quoted = plain;
  }
  return quoted ? text + "”" : text;
}

std::string list(const std::vector<Query>& parts, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 < parts.size() ? ", " : fmt::format(" {} ", last);
    const bool nested = std::holds_alternative<And>(parts[i].form) || std::holds_alternative<Or>(parts[i].form);
    text += nested ? "(" + explain(parts[i]) + ")" : explain(parts[i]);
  }
  return text;
}

std::string explain_form(const And& all) { return list(all.parts, "and"); }
std::string explain_form(const Or& any) { return list(any.parts, "or"); }
std::string explain_form(const Not& none) {
  const Query& part = none.part.front();
  const bool nested = std::holds_alternative<And>(part.form) || std::holds_alternative<Or>(part.form);
  return nested ? "not (" + explain(part) + ")" : "not " + explain(part);
}
std::string explain_form(const Near& near) {
  const std::string_view order = near.ordered ? "before" : "near";
  return fmt::format("{} {} {} (at most {} token{} between)", explain(near.parts[0]), order, explain(near.parts[1]),
                     near.distance, near.distance == 1 ? "" : "s");
}
std::string explain_form(const Enclosed& within) {
  const bool covers = within.unit == "sentence" || within.unit == "paragraph" || within.unit == "page";
  const std::string part = "(" + explain(within.parts[0]) + ")";
  if (within.unit.empty()) return fmt::format("{}, {} {}", part, within.outside ? "outside of" : "inside of", explain(within.parts[1]));
  if (!within.outside) return fmt::format("{} within one {}", part, within.unit);
  return covers ? fmt::format("{}, but never within one {}", part, within.unit) : fmt::format("{} outside of every {}", part, within.unit);
}

std::string explain(const Query& query) {
  return std::visit([](const auto& form) { return explain_form(form); }, query.form);
}

}  // namespace

std::string print_query(const Query& query) { return print(query, Level::region); }

std::string explain_query(const Query& query) {
  if (std::holds_alternative<AllDocuments>(query.form)) return "every document";
  return "documents with " + explain(query);
}

}  // namespace concord
