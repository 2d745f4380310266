#include "pipeline/cli/source_links.h"

#include <unistd.h>

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "corpus/text/ascii.h"

namespace concord {
namespace {

/// A path in an address (RFC 3986): all but letters, digits and -._~/ as %XX, terminal escapes with them.
std::string encoded(std::string_view path) {
  std::string text;
  for (const char c : path) {
    const bool plain = is_ascii_alnum(c) || std::string_view("-._~/").find(c) != std::string_view::npos;
    text += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return text;
}

}  // namespace

SourceLinks::SourceLinks(const CollectionConfig& config, bool wanted) {
  if (!wanted) return;
  std::array<char, 256> host{};
  if (gethostname(host.data(), host.size() - 1) == 0) x_host = host.data();
  for (const CollectionSource& source : config.sources) x_folders.emplace(source.name, source.path);
}

std::string SourceLinks::of(const Metadata& metadata) const {
  const auto source = x_folders.find(metadata.file.source);
  if (source == x_folders.end()) return {};
  std::error_code failure;
  const bool folder = std::filesystem::is_directory(source->second, failure);
  return "file://" + encoded(x_host) + encoded(folder ? source->second + "/" + metadata.file.path : source->second);
}

}  // namespace concord
