#include "pipeline/cooccur/overview.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/make_document.h"
#include "tests/support/memory_snapshot.h"

namespace concord {
namespace {

using test::Given;
using test::make_document;
using test::MemorySnapshot;

Label label(std::string id, std::string name) {
  Label made;
  made.id = std::move(id);
  made.name = std::move(name);
  return made;
}

MemorySnapshot three_documents() {
  std::vector<Document> documents;
  documents.push_back(make_document("No [theme:ombudsman!neg|ombudsman] came. The [actor:uto|UTO] left.",
                                    Given{.id = "a", .date = "1996-07-21", .kind = Kind::report}));
  documents.push_back(make_document("An [theme:ombudsman|ombudsman] and an [theme:ombudsman|ombudsman].",
                                    Given{.id = "b", .date = "1997", .kind = Kind::treaty, .fields = {{"country", "TJ"}}}));
  documents.push_back(make_document("Deleted [actor:uto|UTO].", Given{.id = "c", .kind = Kind::news}));
  Catalogue catalogue({label("actor:uto", "United Tajik Opposition"), label("theme:ombudsman", "Ombudsman"), label("theme:unmet", "Never met")}, "h");
  return MemorySnapshot(std::move(documents), std::move(catalogue), {2});
}

TEST(Overview, CountsLiveDocumentsOnly) {
  const Overview counts = overview(three_documents(), {"actor", "theme"});
  EXPECT_EQ(counts.documents, 2U);
  EXPECT_EQ(counts.tokens, 11U);
  EXPECT_EQ(counts.sentences, 3U);
  ASSERT_EQ(counts.labels.size(), 2U);
  EXPECT_EQ(counts.labels[0].label, "theme:ombudsman");
  EXPECT_EQ(counts.labels[0].mentions, 3U);
  EXPECT_EQ(counts.labels[0].negated, 1U);
  EXPECT_EQ(counts.labels[0].documents, 2U);
  EXPECT_EQ(counts.labels[1].mentions, 1U);
}

TEST(Overview, GroupsDocumentsByAnyField) {
  const MemorySnapshot snapshot = three_documents();
  using Counts = std::vector<std::pair<std::string, std::uint32_t>>;
  EXPECT_EQ(documents_by(snapshot, "kind"), (Counts{{"report", 1}, {"treaty", 1}}));
  EXPECT_EQ(documents_by(snapshot, "year"), (Counts{{"1996", 1}, {"1997", 1}}));
  EXPECT_TRUE(documents_by(snapshot, "nothing").empty());
  const auto fields = metadata_fields(snapshot);
  EXPECT_NE(std::find(fields.begin(), fields.end(), "country"), fields.end());
  EXPECT_NE(std::find(fields.begin(), fields.end(), "kind"), fields.end());
}

}  // namespace
}  // namespace concord
