// Small PDFs for tests: pages with text at places, and pages that are pictures only. PDF 1.4, nothing compressed.
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace concord::test {

struct PdfText {
  double x = 72, y = 72;  ///< points from the left and from the top
  double size = 11;
  std::string text;  ///< WinAnsi
};

struct PdfPage {
  std::vector<PdfText> texts;
  bool picture = false;  ///< a grey square over the page
};

/// Lines of running text one below the other, as a word processor sets them.
inline void add_lines(PdfPage& page, double x, double top, const std::vector<std::string>& lines, double size = 11) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    page.texts.push_back({x, top + static_cast<double>(i) * 1.2 * size, size, lines[i]});
}

inline std::string make_pdf(const std::vector<PdfPage>& pages, const std::string& title = "") {
  std::vector<std::string> objects;  // object n is objects[n - 1]
  std::string kids;
  for (std::size_t i = 0; i < pages.size(); ++i) kids += std::to_string(5 + 2 * i) + " 0 R ";
  objects.push_back("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push_back("<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>");
  objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding >>");
  objects.push_back(
      "<< /Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 64 "
      ">>\nstream\n" +
      std::string(64, 'x') + "\nendstream");
  for (std::size_t i = 0; i < pages.size(); ++i) {
    std::string content;
    for (const PdfText& text : pages[i].texts) {
      char head[128];
      std::snprintf(head, sizeof head, "BT /F1 %.1f Tf %.1f %.1f Td (", text.size, text.x, 792 - text.y);
      content += head;
      for (const char c : text.text)
        content += c == '(' || c == ')' || c == '\\' ? std::string("\\") + c : std::string(1, c);
      content += ") Tj ET\n";
    }
    if (pages[i].picture) content += "q 612 0 0 792 0 0 cm /I1 Do Q\n";
    objects.push_back(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> /XObject << /I1 4 0 "
        "R >> >> /Contents " +
        std::to_string(6 + 2 * i) + " 0 R >>");
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream");
  }
  objects.push_back("<< /Title (" + title + ") >>");
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    char row[32];
    std::snprintf(row, sizeof row, "%010zu 00000 n \n", offset);
    pdf += row;
  }
  return pdf + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R /Info " +
         std::to_string(objects.size()) + " 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

}  // namespace concord::test
