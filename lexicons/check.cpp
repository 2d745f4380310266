#include "lexicons/check.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "corpus/document/nearest.h"
#include "corpus/text/fold.h"
#include "lexicons/matcher.h"
#include "lexicons/phrase.h"
#include "lexicons/regex_rules.h"

namespace concord {

std::size_t CheckReport::count(Severity severity) const {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) { return finding.severity == severity; }));
}

namespace {

// Words so frequent in English, French and Russian text that as a folded alias they would be tagged everywhere.
constexpr std::array<std::string_view, 150> common_words = {
    "a",      "about",  "after",  "all",    "also",   "an",     "and",    "any",    "are",    "as",     "at",    "be",    "been",   "before", "both",
    "but",    "by",     "can",    "country", "day",   "do",     "during", "each",   "first",  "for",    "from",  "front", "government", "group", "had",
    "has",    "have",   "he",     "head",   "her",    "his",    "how",    "i",      "if",     "in",     "into",  "is",    "it",     "its",    "last",
    "leader", "leaders", "made",  "man",    "many",   "may",    "members", "men",   "mission", "more",  "most",  "mr",    "mrs",    "must",   "my",
    "nation", "new",    "no",     "not",    "now",    "of",     "office", "on",     "one",    "only",   "or",    "other", "our",    "out",    "over",
    "parties", "party", "peace",  "people", "president", "region", "report", "republic", "said", "same", "second", "she", "should", "side",  "sides",
    "so",     "some",   "state",  "states", "such",   "than",   "that",   "the",    "their",  "them",   "then",  "there", "these",  "they",   "this",
    "time",   "to",     "two",    "under",  "union",  "up",     "us",     "was",    "we",     "well",   "were",  "what",  "when",   "where",  "which",
    "who",    "will",   "with",   "would",  "year",   "years",  "you",    "commission", "committee", "council", "minister", "le", "la",  "les",    "des",
    "un",     "une",    "et",     "est",    "dans",   "pour",   "que",    "qui",    "sur",    "и",      "в",     "на",    "не",     "что",    "по"};

bool is_common(std::string_view folded) { return std::find(common_words.begin(), common_words.end(), folded) != common_words.end(); }

class Checker {
 public:
  explicit Checker(LexiconReading reading) : x_lexicon(std::move(reading.lexicon)), x_findings(std::move(reading.findings)) {}

  CheckReport run() {
    for (const Entry& entry : x_lexicon.entries()) {
      const auto [at, is_new] = x_by_label.emplace(entry.label(), &entry);
      if (is_new) x_ids[entry.family].push_back(entry.id);
    }
    for (const Entry& entry : x_lexicon.entries()) check_entry(entry);
    check_circles();
    x_alive.assign(x_lexicon.entries().size(), false);
    for (const Rule& rule : x_lexicon.rules()) check_rule(rule);
    check_same();
    check_shadows();
    check_silenced();
    check_alive();
    std::stable_sort(x_findings.begin(), x_findings.end(), [](const Finding& a, const Finding& b) { return a.severity < b.severity; });
    return {std::move(x_findings), x_lexicon.entries().size(), x_lexicon.rules().size(), x_lexicon.hash(), std::string(Matcher::policy())};
  }

 private:
  void say(Severity severity, const Place& place, std::string message, std::string remedy) {
    x_findings.push_back({severity, x_lexicon.place_path(place), std::move(message), std::move(remedy)});
  }

  // ---- entries

  void check_entry(const Entry& entry) {
    for (const std::string& parent : entry.parents) check_id(entry, parent, "part of");
    for (const std::string& successor : entry.successors) check_id(entry, successor, "succeeded by");
    for (const ContextPhrase& exclusion : entry.exclusions) check_context(exclusion);
  }

  void check_id(const Entry& entry, const std::string& id, std::string_view relation) {
    if (x_by_label.contains(entry.family + ":" + id)) return;
    const std::string meant = nearest(id, x_ids[entry.family]).value_or("");
    say(Severity::error, entry.place, fmt::format("'{}' is {} '{}', which no file defines", entry.id, relation, id),
        meant.empty() ? "define that entry, or load the file that has it" : fmt::format("did you mean '{}'?", meant));
  }

  // Follows parents upwards; an entry that meets itself is named once, at the first of the circle.
  void check_circles() {
    std::set<std::string> reported;
    for (const Entry& entry : x_lexicon.entries()) {
      std::set<std::string> above;
      if (!reported.contains(entry.label()) && reaches(entry, entry.label(), above)) {
        reported.insert(above.begin(), above.end());
        say(Severity::error, entry.place, fmt::format("'{}' is above itself", entry.id), "take one of its parents out");
      }
    }
  }
  bool reaches(const Entry& entry, const std::string& label, std::set<std::string>& above) {
    for (const std::string& parent : entry.parents) {
      const std::string next = entry.family + ":" + parent;
      if (next == label) return true;
      const auto at = x_by_label.find(next);
      if (at != x_by_label.end() && above.insert(next).second && reaches(*at->second, label, above)) return true;
    }
    return false;
  }

