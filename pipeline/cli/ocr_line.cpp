#include "pipeline/cli/ocr_line.h"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <memory>

#include "corpus/text/safe_text.h"
#include "pipeline/cli/context.h"

namespace concord {

std::string shown_duration(double seconds) {
  const auto whole = static_cast<long>(std::lround(seconds));
  if (whole < 100) return fmt::format("{} s", whole);
  const long minutes = (whole + 30) / 60;
  return minutes < 60 ? fmt::format("{} min", minutes) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string OcrLine::told(const std::string& where, unsigned done, unsigned total, double seconds) {
  const std::scoped_lock lock(x_mutex);
  const auto [at, is_new] = x_in_hand.try_emplace(where, Pages{done, total});
  if (is_new && x_in_hand.size() == 1 && x_read == 0) x_begin = seconds;
  x_read += done - at->second.done;
  at->second = {done, total};
  unsigned left = 0;
  for (const auto& [name, pages] : x_in_hand) left += pages.total - pages.done;
  if (done == total) x_in_hand.erase(at);
  const std::string time = x_read == 0 ? "" : ", " + shown_duration((seconds - x_begin) / x_read * left) + " left";
  return fmt::format("OCR: page {} of {}{}  {}", done == total ? total : done + 1, total, time, safe_line(where));
}

std::function<void(const std::string& where, unsigned done, unsigned total)> ocr_progress(Context& context) {
  if (context.common.quiet) return {};
  return [&context, line = std::make_shared<OcrLine>()](const std::string& where, unsigned done, unsigned total) {
    const std::chrono::duration<double> now = std::chrono::steady_clock::now().time_since_epoch();
    const std::string told = line->told(where, done, total, now.count());
    context.terminal().progress(done == total ? "" : told);
  };
}

}  // namespace concord
