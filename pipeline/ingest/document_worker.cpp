#include "pipeline/ingest/document_worker.h"

#include <utility>

#include "corpus/read/reader.h"
#include "pipeline/ingest/guess.h"

namespace concord {
namespace {

/// A file that was modified a moment before it was read may change again within the grain of the clock that stamps it:
/// its time is stored as one that no file has, so that the next run reads it again.
constexpr std::int64_t clock_grain_ns = 50'000'000;

void distrust_young_stamp(FileStamp& stamp) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  const std::int64_t now_ns = static_cast<std::int64_t>(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
  if (stamp.mtime_ns + clock_grain_ns > now_ns) stamp.mtime_ns = -1;
}

}  // namespace

DocumentWorker::DocumentWorker(std::shared_ptr<const Matcher> matcher, std::shared_ptr<const AliasLearner> learner, int latest_year)
    : x_tagger(std::move(matcher), std::move(learner)), x_latest_year(latest_year) {}

Done DocumentWorker::operator()(Job job) {
  Done done;
  done.planned = job.planned;
  done.first_of_file = job.first_of_file;
  done.last_of_file = job.last_of_file;
  if (job.document) {
    done.documents.push_back(finish(std::move(*job.document), *job.planned, done.clock));
    return done;
  }
  if (!job.first_of_file) return done;
  std::vector<Result<Document>> documents;
  const auto keep = [&](Result<Document> document) -> Status {
    documents.push_back(std::move(document));
    return {};
  };
  const Status read = done.clock.time("read", [&] { return read_file(job.planned->file, job.planned->settings->read_options(), keep); });
  if (!read) documents.emplace_back(read.error());
  for (auto& document : documents) done.documents.push_back(finish(std::move(document), *job.planned, done.clock));
  return done;
}

Finished DocumentWorker::finish(Result<Document> read, const PlannedFile& planned, StageClock& clock) {
  if (!read) return {std::move(read), {}};
  distrust_young_stamp(read->metadata.file);
  planned.settings->apply(*read);
  const Status annotated = clock.time("annotate", [&]() -> Status {
    guess_metadata(*read, x_latest_year);
    return x_annotator(*read);
  });
  if (!annotated) return {annotated.error(), {}};
  return tag(std::move(*read), x_annotator.known_terms(), clock);
}

Finished DocumentWorker::retag(Document document, StageClock& clock) { return tag(std::move(document), {}, clock); }

Finished DocumentWorker::tag(Document document, const KnownTerms& known, StageClock& clock) {
  const Status tagged = clock.time("tag", [&] { return x_tagger(document, known); });
  if (!tagged) return {tagged.error(), {}};
  std::string record;
  const Status encoded = clock.time("store", [&] { return x_encoder.encode(document, record); });
  if (!encoded) return {encoded.error(), {}};
  return {std::move(document), std::move(record)};
}

}  // namespace concord
