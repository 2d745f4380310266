// The four sections of a record, before compression: encoding appends to `raw`, decoding is bounds-checked.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "pipeline/index/bytes.h"

namespace concord::detail {

void encode_metadata(const Metadata& metadata, std::string& raw);
bool decode_metadata(ByteReader& reader, Metadata& metadata);

/// text, map, blocks, marks, divisions, paragraphs, sentences
void encode_text(const Document& document, std::string& raw);
bool decode_text(ByteReader& reader, Document& document);

void encode_tokens(const Document& document, std::string& raw);
bool decode_tokens(ByteReader& reader, Document& document);
/// Where the tokens stand, and nothing else of them.
bool decode_token_spans(ByteReader& reader, Document& document);

void encode_annotations(const Document& document, std::string& raw);
bool decode_annotations(ByteReader& reader, Document& document);

}  // namespace concord::detail
