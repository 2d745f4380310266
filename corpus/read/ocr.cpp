#include "corpus/read/ocr.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <optional>

#include "corpus/read/byte_stream.h"
#include "corpus/read/child_process.h"
#include "corpus/read/failure.h"

namespace concord {
namespace {

std::string joined_languages(const OcrOptions& options) {
  std::string joined;
  for (const std::string& language : options.languages) joined += (joined.empty() ? "" : "+") + language;
  return joined.empty() ? "eng" : joined;
}

/// The result of a page that was read before; nothing when there is none.
std::optional<std::string> from_cache(const std::string& file) {
  FileStamp stamp;
  auto stream = open_file(file, stamp);
  if (!stream) return std::nullopt;
  auto bytes = read_all(**stream, std::uint64_t{64} << 20U, file, stamp.size);
  if (!bytes || bytes->substr(0, 6) != "level\t") return std::nullopt;
  return std::move(*bytes);
}

/// Written beside and renamed, so that a page is there whole or not at all. A cache that cannot be written costs time
/// only.
void to_cache(const std::string& folder, const std::string& name, const std::string& bytes) {
  ::mkdir(folder.c_str(), 0777);
  const std::string file = folder + "/" + name;
  const std::string beside = file + "." + std::to_string(::getpid()) + ".part";
  const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return;
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t put = ::write(descriptor, rest.data(), rest.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(put));
  }
  const bool closed = ::close(descriptor) == 0;
  if (!rest.empty() || !closed || ::rename(beside.c_str(), file.c_str()) != 0) ::unlink(beside.c_str());
}

ChildLimits limits_of(const SourceContext& context) {
  // A page of 300 dots an inch is 9 MB grey; a poster page may be twenty times as large, and is refused.
  return {context.options.limits.helper_seconds, context.options.limits.helper_memory, std::uint64_t{200} << 20U};
}

/// Reads pages that are not in the cache, a batch as large as may run at a time: all pictures, then all words.
void read_batch(const std::string& pdf, const std::vector<unsigned>& pages, const SourceContext& context,
                std::vector<Result<std::string>>& tables) {
  const OcrOptions& options = context.options.ocr;
  const std::string resolution = std::to_string(options.resolution);
  std::vector<ChildCommand> renders;
  for (const unsigned page : pages) {
    const std::string number = std::to_string(page);
    renders.push_back(
        {{"pdftoppm", "-f", number, "-l", number, "-r", resolution, "-gray", "-singlefile", pdf}, "poppler-utils"});
  }
  const auto pictures = run_children(renders, options.parallel, limits_of(context), context.where());
  std::vector<MemoryFile> files;
  std::vector<ChildCommand> reads;
  std::vector<std::size_t> of_page;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const std::string where = context.where() + ", page " + std::to_string(pages[i]);
    tables.emplace_back(make_failure(ReadFailure::damaged, where, "pdftoppm makes no picture of it"));
    if (!pictures[i]) {
      tables.back() = pictures[i].error();
      continue;
    }
    if (pictures[i]->output.empty()) continue;
    auto file = MemoryFile::make(pictures[i]->output, where);
    if (!file) {
      tables.back() = file.error();
      continue;
    }
    files.push_back(std::move(*file));
    of_page.push_back(tables.size() - 1);
    reads.push_back({{"tesseract", files.back().path(), "-", "-l", joined_languages(options), "--psm", "3", "--dpi",
                      resolution, "tsv"},
                     "tesseract-ocr"});
  }
  const auto words = run_children(reads, options.parallel, limits_of(context), context.where());
  for (std::size_t i = 0; i < words.size(); ++i) {
    Result<std::string>& table = tables[of_page[i]];
    if (!words[i]) {
      table = words[i].error();
    } else if (words[i]->exit_status != 0) {
      const bool language = words[i]->errors.find("Failed loading language") != std::string::npos;
      table = make_failure(language ? ReadFailure::helper_missing : ReadFailure::damaged, context.where(),
                           "tesseract failed: " + words[i]->errors.substr(0, words[i]->errors.find('\n')),
                           language ? "install tesseract-ocr-" + joined_languages(options) : "");
    } else {
      table = words[i]->output;
    }
  }
}

}  // namespace

std::string ocr_cache_name(std::uint64_t hash, unsigned page, const OcrOptions& options) {
  std::array<char, 96> name{};
  const int length = std::snprintf(name.data(), name.size(), "%016llx.p%04u.%u.", static_cast<unsigned long long>(hash),
                                   page, options.resolution);
  return std::string(name.data(), static_cast<std::size_t>(length)) + joined_languages(options) + ".tsv";
}

std::vector<Result<Page>> ocr_pages(const std::string& pdf, const std::vector<unsigned>& pages,
                                    const SourceContext& context) {
  const OcrOptions& options = context.options.ocr;
  const auto cache_name = [&](unsigned page) { return ocr_cache_name(context.stamp.hash, page, options); };
  const auto total = static_cast<unsigned>(pages.size());
  std::vector<Result<Page>> read;
  std::size_t next = 0;
  bool told = false;
  while (next < pages.size()) {
    std::optional<std::string> known;
    if (!options.cache_folder.empty()) known = from_cache(options.cache_folder + "/" + cache_name(pages[next]));
    if (known) {
      read.emplace_back(parse_ocr_page(*known, options.resolution));
      ++next;
      continue;
    }
    if (options.progress && !told) options.progress(context.where(), static_cast<unsigned>(next), total);
    told = true;
    const std::size_t end = std::min(pages.size(), next + std::max(1U, options.parallel));
    const std::vector<unsigned> batch(pages.begin() + static_cast<std::ptrdiff_t>(next),
                                      pages.begin() + static_cast<std::ptrdiff_t>(end));
    std::vector<Result<std::string>> tables;
    read_batch(pdf, batch, context, tables);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!tables[i]) {
        read.emplace_back(tables[i].error());
        continue;
      }
      if (!options.cache_folder.empty()) to_cache(options.cache_folder, cache_name(batch[i]), *tables[i]);
      read.emplace_back(parse_ocr_page(*tables[i], options.resolution));
    }
    next = end;
    if (options.progress) options.progress(context.where(), static_cast<unsigned>(next), total);
  }
  return read;
}

}  // namespace concord
