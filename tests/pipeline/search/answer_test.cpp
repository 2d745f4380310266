// Answers against the slow twin, on random corpora and random queries; and the forms of the language one by one.
//
// CONCORD_QUERY_PAIRS sets the number of (corpus, query) pairs: 5,000 in a test run, 100,000 at night.
#include "pipeline/search/answer.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "pipeline/search/query_parser.h"
#include "pipeline/search/query_printer.h"
#include "tests/pipeline/search/generator.h"
#include "tests/pipeline/search/scan.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::Generator;
using test::make_document;
using test::MemorySnapshot;
using test::Scan;

/// "d0[0,2)[5,6) d3" out of an answer.
std::string show(const std::string& id, const std::set<test::Stretch>& stretches) {
  std::string text = " " + id;
  for (const auto& [begin, end] : stretches) text += "[" + std::to_string(begin) + "," + std::to_string(end) + ")";
  return text;
}

std::set<test::Stretch> stretches_of(const Occurrences& occurrences) {
  std::set<test::Stretch> stretches;
  for (const Occurrence& o : occurrences) stretches.insert({o.begin, o.end});
  return stretches;
}

std::string read_all(Answer& answer) {
  std::string text;
  for (DocNo document = answer.next(); document != no_more_documents; document = answer.next()) {
    Occurrences occurrences;
    answer.occurrences(occurrences);
    const auto stretches = stretches_of(occurrences);
    EXPECT_EQ(answer.count(), stretches.size());
    text += show("d" + std::to_string(document), stretches);
  }
  return text;
}

std::string answer_of(const Snapshot& snapshot, std::string_view typed) {
  const auto query = parse_query(typed);
  if (!query) return query.error().to_string();
  auto answer = Answer::open(snapshot, *query);
  return answer ? read_all(*answer) : answer.error().to_string();
}

// --- The twin ------------------------------------------------------------------------------------------------------------

struct Corpus {
  std::vector<Document> documents;
  std::set<DocNo> deleted;
};

Corpus make_corpus(Generator& generator) {
  Corpus corpus;
  const std::uint32_t count = 1 + generator.below(6);
  for (std::uint32_t i = 0; i < count; ++i) {
    corpus.documents.push_back(generator.document(i));
    if (generator.once_in(8)) corpus.deleted.insert(i);
  }
  return corpus;
}

std::string scan_all(const Corpus& corpus, const Catalogue& catalogue, const Query& query) {
  std::string text;
  for (DocNo i = 0; i < corpus.documents.size(); ++i) {
    if (corpus.deleted.contains(i)) continue;
    const auto truth = Scan(corpus.documents[i], catalogue)(query);
    if (truth.holds) text += show("d" + std::to_string(i), truth.stretches);
  }
  return text;
}

void expect_marks_inside_occurrences(Answer& answer) {
  while (answer.next() != no_more_documents) {
    Occurrences occurrences;
    Occurrences marks;
    answer.occurrences(occurrences);
    answer.marks(marks);
    EXPECT_EQ(occurrences.empty(), marks.empty());
    Occurrences inside = marks;
    keep_inside(inside, occurrences);
    EXPECT_EQ(inside, marks);
  }
}

void expect_advance_agrees(const Snapshot& snapshot, const Query& query, const std::string& all) {
  for (DocNo target = 0; target < snapshot.end(); ++target) {
    auto answer = Answer::open(snapshot, query);
    const DocNo found = answer->advance(target);
    for (DocNo between = target; between < std::min(found, snapshot.end()); ++between) {
      EXPECT_EQ((all + " ").find(" d" + std::to_string(between) + "["), std::string::npos);
    }
  }
}

TEST(Answer, AgreesWithAScanOfTheTokens) {
  const char* wanted = std::getenv("CONCORD_QUERY_PAIRS");
  const std::uint64_t pairs = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 5000;
  const Catalogue catalogue = Generator::catalogue();
  std::uint64_t done = 0;
  std::uint64_t matched = 0;
  for (std::uint64_t seed = 1; done < pairs; ++seed) {
    Generator generator(seed);
    const Corpus corpus = make_corpus(generator);
    const MemorySnapshot snapshot(corpus.documents, catalogue, corpus.deleted);
    for (int i = 0; i < 20 && done < pairs; ++i, ++done) {
      const Query meant = generator.query(1 + generator.below(3));
      const std::string typed = print_query(meant);
      SCOPED_TRACE("seed " + std::to_string(seed) + ": " + typed);
      const auto query = parse_query(typed);
      ASSERT_TRUE(query) << query.error().to_string();
      auto answer = Answer::open(snapshot, *query);
      if (!answer && answer.error().message.find("has a field 'pages'") != std::string::npos) continue;
      ASSERT_TRUE(answer) << answer.error().to_string();
      const std::string truth = scan_all(corpus, catalogue, meant);
      ASSERT_EQ(read_all(*answer), truth);
      matched += truth.empty() ? 0 : 1;
      auto again = Answer::open(snapshot, *query);
      expect_marks_inside_occurrences(*again);
      if (i == 0) expect_advance_agrees(snapshot, *query, truth);
      ASSERT_FALSE(HasFailure());
    }
  }
  EXPECT_GT(matched, pairs / 4) << "the generator asks for what is nowhere";
}

