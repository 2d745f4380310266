#include "pipeline/cooccur/unit_space.h"

#include <gtest/gtest.h>

#include "tests/pipeline/cooccur/random_corpus.h"

namespace concord {
namespace {

using test::make_document;
using test::MemorySnapshot;

UnitSpace space_of(const Snapshot& snapshot, UnitKind kind, const DocumentSet& documents) {
  auto space = UnitSpace::build(snapshot, kind, documents);
  EXPECT_TRUE(space.has_value());
  space->read_bounds(snapshot);
  return std::move(*space);
}

class RandomUnits : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomUnits, AreFoundByRankAsByASearch) {
  test::CorpusMaker maker(GetParam());
  const MemorySnapshot snapshot(maker.documents(12), {}, {2, 5});
  DocumentSet documents = DocumentSet::all(snapshot);
  documents.erase(8);
  for (const UnitKind kind : {UnitKind::sentence, UnitKind::paragraph, UnitKind::article, UnitKind::document}) {
    const UnitSpace space = space_of(snapshot, kind, documents);
    for (const std::string& word : test::random_words()) {
      PostingList list;
      snapshot.read_list(Field::word, word, ListPart::positions, list);
      std::vector<UnitNo> by_list, one_by_one, by_search;
      if (kind != UnitKind::document) space.locate(list, by_list);
      std::size_t at = 0;
      for (std::size_t i = 0; i < list.documents.size(); at += list.frequencies[i++]) {
        const auto positions = std::span(list.positions).subspan(at, list.frequencies[i]);
        space.locate(list.documents[i], positions, one_by_one);
        space.locate_by_search(list.documents[i], positions, by_search);
      }
      EXPECT_EQ(one_by_one, by_search) << name(kind) << " " << word;
      if (kind != UnitKind::document) {
        EXPECT_EQ(by_list, by_search) << name(kind) << " " << word;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomUnits, ::testing::Range(0U, 30U));

// A sentence of signs alone has a number but no token: those after it keep theirs.
TEST(UnitSpace, CountsSentencesWithoutTokens) {
  Document document = make_document("Peace holds. Talks go on. Guards left.");
  document.sentences.insert(document.sentences.begin() + 1, Sentence{{12, 12}, {2, 2}});
  document.sentences.push_back(Sentence{{38, 38}, {7, 7}});
  document.paragraphs[0].sentences.end = 5;
  const MemorySnapshot snapshot({document, make_document("Rain fell.")});
  const UnitSpace space = space_of(snapshot, UnitKind::sentence, DocumentSet::all(snapshot));
  std::vector<UnitNo> units, searched;
  const std::vector<std::uint32_t> positions = {0, 1, 2, 4, 5, 6};
  space.locate(0, positions, units);
  space.locate(1, std::vector<std::uint32_t>{1}, units);
  space.locate_by_search(0, positions, searched);
  space.locate_by_search(1, std::vector<std::uint32_t>{1}, searched);
  EXPECT_EQ(units, (std::vector<UnitNo>{0, 0, 2, 2, 3, 3, 5}));
  EXPECT_EQ(units, searched);
}

}  // namespace
}  // namespace concord
