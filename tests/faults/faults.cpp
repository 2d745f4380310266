// faults: a library to be loaded before all others (LD_PRELOAD) that makes the n-th system call of some kinds fail, or kills
// the process there.
//
// Counted are only calls on files below FAULT_ROOTS (paths joined by ':') and on
// descriptors opened there, so that a plan means the same whatever libraries the
// program loads.
//
//   FAULT_CALLS  kinds, joined by ',': open read write sync close rename unlink list make; "all"
//   FAULT_AT     which call of these kinds fails, from 1; 0 = none: only count
//   FAULT_ERROR  a number of errno.h, or KILL
//   FAULT_MODE   once | on (that call and all later ones)
//   FAULT_TIME   seconds since 1970 that the clock stands at, so that two runs write the same bytes; unset: the real time
//   FAULT_COUNT  a file that gets the number of calls counted, when the process ends by itself or a fault was met
//   FAULT_TELL   1: the file of the call that fails is named on standard error
//   FAULT_SERVER 1: the program does not begin, but forks for each request that it reads, and the child begins: loading the
//                program's libraries takes longer than what is tried. A request is a line of words joined by US (U+001F):
//                folder, file for its output, file for its errors, number of the VARIABLE=VALUEs above that follow, those,
//                the arguments. The answer is a line with the exit status, negative for a signal.
//
// What it cannot reach: calls that libc makes for itself (fopen is covered by a name of its own).
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

enum Kind : unsigned { open_ = 1, read_ = 2, write_ = 4, sync_ = 8, close_ = 16, rename_ = 32, unlink_ = 64, list_ = 128, make_ = 256 };

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

struct Plan {
  std::string roots;
  unsigned kinds = 0;
  long at = 0;
  int error = EIO;
  bool kill = false;
  bool on = false;
  std::string count_file;
  time_t time = 0;
  bool tell = false;
  std::atomic<long> calls{0};
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

unsigned parse_kinds(std::string_view list) {
  static constexpr std::pair<std::string_view, unsigned> names[] = {{"open", open_},     {"read", read_},     {"write", write_}, {"sync", sync_}, {"close", close_},
                                                                    {"rename", rename_}, {"unlink", unlink_}, {"list", list_},   {"make", make_}, {"all", 511}};
  unsigned kinds = 0;
  for (const auto& [name, kind] : names) {
    const std::string padded = "," + std::string(list) + ",";
    if (padded.find("," + std::string(name) + ",") != std::string::npos) kinds |= kind;
  }
  return kinds;
}

Plan& plan(bool anew = false) {
  static Plan* made = nullptr;  // outlives every destructor of the program
  if (made != nullptr && !anew) return *made;
  made = [] {
    auto* p = new Plan;
    p->roots = environment("FAULT_ROOTS");
    p->kinds = parse_kinds(environment("FAULT_CALLS"));
    p->at = std::atol(environment("FAULT_AT").c_str());
    p->kill = environment("FAULT_ERROR") == "KILL";
    if (!p->kill && !environment("FAULT_ERROR").empty()) p->error = std::atoi(environment("FAULT_ERROR").c_str());
    p->on = environment("FAULT_MODE") == "on";
    p->count_file = environment("FAULT_COUNT");
    p->tell = environment("FAULT_TELL") == "1";
    p->time = std::atol(environment("FAULT_TIME").c_str());
    return p;
  }();
  return *made;
}

void tell_count() {
  if (plan().count_file.empty()) return;
  const int file = real<int(const char*, int, ...)>("open")(plan().count_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0) return;
  const std::string text = std::to_string(plan().calls.load());
  (void)!real<ssize_t(int, const void*, size_t)>("write")(file, text.data(), text.size());
  real<int(int)>("close")(file);
}

struct AtExit {
  ~AtExit() { tell_count(); }
} at_exit;

constexpr int most_files = 4096;
std::atomic<bool> watched[most_files];

bool below_roots(const char* path) {
  if (path == nullptr || path[0] != '/') return false;
  const std::string_view roots = plan().roots;
  for (std::size_t begin = 0; begin < roots.size();) {
    const std::size_t end = std::min(roots.find(':', begin), roots.size());
    if (std::strncmp(path, roots.data() + begin, end - begin) == 0) return true;
    begin = end + 1;
  }
  return false;
}

bool is_watched(int file) { return file >= 0 && file < most_files && watched[file].load(); }
void watch(int file, bool on) {
  if (file >= 0 && file < most_files) watched[file].store(on);
}

std::string name_of(int file) {
  char name[4096];
  const ssize_t size = ::readlink(("/proc/self/fd/" + std::to_string(file)).c_str(), name, sizeof name);
  return size > 0 ? std::string(name, static_cast<std::size_t>(size)) : "?";
}

/// True when this call is to fail; errno is set then. The file is named by its path, or else by its descriptor.
bool fails(Kind kind, const char* path, int file = -1) {
  Plan& p = plan();
  if ((p.kinds & kind) == 0) return false;
  const long call = ++p.calls;
  if (p.at == 0 || call < p.at || (call > p.at && !p.on)) return false;
  if (call == p.at) tell_count();
  if (call == p.at && p.tell) std::fprintf(stderr, "[fault: %s]\n", path != nullptr ? path : name_of(file).c_str());
  if (p.kill) ::kill(::getpid(), SIGKILL);
  errno = p.error;
  return true;
}

int opened(const char* path, int flags, mode_t mode, int (*call)(const char*, int, ...)) {
  const bool ours = below_roots(path);
  if (ours && fails((flags & O_DIRECTORY) != 0 ? list_ : open_, path)) return -1;
  const int file = call(path, flags, mode);
  if (ours) watch(file, true);
  return file;
}

time_t standing_time() { return plan().time; }

using Main = int(int, char**, char**);
Main* real_main = nullptr;

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\x1f', begin), line.size());
    words.emplace_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return words;
}

