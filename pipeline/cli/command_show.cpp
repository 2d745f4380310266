// concord show: read a document of the index.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/document_choice.h"
#include "pipeline/cli/document_json.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/source_links.h"
#include "pipeline/render/reading.h"

namespace concord {
namespace {

struct Arguments {
  std::string id;
  std::string page;
  std::uint64_t paragraph = 0;
  std::uint64_t sentence = 0;
  bool json = false;
  bool no_labels = false;
};

/// The stretch that was asked for; nothing for the whole document.
Result<std::optional<TextSpan>> wanted_span(const Document& document, const Arguments& typed) {
  if (!typed.page.empty()) {
    for (const Division& division : document.divisions) {
      if (division.kind == DivisionKind::page && division.label == typed.page) return std::optional(division.span);
    }
    return Error{ErrorCode::usage, document.metadata.id, fmt::format("there is no page '{}'", typed.page), "'concord show ID' shows which pages there are"};
  }
  if (typed.paragraph > 0) {
    if (typed.paragraph <= document.paragraphs.size()) return std::optional(document.paragraphs[typed.paragraph - 1].span);
    return Error{ErrorCode::usage, document.metadata.id, fmt::format("there is no paragraph {}; the last is {}", typed.paragraph, document.paragraphs.size()), ""};
  }
  if (typed.sentence > 0) {
    if (typed.sentence <= document.sentences.size()) return std::optional(document.sentences[typed.sentence - 1].span);
    return Error{ErrorCode::usage, document.metadata.id, fmt::format("there is no sentence {}; the last is {}", typed.sentence, document.sentences.size()), ""};
  }
  return std::optional<TextSpan>();
}

int run(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto snapshot = context.snapshot(*collection);
  if (!snapshot) return context.fail(snapshot.error());
  const auto number = choose_document(**snapshot, typed.id);
  if (!number) return context.fail(number.error());
  const auto document = (*snapshot)->document(*number, Part::all);
  if (!document) return context.fail(document.error());
  const auto span = wanted_span(*document, typed);
  if (!span) return context.fail(span.error());
  if (typed.json || context.common.format.starts_with("json")) {
    const bool one_line = !typed.json && context.common.format == "jsonl";
    context.terminal().print(document_json(*document, one_line ? DocumentJson::line : DocumentJson::pretty) + "\n");
    return exit_found;
  }
  ReadingOptions options;
  options.width = context.terminal().width();
  options.colour = context.terminal().colour();
  options.labels = !typed.no_labels;
  options.raw = context.common.raw;
  options.only = *span;
  options.link = SourceLinks(collection->config(), context.terminal().links() && !context.common.no_links).of(document->metadata);
  context.terminal().page(render_reading(*document, options));
  return exit_found;
}

}  // namespace

Command show_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "show";
  command.group = "Finding";
  command.summary = "Read a document: its text with labels, its metadata and where they come from";
  command.options = {{"ID", "ID", "Id of the document, or a part of it that only one has", &typed->id, {}, true},
                     {"--page", "LABEL", "Only this page", &typed->page},
                     {"--paragraph", "N", "Only this paragraph (numbers stand at the left)", &typed->paragraph},
                     {"--sentence", "N", "Only this sentence's paragraph", &typed->sentence},
                     {"--no-labels", "", "Without actors and themes", &typed->no_labels},
                     {"--json", "", "Everything as JSON", &typed->json}};
  command.examples = {{"concord show S_1996_754.pdf", "read it"},
                      {"concord show 754 --page 3", "page 3 of the only document whose id contains 754"},
                      {"concord show 754 --raw", "the text as it was read, running heads and line ends included"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
