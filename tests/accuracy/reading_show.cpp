// Reads files and prints what the readers make of them: metadata, marks, blocks, text. To judge by eye.
#include <fmt/format.h>

#include <cstring>
#include <string>

#include "corpus/read/reader.h"

int main(int argc, char** argv) {
  concord::ReadOptions options;
  bool brief = false;
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], "--ocr-cache=", 12) == 0) {
      options.ocr.enabled = true;
      options.ocr.cache_folder = argv[i] + 12;
      continue;
    }
    if (std::strcmp(argv[i], "--brief") == 0) {
      brief = true;
      continue;
    }
    concord::FileEntry file;
    file.location = argv[i];
    file.stamp.path = file.location.substr(file.location.rfind('/') + 1);
    const auto status =
        concord::read_file(file, options, [&](concord::Result<concord::Document> read) -> concord::Status {
          if (!read) {
            fmt::print("!! [{}] {}\n", read.error().reason, read.error().to_string());
            return {};
          }
          const concord::Document& document = *read;
          const auto& meta = document.metadata;
          fmt::print(
              "== {} [{}] title '{}' date {} language '{}' encoding {} ({}, {}%) bytes {} blocks {} marks {} divisions "
              "{}\n",
              meta.id, meta.format, meta.title, meta.date ? meta.date->to_string() : "-", meta.language,
              meta.encoding.name, meta.encoding.reason, meta.encoding.confidence, document.text.utf8.size(),
              document.blocks.size(), document.marks.size(), document.divisions.size());
          for (const auto& warning : meta.warnings) fmt::print("   warning: {}\n", warning);
          if (brief) return {};
          std::size_t mark = 0;
          for (const auto& division : document.divisions) {
            fmt::print("   page {} [{},{}) confidence {}\n", division.label, division.span.begin, division.span.end,
                       division.confidence);
          }
          for (const auto& found : document.marks) {
            fmt::print("   mark {} [{}] {}\n", static_cast<int>(found.kind), found.note,
                       document.text_of(found.span).substr(0, 60));
            ++mark;
          }
          for (const auto& block : document.blocks) {
            static constexpr const char* names[] = {"p", "h", "li", "td", "quote", "pre", "note"};
            fmt::print("<{}{}> {}\n", names[static_cast<std::size_t>(block.kind)], block.level,
                       document.text_of(block.span));
          }
          if (document.blocks.empty()) fmt::print("{}\n", document.text.utf8);
          return {};
        });
    if (!status) return 1;
  }
  return 0;
}
