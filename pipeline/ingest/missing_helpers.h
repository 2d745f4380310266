// Missing helpers: files that could not be read for want of a program, which has been installed since, or of OCR, which is
// wanted now.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document/result.h"
#include "pipeline/index/snapshot.h"
#include "pipeline/ingest/plan.h"

namespace concord {

/// Sets `helper_came` of each file that failed because a program was missing which PATH has now, or, with `ocr`, because its
/// pages are pictures. Reads the remembered failures, and only when there are any.
[[nodiscard]] Status note_helpers_that_came(const Snapshot& snapshot, bool ocr, std::vector<KnownFile>& known);

/// The program of "the program 'tesseract' is not installed"; empty when the reason names none.
[[nodiscard]] std::string missing_program(std::string_view reason);

}  // namespace concord
