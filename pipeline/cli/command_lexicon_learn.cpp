// concord lexicon learn: themes out of coded texts, one or several from one reading of the file.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <memory>

#include <nlohmann/json.hpp>

#include "lexicons/learn.h"
#include "lexicons/lexicon.h"
#include "lexicons/matcher.h"
#include "pipeline/annotate/annotator.h"
#include "pipeline/annotate/tagger.h"
#include "pipeline/cli/context.h"
#include "pipeline/cli/exit_code.h"
#include "pipeline/cli/lexicon_files.h"

namespace concord {
namespace {

struct LearnArguments {
  std::string file;
  std::vector<std::string> labels;
  std::string group;
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

// The value of the field that keeps texts together in one fold; numbers count, too.
Result<std::string> group_of(const nlohmann::json& row, const std::string& field, const std::string& where) {
  if (field.empty()) return std::string();
  if (!row.contains(field)) return Error{ErrorCode::bad_data, where, fmt::format("no field '{}'", field), "--group names a field that every line has"};
  return row[field].is_string() ? row[field].get<std::string>() : row[field].dump();
}

/// The texts, and of each label which of them have it.
struct Coded {
  CodedTexts texts;
  std::vector<std::vector<bool>> codes;
};

Status read_coded(const LearnArguments& typed, Annotator& annotator, Coded& coded) {
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
    const Result<std::string> group = group_of(row, typed.group, where);
    if (!group) return group.error();
    Document document;
    document.text.utf8 = row["text"].get<std::string>();
    document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(document.text.utf8.size()));
    if (Status done = annotator(document); !done) return done;
    for (std::size_t i = 0; i < typed.labels.size(); ++i) {
      const Result<bool> positive = has_label(row, typed.labels[i], where);
      if (!positive) return positive.error();
      coded.codes[i].push_back(*positive);
    }
    coded.texts.add(document, *group);
  }
  return {};
}

// A theme of the lexicon that is learned with keeps its id; both can then be used together.
LearningSettings settings_of(const LearnArguments& typed, const std::string& label, const Lexicon& lexicon) {
  LearningSettings settings;
  settings.label = id_of(label);
  const std::string known = "theme:" + settings.label;
  if (std::any_of(lexicon.entries().begin(), lexicon.entries().end(), [&](const Entry& entry) { return entry.label() == known; })) settings.label = "learned-" + settings.label;
  settings.name = label;
  settings.cost = typed.cost;
  settings.folds = static_cast<std::uint32_t>(typed.folds);
  settings.seed = static_cast<std::uint32_t>(typed.seed);
  settings.least = static_cast<std::uint32_t>(typed.least);
  settings.sentence = typed.sentence;
  return settings;
}

// One more theme in the file.
void join(LexiconDraft& all, LexiconDraft one) {
  if (all.entries.empty()) {
    all = std::move(one);
    return;
  }
  all.title = "Learned themes";
  all.comment += "\n" + one.comment;
  for (DraftEntry& entry : one.entries) all.entries.push_back(std::move(entry));
}

int run_learn(const LearnArguments& typed, Context& context) {
  AnnotatorOptions options;
  Lexicon lexicon;
  if (!typed.lexicons.empty()) {
    const auto paths = lexicon_files(typed.lexicons, context);
    if (!paths) return context.fail(paths.error());
    auto loaded = Lexicon::load(*paths);
    if (!loaded) return context.fail(loaded.error());
    lexicon = std::move(*loaded);
    auto matcher = Matcher::compile(lexicon);
    if (!matcher) return context.fail(matcher.error());
    options.tagger = Tagger(std::make_shared<const Matcher>(*std::move(matcher)));
  }
  Annotator annotator(options);
  Coded coded;
  coded.codes.resize(typed.labels.size());
  if (const Status read = read_coded(typed, annotator, coded); !read) return context.fail(read.error());
  LexiconDraft all;
  for (std::size_t i = 0; i < typed.labels.size(); ++i) {
    Result<LearnedTheme> theme = learn_theme(coded.texts, coded.codes[i], settings_of(typed, typed.labels[i], lexicon));
    if (!theme) return context.fail(theme.error());
    const FoldFigures& figures = theme->all;
    context.note(fmt::format("{}: {} texts, {} with the label; held out: precision {:.3f}, recall {:.3f}, F1 {:.3f}, average precision {:.3f}; {} patterns of {}",
                             typed.labels[i], figures.texts, figures.positive, figures.precision, figures.recall, figures.f1, figures.average_precision, theme->kept,
                             theme->features));
    join(all, std::move(theme->draft));
  }
  return deliver(context, to_yaml(all), typed.output);
}

}  // namespace

Command lexicon_learn_subcommand() {
  const auto typed = std::make_shared<LearnArguments>();
  Command command;
  command.name = "learn";
  command.summary = "Make a theme file out of coded texts: weighted patterns that a person can read";
  command.details = "Reads JSON Lines with the fields text and labels. Figures of the cross-validation stand at the head of the file.";
  command.options = {{"--from", "FILE", "Coded texts, JSON Lines", &typed->file, {}, false, "file"},
                     {"--label", "LABEL", "The code to learn; may be repeated: the texts are read once", &typed->labels},
                     {"--group", "FIELD", "Texts with the same value of this field stay in one fold (paragraphs of one report)", &typed->group},
                     {"--lexicon", "PATH", "Also use labels of this lexicon as evidence; may be repeated", &typed->lexicons, {}, false, "file"},
                     {"--cost", "C", "Larger fits closer and keeps more patterns (default 1)", &typed->cost},
                     {"--folds", "N", "Of the cross-validation (default 5)", &typed->folds},
                     {"--seed", "N", "Of the folds (default 1)", &typed->seed},
                     {"--min-texts", "N", "Words in fewer texts are not looked at (default 5)", &typed->least},
                     {"--sentence", "", "The threshold is of a sentence, not of a document", &typed->sentence},
                     {"-o,--output", "FILE", "Where to write (default: standard output)", &typed->output, {}, false, "file"}};
  command.examples = {{"concord lexicon learn --from coded.jsonl --label Amnesty -o amnesty.yaml", "a theme 'amnesty'"},
                      {"concord lexicon learn --from coded.jsonl --label Amnesty --label Refugees --group report", "two themes; no fold has seen a report that it is tested on"}};
  command.run = [typed](Context& context) {
    if (typed->file.empty() || typed->labels.empty()) {
      return context.fail({ErrorCode::usage, "lexicon learn", "--from and --label are needed", "concord lexicon learn --from coded.jsonl --label Amnesty"});
    }
    return run_learn(*typed, context);
  };
  return command;
}

}  // namespace concord