void redirect(const std::string& path, int to) {
  const int file = real<int(const char*, int, ...)>("open")(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || dup2(file, to) < 0) ::_exit(125);
  real<int(int)>("close")(file);
}

/// In the child: becomes the program that the request asks for.
[[noreturn]] void begin(std::vector<std::string> request, char* program, char** variables) {
  if (request.size() < 4 || ::chdir(request[0].c_str()) != 0) ::_exit(125);
  redirect("/dev/null", 0);
  redirect(request[1], 1);
  redirect(request[2], 2);
  const std::size_t first = 4 + std::stoul(request[3]);
  for (std::size_t i = 4; i < first; ++i) ::putenv(request[i].data());
  ::unsetenv("FAULT_SERVER");
  plan(true);
  std::vector<char*> arguments = {program};
  for (std::size_t i = first; i < request.size(); ++i) arguments.push_back(request[i].data());
  arguments.push_back(nullptr);
  std::exit(real_main(static_cast<int>(arguments.size()) - 1, arguments.data(), variables));
}

int serve(char* program, char** variables) {
  char* line = nullptr;
  std::size_t room = 0;
  for (ssize_t size = ::getline(&line, &room, stdin); size > 0; size = ::getline(&line, &room, stdin)) {
    const pid_t child = ::fork();
    if (child == 0) begin(words_of(std::string_view(line, static_cast<std::size_t>(size - 1))), program, variables);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::printf("%d\n", WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status));
    std::fflush(stdout);
  }
  ::_exit(0);
}

int main_or_server(int count, char** arguments, char** variables) {
  return environment("FAULT_SERVER") == "1" ? serve(arguments[0], variables) : real_main(count, arguments, variables);
}

mode_t mode_of(int flags, va_list arguments) { return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0; }

}  // namespace

