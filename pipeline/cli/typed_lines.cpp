#include "pipeline/cli/typed_lines.h"

#include <histedit.h>

#include <cstdio>
#include <iostream>
#include <string_view>

namespace concord {
namespace {

class PlainLines final : public TypedLines {
 public:
  std::optional<std::string> next() override {
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }
  [[nodiscard]] bool interactive() const override { return false; }
};

class EditedLines final : public TypedLines {
 public:
  EditedLines(const std::string& prompt, std::string history)
      : x_prompt(prompt), x_history_file(std::move(history)), x_edit(el_init("concord", stdin, stdout, stderr)), x_history(history_init()) {
    HistEvent event{};
    ::history(x_history.get(), &event, H_SETSIZE, 1000);
    ::history(x_history.get(), &event, H_SETUNIQUE, 1);
    if (!x_history_file.empty()) ::history(x_history.get(), &event, H_LOAD, x_history_file.c_str());
    EditLine* edit = x_edit.get();
    el_set(edit, EL_CLIENTDATA, this);
    el_set(edit, EL_PROMPT, &prompt_of);
    el_set(edit, EL_EDITOR, "emacs");
    el_set(edit, EL_HIST, ::history, x_history.get());
    el_set(edit, EL_ADDFN, "concord-drop", "Drop the line", &drop_line);
    el_set(edit, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(edit, nullptr);
    // Ctrl-C is a key while a line is edited; while a command runs it interrupts that.
    el_set(edit, EL_SETTY, "-d", "-isig", nullptr);
    el_set(edit, EL_BIND, "^C", "concord-drop", nullptr);
  }

  std::optional<std::string> next() override {
    // libedit shows its prompt before it takes the terminal over; a Ctrl-D that comes between the two would be lost.
    el_set(x_edit.get(), EL_PREP_TERM, 1);
    int count = 0;
    const char* typed = el_gets(x_edit.get(), &count);
    if (typed == nullptr || count <= 0) {
      std::fputs("\n", stdout);
      std::fflush(stdout);
      return std::nullopt;
    }
    std::string line(typed, static_cast<std::size_t>(count));
    while (line.ends_with('\n') || line.ends_with('\r')) line.pop_back();
    remember(line);
    return line;
  }
  [[nodiscard]] bool interactive() const override { return true; }

 private:
  struct CloseEdit {
    void operator()(EditLine* edit) const { el_end(edit); }
  };
  struct CloseHistory {
    void operator()(History* history) const { history_end(history); }
  };

  static EditedLines& self(EditLine* edit) {
    void* reader = nullptr;
    el_get(edit, EL_CLIENTDATA, &reader);
    return *static_cast<EditedLines*>(reader);
  }
  static char* prompt_of(EditLine* edit) { return self(edit).x_prompt.data(); }

  static unsigned char drop_line(EditLine* edit, int) {
    const LineInfo* line = el_line(edit);
    const auto behind = static_cast<int>(line->lastchar - line->cursor);
    el_cursor(edit, behind);
    el_deletestr(edit, static_cast<int>(line->lastchar - line->buffer));
    std::fputs("^C\n", stdout);
    std::fflush(stdout);
    return CC_REDISPLAY;
  }

  void remember(const std::string& line) {
    if (line.find_first_not_of(" \t") == std::string::npos) return;
    HistEvent event{};
    ::history(x_history.get(), &event, H_ENTER, line.c_str());
    if (!x_history_file.empty()) ::history(x_history.get(), &event, H_SAVE, x_history_file.c_str());
  }

  std::string x_prompt;
  std::string x_history_file;
  std::unique_ptr<EditLine, CloseEdit> x_edit;
  std::unique_ptr<History, CloseHistory> x_history;
};

}  // namespace

std::unique_ptr<TypedLines> open_typed_lines(const std::string& prompt, const std::string& history, bool terminal) {
  if (terminal) return std::make_unique<EditedLines>(prompt, history);
  return std::make_unique<PlainLines>();
}

}  // namespace concord
