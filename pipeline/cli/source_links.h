// SourceLinks: the address of a document's file, for links on a terminal (OSC 8).
#pragma once

#include <string>

#include "corpus/collection/collection.h"
#include "corpus/document/metadata.h"

namespace concord {

class SourceLinks {
 public:
  /// None are made. `wanted`: whether output goes to a terminal that may show them.
  SourceLinks() = default;
  SourceLinks(const CollectionConfig& config, bool wanted);

  /// "file://HOST/path/of/the/file"; empty where no link is wanted or the source is not known any more.
  [[nodiscard]] std::string of(const Metadata& metadata) const;

 private:
  std::map<std::string, std::string> x_folders;  // name of a source -> its path
  std::string x_host;
};

}  // namespace concord
