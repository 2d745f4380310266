#include "pipeline/ingest/run_log.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "pipeline/index/index_lock.h"
#include "pipeline/ingest/whole_file.h"

namespace concord {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uintmax_t largest = std::uintmax_t{1} << 20;

struct Count {
  const char* name;
  std::uint64_t LoggedRun::*value;
};
constexpr Count file_counts[] = {{"unchanged", &LoggedRun::unchanged}, {"added", &LoggedRun::added},       {"changed", &LoggedRun::changed},
                                 {"retried", &LoggedRun::retried},     {"removed", &LoggedRun::removed},   {"left", &LoggedRun::left}};
constexpr Count other_counts[] = {{"retagged", &LoggedRun::retagged}, {"documents", &LoggedRun::documents}, {"bytes", &LoggedRun::bytes}, {"failed", &LoggedRun::failed}};

Result<LoggedRun> parse(const std::string& line) {
  try {
    const Json json = Json::parse(line);
    LoggedRun run;
    run.time = json.at("time");
    run.command = json.at("command");
    run.seconds = json.at("seconds");
    run.exit_code = json.at("exit");
    for (const Count& count : file_counts) run.*count.value = json.at("files").at(count.name);
    for (const Count& count : other_counts) run.*count.value = json.at(count.name);
    run.snapshot = json.value("snapshot", "");
    run.error = json.value("error", "");
    return run;
  } catch (const Json::exception& fault) {
    return Error{ErrorCode::bad_data, "", fault.what(), ""};
  }
}

}  // namespace

std::string LoggedRun::to_json() const {
  Json json = {{"time", time}, {"command", command}, {"seconds", seconds}, {"exit", exit_code}};
  for (const Count& count : file_counts) json["files"][count.name] = this->*count.value;
  for (const Count& count : other_counts) json[count.name] = this->*count.value;
  if (!snapshot.empty()) json["snapshot"] = snapshot;
  if (!error.empty()) json["error"] = error;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

LoggedRun logged_run(const IngestReport& report) {
  LoggedRun run;
  run.seconds = report.wall_seconds;
  run.snapshot = report.snapshot;
  run.unchanged = report.unchanged;
  run.added = report.added;
  run.changed = report.changed;
  run.retried = report.retried;
  run.removed = report.removed;
  run.retagged = report.retagged;
  run.left = report.left;
  run.failed = report.failed;
  run.documents = report.documents;
  run.bytes = report.bytes;
  return run;
}

Status RunLog::add(const LoggedRun& run) const {
  std::error_code failure;
  std::filesystem::create_directories(std::filesystem::path(x_path).parent_path(), failure);
  constexpr int patience_seconds = 5;
  const auto lock = IndexLock::acquire(x_path + ".lock", patience_seconds);
  if (!lock) return lock.error();
  const int file = ::open(x_path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) return Error{ErrorCode::cannot_create, x_path, std::strerror(errno), "check the rights of the folder"};
  const std::string line = run.to_json() + "\n";
  const bool written = ::write(file, line.data(), line.size()) == static_cast<ssize_t>(line.size());
  const int error = errno;
  ::close(file);
  if (!written) return Error{ErrorCode::io, x_path, std::string("cannot write: ") + std::strerror(error), "the index is not concerned"};
  const auto size = std::filesystem::file_size(x_path, failure);
  return !failure && size > largest ? shorten() : Status();
}

Status RunLog::shorten() const {
  std::ifstream file(x_path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  const std::string all = std::move(bytes).str();
  const std::size_t middle = all.find('\n', all.size() / 2);
  return middle == std::string::npos ? Status() : replace_file(x_path, std::string_view(all).substr(middle + 1));
}

Result<std::vector<LoggedRun>> RunLog::read() const {
  std::vector<LoggedRun> runs;
  std::error_code failure;
  if (!std::filesystem::exists(x_path, failure)) return runs;
  std::ifstream file(x_path, std::ios::binary);
  if (!file) return Error{ErrorCode::io, x_path, "the log cannot be read", "check its permissions"};
  for (std::string line; std::getline(file, line);) {
    auto run = parse(line);
    if (run) runs.push_back(std::move(*run));
  }
  return runs;
}

}  // namespace concord
