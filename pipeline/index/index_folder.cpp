#include "pipeline/index/index_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace concord {
namespace {

constexpr std::size_t buffer_bytes = 256U << 10U;

std::string_view remedy_of(int error) {
  switch (error) {
    case ENOSPC: return "free some space on the disk and run the command again; the last commit is untouched";
    case EDQUOT: return "the disk quota is used up; free some space and run the command again";
    case EMFILE:
    case ENFILE: return "raise the limit of open files (ulimit -n)";
    case EACCES:
    case EPERM:
    case EROFS: return "check the rights of the folder";
    default: return "check the disk; the last commit is untouched";
  }
}

}  // namespace

Error file_error(std::string_view what, std::string_view path, int negative_errno) {
  const int error = -negative_errno;
  const ErrorCode code = error == ENOENT || error == ENOTDIR ? ErrorCode::no_input : ErrorCode::io;
  return {code, std::string(path), "cannot " + std::string(what) + ": " + std::strerror(error), std::string(remedy_of(error))};
}

Result<std::string> read_whole(FileLayer& files, const std::string& path) {
  const int file = files.open_to_read(path);
  if (file < 0) return file_error("open", path, file);
  const std::int64_t size = files.size(file);
  std::string bytes(static_cast<std::size_t>(std::max<std::int64_t>(size, 0)), '\0');
  std::int64_t got = size < 0 ? size : 0;
  std::size_t at = 0;
  while (got >= 0 && at < bytes.size()) {
    got = files.read_at(file, bytes.data() + at, bytes.size() - at, at);
    if (got <= 0) break;
    at += static_cast<std::size_t>(got);
  }
  files.close(file);
  if (got < 0) return file_error("read", path, static_cast<int>(got));
  bytes.resize(at);
  return bytes;
}

OutputFile::OutputFile(IndexFolder& folder, std::string name, int file)
    : x_folder(folder), x_name(std::move(name)), x_file(file) {}

OutputFile::~OutputFile() { close(); }

void OutputFile::append(std::string_view bytes) {
  if (x_buffer.size() + bytes.size() > buffer_bytes) flush();
  if (bytes.size() > buffer_bytes) {
    write_at(x_size, bytes.data(), bytes.size());
  } else {
    if (x_buffer.capacity() < buffer_bytes) x_buffer.reserve(buffer_bytes);
    x_buffer += bytes;
  }
}

void OutputFile::flush() {
  if (x_buffer.empty()) return;
  const std::string_view bytes = x_buffer;
  const std::uint64_t place = x_size;
  write_at(place, bytes.data(), bytes.size());
  x_buffer.clear();
}

void OutputFile::write_at(std::uint64_t offset, const void* bytes, std::size_t size) {
  const auto* from = static_cast<const char*>(bytes);
  while (size > 0 && !x_folder.failed()) {
    const std::int64_t wrote = x_folder.files().write_at(x_file, from, size, offset);
    if (wrote == -EINTR) continue;
    if (wrote <= 0) {
      x_folder.fail("write", x_name, wrote == 0 ? -ENOSPC : static_cast<int>(wrote));
      return;
    }
    from += wrote;
    offset += static_cast<std::uint64_t>(wrote);
    size -= static_cast<std::size_t>(wrote);
    x_size = std::max(x_size, offset);
  }
}

void OutputFile::close() {
  if (x_file < 0) return;
  flush();
  const int answer = x_folder.files().close(x_file);
  x_file = -1;
  if (answer < 0) x_folder.fail("close", x_name, answer);
}

void IndexFolder::fail(std::string_view what, std::string_view name, int negative_errno) {
  if (x_failed) return;
  x_failed = true;
  x_failure = file_error(what, x_path + "/" + std::string(name), negative_errno);
  if (x_failure.code == ErrorCode::no_input) x_failure.code = ErrorCode::io;  // our own files are no input
}

Status IndexFolder::make() {
  const int answer = x_files.make_folder(x_path);
  if (answer == -EEXIST || answer >= 0) return {};
  Error error = file_error("make the folder", x_path, answer);
  error.code = ErrorCode::cannot_create;
  return error;
}

Result<std::vector<std::string>> IndexFolder::list() {
  std::vector<std::string> names;
  const int answer = x_files.list(x_path, names);
  if (answer < 0) {
    fail("list", "", answer);
    return file_error("list", x_path, answer);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::unique_ptr<OutputFile> IndexFolder::create(const std::string& name) {
  if (x_failed) return nullptr;
  x_names_changed = true;
  const int file = x_files.create(x_path + "/" + name);
  if (file < 0) {
    fail("create", name, file);
    return nullptr;
  }
  return std::make_unique<OutputFile>(*this, name, file);
}

Status IndexFolder::sync(const std::string& name) {
  if (x_failed) return x_failure;
  const int file = x_files.open_to_read(name.empty() ? x_path : x_path + "/" + name);
  if (file < 0) {
    fail("open", name, file);
    return x_failure;
  }
  const int synced = x_files.sync(file);
  const int closed = x_files.close(file);
  if (synced < 0) fail("sync", name, synced);
  if (closed < 0) fail("close", name, closed);
  return status();
}

Status IndexFolder::sync_names() {
  const Status synced = sync("");
  if (synced) x_names_changed = false;
  return synced;
}

Status IndexFolder::rename(const std::string& from, const std::string& to) {
  if (x_failed) return x_failure;
  x_names_changed = true;
  const int answer = x_files.rename(x_path + "/" + from, x_path + "/" + to);
  if (answer < 0) fail("rename", from, answer);
  return status();
}

Status IndexFolder::remove(const std::string& name) {
  if (x_failed) return x_failure;
  if (x_names_changed) {
    if (const Status synced = sync_names(); !synced) return synced;
  }
  const int answer = x_files.remove(x_path + "/" + name);
  if (answer < 0 && answer != -ENOENT) fail("remove", name, answer);
  return status();
}

Status IndexFolder::replace(const std::string& name, std::string_view bytes) {
  const std::string unfinished = name + ".new";
  {
    const std::unique_ptr<OutputFile> file = create(unfinished);
    if (file) file->append(bytes);
  }
  if (const Status synced = sync(unfinished); !synced) return synced;
  if (const Status renamed = rename(unfinished, name); !renamed) return renamed;
  return sync_names();
}

}  // namespace concord
