#include "tests/support/snapshot_text.h"

#include <vector>

#include "pipeline/index/posting_list.h"

namespace concord::test {
namespace {

std::string shown(const PostingList& list) {
  std::string text;
  std::size_t at = 0;
  for (std::size_t i = 0; i < list.documents.size(); ++i) {
    text += " " + std::to_string(list.documents[i]) + "x" + std::to_string(list.frequencies[i]);
    for (std::uint32_t j = 0; j < list.frequencies[i] && at < list.positions.size(); ++j) {
      text += "," + std::to_string(list.positions[at++]);
    }
  }
  return at == list.positions.size() ? text : text + " and positions too many";
}

}  // namespace

std::string postings_text(const Snapshot& snapshot) {
  std::string shown;
  std::vector<std::uint32_t> positions;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    std::vector<std::string> terms;
    snapshot.terms(field, {}, [&](const TermEntry& entry) {
      terms.emplace_back(entry.term);
      return true;
    });
    for (const std::string& term : terms) {
      std::string line = std::string(name(field)) + " " + term + ":";
      const auto cursor = snapshot.postings(field, term);
      std::size_t documents = 0;
      for (DocNo number = cursor->next(); number != no_more_documents; number = cursor->next()) {
        ++documents;
        line += " " + std::to_string(number) + "x" + std::to_string(cursor->frequency());
        positions.clear();
        cursor->positions(positions);
        for (const std::uint32_t position : positions) line += "," + std::to_string(position);
      }
      if (documents > 0) shown += line + "\n";
    }
  }
  return shown;
}

std::string lists_text(const Snapshot& snapshot) {
  std::string text;
  PostingList list;
  for (std::size_t i = 0; i < field_count; ++i) {
    const auto field = static_cast<Field>(i);
    snapshot.for_each_list(field, {}, [&](std::string_view term, ListReader& reader) {
      reader.read(ListPart::positions, list);
      if (!list.documents.empty()) text += std::string(name(field)) + " " + std::string(term) + ":" + shown(list) + "\n";
      return true;
    });
  }
  return text;
}

std::string documents_text(const Snapshot& snapshot) {
  std::string shown;
  for (DocNo number = 0; number < snapshot.end(); ++number) {
    const auto document = snapshot.document(number, Part::all);
    if (!document) continue;
    shown += std::to_string(number) + " " + document->metadata.id + ": " + document->text.utf8 + "\n ";
    for (const Token& token : document->tokens) shown += " " + std::string(document->term(token));
    shown += "\n ";
    for (const Annotation& annotation : document->annotations) {
      shown += " " + std::string(document->labels[annotation.label]) + "@" + std::to_string(annotation.tokens.begin) +
               (annotation.negated ? "!" : "");
    }
    shown += "\n";
  }
  return shown;
}

}  // namespace concord::test