  void check_alive() {
    std::set<std::string> parents;
    for (const Entry& entry : x_lexicon.entries()) {
      for (const std::string& parent : entry.parents) parents.insert(entry.family + ":" + parent);
    }
    for (std::size_t i = 0; i < x_alive.size(); ++i) {
      const Entry& entry = x_lexicon.entries()[i];
      if (x_alive[i] || parents.contains(entry.label())) continue;
      say(Severity::warning, entry.place, fmt::format("nothing can find '{}'", entry.id), "give it an alias or a pattern with a weight above 0");
    }
  }

  // ---- rules

  void check_context(const ContextPhrase& context) {
    if (const Result<Phrase> phrase = parse_phrase(context.text); !phrase) {
      say(Severity::error, context.place, phrase.error().message, phrase.error().remedy);
    }
  }

  void check_rule(const Rule& rule) {
    for (const auto* list : {&rule.near, &rule.require, &rule.forbid}) {
      for (const ContextPhrase& context : *list) check_context(context);
    }
    if (rule.weight > 0) x_alive[rule.entry] = true;
    check_dates(rule);
    if (rule.text.empty()) return;  // the reader has said so
    if (rule.kind == Rule::Kind::regex) return check_regex(rule);
    if (rule.kind == Rule::Kind::label) return;
    const Result<Phrase> phrase = parse_phrase(rule.text, rule.plural);
    if (!phrase) return say(Severity::error, rule.place, phrase.error().message, phrase.error().remedy);
    check_words(rule, *phrase);
    remember(rule, *phrase);
  }

  void check_regex(const Rule& rule) {
    RegexRules rules;
    if (const Status added = rules.add(rule.text, rule.letters == LetterCase::exact, MatcherOptions{}.regex_memory); !added) {
      say(Severity::error, rule.place, added.error().message, added.error().remedy);
    }
  }

  void check_dates(const Rule& rule) {
    const Entry& entry = x_lexicon.entries()[rule.entry];
    const auto before = [](const std::optional<Date>& a, const std::optional<Date>& b) { return a && b && a->end < b->begin; };
    if (before(rule.to, entry.from) || before(entry.to, rule.from)) {
      say(Severity::warning, rule.place, fmt::format("the dates of '{}' lie outside of those of its entry '{}'", rule.text, entry.id), "mend one of the two");
    }
  }

  [[nodiscard]] static bool has_context(const Rule& rule) { return !rule.near.empty() || !rule.require.empty(); }

