// The query language: what is typed, what it means (canonical form), and how errors point at the place.
#include "pipeline/search/query_parser.h"

#include <gtest/gtest.h>

#include "pipeline/search/query_printer.h"

namespace concord {
namespace {

std::string canonical(std::string_view typed, const ParseOptions& options = {}) {
  const auto query = parse_query(typed, options);
  return query ? print_query(*query) : query.error().to_string();
}

struct FormCase {
  const char* name;
  const char* typed;
  const char* canonical;
};

const FormCase forms[] = {
    {"word", "ombudsman", "ombudsman"},
    {"implicit and", "draft  law", "draft AND law"},
    {"or binds looser than and", "a b OR c", "a AND b OR c"},
    {"brackets kept where they matter", "a (b OR c)", "a AND (b OR c)"},
    {"brackets dropped where they do not", "((a AND (b)) AND c)", "a AND b AND c"},
    {"bar is or", "report | study", "report OR study"},
    {"not", "a NOT b", "a AND NOT b"},
    {"dash is not", "amnesty -law -(a b)", "amnesty AND NOT law AND NOT (a AND b)"},
    {"double not", "NOT NOT a", "NOT NOT a"},
    {"lower-case operators are words", "war and peace or not", "war AND and AND peace AND or AND not"},
    {"exact", "=Front", "=Front"},
    {"exact phrase", "=\"National Front\"", "\"=National =Front\""},
    {"phrase", "\"peace  process\"", "\"peace process\""},
    {"one-word phrase stays quoted", "\"peace\"", "\"peace\""},
    {"typographic quotes", "“peace process”", "\"peace process\""},
    {"operators inside quotes are words", "\"AND OR\"", "\"AND OR\""},
    {"punctuation inside quotes is no token", "\"peace - process ?\"", "\"peace process\""},
    {"question mark at the end of a quoted word", "\"who rules?\"", "\"who rules\""},
    {"symbol with brackets in quotes", "\"S/RES/968 (1994)\"", "\"S/RES/968 (1994)\""},
    {"star gap", "\"national * reconciliation\"", "\"national * reconciliation\""},
    {"gap up to", "\"power ~3 sharing\"", "\"power ~3 sharing\""},
    {"gaps add up", "\"a * ~2 b\"", "\"a ~1..3 b\""},
    {"two stars", "\"a * * b\"", "\"a * * b\""},
    {"double star as in the lexicons", "\"a ** b\"", "\"a ~3 b\""},
    {"near", "elite* NEAR/5 power", "elite* NEAR/5 power"},
    {"near without number", "a NEAR b", "a NEAR/10 b"},
    {"near is left-associative", "a NEAR/2 b BEFORE/3 c", "a NEAR/2 b BEFORE/3 c"},
    {"near binds tighter than and", "a b NEAR/2 c d", "a AND b NEAR/2 c AND d"},
    {"near over brackets", "(a OR b) NEAR/2 (c NEAR/1 d)", "(a OR b) NEAR/2 (c NEAR/1 d)"},
    {"in sentence binds loosest", "a AND b IN sentence", "(a AND b) IN sentence"},
    {"in sentence of a word", "a IN sentence", "a IN sentence"},
    {"not in", "opposition NOT IN \"united tajik opposition\"", "opposition NOT IN \"united tajik opposition\""},
    {"not in a unit", "a NOT IN annex", "a NOT IN annex"},
    {"and after in", "a b IN sentence AND kind:report", "((a AND b) IN sentence) AND kind:report"},
    {"or after in", "a IN sentence OR b", "(a IN sentence) OR b"},
    {"in a division", "ombudsman IN article:5", "ombudsman IN article:5"},
    {"in brackets", "a IN (b)", "a IN (b)"},
    {"wildcards anywhere", "*concil* organi?ation", "*concil* AND organi?ation"},
    {"fuzzy", "nuri~1 dushanbe~2 khatlon~", "nuri~1 AND dushanbe~2 AND khatlon~1"},
    {"regex", "/colou?r\\/s/", "/colou?r\\/s/"},
    {"stem", "stem:negotiate", "stem:negotiate"},
    {"stems", "stem:(draft OR law)", "stem:draft OR stem:law"},
    {"field", "KIND:report", "kind:report"},
    {"field in quotes", "source:\"UN Security Council\"", "source:\"UN Security Council\""},
    {"field quotes dropped", "country:\"TJ\"", "country:TJ"},
    {"field alternatives", "kind:(report OR treaty study)", "kind:report OR kind:treaty OR kind:study"},
    {"range", "date:1994..1997-06", "date:1994..1997-06"},
    {"open ranges", "date:1994.. pages:..10", "date:1994.. AND pages:..10"},
    {"label", "actor:uto theme:ombudsman!neg", "actor:uto AND theme:ombudsman!neg"},
    {"every label", "label:* actor:*", "label:* AND actor:*"},
    {"sequence", "[actor:*] \"signed\" [theme:ceasefire]", "[actor:*] \"signed\" [theme:ceasefire]"},
    {"sequence with gaps", "[actor:*] ~3 \"agreed to\" * [theme:x]", "[actor:*] ~3 \"agreed to\" * [theme:x]"},
    {"sequence takes both neighbours", "\"signed by\" [actor:uto]", "\"signed by\" [actor:uto]"},
    {"alternatives in a sequence", "[signed OR initialled] [actor:uto | actor:gov]", "[signed OR initialled] [actor:uto OR actor:gov]"},
    {"label inside a phrase", "\"signed by [actor:uto] today\"", "\"signed by\" [actor:uto] \"today\""},
    {"phrases side by side are separate", "\"a b\" \"c d\" NEAR/3 e", "\"a b\" AND \"c d\" NEAR/3 e"},
    {"phrases with a gap are one", "\"a b\" ~2 \"c d\"", "\"a b ~2 c d\""},
    {"every document", "*", "*"},
    {"hyphen", "inter-tajik", "inter-tajik"},
    {"no-break space", "a\u00A0b", "a AND b"},
    {"Cyrillic", "примирение OR «мирный процесс»", "примирение OR \"мирный процесс\""},
};

TEST(QueryParser, GivesTheCanonicalForm) {
  for (const FormCase& form : forms) EXPECT_EQ(canonical(form.typed), form.canonical) << form.name;
}

TEST(QueryParser, ReadsItsOwnPrintAsTheSameTree) {
  for (const FormCase& form : forms) {
    const auto query = parse_query(form.typed);
    ASSERT_TRUE(query) << form.name << ": " << query.error().to_string();
    const auto again = parse_query(print_query(*query));
    ASSERT_TRUE(again) << form.name << ": " << again.error().to_string();
    EXPECT_TRUE(same_tree(*query, *again)) << form.name;
  }
}

TEST(QueryParser, TellsDifferentTreesApart) {
  for (std::size_t i = 0; i < std::size(forms); ++i) {
    for (std::size_t j = i + 1; j < std::size(forms); ++j) {
      if (std::string_view(forms[i].canonical) == forms[j].canonical) continue;
      EXPECT_FALSE(same_tree(*parse_query(forms[i].typed), *parse_query(forms[j].typed))) << forms[i].name << " / " << forms[j].name;
    }
  }
}

TEST(QueryParser, PointsAtTheFault) {
  const FormCase cases[] = {
      {"empty", "  ", "query:1: the query is empty; type a word, or * for every document\n    \n  ^"},
      {"open bracket", "a (b OR c",
       "query:3: this bracket is never closed; add ) where the part ends\n  a (b OR c\n    ^"},
      {"closing bracket", "a b) c",
       "query:4: this closing bracket closes nothing; remove it, or open a bracket before it\n  a b) c\n     ^"},
      {"open quote", "mir \"draft law",
       "query:5: this quote is never closed; add \" where the phrase ends\n  mir \"draft law\n      ^"},
      {"unit", "a IN sentense", "query:6: 'sentense' is not a unit; did you mean IN sentence?\n  a IN sentense\n       ^^^^^^^^"},
      {"near", "a NEAR/x b",
       "query:3: 'NEAR/x' does not say how near; write NEAR/5 for at most 5 tokens between (0 to 1000)\n  a NEAR/x b\n    ^^^^^^"},
      {"columns count characters", "мир (", "query:5: this bracket is never closed; add ) where the part ends\n  мир (\n      ^"},
      {"option", "peace --from 1994",
       "query:7: --from looks like an option of the command; put options outside of the query's quotes; write NOT to leave out a word\n"
       "  peace --from 1994\n        ^^^^^^"},
      {"saved", "@mine", "query:1: there is no saved query @mine; the configuration names none yet; write them under queries:\n  @mine\n  ^^^^^"},
      {"half a gap", "[~3s4:e]", "query:2: '~3s4:e' is no gap; write ~3 or ~1..3, at most ~1000\n  [~3s4:e]\n   ^^^^^^"},  // found by the fuzzer
      {"or at the end", "a OR", "query:3: OR has nothing on its right; add a word, or remove the OR\n  a OR\n    ^^"},
      {"and at the start", "AND a",
       "query:1: AND has nothing on its left; add a word before it; to search for the word, write and or \"and\"\n  AND a\n  ^^^"},
  };
  for (const FormCase& fault : cases) EXPECT_EQ(canonical(fault.typed), fault.canonical) << fault.name;
}

TEST(QueryParser, RefusesWithARemedy) {
  for (const char* typed :
       {"()", "[]", "[a", "[(a)]", "a [*] b", "\"\"", "\"...\"", "\"* a\"", "\"a ~2\"", "\"a ~2000 b\"", "kind:", "kind: report",
        "date:..", "date:1..2..3", "a~3", "a*~1", "=,", "...", "@nobody", "/unclosed", "//", "a IN", "a IN AND b", "NOT", "a NOT", "-(",
        "a NEAR/5", "NEAR/5 a", "a NEAR/5 NOT b", "near/5", "a ~3 b", "a IN sentence AND b IN paragraph", "[date:1994..]", "stem:\"a b\"",
        "kind:(report", "a ]", "a \xBB"}) {
    const auto query = parse_query(typed);
    ASSERT_FALSE(query) << typed << " -> " << print_query(*query);
    EXPECT_EQ(query.error().code, ErrorCode::usage) << typed;
    EXPECT_TRUE(query.error().where.starts_with("query:")) << typed;
    EXPECT_NE(query.error().remedy.find('^'), std::string::npos) << typed << ": " << query.error().to_string();
  }
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(QueryParser, RefusesTwentyThousandBracketsWithoutOverflow) {
  for (const std::string& typed :
       {repeated("(", 20000), repeated("(", 20000) + "a" + repeated(")", 20000), repeated("NOT ", 20000) + "a", repeated("-", 20000) + "a",
        "a" + repeated(" NEAR/1 a", 5000), "(a" + repeated(" NEAR a", 600) + ")" + repeated(" NEAR a", 600),
        repeated("a IN (", 20000) + "a" + repeated(")", 20000), "a" + repeated(" IN sentence", 5000)}) {
    const auto query = parse_query(typed);
    ASSERT_FALSE(query);
    EXPECT_NE(query.error().message.find("more than 250 deep"), std::string::npos) << query.error().to_string();
    EXPECT_LT(query.error().to_string().size(), 600U);
  }
}

TEST(QueryParser, RefusesAHundredThousandClauses) {
  for (const char* piece : {"a ", "a OR ", "\"a b\" ", "kind:report ", "[a] "}) {
    const auto query = parse_query(repeated(piece, 100000) + "z");
    ASSERT_FALSE(query);
    EXPECT_NE(query.error().message.find("more than 10000 words"), std::string::npos) << query.error().to_string();
  }
}

TEST(QueryParser, TakesWhatIsJustInsideTheLimits) {
  EXPECT_EQ(canonical(repeated("(", 248) + "a" + repeated(")", 248)), "a");
  EXPECT_TRUE(parse_query(repeated("NOT ", 248) + "a"));
  EXPECT_TRUE(parse_query(repeated("a ", 10000)));
}

TEST(QueryParser, PutsSavedQueriesInPlace) {
  ParseOptions options;
  options.saved = {{"elite-consensus", "\"elite consensus\" OR \"elite agreement\""}, {"both", "@elite-consensus theme:power-sharing"},
                   {"circle", "a @round"}, {"round", "b @circle"}, {"broken", "a ("}};
  EXPECT_EQ(canonical("a @both", options), "a AND (\"elite consensus\" OR \"elite agreement\") AND theme:power-sharing");
  EXPECT_EQ(canonical("@elite-concensus", options),
            "query:1: there is no saved query @elite-concensus; did you mean @elite-consensus?\n  @elite-concensus\n  ^^^^^^^^^^^^^^^^");
  EXPECT_NE(canonical("@circle", options).find("the saved query @circle contains itself"), std::string::npos);
  EXPECT_NE(canonical("@broken", options).find("in the saved query @broken: this bracket is never closed"), std::string::npos);
}

TEST(QueryParser, StemsPlainWordsWhenAsked) {
  ParseOptions options;
  options.stem = true;
  EXPECT_EQ(canonical("negotiate \"peace talks\" =Front elite* kind:report", options),
            "stem:negotiate AND \"peace talks\" AND =Front AND elite* AND kind:report");
}

TEST(QueryPrinter, PhrasesAmongAlternativesKeepTheirBrackets) {  // found by the fuzzer
  for (const char* typed : {"[x OR \"[a OR b] c\"] \"d\"", "[x OR \"[actor:uto]\"] \"d\"", "[x OR \"a ~2 [theme:law] b\"] [theme:y]"}) {
    const Query query = *parse_query(typed);
    EXPECT_EQ(print_query(query), typed);
    EXPECT_TRUE(same_tree(query, *parse_query(print_query(query)))) << typed;
  }
}

TEST(QueryPrinter, ExplainsInPlainEnglish) {
  const FormCase cases[] = {
      {"all", "*", "every document"},
      {"words", "draft law", "documents with “draft” and “law”"},
      {"phrase", "\"power ~3 sharing\" OR a", "documents with “power” then, with at most 3 tokens between, “sharing” or “a”"},
      {"sentence", "actor:uto theme:ombudsman!neg IN sentence",
       "documents with (actor “uto” and theme “ombudsman”, negated) within one sentence"},
      {"range", "date:1994.. a NEAR/1 b", "documents with date 1994 or later and “a” near “b” (at most 1 token between)"},
      {"sequence", "[actor:*] \"has signed\" [theme:ceasefire+]",
       "documents with any actor followed by “has signed” followed by theme “ceasefire”, with all below it"},
  };
  for (const FormCase& form : cases) EXPECT_EQ(explain_query(*parse_query(form.typed)), form.canonical) << form.name;
}

}  // namespace
}  // namespace concord
