#include "pipeline/index/record.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/support/make_document.h"

namespace concord {
namespace {

using test::make_document;

std::string encode(const Document& document) {
  RecordEncoder encoder;
  std::string record;
  const Status status = encoder.encode(document, record);
  EXPECT_TRUE(status) << status.error().to_string();
  return record;
}

/// Terms, labels and rules by name, since a decoded document may number them anew.
void expect_same(const Document& a, const Document& b) {
  EXPECT_EQ(a.text, b.text);
  EXPECT_EQ(a.blocks, b.blocks);
  EXPECT_EQ(a.marks, b.marks);
  EXPECT_EQ(a.divisions, b.divisions);
  EXPECT_EQ(a.paragraphs, b.paragraphs);
  EXPECT_EQ(a.sentences, b.sentences);
  ASSERT_EQ(a.tokens.size(), b.tokens.size());
  for (std::size_t i = 0; i < a.tokens.size(); ++i) {
    EXPECT_EQ(a.tokens[i].span, b.tokens[i].span);
    EXPECT_EQ(a.tokens[i].kind, b.tokens[i].kind);
    EXPECT_EQ(a.term(a.tokens[i]), b.term(b.tokens[i]));
  }
  ASSERT_EQ(a.annotations.size(), b.annotations.size());
  for (std::size_t i = 0; i < a.annotations.size(); ++i) {
    EXPECT_EQ(a.annotations[i].tokens, b.annotations[i].tokens);
    EXPECT_EQ(a.annotations[i].span, b.annotations[i].span);
    EXPECT_EQ(a.annotations[i].negated, b.annotations[i].negated);
    EXPECT_EQ(a.annotations[i].confidence, b.annotations[i].confidence);
    EXPECT_EQ(a.labels[a.annotations[i].label], b.labels[b.annotations[i].label]);
    EXPECT_EQ(a.rules[a.annotations[i].rule], b.rules[b.annotations[i].rule]);
  }
}

Document sample() {
  Document document = make_document(
      "@page 1\nThe [actor:uto|United Tajik Opposition] met on 21 July 1996, S/1996/754.\n\n@page 2\n"
      "Қарори [theme:ombudsman!neg|ВАКИЛ] Straße «о мире». A word-of-thirty-two-bytes-and-more-than-that.",
      {.id = "S_1996_754", .title = "Report", .date = "1996-07-21/1996-07-23", .fields = {{"country", "TJ"}}});
  document.marks.push_back({MarkKind::page_number, {3, 5}, "rule 7"});
  document.blocks.push_back({BlockKind::heading, {0, 9}, 2});
  Metadata& metadata = document.metadata;
  metadata.kind_origin = Origin::guess;
  metadata.kind_evidence = "heading";
  metadata.language_confidence = 93;
  metadata.encoding = {"KOI8-R", "detected", 71, "windows-1251", 3};
  metadata.file = {"a/b.txt", "docs", 1234567, -5, 99, 0xFFFFFFFFFFFFFFFFULL};
  metadata.member = "17";
  metadata.warnings = {"3 of 12 pages without a text layer"};
  return document;
}

TEST(Record, GivesTheDocumentBack) {
  const Document document = sample();
  const auto decoded = decode_record(encode(document), Part::all, "x");
  ASSERT_TRUE(decoded) << decoded.error().to_string();
  expect_same(document, *decoded);
  const Metadata& a = document.metadata;
  const Metadata& b = decoded->metadata;
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.title, b.title);
  EXPECT_EQ(a.date, b.date);
  EXPECT_EQ(a.kind, b.kind);
  EXPECT_EQ(a.kind_origin, b.kind_origin);
  EXPECT_EQ(a.kind_evidence, b.kind_evidence);
  EXPECT_EQ(a.language, b.language);
  EXPECT_EQ(a.language_confidence, b.language_confidence);
  EXPECT_EQ(a.encoding, b.encoding);
  EXPECT_EQ(a.file, b.file);
  EXPECT_EQ(a.member, b.member);
  EXPECT_EQ(a.fields, b.fields);
  EXPECT_EQ(a.warnings, b.warnings);
}

TEST(Record, GivesOnlyTheWantedParts) {
  const std::string record = encode(sample());
  const auto metadata = decode_record(record, Part::metadata, "x");
  EXPECT_EQ(metadata->metadata.id, "S_1996_754");
  EXPECT_TRUE(metadata->text.utf8.empty());
  EXPECT_TRUE(metadata->tokens.empty());
  const auto tokens = decode_record(record, Part::tokens, "x");
  EXPECT_TRUE(tokens->metadata.id.empty());
  EXPECT_TRUE(tokens->text.utf8.empty());
  EXPECT_TRUE(tokens->sentences.empty());
  EXPECT_EQ(tokens->term(tokens->tokens[3]), "opposition");
  const auto annotations = decode_record(record, Part::annotations, "x");
  EXPECT_EQ(annotations->annotations.size(), 2U);
}

TEST(Record, GivesThePlacesOfTokensWithoutTheirTerms) {
  const std::string record = encode(sample());
  const auto whole = decode_record(record, Part::text | Part::tokens, "x");
  const auto places = decode_record(record, Part::text | Part::spans, "x");
  ASSERT_EQ(places->tokens.size(), whole->tokens.size());
  for (std::size_t i = 0; i < places->tokens.size(); ++i) EXPECT_EQ(places->tokens[i].span, whole->tokens[i].span) << i;
  EXPECT_TRUE(places->terms.empty());
  EXPECT_TRUE(decode_record(record, Part::spans, "x")->text.utf8.empty());
  EXPECT_EQ(decode_record(record, Part::spans | Part::tokens, "x")->term(whole->tokens[3]), "opposition");
}

TEST(Record, OfAnEmptyDocumentIsARecordToo) {
  const auto decoded = decode_record(encode(Document{}), Part::all, "x");
  ASSERT_TRUE(decoded);
  EXPECT_TRUE(decoded->tokens.empty());
}

TEST(Record, KeepsTokensThatDoNotAscend) {
  Document document = make_document("one two three");
  std::swap(document.tokens[0], document.tokens[2]);
  const auto decoded = decode_record(encode(document), Part::all, "x");
  ASSERT_TRUE(decoded);
  expect_same(document, *decoded);
}

TEST(Record, EachFlippedBitIsAnError) {
  const std::string record = encode(sample());
  for (std::size_t bit = 0; bit < record.size() * 8; ++bit) {
    std::string damaged = record;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    const auto decoded = decode_record(damaged, Part::all, "S_1996_754");
    ASSERT_FALSE(decoded) << "bit " << bit;
    EXPECT_EQ(decoded.error().code, ErrorCode::bad_data);
    EXPECT_EQ(decoded.error().where, "S_1996_754");
  }
}

TEST(Record, EachTruncationIsAnError) {
  const std::string record = encode(sample());
  for (std::size_t size = 0; size < record.size(); ++size) {
    ASSERT_FALSE(decode_record(record.substr(0, size), Part::all, "x")) << size;
  }
  EXPECT_FALSE(decode_record(record + "x", Part::all, "x"));
}

TEST(Record, SectionsWithoutChecksumSurviveAnyDamage) {
  // The checksum hides the decoders from damage: here they meet it bare, as the fuzzer lets them.
  std::mt19937 random(7);
  const Document document = sample();
  for (int round = 0; round < 20000; ++round) {
    std::string raw(random() % 60, '\0');
    for (char& c : raw) c = static_cast<char>(random() % (round % 2 == 0 ? 256 : 8));
    Document decoded;
    decoded.text = document.text;
    if (detail::decode_section(round % 4, raw, decoded)) {
      for (const Token& token : decoded.tokens) EXPECT_LE(token.span.end, decoded.text.utf8.size());
    }
  }
}

/// Random bytes, spans and numbers, all in range: what no reader would make, but the codec must keep.
Document random_document(std::mt19937& random) {
  Document document;
  const auto below = [&](std::size_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::uint32_t size = below(400);
  for (std::uint32_t i = 0; i < size; ++i) document.text.utf8 += static_cast<char>("ab -AZ9\xD0\xBA\n"[below(10)]);
  document.text.map = below(2) == 0 ? OffsetMap::none(size) : OffsetMap::identity(size);
  const auto span = [&] {
    const std::uint32_t begin = below(size + 1U);
    return TextSpan{begin, begin + below(size - begin + 1U)};
  };
  const std::uint32_t tokens = below(60);
  for (std::uint32_t i = 0; i < tokens; ++i) {
    const TextSpan at = span();
    const TermNo term = document.terms.intern(below(3) == 0 ? "other" + std::to_string(below(9)) : std::string(document.text_of(at)));
    document.tokens.push_back({at, term, static_cast<TokenKind>(below(3))});
  }
  for (std::uint32_t i = below(5); i > 0; --i) {
    const std::uint32_t begin = below(tokens + 1U);
    document.sentences.push_back({span(), {begin, begin + below(tokens - begin + 1U)}});
    document.annotations.push_back({document.sentences.back().tokens, span(), document.labels.intern("l" + std::to_string(below(3))),
                                    document.rules.intern("r"), below(2) == 0, static_cast<std::uint8_t>(below(101))});
  }
  return document;
}

TEST(Record, GivesRandomDocumentsBack) {
  std::mt19937 random(1);
  for (int round = 0; round < 500; ++round) {
    const Document document = random_document(random);
    const auto decoded = decode_record(encode(document), Part::all, "x");
    ASSERT_TRUE(decoded) << "round " << round;
    expect_same(document, *decoded);
    if (HasFailure()) FAIL() << "round " << round;
  }
}

}  // namespace
}  // namespace concord
