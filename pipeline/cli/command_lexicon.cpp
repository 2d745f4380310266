// concord lexicon: check, import, export, suggest, review and learn: everything one does with a lexicon beside tagging.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>

#include <nlohmann/json.hpp>

#include "lexicons/check.h"
#include "lexicons/import.h"
#include "lexicons/learn.h"
#include "lexicons/matcher.h"
#include "lexicons/review.h"
#include "lexicons/suggest.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"
#include "pipeline/cli/commands.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"

namespace concord {
namespace {

// ---- what the subcommands share

Result<std::string> bytes_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return Error{ErrorCode::no_input, path, "cannot be opened", "check the path"};
  std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (stream.bad()) return Error{ErrorCode::io, path, "cannot be read", "check the file"};
  return bytes;
}

// To a file, or to standard output when none is named. A file that is there is not written over.
int deliver(Context& context, const std::string& text, const std::string& path) {
  if (path.empty()) {
    context.terminal().print(text);
    return exit_found;
  }
  if (std::filesystem::exists(path)) return context.fail({ErrorCode::cannot_create, path, "is there already", "name another file, or remove that one"});
  std::ofstream stream(path, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) return context.fail({ErrorCode::cannot_create, path, "cannot be written", "check the folder and the free space"});
  context.note("Wrote " + path);
  return exit_found;
}

/// Named ones, else those of the collection around the working folder, else the bundled ones.
Result<std::vector<std::string>> paths_of(const std::vector<std::string>& typed, const Context& context) {
  CollectionConfig config;
  if (!typed.empty()) {
    config.lexicons = typed;
  } else if (const auto collection = context.collection(); collection) {
    config = collection->config();
  }
  return lexicon_paths(config);
}

void complain(Context& context, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) context.terminal().complain(finding.to_string());
}

// ---- check

struct CheckArguments {
  std::vector<std::string> paths;
  bool notes = false;
};

int run_check(const CheckArguments& typed, Context& context) {
  const auto paths = paths_of(typed.paths, context);
  if (!paths) return context.fail(paths.error());
  const CheckReport report = check_lexicon(*paths);
  Table table;
  table.name = "findings";
  table.columns = {{"severity", Align::left, 0, false, false}, {"where", Align::left, 0, false, true}, {"message", Align::left, 0, true, false}, {"remedy", Align::left, 0, true, false}};
  constexpr std::string_view names[] = {"error", "warning", "note"};
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::note && !typed.notes) continue;
    table.rows.push_back({std::string(names[static_cast<std::size_t>(finding.severity)]), finding.where, finding.message, finding.remedy});
  }
  table.notes.push_back(fmt::format("{} entries, {} rules; {} errors, {} warnings, {} notes{}", report.entries, report.rules, report.count(Severity::error),
                                    report.count(Severity::warning), report.count(Severity::note), typed.notes ? "" : " (--notes shows them)"));
  table.notes.push_back("Overlaps: " + report.policy);
  table.provenance = {{"command", context.command_line()}, {"lexicon", report.hash}};
  context.answer(table);
  return report.count(Severity::error) > 0 ? exit_code(ErrorCode::configuration) : exit_found;
}

Command check_subcommand() {
  const auto typed = std::make_shared<CheckArguments>();
  Command command;
  command.name = "check";
  command.summary = "Say what is wrong, or likely to be wrong, with a lexicon";
  command.details = "Errors (exit 78), warnings and notes with file, line and column, and what to do; the overlap policy; the hash.";
  command.options = {{"PATH", "PATH", "Files or folders, or 'bundled' (default: the collection's, else bundled)", &typed->paths, {}, false, "file"},
                     {"--notes", "", "Show notes, too", &typed->notes}};
  command.examples = {{"concord lexicon check my.yaml", "one file"}, {"concord lexicon check bundled my.yaml", "a file that extends the bundled ones"}};
  command.run = [typed](Context& context) { return run_check(*typed, context); };
  return command;
}

