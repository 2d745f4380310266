#include "pipeline/cooccur/collocation.h"

#include <gtest/gtest.h>

#include "pipeline/cooccur/dispersion.h"
#include "tests/pipeline/cooccur/naive_counter.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

std::string shown(const Collocates& collocates) {
  std::string text;
  for (const Collocate& item : collocates.items) {
    text += item.name + " " + std::to_string(item.cells.both) + " (" + std::to_string(item.left) + "<" +
            std::to_string(item.right) + ") of " + std::to_string(item.cells.in_b()) + "\n";
  }
  return text;
}

CollocateOptions window(std::uint32_t size, WindowLimit within = WindowLimit::sentence) {
  CollocateOptions options;
  options.window = {size, size};
  options.within = within;
  return options;
}

TEST(Collocation, CountsTheTwoSidesOfANode) {
  const MemorySnapshot snapshot({make_document("the old opposition left the old talks")});
  const auto found = word_collocates(snapshot, test::word_matches(snapshot, "opposition"), window(2));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(shown(*found),
            "the 2 (1<1) of 2\n"
            "left 1 (0<1) of 1\n"
            "old 1 (1<0) of 2\n");
  EXPECT_EQ(found->nodes, 1U);
  EXPECT_EQ(found->window_tokens, 4U);
  EXPECT_EQ(found->tokens, 6U);
  EXPECT_EQ(found->items[0].profile, (std::array<std::uint64_t, 6>{0, 1, 0, 0, 1, 0}));
  EXPECT_EQ(found->items[1].profile, (std::array<std::uint64_t, 6>{0, 0, 0, 1, 0, 0}));
}

// Other tools count "talks" twice here, and reach into the next sentence.
TEST(Collocation, WindowsMergeAndEndWithTheSentence) {
  const MemorySnapshot snapshot({make_document("Opposition talks opposition. Rain fell."), make_document("Snow fell.")});
  const auto nodes = test::word_matches(snapshot, "opposition");
  EXPECT_EQ(shown(*word_collocates(snapshot, nodes, window(5))), "talks 1 (1<1) of 1\n");
  EXPECT_EQ(shown(*word_collocates(snapshot, nodes, window(5, WindowLimit::document))),
            "fell 1 (0<1) of 2\n"
            "rain 1 (0<1) of 1\n"
            "talks 1 (1<1) of 1\n");
}

TEST(Collocation, GroupingJoinsFormsAndLeavesOutStopWords) {
  const MemorySnapshot snapshot({make_document("The talks on opposition talk. Talks ended.")});
  CollocateOptions options = window(3);
  options.group = [](std::string_view term) {
    return term == "the" || term == "on" ? std::string() : std::string(term.substr(0, 4));
  };
  EXPECT_EQ(shown(*word_collocates(snapshot, test::word_matches(snapshot, "opposition"), options)), "talk 2 (1<1) of 3\n");
}

TEST(Collocation, SaysHowManyCollocatesItHid) {
  const MemorySnapshot snapshot({make_document("peace talks peace aid peace talks")});
  CollocateOptions options = window(1);
  options.min_count = 2;
  const auto found = word_collocates(snapshot, test::word_matches(snapshot, "peace"), options);
  EXPECT_EQ(shown(*found), "talks 2 (1<2) of 2\n");
  EXPECT_EQ(found->hidden, 1U);
}

TEST(Collocation, LabelsStandAtTheirFirstToken) {
  const MemorySnapshot snapshot({make_document("[actor:uto|United Opposition] discussed amnesty with [actor:un|UN] and [actor:un!neg|UN].")},
                                test::random_catalogue());
  const Axis actors = *parse_axis(snapshot, "actor");
  const auto nodes = test::word_matches(snapshot, "amnesty");
  EXPECT_EQ(shown(*item_collocates(snapshot, nodes, actors, window(4))),
            "actor:un 2 (0<2) of 2\n"
            "actor:uto 1 (1<0) of 1\n");
  CollocateOptions options = window(4);
  options.polarity = Polarity::affirmed;
  EXPECT_EQ(shown(*item_collocates(snapshot, nodes, actors, options)),
            "actor:un 1 (0<1) of 1\n"
            "actor:uto 1 (1<0) of 1\n");
}

TEST(Collocation, RowsAreNodesOfTheirColumns) {
  const MemorySnapshot snapshot({make_document("[actor:uto|United Opposition] accepted [theme:amnesty|amnesty] soon. "
                                               "[actor:un|UN] and [actor:uto|UTO] left.")},
                                test::random_catalogue());
  const auto rows = window_cooccurrence(snapshot, *parse_axis(snapshot, "actor"), *parse_axis(snapshot, "theme,actor"), window(2));
  ASSERT_TRUE(rows.has_value());
  EXPECT_EQ(shown((*rows)[1]), "actor:uto 1 (0<1) of 2\n");
  // Two tokens of the opposition's name are a node; the window takes up after them.
  EXPECT_EQ(shown((*rows)[2]), "actor:un 1 (1<0) of 1\ntheme:amnesty 1 (0<1) of 1\n");
}

