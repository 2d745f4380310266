#include "lexicons/check.h"

#include <gtest/gtest.h>

namespace concord {
namespace {

std::string findings(const std::string& entries, const std::string& family = "actor") {
  const CheckReport report = check_lexicon(std::vector<LexiconSource>{{"t.yaml", "lexicon: " + family + "\nentries:\n" + entries}});
  std::string all;
  for (const Finding& finding : report.findings) all += finding.to_string() + "\n";
  return all;
}

TEST(Check, SaysNothingOfASoundLexicon) {
  EXPECT_EQ(findings("  - {id: uto, name: United Tajik Opposition, aliases: [{text: UTO, case: exact}]}\n"), "");
}

TEST(Check, NamesWhatIsLikelyWrong) {
  const struct {
    const char* name;
    const char* entries;
    const char* expected;
  } cases[] = {
      {"one letter", "  - {id: a, name: Alpha, aliases: [X]}\n",
       "t.yaml:3:36: warning: 'X' has one letter and no 'case: exact'; write {text: X, case: exact}\n"},
      {"two letters", "  - {id: a, name: Alpha, aliases: [UN]}\n",
       "t.yaml:3:36: warning: 'UN' has two letters and no 'case: exact'; write {text: UN, case: exact}\n"},
      {"common word", "  - {id: a, name: Alpha, aliases: [Leader]}\n",
       "t.yaml:3:36: warning: 'Leader' is a common word and would be tagged everywhere; add 'case: exact', 'case: capital' or a context ('near: ...')\n"},
      {"common word with context", "  - {id: a, name: Alpha, aliases: [{text: Leader, near: Uto}]}\n", ""},
      {"duplicate", "  - {id: a, name: Alpha, aliases: [inter-Tajik talks, Inter Tajik Talks]}\n",
       "t.yaml:3:55: warning: 'Inter Tajik Talks' is found by 'inter-Tajik talks' already (t.yaml:3); delete it; case, accents, hyphens, blanks and possessives match by themselves\n"},
      {"shadowed by a wildcard", "  - {id: a, name: Alpha, aliases: [ombuds*, ombudsman]}\n",
       "t.yaml:3:45: warning: 'ombudsman' is found by 'ombuds*' already (t.yaml:3); delete it\n"},
      {"two entries", "  - {id: a, name: Alpha, aliases: [Front X]}\n  - {id: b, name: Beta, aliases: [Front X]}\n",
       "t.yaml:4:35: warning: 'Front X' is an alias of 'a', too (t.yaml:3): such mentions get both labels; keep it in one entry, or tell them apart by dates or context\n"},
      {"dates apart", "  - {id: a, name: Alpha, aliases: [{text: Head X, to: 1995}]}\n  - {id: b, name: Beta, aliases: [{text: Head X, from: 1996}]}\n", ""},
      {"an office and who held it", "  - {id: a, name: Alpha, aliases: [Head X]}\n  - {id: b, name: Beta, aliases: [{text: Head X, from: 1996}]}\n",
       "t.yaml:4:35: note: 'Head X' is an alias of 'a', too (t.yaml:3): such mentions get both labels\n"},
      {"unknown parent", "  - {id: front, name: Alpha}\n  - {id: b, name: Beta, part-of: frnt}\n",
       "t.yaml:4:5: error: 'b' is part of 'frnt', which no file defines; did you mean 'front'?\n"},
      {"circle", "  - {id: a, name: Alpha, part-of: b}\n  - {id: b, name: Beta, part-of: a}\n",
       "t.yaml:3:5: error: 'a' is above itself; take one of its parents out\n"},
      {"empty pattern", "  - {id: a, name: Alpha, aliases: ['-']}\n",
       "t.yaml:3:36: error: nothing to look for in '-'; write at least one word, or delete the line\n"},
      {"empty text, said once", "  - {id: a, name: Alpha, aliases: [{text: ''}]}\n",
       "t.yaml:3:36: error: an alias without 'text', 'regex' or 'label'; add 'text: ...'\n"},
      {"context", "  - {id: a, name: Alpha, aliases: [{text: Front X, near: '*'}]}\n",
       "t.yaml:3:58: error: '*' begins or ends with a wildcard token; begin and end with a word; what may stand around it needs no wildcard\n"},
      {"dates outside", "  - {id: a, name: Alpha, from: 1996, aliases: [{text: Front X, to: 1990}]}\n",
       "t.yaml:3:48: warning: the dates of 'Front X' lie outside of those of its entry 'a'; mend one of the two\n"},
      {"regex", "  - {id: a, name: Alpha, aliases: [{regex: 'x{9999}'}]}\n",
       "t.yaml:3:36: error: the regex /x{9999}/ is too big: invalid repetition size: {9999}; use fewer or smaller repetitions like {1000}\n"},
      {"silenced by its exclusion", "  - {id: a, name: Alpha, aliases: [{text: ZW, case: exact}], not: ['ZW$', ZW people]}\n",
       "t.yaml:3:68: warning: 'ZW$' in 'not' has the words of the alias 'ZW', which then never counts; write the longer phrase that the alias must not be part of, or delete one of the two\n"},
      {"dead", "  - {id: a, name: Alpha, name-is-alias: false}\n", "t.yaml:3:5: warning: nothing can find 'a'; give it an alias or a pattern with a weight above 0\n"},
  };
  for (const auto& each : cases) EXPECT_EQ(findings(each.entries), each.expected) << each.name;
}

TEST(Check, ListsAllErrorsOfReading) {
  const CheckReport report = check_lexicon(std::vector<LexiconSource>{{"t.yaml", "lexicon: actor\nentries:\n  - {id: a}\n  - {id: b}\n"}});
  EXPECT_EQ(report.count(Severity::error), 2U);
  EXPECT_NE(report.policy.find("longest match wins"), std::string::npos);
}

}  // namespace
}  // namespace concord
