// Citations: who cites what: the texts that a collection names, ranked, held or missing; and the graph of it.
//
// A text is a node, whatever it is called: the halves of a joint symbol are one, "resolution 968" without a year is the
// one of that number that the collection cites with one. A document that names itself does not cite. Key texts come
// first by the documents that cite them, then by the passages: a text that one document repeats is no key text.
//
// What cannot be right is set apart: symbols that do not parse, and resolutions whose number and year disagree with the
// order of the others (numbers of the Security Council ascend with the years).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/document/document.h"
#include "corpus/document/result.h"
#include "pipeline/chronicle/reference_finder.h"
#include "pipeline/cooccur/document_set.h"
#include "pipeline/index/snapshot.h"

namespace concord {

/// One passage that cites.
struct Citation {
  std::uint32_t document = 0;  ///< index into CitationGraph::documents
  std::uint32_t sentence = 0;  ///< index into the document's sentences
  TextSpan span;
  std::string part;            ///< "annex I"
  std::string written;         ///< as it stands in the text, white space folded
  std::string resolved;        ///< what a short name was concluded from; empty for full names and symbols
};

struct CitedText {
  std::string id;                        ///< "S/RES/968 (1994)", "text:general-agreement"
  std::string name;                      ///< of a named text; empty for symbols
  std::string date;                      ///< of a named text, from its lexicon; may be empty
  std::vector<std::string> also;         ///< other ids of the same text, ascending
  std::string stands_in;                 ///< of a named text: the symbol most often put behind it, "S/1997/510, annex I"
  std::vector<std::uint32_t> held;       ///< documents of the collection that are this text
  std::vector<Citation> citations;       ///< by document, then place
  std::uint32_t citing_documents = 0;
  std::uint32_t before = 0;              ///< passages of documents older than the text: spoken of, not cited
  std::string doubt;                     ///< empty when there is none
  std::string perhaps;                   ///< hint for a garbled symbol
};

struct CitingDocument {
  DocNo number = 0;
  std::string id, title, date;
  Kind kind = Kind::other;
  std::vector<std::string> own;          ///< the texts it is
  bool excerpt = false;
  std::uint32_t cites = 0;               ///< different texts
};

struct CitationGraph {
  std::vector<CitingDocument> documents;  ///< ascending by number
  std::vector<CitedText> texts;           ///< by rank
};

/// Reads every document of the set. Cost: one pass over the stored texts. Errors: those of Snapshot::document.
[[nodiscard]] Result<CitationGraph> find_citations(const Snapshot& snapshot, const DocumentSet& documents, ReferenceFinder& finder);

}  // namespace concord
