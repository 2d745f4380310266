// concord duplicates: which documents are the same text again, and how alike they are.
#include <fmt/format.h>

#include <memory>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/duplicates.h"

namespace concord {
namespace {

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

Status add_group(const Snapshot& snapshot, const DuplicateGroup& group, std::int64_t number, Table& table) {
  for (const DuplicateMember& member : group) {
    const auto document = snapshot.document(member.document, Part::metadata);
    if (!document) return document.error();
    const Metadata& metadata = document->metadata;
    const bool first = &member == &group.front();
    table.rows.push_back({number, metadata.id, member.similarity, std::string(first ? "counted" : member.similarity == 1 ? "same words" : "alike"),
                          metadata.date ? Value(metadata.date->to_string()) : Value(), metadata.title});
  }
  return {};
}

void add_notes(const Snapshot& snapshot, const Duplicates& duplicates, Table& table) {
  const Unsketched unsketched = count_unsketched(snapshot);
  if (!table.rows.empty()) {
    table.notes.push_back(fmt::format("{} in {}; statistics count each group once, search shows it as one hit",
                                      plural(table.rows.size(), "document", "documents"), plural(duplicates.groups().size(), "group", "groups")));
  }
  if (table.rows.empty()) table.notes.emplace_back("no two documents are alike");
  if (unsketched.too_short > 0) {
    table.notes.push_back(fmt::format("{} too short to be compared (fewer than 20 words)", plural(unsketched.too_short, "document is", "documents are")));
  }
  if (unsketched.unknown > 0) {
    table.notes.push_back(fmt::format("{} indexed by an earlier version and not compared: run 'concord reindex --full'",
                                      plural(unsketched.unknown, "document was", "documents were")));
  }
}

int run(Context& context, double threshold) {
  const auto snapshot = context.snapshot();
  if (!snapshot) return context.fail(snapshot.error());
  const auto duplicates = Duplicates::find(**snapshot, threshold);
  if (!duplicates) return context.fail(duplicates.error());
  Table table;
  table.name = "duplicates";
  table.columns = {{"group", Align::right}, {"document", Align::left, 0, true}, {"similarity", Align::right, 2},
                   {"is"},                  {"date"},                           {"title", Align::left, 0, true}};
  std::int64_t number = 0;
  for (const DuplicateGroup& group : duplicates->groups()) {
    if (const Status added = add_group(**snapshot, group, ++number, table); !added) return context.fail(added.error());
  }
  add_notes(**snapshot, *duplicates, table);
  if (const Status health = (*snapshot)->health(); !health) return context.fail(health.error());
  table.provenance = context.provenance(**snapshot);
  table.provenance.emplace_back("threshold", threshold);
  table.provenance.emplace_back("similarity", "Jaccard, runs of three words, to the first of the group");
  context.answer(table);
  return table.rows.empty() ? exit_nothing_found : exit_found;
}

}  // namespace

Command duplicates_command() {
  Command command;
  command.name = "duplicates";
  command.group = "Collections";
  command.summary = "List the documents that are the same text again, or nearly, with their similarity";
  command.details =
      "Similarity is the share of runs of three words that two texts have in common: 1.00 is the same text (case, spacing, page "
      "numbers and running heads aside); a scan with one word in twenty misread has about 0.75 of the clean text; two reports of one "
      "series rarely have 0.2.\n\n"
      "The first of each group is the earliest by date, then the longest. Statistics count a group once unless "
      "--with-duplicates is given, search shows it as one hit with 'also in'; both use the default threshold. Texts of fewer than 20 "
      "words are not compared.\n\nExit 0 when there are any, 1 when there are none.";
  const auto threshold = std::make_shared<double>(duplicate_similarity);
  command.options = {{"--threshold", "S", "Least similarity, 0.5 to 1 (default 0.7)", threshold.get()}};
  command.examples = {{"concord duplicates", "the groups that statistics count once"},
                      {"concord duplicates --threshold 0.5", "also texts that share only a good part"},
                      {"concord duplicates --format csv > duplicates.csv", "for a spreadsheet"}};
  command.run = [threshold](Context& context) { return run(context, *threshold); };
  return command;
}

}  // namespace concord
