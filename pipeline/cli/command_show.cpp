// concord show: read a document of the index.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/document_choice.h"
#include "pipeline/cli/document_json.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/filters.h"
#include "pipeline/cli/source_links.h"
#include "pipeline/render/reading.h"
#include "pipeline/search/answer.h"
#include "pipeline/search/passages.h"
#include "pipeline/search/query_parser.h"

namespace concord {
namespace {

struct Arguments {
  std::string id;
  std::string page;
  std::uint64_t paragraph = 0;
  std::uint64_t sentence = 0;
  std::string around;
  std::uint64_t hit = 1;
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

/// Where a query stands in the document: each hit as a stretch, and the words to be marked.
struct Hits {
  std::vector<TextSpan> stretches;
  std::vector<TextSpan> marks;
};

std::vector<TextSpan> spans_of(const Document& document, const Occurrences& occurrences) {
  std::vector<TextSpan> spans;
  for (const Occurrence& o : occurrences) spans.push_back(text_span(document, {o.begin, o.end}));
  return spans;
}

Result<Hits> hits_of(const Collection& collection, const Snapshot& snapshot, DocNo number, const Document& document, const std::string& typed) {
  const auto query = parse_query(typed, parse_options(collection));
  if (!query) return query.error();
  AnswerOptions options;
  if (!collection.config().languages.empty()) options.stem_languages = collection.config().languages;
  auto answer = Answer::open(snapshot, *query, nullptr, options);
  if (!answer) return answer.error();
  Occurrences places;
  Occurrences marks;
  if (answer->advance(number) == number) {
    answer->occurrences(places);
    answer->marks(marks);
  }
  if (!answer->status()) return answer->status().error();
  return Hits{spans_of(document, places), spans_of(document, marks)};
}

/// The paragraphs that a stretch meets, and the one on either side.
TextSpan with_neighbours(const Document& document, TextSpan stretch) {
  const std::vector<Paragraph>& all = document.paragraphs;
  const auto first = std::find_if(all.begin(), all.end(), [&](const Paragraph& p) { return p.span.end > stretch.begin; });
  const auto last = std::find_if(first, all.end(), [&](const Paragraph& p) { return p.span.end >= stretch.end; });
  if (first == all.end() || last == all.end()) return stretch;
  return {(first == all.begin() ? first : first - 1)->span.begin, (last + 1 == all.end() ? last : last + 1)->span.end};
}

/// Narrows what is shown to one hit of --around and its surroundings.
Status look_around(const Arguments& typed, const Hits& hits, const Document& document, Context& context, ReadingOptions& options) {
  const std::size_t count = hits.stretches.size();
  if (count == 0) return Error{ErrorCode::no_input, document.metadata.id, fmt::format("'{}' stands nowhere in it", typed.around), "'concord search' finds the documents where it does"};
  if (typed.hit < 1 || typed.hit > count) {
    return Error{ErrorCode::usage, document.metadata.id, fmt::format("there is no hit {}; '{}' has {} in it", typed.hit, typed.around, count), ""};
  }
  options.only = with_neighbours(document, hits.stretches[typed.hit - 1]);
  options.matches = hits.marks;
  const std::string next = typed.hit < count ? fmt::format("; --hit {} shows the next", typed.hit + 1) : std::string();
  context.note(fmt::format("hit {} of {}{}", typed.hit, count, next));
  return {};
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
  if (!typed.around.empty()) {
    const auto hits = hits_of(*collection, **snapshot, *number, *document, typed.around);
    if (!hits) return context.fail(hits.error());
    if (Status looked = look_around(typed, *hits, *document, context, options); !looked) {
      const bool none = hits->stretches.empty();
      const int code = context.fail(looked.error());
      return none ? exit_nothing_found : code;
    }
  }
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
  command.options = {{"ID", "ID", "Id of the document, or a part of it that only one has", &typed->id, {}, true, "document"},
                     {"--page", "LABEL", "Only this page", &typed->page},
                     {"--paragraph", "N", "Only this paragraph (numbers stand at the left)", &typed->paragraph},
                     {"--sentence", "N", "Only this sentence's paragraph", &typed->sentence},
                     {"--around", "QUERY", "Only the paragraphs around a hit of this query, with its words marked", &typed->around, {}, false, "query"},
                     {"--hit", "N", "Which of the hits of --around (1)", &typed->hit},
                     {"--no-labels", "", "Without actors and themes", &typed->no_labels},
                     {"--json", "", "Everything as JSON", &typed->json}};
  command.examples = {{"concord show S_1996_754.pdf", "read it"},
                      {"concord show 754 --page 3", "page 3 of the only document whose id contains 754"},
                      {"concord show 754 --around 'observer* NEAR/5 talks' --hit 2", "where the query stands in it for the second time"},
                      {"concord show 754 --raw", "the text as it was read, running heads and line ends included"}};
  command.run = [typed](Context& context) { return run(*typed, context); };
  return command;
}

}  // namespace concord
