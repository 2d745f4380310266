// DocumentWorker: the stages of one worker thread: read, complete the metadata, annotate, tag, encode the record.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "lexicons/matcher.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"
#include "pipeline/index/record.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/planned_files.h"
#include "pipeline/ingest/stage_clock.h"

namespace concord {

/// A document of the commit before that holds on under another stamp, or name.
struct KeptMember {
  DocNo number = no_more_documents;
  FileStamp stamp;
  std::string member;
};

/// What a worker gets: a whole file; or one document of a file of many, which the source thread took apart.
struct Job {
  std::shared_ptr<const PlannedFile> planned;
  std::optional<Result<Document>> document;  ///< nothing: the worker reads the file
  std::optional<KeptMember> kept = {};       ///< takes it from the index instead
  bool first_of_file = true;
  bool last_of_file = true;                  ///< then without a document, when the file was taken apart
};

/// A document ready for the index, or why there is none.
struct Finished {
  Result<Document> document;
  std::string record;  ///< empty when the document is `alike`
  bool alike = false;  ///< tagged again with no difference to what the index has
};

/// What comes back of a job.
struct Done {
  std::shared_ptr<const PlannedFile> planned;  ///< null of what was only tagged again
  std::vector<Finished> documents;
  bool first_of_file = true;
  bool last_of_file = true;
  bool kept = false;  ///< taken from the index, not read
  StageClock clock;
};

class DocumentWorker {
 public:
  /// `learner` may be null; `latest_year` bounds the guesses of dates.
  /// `before` is the snapshot that documents are taken over from; may be null when none was.
  DocumentWorker(std::shared_ptr<const Matcher> matcher, std::shared_ptr<const AliasLearner> learner, int latest_year, const Snapshot* before);

  Done operator()(Job job);

  /// Tags a stored document again; encodes it when a mention, or the rule of one, is another than before.
  Finished retag(Document document, StageClock& clock);

 private:
  Finished finish(Result<Document> read, const PlannedFile& planned, StageClock& clock);
  Finished take_over(const KeptMember& kept, const PlannedFile& planned, StageClock& clock);
  Finished tag(Document document, const KnownTerms& known, StageClock& clock);
  Finished encode(Document document, StageClock& clock);

  Annotator x_annotator;
  Tagger x_tagger;
  RecordEncoder x_encoder;
  int x_latest_year;
  const Snapshot* x_before;
};

}  // namespace concord
