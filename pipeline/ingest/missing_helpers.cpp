#include "pipeline/ingest/missing_helpers.h"

#include <algorithm>
#include <map>
#include <utility>

#include "corpus/read/child_process.h"
#include "corpus/read/failure.h"
#include "pipeline/index/ledger.h"

namespace concord {

std::string missing_program(std::string_view reason) {
  constexpr std::string_view before = "the program '";
  constexpr std::string_view behind = "' is not installed";
  const std::size_t begin = reason.find(before);
  if (begin == std::string_view::npos) return {};
  const std::size_t end = reason.find(behind, begin + before.size());
  return end == std::string_view::npos ? std::string() : std::string(reason.substr(begin + before.size(), end - begin - before.size()));
}

Status note_helpers_that_came(const Snapshot& snapshot, bool ocr, std::vector<KnownFile>& known) {
  if (std::none_of(known.begin(), known.end(), [](const KnownFile& file) { return file.failed; })) return {};
  const auto failures = read_failures(snapshot);
  if (!failures) return failures.error();
  std::map<std::string, bool> installed;  // a look into PATH for each program, not for each file
  std::set<std::pair<std::string, std::string>> readable;
  for (const FailedDocument& failure : *failures) {
    if (ocr && failure.kind == name(ReadFailure::no_text_layer)) readable.emplace(failure.file.source, failure.file.path);
    if (failure.kind != name(ReadFailure::helper_missing)) continue;
    const std::string program = missing_program(failure.reason);
    if (program.empty()) continue;
    const auto [at, is_new] = installed.try_emplace(program, false);
    if (is_new) at->second = is_installed(program);
    if (at->second) readable.emplace(failure.file.source, failure.file.path);
  }
  for (KnownFile& file : known) file.helper_came = file.failed && readable.contains({file.stamp.source, file.stamp.path});
  return {};
}

}  // namespace concord
