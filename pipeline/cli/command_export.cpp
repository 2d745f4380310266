// concord export: everything that the index holds, as lines of JSON: nothing is locked in.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <tuple>
#include <utility>
#include <vector>

#include "corpus/read/export_format.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/ledger.h"

namespace concord {
namespace {

struct Arguments {
  bool all = false;
  bool tokens = false;
  std::string output;
};

/// Standard output, or a file that is only there when it is whole.
class Sink {
 public:
  Sink(const std::string& path, Context& context) : x_path(path), x_context(context) {
    if (!path.empty()) x_file.open(path + ".new", std::ios::binary | std::ios::trunc);
  }
  void line(const std::string& text) {
    if (x_path.empty()) {
      x_context.terminal().print(text + "\n");
    } else {
      x_file << text << '\n';
    }
  }
  Status close() {
    if (x_path.empty()) return {};
    x_file.close();
    if (x_file && std::rename((x_path + ".new").c_str(), x_path.c_str()) == 0) return {};
    return Error{ErrorCode::cannot_create, x_path, "cannot be written", "is the folder there, and is the disk full?"};
  }

 private:
  const std::string& x_path;
  Context& x_context;
  std::ofstream x_file;
};

/// Documents by id: the order does not depend on which runs brought them in.
Result<std::vector<std::pair<std::string, DocNo>>> documents_by_id(const Snapshot& snapshot) {
  std::vector<std::pair<std::string, DocNo>> ids;
  const auto documents = snapshot.postings(Field::state, "document");
  for (DocNo number = documents->next(); number != no_more_documents; number = documents->next()) {
    auto document = snapshot.document(number, Part::metadata);
    if (!document) return document.error();
    ids.emplace_back(std::move(document->metadata.id), number);
  }
  if (const Status health = snapshot.health(); !health) return health.error();
  std::sort(ids.begin(), ids.end());
  return ids;
}

Status write_failures(const Snapshot& snapshot, Sink& sink) {
  auto failures = read_failures(snapshot);
  if (!failures) return failures.error();
  std::sort(failures->begin(), failures->end(), [](const FailedDocument& a, const FailedDocument& b) { return std::tie(a.id, a.reason) < std::tie(b.id, b.reason); });
  for (const FailedDocument& one : *failures) sink.line(export_failure_line({one.id, one.file, one.member, one.kind, one.reason, one.remedy}));
  return {};
}

Status write_all(const Snapshot& snapshot, const Arguments& typed, Sink& sink) {
  const auto ids = documents_by_id(snapshot);
  if (!ids) return ids.error();
  for (const auto& [id, number] : *ids) {
    const auto document = snapshot.document(number, Part::all);
    if (!document) return document.error();
    sink.line(export_line(*document, {.tokens = typed.tokens}));
  }
  return write_failures(snapshot, sink);
}

int run(const Arguments& typed, Context& context) {
  if (!typed.all) return context.fail({ErrorCode::usage, "", "say what to export", "--all exports every document and every failure"});
  const auto snapshot = context.snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  Sink sink(typed.output, context);
  Status done = write_all(**snapshot, typed, sink);
  if (done) done = sink.close();
  return done ? exit_found : context.fail(done.error());
}

}  // namespace

Command export_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "export";
  command.group = "Collections";
  command.summary = "Print everything that the index holds, a JSON object a document";
  command.details =
      "Text, layout, metadata with their origins, sentences and mentions of every document, then the failures; sorted by id.\n"
      "The lines are read again by 'concord ingest': a collection can be moved, or built anew without its sources.";
  command.options = {{"--all", "", "Every document and every failure", &typed->all},
                     {"--tokens", "", "Also every token: its place and its folded form (three times as much)", &typed->tokens},
                     {"-o,--output", "FILE", "Into a file, which appears when it is whole", &typed->output, {}, false, "file"}};
  command.examples = {{"concord export --all -o everything.jsonl", "a copy that any program can read"},
                      {"concord export --all | jq -r .id", "the ids of all documents and failures"},
                      {"concord init copy && cd copy && concord ingest ../everything.jsonl", "a collection out of an export"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