// ---- import and export

struct ImportArguments {
  std::string format;
  std::string file;
  std::string family = "actor";
  std::string output;
};

Result<ImportReport> import_file(const ImportArguments& typed, std::string_view bytes) {
  if (typed.format == "paax") return import_paax(bytes, typed.file);
  if (typed.format == "phoenix") return import_phoenix(bytes, typed.file);
  if (typed.format == "quanteda") return import_quanteda(bytes, typed.file, typed.family);
  if (typed.format == "skos") return import_skos(bytes, typed.file, typed.family);
  return import_csv(bytes, typed.file, typed.family);
}

int run_import(const ImportArguments& typed, Context& context) {
  const auto bytes = bytes_of(typed.file);
  if (!bytes) return context.fail(bytes.error());
  const Result<ImportReport> report = import_file(typed, *bytes);
  if (!report) return context.fail(report.error());
  if (!context.common.quiet) complain(context, report->findings);
  std::size_t rules = 0;
  for (const DraftEntry& draft : report->draft.entries) rules += draft.rules.size();
  context.note(fmt::format("{} entries, {} aliases, {} findings", report->draft.entries.size(), rules, report->findings.size()));
  return deliver(context, to_yaml(report->draft), typed.output);
}

Command import_subcommand() {
  const auto typed = std::make_shared<ImportArguments>();
  Command command;
  command.name = "import";
  command.summary = "Turn another project's dictionary into a lexicon file";
  command.details = "What was mended or left out is said on standard error, with its line.";
  command.options = {{"FORMAT", "FORMAT", "What the file is", &typed->format, {"csv", "paax", "phoenix", "quanteda", "skos"}, true},
                     {"FILE", "FILE", "The file", &typed->file, {}, true, "file"},
                     {"--family", "FAMILY", "actor or theme", &typed->family, {"actor", "theme"}},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon import paax actors.csv -o paax.yaml", "the PA-X actor table"}, {"concord lexicon import csv names.csv", "any table with names and aliases"}};
  command.run = [typed](Context& context) { return run_import(*typed, context); };
  return command;
}

struct ExportArguments {
  std::vector<std::string> paths;
  std::string family = "actor";
  std::string output;
};

int run_export(const ExportArguments& typed, Context& context) {
  const auto paths = paths_of(typed.paths, context);
  if (!paths) return context.fail(paths.error());
  const auto lexicon = Lexicon::load(*paths);
  if (!lexicon) return context.fail(lexicon.error());
  return deliver(context, to_csv(draft_of(*lexicon, typed.family)), typed.output);
}

Command export_subcommand() {
  const auto typed = std::make_shared<ExportArguments>();
  Command command;
  command.name = "export";
  command.summary = "Write a lexicon as CSV, one row a rule; 'import csv' reads it back";
  command.options = {{"PATH", "PATH", "Files or folders, or 'bundled' (default: the collection's, else bundled)", &typed->paths, {}, false, "file"},
                     {"--family", "FAMILY", "actor or theme", &typed->family, {"actor", "theme"}},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon export --family theme -o themes.csv", "edit the themes in a spreadsheet"}};
  command.run = [typed](Context& context) { return run_export(*typed, context); };
  return command;
}

// ---- suggest and review: over the documents of the collection

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
  std::string output;
};

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
  const auto found = suggester.ranked(typed.limit, static_cast<std::uint32_t>(typed.least));
  if (!typed.output.empty()) return deliver(context, to_yaml(draft_of_suggestions(found)), typed.output);
  Table table;
  table.name = "suggestions";
  table.columns = {{"kind", Align::left, 0, false, false}, {"name", Align::left, 0, true, false}, {"of", Align::left, 0, true, false}, {"count", Align::right, 0, false, false},
                   {"documents", Align::right, 0, false, false}, {"score", Align::right, 1, false, false}, {"passage", Align::left, 0, true, false}};
  for (const Suggestion& each : found) {
    const std::string of = each.label.empty() ? each.beside : each.label + " (" + each.beside + ")";
    table.rows.push_back({std::string(name(each.kind)), each.text, of, static_cast<std::int64_t>(each.count), static_cast<std::int64_t>(each.documents), each.score,
                          each.passages.empty() ? std::string() : each.passages.front()});
  }
  table.notes.push_back("Accept: write them with --output FILE, delete the lines that are wrong, add the file to 'lexicons:' in concord.yaml");
  table.provenance = context.provenance(**snapshot);
  context.answer(table);
  return found.empty() ? exit_nothing_found : exit_found;
}

