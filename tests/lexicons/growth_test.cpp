// Lexicon growth: suggest, review, learn.
#include <gtest/gtest.h>

#include <random>

#include "lexicons/learn.h"
#include "lexicons/review.h"
#include "lexicons/name_finder.h"
#include "lexicons/accepted_suggestions.h"
#include "lexicons/suggest.h"
#include "tests/lexicons/words.h"

namespace concord {
namespace {

Document tagged_document(const Matcher& matcher, const std::string& id, std::string_view text) {
  Document document = test::words(text);
  document.metadata.id = id;
  Matcher::Scratch scratch;
  matcher.annotate(document, scratch);
  return document;
}

TEST(Suggest, FindsUnknownNamesSpellingsAndAbbreviations) {
  const char* yaml = "lexicon: actor\nentries:\n  - {id: rahmonov, name: Emomali Rahmonov}\n  - {id: uto, name: United Tajik Opposition}\n";
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", yaml}});
  ASSERT_TRUE(lexicon);
  const Matcher matcher = test::matcher_of(yaml);
  Suggester suggester(*lexicon);
  suggester.add(tagged_document(matcher, "one", "Emomali Rakhmonov met the Movement for Islamic Revival of Utopia (MIRU). Talks with the United Tajik Opposition (UTO) began."));
  suggester.add(tagged_document(matcher, "two", "The Movement for Islamic Revival of Utopia wrote to Emomali Rakhmonov. Emomali Rahmonov answered. Nobody came."));
  const std::vector<Suggestion> found = suggester.ranked(10);
  std::string list;
  for (const Suggestion& each : found) {
    list += std::string(name(each.kind)) + " | " + each.text + " | " + each.label + " | " + each.beside + " | " + std::to_string(each.count) + " in " + std::to_string(each.documents) + "\n";
  }
  EXPECT_EQ(list,
            "spelling | Emomali Rakhmonov | actor:rahmonov | Emomali Rahmonov | 2 in 2\n"
            "unknown name | Movement for Islamic Revival of Utopia |  |  | 2 in 2\n"
            "abbreviation | MIRU |  | Movement for Islamic Revival of Utopia | 1 in 1\n"
            "abbreviation | UTO | actor:uto | United Tajik Opposition | 1 in 1\n");
  EXPECT_EQ(found[0].passages[0], "one: Emomali Rakhmonov met the Movement for Islamic Revival of Utopia (MIRU).");
}

// What a finder makes of one sentence: "[name]" with o(rganisation), t(itled), a(cts), p(lace), s(tarts sentence).
std::string names_in(const std::string& text) {
  const Matcher matcher = test::matcher_of("lexicon: actor\nentries:\n  - {id: utopia, name: Utopia, type: state, aliases: [Utopian]}\n  - {id: uto, name: United Opposition, type: umbrella}\n");
  const Document document = tagged_document(matcher, "d", text);
  std::string all;
  for (const NameCandidate& each : NameFinder(document, [](std::string_view label) { return label == "actor:utopia"; }).candidates()) {
    const TextSpan span{document.tokens[each.tokens.begin].span.begin, document.tokens[each.tokens.end - 1].span.end};
    all += "[" + std::string(document.text_of(span)) + "]" + (each.organisation ? "o" : "") + (each.titled ? "t" : "") + (each.acts ? "a" : "") + (each.place ? "p" : "") + (each.starts_sentence ? "s" : "");
  }
  return all;
}

TEST(NameFinder, TakesNamesApartAndLeavesOutWhatIsNone) {
  const std::pair<const char*, const char*> cases[] = {
      {"A bridge fell, and General Ivan Orlov said so.", "[Ivan Orlov]ta"},
      {"Talks with the Chairman of the Meadow Party began.", "[Meadow Party]ota"},
      {"It met the Ministry of Health and Labour in Garden.", "[Ministry of Health and Labour]o[Garden]p"},
      {"It lies between Alba and Garden, near Orlovo.", "[Alba][Garden][Orlovo]p"},
      {"It trains the Utopian Highway Police.", "[Utopian Highway Police]o"},
      {"Then the United Opposition left.", ""},
      {"On Monday, 3 July, the Prime Minister of Utopia and the President came.", ""},
      {"It recalled the Garden Agreement on Peace and the Second World War.", ""},
      {"MAIN DEVELOPMENTS IN THE MEADOW PARTY", ""},
      {"2. Recent floods hit the Council.", ""},
      {"They asked the National Security Council and a Task Force.", "[National Security Council]o"},
      {"FY eey |LOWNN| ap je19U96 JemenD 981m LHOOHW apag", ""},
      {"(Signed) IVAN ORLOV (Signed) General BORIS BELOV", "[IVAN ORLOV]t[BORIS BELOV]t"},
      {"Members of the Meadow Front were killed by Alban Rebels.", "[Meadow Front]oa[Alban Rebels]oa"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(names_in(text), expected) << text;
}

TEST(Suggest, RanksActorsBeforePlacesAndLeavesOutCommonWordsAndFragments) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", "lexicon: actor\nentries:\n  - {id: unmot, name: United Mission for Oversight of Utopia, type: mission, aliases: [{text: UNMOU, case: exact}]}\n"}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string();
  const Matcher matcher = test::matcher_of("lexicon: actor\nentries:\n  - {id: unmot, name: United Mission for Oversight of Utopia, type: mission, aliases: [{text: UNMOU, case: exact}]}\n");
  Suggester suggester(*lexicon);
  for (const char* id : {"one", "two", "three"}) {
    suggester.add(tagged_document(matcher, id,
                                  "The Meadow Party of Garden met UNMOU. It was founded in Garden, and the Protocol was signed. A protocol is a text. "
                                  "The head of UNMQU and the Oversight of Utopia staff came. Utopia slept. They went to Garden."));
  }
  std::string strong;
  for (const Suggestion& each : suggester.ranked(10)) strong += std::string(name(each.kind)) + " " + each.text + (each.label.empty() ? "" : " = " + each.label) + "; ";
  EXPECT_EQ(strong, "unknown name Meadow Party of Garden; spelling Oversight of Utopia = actor:unmot; spelling UNMQU = actor:unmot; ") << "'Utopia' is a part of a known name";
  std::string weak;
  for (const Suggestion& each : suggester.ranked(10, 2, true)) weak += each.text + "; ";
  EXPECT_EQ(weak, "Meadow Party of Garden; Oversight of Utopia; UNMQU; Garden; ") << "'protocol' is a common word";
}

TEST(Suggest, ASpreadsheetsRowsAreAccepted) {
  const std::vector<Suggestion> suggested = {{Suggestion::Kind::unknown_name, "Meadow Party", "", "", 3, 2, 1, {"one: the Meadow Party met"}},
                                             {Suggestion::Kind::spelling, "Orloff", "actor:orlov", "Orlov", 3, 2, 1, {}}};
  const auto kept = accepted_suggestions("# command: x\nkind,name\nunknown name,Meadow Party\nspelling,Nobody\n", "s.csv", suggested);
  ASSERT_TRUE(kept) << kept.error().to_string();
  ASSERT_EQ(kept->suggestions.size(), 1U);
  EXPECT_EQ(kept->suggestions[0].text, "Meadow Party");
  ASSERT_EQ(kept->findings.size(), 1U);
  EXPECT_EQ(kept->findings[0].to_string(), "s.csv:4: warning: 'Nobody' (spelling) is not suggested here; left out; spell it as the table had it, and suggest from the same collection");
  const auto marked = accepted_suggestions("accept,kind,name\n,unknown name,Meadow Party\ny,spelling,Orloff\n", "s.csv", suggested);
  ASSERT_TRUE(marked);
  ASSERT_EQ(marked->suggestions.size(), 1U);
  EXPECT_EQ(marked->suggestions[0].text, "Orloff");
  EXPECT_FALSE(accepted_suggestions("a,b\n1,2\n", "s.csv", suggested));
}

TEST(Suggest, AcceptedOnesAreALexiconFile) {
  Suggestion spelling{Suggestion::Kind::spelling, "Rakhmonov", "actor:rahmonov", "Rahmonov", 3, 2, 0, {"one: Rakhmonov met"}};
  Suggestion unknown{Suggestion::Kind::abbreviation, "MIRU", "", "Movement of Utopia", 1, 1, 0, {}};
  const LexiconDraft draft = draft_of_suggestions({spelling, unknown});
  ASSERT_EQ(draft.entries.size(), 2U);
  EXPECT_EQ(draft.entries[0].entry.id, "rahmonov");
  const Result<Lexicon> lexicon = Lexicon::parse({{"a.yaml", "lexicon: actor\nentries: [{id: rahmonov, name: Emomali Rahmonov}]\n"}, {"b.yaml", to_yaml(draft)}});
  ASSERT_TRUE(lexicon) << lexicon.error().to_string() << to_yaml(draft);
  EXPECT_EQ(lexicon->entries().size(), 2U);
  EXPECT_EQ(lexicon->rules()[1].evidence, "3 times in 2 documents; one: Rakhmonov met");
}

TEST(Suggest, SoundsOfTransliterations) {
  EXPECT_EQ(sound_of("Rakhmonov"), sound_of("Рахмонов"));
  EXPECT_EQ(sound_of("Rakhmonov"), sound_of("Rahmanov"));
  EXPECT_EQ(sound_of("Turajonzoda"), sound_of("Turadzhonzoda"));
  EXPECT_NE(sound_of("Rakhmonov"), sound_of("Karimov"));
}

TEST(Review, SamplesTheSameForTheSameSeed) {
  const Matcher matcher = test::matcher_of("lexicon: theme\nentries: [{id: o, name: O, definition: d, patterns: [ombudsman]}]\n");
  const auto drawn = [&](std::uint64_t seed) {
    ReviewSample sample("theme:o", 5, seed);
    for (int i = 0; i < 40; ++i) sample.add(tagged_document(matcher, "d" + std::to_string(i), "An ombudsman spoke"));
    EXPECT_EQ(sample.mentions(), 40U);
    std::string ids;
    for (const ReviewRow& row : sample.rows()) ids += row.document + " ";
    return ids;
  };
  EXPECT_EQ(drawn(1), drawn(1));
  EXPECT_NE(drawn(1), drawn(2));
}

TEST(Review, ScoresRulesWithIntervals) {
  ReviewRow row{"d", "theme:o", "t.yaml:3 ombudsman", "An \"", "ombudsman", ", who", false};
  EXPECT_EQ(review_csv({row}), "right,document,label,rule,before,mention,after,negated\n,d,theme:o,t.yaml:3 ombudsman,\"An \"\"\",ombudsman,\", who\",\n");
  const auto scores = score_review("right,rule\nright,a\nwrong,a\nY,b\n?,b\n,b\n", "r.csv");
  ASSERT_TRUE(scores);
  ASSERT_EQ(scores->size(), 3U);
  EXPECT_EQ((*scores)[0].rule, "a");
  EXPECT_DOUBLE_EQ((*scores)[0].precision, 0.5);
  EXPECT_EQ((*scores)[1].open, 2U);
  EXPECT_EQ((*scores)[2].rule, "all");
  EXPECT_NEAR((*scores)[2].low, 0.2077, 0.0001);
  EXPECT_NEAR((*scores)[2].high, 0.9385, 0.0001);
  EXPECT_EQ(score_review("right,rule\nmaybe,a\n", "r.csv").error().to_string(), "r.csv:2: 'maybe' is no mark; write y, n or ?");
  EXPECT_EQ(score_review("a,b\n", "r.csv").error().to_string(), "r.csv: the columns 'right' and 'rule' are missing; score the file that 'concord lexicon review' wrote");
}

// Texts about a theme have one of three tell-tale words nine times in ten, others one time in ten.
std::vector<std::pair<std::string, bool>> coded_texts(std::size_t count) {
  std::mt19937 random(3);
  const std::vector<std::string> signs = {"ombudsman", "human rights commission", "complaints"};
  const std::vector<std::string> other = {"road", "the", "budget", "of", "school", "army", "railway", "market"};
  std::vector<std::pair<std::string, bool>> texts;
  for (std::size_t i = 0; i < count; ++i) {
    const bool positive = i % 4 == 0;
    std::string text;
    const bool sign = random() % 10 < (positive ? 9U : 1U);
    for (int w = 0; w < 12; ++w) text += (w == 0 ? "" : " ") + (sign && w == 5 ? signs[random() % 3] : other[random() % other.size()]);
    texts.emplace_back(text, positive);
  }
  return texts;
}

// Texts with their codes, as a test writes them.
class Learning {
 public:
  explicit Learning(LearningSettings settings) : x_settings(std::move(settings)) {}
  void add(const Document& document, bool positive, std::string_view group = {}) {
    x_texts.add(document, group);
    x_positive.push_back(positive);
  }
  [[nodiscard]] Result<LearnedTheme> fit() const { return learn_theme(x_texts, x_positive, x_settings); }

 private:
  LearningSettings x_settings;
  CodedTexts x_texts;
  std::vector<bool> x_positive;
};

TEST(Learn, WritesAThemeThatTagsAsTheModelDecides) {
  Learning learner({"ombudsman", "Ombudsman"});
  const auto texts = coded_texts(400);
  for (const auto& [text, positive] : texts) learner.add(test::words(text), positive);
  const Result<LearnedTheme> theme = learner.fit();
  ASSERT_TRUE(theme) << theme.error().to_string();
  EXPECT_GT(theme->all.f1, 0.75);
  EXPECT_EQ(theme->folds.size(), 5U);
  const std::string yaml = to_yaml(theme->draft);
  const Matcher matcher = test::matcher_of(yaml);
  double right = 0;
  double claimed = 0;
  double positives = 0;
  for (const auto& [text, positive] : texts) {
    const bool found = !test::tagged(matcher, text).empty();
    right += found && positive ? 1 : 0;
    claimed += found ? 1 : 0;
    positives += positive ? 1 : 0;
  }
  EXPECT_GT(2 * right / (claimed + positives), 0.75) << yaml;
  EXPECT_NE(yaml.find("evidence: \"in "), std::string::npos);
  EXPECT_EQ(to_yaml(learner.fit()->draft), yaml) << "the same again";
}

TEST(Learn, TextsOfOneGroupStayInOneFold) {
  // Each group has a sign of its own beside random words: only a fold that has seen the group can know what it means.
  const auto learned = [](bool grouped) {
    std::mt19937 random(5);
    Learning learner({"sign", ""});
    for (int i = 0; i < 400; ++i) {
      const int group = i / 8;
      const std::string sign = "sign" + std::string(1, static_cast<char>('a' + group / 26)) + std::string(1, static_cast<char>('a' + group % 26));
      const std::string word(1, static_cast<char>('a' + random() % 20));
      learner.add(test::words(sign + " word" + word), group % 2 == 0, grouped ? sign : "");
    }
    return learner.fit()->all.average_precision;
  };
  EXPECT_GT(learned(false), 0.95);
  EXPECT_LT(learned(true), 0.7);
}

TEST(Learn, AThresholdIsNotChosenOnTheTextsItIsJudgedBy) {
  // Codes that have nothing to do with the texts: the best threshold in hindsight claims some by luck, an honest one cannot do better
  // than to claim every text.
  std::mt19937 random(11);
  Learning learner({"luck", ""});
  double positive = 0;
  for (int i = 0; i < 300; ++i) {
    const std::string word(1, static_cast<char>('a' + random() % 20));
    const bool label = random() % 2 == 0;
    positive += label ? 1 : 0;
    learner.add(test::words("word" + word + " text"), label);
  }
  const Result<LearnedTheme> theme = learner.fit();
  ASSERT_TRUE(theme) << theme.error().to_string();
  EXPECT_LE(theme->all.f1, 2 * positive / (300 + positive) + 1e-9);
}

TEST(Learn, RefusesGroupsThatCannotBeParted) {
  Learning learner({"sign", ""});
  for (int i = 0; i < 100; ++i) learner.add(test::words("text"), i % 2 == 0, i % 2 == 0 ? "one" : "other");
  EXPECT_EQ(learner.fit().error().to_string(), "lexicon learn: all texts with the label 'sign', or all without, are of one group; name a finer group");
}

TEST(Learn, RefusesTooFewTexts) {
  Learning learner({"ombudsman", ""});
  learner.add(test::words("one text"), true);
  EXPECT_EQ(learner.fit().error().to_string(), "lexicon learn: 1 texts have the label 'ombudsman' and 0 have not: too few for 5 folds; code more texts, or use fewer folds");
}

TEST(Learn, AveragePrecisionOfKnownRankings) {
  EXPECT_DOUBLE_EQ(average_precision({{3, true}, {2, false}, {1, true}}), (1.0 + 2.0 / 3.0) / 2);
  EXPECT_DOUBLE_EQ(average_precision({{1, true}, {1, false}}), 0.5) << "a tie is one step";
  EXPECT_DOUBLE_EQ(average_precision({}), 0);
}

}  // namespace
}  // namespace concord
