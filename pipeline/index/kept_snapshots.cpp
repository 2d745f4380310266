#include "pipeline/index/kept_snapshots.h"

#include <algorithm>
#include <charconv>

#include "corpus/text/ascii.h"
#include "pipeline/index/commit_file.h"
#include "pipeline/index/file_layer.h"

namespace concord {
std::string show_kept(const KeptSnapshots& kept) {
  std::string shown;
  for (const auto& [name, generation] : kept) shown += name + "=" + std::to_string(generation) + ";";
  return shown;
}

KeptSnapshots parse_kept(std::string_view shown) {
  KeptSnapshots kept;
  while (!shown.empty()) {
    const std::string_view one = shown.substr(0, shown.find(';'));
    shown.remove_prefix(std::min(one.size() + 1, shown.size()));
    const std::size_t equals = one.rfind('=');
    if (equals == std::string_view::npos) continue;
    std::uint64_t generation = 0;
    std::from_chars(one.data() + equals + 1, one.data() + one.size(), generation);
    kept.emplace(one.substr(0, equals), generation);
  }
  return kept;
}

Result<KeptSnapshots> kept_snapshots(const std::string& folder) {
  const auto newest = find_commit(system_files(), folder);
  if (!newest) return newest.error();
  const auto found = newest->file.user_data.find(key_kept);
  return found == newest->file.user_data.end() ? KeptSnapshots() : parse_kept(found->second);
}

Result<std::uint64_t> resolve_snapshot(const std::string& folder, const std::string& name) {
  const auto newest = find_commit(system_files(), folder);
  if (!newest) return newest.error();
  if (name == "newest") return answers_from(newest->file).value_or(newest->generation);
  const auto kept = kept_snapshots(folder);
  if (!kept) return kept.error();
  if (const auto found = kept->find(name); found != kept->end()) {
    const auto commit = find_commit(system_files(), folder, found->second);
    if (commit || commit.error().code != ErrorCode::no_input) return found->second;
    return Error{ErrorCode::bad_data, folder, "the index is damaged: the commit of the kept snapshot '" + name + "' is missing", "run 'concord check'"};
  }
  std::uint64_t number = 0;
  const auto [end, failure] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (failure == std::errc() && end == name.data() + name.size() && find_commit(system_files(), folder, number)) return number;
  std::string known;
  for (const auto& [one, generation] : *kept) known += (known.empty() ? "" : ", ") + one;
  return Error{ErrorCode::usage, "", "there is no snapshot '" + name + "'",
               known.empty() ? "none is kept: 'concord snapshot keep NAME' keeps the newest" : "there are: " + known + ", newest"};
}

bool is_snapshot_name(std::string_view name) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_ascii_digit(c) || c == '-' || c == '_' || c == '.'; };
  const bool number = std::all_of(name.begin(), name.end(), is_ascii_digit);
  return !name.empty() && name.size() <= 100 && name != "newest" && !number && std::all_of(name.begin(), name.end(), allowed);
}

}  // namespace concord