TEST(Collocation, ComparesTwoNodes) {
  const MemorySnapshot snapshot({make_document("armed opposition talks. united opposition. armed men. united nations.")});
  const auto one = word_collocates(snapshot, test::word_matches(snapshot, "armed"), window(1));
  const auto other = word_collocates(snapshot, test::word_matches(snapshot, "united"), window(1));
  std::string text;
  for (const ComparedItem& item : compare_collocates(*one, *other)) {
    text += item.name + " " + std::to_string(item.frequencies.count_1) + ":" + std::to_string(item.frequencies.count_2) + " of " +
            std::to_string(item.frequencies.size_1) + ":" + std::to_string(item.frequencies.size_2) + "\n";
  }
  EXPECT_EQ(text, "men 1:0 of 2:2\nnations 0:1 of 2:2\nopposition 1:1 of 2:2\n");
}

// The slow twin: for each token, look at every node of its unit.
struct NaiveCollocates {
  std::map<std::string, std::uint64_t> joint, left, right, elsewhere;
  std::uint64_t window_tokens = 0, tokens = 0;
};

NaiveCollocates collocates_by_looking(const std::vector<Document>& documents, std::string_view node, WindowSize size,
                                      WindowLimit within, const std::set<DocNo>& left_out) {
  NaiveCollocates result;
  for (DocNo number = 0; number < documents.size(); ++number) {
    if (left_out.contains(number)) continue;
    const Document& document = documents[number];
    const auto unit_of = [&](std::uint32_t token) -> std::size_t {
      if (within == WindowLimit::document) return 0;
      std::size_t sentence = 0;
      while (!document.sentences[sentence].tokens.contains(token)) ++sentence;
      if (within == WindowLimit::sentence) return sentence;
      std::size_t paragraph = 0;
      while (!document.paragraphs[paragraph].sentences.contains(static_cast<std::uint32_t>(sentence))) ++paragraph;
      return paragraph;
    };
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      const std::string term(document.term(document.tokens[i]));
      if (term == node) continue;
      ++result.tokens;
      bool left = false, right = false;
      for (std::uint32_t j = 0; j < document.tokens.size(); ++j) {
        if (document.term(document.tokens[j]) != node || unit_of(i) != unit_of(j)) continue;
        left = left || (i < j && j - i <= size.left);
        right = right || (i > j && i - j <= size.right);
      }
      result.left[term] += left ? 1 : 0;
      result.right[term] += right ? 1 : 0;
      result.joint[term] += left || right ? 1 : 0;
      result.elsewhere[term] += left || right ? 0 : 1;
      result.window_tokens += left || right ? 1 : 0;
    }
  }
  return result;
}

class RandomCollocates : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomCollocates, AgreeWithLookingAtEveryToken) {
  test::CorpusMaker maker(GetParam());
  const std::vector<Document> documents = maker.documents(10);
  const MemorySnapshot snapshot(documents, {}, {3});
  for (const WindowLimit within : {WindowLimit::sentence, WindowLimit::paragraph, WindowLimit::document}) {
    CollocateOptions options = window(1 + maker.pick(6), within);
    options.window.right = maker.pick(5);
    options.documents = DocumentSet::all(snapshot);
    options.documents->erase(7);
    const std::string node = test::random_words()[maker.pick(8)];
    const auto found = word_collocates(snapshot, test::word_matches(snapshot, node), options);
    ASSERT_TRUE(found.has_value());
    const NaiveCollocates naive = collocates_by_looking(documents, node, options.window, within, {3, 7});
    EXPECT_EQ(found->window_tokens, naive.window_tokens);
    EXPECT_EQ(found->tokens, naive.tokens);
    std::size_t met = 0;
    for (const auto& [term, joint] : naive.joint) met += joint > 0 ? 1 : 0;
    EXPECT_EQ(found->items.size(), met);
    Axis words;
    for (const Collocate& item : found->items) {
      EXPECT_EQ(item.cells.both, naive.joint.at(item.name));
      EXPECT_EQ(item.cells.only_b, naive.elsewhere.at(item.name));
      EXPECT_EQ(item.left, naive.left.at(item.name));
      EXPECT_EQ(item.right, naive.right.at(item.name));
      EXPECT_EQ(item.cells.total(), naive.tokens);
      words.push_back({item.name, ItemKind::words, {item.name}, {}});
    }
    // The postings say the same as the stored tokens.
    const auto by_items = item_collocates(snapshot, test::word_matches(snapshot, node), words, options);
    ASSERT_EQ(by_items->items.size(), found->items.size());
    for (std::size_t i = 0; i < words.size(); ++i) {
      EXPECT_EQ(by_items->items[i].cells, found->items[i].cells);
      EXPECT_EQ(by_items->items[i].profile, found->items[i].profile);
      EXPECT_NEAR(by_items->items[i].dispersion, found->items[i].dispersion, 1e-12);
      EXPECT_GE(found->items[i].dispersion, 0);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomCollocates, ::testing::Range(0U, 40U));

TEST(Collocation, DispersionIsGriesOverDocuments) {
  const MemorySnapshot snapshot({make_document("peace now. peace talks. peace now"), make_document("peace talks"),
                                 make_document("talks talks")});
  const auto found = word_collocates(snapshot, test::word_matches(snapshot, "peace"), window(1));
  // "now": 2 of the 3 window tokens of the first document, 0 of the 1 of the second.
  EXPECT_NEAR(found->items[0].dispersion, gries_dp({{2, 3}, {0, 1}}), 1e-12);
  EXPECT_NEAR(found->items[1].dispersion, gries_dp({{1, 3}, {1, 1}}), 1e-12);
}

}  // namespace
}  // namespace concord
