// schema.json, which editors read, says the same as the reader: the keys of every mapping, and the values of every choice. What the reader
// knows is asked of the reader itself: it lists the known words when it meets an unknown one.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include <nlohmann/json.hpp>

#include "lexicons/lexicon.h"
#include "lexicons/lexicon_reader.h"

namespace concord {
namespace {

using Words = std::set<std::string>;

nlohmann::json schema() {
  std::ifstream file(CONCORD_SOURCE_DIR "/lexicons/schema.json");
  return nlohmann::json::parse(file);
}

/// "known are: a, b, c" of the error that this text gives.
Words known(const std::string& yaml) {
  const Result<Lexicon> lexicon = Lexicon::parse({{"t.yaml", yaml}});
  EXPECT_FALSE(lexicon) << yaml;
  if (lexicon) return {};
  std::string list = lexicon.error().remedy;
  const std::string head = "known are: ";
  EXPECT_EQ(list.substr(0, head.size()), head) << list;
  Words words;
  std::stringstream stream(list.substr(std::min(head.size(), list.size())));
  for (std::string word; stream >> word;) words.insert(word.back() == ',' ? word.substr(0, word.size() - 1) : word);
  return words;
}

Words keys(const nlohmann::json& object) {
  Words words;
  for (const auto& [key, unused] : object.at("properties").items()) words.insert(key);
  return words;
}

Words choices(const nlohmann::json& object) {
  Words words;
  for (const auto& value : object.at("enum")) words.insert(value.is_string() ? value.get<std::string>() : value.dump());
  return words;
}

const std::string head = "lexicon: actor\nentries:\n";

TEST(Schema, KnowsTheKeysThatTheReaderKnows) {
  const auto json = schema();
  const auto& parts = json["$defs"];
  EXPECT_EQ(keys(json), known("lexicon: actor\nqqqqqqqqqq: 1\n")) << "of a file";
  EXPECT_EQ(keys(json["properties"]["defaults"]), known("lexicon: actor\ndefaults: {qqqqqqqqqq: 1}\n")) << "of the defaults";
  EXPECT_EQ(keys(parts["entry"]), known(head + "  - {id: a, name: A, qqqqqqqqqq: 1}\n")) << "of an entry";
  EXPECT_EQ(keys(parts["rule"]["anyOf"][1]), known(head + "  - {id: a, name: A, aliases: [{text: x, qqqqqqqqqq: 1}]}\n")) << "of an alias";
  EXPECT_EQ(keys(parts["entry"]["properties"]["threshold"]["anyOf"][1]), known(head + "  - {id: a, name: A, threshold: {qqqqqqqqqq: 1}}\n")) << "of a threshold";
}

TEST(Schema, KnowsTheValuesThatTheReaderKnows) {
  const auto json = schema();
  const auto& parts = json["$defs"];
  const auto alias = [](const std::string& key) { return head + "  - {id: a, name: A, aliases: [{text: x, " + key + ": qqqqqqqqqq}]}\n"; };
  EXPECT_EQ(choices(parts["case"]), known(alias("case")));
  EXPECT_EQ(choices(parts["accent"]), known(alias("accent")));
  EXPECT_EQ(choices(parts["plural"]), known(alias("plural")));
  EXPECT_EQ(choices(parts["flag"]), known(alias("metonym")));
  const std::vector<std::string>& types = actor_types();
  EXPECT_EQ(choices(parts["entry"]["properties"]["type"]), Words(types.begin(), types.end()));
}

TEST(Schema, AllowsNothingThatItDoesNotName) {
  const auto json = schema();
  EXPECT_EQ(json["additionalProperties"], false);
  EXPECT_EQ(json["$defs"]["entry"]["additionalProperties"], false);
  EXPECT_EQ(json["$defs"]["rule"]["anyOf"][1]["additionalProperties"], false);
}

}  // namespace
}  // namespace concord
