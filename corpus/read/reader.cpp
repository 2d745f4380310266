#include "corpus/read/reader.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "corpus/read/archive.h"
#include "corpus/read/byte_stream.h"
#include "corpus/read/failure.h"
#include "corpus/read/format.h"
#include "corpus/read/glob.h"
#include "corpus/read/mail.h"
#include "corpus/read/office.h"
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

std::uint32_t append_document(Document& whole, const Document& part) {
  if (!whole.text.utf8.empty()) whole.text.utf8 += "\n\n";
  const auto shift = static_cast<std::uint32_t>(whole.text.utf8.size());
  const auto moved = [shift](TextSpan span) { return TextSpan{span.begin + shift, span.end + shift}; };
  whole.text.utf8 += part.text.utf8;
  whole.text.map = OffsetMap::none(static_cast<std::uint32_t>(whole.text.utf8.size()));
  for (Block block : part.blocks) {
    block.span = moved(block.span);
    whole.blocks.push_back(block);
  }
  for (Mark mark : part.marks) {
    mark.span = moved(mark.span);
    whole.marks.push_back(std::move(mark));
  }
  return shift;
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
    case FileFormat::docx:
      return read_docx(bytes, context);
    case FileFormat::odt:
      return read_odt(bytes, context);
    case FileFormat::epub:
      return read_epub(bytes, context);
    case FileFormat::tei:
    case FileFormat::xml:
      return read_xml(std::move(bytes), context);
    case FileFormat::rtf:
      return read_rtf(bytes, context);
    case FileFormat::doc:
      return read_doc(bytes, context);
    case FileFormat::json_lines:
    case FileFormat::mail:
    case FileFormat::mbox:
    case FileFormat::archive:
    case FileFormat::compressed:
      return Error{ErrorCode::usage, context.where(), "holds several documents", "read it as a file"};
    default:
      return refuse(format, context, bytes);
  }
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

/// Reads one file of an archive after the other, and what is attached to mail; archives and mail inside them included.
class Unpacker {
 public:
  Unpacker(const FileStamp& stamp, const ReadOptions& options, const DocumentSink& sink)
      : x_stamp(stamp), x_options(options), x_sink(sink) {
    x_budget.packed = stamp.size;
  }

  /// `location` or `bytes` hold the archive; `member` is its own place in the file.
  Status read(const std::string& location, std::string_view bytes, const std::string& member, FileFormat format,
              std::uint32_t depth) {
    const SourceContext context{x_stamp, x_options, member};
    if (depth > x_options.limits.archive_depth) {
      return x_sink(make_failure(ReadFailure::limit, context.where(),
                                 "archives nest deeper than " + std::to_string(x_options.limits.archive_depth)));
    }
    const Status unpacked = for_each_member(
        location, bytes, x_options.limits, x_budget, context.where(),
        [&](const std::string& name, ByteStream& stream) -> Status {
          // A compressed file knows no name of what it holds: it is its own without the last extension.
          const std::string_view own = context.file_name();
          const std::string inner =
              format == FileFormat::compressed && name == "data" ? std::string(own.substr(0, own.rfind('.'))) : name;
          return read_member(stream, member.empty() ? inner : member + "#" + inner, depth);
        });
    if (x_stopped) return *x_stopped;
    return unpacked ? unpacked : x_sink(unpacked.error());
  }

  /// A message that is a file on disk, or a member.
  Status read_mail(std::string_view message, const SourceContext& context, std::uint32_t depth, bool with_source) {
    if (depth > x_options.limits.archive_depth + 1) {
      return x_sink(make_failure(ReadFailure::limit, context.where(),
                                 "messages inside messages nest deeper than " + std::to_string(x_options.limits.archive_depth)));
    }
    const FileStamp stamp = stamp_of(message);
    const SourceContext own{stamp, x_options, context.member, context.location};
    const bool known = is_passed_over(own);
    const DocumentSink sink = [&](Result<Document> read) -> Status {
      const bool text = read && read->metadata.member == own.member;
      return known && text ? Status() : x_sink(std::move(read));
    };
    return read_message(message, own, with_source, sink, [&](const std::string& name, std::string bytes) {
      const std::string member = context.member.empty() ? name : context.member + "#" + name;
      return read_bytes(std::move(bytes), {x_stamp, x_options, member}, depth + 1);
    });
  }

  /// A mailbox: its messages are numbered.
  Status read_mailbox(ByteStream& stream, const SourceContext& context, std::uint32_t depth) {
    return for_each_message(stream, context, x_sink, [&](const std::string& message, std::uint64_t number) {
      const std::string own = std::to_string(number);
      return read_mail(message, {x_stamp, x_options, context.member.empty() ? own : context.member + "#" + own}, depth, false);
    });
  }

 private:
  Status keep(Status status) {
    if (!status && !x_stopped) x_stopped = status;
    return status;
  }

