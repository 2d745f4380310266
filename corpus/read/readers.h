// Readers: one function a format, from bytes to a Document. reader.cpp chooses among them; nobody else calls them.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "corpus/read/reader.h"
#include "corpus/text/decode.h"

namespace concord {

/// What a reader needs to know of the file around the bytes.
struct SourceContext {
  const FileStamp& stamp;
  const ReadOptions& options;
  std::string member = {};    ///< of an archive or a file of records
  std::string location = {};  ///< a path to open, when the bytes are a file on disk as it is; else empty

  [[nodiscard]] std::string where() const;           ///< "reports/a.zip#b.txt": for errors, and the document's id
  [[nodiscard]] std::string_view file_name() const;  ///< last part of the member's or the file's path
  [[nodiscard]] std::string encoding_override() const;
};

/// A document with the metadata that every reader fills alike.
[[nodiscard]] Document begin_document(const SourceContext& context, std::string_view format);

/// Decodes for a reader: errors name the file; the decision stands in the document's metadata.
[[nodiscard]] Result<DecodedText> decode_for(const SourceContext& context, std::string bytes, std::string_view declared,
                                             std::string_view declared_by);

[[nodiscard]] Result<Document> read_plain(std::string bytes, const SourceContext& context);
[[nodiscard]] Result<Document> read_markdown(std::string bytes, const SourceContext& context);
[[nodiscard]] Result<Document> read_html(std::string bytes, const SourceContext& context);
[[nodiscard]] Result<Document> read_pdf(std::string bytes, const SourceContext& context);
[[nodiscard]] Result<Document> read_rtf(const std::string& bytes, const SourceContext& context);
[[nodiscard]] Result<Document> read_doc(const std::string& bytes, const SourceContext& context);

/// Puts the text and the layers of `part` behind what is there, a blank line between; the map to a source is given up.
/// Where the part begins.
std::uint32_t append_document(Document& whole, const Document& part);

/// Fills a document from UTF-8 text: `decoded.map` leads on to the source. For parts of other formats.
void fill_plain(DecodedText decoded, const SourceContext& context, Document& document);
[[nodiscard]] Status fill_html(const DecodedText& decoded, const SourceContext& context, Document& document);

}  // namespace concord
