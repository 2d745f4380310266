#include "pipeline/ingest/plan.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace concord {
namespace {

std::string key_of(const FileStamp& stamp) { return stamp.source + '\n' + stamp.path; }

bool same_stat(const FileStamp& a, const FileStamp& b) {
  return a.size == b.size && a.mtime_ns == b.mtime_ns && a.inode == b.inode && (!is_fault(a) || a.hash == b.hash);
}

std::vector<const KnownFile*> by_path(std::vector<const KnownFile*> files) {
  std::sort(files.begin(), files.end(), [](const KnownFile* a, const KnownFile* b) { return key_of(a->stamp) < key_of(b->stamp); });
  return files;
}

}  // namespace

std::string_view name(Action action) {
  switch (action) {
    case Action::leave: return "unchanged";
    case Action::add: return "new";
    case Action::change: return "changed";
    case Action::retry: return "retry";
  }
  return "";
}

Planner::Planner(std::vector<KnownFile> known, PlanOptions options)
    : x_known(std::move(known)), x_seen(x_known.size(), false), x_options(options) {
  x_by_key.reserve(x_known.size());
  for (std::size_t i = 0; i < x_known.size(); ++i) x_by_key.emplace(key_of(x_known[i].stamp), i);
}

const KnownFile* Planner::known(const FileStamp& listed) const {
  const auto at = x_by_key.find(key_of(listed));
  return at == x_by_key.end() ? nullptr : &x_known[at->second];
}

Action Planner::decide(const FileStamp& listed, std::string_view again, std::string& why) {
  const auto at = x_by_key.find(key_of(listed));
  if (at == x_by_key.end()) {
    why = "not in the index";
    return Action::add;
  }
  const KnownFile& before = x_known[at->second];
  x_seen[at->second] = true;
  if (!same_stat(before.stamp, listed)) {
    why = is_fault(listed) ? "it is another fault now" : before.stamp.size != listed.size ? "its size changed" : "it was modified";
    return Action::change;
  }
  if (before.failed && x_options.retry_failed) {
    why = "failed before: " + before.reason;
    return Action::retry;
  }
  if (before.helper_came) {
    why = "what was missing to read it is there now";
    return Action::retry;
  }
  if (!again.empty()) {
    why = again;
    return Action::change;
  }
  return Action::leave;
}

void Planner::keep_faults(std::string_view source, std::string_view prefix) {
  for (std::size_t i = 0; i < x_known.size(); ++i) {
    const FileStamp& stamp = x_known[i].stamp;
    if (is_fault(stamp) && stamp.source == source && stamp.path.starts_with(prefix)) x_seen[i] = true;
  }
}

std::vector<const KnownFile*> Planner::unseen(std::string_view source) const {
  std::vector<const KnownFile*> files;
  for (std::size_t i = 0; i < x_known.size(); ++i) {
    if (!x_seen[i] && x_known[i].stamp.source == source) files.push_back(&x_known[i]);
  }
  return by_path(std::move(files));
}

std::vector<const KnownFile*> Planner::orphans(const std::vector<std::string>& sources) const {
  std::vector<const KnownFile*> files;
  for (const KnownFile& file : x_known) {
    if (std::find(sources.begin(), sources.end(), file.stamp.source) == sources.end()) files.push_back(&file);
  }
  return by_path(std::move(files));
}

std::size_t Planner::known_in(std::string_view source) const {
  return static_cast<std::size_t>(std::count_if(x_known.begin(), x_known.end(), [&](const KnownFile& file) {
    return file.stamp.source == source && !is_fault(file.stamp);
  }));
}

FileStamp fault_stamp(std::string_view source, const Error& fault) {
  FileStamp stamp;
  stamp.source = source;
  stamp.path = fault.where;
  const std::string said = fault.reason + "\n" + fault.message;
  stamp.hash = XXH3_64bits(said.data(), said.size());
  return stamp;
}

bool is_fault(const FileStamp& stamp) { return stamp.inode == 0; }

}  // namespace concord
