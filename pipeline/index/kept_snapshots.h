// Kept snapshots: commits that were given a name, so that they stay readable until they are dropped: what a publication rests on.
//
// The names stand in the user data of the newest commit: "name=7;other=12", the
// numbers being generations. Queries open a kept commit by its name.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "corpus/document/result.h"

namespace concord {

using KeptSnapshots = std::map<std::string, std::uint64_t>;

[[nodiscard]] std::string show_kept(const KeptSnapshots& kept);
[[nodiscard]] KeptSnapshots parse_kept(std::string_view shown);

/// Those of the index in `folder`. Errors as open_snapshot.
[[nodiscard]] Result<KeptSnapshots> kept_snapshots(const std::string& folder);

/// The generation of the snapshot that `name` stands for: a kept name, the number of a commit that is still there, or "newest".
/// Error: usage, with the names that there are.
[[nodiscard]] Result<std::uint64_t> resolve_snapshot(const std::string& folder, const std::string& name);

/// The name under which the state before changed settings stays until the next run: nobody else's.
inline constexpr std::string_view before_new_settings = "before-new-settings";

/// Letters, digits, '-', '_' and '.', not a number and not "newest": what can be typed and told from the number of a commit.
[[nodiscard]] bool is_snapshot_name(std::string_view name);

}  // namespace concord
