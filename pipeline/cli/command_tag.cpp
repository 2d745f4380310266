// concord tag: annotate a file or standard input, without an index: what other programs pipe through.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "corpus/read/reader.h"
#include "lexicons/lexicon.h"
#include "lexicons/matcher.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/document_json.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/ocr_line.h"
#include "pipeline/ingest/guess.h"
#include "pipeline/render/reading.h"

namespace concord {
namespace {

struct Arguments {
  std::vector<std::string> files;
  std::vector<std::string> lexicons;
  bool document = false;
  bool view = false;
  std::string date;
  bool no_learning = false;
  bool learned = false;
  bool ocr = false;
};

/// --lexicon, else those of the collection around the working folder, else the bundled ones.
Result<std::vector<std::string>> lexicons_of(const Arguments& typed, const Context& context) {
  if (!typed.lexicons.empty()) {
    CollectionConfig config;
    config.lexicons = typed.lexicons;
    return lexicon_paths(config);
  }
  const auto collection = context.collection();
  return lexicon_paths(collection ? collection->config() : CollectionConfig());
}

class Tagging {
 public:
  Tagging(std::shared_ptr<const Matcher> matcher, std::shared_ptr<const AliasLearner> learner, const Arguments& typed, Context& context)
      : x_tagger(std::move(matcher), typed.learned ? nullptr : learner), x_learner(std::move(learner)), x_typed(typed), x_context(context) {}

  Status operator()(Result<Document> read) {
    if (!read) {
      x_code = x_context.fail(read.error());
      return {};
    }
    Document& document = *read;
    if (document.metadata.id.empty()) document.metadata.id = document.metadata.file.path;
    if (!x_typed.date.empty()) document.metadata.date = Date::parse(x_typed.date);
    guess_metadata(document, 2100);
    if (auto done = x_annotator(document); !done) return done;
    if (auto done = x_tagger(document); !done) return done;
    print(document);
    return {};
  }

  [[nodiscard]] int code() const { return x_code; }

 private:
  void print(Document& document) const {
    const Terminal& terminal = x_context.terminal();
    if (x_typed.learned) return terminal.print(learned_lines(document, x_learner->annotate(document)));
    if (x_typed.document) return terminal.print(document_json(document, DocumentJson::line) + "\n");
    if (!x_typed.view && !terminal.output_is_terminal()) return terminal.print(mention_lines(document));
    ReadingOptions options;
    options.width = terminal.width();
    options.colour = terminal.colour();
    terminal.print(render_reading(document, options));
  }

  Annotator x_annotator;
  Tagger x_tagger;
  std::shared_ptr<const AliasLearner> x_learner;  // with --learned it is asked for its list, after the tagger
  const Arguments& x_typed;
  Context& x_context;
  int x_code = exit_found;
};

int run(const Arguments& typed, Context& context) {
  if (!typed.date.empty() && !Date::parse(typed.date)) {
    return context.fail({ErrorCode::usage, "--date", fmt::format("'{}' is no date", typed.date), "write 1997-06-27, 1997-06 or 1997"});
  }
  if (typed.learned && typed.no_learning) {
    return context.fail({ErrorCode::usage, "tag", "--learned and --no-learning exclude each other", "choose one of them"});
  }
  const auto paths = lexicons_of(typed, context);
  if (!paths) return context.fail(paths.error());
  const auto lexicon = Lexicon::load(*paths);
  if (!lexicon) return context.fail(lexicon.error());
  auto matcher = Matcher::compile(*lexicon);
  if (!matcher) return context.fail(matcher.error());

  auto learner = typed.no_learning ? nullptr : std::make_shared<const AliasLearner>(lexicon->catalogue());
  Tagging tagging(std::make_shared<const Matcher>(std::move(*matcher)), std::move(learner), typed, context);
  const DocumentSink sink = [&](Result<Document> document) { return tagging(std::move(document)); };
  const std::vector<std::string> files = typed.files.empty() ? std::vector<std::string>{"-"} : typed.files;
  ReadOptions options;
  options.ocr.enabled = typed.ocr;
  options.ocr.progress = ocr_progress(context);
  for (const std::string& file : files) {
    Status status;
    if (file == "-") {
      status = read_descriptor(STDIN_FILENO, "-", options, sink);
    } else {
      FileEntry entry;
      entry.stamp.path = file;
      entry.location = file;
      status = read_file(entry, options, sink);
    }
    if (!status) return context.fail(status.error());
  }
  return tagging.code();
}

}  // namespace

Command tag_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "tag";
  command.group = "Single files";
  command.summary = "Tag actors and themes in files or standard input; no collection needed";
  command.details =
      "On a terminal the text is shown with its labels in colour. Into a pipe goes one JSON object for each mention, with byte\n"
      "spans in the text and in the file, the sentence, the rule that fired, and whether the mention is negated.";
  command.options = {{"FILE", "FILE", "Files, or - for standard input (the default)", &typed->files, {}, false, "file"},
                     {"--lexicon", "PATH", "Lexicon file or folder, or 'bundled'; may be repeated (default: the collection's, else bundled)", &typed->lexicons, {}, false, "file"},
                     {"--document", "", "One JSON object a document: text, sentences, tokens, mentions", &typed->document},
                     {"--view", "", "The reading view also into a pipe", &typed->view},
                     {"--no-learning", "", "Only what the lexicons say, not the abbreviations that the document defines", &typed->no_learning},
                     {"--learned", "", "Not the mentions but the names that the document itself defines or shortens, one JSON object each", &typed->learned},
                     {"--ocr", "", "Read scanned pages with tesseract", &typed->ocr},
                     {"--date", "DATE", "Date of the documents, for dated names and roles", &typed->date}};
  command.examples = {{"concord tag report.pdf", "read it with its labels"},
                      {"cat statement.txt | concord tag | jq -r .label | sort | uniq -c", "count labels"},
                      {"concord tag --learned report.txt", "the abbreviations it defines, with the bytes where it does"},
                      {"concord tag --lexicon my.yaml *.txt > mentions.jsonl", "your own lexicon"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
