#include "pipeline/chronicle/stance.h"

#include <gtest/gtest.h>

#include "pipeline/chronicle/backing.h"
#include "tests/support/make_document.h"

namespace concord {
namespace {

/// "asks: demanded", or "-".
std::string stance_in(std::string_view markup) {
  const Document document = test::make_document(markup);
  const auto found = stance_of(document, document.sentences[0].tokens, document.annotations[0].tokens);
  if (!found) return "-";
  return std::string(name(found->stance)) + ": " + std::string(document.term(document.tokens[found->word.begin]));
}

TEST(Stance, IsReadFromTheWordsBesideAMention) {
  const struct {
    const char* markup;
    const char* expected;
  } cases[] = {
      {"The [actor:front|Lake Front] demanded a third of the posts.", "asks: demanded"},
      {"The [actor:front|Lake Front] leader, Commander Fish, firmly refused to sign.", "refuses: refused"},
      {"The [actor:front|Lake Front] and the Government agreed to stop.", "offers: agreed"},
      {"The plan was rejected by the [actor:front|Lake Front].", "refuses: rejected"},
      {"The proposals of the [actor:front|Lake Front] were heard.", "offers: proposals"},
      {"The [actor:front|Lake Front] demands were heard.", "asks: demands"},
      {"According to the [actor:front|Lake Front], nothing was done.", "states: according"},
      {"The plan was never fully endorsed by the [actor:front|Lake Front] leaders.", "refuses: endorsed"},
      {"The [actor:front|Lake Front] and proposals of others met.", "-"},
      {"The herdsmen, in a letter to the [actor:front|Lake Front], confirmed it.", "-"},
      {"A pact between the herdsmen and the [actor:front|Lake Front] had recommended it.", "-"},
      {"They left their seats in the [actor:front|Lake Front] and threatened us.", "-"},
      {"The leader of the [actor:front|Lake Front] demanded it.", "asks: demanded"},
      {"In May the [actor:front|Lake Front] agreed.", "offers: agreed"},
      {"For the [actor:front|Lake Front] Said Fish signed.", "-"},
      {"The [actor:front|Lake Front] was accused of theft.", "-"},
      {"The [actor:front|Lake Front] fired, and the herdsmen demanded help.", "-"},
      {"The herdsmen demanded help from the [actor:front|Lake Front].", "-"},
      {"Le [actor:front|Front du lac] exige la paix.", "asks: exige"},
      {"[actor:front|Фронт] потребовал мира.", "asks: потребовал"},
  };
  for (const auto& each : cases) EXPECT_EQ(stance_in(each.markup), each.expected) << each.markup;
}

bool backed(std::string_view markup) {
  const Document document = test::make_document(markup);
  return backing_near(document, document.sentences[0].tokens, document.annotations[0].tokens).has_value();
}

TEST(Backing, IsReadFromWordsOfSupportBesideAMention) {
  for (const char* yes : {"Fishermen loyal to the [actor:front|Lake Front] left.", "The [actor:front|Lake Front] is supported by the villages.", "The strongholds of the [actor:front|Lake Front] are in the hills.",
                          "The [actor:front|Lake Front] left its strongholds.", "It enjoys the support of the [actor:front|Lake Front]."}) {
    EXPECT_TRUE(backed(yes)) << yes;
  }
  for (const char* no : {"The [actor:front|Lake Front] spoke in support of the agreement.", "The mission supported the talks of the [actor:front|Lake Front].", "The [actor:front|Lake Front] left."}) {
    EXPECT_FALSE(backed(no)) << no;
  }
}

}  // namespace
}  // namespace concord
