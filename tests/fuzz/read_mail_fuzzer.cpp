// Fuzzes the reader of mail: a message alone and, with another first byte, a mailbox.
#include "corpus/read/mail.h"
#include "corpus/read/mime.h"
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concord;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ReadOptions options;
  options.limits.record_bytes = 1U << 20U;
  options.limits.nesting = 200;
  FileStamp stamp;
  stamp.path = "m";
  const SourceContext context{stamp, options};
  const auto sink = [&](Result<Document> document) -> Status {
    if (document) fuzz::check(*document, size);
    if (!document) fuzz::require(!document.error().where.empty());
    return {};
  };
  std::size_t attached = 0;
  const auto keep = [&](const std::string& name, std::string content) -> Status {
    fuzz::require(!name.empty() && content.size() <= size);
    attached += content.size();
    return {};
  };
  fuzz::require(read_message(bytes, context, true, sink, keep).has_value());
  fuzz::require(attached <= size);
  const auto stream = memory_stream(bytes);
  const auto take = [&](const std::string& message, std::uint64_t) { return read_message(message, context, false, sink, keep); };
  fuzz::require(for_each_message(*stream, context, sink, take).has_value());
  return 0;
}
