#include "pipeline/ingest/file_reading.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "corpus/read/failure.h"
#include "corpus/read/reader.h"
#include "pipeline/flow/ordered_flow.h"
#include "pipeline/ingest/member_plan.h"

namespace concord {
namespace {

std::string lower_case(std::string path) {
  std::transform(path.begin(), path.end(), path.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return path;
}

/// Of a document in the index: a guess, since how large it is shows when it is read.
constexpr std::uint64_t stored_weight = std::uint64_t{256} << 10;

/// What of a file of many documents need not be read.
Result<MemberPlan> plan_members(const PlannedFile& file, const WorkShop& shop) {
  if (!file.members_stand || shop.before == nullptr || !may_hold_members(file.file.stamp.path)) return MemberPlan();
  return MemberPlan::make(file, *shop.before, shop.latest_year);
}

/// What the disk would not give again stays as it was, under a time that no file has, so that the next run tries again, and a
/// hash that no member has: it may have been read with other settings.
Job keep_for_now(const std::shared_ptr<const PlannedFile>& planned, const StoredMember& member) {
  FileStamp stamp = planned->file.stamp;
  stamp.mtime_ns = -1;
  stamp.hash = 0;
  return {planned, std::nullopt, KeptMember{member.number, stamp, member.member}, false, false};
}

/// Emits what is in a file of many documents, one after the other; false when the flow wants no more. Error: the index
/// cannot be read.
Result<bool> take_apart(const std::shared_ptr<const PlannedFile>& planned, const WorkShop& shop, const Emit<Job>& emit, StageClock& clock) {
  const PlannedFile& file = *planned;
  bool first = true;
  bool open = true;
  bool passing = false;  // the disk failed
  const bool is_known = file.action != Action::add && shop.before != nullptr;
  std::unordered_set<std::size_t> met;  // hashes of members
  const auto meet = [&](const std::string& member) {
    if (is_known) met.insert(std::hash<std::string>()(member));
  };
  const double begun = StageClock::now();
  const auto members = plan_members(file, shop);
  if (!members) return members.error();
  ReadOptions options = file.settings->read_options();
  options.pass_over = [&](const FileStamp& stamp, const std::string& member) {
    const DocNo number = members->document_of(member, stamp.hash);
    if (number == no_more_documents) return false;
    meet(member);
    open = open && emit({planned, std::nullopt, KeptMember{number, stamp, member}, std::exchange(first, false), false}, stored_weight);
    return true;
  };
  const auto emit_one = [&](Result<Document> document) -> Status {
    const std::uint64_t weight = document ? document->text.utf8.size() + 4096 : 4096;
    if (document) meet(document->metadata.member);
    passing = passing || (!document && is_passing(document.error()));
    open = open && emit({planned, std::move(document), {}, std::exchange(first, false), false}, weight);
    return open ? Status() : Status(Error{ErrorCode::internal, file.file.stamp.path, "stopped", ""});
  };
  Status read = file.fault ? emit_one(*file.fault) : read_file(file.file, options, emit_one);
  // It has to be remembered as anything, or what it held before would stay, and each run would read it again.
  if (read && first) read = make_failure(ReadFailure::empty, file.file.stamp.path, "there is no document in it");
  clock.add("read", StageClock::now() - begun);
  if (open && passing && is_known) {
    auto rest = stored_members(file.file.stamp, *shop.before);
    if (!rest) return rest.error();
    std::erase_if(*rest, [&](const StoredMember& member) { return met.contains(std::hash<std::string>()(member.member)); });
    for (const StoredMember& member : *rest) open = open && emit(keep_for_now(planned, member), stored_weight);
  }
  if (open && !read) open = emit({planned, Result<Document>(read.error()), {}, std::exchange(first, false), false}, 4096);
  return open && emit({planned, std::nullopt, {}, false, true}, 0);
}

}  // namespace

/// Files of many documents are taken apart by the source thread, so that no worker holds all of them at once.
bool may_hold_many(const std::string& given) {
  static constexpr std::array<std::string_view, 14> endings = {".jsonl", ".ndjson", ".csv", ".tsv", ".zip", ".tar", ".tgz", ".txz",
                                                               ".tbz2",  ".gz",     ".zst", ".xz",  ".bz2", ".mbox"};
  const std::string path = lower_case(given);
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

bool may_hold_members(const std::string& path) {
  constexpr std::array<std::string_view, 4> records = {".jsonl", ".ndjson", ".csv", ".tsv"};
  std::string name = lower_case(path);
  for (const std::string_view packed : {".gz", ".zst", ".xz", ".bz2"}) {
    if (name.ends_with(packed)) name.resize(name.size() - packed.size());
  }
  return may_hold_many(path) && std::none_of(records.begin(), records.end(), [&](std::string_view ending) { return name.ends_with(ending); });
}

bool is_passing(const Error& error) { return error.reason == name(ReadFailure::io) || error.reason == name(ReadFailure::vanished); }

Status read_files(const PlannedFiles& files, const WorkShop& shop, const std::function<bool()>& must_stop, StageClock& clock,
                  const TakeDone& take) {
  StageClock source_clock;
  OrderedFlow<Job, Done> flow({.workers = shop.workers});
  const auto source = [&](const Emit<Job>& emit) -> Status {
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (must_stop()) return {};
      const auto planned = std::make_shared<const PlannedFile>(files[i]);
      const FileStamp& stamp = planned->file.stamp;
      const bool apart = planned->fault != nullptr || may_hold_many(stamp.path);  // one thread, so that no worker holds all of it
      const Result<bool> open = apart ? take_apart(planned, shop, emit, source_clock) : Result<bool>(emit({planned, std::nullopt, {}, true, true}, stamp.size + 4096));
      if (!open) return open.error();
      if (!*open) return {};
    }
    return {};
  };
  const auto make_worker = [&]() -> std::function<Done(Job)> {
    return [worker = std::make_shared<DocumentWorker>(shop.matcher, shop.learner, shop.latest_year, shop.before)](Job job) { return (*worker)(std::move(job)); };
  };
  const Status status = flow.run(source, make_worker, take);
  clock.add(source_clock);
  return status;
}

Status retag_documents(const Snapshot& snapshot, const WorkShop& shop, const std::function<bool(const Document&)>& wanted, const TakeDone& take) {
  OrderedFlow<DocNo, Done> flow({.workers = shop.workers});
  const auto source = [&](const Emit<DocNo>& emit) -> Status {
    const auto documents = snapshot.postings(Field::state, "document");
    for (DocNo number = documents->next(); number != no_more_documents; number = documents->next()) {
      if (!emit(number, stored_weight)) break;
    }
    return snapshot.health();
  };
  const auto make_worker = [&]() -> std::function<Done(DocNo)> {
    return [&, worker = std::make_shared<DocumentWorker>(shop.matcher, shop.learner, shop.latest_year, shop.before)](DocNo number) {
      Done done;
      auto document = snapshot.document(number, Part::all);
      if (!document) {
        done.documents.push_back({document.error(), {}});
      } else if (wanted(*document)) {
        done.documents.push_back(worker->retag(std::move(*document), done.clock));
      }
      return done;
    };
  };
  return flow.run(source, make_worker, take);
}

}  // namespace concord
