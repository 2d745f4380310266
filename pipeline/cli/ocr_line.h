// OcrLine: the line that tells how far OCR has come, and how long the pages that are known of will take.
//
// A page takes seconds, so that a document of twenty pages looks like one that hangs. What is left is reckoned from the
// pages that were read in this run, on however many workers; pages that came out of the cache cost nothing and count as done.
// How many scans there are in files not yet opened nobody knows: they are not in it.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace concord {

class Context;

/// Told from any thread.
class OcrLine {
 public:
  /// `done` of `total` pages of a document are read at `seconds` of a steady clock; called once before its first page is
  /// read and after each batch of pages. The line, without colours: "OCR: page 3 of 14, 25 s left  reports/a.pdf".
  [[nodiscard]] std::string told(const std::string& where, unsigned done, unsigned total, double seconds);

 private:
  struct Pages {
    unsigned done = 0;
    unsigned total = 0;
  };
  std::mutex x_mutex;
  std::map<std::string, Pages> x_in_hand;
  double x_begin = 0;
  unsigned x_read = 0;  // in this run
};

/// Draws the line on the terminal of standard error; no function with --quiet. For OcrOptions::progress.
[[nodiscard]] std::function<void(const std::string& where, unsigned done, unsigned total)> ocr_progress(Context& context);

/// "25 s", "3 min", "2 h 10 min".
[[nodiscard]] std::string shown_duration(double seconds);

}  // namespace concord
