// Reads every file of a folder of pairs (name.EXT and its true text name.EXT.true.txt) and reports, a line a format and
// the worst files: character error rate, words lost, invented, joined and split, furniture left unmarked, text wrongly
// marked. Lines of the true text that begin with "#furniture " are what must be marked. Make pairs with
// reading_pairs_make.py.
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "corpus/read/reader.h"
#include "corpus/text/utf8.h"

namespace {

using namespace concord;

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Words as they are printed: a hyphen at a line's end joins, blanks part.
std::vector<std::string> words_of(std::string text) {
  for (std::size_t at = text.find("-\n"); at != std::string::npos; at = text.find("-\n", at)) text.erase(at, 2);
  for (std::size_t at = text.find("\u00AD"); at != std::string::npos; at = text.find("\u00AD", at)) text.erase(at, 2);
  std::vector<std::string> words;
  std::stringstream stream(text);
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The text that the tokens will see, without footnotes, whose place in the order is a matter of taste.
std::string running_text(Document document) {
  for (const Block& block : document.blocks) {
    if (block.kind == BlockKind::footnote) document.marks.push_back({MarkKind::boilerplate, block.span, "note"});
  }
  std::sort(document.marks.begin(), document.marks.end(), [](const Mark& a, const Mark& b) { return a.span < b.span; });
  std::string text;
  std::uint32_t at = 0;
  for (const Mark& mark : document.marks) {
    if (mark.span.begin > at) text += document.text_of({at, mark.span.begin});
    if (mark.kind != MarkKind::footnote_mark) text += ' ';
    at = std::max(at, mark.span.end);
  }
  return text + std::string(document.text_of({at, static_cast<std::uint32_t>(document.text.utf8.size())}));
}

struct Score {
  std::size_t files = 0, characters = 0, errors = 0, words = 0, lost = 0, invented = 0, joined = 0, split = 0;
  std::size_t furniture = 0, furniture_left = 0, notes = 0, notes_lost = 0, failed = 0;
  void add(const Score& o) {
    files += o.files;
    characters += o.characters;
    errors += o.errors;
    words += o.words;
    lost += o.lost;
    invented += o.invented;
    joined += o.joined;
    split += o.split;
    furniture += o.furniture;
    furniture_left += o.furniture_left;
    notes += o.notes;
    notes_lost += o.notes_lost;
    failed += o.failed;
  }
  [[nodiscard]] double rate() const {
    return characters == 0 ? 0 : 100.0 * static_cast<double>(errors) / static_cast<double>(characters);
  }
};

/// Edit distance between code points in a band around the diagonal, which is exact while the texts differ less than the
/// band.
std::size_t distance(const std::u32string& a, const std::u32string& b, std::size_t band) {
  const std::size_t far = a.size() + b.size();
  std::vector<std::size_t> above(b.size() + 1, far), row(b.size() + 1, far);
  for (std::size_t j = 0; j <= std::min(b.size(), band); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t from = i > band ? i - band : 0;
    const std::size_t to = std::min(b.size(), i + band);
    std::fill(row.begin() + static_cast<std::ptrdiff_t>(from > 0 ? from - 1 : 0),
              row.begin() + static_cast<std::ptrdiff_t>(std::min(to + 2, b.size() + 1)), far);
    if (from == 0) row[0] = i;
    for (std::size_t j = std::max<std::size_t>(1, from); j <= to; ++j) {
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
    }
    std::swap(above, row);
  }
  return std::min(above[b.size()], far);
}

std::u32string points_of(const std::vector<std::string>& words) {
  std::u32string points;
  for (const std::string& word : words) {
    for (std::size_t i = 0; i < word.size();) {
      const Decoded next = decode_utf8(word, i);
      points += next.point;
      i += next.length;
    }
    points += U' ';
  }
  return points;
}

/// Words of one text and not of the other, each counted as often as it is missing; joined and split ones are told
/// apart.
void compare_words(const std::vector<std::string>& truth, const std::vector<std::string>& read, Score& score) {
  std::map<std::string, std::ptrdiff_t> balance;
  for (const std::string& word : truth) ++balance[word];
  for (const std::string& word : read) --balance[word];
  const auto missing = [&](const std::string& word) { return balance.count(word) != 0 && balance.at(word) > 0; };
  const auto surplus = [&](const std::string& word) { return balance.count(word) != 0 && balance.at(word) < 0; };
  for (std::size_t i = 0; i + 1 < truth.size(); ++i) {  // two true words read as one
    if (!missing(truth[i]) || !missing(truth[i + 1]) || !surplus(truth[i] + truth[i + 1])) continue;
    ++score.joined;
    --balance[truth[i]];
    --balance[truth[i + 1]];
    ++balance[truth[i] + truth[i + 1]];
  }
  for (std::size_t i = 0; i + 1 < read.size(); ++i) {
    if (!surplus(read[i]) || !surplus(read[i + 1]) || !missing(read[i] + read[i + 1])) continue;
    ++score.split;
    ++balance[read[i]];
    ++balance[read[i + 1]];
    --balance[read[i] + read[i + 1]];
  }
  for (const auto& [word, count] : balance) {
    if (count > 0) score.lost += static_cast<std::size_t>(count);
    if (count < 0) score.invented += static_cast<std::size_t>(-count);
  }
}

Score judge(const Document& document, const std::string& truth) {
  Score score;
  std::string body;
  const std::string running = running_text(document);
  std::stringstream lines(truth);
  for (std::string line; std::getline(lines, line);) {
    if (line.compare(0, 11, "#furniture ") == 0) {
      ++score.furniture;
      if (running.find(line.substr(11)) != std::string::npos) ++score.furniture_left;
    } else if (line.compare(0, 6, "#note ") == 0) {
      ++score.notes;
      const auto is_note = [&](const Block& block) {
        return block.kind == BlockKind::footnote &&
               document.text_of(block.span).find(line.substr(6)) != std::string::npos;
      };
      if (std::none_of(document.blocks.begin(), document.blocks.end(), is_note)) ++score.notes_lost;
    } else {
      body += line + "\n";
    }
  }
  const auto true_words = words_of(body);
  const auto read_words = words_of(running);
  const auto a = points_of(true_words);
  const auto b = points_of(read_words);
  score.files = 1;
  score.words = true_words.size();
  score.characters = a.size();
  score.errors = distance(a, b, 400 + (a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()));
  compare_words(true_words, read_words, score);
  return score;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: accuracy_reading_pairs FOLDER [OCR-CACHE]\n");
    return 2;
  }
  ReadOptions options;
  options.ocr.enabled = argc > 2;
  if (argc > 2) options.ocr.cache_folder = argv[2];
  std::map<std::string, Score> formats;
  std::vector<std::pair<double, std::string>> worst;
  FileSource source({{"pairs", argv[1], {}, {"*.true.txt"}}});
  while (auto entry = source.next()) {
    if (!*entry) continue;
    const std::string truth_file = (*entry)->location + ".true.txt";
    if (!std::filesystem::exists(truth_file)) continue;
    const std::string path = (*entry)->stamp.path;
    const std::string format =
        std::filesystem::path(path).extension().string() + (path.find("scan") != std::string::npos ? " scan" : "");
    const auto status = read_file(**entry, options, [&](Result<Document> document) -> Status {
      Score score;
      score.failed = document ? 0 : 1;
      if (document) score = judge(*document, file_bytes(truth_file));
      if (!document) fmt::print("failed: {}\n", document.error().to_string());
      formats[format].add(score);
      worst.emplace_back(score.rate(), path);
      return {};
    });
    if (!status) return 1;
  }
  fmt::print("{:<12} {:>5} {:>8} {:>7} {:>7} {:>6} {:>8} {:>6} {:>6} {:>14} {:>10} {:>7}\n", "format", "files", "chars",
             "CER %", "words", "lost", "invented", "joined", "split", "furniture left", "notes lost", "failed");
  for (const auto& [format, s] : formats) {
    fmt::print("{:<12} {:>5} {:>8} {:>7.3f} {:>7} {:>6} {:>8} {:>6} {:>6} {:>8} of {:>3} {:>5} of {:>2} {:>7}\n",
               format, s.files, s.characters, s.rate(), s.words, s.lost, s.invented, s.joined, s.split,
               s.furniture_left, s.furniture, s.notes_lost, s.notes, s.failed);
  }
  std::sort(worst.rbegin(), worst.rend());
  for (std::size_t i = 0; i < std::min<std::size_t>(10, worst.size()); ++i)
    fmt::print("worst: {:.3f} % {}\n", worst[i].first, worst[i].second);
  return 0;
}
