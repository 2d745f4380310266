#include "pipeline/index/ledger.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "corpus/text/utf8.h"

namespace concord {
namespace {

constexpr char separator = '\x1f';

constexpr std::array<std::pair<ErrorCode, std::string_view>, 10> code_names = {{
    {ErrorCode::usage, "usage"},
    {ErrorCode::bad_data, "bad_data"},
    {ErrorCode::no_input, "no_input"},
    {ErrorCode::helper_missing, "helper_missing"},
    {ErrorCode::internal, "internal"},
    {ErrorCode::cannot_create, "cannot_create"},
    {ErrorCode::io, "io"},
    {ErrorCode::locked, "locked"},
    {ErrorCode::configuration, "configuration"},
    {ErrorCode::limit, "limit"},
}};

void append_escaped(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    const bool plain = c.valid && c.point >= 0x20 && c.point != '%' && !is_noncharacter(c.point);
    for (std::size_t i = at; i < at + c.length; ++i) {
      const auto byte = static_cast<unsigned char>(text[i]);
      if (plain) {
        out += text[i];
      } else {
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
      }
    }
    at += c.length;
  }
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    unsigned byte = 0;
    if (text[at] == '%' && at + 2 < text.size() &&
        std::from_chars(text.data() + at + 1, text.data() + at + 3, byte, 16).ptr == text.data() + at + 3) {
      out += static_cast<char>(byte);
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

/// The piece before the next separator, which is dropped.
std::string_view take(std::string_view& term) {
  const std::size_t end = std::min(term.find(separator), term.size());
  const std::string_view piece = term.substr(0, end);
  term.remove_prefix(std::min(end + 1, term.size()));
  return piece;
}

template <class Number>
bool take_number(std::string_view& term, Number& number) {
  const std::string_view piece = take(term);
  const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), number);
  return error == std::errc{} && end == piece.data() + piece.size();
}

struct ParsedTerm {
  FileStamp stamp;
  bool failed = false;
};

std::optional<ParsedTerm> parse_ledger_term(std::string_view term) {
  ParsedTerm parsed;
  FileStamp& stamp = parsed.stamp;
  take(term);  // the "f"
  stamp.source = unescaped(take(term));
  stamp.path = unescaped(take(term));
  if (!take_number(term, stamp.size) || !take_number(term, stamp.mtime_ns) || !take_number(term, stamp.inode) ||
      !take_number(term, stamp.hash)) {
    return std::nullopt;
  }
  parsed.failed = take(term) == "x";
  return parsed;
}

Error damaged(const Snapshot& snapshot) {
  return {ErrorCode::bad_data, "snapshot " + snapshot.id(), "the index is damaged: the list of files cannot be read",
          "run 'concord check'"};
}

}  // namespace

std::array<std::string, 3> file_terms(const Metadata& metadata, bool failed) {
  return {ledger_term(metadata.file, failed), path_term(metadata.file.source, metadata.file.path), id_term(metadata.id)};
}

std::string ledger_term(const FileStamp& stamp, bool failed) {
  std::string term = path_term(stamp.source, stamp.path);
  term[0] = 'f';
  for (const std::string& number : {std::to_string(stamp.size), std::to_string(stamp.mtime_ns), std::to_string(stamp.inode),
                                    std::to_string(stamp.hash)}) {
    term += separator;
    term += number;
  }
  term += separator;
  term += failed ? 'x' : 'd';
  return term;
}

std::string path_term(std::string_view source, std::string_view path) {
  std::string term = "p";
  term += separator;
  append_escaped(source, term);
  term += separator;
  append_escaped(path, term);
  return term;
}

std::string id_term(std::string_view id) {
  std::string term = "i";
  term += separator;
  append_escaped(id, term);
  return term;
}

Result<std::vector<LedgerEntry>> read_ledger(const Snapshot& snapshot) {
  std::vector<LedgerEntry> entries;
  bool good = true;
  const std::string from = std::string("f") + separator;
  snapshot.terms(Field::file, from, [&](const TermEntry& entry) {
    if (!entry.term.starts_with(from)) return false;
    auto parsed = parse_ledger_term(entry.term);
    good = parsed.has_value();
    if (!good) return false;
    if (entries.empty() || !(entries.back().stamp == parsed->stamp)) entries.push_back({std::move(parsed->stamp), 0, 0});
    (parsed->failed ? entries.back().failures : entries.back().documents) += entry.document_count;
    return true;
  });
  if (const Status health = snapshot.health(); !health) return health.error();
  if (!good) return damaged(snapshot);
  return entries;
}

Result<std::vector<FailedDocument>> read_failures(const Snapshot& snapshot) {
  std::vector<FailedDocument> failures;
  const auto failed = snapshot.postings(Field::state, "failed");
  for (DocNo number = failed->next(); number != no_more_documents; number = failed->next()) {
    const auto document = snapshot.document(number, Part::metadata);
    if (!document) return document.error();
    failures.push_back(to_failure(*document));
  }
  if (const Status health = snapshot.health(); !health) return health.error();
  return failures;
}

DocNo find_document(const Snapshot& snapshot, std::string_view id) {
  const auto found = snapshot.postings(Field::file, id_term(id));
  DocNo last = no_more_documents;
  for (DocNo number = found->next(); number != no_more_documents; number = found->next()) last = number;
  return last;
}

Document to_document(const FailedDocument& failure) {
  Document document;
  document.metadata.id = failure.id;
  document.metadata.file = failure.file;
  document.metadata.member = failure.member;
  std::string_view code;
  for (const auto& [known, name] : code_names) {
    if (known == failure.code) code = name;
  }
  document.metadata.warnings = {std::string(code), failure.kind, failure.reason, failure.remedy};
  return document;
}

FailedDocument to_failure(const Document& document) {
  const Metadata& metadata = document.metadata;
  FailedDocument failure{metadata.id, metadata.file, metadata.member, ErrorCode::internal, "", "", ""};
  const auto& told = metadata.warnings;
  for (const auto& [known, name] : code_names) {
    if (!told.empty() && told[0] == name) failure.code = known;
  }
  if (told.size() == 4) {
    failure.kind = told[1];
    failure.reason = told[2];
    failure.remedy = told[3];
  }
  return failure;
}

}  // namespace concord
