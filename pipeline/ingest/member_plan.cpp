#include "pipeline/ingest/member_plan.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include "corpus/read/reader.h"
#include "pipeline/index/ledger.h"
#include "pipeline/ingest/guess.h"

namespace concord {
namespace {

/// `failed` gets the places of what could not be read.
Result<std::vector<StoredMember>> read_stored(const FileStamp& file, const Snapshot& before, std::set<std::string>& failed) {
  std::vector<StoredMember> stored;
  const auto postings = before.postings(Field::file, path_term(file.source, file.path));
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    auto document = before.document(number, Part::metadata);
    if (!document) return document.error();
    Metadata& known = document->metadata;
    if (known.format.empty()) {
      failed.insert(known.id);  // a failure, under the name of its place
    } else {
      stored.push_back({std::move(known.member), number, known.file.hash});
    }
  }
  if (const Status health = before.health(); !health) return health.error();
  return stored;
}

}  // namespace

Result<std::vector<StoredMember>> stored_members(const FileStamp& file, const Snapshot& before) {
  std::set<std::string> failed;
  return read_stored(file, before, failed);
}

class MemberPlanner {
 public:
  MemberPlanner(const PlannedFile& file, int latest_year) : x_file(file), x_latest_year(latest_year) {}

  /// What the index holds of the file.
  Status recall(const Snapshot& before) {
    const auto stored = read_stored(x_file.file.stamp, before, x_failed);
    if (!stored) return stored.error();
    for (const StoredMember& one : *stored) {
      if (!one.member.empty()) x_old.emplace(one.member, MemberPlan::Kept{one.number, one.hash});
    }
    return {};
  }

  /// False of a file of records, which is not unpacked in vain: all its documents carry the hash of the file.
  [[nodiscard]] bool may_keep() const {
    if (x_old.size() == 1) return true;
    const auto differs = [&](const auto& old) { return old.second.hash != x_old.begin()->second.hash; };
    return std::any_of(x_old.begin(), x_old.end(), differs);
  }

  /// What the file holds now. Only members that are files of records reach the sink; they are told once each.
  void list() {
    ReadOptions options = x_file.settings->read_options();
    options.pass_over = [this](const FileStamp& stamp, const std::string& member) {
      if (x_hashes.emplace(member, stamp.hash).second) x_now.push_back(member);
      return true;
    };
    (void)read_file(x_file.file, options, [this](const Result<Document>& record) -> Status {
      if (!record) return {};
      const std::string& member = record->metadata.member;
      x_records.insert(member);
      const std::size_t hash = member.rfind('#');
      const std::string holder = member.substr(0, hash);
      if (hash != std::string::npos && x_hashes.emplace(holder, 0).second) x_now.push_back(holder);
      return {};
    });
  }

  MemberPlan compare() {
    for (const auto& [member, old] : x_old) {
      const auto now = x_hashes.find(member);
      if (now == x_hashes.end() || now->second != old.hash) x_free.emplace(old.hash, member);
    }
    MemberPlan plan;
    for (const std::string& member : x_now) plan.x_changes.push_back(decide(member, plan));
    for (const auto& [hash, member] : x_free) {
      if (!x_hashes.contains(member) && !x_records.contains(member)) plan.x_changes.push_back({MemberFate::removed, member});
    }
    return plan;
  }

 private:
  MemberChange decide(const std::string& member, MemberPlan& plan) {
    const std::uint64_t hash = x_hashes.at(member);
    const auto old = x_old.find(member);
    if (old != x_old.end() && old->second.hash == hash) {
      plan.x_kept.emplace(member, old->second);
      return {MemberFate::kept, member};
    }
    // In a mailbox the names are numbers: every message behind a new one bears another.
    const auto [first, last] = x_free.equal_range(hash);
    for (auto free = first; free != last; ++free) {
      if (!are_treated_alike(free->second, member)) continue;
      const std::string was = free->second;
      plan.x_kept.emplace(member, x_old.at(was));
      x_free.erase(free);
      return {MemberFate::renamed, member, was};
    }
    if (x_failed.contains(x_file.file.stamp.path + "#" + member)) return {MemberFate::failed_before, member};
    const bool records = hash == 0;
    return {old != x_old.end() || records ? MemberFate::changed : MemberFate::added, member};
  }

  /// As with renamed files: neither format nor rule, row or guess goes by what differs between the names.
  [[nodiscard]] bool are_treated_alike(const std::string& was, const std::string& now) const {
    const std::string& path = x_file.file.stamp.path;
    const auto ending = [](const std::string& name) { return std::filesystem::path(name).extension(); };
    return ending(was) == ending(now) && x_file.settings->treats_alike(path, path) &&
           x_file.settings->treats_alike(path + "#" + was, path + "#" + now) && guess_alike(was, now, x_latest_year);
  }

  const PlannedFile& x_file;
  int x_latest_year;
  std::map<std::string, MemberPlan::Kept, std::less<>> x_old;
  std::set<std::string> x_failed;                 // "path#member"
  std::vector<std::string> x_now;
  std::map<std::string, std::uint64_t> x_hashes;  // of x_now; 0 of a file of records
  std::set<std::string> x_records;                // places of single records
  std::multimap<std::uint64_t, std::string> x_free;  // by hash: those of before that stand for none of now so far
};

Result<MemberPlan> MemberPlan::make(const PlannedFile& file, const Snapshot& before, int latest_year) {
  MemberPlanner planner(file, latest_year);
  if (auto recalled = planner.recall(before); !recalled) return recalled.error();
  if (!planner.may_keep()) return MemberPlan();
  planner.list();
  return planner.compare();
}

DocNo MemberPlan::document_of(const std::string& member, std::uint64_t hash) const {
  const auto kept = x_kept.find(member);
  return kept != x_kept.end() && kept->second.hash == hash ? kept->second.number : no_more_documents;
}

}  // namespace concord
