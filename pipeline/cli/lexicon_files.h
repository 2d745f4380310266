// What the subcommands of `concord lexicon` share: which lexicons are meant, a file's bytes, where an answer is written.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/cli/command.h"

namespace concord {

class Context;

/// All bytes of a file. Errors: no_input, io.
[[nodiscard]] Result<std::string> file_bytes(const std::string& path);

/// Writes text to a file, or to standard output when none is named; the exit code. A file that is there is not written over.
int deliver(Context& context, const std::string& text, const std::string& path);

/// The lexicons that were named, else those of the collection around the working folder, else the bundled ones.
[[nodiscard]] Result<std::vector<std::string>> lexicon_files(const std::vector<std::string>& typed, const Context& context);

[[nodiscard]] Command lexicon_suggest_subcommand();
[[nodiscard]] Command lexicon_review_subcommand();
[[nodiscard]] Command lexicon_learn_subcommand();

}  // namespace concord
