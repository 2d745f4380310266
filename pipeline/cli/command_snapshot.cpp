// concord snapshot: names for states of the index that must stay readable; concord diff: what lies between two of them;
// concord optimize: one segment out of many.
#include <fmt/format.h>

#include <memory>
#include <string_view>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/kept_snapshots.h"
#include "pipeline/index/snapshot_diff.h"
#include "pipeline/ingest/upkeep.h"

namespace concord {
namespace {

struct Arguments {
  std::string name;
  std::string other = "newest";
  std::uint64_t lock_wait = 0;
  std::string show = "all";
};

Option lock_wait_option(Arguments& typed) {
  return {"--lock-wait", "SECONDS", "Wait so long when a run has the collection (default: not at all)", &typed.lock_wait};
}

UpkeepOptions upkeep(const Arguments& typed) { return {static_cast<unsigned>(typed.lock_wait)}; }

int keep(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto kept = keep_snapshot(collection->index_folder(), typed.name, upkeep(typed));
  if (!kept) return context.fail(kept.error());
  context.note(fmt::format("kept: snapshot {} is '{}' from now on; --snapshot {} asks it", *kept, typed.name, typed.name));
  return exit_found;
}

int drop(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto dropped = drop_snapshot(collection->index_folder(), typed.name, upkeep(typed));
  if (!dropped) return context.fail(dropped.error());
  context.note(fmt::format("dropped '{}'", typed.name));
  return exit_found;
}

std::vector<Value> row_of(const std::string& name, const CommitSummary& commit) {
  return {name, static_cast<std::int64_t>(commit.generation), commit.time, std::int64_t{commit.documents}, static_cast<double>(commit.bytes) / 1e6, commit.lexicon_hash};
}

int list(Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const std::string folder = collection->index_folder();
  const auto newest = summarise(folder);
  const auto kept = newest ? kept_snapshots(folder) : Result<KeptSnapshots>(newest.error());
  if (!kept) return context.fail(kept.error());
  Table table;
  table.name = "snapshots";
  table.columns = {{"name"}, {"snapshot", Align::right}, {"time"}, {"entries", Align::right}, {"mb", Align::right, 1}, {"lexicon"}};
  for (const auto& [name, generation] : *kept) {
    const auto commit = summarise(folder, {nullptr, generation});
    if (!commit) return context.fail(commit.error());
    table.rows.push_back(row_of(name, *commit));
  }
  table.rows.push_back(row_of("newest", *newest));
  context.answer(table);
  return exit_found;
}

std::string what_changed(const DocumentChange& change) {
  if (change.kind != DocumentChange::Kind::changed) return "";
  std::string what;
  const auto add = [&](bool really, std::string_view part) {
    if (really) what += (what.empty() ? "" : ", ") + std::string(part);
  };
  add(change.text, "text");
  add(change.metadata, "metadata");
  add(!change.text && !change.metadata, "tags");
  return what;
}

Table documents_table(const SnapshotDiff& diff) {
  static constexpr std::string_view names[] = {"added", "removed", "changed"};
  Table table;
  table.name = "documents";
  table.columns = {{"change"}, {"document", Align::left, 0, true}, {"title", Align::left, 0, true}, {"what"}, {"mentions", Align::right}};
  std::uint64_t counts[3] = {};
  for (const DocumentChange& change : diff.documents) {
    const auto kind = static_cast<std::size_t>(change.kind);
    ++counts[kind];
    table.rows.push_back({std::string(names[kind]), change.id, change.title, what_changed(change), change.mentions});
  }
  table.notes.push_back(fmt::format("{} documents before, {} after: {} added, {} removed, {} changed", diff.documents_before, diff.documents_after,
                                    counts[0], counts[1], counts[2]));
  return table;
}

Table labels_table(const SnapshotDiff& diff, const Snapshot& before, const Snapshot& after) {
  Table table;
  table.name = "labels";
  table.columns = {{"label"}, {"name", Align::left, 0, true}, {"mentions_before", Align::right}, {"mentions_after", Align::right}, {"difference", Align::right},
                   {"documents_before", Align::right}, {"documents_after", Align::right}};
  for (const LabelChange& change : diff.labels) {
    const Label* known = after.catalogue().find(change.label);
    if (known == nullptr) known = before.catalogue().find(change.label);
    const auto number = [](std::uint64_t count) { return static_cast<std::int64_t>(count); };
    table.rows.push_back({change.label, known != nullptr ? known->name : std::string(), number(change.mentions_before), number(change.mentions_after),
                          number(change.mentions_after) - number(change.mentions_before), number(change.documents_before), number(change.documents_after)});
  }
  if (table.rows.empty()) table.notes.emplace_back("every label is counted as before");
  return table;
}

int diff(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto before = context.snapshot(*collection, typed.name);
  if (!before) return context.fail(before.error());
  const auto after = context.snapshot(*collection, typed.other);
  if (!after) return context.fail(after.error());
  const auto found = compare_snapshots(**before, **after);
  if (!found) return context.fail(found.error());
  Table documents = documents_table(*found);
  Table labels = labels_table(*found, **before, **after);
  const bool both = typed.show == "all" && context.common.format == "text";
  Table& last = both || typed.show == "labels" ? labels : documents;
  last.provenance = {{"command", context.command_line()}, {"before", (*before)->id()}, {"after", (*after)->id()},
                     {"lexicon before", (*before)->catalogue().hash()}, {"lexicon after", (*after)->catalogue().hash()}};
  if (both) context.heading("documents");
  if (&last == &documents || both) context.answer(documents);
  if (both) context.heading("labels");
  if (&last == &labels) context.answer(labels);
  return found->documents.empty() && found->labels.empty() ? exit_nothing_found : exit_found;
}

int optimize(const Arguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto report = merge_index(collection->index_folder(), upkeep(typed));
  if (!report) return context.fail(report.error());
  const auto megabytes = [](std::uint64_t bytes) { return static_cast<double>(bytes) / 1e6; };
  context.note(report->segments_after == report->segments_before && report->bytes_after == report->bytes_before
                   ? std::string("the index is one segment already; nothing was done")
                   : fmt::format("{} segments became {}; {:.1f} MB became {:.1f} MB", report->segments_before, report->segments_after,
                                 megabytes(report->bytes_before), megabytes(report->bytes_after)));
  return exit_found;
}

Command part(std::string name, std::string summary, std::vector<Option> options, std::function<int(Context&)> run) {
  Command command;
  command.name = std::move(name);
  command.summary = std::move(summary);
  command.options = std::move(options);
  command.run = std::move(run);
  return command;
}

}  // namespace

Command snapshot_command() {
  const auto typed = std::make_shared<Arguments>();
  const Option name = {"NAME", "NAME", "Letters, digits, '-', '_' and '.'", &typed->name, {}, true};
  Command command;
  command.name = "snapshot";
  command.group = "Collections";
  command.summary = "Keep the state of the index under a name, for a publication; list and drop such names";
  command.details =
      "A kept snapshot answers as it did on its day, whatever runs come later: add --snapshot NAME to a question. It shares its\n"
      "files with later states as long as they have them; what only it needs is freed when it is dropped.";
  command.subcommands.push_back(part("keep", "Name the newest snapshot", {name, lock_wait_option(*typed)}, [typed](Context& context) { return keep(*typed, context); }));
  command.subcommands.push_back(part("list", "List the kept snapshots and the newest", {}, [](Context& context) { return list(context); }));
  command.subcommands.push_back(part("drop", "Let a kept snapshot go", {name, lock_wait_option(*typed)}, [typed](Context& context) { return drop(*typed, context); }));
  command.examples = {{"concord snapshot keep article-2026", "before the numbers go into the article"},
                      {"concord cooccur --rows actor --cols theme --snapshot article-2026", "the same numbers, a year later"},
                      {"concord snapshot list", "what is kept"}};
  return command;
}

Command diff_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "diff";
  command.group = "Collections";
  command.summary = "Tell which documents and counts changed between two snapshots";
  command.details =
      "A snapshot is a kept name, the number of a commit that is still there, or 'newest'. Formats other than text print one table:\n"
      "the documents, or with --show labels the counts. Exit 1 when nothing differs.";
  command.options = {{"BEFORE", "BEFORE", "The older snapshot", &typed->name, {}, true},
                     {"AFTER", "AFTER", "The newer one (default: newest)", &typed->other},
                     {"--show", "WHAT", "all, documents or labels", &typed->show, {"all", "documents", "labels"}}};
  command.examples = {{"concord diff article-2026", "what has changed since"},
                      {"concord diff article-2026 --show labels --format csv", "whose counts are others now"}};
  command.run = [typed](Context& context) { return diff(*typed, context); };
  return command;
}

Command optimize_command() {
  const auto typed = std::make_shared<Arguments>();
  Command command;
  command.name = "optimize";
  command.group = "Collections";
  command.summary = "Merge the index into one segment, without what was removed";
  command.details =
      "Runs merge by themselves; this is for a large index that many small runs have touched, or to shrink it after many removals.\n"
      "Queries go on meanwhile. Needs room for a second copy of the index.";
  command.options = {lock_wait_option(*typed)};
  command.examples = {{"concord optimize", "once a month, from cron"}};
  command.run = [typed](Context& context) { return optimize(*typed, context); };
  return command;
}

}  // namespace concord