Command suggest_subcommand() {
  const auto typed = std::make_shared<SuggestArguments>();
  Command command;
  command.name = "suggest";
  command.summary = "Propose actors and spellings that the lexicon lacks";
  command.options = {{"--limit", "N", "At most so many (default 50)", &typed->limit},
                     {"--min-count", "N", "Names met at least so often (default 2)", &typed->least},
                     {"-o,--output", "FILE", "Write them as a lexicon file, each with its evidence", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon suggest --min-count 5", "what stands often in the collection and is no actor yet"}};
  command.run = [typed](Context& context) { return run_suggest(*typed, context); };
  return command;
}

struct ReviewArguments {
  std::string label;
  std::uint64_t sample = 100;
  std::uint64_t seed = 1;
  std::string score;
  std::string output;
};

int run_score(const ReviewArguments& typed, Context& context) {
  const auto bytes = bytes_of(typed.score);
  if (!bytes) return context.fail(bytes.error());
  const auto scores = score_review(*bytes, typed.score);
  if (!scores) return context.fail(scores.error());
  Table table;
  table.name = "rules";
  table.columns = {{"rule", Align::left, 0, true, false}, {"right", Align::right, 0, false, false}, {"wrong", Align::right, 0, false, false}, {"open", Align::right, 0, false, false},
                   {"precision", Align::right, 3, false, false}, {"low", Align::right, 3, false, false}, {"high", Align::right, 3, false, false}};
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

Command review_subcommand() {
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

// ---- learn

struct LearnArguments {
  std::string file;
  std::string label;
  std::vector<std::string> lexicons;
  double cost = 1.0;
  std::uint64_t folds = 5;
  std::uint64_t seed = 1;
  std::uint64_t least = 5;
  bool sentence = false;
  std::string output;
};

// {"text": "...", "labels": ["a", "b"]}; also "codes", as a list or as an object whose keys are the labels.
Result<bool> has_label(const nlohmann::json& row, const std::string& label, const std::string& where) {
  for (const char* key : {"labels", "codes", "issues"}) {
    if (!row.contains(key)) continue;
    const nlohmann::json& codes = row[key];
    if (codes.is_object()) return codes.contains(label) && codes[label] != 0;
    for (const nlohmann::json& code : codes) {
      if (code.is_string() && code.get<std::string>() == label) return true;
    }
    return false;
  }
  return Error{ErrorCode::bad_data, where, "no field 'labels'", "write {\"text\": \"...\", \"labels\": [\"...\"]} on each line"};
}

Status learn_from(const LearnArguments& typed, Annotator& annotator, ThemeLearner& learner) {
  std::ifstream stream(typed.file, std::ios::binary);
  if (!stream) return Error{ErrorCode::no_input, typed.file, "cannot be opened", "check the path"};
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (line.empty()) continue;
    const std::string where = fmt::format("{}:{}", typed.file, number);
    const nlohmann::json row = nlohmann::json::parse(line, nullptr, false);
    if (!row.is_object() || !row.contains("text") || !row["text"].is_string()) {
      return Error{ErrorCode::bad_data, where, "no JSON object with a field 'text'", "write {\"text\": \"...\", \"labels\": [\"...\"]} on each line"};
    }
    const Result<bool> positive = has_label(row, typed.label, where);
    if (!positive) return positive.error();
    Document document;
    document.text.utf8 = row["text"].get<std::string>();
    document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(document.text.utf8.size()));
    if (Status done = annotator(document); !done) return done;
    learner.add(document, *positive);
  }
  return {};
}

int run_learn(const LearnArguments& typed, Context& context) {
  AnnotatorOptions options;
  if (!typed.lexicons.empty()) {
    const auto paths = paths_of(typed.lexicons, context);
    if (!paths) return context.fail(paths.error());
    const auto lexicon = Lexicon::load(*paths);
    if (!lexicon) return context.fail(lexicon.error());
    auto matcher = Matcher::compile(*lexicon);
    if (!matcher) return context.fail(matcher.error());
    options.tagger = Tagger(std::make_shared<const Matcher>(*std::move(matcher)));
  }
  LearningSettings settings;
  settings.label = id_of(typed.label);
  settings.name = typed.label;
  settings.cost = typed.cost;
  settings.folds = static_cast<std::uint32_t>(typed.folds);
  settings.seed = static_cast<std::uint32_t>(typed.seed);
  settings.least = static_cast<std::uint32_t>(typed.least);
  settings.sentence = typed.sentence;
  Annotator annotator(options);
  ThemeLearner learner(settings);
  if (const Status read = learn_from(typed, annotator, learner); !read) return context.fail(read.error());
  const Result<LearnedTheme> theme = learner.fit();
  if (!theme) return context.fail(theme.error());
  context.note(fmt::format("{} texts, {} with the label; held out: precision {:.3f}, recall {:.3f}, F1 {:.3f}, average precision {:.3f}; {} patterns of {}", theme->all.texts,
                           theme->all.positive, theme->all.precision, theme->all.recall, theme->all.f1, theme->all.average_precision, theme->kept, theme->features));
  return deliver(context, to_yaml(theme->draft), typed.output);
}

Command learn_subcommand() {
  const auto typed = std::make_shared<LearnArguments>();
  Command command;
  command.name = "learn";
  command.summary = "Make a theme file out of coded texts: weighted patterns that a person can read";
  command.details = "Reads JSON Lines with the fields text and labels. Figures of the cross-validation stand at the head of the file.";
  command.options = {{"--from", "FILE", "Coded texts, JSON Lines", &typed->file, {}, false, "file"},
                     {"--label", "LABEL", "The code to learn", &typed->label},
                     {"--lexicon", "PATH", "Also use labels of this lexicon as evidence; may be repeated", &typed->lexicons, {}, false, "file"},
                     {"--cost", "C", "Larger fits closer and keeps more patterns (default 1)", &typed->cost},
                     {"--folds", "N", "Of the cross-validation (default 5)", &typed->folds},
                     {"--seed", "N", "Of the folds (default 1)", &typed->seed},
                     {"--min-texts", "N", "Words in fewer texts are not looked at (default 5)", &typed->least},
                     {"--sentence", "", "The threshold is of a sentence, not of a document", &typed->sentence},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon learn --from coded.jsonl --label Amnesty -o amnesty.yaml", "a theme 'amnesty'"}};
  command.run = [typed](Context& context) {
    if (typed->file.empty() || typed->label.empty()) {
      return context.fail({ErrorCode::usage, "lexicon learn", "--from and --label are needed", "concord lexicon learn --from coded.jsonl --label Amnesty"});
    }
    return run_learn(*typed, context);
  };
  return command;
}

}  // namespace

Command lexicon_command() {
  Command command;
  command.name = "lexicon";
  command.group = "Lexicons";
  command.summary = "Check, import, export, grow and learn lexicons";
  command.subcommands = {check_subcommand(), import_subcommand(), export_subcommand(), suggest_subcommand(), review_subcommand(), learn_subcommand()};
  return command;
}

}  // namespace concord
