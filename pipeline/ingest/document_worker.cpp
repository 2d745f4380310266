#include "pipeline/ingest/document_worker.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "corpus/read/reader.h"
#include "pipeline/ingest/guess.h"
#include "pipeline/ingest/stamp_age.h"

namespace concord {
namespace {

// What a document was tagged with, by name: the numbers of labels and rules may be others the next time.
struct Mentions {
  std::vector<Annotation> annotations;
  Vocabulary labels;
  Vocabulary rules;

  [[nodiscard]] bool are_those_of(const Document& document) const {
    return std::equal(annotations.begin(), annotations.end(), document.annotations.begin(), document.annotations.end(),
                      [&](const Annotation& a, const Annotation& b) {
                        return a.tokens == b.tokens && a.span == b.span && a.negated == b.negated && a.confidence == b.confidence &&
                               labels[a.label] == document.labels[b.label] && rules[a.rule] == document.rules[b.rule];
                      });
  }
};

}  // namespace

DocumentWorker::DocumentWorker(std::shared_ptr<const Matcher> matcher, std::shared_ptr<const AliasLearner> learner, int latest_year,
                               const Snapshot* before)
    : x_tagger(std::move(matcher), std::move(learner)), x_latest_year(latest_year), x_before(before) {}

Done DocumentWorker::operator()(Job job) {
  Done done;
  done.planned = job.planned;
  done.first_of_file = job.first_of_file;
  done.last_of_file = job.last_of_file;
  if (job.document) {
    done.documents.push_back(finish(std::move(*job.document), *job.planned, done.clock));
    return done;
  }
  if (job.planned->renamed_from != no_more_documents) job.kept = {job.planned->renamed_from, job.planned->file.stamp, ""};
  if (job.kept) {
    done.kept = true;
    done.documents.push_back(take_over(*job.kept, *job.planned, done.clock));
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
  read->metadata.file.mtime_ns = trusted_time(read->metadata.file.mtime_ns);
  planned.settings->apply(*read);
  const Status annotated = clock.time("annotate", [&]() -> Status {
    guess_metadata(*read, x_latest_year);
    return x_annotator(*read);
  });
  if (!annotated) return {annotated.error(), {}};
  return tag(std::move(*read), x_annotator.known_terms(), clock);
}

/// The stored document under its new stamp and name; its id follows the name unless it has one of its own.
Finished DocumentWorker::take_over(const KeptMember& kept, const PlannedFile& planned, StageClock& clock) {
  auto document = x_before->document(kept.number, Part::all);
  if (!document) return {std::move(document), {}};
  Metadata& known = document->metadata;
  const bool named_after_file = known.id == planned.settings->default_id(known);
  known.file = kept.stamp;
  known.member = kept.member;
  known.file.mtime_ns = trusted_time(known.file.mtime_ns);
  if (named_after_file) known.id = planned.settings->default_id(known);
  return tag(std::move(*document), {}, clock);
}

Finished DocumentWorker::retag(Document document, StageClock& clock) {
  const Mentions before{document.annotations, document.labels, document.rules};
  if (const Status tagged = clock.time("tag", [&] { return x_tagger(document, {}); }); !tagged) return {tagged.error(), {}};
  if (before.are_those_of(document)) return {std::move(document), {}, true};
  return encode(std::move(document), clock);
}

Finished DocumentWorker::tag(Document document, const KnownTerms& known, StageClock& clock) {
  const Status tagged = clock.time("tag", [&] { return x_tagger(document, known); });
  if (!tagged) return {tagged.error(), {}};
  return encode(std::move(document), clock);
}

Finished DocumentWorker::encode(Document document, StageClock& clock) {
  std::string record;
  const Status encoded = clock.time("store", [&] { return x_encoder.encode(document, record); });
  if (!encoded) return {encoded.error(), {}};
  return {std::move(document), std::move(record)};
}

}  // namespace concord
