// concord lexicon suggest and review: what the documents of the collection say about the lexicon.
#include <fmt/format.h>

#include <memory>

#include "lexicons/accepted_suggestions.h"
#include "lexicons/lexicon.h"
#include "lexicons/review.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/lexicon_files.h"

namespace concord {
namespace {

// Calls `visit` for each document of the index, in the order of its numbers.
Status each_document(const Snapshot& snapshot, const std::function<void(const Document&)>& visit) {
  const auto postings = snapshot.postings(Field::state, "document");
  for (DocNo number = postings->next(); number != no_more_documents; number = postings->next()) {
    const auto document = snapshot.document(number, Part::all);
    if (!document) return document.error();
    visit(*document);
  }
  return snapshot.health();
}

struct SuggestArguments {
  std::uint64_t limit = 50;
  std::uint64_t least = 2;
  bool weak = false;
  std::string accept;
  std::string output;
};

constexpr std::size_t without_limit = 1'000'000;

// The rows that were kept in a spreadsheet, as a lexicon file with the evidence that the collection has today.
int accept_suggestions(const SuggestArguments& typed, const Suggester& suggester, Context& context) {
  const auto bytes = file_bytes(typed.accept);
  if (!bytes) return context.fail(bytes.error());
  const auto accepted = accepted_suggestions(*bytes, typed.accept, suggester.ranked(without_limit, 1, true));
  if (!accepted) return context.fail(accepted.error());
  for (const Finding& finding : accepted->findings) context.terminal().complain(finding.to_string());
  if (accepted->suggestions.empty()) return exit_nothing_found;
  context.note(fmt::format("{} accepted; add the file to 'lexicons:' in concord.yaml, then: concord lexicon check, concord ingest", accepted->suggestions.size()));
  return deliver(context, to_yaml(draft_of_suggestions(accepted->suggestions)), typed.output);
}

int run_suggest(const SuggestArguments& typed, Context& context) {
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto snapshot = context.snapshot(*collection);
  if (!snapshot) return context.fail(snapshot.error());
  const auto paths = lexicon_paths(collection->config());
  if (!paths) return context.fail(paths.error());
  const auto lexicon = Lexicon::load(*paths);
  if (!lexicon) return context.fail(lexicon.error());
  Suggester suggester(*lexicon);
  if (const Status read = each_document(**snapshot, [&](const Document& document) { suggester.add(document); }); !read) return context.fail(read.error());
  if (!typed.accept.empty()) return accept_suggestions(typed, suggester, context);
  const auto found = suggester.ranked(typed.limit, static_cast<std::uint32_t>(typed.least), typed.weak);
  if (!typed.output.empty()) return deliver(context, to_yaml(draft_of_suggestions(found)), typed.output);
  Table table;
  table.name = "suggestions";
  table.columns = {{"kind", Align::left, 0}, {"name", Align::left, 0, true}, {"of", Align::left, 0, true}, {"count", Align::right, 0},
                   {"documents", Align::right, 0}, {"score", Align::right, 1}, {"passage", Align::left, 0, true}};
  for (const Suggestion& each : found) {
    const std::string of = each.label.empty() ? each.beside : each.label + " (" + each.beside + ")";
    table.rows.push_back({std::string(name(each.kind)), each.text, of, static_cast<std::int64_t>(each.count), static_cast<std::int64_t>(each.documents), each.score,
                          each.passages.empty() ? std::string() : each.passages.front()});
  }
  table.notes.emplace_back(found.empty() ? "nothing is suggested: --min-count 1 and --weak look further" : "Accept: --format csv > FILE, delete the rows that are wrong, --accept FILE -o accepted.yaml, add that to 'lexicons:' in concord.yaml");
  table.provenance = context.provenance(**snapshot);
  context.answer(table);
  return found.empty() ? exit_nothing_found : exit_found;
}

}  // namespace

Command lexicon_suggest_subcommand() {
  const auto typed = std::make_shared<SuggestArguments>();
  Command command;
  command.name = "suggest";
  command.summary = "Propose actors and spellings that the lexicon lacks";
  command.options = {{"--limit", "N", "At most so many (default 50)", &typed->limit},
                     {"--min-count", "N", "Names met at least so often (default 2)", &typed->least},
                     {"--weak", "", "Also names that only their capitals show to be names: places, families, things", &typed->weak},
                     {"--accept", "FILE", "Write the rows of this CSV (those that you kept, or marked y in a column 'accept') as a lexicon file", &typed->accept, {}, false, "file"},
                     {"-o,--output", "FILE", "Write them as a lexicon file, each with its evidence", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon suggest --min-count 5", "what stands often in the collection and is no actor yet"},
                      {"concord lexicon suggest --format csv > names.csv", "for a spreadsheet: delete what is no actor"},
                      {"concord lexicon suggest --accept names.csv -o accepted.yaml", "the rows that are left, as a lexicon"}};
  command.run = [typed](Context& context) { return run_suggest(*typed, context); };
  return command;
}

namespace {

struct ReviewArguments {
  std::string label;
  std::uint64_t sample = 100;
  std::uint64_t seed = 1;
  std::string score;
  std::string output;
};

int run_score(const ReviewArguments& typed, Context& context) {
  const auto bytes = file_bytes(typed.score);
  if (!bytes) return context.fail(bytes.error());
  const auto scores = score_review(*bytes, typed.score);
  if (!scores) return context.fail(scores.error());
  Table table;
  table.name = "rules";
  table.columns = {{"rule", Align::left, 0, true}, {"right", Align::right, 0}, {"wrong", Align::right, 0}, {"open", Align::right, 0},
                   {"precision", Align::right, 3}, {"low", Align::right, 3}, {"high", Align::right, 3}};
  for (const ReviewScore& score : *scores) {
    const Value precision = score.right + score.wrong == 0 ? Value() : Value(score.precision);
    table.rows.push_back({score.rule, static_cast<std::int64_t>(score.right), static_cast<std::int64_t>(score.wrong), static_cast<std::int64_t>(score.open), precision, score.low, score.high});
  }
  table.notes.push_back("low, high: Wilson interval, 95 %");
  table.provenance = {{"command", context.command_line()}};
  context.answer(table);
  return exit_found;
}

int run_review(const ReviewArguments& typed, Context& context) {
  if (!typed.score.empty()) return run_score(typed, context);
  if (typed.label.empty()) return context.fail({ErrorCode::usage, "lexicon review", "no label named", "write theme:ombudsman, actor:uto, or --score FILE"});
  const auto collection = context.collection();
  if (!collection) return context.fail(collection.error());
  const auto snapshot = context.snapshot(*collection);
  if (!snapshot) return context.fail(snapshot.error());
  const std::string label = typed.label.find(':') == std::string::npos ? "theme:" + typed.label : typed.label;
  if ((*snapshot)->catalogue().find(label) == nullptr) return context.fail({ErrorCode::usage, label, "is no label of the index", "'concord stats' lists them"});
  ReviewSample sample(label, typed.sample, typed.seed);
  if (const Status read = each_document(**snapshot, [&](const Document& document) { sample.add(document); }); !read) return context.fail(read.error());
  if (sample.mentions() == 0) return exit_nothing_found;
  context.note(fmt::format("{} of {} mentions; mark the column 'right' with y or n, then: concord lexicon review --score FILE", sample.rows().size(), sample.mentions()));
  return deliver(context, review_csv(sample.rows()), typed.output);
}

}  // namespace

Command lexicon_review_subcommand() {
  const auto typed = std::make_shared<ReviewArguments>();
  Command command;
  command.name = "review";
  command.summary = "Draw mentions to mark right or wrong, and score the marks";
  command.options = {{"LABEL", "LABEL", "Theme or actor: ombudsman, theme:ombudsman, actor:uto", &typed->label, {}, false, "theme"},
                     {"--sample", "N", "How many mentions (default 100)", &typed->sample},
                     {"--seed", "N", "Of the draw (default 1)", &typed->seed},
                     {"--score", "FILE", "Score a marked file: precision of each rule", &typed->score, {}, false, "file"},
                     {"-o,--output", "FILE", "Where to write the sample (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon review ombudsman -o ombudsman.csv", "100 passages to mark in a spreadsheet"}, {"concord lexicon review --score ombudsman.csv", "precision of each rule"}};
  command.run = [typed](Context& context) { return run_review(*typed, context); };
  return command;
}

}  // namespace concord
