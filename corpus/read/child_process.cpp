#include "corpus/read/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

#include "corpus/read/failure.h"

namespace concord {
namespace {

using Clock = std::chrono::steady_clock;

/// A descriptor that is closed with its owner.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : x_value(value) {}
  Descriptor(Descriptor&& other) noexcept : x_value(other.release()) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    reset();
    x_value = other.release();
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { reset(); }
  void reset() {
    if (x_value >= 0) ::close(x_value);
    x_value = -1;
  }
  int release() {
    const int value = x_value;
    x_value = -1;
    return value;
  }
  [[nodiscard]] int get() const { return x_value; }

 private:
  int x_value = -1;
};

struct Pipe {
  Descriptor read_end, write_end;
};
std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

/// The environment of this process with the locale and the thread count of the helpers set.
std::vector<std::string> child_environment() {
  std::vector<std::string> environment = {"LC_ALL=C.UTF-8", "OMP_THREAD_LIMIT=1"};
  for (char** entry = ::environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view variable(*entry);
    if (variable.substr(0, 7) != "LC_ALL=" && variable.substr(0, 17) != "OMP_THREAD_LIMIT=")
      environment.emplace_back(variable);
  }
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

void limit_resource(__rlimit_resource resource, std::uint64_t value) {
  const rlimit limit{value, value};
  ::setrlimit(resource, &limit);
}

/// Where a program lies: its name when that is a path, else the first file of PATH that may be run. Looked up here and not in
/// the child, which would try folder after folder by exec. Empty when there is none.
std::string path_of(const std::string& program) {
  if (program.find('/') != std::string::npos) return program;
  const char* folders = std::getenv("PATH");
  std::string_view rest = folders != nullptr ? folders : "/usr/bin:/bin";
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::string path(rest.substr(0, end));
    path += (path.empty() ? "./" : "/") + program;
    if (::access(path.c_str(), X_OK) == 0) return path;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

/// What the child does between vfork and exec, in the memory of this process: system calls only, and nothing that this
/// process would notice.
[[noreturn]] void become(const char* program, char* const* words, char* const* environment, int null, int output,
                         int errors, int failure, const ChildLimits& limits, pid_t parent) {
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  ::dup2(null, 0);
  ::dup2(output, 1);
  ::dup2(errors, 2);
  ::dup2(failure, 3);
  ::fcntl(3, F_SETFD, FD_CLOEXEC);
  ::close_range(4, ~0U, 0);
  limit_resource(RLIMIT_AS, limits.memory);
  limit_resource(RLIMIT_CPU, limits.seconds);
  limit_resource(RLIMIT_FSIZE, limits.output);
  limit_resource(RLIMIT_CORE, 0);
  // The handlers of this process must not run in its memory once more: all signals are blocked until none has one.
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::execve(program, words, environment);
  const int error = errno;
  const ssize_t ignored = ::write(3, &error, sizeof error);
  (void)ignored;
  ::_exit(127);
}

/// One child from its start to its end. Invariant: when the object is gone, so is the process group.
class Child {
 public:
  Child(const ChildCommand& command, const ChildLimits& limits, const std::string& where)
      : x_command(command), x_limits(limits), x_where(where) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() { kill_group(); }

  [[nodiscard]] Status start();
  [[nodiscard]] bool is_open() const { return x_output.get() >= 0 || x_errors.get() >= 0; }
  void add_to(std::vector<pollfd>& polled) const {
    polled.push_back({x_output.get(), POLLIN, 0});  // a negative descriptor is passed over by poll()
    polled.push_back({x_errors.get(), POLLIN, 0});
  }
  /// Takes what has come.
  void take(const pollfd& output, const pollfd& errors) {
    if (output.revents != 0) drain(x_output, x_result.output, x_limits.output, true);
    if (errors.revents != 0) drain(x_errors, x_result.errors, 4096, false);
  }
  [[nodiscard]] Clock::time_point deadline() const { return x_deadline; }
  void stop_late() {
    if (Clock::now() < x_deadline) return;
    stop("took longer than " + std::to_string(x_limits.seconds) + " seconds");
  }
  [[nodiscard]] Result<ChildOutput> finish();

 private:
  void drain(Descriptor& from, std::string& into, std::uint64_t limit, bool strict);
  void stop(std::string why) {
    if (x_stopped.empty()) x_stopped = std::move(why);
    kill_group();
    x_output.reset();
    x_errors.reset();
  }
  void kill_group() {
    if (x_pid > 0) {
      ::kill(-x_pid, SIGKILL);
      reap();
    }
  }
  /// Until the child has ended or its time is over; where the kernel cannot tell (before 5.3), two milliseconds.
  void wait_for_end() const {
    const Descriptor process(static_cast<int>(::syscall(SYS_pidfd_open, x_pid, 0)));
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(x_deadline - Clock::now()).count() + 1;
    pollfd ended{process.get(), POLLIN, 0};
    ::poll(&ended, 1, process.get() < 0 ? 2 : static_cast<int>(std::clamp<std::int64_t>(left, 0, 60000)));
  }
  void reap() {
    while (::waitpid(x_pid, &x_status, 0) < 0 && errno == EINTR) {
    }
    x_pid = -1;
  }

  const ChildCommand& x_command;
  const ChildLimits& x_limits;
  const std::string& x_where;
  pid_t x_pid = -1;
  int x_status = 0;
  Descriptor x_output;
  Descriptor x_errors;
  Clock::time_point x_deadline;
  std::string x_stopped;
  ChildOutput x_result;
};

Status Child::start() {
  auto output = make_pipe();
  auto errors = make_pipe();
  auto failure = make_pipe();
  const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  if (!output || !errors || !failure || null.get() < 0) {
    return make_failure(ReadFailure::io, x_where,
                        std::string("cannot start ") + x_command.words[0] + ": " + std::strerror(errno));
  }
  std::vector<std::string> words = x_command.words;
  std::vector<std::string> environment = child_environment();
  const auto argument_list = pointers(words);
  const auto environment_list = pointers(environment);
  const std::string program = path_of(x_command.words[0]);
  if (program.empty()) {
    return make_failure(ReadFailure::helper_missing, x_where,
                        "the program '" + x_command.words[0] + "' is not installed", "install " + x_command.package);
  }
  // The child's descriptors are moved above those that it is given as 0 to 3.
  std::array<Descriptor, 3> high;
  for (auto& [from, to] : {std::pair(output->write_end.get(), &high[0]), std::pair(errors->write_end.get(), &high[1]),
                           std::pair(failure->write_end.get(), &high[2])}) {
    *to = Descriptor(::fcntl(from, F_DUPFD_CLOEXEC, 10));
  }
  // vfork: a copy of the page tables of a process that holds an index costs more than a small PDF takes to read.
  const pid_t parent = ::getpid();
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t child = ::vfork();
  if (child == 0) {
    become(program.c_str(), argument_list.data(), environment_list.data(), null.get(), high[0].get(), high[1].get(),
           high[2].get(), x_limits, parent);
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  x_pid = child;
  if (x_pid < 0) {
    return make_failure(ReadFailure::io, x_where,
                        std::string("cannot start ") + x_command.words[0] + ": " + std::strerror(errno));
  }
  ::setpgid(x_pid, x_pid);  // in both, so that it is done whoever runs first
  for (Descriptor& descriptor : high) descriptor.reset();
  failure->write_end.reset();
  int error = 0;
  ssize_t got = 0;
  while ((got = ::read(failure->read_end.get(), &error, sizeof error)) < 0 && errno == EINTR) {
  }
  if (got > 0) {
    reap();
    if (error == ENOENT || error == EACCES) {
      return make_failure(ReadFailure::helper_missing, x_where,
                          "the program '" + x_command.words[0] + "' is not installed", "install " + x_command.package);
    }
    return make_failure(ReadFailure::io, x_where, "cannot start " + x_command.words[0] + ": " + std::strerror(error));
  }
  x_output = std::move(output->read_end);
  x_errors = std::move(errors->read_end);
  x_deadline = Clock::now() + std::chrono::seconds(x_limits.seconds);
  return {};
}

void Child::drain(Descriptor& from, std::string& into, std::uint64_t limit, bool strict) {
  std::array<char, 65536> buffer{};
  const ssize_t got = ::read(from.get(), buffer.data(), buffer.size());
  if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (got <= 0) return from.reset();
  const auto room = static_cast<std::size_t>(limit - std::min<std::uint64_t>(limit, into.size()));
  into.append(buffer.data(), std::min(room, static_cast<std::size_t>(got)));
  if (strict && static_cast<std::size_t>(got) > room) stop("wrote more than " + std::to_string(limit) + " bytes");
}

Result<ChildOutput> Child::finish() {
  // Both streams are closed; a child that closed them and runs on is waited for until the deadline.
  while (x_pid > 0) {
    const pid_t done = ::waitpid(x_pid, &x_status, WNOHANG);
    if (done == x_pid) {
      ::kill(-x_pid, SIGKILL);  // what it left behind in its group
      x_pid = -1;
      break;
    }
    if (done < 0 && errno != EINTR) break;
    stop_late();
    if (x_pid > 0) wait_for_end();
  }
  const std::string& program = x_command.words[0];
  if (!x_stopped.empty()) return make_failure(ReadFailure::limit, x_where, program + " " + x_stopped);
  if (WIFSIGNALED(x_status)) {
    const int signal = WTERMSIG(x_status);
    const bool limit = signal == SIGXCPU || signal == SIGXFSZ || signal == SIGKILL;
    return make_failure(limit ? ReadFailure::limit : ReadFailure::damaged, x_where,
                        program + " was ended by signal " + std::to_string(signal));
  }
  x_result.exit_status = WEXITSTATUS(x_status);
  return std::move(x_result);
}

}  // namespace

std::vector<Result<ChildOutput>> run_children(const std::vector<ChildCommand>& commands, unsigned parallel,
                                              const ChildLimits& limits, const std::string& where) {
  std::vector<std::unique_ptr<Child>> running(commands.size());
  std::vector<std::optional<Result<ChildOutput>>> results(commands.size());
  std::size_t next = 0;
  std::size_t active = 0;
  while (active > 0 || next < commands.size()) {
    for (; next < commands.size() && active < std::max(1U, parallel); ++next) {
      running[next] = std::make_unique<Child>(commands[next], limits, where);
      if (Status started = running[next]->start(); !started) {
        results[next] = started.error();
        running[next].reset();
      } else {
        ++active;
      }
    }
    std::vector<pollfd> polled;
    std::vector<std::size_t> who;
    auto wake = Clock::now() + std::chrono::seconds(60);
    for (std::size_t i = 0; i < running.size(); ++i) {
      if (!running[i]) continue;
      running[i]->add_to(polled);
      who.push_back(i);
      wake = std::min(wake, running[i]->deadline());
    }
    const auto wait = std::chrono::duration_cast<std::chrono::milliseconds>(wake - Clock::now()).count();
    if (!polled.empty()) ::poll(polled.data(), polled.size(), static_cast<int>(std::max<std::int64_t>(0, wait)));
    for (std::size_t k = 0; k < who.size(); ++k) {
      Child& child = *running[who[k]];
      child.take(polled[2 * k], polled[2 * k + 1]);
      child.stop_late();
      if (child.is_open()) continue;
      results[who[k]] = child.finish();
      running[who[k]].reset();
      --active;
    }
  }
  std::vector<Result<ChildOutput>> out;
  out.reserve(results.size());
  for (auto& result : results) out.push_back(std::move(*result));
  return out;
}

Result<ChildOutput> run_child(const ChildCommand& command, const ChildLimits& limits, const std::string& where) {
  return std::move(run_children({command}, 1, limits, where).front());
}

bool is_installed(const std::string& program) {
  return !path_of(program).empty();
}

Result<MemoryFile> MemoryFile::make(std::string_view bytes, const std::string& where) {
  const int descriptor = ::memfd_create("concord", MFD_CLOEXEC);
  if (descriptor < 0)
    return make_failure(ReadFailure::io, where, std::string("no memory file: ") + std::strerror(errno));
  MemoryFile file(descriptor);
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return make_failure(ReadFailure::io, where, std::string("no memory file: ") + std::strerror(errno));
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return file;
}

MemoryFile::~MemoryFile() {
  if (x_descriptor >= 0) ::close(x_descriptor);
}

std::string MemoryFile::path() const {
  return "/proc/" + std::to_string(::getpid()) + "/fd/" + std::to_string(x_descriptor);
}

}  // namespace concord
