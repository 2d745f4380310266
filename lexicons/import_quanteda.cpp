// quanteda dictionaries: nested keys, lists of patterns at the ends.
#include <yaml-cpp/yaml.h>

#include <set>

#include <fmt/format.h>

#include "corpus/text/utf8.h"
#include "lexicons/import.h"

namespace concord {
namespace {

class Quanteda {
 public:
  Quanteda(const std::string& where, const std::string& family) : x_where(where) { x_report.draft.family = family; }

  ImportReport read(const YAML::Node& root) {
    walk(root, {}, 0);
    x_report.draft.title = "Imported from " + x_where;
    return std::move(x_report);
  }

 private:
  void say(const YAML::Node& node, std::string message, std::string remedy) {
    x_report.findings.push_back({Severity::warning, fmt::format("{}:{}:{}", x_where, node.Mark().line + 1, node.Mark().column + 1), std::move(message), std::move(remedy)});
  }

  // Keys with keys below them become parents; keys with patterns become entries with rules.
  void walk(const YAML::Node& node, const std::string& parent, int depth) {
    if (!node.IsMap() || depth > 32) return say(node, "a value where a key was expected", "left out");
    for (const auto& pair : node) {
      const std::string name = pair.first.IsScalar() ? pair.first.Scalar() : std::string();
      std::string id = id_of(name);
      if (id.empty()) id = fmt::format("line-{}", pair.first.Mark().line + 1);
      if (!parent.empty()) id = parent + "-" + id;
      for (int copy = 2; !x_ids.insert(id).second; ++copy) id = fmt::format("{}-{}", id, copy);
      DraftEntry draft;
      draft.entry.family = x_report.draft.family;
      draft.entry.id = id;
      draft.entry.name = name;
      draft.entry.polarity = x_report.draft.family == "theme";
      if (x_report.draft.family == "theme") draft.entry.definition = "Key '" + name + "' of " + x_where;
      if (!parent.empty()) draft.entry.parents = {parent};
      if (!pair.second.IsMap()) read_patterns(pair.second, draft);
      x_report.draft.entries.push_back(std::move(draft));
      if (pair.second.IsMap()) walk(pair.second, id, depth + 1);
    }
  }

  void read_patterns(const YAML::Node& node, DraftEntry& draft) {
    if (node.IsScalar()) return add(node, draft);
    for (const auto& item : node) item.IsScalar() ? add(item, draft) : say(item, "a list inside a list", "left out");
  }

  void add(const YAML::Node& node, DraftEntry& draft) {
    const std::string& text = node.Scalar();
    if (text.find('?') != std::string::npos) return say(node, fmt::format("'{}' has a '?', which stands for one letter there", text), "left out; write the forms out, or a regex");
    const Result<Phrase> phrase = parse_phrase(text);
    if (!phrase) return say(node, phrase.error().message, "left out; " + phrase.error().remedy);
    Rule rule;
    rule.text = text;
    draft.rules.push_back(std::move(rule));
  }

  const std::string& x_where;
  ImportReport x_report;
  std::set<std::string> x_ids;
};

}  // namespace

Result<ImportReport> import_quanteda(std::string_view bytes, const std::string& where, const std::string& family) {
  if (first_ill_formed(bytes) < bytes.size()) return Error{ErrorCode::bad_data, where, "the file is not UTF-8", "convert it with iconv"};
  try {
    const YAML::Node root = YAML::Load(std::string(bytes));
    if (!root.IsMap()) return Error{ErrorCode::bad_data, where, "the file has no keys", "a quanteda dictionary begins with 'key: [pattern, ...]'"};
    return Quanteda(where, family).read(root);
  } catch (const YAML::Exception& failure) {
    return Error{ErrorCode::bad_data, fmt::format("{}:{}:{}", where, failure.mark.line + 1, failure.mark.column + 1), failure.msg, "mend the YAML"};
  }
}

}  // namespace concord
