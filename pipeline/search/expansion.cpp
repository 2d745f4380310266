#include "pipeline/search/expansion.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include <re2/re2.h>

#include "corpus/text/utf8.h"
#include "pipeline/search/document_counts.h"

namespace concord {
namespace {

/// The smallest string above every string that begins with `prefix`; empty when there is none.
std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xFF) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    points += c.point;
    at += c.length;
  }
  return points;
}

bool more_frequent(const Form& a, const Form& b) {
  return std::tuple(b.documents, std::string_view(a.term)) < std::tuple(a.documents, std::string_view(b.term));
}

/// Keeps the `limit` best by `better`, then sorts by term.
template <class Better>
void cut(std::vector<Form>& forms, std::size_t limit, Better better) {
  if (forms.size() > limit) {
    std::sort(forms.begin(), forms.end(), better);
    forms.resize(limit);
  }
  std::sort(forms.begin(), forms.end(), [](const Form& a, const Form& b) { return a.term < b.term; });
}

/// The edit-distance table of one word against terms that come in sorted order: a row for each character of the
/// term's prefix, kept while the next term shares it.
class FuzzyWalk {
 public:
  FuzzyWalk(std::string_view word, std::uint32_t edits) : x_word(code_points(word)), x_edits(edits) {
    x_rows.emplace_back();
    for (std::uint32_t j = 0; j <= x_word.size(); ++j) x_rows[0].push_back(j);
    x_ends.push_back(0);
  }

  /// The distance of `term`, if it is within the limit; else nothing, and too_far() tells how much of the term shows it.
  std::optional<std::uint32_t> distance(std::string_view term) {
    x_too_far = 0;
    drop_rows_beyond(shared_prefix(term));
    x_term.assign(term);
    while (x_ends.back() < term.size()) {
      const Decoded c = decode_utf8(term, x_ends.back());
      add_row(c.point);
      x_ends.push_back(x_ends.back() + c.length);
      if (*std::min_element(x_rows.back().begin(), x_rows.back().end()) > x_edits) {
        x_too_far = x_ends.back();
        return std::nullopt;
      }
    }
    if (x_rows.back().back() > x_edits) return std::nullopt;
    return x_rows.back().back();
  }

  /// Bytes of the last term that no near term begins with; 0 when only the whole term was too far.
  [[nodiscard]] std::size_t too_far() const { return x_too_far; }

 private:
  [[nodiscard]] std::size_t shared_prefix(std::string_view term) const {
    const auto pair = std::mismatch(term.begin(), term.end(), x_term.begin(), x_term.end());
    return static_cast<std::size_t>(pair.first - term.begin());
  }

  void drop_rows_beyond(std::size_t shared) {
    while (x_ends.back() > shared) {
      x_ends.pop_back();
      x_rows.pop_back();
    }
  }

  void add_row(char32_t point) {
    const std::vector<std::uint32_t>& above = x_rows.back();
    std::vector<std::uint32_t> row = {above[0] + 1};
    for (std::size_t j = 0; j < x_word.size(); ++j) {
      const std::uint32_t changed = above[j] + (x_word[j] == point ? 0U : 1U);
      row.push_back(std::min({changed, above[j + 1] + 1, row[j] + 1}));
    }
    x_rows.push_back(std::move(row));
  }

  std::u32string x_word;
  std::uint32_t x_edits;
  std::string x_term;
  std::vector<std::vector<std::uint32_t>> x_rows;  // one more than characters read
  std::vector<std::size_t> x_ends;                 // bytes of the term that each row has read
  std::size_t x_too_far = 0;
};

struct NearForm {
  Form form;
  std::uint32_t distance = 0;
};

std::vector<NearForm> walk_fuzzy(const Snapshot& snapshot, Field field, std::string_view word, std::uint32_t edits) {
  constexpr int patience = 32;  // terms passed over one by one before a leap, which costs a seek, is tried
  std::vector<NearForm> found;
  FuzzyWalk walk(word, edits);
  std::string from;
  for (bool again = true; again;) {
    again = false;
    std::string dead;  // no near term begins so
    int passed = 0;
    snapshot.terms(field, from, [&](const TermEntry& entry) {
      if (!dead.empty() && entry.term.starts_with(dead)) {
        if (++passed < patience) return true;
        from = after_prefix(dead);
        again = !from.empty();
        return false;
      }
      passed = 0;
      dead.clear();
      if (const auto distance = walk.distance(entry.term)) {
        found.push_back({{std::string(entry.term), entry.document_count}, *distance});
      } else if (walk.too_far() > 0) {
        dead = entry.term.substr(0, walk.too_far());
      }
      return true;
    });
  }
  return found;
}

}  // namespace

