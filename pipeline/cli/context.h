// Context: what every command shares: the terminal, the common options, the collection, the index, and how to answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/collection/collection.h"
#include "corpus/document/result.h"
#include "pipeline/cli/command.h"
#include "pipeline/cli/shown_results.h"
#include "pipeline/cli/terminal.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/render/table.h"

namespace concord {

struct SnapshotOptions;

/// Options that every command takes.
struct CommonOptions {
  std::string collection;
  std::string format = "text";
  std::string colour = "auto";
  std::string snapshot;  ///< a kept one, by name or number; empty: the newest
  bool no_provenance = false;
  bool raw = false;
  bool no_links = false;
  bool quiet = false;
  bool verbose = false;
};

class Context {
 public:
  Context(Terminal terminal, std::string command_line) : x_terminal(terminal), x_command_line(std::move(command_line)) {}

  CommonOptions common;
  ShownResults* shown = nullptr;  ///< filled for concord repl; else null

  [[nodiscard]] Terminal& terminal() { return x_terminal; }
  /// What was typed, for provenance.
  [[nodiscard]] const std::string& command_line() const { return x_command_line; }

  /// The collection named by --collection or found from the working folder upwards.
  [[nodiscard]] Result<Collection> collection() const;
  /// The index of that collection, at its last commit or at the snapshot that --snapshot names.
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(const Collection& collection) const;
  /// The same of collection().
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot() const;
  /// A kept one, or the one with this number. Both end the program with exit 65 as soon as they meet damage.
  [[nodiscard]] Result<std::unique_ptr<Snapshot>> snapshot(const Collection& collection, const std::string& name) const;

  /// Prints the table in the wanted format.
  void answer(const Table& table);
  void answer_paged(const Table& table);
  /// A line above a table, in text only.
  void heading(std::string_view line);
  /// Prints the error on standard error; its exit code.
  int fail(const Error& error);
  /// Prints a note on standard error unless --quiet.
  void note(std::string_view line);

  /// Provenance that every answer from an index carries: command, snapshot, lexicon.
  [[nodiscard]] std::vector<std::pair<std::string, Value>> provenance(const Snapshot& snapshot) const;

 private:
  [[nodiscard]] RenderOptions render_options() const;

  [[nodiscard]] SnapshotOptions snapshot_options() const;

  Terminal x_terminal;
  std::string x_command_line;
};

/// The options of CommonOptions as every command's table ends with them.
[[nodiscard]] std::vector<Option> common_options(CommonOptions& common);
/// The same for one command: with --snapshot where its answer comes from one.
[[nodiscard]] std::vector<Option> common_options(CommonOptions& common, const Command& command);

/// Paths of the lexicons that the configuration names; "bundled" is where the program's own lie.
[[nodiscard]] Result<std::vector<std::string>> lexicon_paths(const CollectionConfig& config);
[[nodiscard]] Result<std::string> bundled_lexicons();

}  // namespace concord
