// Fuzzes the readers of JSON Lines, CSV and manifests.
#include "corpus/read/byte_stream.h"
#include "corpus/read/manifest.h"
#include "corpus/read/records.h"
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concord;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  FileStamp stamp;
  stamp.path = "a";
  const ReadOptions options;
  const SourceContext context{stamp, options};
  const DocumentSink sink = [size](Result<Document> document) -> Status {
    if (document) fuzz::check(*document, size);
    return {};
  };
  const auto stream = memory_stream(bytes);
  fuzz::require(read_json_lines(*stream, context, sink).has_value());
  if (const auto decoded = decode(bytes)) fuzz::require(read_csv(*decoded, context, sink).has_value());
  for (const char* name : {"m.csv", "m.jsonl"}) {
    const auto manifest = DocumentManifest::parse(bytes, name);
    if (manifest) {
      for (const auto& entry : manifest->entries()) fuzz::require(manifest->find(entry.path) == &entry);
    }
  }
  return 0;
}