void for_each_with_prefix(const Snapshot& snapshot, Field field, std::string_view prefix,
                          const std::function<bool(const TermEntry&)>& visit) {
  snapshot.terms(field, prefix,
                 [&](const TermEntry& entry) { return entry.term.starts_with(prefix) && visit(entry); });
}

bool matches_wildcard(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;  // the last * seen, and where its match may end
  std::size_t star_text = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      star_text = t;
    } else if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t += decode_utf8(text, t).length;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      star_text += decode_utf8(text, star_text).length;
      t = star_text;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Expansion expand_wildcard(const Snapshot& snapshot, Field field, std::string_view pattern, std::size_t limit) {
  Expansion expansion;
  const std::string_view prefix = pattern.substr(0, std::min(pattern.find_first_of("*?"), pattern.size()));
  for_each_with_prefix(snapshot, field, prefix, [&](const TermEntry& entry) {
    if (matches_wildcard(pattern, entry.term)) expansion.forms.push_back({std::string(entry.term), entry.document_count});
    return true;
  });
  expansion.found = expansion.forms.size();
  cut(expansion.forms, limit, more_frequent);
  return expansion;
}

Expansion expand_fuzzy(const Snapshot& snapshot, Field field, std::string_view word, std::uint32_t edits, std::size_t limit) {
  auto found = walk_fuzzy(snapshot, field, word, edits);
  Expansion expansion;
  expansion.found = found.size();
  std::sort(found.begin(), found.end(), [](const NearForm& a, const NearForm& b) {
    return a.distance != b.distance ? a.distance < b.distance : more_frequent(a.form, b.form);
  });
  if (found.size() > limit) found.resize(limit);
  for (NearForm& near : found) expansion.forms.push_back(std::move(near.form));
  cut(expansion.forms, limit, more_frequent);
  return expansion;
}

Result<Expansion> expand_regex(const Snapshot& snapshot, Field field, std::string_view pattern, std::size_t limit) {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(std::int64_t{8} << 20);
  const RE2 regex(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!regex.ok()) {
    return Error{ErrorCode::usage, "", "this is no regular expression: " + regex.error(), "RE2 syntax; letters as they stand in the term list, lower case"};
  }
  Expansion expansion;
  snapshot.terms(field, "", [&](const TermEntry& entry) {
    if (RE2::FullMatch(re2::StringPiece(entry.term.data(), entry.term.size()), regex)) {
      expansion.forms.push_back({std::string(entry.term), entry.document_count});
    }
    return true;
  });
  expansion.found = expansion.forms.size();
  cut(expansion.forms, limit, more_frequent);
  return expansion;
}

std::uint32_t document_count(const Snapshot& snapshot, Field field, std::string_view term) {
  std::uint32_t count = 0;
  snapshot.terms(field, term, [&](const TermEntry& entry) {
    if (entry.term == term) count = entry.document_count;
    return false;
  });
  return count;
}

std::vector<Form> nearest_terms(const Snapshot& snapshot, Field field, std::string_view word, std::size_t count) {
  auto found = walk_fuzzy(snapshot, field, word, 2);
  std::sort(found.begin(), found.end(), [](const NearForm& a, const NearForm& b) {
    return a.distance != b.distance ? a.distance < b.distance : more_frequent(a.form, b.form);
  });
  Expansion nearest;
  for (NearForm& near : found) {
    if (nearest.forms.size() == 2 * count) break;  // some may stand in deleted documents only
    if (near.distance > 0) nearest.forms.push_back(std::move(near.form));
  }
  DocumentCounts(snapshot).correct(field, nearest);
  if (nearest.forms.size() > count) nearest.forms.resize(count);
  return std::move(nearest.forms);
}

}  // namespace concord
