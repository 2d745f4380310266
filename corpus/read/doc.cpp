// DOC, the binary format of Word 97, through the usual Debian programs: antiword, else catdoc.
#include <optional>

#include "corpus/read/child_process.h"
#include "corpus/read/failure.h"
#include "corpus/read/readers.h"

namespace concord {
namespace {

/// A path that a helper can open: the file itself, or its bytes as a memory file.
struct HelperInput {
  std::optional<MemoryFile> memory;
  std::string path;
};

Result<HelperInput> input_for(const std::string& bytes, const SourceContext& context) {
  HelperInput input;
  input.path = context.location;
  if (!input.path.empty()) return input;
  auto memory = MemoryFile::make(bytes, context.where());
  if (!memory) return memory.error();
  input.memory.emplace(std::move(*memory));
  input.path = input.memory->path();
  return input;
}

ChildLimits child_limits(const ReadLimits& limits) {
  return {limits.helper_seconds, limits.helper_memory, limits.file_bytes};
}

Result<std::string> output_of(const ChildCommand& command, const SourceContext& context) {
  auto child = run_child(command, child_limits(context.options.limits), context.where());
  if (!child) return child.error();
  if (child->exit_status != 0 || child->output.empty()) {
    return make_failure(ReadFailure::damaged, context.where(),
                        command.words[0] + " cannot read it: " + child->errors.substr(0, child->errors.find('\n')));
  }
  return std::move(child->output);
}

}  // namespace

Result<Document> read_doc(const std::string& bytes, const SourceContext& context) {
  const auto input = input_for(bytes, context);
  if (!input) return input.error();
  auto text = output_of({{"antiword", "-m", "UTF-8.txt", "-w", "0", input->path}, "antiword"}, context);
  if (!text) {
    auto second = output_of({{"catdoc", "-d", "utf-8", "-w", input->path}, "catdoc"}, context);
    if (!second) return text.error();
    text = std::move(second);
  }
  auto decoded = decode_for(context, std::move(*text), "UTF-8", "antiword");
  if (!decoded) return decoded.error();
  Document document = begin_document(context, "doc");
  fill_plain(std::move(*decoded), context, document);
  document.metadata.encoding = {"DOC", "declared in the document", 100, "", 0};
  document.text.map = OffsetMap::none(static_cast<std::uint32_t>(document.text.utf8.size()));
  return document;
}

}  // namespace concord