// --- One by one ----------------------------------------------------------------------------------------------------------

MemorySnapshot small_collection() {
  return MemorySnapshot(
      {make_document("The [actor:uto|United Tajik Opposition] signed the [theme:ceasefire|cease-fire]. Élite groups kept power.\n\n"
                     "No [theme:ombudsman!neg|ombudsman] was named.",
                     {.id = "report", .title = "Report on the inter-Tajik talks", .date = "1996-07-19/1996-07-21", .publisher = "UN", .fields = {{"pages", "12"}}}),
       make_document("@article Article 4\nAmnesty is a matter of law.\n\n@article Article 5\nAn [theme:ombudsman|ombudsman] guards the law of amnesty.",
                     {.id = "treaty", .title = "General agreement", .date = "1997-06", .kind = Kind::treaty, .fields = {{"pages", "4"}}}),
       make_document("The inter-Tajik dialogue, the intertajik council and inter Tajik trade. The Front is at the front.",
                     {.id = "study", .title = "A study", .date = "1994", .kind = Kind::study, .language = "ru"})},
      Catalogue({Label{"actor:uto", "United Tajik Opposition", "umbrella", {}, "TJ", "1", ""}, Label{"theme:ombudsman", "Ombudsman", "", {}, "", "", ""}}, "h"));
}

TEST(Answer, FindsEachForm) {
  const MemorySnapshot snapshot = small_collection();
  const struct {
    const char* name;
    const char* typed;
    const char* found;
  } cases[] = {
      {"word without accent", "elite", " d0[7,8)"},
      {"exact word", "=Front", " d2[11,12)"},
      {"hyphen variants", "inter-tajik", " d2[1,2)[4,5)[7,9)"},
      {"hyphen variants in a phrase", "\"inter-tajik trade\"", " d2[7,10)"},
      {"phrase with gap", "\"united * opposition\"", " d0[1,4)"},
      {"label", "actor:uto", " d0[1,4)"},
      {"label by its name", "actor:\"united tajik opposition\"", " d0[1,4)"},
      {"label inside a sequence", "[actor:*] \"signed the\" [theme:ceasefire]", " d0[1,7)"},
      {"type", "type:umbrella", " d0[1,4)"},
      {"negated", "theme:ombudsman!neg", " d0[12,13)"},
      {"affirmed", "theme:ombudsman!pos", " d1[7,8)"},
      {"in sentence", "ombudsman AND law IN sentence", " d1[7,8)[10,11)"},
      {"in paragraph", "signed AND power IN paragraph", " d0[4,5)[10,11)"},
      {"never in one sentence", "(signed AND power) NOT IN sentence", " d0[4,5)[10,11)"},
      {"not in an article", "amnesty NOT IN article:4", " d1[12,13)"},
      {"not in a phrase", "opposition NOT IN \"united tajik opposition\"", ""},
      {"in a phrase", "tajik IN actor:uto", " d0[2,3)"},
      {"in an article", "amnesty IN article:5", " d1[12,13)"},
      {"title", "title:\"inter-tajik talks\"", " d0"},
      {"title pattern", "title:agree*", " d1"},
      {"kind", "kind:(treaty OR study)", " d1 d2"},
      {"language by its long name", "language:ru", " d2"},
      {"interval meets range", "date:1996-07-20..1996-12", " d0"},
      {"date of a month", "date:1997", " d1"},
      {"numbers", "pages:10..", " d0"},
      {"source", "source:un", " d0"},
      {"all", "*", " d0 d1 d2"},
      {"fuzzy", "omboodsman~1", ""},
      {"fuzzy two", "omboodsman~2", " d0[12,13) d1[7,8)"},
      {"regex", "/amnest(y|ies)/", " d1[0,1)[12,13)"},
      {"stem", "stem:guarding", " d1[8,9)"},
      {"near", "amnesty NEAR/3 law", " d1[10,13)"},
      {"before", "amnesty BEFORE/4 law", " d1[0,6)"},
      {"nothing twice near itself", "Front NEAR/5 front", " d2[11,16)"},
  };
  for (const auto& form : cases) EXPECT_EQ(answer_of(snapshot, form.typed), form.found) << form.name;
}

