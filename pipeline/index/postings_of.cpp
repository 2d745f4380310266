#include "pipeline/index/postings_of.h"

#include <array>

#include "corpus/text/fold.h"
#include "corpus/text/utf8.h"
#include "pipeline/index/first_seen.h"

namespace concord {
namespace {

bool is_space(char32_t c) { return c <= 0x20 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x3000; }

bool is_punctuation(char32_t c) {
  if (c < 0x80) return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
  return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || (c >= 0x2010 && c <= 0x205E) ||
         (c >= 0x3001 && c <= 0x3011) || c == 0x060C || c == 0x061B || c == 0x061F || c == 0x066B || c == 0x06D4;
}

/// `piece` without the punctuation at both ends.
std::string_view trim(std::string_view piece) {
  std::size_t begin = piece.size();
  std::size_t end = 0;
  for (std::size_t at = 0; at < piece.size();) {
    const Decoded c = decode_utf8(piece, at);
    if (!is_punctuation(c.point)) {
      begin = std::min(begin, at);
      end = at + c.length;
    }
    at += c.length;
  }
  return begin < end ? piece.substr(begin, end - begin) : std::string_view{};
}

std::string_view name(DivisionKind kind, bool end) {
  static constexpr std::array<std::array<std::string_view, 2>, 7> names = {{{"page", "page_end"},
                                                                            {"article", "article_end"},
                                                                            {"section", "section_end"},
                                                                            {"numbered_paragraph", "numbered_paragraph_end"},
                                                                            {"annex", "annex_end"},
                                                                            {"preamble", "preamble_end"},
                                                                            {"signatures", "signatures_end"}}};
  return names[static_cast<std::size_t>(kind)][end ? 1 : 0];
}

}  // namespace

std::vector<std::string> title_words(std::string_view title) {
  std::vector<std::string> words;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end) {
    const std::string_view word = trim(title.substr(begin, end - begin));
    if (!word.empty()) words.push_back(fold_term(word));
  };
  for (std::size_t at = 0; at < title.size();) {
    const Decoded c = decode_utf8(title, at);
    if (is_space(c.point)) {
      take(at);
      begin = at + c.length;
    }
    at += c.length;
  }
  take(title.size());
  return words;
}

std::span<const Posting> PostingsOf::operator()(const Document& document) {
  x_postings.clear();
  x_stores_used = 0;
  add_words(document);
  add_title(document);
  add_labels(document);
  add_units(document);
  add_sizes(document);
  add_meta(document);
  put(Field::state, "document", {});
  add_content(document);
  return x_postings;
}

void PostingsOf::put(Field field, std::string_view term, std::span<const std::uint32_t> positions) {
  x_postings.push_back({field, term, positions});
}

void PostingsOf::group(Field field, const Vocabulary& names) {
  if (x_stores_used == x_stores.size()) x_stores.emplace_back();
  std::vector<std::uint32_t>& store = x_stores[x_stores_used++];
  store.resize(x_values.size());
  x_begins.assign(names.size() + 1U, 0);
  for (const TermNo number : x_numbers) ++x_begins[number];
  std::uint32_t sum = 0;
  for (std::uint32_t& begin : x_begins) {
    const std::uint32_t count = begin;
    begin = sum;
    sum += count;
  }
  for (std::size_t i = 0; i < x_values.size(); ++i) store[x_begins[x_numbers[i]]++] = x_values[i];
  // Each begin has moved to the end of its group, which is the begin of the next.
  std::uint32_t begin = 0;
  for (TermNo number = 0; number < names.size(); ++number) {
    const std::uint32_t end = x_begins[number];
    if (end > begin) put(field, names[number], std::span(store).subspan(begin, end - begin));
    begin = end;
  }
}

void PostingsOf::add_words(const Document& document) {
  const std::size_t count = document.tokens.size();
  x_numbers.resize(count);
  x_values.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    x_numbers[i] = document.tokens[i].term;
    x_values[i] = static_cast<std::uint32_t>(i);
  }
  group(Field::word, document.terms);
}

void PostingsOf::add_title(const Document& document) {
  x_title.clear();
  x_numbers.clear();
  x_values.clear();
  for (const std::string& word : title_words(document.metadata.title)) {
    x_numbers.push_back(x_title.intern(word));
    x_values.push_back(static_cast<std::uint32_t>(x_values.size()));
  }
  group(Field::title, x_title);
}

struct PostingsOf::Mention {
  TermNo term;
  std::uint32_t begin, end, sentence, paragraph;
};

