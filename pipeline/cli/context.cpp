#include "pipeline/cli/context.h"

#include <fmt/format.h>

#include <unistd.h>

#include <filesystem>

#include "pipeline/cli/exit_code.h"
#include "pipeline/index/disk_snapshot.h"
#include "pipeline/index/kept_snapshots.h"

namespace concord {

std::vector<Option> common_options(CommonOptions& common) {
  return {
      {"-C,--collection", "DIR", "The collection (default: the one around the working folder)", &common.collection, {}, false, "folder"},
      {"--format", "FORMAT", "How to print: " + format_names(), &common.format,
       {"text", "csv", "tsv", "json", "jsonl", "markdown", "html"}},
      {"--color,--colour", "WHEN", "Colours: auto, always, never", &common.colour, {"auto", "always", "never"}},
      {"--no-provenance", "", "Leave out the snapshot, lexicon and settings behind the numbers", &common.no_provenance},
      {"--raw", "", "Leave CSV cells that a spreadsheet would run as a formula as they are", &common.raw},
      {"--no-links", "", "No hyperlinks to the source files on a terminal", &common.no_links},
      {"-q,--quiet", "", "Say only what went wrong", &common.quiet},
      {"-v,--verbose", "", "Say more", &common.verbose},
  };
}

std::vector<Option> common_options(CommonOptions& common, const Command& command) {
  std::vector<Option> options = common_options(common);
  if (command.asks_the_index) {
    options.insert(options.begin() + 1, Option{"--snapshot", "NAME", "Ask a kept snapshot ('concord snapshot list'), not the newest", &common.snapshot});
  }
  return options;
}

Result<Collection> Context::collection() const {
  if (!common.collection.empty()) return Collection::open(common.collection);
  std::error_code failure;
  return Collection::find(std::filesystem::current_path(failure).string());
}

Result<std::unique_ptr<Snapshot>> Context::snapshot(const Collection& collection) const {
  std::error_code failure;
  if (!std::filesystem::exists(collection.index_folder(), failure)) {
    return Error{ErrorCode::no_input, collection.folder(), "nothing is indexed yet", "run 'concord ingest PATH' first"};
  }
  if (!common.snapshot.empty()) return snapshot(collection, common.snapshot);
  return open_snapshot(collection.index_folder(), snapshot_options());
}

Result<std::unique_ptr<Snapshot>> Context::snapshot(const Collection& collection, const std::string& name) const {
  const auto generation = resolve_snapshot(collection.index_folder(), name);
  if (!generation) return generation.error();
  SnapshotOptions options = snapshot_options();
  options.generation = *generation;
  return open_snapshot(collection.index_folder(), options);
}

Result<std::unique_ptr<Snapshot>> Context::snapshot() const {
  const auto found = collection();
  return found ? snapshot(*found) : Result<std::unique_ptr<Snapshot>>(found.error());
}

/// No answer is made of an index that turns out to be damaged.
SnapshotOptions Context::snapshot_options() const {
  SnapshotOptions options;
  options.on_damage = [this](const Error& damage) {
    x_terminal.complain("concord: " + damage.to_string());
    ::_exit(exit_code(damage.code));
  };
  return options;
}

RenderOptions Context::render_options() const {
  RenderOptions options;
  options.format = parse_format(common.format).value_or(Format::text);
  options.width = x_terminal.width();
  options.colour = x_terminal.colour();
  options.provenance = !common.no_provenance;
  options.raw = common.raw;
  return options;
}

void Context::answer(const Table& table) { x_terminal.print(render(table, render_options())); }

void Context::answer_paged(const Table& table) { x_terminal.page(render(table, render_options())); }

void Context::heading(std::string_view line) {
  if (common.format != "text") return;
  x_terminal.print(x_terminal.colour() ? fmt::format("\n\x1b[1m{}\x1b[0m\n", line) : fmt::format("\n{}\n", line));
}

int Context::fail(const Error& error) {
  x_terminal.complain("concord: " + error.to_string());
  return exit_code(error.code);
}

void Context::note(std::string_view line) {
  if (!common.quiet) x_terminal.complain(line);
}

std::vector<std::pair<std::string, Value>> Context::provenance(const Snapshot& snapshot) const {
  return {{"command", x_command_line}, {"snapshot", snapshot.id()}, {"lexicon", snapshot.catalogue().hash()}};
}

}  // namespace concord
