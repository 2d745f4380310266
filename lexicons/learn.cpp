#include "lexicons/learn.h"

#include <linear.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <random>
#include <set>

#include <fmt/format.h>

#include "corpus/document/document.h"

namespace concord {
namespace {

// Words that can be written as a literal phrase: a letter in them, no sign of the notation.
bool can_be_pattern(std::string_view term) {
  if (term.size() > 40 || term.find_first_of("*|") != std::string_view::npos) return false;
  return std::any_of(term.begin(), term.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; });
}

struct Model {
  std::vector<double> weights;
  double bias = 0;
};

struct Freed {
  void operator()(model* trained) const { free_and_destroy_model(&trained); }
};

}  // namespace

std::uint32_t CodedTexts::number_of(const std::string& feature) {
  const auto [at, is_new] = x_numbers.try_emplace(feature, static_cast<std::uint32_t>(x_names.size()));
  if (is_new) x_names.push_back(feature);
  return at->second;
}

void CodedTexts::add(const Document& document, std::string_view group) {
  Text text;
  std::string pair;
  for (const Sentence& sentence : document.sentences) {
    std::string_view before;
    for (std::uint32_t token = sentence.tokens.begin; token < sentence.tokens.end; ++token) {
      const std::string_view term = document.term(document.tokens[token]);
      if (!can_be_pattern(term)) {
        before = {};
        continue;
      }
      text.features.push_back(number_of(std::string(term)));
      if (!before.empty() && document.text_of({document.tokens[token - 1].span.end, document.tokens[token].span.begin}) == " ") {
        pair.assign(before).append(" ").append(term);
        text.features.push_back(number_of(pair));
      }
      before = term;
    }
  }
  for (const Annotation& annotation : document.annotations) text.features.push_back(number_of("\x01" + std::string(document.labels[annotation.label])));
  std::sort(text.features.begin(), text.features.end());
  text.features.erase(std::unique(text.features.begin(), text.features.end()), text.features.end());
  text.group = x_group_count;
  if (const auto known = x_groups.find(group); !group.empty() && known != x_groups.end()) {
    text.group = known->second;
  } else {
    if (!group.empty()) x_groups.emplace(group, x_group_count);
    ++x_group_count;
  }
  text.hash = XXH3_64bits(document.text.utf8.data(), document.text.utf8.size());
  x_texts.push_back(std::move(text));
}

