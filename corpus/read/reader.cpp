#include "corpus/read/reader.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <memory>
#include <utility>

#include "corpus/read/byte_stream.h"
#include "corpus/read/failure.h"
#include "corpus/read/format.h"
#include "corpus/read/glob.h"
#include "corpus/read/readers.h"
#include "corpus/read/records.h"

namespace concord {

std::string SourceContext::where() const {
  return member.empty() ? stamp.path : stamp.path + "#" + member;
}

std::string_view SourceContext::file_name() const {
  const std::string_view path = member.empty() ? std::string_view(stamp.path) : std::string_view(member);
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string SourceContext::encoding_override() const {
  for (const auto& [pattern, encoding] : options.encodings) {
    if (path_matches(pattern, stamp.path)) return encoding;
  }
  return options.encoding;
}

Document begin_document(const SourceContext& context, std::string_view format) {
  Document document;
  document.metadata.id = context.where();
  document.metadata.format = format;
  document.metadata.file = context.stamp;
  document.metadata.member = context.member;
  return document;
}

Result<DecodedText> decode_for(const SourceContext& context, std::string bytes, std::string_view declared,
                               std::string_view declared_by) {
  auto decoded =
      decode(std::move(bytes), {context.encoding_override(), std::string(declared), std::string(declared_by)});
  if (decoded) return decoded;
  Error error = decoded.error();
  error.where = context.where();
  return error;
}

namespace {

Error refuse(FileFormat format, const SourceContext& context, std::string_view head) {
  if (format == FileFormat::empty) return make_failure(ReadFailure::empty, context.where(), "the file is empty");
  const std::string_view what = name_unreadable(head);
  return make_failure(ReadFailure::binary, context.where(),
                      what.empty() ? "a format that is not read" : "not a document: it is " + std::string(what));
}

bool has_text(const Document& document) {
  return document.text.utf8.find_first_not_of(" \t\r\n\f") != std::string::npos;
}

Result<Document> read_as(FileFormat format, std::string bytes, const SourceContext& context) {
  switch (format) {
    case FileFormat::text:
    case FileFormat::csv:
    case FileFormat::tsv:
      return read_plain(std::move(bytes), context);
    case FileFormat::markdown:
      return read_markdown(std::move(bytes), context);
    case FileFormat::html:
      return read_html(std::move(bytes), context);
    case FileFormat::pdf:
      return read_pdf(std::move(bytes), context);
    case FileFormat::json_lines:
      break;
    default:
      return refuse(format, context, bytes);
  }
  return Error{ErrorCode::usage, context.where(), "holds several documents", "read it as a file"};
}

Result<Document> read_checked(FileFormat format, std::string bytes, const SourceContext& context) {
  Result<Document> document = read_as(format, std::move(bytes), context);
  if (document && !has_text(*document))
    return make_failure(ReadFailure::empty, context.where(), "there is no text in it");
  return document;
}

std::string_view head_of(std::string_view bytes) {
  return bytes.substr(0, format_head_bytes);
}

/// One file or stream whose bytes are read whole.
Status read_whole(std::string bytes, FileStamp& stamp, const ReadOptions& options, const std::string& location,
                  const DocumentSink& sink) {
  stamp.size = bytes.size();
  stamp.hash = XXH3_64bits(bytes.data(), bytes.size());
  const SourceContext context{stamp, options, "", location};
  const FileFormat format = detect_format(head_of(bytes), context.file_name());
  if (format == FileFormat::csv || format == FileFormat::tsv) {
    auto decoded = decode_for(context, bytes, "", "");
    if (decoded && has_record_columns(decoded->text.utf8, options.columns)) return read_csv(*decoded, context, sink);
  }
  return sink(read_checked(format, std::move(bytes), context));
}

/// XXH3-64 of all that a stream gives.
Result<std::uint64_t> hash_of(ByteStream& stream) {
  const std::unique_ptr<XXH3_state_t, XXH_errorcode (*)(XXH3_state_t*)> state(XXH3_createState(), &XXH3_freeState);
  XXH3_64bits_reset(state.get());
  std::string buffer(std::size_t{1} << 18U, '\0');
  for (;;) {
    const auto got = stream.read(buffer.data(), buffer.size());
    if (!got) return got.error();
    if (*got == 0) return XXH3_64bits_digest(state.get());
    XXH3_64bits_update(state.get(), buffer.data(), *got);
  }
}

Status read_record_file(const FileEntry& file, FileStamp stamp, const ReadOptions& options, const DocumentSink& sink) {
  auto first_pass = open_file(file.location, stamp);
  if (!first_pass) return sink(first_pass.error());
  const auto hash = hash_of(**first_pass);
  if (!hash) return sink(hash.error());
  stamp.hash = *hash;
  auto stream = open_file(file.location, stamp);
  if (!stream) return sink(stream.error());
  return read_json_lines(**stream, {stamp, options, "", file.location}, sink);
}

}  // namespace

Status read_file(const FileEntry& file, const ReadOptions& options, const DocumentSink& sink) {
  FileStamp stamp = file.stamp;
  auto stream = open_file(file.location, stamp);
  if (!stream) return sink(stream.error());
  const SourceContext context{stamp, options, "", file.location};
  if (detect_format("{}", context.file_name()) == FileFormat::json_lines)
    return read_record_file(file, stamp, options, sink);
  auto bytes = read_all(**stream, options.limits.file_bytes, stamp.path, stamp.size);
  if (!bytes) return sink(bytes.error());
  return read_whole(std::move(*bytes), stamp, options, file.location, sink);
}

Status read_descriptor(int descriptor, const std::string& name, const ReadOptions& options, const DocumentSink& sink) {
  FileStamp stamp;
  stamp.path = name;
  const auto stream = descriptor_stream(descriptor, name);
  if (detect_format("{}", name) == FileFormat::json_lines) return read_json_lines(*stream, {stamp, options}, sink);
  auto bytes = read_all(*stream, options.limits.file_bytes, name);
  if (!bytes) return sink(bytes.error());
  return read_whole(std::move(*bytes), stamp, options, "", sink);
}

Result<Document> read_document(std::string bytes, const FileStamp& stamp, const ReadOptions& options,
                               const std::string& member) {
  const SourceContext context{stamp, options, member};
  const FileFormat format = detect_format(head_of(bytes), context.file_name());
  return read_checked(format, std::move(bytes), context);
}

}  // namespace concord
