// The tokens of a record: streams of like things, which compress well and decode fast.
//
//   tokens := count shapes(count bytes) escapes.size escapes words.count { text } terms.count { gap number } kinds.count
//             { gap kind }
//
// A shape is gap << 5 | length; gap 7 and length 31 send to the next number of
// `escapes` (gap signed). `terms` lists the tokens whose term is not the lower
// case of their ASCII bytes, `kinds` those whose kind is not the one their first
// byte suggests; both by the distance to the one before.
#include "corpus/text/ascii.h"
#include "pipeline/index/record_sections.h"

namespace concord::detail {
namespace {

constexpr std::uint32_t gap_escape = 7;
constexpr std::uint32_t length_escape = 31;

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

/// Whether `term` is the lower case of `surface`, all ASCII.
bool is_plain(std::string_view surface, std::string_view term) {
  if (surface.size() != term.size()) return false;
  for (std::size_t i = 0; i < surface.size(); ++i) {
    if (lower(surface[i]) != term[i] || (surface[i] & '\x80') != 0) return false;
  }
  return true;
}

TokenKind usual_kind(std::string_view surface) {
  return !surface.empty() && is_ascii_digit(surface[0]) ? TokenKind::number : TokenKind::word;
}

void append_shape(TextSpan span, std::uint32_t& end, std::string& shapes, std::string& escapes) {
  const std::int64_t gap = static_cast<std::int64_t>(span.begin) - end;
  const bool far = gap < 0 || gap >= gap_escape;
  const bool longer = span.size() >= length_escape;
  const std::uint32_t shape = (far ? gap_escape : static_cast<std::uint32_t>(gap)) << 5U | (longer ? length_escape : span.size());
  shapes += static_cast<char>(shape);
  if (far) append_varint(zigzag(gap), escapes);
  if (longer) append_varint(span.size(), escapes);
  end = span.end;
}

TextSpan read_shape(std::uint8_t shape, std::uint32_t end, ByteReader& escapes, std::uint32_t limit) {
  std::int64_t begin = static_cast<std::int64_t>(end) + (shape >> 5U);
  std::uint32_t length = shape & length_escape;
  if (shape >> 5U == gap_escape) begin = static_cast<std::int64_t>(end) + unzigzag(escapes.varint());
  if (length == length_escape) length = escapes.number();
  if (begin < 0 || begin > limit || length > limit - static_cast<std::uint64_t>(begin)) {
    escapes.fail();
    return {};
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin) + length};
}

bool read_spans(std::string_view shapes, ByteReader& escapes, Document& document) {
  const auto limit = static_cast<std::uint32_t>(document.text.utf8.size());
  std::uint32_t end = 0;
  document.tokens.resize(shapes.size());
  for (std::size_t i = 0; i < shapes.size(); ++i) {
    document.tokens[i].span = read_shape(static_cast<std::uint8_t>(shapes[i]), end, escapes, limit);
    end = document.tokens[i].span.end;
  }
  return escapes.ok() && escapes.at_end();
}

/// Walks a list of (distance, value) along with the tokens.
class Exceptions {
 public:
  Exceptions(ByteReader& reader, std::uint32_t count) : x_reader(reader), x_left(count) { step(0); }
  [[nodiscard]] bool at(std::uint32_t token) const { return x_valid && x_next == token; }
  std::uint32_t take() {
    const std::uint32_t value = x_reader.number();
    step(x_next + 1);
    return value;
  }
  [[nodiscard]] bool used_up() const { return !x_valid; }

 private:
  void step(std::uint64_t from) {
    x_valid = x_left > 0 && x_reader.ok();
    if (!x_valid) return;
    --x_left;
    x_next = from + x_reader.number();
  }
  ByteReader& x_reader;
  std::uint32_t x_left;
  std::uint64_t x_next = 0;
  bool x_valid = false;
};

/// The lists come after each other, so the second is found by skipping the first.
std::string_view take_list(ByteReader& reader, std::string_view raw, std::uint32_t& count) {
  count = reader.count(2);
  const std::size_t begin = reader.at();
  for (std::uint64_t numbers = 2ULL * count; numbers > 0 && reader.ok(); --numbers) reader.varint();
  return reader.ok() ? raw.substr(begin, reader.at() - begin) : std::string_view{};
}

}  // namespace

void encode_tokens(const Document& document, std::string& raw) {
  std::string shapes, escapes, terms, kinds;
  Vocabulary words;
  std::uint32_t end = 0;
  std::uint32_t term_count = 0, kind_count = 0, after_term = 0, after_kind = 0;
  shapes.reserve(document.tokens.size());
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    const Token& token = document.tokens[i];
    append_shape(token.span, end, shapes, escapes);
    const std::string_view surface = document.text_of(token.span);
    const std::string_view term = document.term(token);
    if (!is_plain(surface, term)) {
      append_varint(i - after_term, terms);
      append_varint(words.intern(term), terms);
      after_term = i + 1;
      ++term_count;
    }
    if (token.kind != usual_kind(surface)) {
      append_varint(i - after_kind, kinds);
      append_varint(static_cast<std::uint64_t>(token.kind), kinds);
      after_kind = i + 1;
      ++kind_count;
    }
  }
  append_text(shapes, raw);
  append_text(escapes, raw);
  append_varint(words.size(), raw);
  for (TermNo i = 0; i < words.size(); ++i) append_text(words[i], raw);
  append_varint(term_count, raw);
  raw += terms;
  append_varint(kind_count, raw);
  raw += kinds;
}

bool decode_token_spans(ByteReader& reader, Document& document) {
  const std::string_view shapes = reader.text();
  ByteReader escapes(reader.text());
  if (!reader.ok() || shapes.size() > UINT32_MAX) return false;
  return read_spans(shapes, escapes, document);
}

bool decode_tokens(ByteReader& reader, Document& document) {
  const std::string_view whole = reader.bytes(0);
  if (!decode_token_spans(reader, document)) return false;
  std::vector<std::string_view> words(reader.count(1));
  for (std::string_view& word : words) word = reader.text();
  const std::string_view rest = std::string_view(whole.data(), reader.at() + reader.left());
  std::uint32_t term_count = 0, kind_count = 0;
  ByteReader term_reader(take_list(reader, rest, term_count));
  ByteReader kind_reader(take_list(reader, rest, kind_count));
  if (!reader.ok() || !reader.at_end()) return false;

  Exceptions terms(term_reader, term_count);
  Exceptions kinds(kind_reader, kind_count);
  std::string plain;
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    Token& token = document.tokens[i];
    const std::string_view surface = document.text_of(token.span);
    if (terms.at(i)) {
      const std::uint32_t word = terms.take();
      if (word >= words.size()) return false;
      token.term = document.terms.intern(words[word]);
    } else {
      plain.assign(surface);
      for (char& c : plain) c = lower(c);
      token.term = document.terms.intern(plain);
    }
    const std::uint32_t kind = kinds.at(i) ? kinds.take() : static_cast<std::uint32_t>(usual_kind(surface));
    if (kind > static_cast<std::uint32_t>(TokenKind::symbol)) return false;
    token.kind = static_cast<TokenKind>(kind);
  }
  return terms.used_up() && kinds.used_up() && term_reader.ok() && kind_reader.ok();
}

}  // namespace concord::detail