#pragma GCC diagnostic ignored "-Wmissing-declarations"
extern "C" {

int __libc_start_main(Main* program, int count, char** arguments, void (*init)(), void (*fini)(), void (*rtld_fini)(), void* stack_end) {
  real_main = program;
  using Start = int(Main*, int, char**, void (*)(), void (*)(), void (*)(), void*);
  return real<Start>("__libc_start_main")(&main_or_server, count, arguments, init, fini, rtld_fini, stack_end);
}

#define CONCORD_OPEN(NAME)                                            \
  int NAME(const char* path, int flags, ...) {                        \
    va_list arguments;                                                \
    va_start(arguments, flags);                                       \
    const mode_t mode = mode_of(flags, arguments);                    \
    va_end(arguments);                                                \
    return opened(path, flags, mode, real<int(const char*, int, ...)>(#NAME)); \
  }
CONCORD_OPEN(open)
CONCORD_OPEN(open64)

#define CONCORD_FOPEN(NAME)                                           \
  FILE* NAME(const char* path, const char* mode) {                    \
    const bool ours = below_roots(path);                              \
    if (ours && fails(open_, path)) return nullptr;                         \
    FILE* file = real<FILE*(const char*, const char*)>(#NAME)(path, mode); \
    if (ours && file != nullptr) watch(fileno(file), true);           \
    return file;                                                      \
  }
CONCORD_FOPEN(fopen)
CONCORD_FOPEN(fopen64)

#define CONCORD_ON_FILE(RESULT, NAME, KIND, PARAMETERS, ARGUMENTS, TYPES)   \
  RESULT NAME PARAMETERS {                                            \
    if (is_watched(file) && fails(KIND, nullptr, file)) return -1;    \
    return real<RESULT TYPES>(#NAME) ARGUMENTS;                       \
  }
CONCORD_ON_FILE(ssize_t, read, read_, (int file, void* to, size_t size), (file, to, size), (int, void*, size_t))
CONCORD_ON_FILE(ssize_t, pread, read_, (int file, void* to, size_t size, off_t at), (file, to, size, at), (int, void*, size_t, off_t))
CONCORD_ON_FILE(ssize_t, pread64, read_, (int file, void* to, size_t size, off64_t at), (file, to, size, at), (int, void*, size_t, off64_t))
CONCORD_ON_FILE(ssize_t, write, write_, (int file, const void* from, size_t size), (file, from, size), (int, const void*, size_t))
CONCORD_ON_FILE(ssize_t, pwrite, write_, (int file, const void* from, size_t size, off_t at), (file, from, size, at), (int, const void*, size_t, off_t))
CONCORD_ON_FILE(ssize_t, pwrite64, write_, (int file, const void* from, size_t size, off64_t at), (file, from, size, at), (int, const void*, size_t, off64_t))
CONCORD_ON_FILE(int, ftruncate, write_, (int file, off_t size), (file, size), (int, off_t))
CONCORD_ON_FILE(int, ftruncate64, write_, (int file, off64_t size), (file, size), (int, off64_t))
CONCORD_ON_FILE(int, fsync, sync_, (int file), (file), (int))
CONCORD_ON_FILE(int, fdatasync, sync_, (int file), (file), (int))

struct iovec;
ssize_t writev(int file, const struct iovec* parts, int count) {
  if (is_watched(file) && fails(write_, nullptr, file)) return -1;
  return real<ssize_t(int, const struct iovec*, int)>("writev")(file, parts, count);
}

int close(int file) {
  const bool ours = is_watched(file);
  watch(file, false);
  const int answer = real<int(int)>("close")(file);
  return ours && fails(close_, nullptr, file) ? -1 : answer;  // as Linux does: closed, whatever it says
}

int rename(const char* from, const char* to) noexcept {
  if ((below_roots(from) || below_roots(to)) && fails(rename_, to)) return -1;
  return real<int(const char*, const char*)>("rename")(from, to);
}

#define CONCORD_ON_PATH(NAME, KIND, PARAMETERS, ARGUMENTS, TYPES)     \
  int NAME PARAMETERS noexcept {                                      \
    if (below_roots(path) && fails(KIND, path)) return -1;            \
    return real<int TYPES>(#NAME) ARGUMENTS;                          \
  }
CONCORD_ON_PATH(unlink, unlink_, (const char* path), (path), (const char*))
CONCORD_ON_PATH(remove, unlink_, (const char* path), (path), (const char*))
CONCORD_ON_PATH(mkdir, make_, (const char* path, mode_t mode), (path, mode), (const char*, mode_t))

time_t time(time_t* out) noexcept {
  const time_t now = standing_time() != 0 ? standing_time() : real<time_t(time_t*)>("time")(nullptr);
  if (out != nullptr) *out = now;
  return now;
}
int gettimeofday(struct timeval* now, void* zone) noexcept {
  if (standing_time() == 0) return real<int(struct timeval*, void*)>("gettimeofday")(now, zone);
  *now = {standing_time(), 0};
  return 0;
}
int clock_gettime(clockid_t clock, struct timespec* now) noexcept {
  if (clock != CLOCK_REALTIME || standing_time() == 0) return real<int(clockid_t, struct timespec*)>("clock_gettime")(clock, now);
  *now = {standing_time(), 0};
  return 0;
}

DIR* opendir(const char* path) {
  if (below_roots(path) && fails(list_, path)) return nullptr;
  DIR* folder = real<DIR*(const char*)>("opendir")(path);
  if (folder != nullptr && below_roots(path)) watch(dirfd(folder), true);
  return folder;
}
struct dirent* readdir(DIR* folder) {
  if (is_watched(dirfd(folder)) && fails(list_, nullptr, dirfd(folder))) return nullptr;
  return real<struct dirent*(DIR*)>("readdir")(folder);
}
struct dirent64* readdir64(DIR* folder) {
  if (is_watched(dirfd(folder)) && fails(list_, nullptr, dirfd(folder))) return nullptr;
  return real<struct dirent64*(DIR*)>("readdir64")(folder);
}
int closedir(DIR* folder) {
  watch(dirfd(folder), false);
  return real<int(DIR*)>("closedir")(folder);
}

}  // extern "C"