void PostingsOf::add_labels(const Document& document) {
  FirstSeen labels(2U * document.labels.size());  // each also with the suffix of negation, at the odd number
  std::vector<Mention> mentions;
  std::uint32_t sentence = 0;
  std::uint32_t paragraph = 0;
  for (const Annotation& annotation : document.annotations) {
    while (sentence + 1 < document.sentences.size() &&
           document.sentences[sentence + 1].tokens.begin <= annotation.tokens.begin) {
      ++sentence;
    }
    while (paragraph + 1 < document.paragraphs.size() &&
           document.paragraphs[paragraph + 1].sentences.begin <= sentence) {
      ++paragraph;
    }
    Mention mention = {labels(2 * annotation.label), annotation.tokens.begin, annotation.tokens.end, sentence, paragraph};
    mentions.push_back(mention);
    if (!annotation.negated) continue;
    mention.term = labels(2 * annotation.label + 1);
    mentions.push_back(mention);
  }
  x_labels.clear();
  for (const TermNo label : labels.met()) {
    x_scratch.assign(document.labels[label / 2]).append(label % 2 == 0 ? std::string_view{} : negated_suffix);
    x_labels.append_new(x_scratch);
  }
  const auto add = [&](Field field, std::uint32_t Mention::*value, bool once) {
    x_numbers.clear();
    x_values.clear();
    std::vector<std::uint32_t> last(once ? x_labels.size() : 0, UINT32_MAX);
    for (const Mention& mention : mentions) {
      if (once && last[mention.term] == mention.*value) continue;
      if (once) last[mention.term] = mention.*value;
      x_numbers.push_back(mention.term);
      x_values.push_back(mention.*value);
    }
    group(field, x_labels);
  };
  add(Field::label, &Mention::begin, false);
  add(Field::label_end, &Mention::end, false);
  add(Field::label_sentence, &Mention::sentence, true);
  add(Field::label_paragraph, &Mention::paragraph, true);
}

void PostingsOf::add_units(const Document& document) {
  x_units.clear();
  x_numbers.clear();
  x_values.clear();
  const auto add = [&](std::string_view unit, std::uint32_t position) {
    x_numbers.push_back(x_units.intern(unit));
    x_values.push_back(position);
  };
  for (const Sentence& sentence : document.sentences) add("sentence", sentence.tokens.begin);
  for (const Paragraph& paragraph : document.paragraphs) {
    const bool inside = paragraph.sentences.begin < document.sentences.size();
    add("paragraph", inside ? document.sentences[paragraph.sentences.begin].tokens.begin
                            : static_cast<std::uint32_t>(document.tokens.size()));
  }
  for (const Division& division : document.divisions) {
    add(name(division.kind, false), division.tokens.begin);
    add(name(division.kind, true), division.tokens.end);
  }
  group(Field::unit, x_units);
}

void PostingsOf::add_sizes(const Document& document) {
  if (x_stores_used == x_stores.size()) x_stores.emplace_back();
  std::vector<std::uint32_t>& store = x_stores[x_stores_used++];
  store = {static_cast<std::uint32_t>(document.tokens.size()), static_cast<std::uint32_t>(document.sentences.size()),
           static_cast<std::uint32_t>(document.paragraphs.size())};
  put(Field::size, "tokens", std::span(store).subspan(0, 1));
  put(Field::size, "sentences", std::span(store).subspan(1, 1));
  put(Field::size, "paragraphs", std::span(store).subspan(2, 1));
}

void PostingsOf::add_meta(std::string_view key, std::string_view value) {
  if (value.empty()) return;
  x_scratch.clear();
  fold_term(key, x_scratch);
  x_scratch += '=';
  fold_term(value, x_scratch);
  x_meta.intern(x_scratch);
}

void PostingsOf::add_meta(const Document& document) {
  const Metadata& metadata = document.metadata;
  x_meta.clear();
  add_meta("id", metadata.id);
  add_meta("kind", concord::name(metadata.kind));
  add_meta("lang", metadata.language);
  if (metadata.date) {
    add_meta("date", metadata.date->to_string());
    add_meta("year", Date::year(metadata.date->begin_year()).to_string());
  }
  add_meta("source", metadata.publisher);
  add_meta("format", metadata.format);
  add_meta("path", metadata.file.path);
  for (const auto& [key, value] : metadata.fields) add_meta(key, value);
  for (TermNo number = 0; number < x_meta.size(); ++number) put(Field::meta, x_meta[number], {});
}

void PostingsOf::add_content(const Document& document) {
  const auto sketch = x_sketcher(document);
  x_content = sketch ? to_term(*sketch) : std::string(short_content);
  put(Field::content, x_content, {});
}

}  // namespace concord