TEST(Answer, ExplainsWhatItCannotAnswer) {
  const MemorySnapshot snapshot = small_collection();
  EXPECT_EQ(answer_of(snapshot, "knd:report"), "query: no document has a field 'knd'; did you mean kind:? Put the text in quotes if it is text");
  EXPECT_EQ(answer_of(snapshot, "date:July"), "query: 'July' is no date; write date:1996, date:1996-07, date:1996-07-21 or date:1996..1997-06");
  EXPECT_EQ(answer_of(snapshot, "pages:a..b"), "query: 'pages:a..b' is no range of dates or numbers; write pages:1994..1997-06 or pages:10..20");
  EXPECT_EQ(answer_of(snapshot, "date:1997..1994"), "query: the range date:1997..1994 ends before it begins; turn its ends round");
  EXPECT_EQ(answer_of(snapshot, "kind:report NEAR/3 law"),
            "query: kind:report cannot stand beside NEAR: it has no single place in the text; use a word, phrase, label or an OR of these, or IN sentence");
  EXPECT_EQ(answer_of(snapshot, "/(/").substr(0, 49), "query: /(/: this is no regular expression: missin");
}

TEST(Answer, NotesLimitsAndUnknownNames) {
  const MemorySnapshot snapshot = small_collection();
  const auto notes = [&](const char* typed, AnswerOptions options) {
    auto answer = Answer::open(snapshot, *parse_query(typed), nullptr, options);
    std::string all;
    for (const std::string& note : answer->notes()) all += note + "|";
    return all;
  };
  EXPECT_EQ(notes("t*", {.max_forms = 2}), "t* stands for 3 words; only 2 of them were searched|");
  EXPECT_EQ(notes("actor:utto", {}), "no label answers to actor:utto; nearest is actor:uto|");
  EXPECT_EQ(notes("kind:reprot", {}), "no document has kind:reprot; nearest is kind:report|");
  EXPECT_EQ(notes("law", {}), "");
}

TEST(Answer, ShowsTheFormsOfAPattern) {
  const MemorySnapshot snapshot = small_collection();
  auto answer = Answer::open(snapshot, *parse_query("inter* OR stem:signing OR actor:u*"));
  std::string forms;
  for (const Leaf& leaf : answer->leaves()) {
    forms += leaf.text + " =";
    for (const Form& form : leaf.forms) forms += " " + form.term + ":" + std::to_string(form.documents);
    forms += "\n";
  }
  EXPECT_EQ(forms, "inter* = inter:1 inter-tajik:1 intertajik:1\nstem:signing = signed:1\nactor:u* = actor:uto:1\n");
}

/// As after a reindex: the second document is deleted, its words stand in the dictionary still.
class StaleDictionary final : public Snapshot {
 public:
  [[nodiscard]] std::string id() const override { return x_living.id(); }
  [[nodiscard]] DocNo end() const override { return x_living.end(); }
  [[nodiscard]] const Catalogue& catalogue() const override { return x_living.catalogue(); }
  [[nodiscard]] std::unique_ptr<Postings> postings(Field field, std::string_view term) const override { return x_living.postings(field, term); }
  void terms(Field field, std::string_view from, const std::function<bool(const TermEntry&)>& visit) const override {
    x_all.terms(field, from, visit);
  }
  [[nodiscard]] Result<Document> document(DocNo number, Part parts) const override { return x_living.document(number, parts); }

 private:
  static std::vector<Document> documents() { return {make_document("elite elites"), make_document("elite elitist")}; }
  MemorySnapshot x_all = MemorySnapshot(documents());
  MemorySnapshot x_living = MemorySnapshot(documents(), {}, {1});
};

TEST(Answer, CountsNoDeletedDocument) {
  const StaleDictionary snapshot;
  auto pattern = Answer::open(snapshot, *parse_query("elit*"));
  EXPECT_EQ(pattern->leaves()[0].forms, (std::vector<Form>{{"elite", 1}, {"elites", 1}}));
  EXPECT_EQ(pattern->leaves()[0].forms_found, 2U);
  auto word = Answer::open(snapshot, *parse_query("elite"));
  EXPECT_EQ(word->leaves()[0].document_counts, (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(Answer::open(snapshot, *parse_query("elitist"))->leaves()[0].unknown, (std::vector<std::string>{"elitist"}));
}

TEST(Answer, FilterNarrowsWithoutOccurrences) {
  const MemorySnapshot snapshot = small_collection();
  const Query filter = *parse_query("kind:treaty theme:ombudsman");
  auto answer = Answer::open(snapshot, *parse_query("ombudsman"), &filter);
  EXPECT_EQ(read_all(*answer), " d1[7,8)");
}

TEST(Answer, MarksTheWordsOfNear) {
  const MemorySnapshot snapshot = small_collection();
  auto answer = Answer::open(snapshot, *parse_query("amnesty NEAR/3 law"));
  ASSERT_EQ(answer->next(), 1U);
  Occurrences marks;
  answer->marks(marks);
  EXPECT_EQ(stretches_of(marks), (std::set<test::Stretch>{{10, 11}, {12, 13}}));
}

}  // namespace
}  // namespace concord
