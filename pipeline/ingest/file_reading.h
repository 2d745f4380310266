// read_files, retag_documents: the two ways in which documents reach the index: from their files, or from their stored text
// when only the lexicons changed. Both go through N workers and come out in order.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/document_worker.h"

namespace concord {

/// What the workers are made of.
struct WorkShop {
  std::shared_ptr<const Matcher> matcher;
  std::shared_ptr<const AliasLearner> learner;  ///< null when the configuration does not want it
  unsigned workers = 0;                         ///< 0 = one a core
  int latest_year = 0;                          ///< bounds the guesses of dates
  const Snapshot* before = nullptr;             ///< where renamed documents come from
};

using TakeDone = std::function<Status(Done)>;

/// By its name: an archive or a file of records.
[[nodiscard]] bool may_hold_many(const std::string& path);

/// Of those, one whose members may be kept one by one; files of records are read whole, and may have millions of them.
[[nodiscard]] bool may_hold_members(const std::string& path);

/// True when the next run may well succeed where this one failed, with the file as it is.
[[nodiscard]] bool is_passing(const Error& error);

/// Reads the files and gives each one's documents to `take`, in the order of `files`, in the calling thread. Ends early, with
/// success, once `must_stop` says so. `clock` gets the time of the thread that takes files of many documents apart.
[[nodiscard]] Status read_files(const PlannedFiles& files, const WorkShop& shop, const std::function<bool()>& must_stop,
                                StageClock& clock, const TakeDone& take);

/// Tags every document of the snapshot that `wanted` accepts again, from its stored text.
[[nodiscard]] Status retag_documents(const Snapshot& snapshot, const WorkShop& shop, const std::function<bool(const Document&)>& wanted,
                                     const TakeDone& take);

}  // namespace concord
