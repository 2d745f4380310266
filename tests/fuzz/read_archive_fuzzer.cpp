// Fuzzes the unpacking of archives.
#include "corpus/read/archive.h"
#include "tests/fuzz/read_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace concord;
  ReadLimits limits;
  limits.unpacked_bytes = 1U << 22U;
  limits.archive_members = 1000;
  UnpackBudget budget{size, 0, 0};
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Status status =
      for_each_member("", bytes, limits, budget, "a", [&](const std::string& name, ByteStream& stream) -> Status {
        fuzz::require(!name.empty());
        const auto content = read_all(stream, 1U << 20U, name);
        if (!content && content.error().reason != "too-large") return content.error();
        return {};
      });
  fuzz::require(status.has_value() || !status.error().message.empty());
  return 0;
}
