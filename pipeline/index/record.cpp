#include "pipeline/index/record.h"

#include <zstd.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>

#include "pipeline/index/bytes.h"
#include "pipeline/index/record_sections.h"

namespace concord {
namespace {

constexpr std::string_view magic = "CR\x01";
constexpr int section_count = 4;
constexpr int compression_level = 1;  // measured on speeches: level 3 stores 8 % less for twice the time

struct SectionHead {
  std::uint64_t raw_size = 0;
  std::uint64_t packed_size = 0;
  std::uint32_t checksum = 0;
};

std::uint32_t checksum_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(XXH3_64bits(bytes.data(), bytes.size()));
}

void append_checksum(std::uint32_t checksum, std::string& out) {
  for (unsigned shift = 0; shift < 32; shift += 8) out += static_cast<char>(checksum >> shift);
}

std::uint32_t read_checksum(ByteReader& reader) {
  std::uint32_t checksum = 0;
  for (unsigned shift = 0; shift < 32; shift += 8) checksum |= static_cast<std::uint32_t>(reader.byte()) << shift;
  return checksum;
}

Error damaged(std::string_view where, std::string_view what) {
  return {ErrorCode::bad_data, std::string(where), "the stored document is damaged: " + std::string(what),
          "'concord check --repair' saves what can be read and reads the rest from the sources"};
}

using Heads = std::array<SectionHead, section_count>;

/// Reads and verifies the header. True when it is whole; the reader then stands at the first section.
bool read_header(std::string_view record, ByteReader& reader, Heads& heads) {
  if (reader.bytes(magic.size()) != magic) return false;
  std::uint64_t total = 0;
  for (SectionHead& head : heads) {
    head.raw_size = reader.varint();
    head.packed_size = reader.varint();
    head.checksum = read_checksum(reader);
    if (head.packed_size > record.size()) return false;
    total += head.packed_size;
  }
  const std::uint32_t expected = checksum_of(record.substr(0, reader.at()));
  return read_checksum(reader) == expected && reader.ok() && total == reader.left();
}

/// What unpacking needs again and again, one a thread: zstd's tables, and the bytes of the last section.
struct Unpacker {
  struct Free {
    void operator()(ZSTD_DCtx* used) const { ZSTD_freeDCtx(used); }
  };
  std::unique_ptr<ZSTD_DCtx, Free> context{ZSTD_createDCtx()};
  std::string raw;

  /// Until the next call. Empty when damaged (a section is never empty: it has counts at least).
  std::string_view unpack(std::string_view packed, const SectionHead& head) {
    constexpr std::uint64_t highest_ratio = 40000;  // zstd's own is below: bounds what a forged header can allocate
    constexpr std::size_t kept_bytes = std::size_t{1} << 20U;
    if (checksum_of(packed) != head.checksum || head.raw_size > (packed.size() + 1) * highest_ratio) return {};
    if (ZSTD_getFrameContentSize(packed.data(), packed.size()) != head.raw_size) return {};
    if (raw.size() > kept_bytes && head.raw_size <= kept_bytes) raw = {};
    if (raw.size() < head.raw_size) raw.resize(static_cast<std::size_t>(head.raw_size));
    const std::size_t size = ZSTD_decompressDCtx(context.get(), raw.data(), raw.size(), packed.data(), packed.size());
    if (ZSTD_isError(size) != 0 || size != head.raw_size) return {};
    return std::string_view(raw).substr(0, size);
  }
};

Unpacker& unpacker() {
  thread_local Unpacker one;
  return one;
}

/// Text and layout of a document of which only other parts are wanted.
void drop_text(Document& document) {
  document.text = {};
  document.blocks.clear();
  document.marks.clear();
  document.divisions.clear();
  document.paragraphs.clear();
  document.sentences.clear();
}

}  // namespace

struct RecordEncoder::State {
  struct Free {
    void operator()(ZSTD_CCtx* used) const { ZSTD_freeCCtx(used); }
  };
  std::unique_ptr<ZSTD_CCtx, Free> context{ZSTD_createCCtx()};
  std::string raw;
  std::string packed;
};

RecordEncoder::RecordEncoder() : x_state(std::make_unique<State>()) {}
RecordEncoder::~RecordEncoder() = default;
RecordEncoder::RecordEncoder(RecordEncoder&&) noexcept = default;
RecordEncoder& RecordEncoder::operator=(RecordEncoder&&) noexcept = default;

Status RecordEncoder::encode(const Document& document, std::string& record) {
  std::string& packed = x_state->packed;
  packed.clear();
  record.assign(magic);
  for (int section = 0; section < section_count; ++section) {
    std::string& raw = x_state->raw;
    raw.clear();
    if (section == 0) detail::encode_metadata(document.metadata, raw);
    if (section == 1) detail::encode_text(document, raw);
    if (section == 2) detail::encode_tokens(document, raw);
    if (section == 3) detail::encode_annotations(document, raw);
    const std::size_t begin = packed.size();
    packed.resize(begin + ZSTD_compressBound(raw.size()));
    const std::size_t size = ZSTD_compressCCtx(x_state->context.get(), packed.data() + begin, packed.size() - begin,
                                               raw.data(), raw.size(), compression_level);
    if (ZSTD_isError(size) != 0) {
      return Error{ErrorCode::internal, document.metadata.id, std::string("cannot compress: ") + ZSTD_getErrorName(size), ""};
    }
    packed.resize(begin + size);
    append_varint(raw.size(), record);
    append_varint(size, record);
    append_checksum(checksum_of(std::string_view(packed).substr(begin)), record);
  }
  append_checksum(checksum_of(record), record);
  record += packed;
  return {};
}

bool detail::decode_section(int section, std::string_view raw, Document& document) {
  ByteReader reader(raw);
  switch (section) {
    case 0: return decode_metadata(reader, document.metadata);
    case 1: return decode_text(reader, document);
    case 2: return decode_tokens(reader, document);
    default: return decode_annotations(reader, document);
  }
}

Result<Document> decode_record(std::string_view record, Part parts, std::string_view where) {
  ByteReader reader(record);
  Heads heads;
  if (!read_header(record, reader, heads)) return damaged(where, "its header");
  static constexpr std::array<Part, section_count> part_of = {Part::metadata, Part::text, Part::tokens, Part::annotations};
  static constexpr std::array<std::string_view, section_count> names = {"metadata", "text", "tokens", "annotations"};
  Document document;
  const bool terms = wants(parts, Part::tokens);
  const bool tokens = terms || wants(parts, Part::spans);
  const bool needs_text = tokens || wants(parts, Part::text);  // spans are checked against the text, terms stand on its bytes
  for (std::size_t i = 0; i < section_count; ++i) {
    const std::string_view packed = reader.bytes(heads[i].packed_size);
    if (!wants(parts, part_of[i]) && !(i == 1 && needs_text) && !(i == 2 && tokens)) continue;
    const std::string_view raw = unpacker().unpack(packed, heads[i]);
    ByteReader places(raw);
    const bool whole = i == 2 && !terms ? detail::decode_token_spans(places, document)
                                        : detail::decode_section(static_cast<int>(i), raw, document);
    if (raw.empty() || !whole) return damaged(where, names[i]);
  }
  if (!wants(parts, Part::text)) drop_text(document);
  return document;
}

}  // namespace concord
