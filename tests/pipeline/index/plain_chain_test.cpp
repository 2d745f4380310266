// The slow twin of our segment writer: Lucene++'s own indexing chain, fed token by token. Both must write the same bytes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>

#include <lucene++/LuceneHeaders.h>
#include <lucene++/KeywordAnalyzer.h>
#include <lucene++/PositionIncrementAttribute.h>
#include <lucene++/RAMDirectory.h>
#include <lucene++/SerialMergeScheduler.h>
#include <lucene++/TermAttribute.h>

#include "pipeline/index/checked_directory.h"
#include "pipeline/index/index_writer.h"
#include "pipeline/index/postings_of.h"
#include "pipeline/index/record.h"
#include "pipeline/index/segment_writer.h"
#include "tests/support/random_corpus.h"
#include "tests/support/scratch_folder.h"

#pragma GCC diagnostic ignored "-Wextra-semi"  // inside LUCENE_CLASS, a macro of Lucene++

namespace concord {
namespace {

using Lucene::String;

struct PlainToken {
  std::uint32_t position;
  std::string term;
};

/// The postings of one field, turned back into a stream of tokens.
class PostingStream final : public Lucene::TokenStream {
 public:
  explicit PostingStream(const std::vector<PlainToken>& tokens) : x_tokens(tokens) {}
  ~PostingStream() override = default;
  LUCENE_CLASS(PostingStream)

  void initialize() override {
    x_term = addAttribute<Lucene::TermAttribute>();
    x_increment = addAttribute<Lucene::PositionIncrementAttribute>();
  }
  bool incrementToken() override {
    if (x_at == x_tokens.size()) return false;
    clearAttributes();
    const PlainToken& token = x_tokens[x_at];
    x_term->setTermBuffer(to_lucene(token.term));
    // Lucene's first token with an increment of 1 has position 0.
    const std::int64_t before = x_at == 0 ? -1 : static_cast<std::int64_t>(x_tokens[x_at - 1].position);
    x_increment->setPositionIncrement(static_cast<int32_t>(token.position - before));
    ++x_at;
    return true;
  }

 private:
  std::vector<PlainToken> x_tokens;
  std::size_t x_at = 0;
  Lucene::TermAttributePtr x_term;
  Lucene::PositionIncrementAttributePtr x_increment;
};

Lucene::DocumentPtr to_lucene_document(const Document& document, const std::string& record) {
  std::map<Field, std::vector<PlainToken>> fields;
  for (std::size_t i = 0; i < field_count; ++i) fields[static_cast<Field>(i)];
  for_each_posting(document, [&](const Posting& posting) {
    auto& tokens = fields[posting.field];
    for (const std::uint32_t position : posting.positions) tokens.push_back({position, std::string(posting.term)});
    if (!has_positions(posting.field)) tokens.push_back({static_cast<std::uint32_t>(tokens.size()), std::string(posting.term)});
  });
  for (const std::string& term : file_terms(document.metadata, false)) {
    auto& tokens = fields[Field::file];
    tokens.push_back({static_cast<std::uint32_t>(tokens.size()), term});
  }
  const auto lucene = Lucene::newLucene<Lucene::Document>();
  for (auto& [field, tokens] : fields) {
    std::stable_sort(tokens.begin(), tokens.end(), [](const auto& a, const auto& b) { return a.position < b.position; });
    const auto stream = Lucene::newLucene<PostingStream>(tokens);
    const auto added = Lucene::newLucene<Lucene::Field>(to_lucene(name(field)), stream, Lucene::AbstractField::TERM_VECTOR_NO);
    added->setOmitNorms(true);
    added->setOmitTermFreqAndPositions(!has_positions(field));
    lucene->add(added);
  }
  auto bytes = Lucene::ByteArray::newInstance(static_cast<int32_t>(record.size()));
  std::memcpy(bytes.get(), record.data(), record.size());
  lucene->add(Lucene::newLucene<Lucene::Field>(to_lucene(record_field_name), bytes, Lucene::AbstractField::STORE_YES));
  return lucene;
}

std::string bytes_of(const Lucene::DirectoryPtr& directory, const std::string& name) {
  const auto input = directory->openInput(to_lucene(name));
  std::string bytes(static_cast<std::size_t>(input->length()), '\0');
  input->readBytes(reinterpret_cast<uint8_t*>(bytes.data()), 0, static_cast<int32_t>(bytes.size()));
  return bytes;
}

std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(SegmentWriter, WritesWhatLuceneWouldByteForByte) {
  std::mt19937 random(21);
  for (int round = 0; round < 3; ++round) {
    const auto documents = test::random_corpus(random, round == 0 ? 5 : 400);
    const test::ScratchFolder ours;
    auto writer = IndexWriter::open(ours.path());
    ASSERT_TRUE(writer);
    const auto directory = Lucene::newLucene<Lucene::RAMDirectory>();
    const auto plain = Lucene::newLucene<Lucene::IndexWriter>(directory, Lucene::newLucene<Lucene::KeywordAnalyzer>(), true,
                                                              Lucene::IndexWriter::MaxFieldLengthUNLIMITED);
    plain->setMergeScheduler(Lucene::newLucene<Lucene::SerialMergeScheduler>());
    plain->setUseCompoundFile(false);
    plain->setRAMBufferSizeMB(200);
    RecordEncoder encoder;
    std::string record;
    for (const Document& document : documents) {
      ASSERT_TRUE(encoder.encode(document, record));
      ASSERT_TRUE(writer->add(document, record));
      plain->addDocument(to_lucene_document(document, record));
    }
    ASSERT_TRUE(writer->commit({"t", "c", "{}"}));
    plain->commit();
    for (const char* ending : {"fnm", "frq", "prx", "tis", "tii", "fdt", "fdx"}) {
      const std::string name = std::string("_0.") + ending;
      EXPECT_TRUE(bytes_of(ours / name) == bytes_of(directory, name)) << name << " in round " << round;
    }
    plain->close();
  }
}

}  // namespace
}  // namespace concord
