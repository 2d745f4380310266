#include "corpus/collection/collection.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace concord {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for one test, removed at its end.
class CollectionFolder : public testing::Test {
 protected:
  CollectionFolder() {
    x_folder = fs::path(testing::TempDir()) / ("concord-collection-" + std::to_string(::getpid()));
    fs::remove_all(x_folder);
    fs::create_directories(x_folder / "documents");
  }
  ~CollectionFolder() override { fs::remove_all(x_folder); }

  [[nodiscard]] std::string path(const std::string& name) const { return (x_folder / name).string(); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(path(name)) << text; }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(path(name)).rdbuf();
    return text.str();
  }

 private:
  fs::path x_folder;
};

std::string fault_of(std::string_view yaml) {
  const auto config = Collection::parse(yaml, "/c");
  return config ? "no fault" : config.error().to_string();
}

TEST(CollectionConfig, TheTemplateIsValidAndMeansTheDefaults) {
  const auto config = Collection::parse(collection_template("Tajik \"talks\""), "/c");
  ASSERT_TRUE(config) << config.error().to_string();
  EXPECT_EQ(config->name, "Tajik \"talks\"");
  EXPECT_EQ(config->lexicons, std::vector<std::string>{"bundled"});
  EXPECT_TRUE(config->sources.empty());
}

TEST(CollectionConfig, ReadsSourcesRulesAndOptions) {
  const auto config = Collection::parse(R"(
sources:
  - path: reports
    kind: report
    include: ["**/*.pdf", "*.txt"]
    fields: {country: TJ}
    columns: {text: body, title: headline}
  - {path: /data/wire.jsonl, name: wire, language: ru}
kinds:
  - {path: "agreements/**", kind: treaty}
max-file-size: 2 GB
ocr: auto
queries: {elites: '"regional elites"'}
)",
                                        "/c");
  ASSERT_TRUE(config) << config.error().to_string();
  ASSERT_EQ(config->sources.size(), 2U);
  EXPECT_EQ(config->sources[0].path, "/c/reports");
  EXPECT_EQ(config->sources[0].name, "reports");
  EXPECT_EQ(config->sources[0].kind, Kind::report);
  EXPECT_EQ(config->sources[0].columns.text, "body");
  EXPECT_EQ(config->sources[1].path, "/data/wire.jsonl");
  EXPECT_EQ(config->kinds[0].value, "treaty");
  EXPECT_EQ(config->max_file_bytes, std::uint64_t{2} << 30);
  EXPECT_EQ(config->ocr, OcrMode::automatic);
  EXPECT_EQ(config->queries.at("elites"), "\"regional elites\"");
}

TEST(CollectionConfig, FaultsNameFileLineAndRemedy) {
  struct Case {
    const char* name;
    const char* yaml;
    const char* fault;
  };
  for (const Case& c : {
           Case{"misspelt key", "name: x\nsoruces: []\n", "/c/concord.yaml:2:1: unknown key `soruces`; did you mean `sources`?"},
           Case{"misspelt kind", "kinds:\n  - {path: a, kind: treatie}\n",
                "/c/concord.yaml:2:21: 'treatie' is no value for `kind`; did you mean 'treaty'?"},
           Case{"missing path", "sources:\n  - {name: a}\n", "/c/concord.yaml:2:5: `path` is missing; add `path: ...`"},
           Case{"not a list", "sources: here\n", "/c/concord.yaml:1:10: `sources` takes a list of entries; begin each with `- path: ...`"},
           Case{"not yaml", "name: [unclosed\n", "/c/concord.yaml:2:1: not valid YAML: end of sequence flow not found; check indentation, quotes and brackets on this line"},
           Case{"not a number", "workers: many\n", "/c/concord.yaml:1:10: `workers` takes a whole number"},
           Case{"two of a name", "sources: [{path: a/x}, {path: b/x}]\n",
                "/c/concord.yaml: two sources are named 'x'; give one of them a `name:` of its own"},
       }) {
    EXPECT_EQ(fault_of(c.yaml), c.fault) << c.name;
  }
}

TEST_F(CollectionFolder, IsFoundFromBelow) {
  ASSERT_TRUE(Collection::create(path("peace"), "peace"));
  fs::create_directories(path("peace/a/b"));
  const auto found = Collection::find(path("peace/a/b"));
  ASSERT_TRUE(found) << found.error().to_string();
  EXPECT_EQ(found->folder(), path("peace"));
  EXPECT_EQ(Collection::create(path("peace"), "peace").error().code, ErrorCode::cannot_create);
  EXPECT_EQ(Collection::find(path("documents")).error().code, ErrorCode::no_input);
}

TEST_F(CollectionFolder, AddsSourcesAndKeepsComments) {
  auto collection = Collection::create(path("peace"), "peace");
  ASSERT_TRUE(collection);
  fs::create_directories(path("more/documents"));
  ASSERT_TRUE(collection->add_source(path("documents"), Collection::Write::nothing));
  EXPECT_EQ(collection->config().sources.size(), 1U);
  collection = Collection::open(path("peace"));
  ASSERT_TRUE(collection);
  EXPECT_TRUE(collection->config().sources.empty());
  ASSERT_TRUE(collection->add_source(path("documents")));
  ASSERT_TRUE(collection->add_source(path("documents")));  // already there
  ASSERT_TRUE(collection->add_source(path("more/documents/")));
  const auto reopened = Collection::open(path("peace"));
  ASSERT_TRUE(reopened) << reopened.error().to_string();
  ASSERT_EQ(reopened->config().sources.size(), 2U);
  EXPECT_EQ(reopened->config().sources[0].name, "documents");
  EXPECT_EQ(reopened->config().sources[1].name, "documents-2");
  EXPECT_NE(read("peace/concord.yaml").find("# Where the documents are."), std::string::npos);
  EXPECT_EQ(collection->add_source(path("nowhere")).error().code, ErrorCode::no_input);
}

TEST_F(CollectionFolder, AddsToAListThatWasWrittenByHand) {
  fs::create_directories(path("hand"));
  write("hand/concord.yaml", "sources:\n- path: /somewhere\n  kind: report   # ours\n\nname: hand\n");
  auto collection = Collection::open(path("hand"));
  ASSERT_TRUE(collection) << collection.error().to_string();
  ASSERT_TRUE(collection->add_source(path("documents")));
  EXPECT_EQ(collection->config().sources.size(), 2U);
  EXPECT_EQ(collection->config().sources[0].kind, Kind::report);
}

TEST(CollectionConfig, TheReadingHashHeedsOnlyWhatChangesTheIndex) {
  const auto hash = [](const std::string& yaml) {
    const std::string folder = (fs::path(testing::TempDir()) / ("concord-hash-" + std::to_string(::getpid()))).string();
    fs::create_directories(folder);
    std::ofstream(folder + "/concord.yaml") << yaml;
    const auto collection = Collection::open(folder);
    fs::remove_all(folder);
    CollectionSource source;
    source.name = "docs";
    return collection ? collection->reading_hash(source) : collection.error().to_string();
  };
  EXPECT_EQ(hash("workers: 1\nqueries: {a: b}\n"), hash("workers: 8\n"));
  EXPECT_NE(hash("kinds: [{path: a, kind: report}]\n"), hash("kinds: [{path: a, kind: treaty}]\n"));
  EXPECT_NE(hash("keep-boilerplate: true\n"), hash(""));
}

}  // namespace
}  // namespace concord
