#include "pipeline/search/answer.h"

#include <cassert>
#include <optional>
#include <utility>

#include "pipeline/search/binder.h"
#include "pipeline/search/clause.h"

namespace concord {

struct Answer::State {
  State(const Snapshot& from, const Query& asked, const Query* narrowed, const AnswerOptions& with)
      : query(asked), filter(narrowed != nullptr ? std::optional(*narrowed) : std::nullopt), options(with), stored(from) {}

  Query query;  // as opened, for again()
  std::optional<Query> filter;
  AnswerOptions options;
  StoredDocuments stored;
  ClausePtr root;
  std::vector<Leaf> leaves;
  std::vector<std::string> notes;
  DocNo document = 0;
  bool started = false;
};

Answer::Answer(std::unique_ptr<State> state) : x_state(std::move(state)) {}
Answer::~Answer() = default;
Answer::Answer(Answer&&) noexcept = default;
Answer& Answer::operator=(Answer&&) noexcept = default;

Result<Answer> Answer::open(const Snapshot& snapshot, const Query& query, const Query* filter, const AnswerOptions& options) {
  auto state = std::make_unique<State>(snapshot, query, filter, options);
  Binder binder(snapshot, options, state->stored);
  auto root = binder.bind(query, true);
  if (!root) return root.error();
  state->root = std::move(*root);
  if (filter != nullptr) {
    auto condition = binder.bind(*filter, false);
    if (!condition) return condition.error();
    std::vector<ClausePtr> parts;
    parts.push_back(std::move(state->root));
    parts.push_back(make_condition(std::move(*condition)));
    state->root = make_and(std::move(parts), {}, snapshot);
  }
  state->leaves = std::move(binder.leaves);
  state->notes = std::move(binder.notes);
  return Answer(std::move(state));
}

Result<Answer> Answer::again() const {
  return open(x_state->stored.snapshot(), x_state->query, x_state->filter ? &*x_state->filter : nullptr, x_state->options);
}

std::uint64_t Answer::cost() const { return x_state->root->cost(); }

DocNo Answer::next() { return advance(x_state->started ? x_state->document + 1 : 0); }

DocNo Answer::advance(DocNo target) {
  State& state = *x_state;
  assert(!state.started || state.document != no_more_documents);
  if (state.started && target <= state.document) target = state.document + 1;
  state.started = true;
  state.document = state.root->advance(target);
  while (state.document != no_more_documents && !state.root->matches(state.document)) {
    state.document = state.root->advance(state.document + 1);
  }
  return state.document;
}

DocNo Answer::document() const { return x_state->document; }

void Answer::occurrences(Occurrences& out) {
  const std::size_t begin = out.size();
  x_state->root->occurrences(x_state->document, Detail::stretches, out);
  tidy(out, begin);
}

void Answer::marks(Occurrences& out) {
  const std::size_t begin = out.size();
  x_state->root->occurrences(x_state->document, Detail::marks, out);
  tidy(out, begin);
}

std::uint32_t Answer::count() { return x_state->root->count(x_state->document); }

void Answer::tally(std::vector<std::uint32_t>& counts) {
  counts.assign(x_state->leaves.size(), 0);
  x_state->root->tally(x_state->document, counts);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (!x_state->leaves[i].scored) counts[i] = 0;
  }
}

const std::vector<Leaf>& Answer::leaves() const { return x_state->leaves; }
const std::vector<std::string>& Answer::notes() const { return x_state->notes; }
const Status& Answer::status() const { return x_state->stored.status(); }

}  // namespace concord