double average_precision(std::vector<std::pair<double, bool>> scored) {
  std::sort(scored.begin(), scored.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  double sum = 0;
  double right = 0;
  for (std::size_t begin = 0; begin < scored.size();) {
    std::size_t end = begin;
    double here = 0;
    for (; end < scored.size() && scored[end].first == scored[begin].first; ++end) here += scored[end].second ? 1 : 0;
    right += here;
    sum += here * right / static_cast<double>(end);
    begin = end;
  }
  return right > 0 ? sum / right : 0;
}

// One run of fit(): the features that are frequent enough, renumbered; folds; the final model.
class ThemeFit {
 public:
  ThemeFit(const CodedTexts& texts, const std::vector<bool>& positive, const LearningSettings& settings)
      : x_coded(texts), x_positive(positive), x_settings(settings) {}

  Result<LearnedTheme> run() {
    if (const Status sound = check(); !sound) return sound.error();
    choose_features();
    deal_folds();
    std::vector<double> held_out(x_rows.size());
    for (std::uint32_t fold = 0; fold < x_settings.folds; ++fold) {
      const Model model = train(fold);
      for (std::size_t i = 0; i < x_rows.size(); ++i) {
        if (x_fold[i] == fold) held_out[i] = score(model, x_rows[i]);
      }
    }
    LearnedTheme theme;
    const std::vector<bool> claimed = claims(held_out);
    for (std::uint32_t fold = 0; fold <= x_settings.folds; ++fold) {
      const FoldFigures figures = figures_of(held_out, claimed, fold);
      fold == x_settings.folds ? (void)(theme.all = figures) : theme.folds.push_back(figures);
    }
    theme.features = static_cast<std::uint32_t>(x_kept.size());
    theme.data_hash = fmt::format("{:016x}", hash());
    write(train(x_settings.folds), best_offset(held_out, x_settings.folds), theme);
    return theme;
  }

 private:
  using Text = CodedTexts::Text;

  [[nodiscard]] std::uint64_t hash() const {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < x_coded.x_texts.size(); ++i) {
      const std::uint64_t one[] = {x_coded.x_texts[i].hash, x_positive[i] ? 1U : 0U};
      all = XXH3_64bits_withSeed(one, sizeof one, all);
    }
    return all;
  }

  [[nodiscard]] Status check() const {
    const auto bad = [](std::string message, std::string remedy) { return Error{ErrorCode::usage, "lexicon learn", std::move(message), std::move(remedy)}; };
    if (x_settings.folds < 2 || x_settings.folds > 20) return bad(fmt::format("{} folds", x_settings.folds), "use 2 to 20");
    if (!(x_settings.cost > 0) || !std::isfinite(x_settings.cost)) return bad(fmt::format("a cost of {}", x_settings.cost), "use a number above 0");
    const auto positive = static_cast<std::size_t>(std::count(x_positive.begin(), x_positive.end(), true));
    const std::size_t negative = x_positive.size() - positive;
    if (std::min(positive, negative) < 2 * x_settings.folds) {
      return bad(fmt::format("{} texts have the label '{}' and {} have not: too few for {} folds", positive, x_settings.label, negative, x_settings.folds),
                 "code more texts, or use fewer folds");
    }
    std::set<std::uint32_t> sides[2];
    for (std::size_t i = 0; i < x_positive.size(); ++i) sides[x_positive[i] ? 1 : 0].insert(x_coded.x_texts[i].group);
    if (std::min(sides[0].size(), sides[1].size()) < 2) {
      return bad(fmt::format("all texts with the label '{}', or all without, are of one group", x_settings.label), "name a finer group");
    }
    if (x_coded.x_group_count < x_settings.folds) {
      return bad(fmt::format("{} groups of texts are too few for {} folds", x_coded.x_group_count, x_settings.folds), "name a finer group, or use fewer folds");
    }
    return {};
  }

  void choose_features() {
    std::vector<std::uint32_t> texts(x_coded.x_names.size(), 0);
    for (const Text& text : x_coded.x_texts) {
      for (const std::uint32_t feature : text.features) ++texts[feature];
    }
    // By name, so that neither model nor file depends on the order in which words were met.
    const std::string own = "\x01theme:" + x_settings.label;
    for (std::uint32_t number = 0; number < texts.size(); ++number) {
      if (texts[number] >= x_settings.least && x_coded.x_names[number] != own) x_kept.push_back(number);
    }
    std::sort(x_kept.begin(), x_kept.end(), [&](std::uint32_t a, std::uint32_t b) { return x_coded.x_names[a] < x_coded.x_names[b]; });
    std::vector<int> renumbered(texts.size(), 0);
    for (std::size_t i = 0; i < x_kept.size(); ++i) renumbered[x_kept[i]] = static_cast<int>(i) + 1;
    for (const Text& text : x_coded.x_texts) {
      std::vector<feature_node> row;
      for (const std::uint32_t feature : text.features) {
        if (renumbered[feature] > 0) row.push_back({renumbered[feature], 1.0});
      }
      std::sort(row.begin(), row.end(), [](const feature_node& a, const feature_node& b) { return a.index < b.index; });
      row.push_back({static_cast<int>(x_kept.size()) + 1, 1.0});  // the intercept
      row.push_back({-1, 0});
      x_rows.push_back(std::move(row));
    }
  }

  // Whole groups, in a random order, the largest share of positive texts first, each to the fold that has fewest of them.
  void deal_folds() {
    struct Share {
      std::size_t positive = 0, texts = 0;
      auto operator<=>(const Share&) const = default;
    };
    std::vector<Share> groups(x_coded.x_group_count);
    for (std::size_t i = 0; i < x_positive.size(); ++i) {
      Share& share = groups[x_coded.x_texts[i].group];
      share.positive += x_positive[i] ? 1 : 0;
      ++share.texts;
    }
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), 0U);
    std::mt19937 random(x_settings.seed);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return groups[a] > groups[b]; });
    std::vector<Share> folds(x_settings.folds);
    std::vector<std::uint32_t> fold_of(groups.size());
    for (const std::size_t group : order) {
      const auto least = std::min_element(folds.begin(), folds.end(), [&](const Share& a, const Share& b) {
        return groups[group].positive > 0 ? a < b : a.texts < b.texts;
      });
      least->positive += groups[group].positive;
      least->texts += groups[group].texts;
      fold_of[group] = static_cast<std::uint32_t>(least - folds.begin());
    }
    for (const Text& text : x_coded.x_texts) x_fold.push_back(fold_of[text.group]);
  }

  // Without the texts of `left_out`; of no fold when it is the number of folds.
  Model train(std::uint32_t left_out) {
    std::vector<feature_node*> rows;
    std::vector<double> codes;
    for (std::size_t i = 0; i < x_rows.size(); ++i) {
      if (x_fold[i] == left_out) continue;
      rows.push_back(x_rows[i].data());
      codes.push_back(x_positive[i] ? 1 : -1);
    }
    problem data{};
    data.l = static_cast<int>(rows.size());
    data.n = static_cast<int>(x_kept.size()) + 1;
    data.y = codes.data();
    data.x = rows.data();
    data.bias = 1;
    parameter settings{};
    settings.solver_type = L1R_LR;
    settings.C = x_settings.cost;
    settings.eps = 0.01;
    set_print_string_function([](const char*) {});
    std::srand(x_settings.seed);  // liblinear permutes with rand()
    const std::unique_ptr<model, Freed> trained(::train(&data, &settings));
    const double sign = trained->label[0] == 1 ? 1 : -1;
    Model result;
    for (std::size_t i = 0; i < x_kept.size(); ++i) result.weights.push_back(sign * trained->w[i]);
    result.bias = sign * trained->w[x_kept.size()];
    return result;
  }

  static double score(const Model& model, const std::vector<feature_node>& row) {
    double sum = model.bias;
    for (const feature_node& node : row) {
      if (node.index > 0 && static_cast<std::size_t>(node.index) <= model.weights.size()) sum += model.weights[static_cast<std::size_t>(node.index) - 1];
    }
    return sum;
  }

  // Whether each held-out text is above the threshold that is best for the other folds.
  [[nodiscard]] std::vector<bool> claims(const std::vector<double>& scores) const {
    std::vector<double> offsets;
    for (std::uint32_t fold = 0; fold < x_settings.folds; ++fold) offsets.push_back(best_offset(scores, fold));
    std::vector<bool> claimed(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i) claimed[i] = scores[i] >= offsets[x_fold[i]];
    return claimed;
  }

  // The score above which F1 over the held-out texts of all folds but one is best.
  [[nodiscard]] double best_offset(const std::vector<double>& scores, std::uint32_t left_out) const {
    std::vector<std::pair<double, bool>> sorted;
    double positive = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (x_fold[i] == left_out) continue;
      sorted.emplace_back(scores[i], x_positive[i]);
      positive += x_positive[i] ? 1 : 0;
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    double best = -1;
    double offset = 0;
    double right = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
      right += sorted[i].second ? 1 : 0;
      if (i + 1 < sorted.size() && sorted[i + 1].first == sorted[i].first) continue;
      const double f1 = 2 * right / (static_cast<double>(i + 1) + positive);
      if (f1 <= best) continue;
      best = f1;
      offset = i + 1 < sorted.size() ? (sorted[i].first + sorted[i + 1].first) / 2 : sorted[i].first - 1e-9;
    }
    return offset;
  }

  [[nodiscard]] FoldFigures figures_of(const std::vector<double>& scores, const std::vector<bool>& claims, std::uint32_t fold) const {
    FoldFigures figures;
    std::vector<std::pair<double, bool>> scored;
    double right = 0;
    double claimed = 0;
    for (std::size_t i = 0; i < scores.size(); ++i) {
      if (fold < x_settings.folds && x_fold[i] != fold) continue;
      const bool positive = x_positive[i];
      ++figures.texts;
      figures.positive += positive ? 1 : 0;
      claimed += claims[i] ? 1 : 0;
      right += claims[i] && positive ? 1 : 0;
      scored.emplace_back(scores[i], positive);
    }
    figures.precision = claimed > 0 ? right / claimed : 0;
    figures.recall = figures.positive > 0 ? right / figures.positive : 0;
    figures.f1 = claimed + figures.positive > 0 ? 2 * right / (claimed + figures.positive) : 0;
    figures.average_precision = average_precision(std::move(scored));
    return figures;
  }

  // Of each feature, how many texts with and without the label have it.
  [[nodiscard]] std::vector<std::array<std::uint32_t, 2>> sides() const {
    std::vector<std::array<std::uint32_t, 2>> counts(x_coded.x_names.size());
    for (std::size_t i = 0; i < x_positive.size(); ++i) {
      for (const std::uint32_t feature : x_coded.x_texts[i].features) ++counts[feature][x_positive[i] ? 1 : 0];
    }
    return counts;
  }

  void write(const Model& model, double offset, LearnedTheme& theme) const {
    DraftEntry draft;
    draft.entry.family = "theme";
    draft.entry.id = x_settings.label;
    draft.entry.name = x_settings.name.empty() ? x_settings.label : x_settings.name;
    draft.entry.definition = "Learned from coded texts; see the head of the file";
    draft.entry.polarity = true;
    const double threshold = std::max(offset - model.bias, 1e-6);
    draft.entry.threshold = x_settings.sentence ? Threshold{threshold, 0} : Threshold{0, threshold};
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < model.weights.size(); ++i) {
      if (std::fabs(model.weights[i]) > 1e-9) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return model.weights[a] > model.weights[b]; });
    const auto counts = sides();
    for (const std::size_t i : order) {
      const std::string& name = x_coded.x_names[x_kept[i]];
      Rule rule;
      rule.kind = name.front() == '\x01' ? Rule::Kind::label : Rule::Kind::phrase;
      rule.text = name.front() == '\x01' ? name.substr(1) : name;
      rule.weight = model.weights[i];
      rule.evidence = fmt::format("in {} of {} with the label, {} of {} without", counts[x_kept[i]][1], theme.all.positive, counts[x_kept[i]][0], theme.all.texts - theme.all.positive);
      draft.rules.push_back(std::move(rule));
    }
    theme.kept = static_cast<std::uint32_t>(draft.rules.size());
    theme.draft.family = "theme";
    theme.draft.title = "Learned: " + draft.entry.name;
    theme.draft.comment = fmt::format(
        "{}: learned from {} coded texts ({} with the label), data hash {}, C {}, seed {}.\nHeld out ({} folds, the threshold of each chosen on the others): precision {:.3f}, recall {:.3f}, F1 {:.3f}, average precision {:.3f}.",
        draft.entry.name, theme.all.texts, theme.all.positive, theme.data_hash, x_settings.cost, x_settings.seed, x_settings.folds, theme.all.precision, theme.all.recall, theme.all.f1,
        theme.all.average_precision);
    for (std::size_t i = 0; i < theme.folds.size(); ++i) {
      const FoldFigures& fold = theme.folds[i];
      theme.draft.comment += fmt::format("\nFold {}: {} texts, precision {:.3f}, recall {:.3f}, F1 {:.3f}, average precision {:.3f}", i + 1, fold.texts, fold.precision,
                                         fold.recall, fold.f1, fold.average_precision);
    }
    theme.draft.entries.push_back(std::move(draft));
  }

  const CodedTexts& x_coded;
  const std::vector<bool>& x_positive;
  const LearningSettings& x_settings;
  std::vector<std::uint32_t> x_kept;                 // features, by name
  std::vector<std::vector<feature_node>> x_rows;
  std::vector<std::uint32_t> x_fold;
};

Result<LearnedTheme> learn_theme(const CodedTexts& texts, const std::vector<bool>& positive, const LearningSettings& settings) { return ThemeFit(texts, positive, settings).run(); }

}  // namespace concord
