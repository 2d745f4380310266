#include "pipeline/cli/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

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
  if (write_all(STDOUT_FILENO, text)) return;
  if (errno == EPIPE) _exit(0);  // `concord ... | head` is no error
  complain("concord: standard output: cannot be written; is the disk full?");
  _exit(74);
}

void Terminal::complain(std::string_view line) const {
  progress("");
  write_all(STDERR_FILENO, std::string(line) + "\n");
}

void Terminal::progress(std::string_view line) const {
  if (!x_error_terminal) return;
  write_all(STDERR_FILENO, "\r\x1b[K" + std::string(line));
}

void Terminal::page(std::string_view text) const {
  if (!x_output_terminal) return print(text);
  const char* wished = std::getenv("PAGER");
  const std::string pager = wished != nullptr && *wished != '\0' ? wished : "less -FRX";
  FILE* pipe = ::popen((pager + " 2>/dev/null").c_str(), "w");
  if (pipe == nullptr) return print(text);
  const bool whole = std::fwrite(text.data(), 1, text.size(), pipe) == text.size();
  const int status = ::pclose(pipe);
  // 127: the shell found no such pager.
  if (!whole && status != 0 && WIFEXITED(status) && WEXITSTATUS(status) == 127) print(text);
  if (whole && WIFEXITED(status) && WEXITSTATUS(status) == 127) print(text);
}

}  // namespace concord
