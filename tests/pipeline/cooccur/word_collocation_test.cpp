#include "pipeline/cooccur/word_collocation.h"

#include <gtest/gtest.h>

#include "tests/pipeline/cooccur/naive_counter.h"
#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::MemorySnapshot;

using Way = Result<Collocates> (*)(const Snapshot&, NodeWindows&, const KeptWindows&, const CollocateOptions&);

Collocates counted(Way way, const Snapshot& snapshot, const MatchFinder& nodes, const CollocateOptions& options) {
  NodeWindows windows(snapshot, options);
  KeptWindows kept;
  EXPECT_TRUE(windows.for_each(nodes, [&](DocNo number, const WindowMarker& marker) -> Status {
    kept.add(number, marker);
    return {};
  }));
  auto found = way(snapshot, windows, kept, options);
  EXPECT_TRUE(found.has_value());
  return std::move(*found);
}

std::string shown(const Collocates& found) {
  std::string text = std::to_string(found.nodes) + " in " + std::to_string(found.node_documents) + ", " +
                     std::to_string(found.window_tokens) + " of " + std::to_string(found.tokens) + ", hidden " +
                     std::to_string(found.hidden) + "\n";
  for (const Collocate& item : found.items) {
    text += item.name + " " + std::to_string(item.cells.both) + " " + std::to_string(item.cells.only_a) + " " +
            std::to_string(item.cells.only_b) + " " + std::to_string(item.cells.neither) + " <" + std::to_string(item.left) + ">" +
            std::to_string(item.right) + " in " + std::to_string(item.documents) + " dp " + std::to_string(item.dispersion);
    for (const std::uint64_t at : item.profile) text += " " + std::to_string(at);
    text += "\n";
  }
  return text;
}

class RandomWordCollocates : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomWordCollocates, AreTheSameFromDocumentsAndFromPostings) {
  test::CorpusMaker maker(GetParam());
  const MemorySnapshot snapshot(maker.documents(14), {}, {3});
  for (const WindowLimit within : {WindowLimit::sentence, WindowLimit::paragraph, WindowLimit::document}) {
    CollocateOptions options;
    options.window = {maker.pick(5), 1 + maker.pick(6)};
    options.within = within;
    options.min_count = 1 + maker.pick(3);
    options.documents = DocumentSet::all(snapshot);
    options.documents->erase(7);
    const auto nodes = test::word_matches(snapshot, test::random_words()[maker.pick(8)]);
    const std::string words = shown(counted(words_of_documents, snapshot, nodes, options));
    EXPECT_EQ(shown(counted(words_of_postings, snapshot, nodes, options)), words);
    // Forms that count as one, and words that are left out.
    options.group = [](std::string_view term) { return term == "the" ? std::string() : std::string(1, term.back()); };
    const std::string groups = shown(counted(words_of_documents, snapshot, nodes, options));
    EXPECT_EQ(shown(counted(words_of_postings, snapshot, nodes, options)), groups);
    EXPECT_NE(groups, words);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomWordCollocates, ::testing::Range(0U, 40U));

}  // namespace
}  // namespace concord
