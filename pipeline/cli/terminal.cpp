#include "pipeline/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "corpus/text/safe_text.h"
#include "corpus/text/utf8.h"
#include "corpus/text/width.h"

namespace concord {
namespace {

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

std::size_t columns_of_terminal() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const long number = columns != nullptr ? std::strtol(columns, nullptr, 10) : 0;
  return number > 0 ? static_cast<std::size_t>(number) : 80;
}

/// Writes everything; false when the other end has gone.
bool write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// As much of the line as takes no more than so many columns: a line that the terminal breaks cannot be cleared.
std::string_view head_of(std::string_view line, std::size_t columns) {
  std::size_t taken = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = decode_utf8(line, at).length;
    taken += display_width(line.substr(at, length));
    if (taken > columns) return line.substr(0, at);
    at += length;
  }
  return line;
}

}  // namespace

Terminal Terminal::of_this_process() {
  Terminal terminal;
  terminal.x_input_terminal = isatty(STDIN_FILENO) == 1;
  terminal.x_output_terminal = isatty(STDOUT_FILENO) == 1;
  terminal.x_error_terminal = isatty(STDERR_FILENO) == 1;
  const char* term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  terminal.x_dumb = dumb;
  terminal.x_plain = is_set("NO_COLOR") || dumb;
  terminal.x_width = columns_of_terminal();
  if (dumb) terminal.x_error_terminal = false;
  return terminal;
}

bool Terminal::colour() const {
  if (x_wish != ColourWish::automatic) return x_wish == ColourWish::always;
  return x_output_terminal && !x_plain;
}

void Terminal::print(std::string_view text) const {
  if (write_all(STDOUT_FILENO, x_output_terminal ? std::string_view(made_safe(text)) : text)) return;
  if (errno == EPIPE) _exit(0);  // `concord ... | head` is no error
  complain("concord: standard output: cannot be written; is the disk full?");
  _exit(74);
}

/// What may go on a terminal; without colours no escape sequence is ours.
std::string Terminal::made_safe(std::string_view text) const {
  return colour() || links() ? safe_styled(text) : safe_lines(text);
}

void Terminal::complain(std::string_view line) const {
  progress("");
  write_all(STDERR_FILENO, safe_lines(line) + "\n");
}

void Terminal::progress(std::string_view line) const {
  if (!x_error_terminal) return;
  write_all(STDERR_FILENO, "\r\x1b[K" + std::string(head_of(line, x_width - 1)));
}

void Terminal::page(std::string_view text) const {
  if (!x_output_terminal) return print(text);
  const std::string safe = made_safe(text);
  const char* wished = std::getenv("PAGER");
  const std::string pager = wished != nullptr && *wished != '\0' ? wished : "less -FRX";
  FILE* pipe = ::popen((pager + " 2>/dev/null").c_str(), "w");
  if (pipe == nullptr) return print(text);
  const bool whole = std::fwrite(safe.data(), 1, safe.size(), pipe) == safe.size();
  const int status = ::pclose(pipe);
  // 127: the shell found no such pager.
  if (!whole && status != 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127) print(text);
  if (whole && WIFEXITED(status) && WEXITSTATUS(status) == 127) print(text);
}

}  // namespace concord
