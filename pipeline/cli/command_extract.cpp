// concord extract: what the readers make of a file, without a collection.
#include <fmt/format.h>
#include <unistd.h>

#include <memory>

#include "corpus/read/reader.h"
#include "pipeline/annotate/annotator.h"
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
  std::string file;
  std::string encoding;
  bool json = false;
  bool ocr = false;
  bool keep_boilerplate = false;
  bool show_dropped = false;
};

std::string_view name(MarkKind kind) {
  switch (kind) {
    case MarkKind::running_head: return "running head";
    case MarkKind::running_foot: return "running foot";
    case MarkKind::page_number: return "page number";
    case MarkKind::footnote_mark: return "footnote mark";
    case MarkKind::boilerplate: return "boilerplate";
    case MarkKind::line_hyphen: return "rejoined";
    case MarkKind::soft_hyphen: return "soft hyphen";
  }
  return "";
}

void print_dropped(const Document& document, Context& context) {
  Table table;
  table.name = "dropped";
  table.columns = {{"what"}, {"text", Align::left, 0, true}, {"why", Align::left, 0, true}};
  for (const Mark& mark : document.marks) {
    table.rows.push_back({std::string(name(mark.kind)), std::string(document.text_of(mark.span)), mark.note});
  }
  context.answer(table);
}

int print(Document& document, const Arguments& typed, Context& context) {
  Annotator annotator;
  guess_metadata(document, 2100);
  if (auto annotated = annotator(document); !annotated) return context.fail(annotated.error());
  if (typed.json) {
    context.terminal().print(document_json(document, DocumentJson::pretty) + "\n");
  } else if (typed.show_dropped) {
    print_dropped(document, context);
  } else {
    ReadingOptions options;
    options.width = context.terminal().width();
    options.colour = context.terminal().colour();
    options.labels = false;
    options.raw = context.common.raw;
    context.terminal().print(render_reading(document, options));
  }
  return exit_found;
}

int run(const Arguments& typed, Context& context) {
  ReadOptions options;
  options.encoding = typed.encoding;
  options.keep_boilerplate = typed.keep_boilerplate;
  options.ocr.enabled = typed.ocr;
  options.ocr.progress = ocr_progress(context);
  int code = exit_found;
  const auto sink = [&](Result<Document> document) -> Status {
    const int one = document ? print(*document, typed, context) : context.fail(document.error());
    if (one != exit_found) code = one;
    return {};
  };
  Status status;
  if (typed.file == "-") {
    status = read_descriptor(STDIN_FILENO, "-", options, sink);
  } else {
    FileEntry entry;
    entry.stamp.path = typed.file;
    entry.location = typed.file;
    status = read_file(entry, options, sink);
  }
  return status ? code : context.fail(status.error());
}

}  // namespace

Command extract_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "extract";
  command.group = "Single files";
  command.summary = "Print what the readers make of one file, without a collection";
  command.options = {{"FILE", "FILE", "The file, or - for standard input", &typed->file, {}, true, "file"},
                     {"--json", "", "Everything: pages, encoding, language, sentences, what was dropped or rejoined and why", &typed->json},
                     {"--dropped", "", "Only what was left out or rejoined, with the reason", &typed->show_dropped},
                     {"--encoding", "NAME", "Read it in this encoding, whatever it says", &typed->encoding},
                     {"--ocr", "", "Read scanned pages with tesseract", &typed->ocr},
                     {"--keep-boilerplate", "", "Keep menus, banners and forms of web pages", &typed->keep_boilerplate}};
  command.examples = {{"concord extract report.pdf", "the text as it will be indexed, with page borders"},
                      {"concord extract page.html --dropped", "which menus and banners were left out"},
                      {"concord extract old.txt --encoding koi8-r --json", "decisions in full"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
