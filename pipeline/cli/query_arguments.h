// QueryArguments: the query, the filters and the stem switch that search, kwic and other commands share, made into an Answer.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/cli/context.h"
#include "pipeline/cli/filters.h"
#include "pipeline/cli/source_links.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/passages.h"

namespace concord {

struct QueryArguments {
  std::vector<std::string> words;  ///< what was typed, joined by blanks: quotes round the whole are not needed

  FilterArguments filter;
  bool stem = false;
  bool explain_query = false;
};

/// QUERY, --stem, --explain-query and the filters.
[[nodiscard]] std::vector<Option> query_options(QueryArguments& typed);

/// A collection's index with a parsed question to it.
struct Question {
  std::unique_ptr<Snapshot> snapshot;
  Query query;
  std::optional<Query> filter;
  AnswerOptions options;
  SourceLinks links = {};

  [[nodiscard]] Result<Answer> open() const { return Answer::open(*snapshot, query, filter ? &*filter : nullptr, options); }
};
[[nodiscard]] Result<Question> ask(const QueryArguments& typed, Context& context);

/// Prints canonical form, plain English and the forms of each word.
void print_explanation(const Question& question, const Answer& answer, Context& context);

/// Why nothing was found, on standard error; exit_nothing_found.
int tell_nothing_found(const Question& question, Context& context);

/// "negotiat* stands for: negotiate (12), negotiated (9), and 3 more" for each pattern that stands for several words or labels.
[[nodiscard]] std::vector<std::string> form_notes(const Answer& answer, std::size_t shown);

/// "p. 7, art. 5, para. 12": what is known of it.
[[nodiscard]] std::string citation_text(const Locus& place);

}  // namespace concord
