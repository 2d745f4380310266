// concord similar: documents like one document, or like one of its paragraphs.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/document_choice.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/search/similar.h"

namespace concord {
namespace {

struct Arguments {
  std::string id;
  std::uint64_t paragraph = 0;
  std::uint64_t limit = 10;
  std::uint64_t offset = 0;
};

Result<TokenRange> passage_of(const Snapshot& snapshot, DocNo number, std::uint64_t paragraph) {
  if (paragraph == 0) return TokenRange{0, UINT32_MAX};
  const auto document = snapshot.document(number, Part::text);
  if (!document) return document.error();
  if (paragraph > document->paragraphs.size()) {
    return Error{ErrorCode::usage, "--paragraph", fmt::format("the document has {} paragraphs", document->paragraphs.size()), ""};
  }
  const SentenceRange sentences = document->paragraphs[paragraph - 1].sentences;
  if (sentences.empty()) return TokenRange{0, 0};
  return TokenRange{document->sentences[sentences.begin].tokens.begin, document->sentences[sentences.end - 1].tokens.end};
}

Result<Table> similar_table(const Snapshot& snapshot, const Similar& similar, std::uint64_t offset) {
  Table table;
  table.name = "similar";
  table.columns = {{"rank", Align::right}, {"id"}, {"title", Align::left, 3, true}, {"date"}, {"score", Align::right, 2}, {"shares", Align::left, 3, true}};
  for (const SimilarDocument& found : similar.page) {
    const auto document = snapshot.document(found.document, Part::metadata);
    if (!document) return document.error();
    const Metadata& metadata = document->metadata;
    table.rows.push_back({static_cast<std::int64_t>(++offset), metadata.id, metadata.title, metadata.date ? metadata.date->to_string() : "", found.score,
                          fmt::format("{}", fmt::join(found.shared, ", "))});
  }
  std::string terms;
  for (const TellingTerm& term : similar.terms) terms += fmt::format("{}{} {:.2f}", terms.empty() ? "" : ", ", term.term, term.weight);
  table.notes = {fmt::format("{} documents share something", similar.documents), "compared by: " + terms};
  return table;
}

int run(const Arguments& typed, Context& context) {
  const auto snapshot = context.snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  const auto number = choose_document(**snapshot, typed.id);
  if (!number) return context.fail(number.error());
  const auto passage = passage_of(**snapshot, *number, typed.paragraph);
  if (!passage) return context.fail(passage.error());
  SimilarOptions options;
  options.limit = typed.limit;
  options.offset = typed.offset;
  const auto similar = find_similar(**snapshot, *number, *passage, options);
  if (!similar) return context.fail(similar.error());
  auto table = similar_table(**snapshot, *similar, typed.offset);
  if (!table) return context.fail(table.error());
  if (const Status health = (*snapshot)->health(); !health) return context.fail(health.error());
  table->provenance = context.provenance(**snapshot);
  context.answer(*table);
  return similar->documents > 0 ? exit_found : exit_nothing_found;
}

}  // namespace

Command similar_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "similar";
  command.group = "Finding";
  command.summary = "Find documents like a document, or like one of its paragraphs";
  command.details = "The words and labels most particular to it (how often here, how rare elsewhere) are looked for by BM25; they are shown.";
  command.options = {{"DOC", "ID", "Id of the document, or a part of it that only one has", &typed->id, {}, true, "document"},
                     {"--paragraph", "N", "Like this paragraph only (numbers as in concord show)", &typed->paragraph},
                     {"-n,--limit", "N", "Documents to show (10)", &typed->limit},
                     {"--offset", "N", "Documents to pass over first", &typed->offset}};
  command.examples = {{"concord similar S_1996_754", "reports that speak of the same"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