  void check_words(const Rule& rule, const Phrase& phrase) {
    const PhrasePath& first = phrase.paths.front();
    if (first.steps.size() != 1 || rule.weight <= 0) return;
    const std::string& word = first.steps.front().text;
    const bool loose = rule.letters == LetterCase::fold && !has_context(rule);
    const std::size_t letters = static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80 && c != '*'; }));
    const bool foreign = static_cast<unsigned char>(word.front()) >= 0xE0;  // a character may be a word there
    if (letters <= 2 && !foreign && first.steps.front().kind == PhrasePath::Kind::glob) {
      say(Severity::warning, rule.place, fmt::format("'{}' finds every word with these letters", rule.text), "write more letters before the '*'");
    } else if (loose && letters <= 2 && !foreign) {
      say(Severity::warning, rule.place, fmt::format("'{}' has {} and no 'case: exact'", rule.text, letters == 1 ? "one letter" : "two letters"),
          fmt::format("write {{text: {}, case: exact}}", rule.text));
    } else if (loose && is_common(word)) {
      say(Severity::warning, rule.place, fmt::format("'{}' is a common word and would be tagged everywhere", rule.text),
          "add 'case: exact', 'case: capital' or a context ('near: ...')");
    }
  }

  // ---- rules among each other

  static std::string key_of(const PhrasePath& path) {
    std::string key;
    for (const PhrasePath::Step& step : path.steps) key += step.kind == PhrasePath::Kind::any_token ? "\x01 " : step.text + " ";
    return key;
  }

  void remember(const Rule& rule, const Phrase& phrase) {
    const std::string& family = x_lexicon.entries()[rule.entry].family;
    x_by_key[family + ":" + key_of(phrase.paths.front())].push_back(&rule);
    if (phrase.paths.front().steps.size() == 1 && phrase.paths.front().steps.front().kind == PhrasePath::Kind::glob) {
      x_globs.emplace_back(&rule, phrase.paths.front().steps.front().text);
    }
  }

  // Whether rule `a` finds all that `b` finds, given the same words.
  static bool no_stricter(const Rule& a, const Rule& b) {
    const bool free = !has_context(a) && a.forbid.empty() && !a.from && !a.to;
    return free && (a.letters == LetterCase::fold || (a.letters == b.letters && a.text == b.text)) && a.accents == Accents::fold && a.weight >= b.weight;
  }

  static bool dates_meet(const Rule& a, const Rule& b) {
    return !(a.to && b.from && a.to->end < b.from->begin) && !(b.to && a.from && b.to->end < a.from->begin);
  }

  void check_same() {
    std::vector<const std::vector<const Rule*>*> groups;
    for (const auto& [key, rules] : x_by_key) {
      if (rules.size() > 1) groups.push_back(&rules);
    }
    std::sort(groups.begin(), groups.end(), [](const auto* a, const auto* b) { return a->front() < b->front(); });
    for (const auto* group : groups) {
      for (std::size_t i = 1; i < group->size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          if (check_pair(*(*group)[j], *(*group)[i])) break;
        }
      }
    }
  }

  bool check_pair(const Rule& earlier, const Rule& later) {
    if (earlier.entry == later.entry) {
      if (earlier.is_name || later.is_name) return true;  // a name beside an alias in other letters is no fault
      if (no_stricter(earlier, later)) {
        say(Severity::warning, later.place, fmt::format("'{}' is found by '{}' already ({})", later.text, earlier.text, x_lexicon.place_name(earlier.place)),
            "delete it; case, accents, hyphens, blanks and possessives match by themselves");
        return true;
      }
      if (no_stricter(later, earlier)) {
        say(Severity::warning, earlier.place, fmt::format("'{}' is found by '{}' already ({})", earlier.text, later.text, x_lexicon.place_name(later.place)), "delete it");
        return true;
      }
      return false;
    }
    const bool exact_apart = earlier.letters == LetterCase::exact && later.letters == LetterCase::exact && earlier.text != later.text;
    if (!dates_meet(earlier, later) || exact_apart) return false;
    // An office and the person who held it for a time are meant to share a name.
    const auto dated = [](const Rule& rule) { return rule.from || rule.to; };
    const bool both_free = !has_context(earlier) && !has_context(later) && dated(earlier) == dated(later);
    say(both_free ? Severity::warning : Severity::note, later.place,
        fmt::format("'{}' is an alias of '{}', too ({}): such mentions get both labels", later.text, x_lexicon.entries()[earlier.entry].id,
                    x_lexicon.place_name(earlier.place)),
        both_free ? "keep it in one entry, or tell them apart by dates or context" : "");
    return true;
  }

  // An exclusion with the very words of an alias of its entry: that alias never counts. Signs are no words: "US$" is "US".
  void check_silenced() {
    for (const Entry& entry : x_lexicon.entries()) {
      for (const ContextPhrase& exclusion : entry.exclusions) {
        const Result<Phrase> phrase = parse_phrase(exclusion.text);
        const auto same = phrase ? x_by_key.find(entry.family + ":" + key_of(phrase->paths.front())) : x_by_key.end();
        if (same == x_by_key.end()) continue;
        for (const Rule* rule : same->second) {
          if (&x_lexicon.entries()[rule->entry] != &entry) continue;
          say(Severity::warning, exclusion.place, fmt::format("'{}' in 'not' has the words of the alias '{}', which then never counts", exclusion.text, rule->text),
              "write the longer phrase that the alias must not be part of, or delete one of the two");
        }
      }
    }
  }

  // A word that a wildcard of the same entry finds, too.
  void check_shadows() {
    std::map<std::uint32_t, std::vector<std::pair<const Rule*, std::string>>> globs;
    for (const auto& [rule, pattern] : x_globs) globs[rule->entry].emplace_back(rule, pattern);
    for (const Rule& rule : x_lexicon.rules()) {
      const auto own = globs.find(rule.entry);
      if (own == globs.end() || rule.kind != Rule::Kind::phrase || rule.is_name) continue;
      const std::string folded = fold_term(rule.text);
      if (folded.find_first_of(" |-") != std::string::npos) continue;
      for (const auto& [glob, pattern] : own->second) {
        if (glob == &rule || !glob_matches(pattern, folded) || !no_stricter(*glob, rule)) continue;
        say(Severity::warning, rule.place, fmt::format("'{}' is found by '{}' already ({})", rule.text, glob->text, x_lexicon.place_name(glob->place)), "delete it");
        break;
      }
    }
  }

  Lexicon x_lexicon;
  std::vector<Finding> x_findings;
  std::unordered_map<std::string, const Entry*> x_by_label;
  std::map<std::string, std::vector<std::string>> x_ids;  // of each family
  std::vector<bool> x_alive;
  std::unordered_map<std::string, std::vector<const Rule*>> x_by_key;
  std::vector<std::pair<const Rule*, std::string>> x_globs;
};

}  // namespace

CheckReport check_lexicon(const std::vector<std::string>& paths) { return Checker(read_lexicon(paths)).run(); }
CheckReport check_lexicon(std::vector<LexiconSource> sources) { return Checker(read_lexicon(std::move(sources))).run(); }

}  // namespace concord
