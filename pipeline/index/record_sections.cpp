#include "pipeline/index/record_sections.h"

#include <algorithm>
#include <utility>

#include "pipeline/index/first_seen.h"

namespace concord::detail {
namespace {

template <class Tag>
void append_span(BasicSpan<Tag> span, std::uint32_t& base, std::string& raw) {
  append_varint(zigzag(static_cast<std::int64_t>(span.begin) - base), raw);
  append_varint(span.size(), raw);
  base = span.end;
}

/// A span that begins `base` + a signed distance and ends at `limit` at most.
template <class Span>
Span read_span(ByteReader& reader, std::uint32_t& base, std::uint32_t limit) {
  const std::int64_t begin = static_cast<std::int64_t>(base) + unzigzag(reader.varint());
  const std::uint32_t size = reader.number();
  if (begin < 0 || begin > limit || size > limit - static_cast<std::uint64_t>(begin)) {
    reader.fail();
    return {};
  }
  base = static_cast<std::uint32_t>(begin) + size;
  return {static_cast<std::uint32_t>(begin), base};
}

template <class Enum>
Enum read_enum(ByteReader& reader, Enum last) {
  const std::uint8_t value = reader.byte();
  if (value > static_cast<std::uint8_t>(last)) reader.fail();
  return reader.ok() ? static_cast<Enum>(value) : Enum{};
}

template <class Enum>
void append_enum(Enum value, std::string& raw) {
  raw += static_cast<char>(value);
}

int read_percent(ByteReader& reader) { return static_cast<int>(std::clamp<std::int64_t>(unzigzag(reader.varint()), -1000, 1000)); }

void append_stamp(const FileStamp& file, std::string& raw) {
  append_text(file.path, raw);
  append_text(file.source, raw);
  append_varint(file.size, raw);
  append_varint(zigzag(file.mtime_ns), raw);
  append_varint(file.inode, raw);
  append_varint(file.hash, raw);
}

void read_stamp(ByteReader& reader, FileStamp& file) {
  file.path = reader.text();
  file.source = reader.text();
  file.size = reader.varint();
  file.mtime_ns = unzigzag(reader.varint());
  file.inode = reader.varint();
  file.hash = reader.varint();
}

void append_date(const std::optional<Date>& date, std::string& raw) {
  raw += static_cast<char>(date ? 1 : 0);
  if (!date) return;
  append_varint(zigzag(date->begin), raw);
  append_varint(zigzag(date->end), raw);
  append_enum(date->precision, raw);
}

void read_date(ByteReader& reader, std::optional<Date>& date) {
  if (reader.byte() == 0) return;
  date.emplace();
  date->begin = static_cast<Day>(unzigzag(reader.number()));
  date->end = static_cast<Day>(unzigzag(reader.number()));
  date->precision = read_enum(reader, DatePrecision::interval);
}

void append_encoding(const EncodingDecision& encoding, std::string& raw) {
  append_text(encoding.name, raw);
  append_text(encoding.reason, raw);
  append_varint(zigzag(encoding.confidence), raw);
  append_text(encoding.second, raw);
  append_varint(encoding.replaced, raw);
}

void read_encoding(ByteReader& reader, EncodingDecision& encoding) {
  encoding.name = reader.text();
  encoding.reason = reader.text();
  encoding.confidence = read_percent(reader);
  encoding.second = reader.text();
  encoding.replaced = reader.number();
}

}  // namespace

void encode_metadata(const Metadata& metadata, std::string& raw) {
  append_text(metadata.id, raw);
  append_text(metadata.title, raw);
  append_enum(metadata.title_origin, raw);
  append_date(metadata.date, raw);
  append_enum(metadata.date_origin, raw);
  append_enum(metadata.kind, raw);
  append_enum(metadata.kind_origin, raw);
  append_text(metadata.kind_evidence, raw);
  append_text(metadata.language, raw);
  append_enum(metadata.language_origin, raw);
  append_varint(zigzag(metadata.language_confidence), raw);
  append_text(metadata.publisher, raw);
  append_text(metadata.format, raw);
  append_encoding(metadata.encoding, raw);
  append_stamp(metadata.file, raw);
  append_text(metadata.member, raw);
  append_varint(metadata.fields.size(), raw);
  for (const auto& [key, value] : metadata.fields) {
    append_text(key, raw);
    append_text(value, raw);
  }
  append_varint(metadata.warnings.size(), raw);
  for (const std::string& warning : metadata.warnings) append_text(warning, raw);
}

bool decode_metadata(ByteReader& reader, Metadata& metadata) {
  metadata.id = reader.text();
  metadata.title = reader.text();
  metadata.title_origin = read_enum(reader, Origin::guess);
  read_date(reader, metadata.date);
  metadata.date_origin = read_enum(reader, Origin::guess);
  metadata.kind = read_enum(reader, Kind::other);
  metadata.kind_origin = read_enum(reader, Origin::guess);
  metadata.kind_evidence = reader.text();
  metadata.language = reader.text();
  metadata.language_origin = read_enum(reader, Origin::guess);
  metadata.language_confidence = read_percent(reader);
  metadata.publisher = reader.text();
  metadata.format = reader.text();
  read_encoding(reader, metadata.encoding);
  read_stamp(reader, metadata.file);
  metadata.member = reader.text();
  for (std::uint32_t left = reader.count(2); left > 0 && reader.ok(); --left) {
    std::string key(reader.text());
    metadata.fields[std::move(key)] = reader.text();
  }
  for (std::uint32_t left = reader.count(1); left > 0 && reader.ok(); --left) metadata.warnings.emplace_back(reader.text());
  return reader.ok() && reader.at_end();
}

void encode_text(const Document& document, std::string& raw) {
  const OffsetMap& map = document.text.map;
  append_text(document.text.utf8, raw);
  append_varint(map.text_size(), raw);
  append_varint(map.runs().size(), raw);
  std::uint32_t text_base = 0;
  std::uint32_t base = 0;
  for (const OffsetMap::Run& run : map.runs()) {
    append_varint((static_cast<std::uint64_t>(run.text_begin - text_base) << 1U) | (run.linear ? 1U : 0U), raw);
    append_span(SourceSpan{run.source_begin, run.source_end}, base, raw);
    text_base = run.text_begin;
  }
  append_varint(document.tokens.size(), raw);
  append_varint(document.blocks.size(), raw);
  base = 0;
  for (const Block& block : document.blocks) {
    append_enum(block.kind, raw);
    raw += static_cast<char>(block.level);
    append_span(block.span, base, raw);
  }
  append_varint(document.marks.size(), raw);
  base = 0;
  for (const Mark& mark : document.marks) {
    append_enum(mark.kind, raw);
    append_span(mark.span, base, raw);
    append_text(mark.note, raw);
  }
  append_varint(document.divisions.size(), raw);
  base = 0;
  for (const Division& division : document.divisions) {
    append_enum(division.kind, raw);
    append_text(division.label, raw);
    append_span(division.span, base, raw);
    append_varint(division.tokens.begin, raw);
    append_varint(division.tokens.size(), raw);
    append_varint(zigzag(division.confidence), raw);
  }
  append_varint(document.sentences.size(), raw);
  base = 0;
  std::uint32_t token = 0;
  for (const Sentence& sentence : document.sentences) {
    append_span(sentence.span, base, raw);
    append_varint(zigzag(static_cast<std::int64_t>(sentence.tokens.begin) - token), raw);
    append_varint(sentence.tokens.size(), raw);
    token = sentence.tokens.end;
  }
  append_varint(document.paragraphs.size(), raw);
  base = 0;
  for (const Paragraph& paragraph : document.paragraphs) {
    append_enum(paragraph.kind, raw);
    append_span(paragraph.span, base, raw);
    append_varint(paragraph.sentences.begin, raw);
    append_varint(paragraph.sentences.size(), raw);
  }
}

namespace {

void read_map(ByteReader& reader, OffsetMap& map) {
  map = {};
  const std::uint32_t text_size = reader.number();
  const std::uint32_t count = reader.count(3);
  if (count == 0) {
    map = OffsetMap::none(text_size);
    return;
  }
  struct Piece {
    std::uint32_t text_begin;
    SourceSpan source;
    bool linear;
  };
  std::vector<Piece> pieces;
  pieces.reserve(count);
  std::uint64_t text_begin = 0;
  std::uint32_t base = 0;
  for (std::uint32_t i = 0; i < count && reader.ok(); ++i) {
    const std::uint64_t head = reader.varint();
    const std::uint32_t before = base;
    const auto source = read_span<SourceSpan>(reader, base, UINT32_MAX);
    text_begin += head >> 1U;
    // The map's own invariants: runs ascend in both texts, the first at 0, and cover the text.
    const bool ascends = i == 0 ? text_begin == 0 : (head >> 1U) > 0;
    if (!ascends || text_begin >= text_size || source.begin < before) reader.fail();
    if (reader.ok()) pieces.push_back({static_cast<std::uint32_t>(text_begin), source, (head & 1U) != 0});
  }
  for (std::size_t i = 0; i < pieces.size() && reader.ok(); ++i) {
    const std::uint32_t end = i + 1 < pieces.size() ? pieces[i + 1].text_begin : text_size;
    const std::uint32_t length = end - pieces[i].text_begin;
    if (pieces[i].linear && pieces[i].source.size() != length) reader.fail();
    if (reader.ok()) map.append(length, pieces[i].source.begin, pieces[i].source.end, pieces[i].linear);
  }
}

template <class Range>
Range read_range(ByteReader& reader, std::uint32_t begin, std::uint32_t limit) {
  const std::uint32_t size = reader.number();
  if (begin > limit || size > limit - begin) {
    reader.fail();
    return {};
  }
  return {begin, begin + size};
}

void read_layout(ByteReader& reader, Document& document, std::uint32_t size, std::uint32_t tokens) {
  std::uint32_t base = 0;
  document.blocks.resize(reader.count(4));
  for (Block& block : document.blocks) {
    block.kind = read_enum(reader, BlockKind::footnote);
    block.level = reader.byte();
    block.span = read_span<TextSpan>(reader, base, size);
  }
  base = 0;
  document.marks.resize(reader.count(4));
  for (Mark& mark : document.marks) {
    mark.kind = read_enum(reader, MarkKind::soft_hyphen);
    mark.span = read_span<TextSpan>(reader, base, size);
    mark.note = reader.text();
  }
  base = 0;
  document.divisions.resize(reader.count(7));
  for (Division& division : document.divisions) {
    division.kind = read_enum(reader, DivisionKind::signatures);
    division.label = reader.text();
    division.span = read_span<TextSpan>(reader, base, size);
    division.tokens = read_range<TokenRange>(reader, reader.number(), tokens);
    division.confidence = read_percent(reader);
  }
}

void read_units(ByteReader& reader, Document& document, std::uint32_t size, std::uint32_t tokens) {
  std::uint32_t base = 0;
  std::uint32_t token = 0;
  document.sentences.resize(reader.count(4));
  for (Sentence& sentence : document.sentences) {
    sentence.span = read_span<TextSpan>(reader, base, size);
    const std::int64_t begin = static_cast<std::int64_t>(token) + unzigzag(reader.varint());
    if (begin < 0 || begin > tokens) reader.fail();
    if (!reader.ok()) return;
    sentence.tokens = read_range<TokenRange>(reader, static_cast<std::uint32_t>(begin), tokens);
    token = sentence.tokens.end;
  }
  base = 0;
  document.paragraphs.resize(reader.count(5));
  for (Paragraph& paragraph : document.paragraphs) {
    paragraph.kind = read_enum(reader, BlockKind::footnote);
    paragraph.span = read_span<TextSpan>(reader, base, size);
    paragraph.sentences =
        read_range<SentenceRange>(reader, reader.number(), static_cast<std::uint32_t>(document.sentences.size()));
  }
}

}  // namespace

bool decode_text(ByteReader& reader, Document& document) {
  document.text.utf8 = reader.text();
  if (document.text.utf8.size() > UINT32_MAX) reader.fail();
  const auto size = static_cast<std::uint32_t>(document.text.utf8.size());
  read_map(reader, document.text.map);
  if (document.text.map.text_size() != size && document.text.map.text_size() != 0) reader.fail();
  const std::uint32_t tokens = reader.number();
  read_layout(reader, document, size, tokens);
  read_units(reader, document, size, tokens);
  return reader.ok() && reader.at_end();
}

void encode_annotations(const Document& document, std::string& raw) {
  FirstSeen labels(document.labels.size());
  FirstSeen rules(document.rules.size());
  std::string body;
  std::uint32_t token = 0;
  std::uint32_t base = 0;
  for (const Annotation& annotation : document.annotations) {
    append_varint(zigzag(static_cast<std::int64_t>(annotation.tokens.begin) - token), body);
    append_varint(annotation.tokens.size(), body);
    token = annotation.tokens.begin;
    append_span(annotation.span, base, body);
    append_varint(labels(annotation.label), body);
    append_varint(rules(annotation.rule), body);
    append_varint((static_cast<std::uint64_t>(annotation.confidence) << 1U) | (annotation.negated ? 1U : 0U), body);
  }
  append_varint(document.tokens.size(), raw);
  append_varint(document.text.utf8.size(), raw);
  for (const auto& [seen, names] : {std::pair(&labels, &document.labels), std::pair(&rules, &document.rules)}) {
    append_varint(seen->met().size(), raw);
    for (const TermNo no : seen->met()) append_text((*names)[no], raw);
  }
  append_varint(document.annotations.size(), raw);
  raw += body;
}

bool decode_annotations(ByteReader& reader, Document& document) {
  const std::uint32_t tokens = reader.number();
  const std::uint32_t size = reader.number();
  for (Vocabulary* names : {&document.labels, &document.rules}) {
    const std::uint32_t count = reader.count(1);
    for (TermNo i = 0; i < count && reader.ok(); ++i) {
      if (names->intern(reader.text()) != i) reader.fail();
    }
  }
  std::uint32_t token = 0;
  std::uint32_t base = 0;
  document.annotations.resize(reader.count(7));
  for (Annotation& annotation : document.annotations) {
    const std::int64_t begin = static_cast<std::int64_t>(token) + unzigzag(reader.varint());
    if (begin < 0 || begin > tokens) reader.fail();
    if (!reader.ok()) break;
    annotation.tokens = read_range<TokenRange>(reader, static_cast<std::uint32_t>(begin), tokens);
    token = annotation.tokens.begin;
    annotation.span = read_span<TextSpan>(reader, base, size);
    annotation.label = reader.number();
    annotation.rule = reader.number();
    const std::uint32_t flags = reader.number();
    if (annotation.label >= document.labels.size() || annotation.rule >= document.rules.size() || flags > 511) reader.fail();
    annotation.negated = (flags & 1U) != 0;
    annotation.confidence = static_cast<std::uint8_t>(flags >> 1U);
  }
  return reader.ok() && reader.at_end();
}

}  // namespace concord::detail
