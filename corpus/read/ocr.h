// Ocr: pages of a PDF that are pictures, through pdftoppm and tesseract, each read once.
//
// A page's result (tesseract's table of words with places and confidences) is
// kept in the cache folder under the hash of the PDF's bytes, the page, the
// resolution and the languages, so that neither a renamed file nor a new index
// costs the minutes again.
#pragma once

#include <string>
#include <vector>

#include "corpus/document/result.h"
#include "corpus/read/page_layout.h"
#include "corpus/read/readers.h"

namespace concord {

/// The pages numbered (from 1) in `pages`, in that order. Up to OcrOptions::parallel at a time. Requires: the context's
/// stamp has the hash of the PDF. Errors, a page each: helper_missing, limit, damaged.
[[nodiscard]] std::vector<Result<Page>> ocr_pages(const std::string& pdf, const std::vector<unsigned>& pages,
                                                  const SourceContext& context);

/// Name of a page's result in the cache folder. On disk; frozen.
[[nodiscard]] std::string ocr_cache_name(std::uint64_t hash, unsigned page, const OcrOptions& options);

}  // namespace concord