  Status read_member(ByteStream& stream, const std::string& member, std::uint32_t depth) {
    const SourceContext context{x_stamp, x_options, member};
    if (detect_format("{}", context.file_name()) == FileFormat::json_lines)
      return keep(read_json_lines(stream, context, x_sink));
    auto bytes = read_all(stream, x_options.limits.file_bytes, context.where());
    if (!bytes) {
      // The archive as a whole is at its limit or broken: its reading ends. A single large member is passed over.
      return bytes.error().reason == name(ReadFailure::too_large) ? keep(x_sink(bytes.error())) : Status(bytes.error());
    }
    return keep(read_bytes(std::move(*bytes), context, depth));
  }

  Status read_bytes(std::string bytes, const SourceContext& context, std::uint32_t depth) {
    const FileFormat format = detect_format(head_of(bytes), context.file_name());
    if (format == FileFormat::archive || format == FileFormat::compressed)
      return read("", bytes, context.member, format, depth + 1);
    if (format == FileFormat::mail) return read_mail(bytes, context, depth + 1, true);
    if (format == FileFormat::mbox) {
      const auto stream = memory_stream(bytes);
      return read_mailbox(*stream, context, depth + 1);
    }
    if (format == FileFormat::csv || format == FileFormat::tsv) {
      auto decoded = decode_for(context, bytes, "", "");
      if (decoded && has_record_columns(decoded->text.utf8, x_options.columns))
        return read_csv(*decoded, context, x_sink);
    }
    const FileStamp stamp = stamp_of(bytes);
    const SourceContext own{stamp, x_options, context.member, context.location};
    return is_passed_over(own) ? Status() : x_sink(read_checked(format, std::move(bytes), own));
  }

  /// The file's stamp with the hash of a part of it: what tells whether the part changed, and names it to caches.
  [[nodiscard]] FileStamp stamp_of(std::string_view part) const {
    FileStamp stamp = x_stamp;
    stamp.hash = XXH3_64bits(part.data(), part.size());
    return stamp;
  }
  [[nodiscard]] bool is_passed_over(const SourceContext& part) const {
    return x_options.pass_over && x_options.pass_over(part.stamp, part.member);
  }

  const FileStamp& x_stamp;
  const ReadOptions& x_options;
  const DocumentSink& x_sink;
  UnpackBudget x_budget;
  std::optional<Status> x_stopped;
};

bool holds_members(FileFormat format) {
  return format == FileFormat::archive || format == FileFormat::compressed;
}

/// One file or stream whose bytes are read whole.
Status read_whole(std::string bytes, FileStamp& stamp, const ReadOptions& options, const std::string& location,
                  const DocumentSink& sink) {
  stamp.size = bytes.size();
  stamp.hash = XXH3_64bits(bytes.data(), bytes.size());
  const SourceContext context{stamp, options, "", location};
  const FileFormat format = detect_format(head_of(bytes), context.file_name());
  if (holds_members(format)) return Unpacker(stamp, options, sink).read("", bytes, "", format, 1);
  if (format == FileFormat::mail) return Unpacker(stamp, options, sink).read_mail(bytes, context, 1, true);
  if (format == FileFormat::mbox) {
    const auto stream = memory_stream(bytes);
    return Unpacker(stamp, options, sink).read_mailbox(*stream, context, 1);
  }
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

/// The first bytes of a stream, as many as decide the format.
Result<std::string> read_head(ByteStream& stream) {
  std::string head(format_head_bytes, '\0');
  std::size_t used = 0;
  while (used < head.size()) {
    const auto got = stream.read(head.data() + used, head.size() - used);
    if (!got) return got.error();
    if (*got == 0) break;
    used += *got;
  }
  head.resize(used);
  return head;
}

/// Files that need not fit into memory: records, mailboxes and archives. Their hash takes a pass of its own.
Status read_streamed(const FileEntry& file, FileStamp stamp, FileFormat format, const ReadOptions& options,
                     const DocumentSink& sink) {
  auto first_pass = open_file(file.location, stamp);
  if (!first_pass) return sink(first_pass.error());
  const auto hash = hash_of(**first_pass);
  if (!hash) return sink(hash.error());
  stamp.hash = *hash;
  if (holds_members(format)) return Unpacker(stamp, options, sink).read(file.location, "", "", format, 1);
  auto stream = open_file(file.location, stamp);
  if (!stream) return sink(stream.error());
  if (format == FileFormat::mbox) {
    return Unpacker(stamp, options, sink).read_mailbox(**stream, {stamp, options, "", file.location}, 1);
  }
  return read_json_lines(**stream, {stamp, options, "", file.location}, sink);
}

}  // namespace

Status read_file(const FileEntry& file, const ReadOptions& options, const DocumentSink& sink) {
  FileStamp stamp = file.stamp;
  auto stream = open_file(file.location, stamp);
  if (!stream) return sink(stream.error());
  auto head = read_head(**stream);
  if (!head) return sink(head.error());
  const SourceContext context{stamp, options, "", file.location};
  const FileFormat format = detect_format(*head, context.file_name());
  if (holds_members(format) || format == FileFormat::json_lines || format == FileFormat::mbox)
    return read_streamed(file, stamp, format, options, sink);
  if (format == FileFormat::unreadable || format == FileFormat::empty) {
    return sink(refuse(format, context, *head));
  }
  auto bytes = read_all(**stream, options.limits.file_bytes, stamp.path, stamp.size, std::move(*head));
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
