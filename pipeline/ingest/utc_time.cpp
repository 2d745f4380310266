#include "pipeline/ingest/utc_time.h"

#include <array>
#include <ctime>

namespace concord {
namespace {

std::tm utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  return parts;
}

}  // namespace

std::string utc_timestamp() {
  std::array<char, 32> text{};
  const std::tm parts = utc_now();
  const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return {text.data(), length};
}

int utc_year() { return utc_now().tm_year + 1900; }

}  // namespace concord
