// What a line of a page is besides running text: a head or foot that comes again, a page number, noise, a footnote.
#pragma once

#include <string>
#include <vector>

#include "corpus/read/page_layout.h"

namespace concord {

/// Gives the heads, feet and page numbers their roles: what comes again, figures aside, at one height of neighbouring
/// pages, lone numbers at the edge, and the foot of a United Nations document.
void find_running_lines(std::vector<Page>& pages);

/// Bar codes, and on a page from OCR strokes and specks: a letter or two that it saw in a stamp or a rule.
void find_noise(Page& page);

/// Small print at the foot of a page whose first line opens like a note.
void find_footnotes(std::vector<Page>& pages);

/// "7 See ...", "(7) See ...", "* See ...": what the first line of a note begins with.
[[nodiscard]] bool opens_footnote(const std::string& text);

}  // namespace concord
