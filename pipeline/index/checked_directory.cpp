#include "pipeline/index/checked_directory.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <lucene++/LuceneHeaders.h>
#include <lucene++/BufferedIndexInput.h>
#include <lucene++/BufferedIndexOutput.h>
#include <lucene++/Directory.h>
#include <lucene++/NoLockFactory.h>
#include <lucene++/RAMOutputStream.h>

#include "corpus/text/utf8.h"
#include "pipeline/index/input_file.h"

#pragma GCC diagnostic ignored "-Wextra-semi"  // inside LUCENE_CLASS, a macro of Lucene++

namespace concord {
namespace {

using Lucene::String;

[[noreturn]] void throw_io(const Error& error) {
  boost::throw_exception(Lucene::IOException(to_lucene(error.to_string())));
}

void check(const Status& status) {
  if (!status) throw_io(status.error());
}

class CheckedOutput final : public Lucene::BufferedIndexOutput {
 public:
  CheckedOutput(IndexFolder* folder, const std::string& name) : x_folder(*folder), x_file(folder->create(name)) {
    check(x_folder.status());
  }
  ~CheckedOutput() override = default;
  LUCENE_CLASS(CheckedOutput)

  void flushBuffer(const uint8_t* bytes, int32_t offset, int32_t size) override {
    if (!x_file) return;
    x_file->write_at(x_place, bytes + offset, static_cast<std::size_t>(size));
    x_place += static_cast<std::uint64_t>(size);
    check(x_folder.status());
  }
  void close() override {
    if (!x_file) return;
    BufferedIndexOutput::close();
    x_file->close();
    x_file.reset();
    check(x_folder.status());
  }
  void seek(int64_t place) override {
    BufferedIndexOutput::seek(place);
    x_place = static_cast<std::uint64_t>(place);
  }
  int64_t length() override { return x_file ? static_cast<int64_t>(x_file->size()) : 0; }

 private:
  IndexFolder& x_folder;
  std::unique_ptr<OutputFile> x_file;
  std::uint64_t x_place = 0;
};

/// Reads either through the manifest or, for files of this session, straight.
class CheckedInput final : public Lucene::BufferedIndexInput {
 public:
  CheckedInput() = default;
  CheckedInput(std::shared_ptr<const InputFile> file, int32_t buffer_size)
      : BufferedIndexInput(buffer_size), x_file(std::move(file)) {}
  ~CheckedInput() override = default;
  LUCENE_CLASS(CheckedInput)

  void close() override {}
  int64_t length() override { return static_cast<int64_t>(x_file->size()); }
  Lucene::LuceneObjectPtr clone(const Lucene::LuceneObjectPtr& other) override {
    const Lucene::LuceneObjectPtr copy = BufferedIndexInput::clone(other ? other : Lucene::newLucene<CheckedInput>());
    const auto input = boost::dynamic_pointer_cast<CheckedInput>(copy);
    input->x_file = x_file;
    input->x_place = x_place;
    return input;
  }

 protected:
  void readInternal(uint8_t* bytes, int32_t offset, int32_t size) override {
    const auto wanted = static_cast<std::uint64_t>(size);
    if (x_place < x_window_begin || x_place + wanted > x_window_begin + x_window.size()) {
      if (x_place > x_file->size() || wanted > x_file->size() - x_place) {
        boost::throw_exception(Lucene::IOException(to_lucene(x_file->path() + ": read past the end")));
      }
      const std::uint64_t ahead = std::max<std::uint64_t>(wanted, manifest_block_bytes - x_place % manifest_block_bytes);
      x_window_begin = x_place;
      check(x_file->read(x_place, std::min(ahead, x_file->size() - x_place), x_window));
    }
    std::memcpy(bytes + offset, x_window.data() + (x_place - x_window_begin), static_cast<std::size_t>(size));
    x_place += wanted;
  }
  void seekInternal(int64_t place) override { x_place = static_cast<std::uint64_t>(place); }

 private:
  std::shared_ptr<const InputFile> x_file;
  std::uint64_t x_place = 0;
  std::string x_window;
  std::uint64_t x_window_begin = 0;
};

class CheckedDirectory final : public Lucene::Directory {
 public:
  CheckedDirectory(IndexFolder* folder, const Manifest* manifest) : x_folder(*folder), x_manifest(*manifest) {
    setLockFactory(Lucene::NoLockFactory::getNoLockFactory());  // the writer holds an IndexLock
  }
  ~CheckedDirectory() override = default;
  LUCENE_CLASS(CheckedDirectory)

  Lucene::HashSet<String> listAll() override {
    const auto names = x_folder.list();
    if (!names) throw_io(names.error());
    auto all = Lucene::HashSet<String>::newInstance();
    for (const std::string& name : *names) all.add(to_lucene(name));
    return all;
  }

  bool fileExists(const String& name) override { return look(name) >= 0; }
  uint64_t fileModified(const String&) override { return 0; }
  void touchFile(const String&) override {}
  void deleteFile(const String& name) override { check(x_folder.remove(from_lucene(name))); }

  int64_t fileLength(const String& name) override {
    const std::int64_t size = look(name);
    if (size < 0) throw_io(file_error("look at", path(name), static_cast<int>(size)));
    return size;
  }

  Lucene::IndexOutputPtr createOutput(const String& name) override {
    // A hint for other readers, which Lucene++ writes without checking: ours do not need it.
    if (name == L"segments.gen") return Lucene::newLucene<Lucene::RAMOutputStream>();
    return Lucene::newLucene<CheckedOutput>(&x_folder, from_lucene(name));
  }

  Lucene::IndexInputPtr openInput(const String& name) override { return openInput(name, Lucene::BufferedIndexInput::BUFFER_SIZE); }

  Lucene::IndexInputPtr openInput(const String& name, int32_t buffer_size) override {
    const std::string narrow = from_lucene(name);
    const auto known = x_manifest.files.find(narrow);
    auto sums = known != x_manifest.files.end() ? Result<FileChecksums>(known->second) : checksums_of(x_folder.files(), path(name));
    if (!sums) throw_not_found_or(sums.error());
    auto file = InputFile::open(x_folder.files(), path(name), std::move(*sums));
    if (!file) throw_not_found_or(file.error());
    return Lucene::newLucene<CheckedInput>(std::shared_ptr<const InputFile>(std::move(*file)), buffer_size);
  }

  void sync(const String& name) override { check(x_folder.sync(from_lucene(name))); }
  void close() override { isOpen = false; }

 private:
  [[noreturn]] static void throw_not_found_or(const Error& error) {
    if (error.code == ErrorCode::no_input) boost::throw_exception(Lucene::FileNotFoundException(to_lucene(error.to_string())));
    throw_io(error);
  }
  [[nodiscard]] std::string path(const String& name) const { return x_folder.path() + "/" + from_lucene(name); }

  /// The size, or -errno. Not being there is an answer; any other failure is remembered.
  std::int64_t look(const String& name) {
    const int file = x_folder.files().open_to_read(path(name));
    const std::int64_t size = file < 0 ? file : x_folder.files().size(file);
    if (file >= 0) x_folder.files().close(file);
    if (size < 0 && size != -ENOENT) {
      x_folder.fail("look at", from_lucene(name), static_cast<int>(size));
      check(x_folder.status());
    }
    return size;
  }

  IndexFolder& x_folder;
  const Manifest& x_manifest;
};

}  // namespace

boost::shared_ptr<Lucene::Directory> make_directory(IndexFolder& folder, const Manifest& manifest) {
  return Lucene::newLucene<CheckedDirectory>(&folder, &manifest);
}

std::wstring to_lucene(std::string_view text) {
  std::wstring wide;
  wide.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Decoded c = decode_utf8(text, at);
    wide += static_cast<wchar_t>(is_noncharacter(c.point) ? 0xFFFD : c.point);
    at += c.length;
  }
  return wide;
}

std::string from_lucene(std::wstring_view text) {
  std::string narrow;
  for (const wchar_t c : text) append_utf8(static_cast<char32_t>(c), narrow);
  return narrow;
}

Status guarded(const IndexFolder& folder, std::string_view what, const std::function<void()>& work) {
  std::string thrown;
  try {
    work();
    return folder.status();
  } catch (const Lucene::LuceneException& failure) {
    thrown = from_lucene(failure.getError());
  } catch (const std::exception& failure) {
    thrown = failure.what();
  }
  if (folder.failed()) return folder.status();
  const bool damage = thrown.find("the index is damaged") != std::string::npos;
  return Error{damage ? ErrorCode::bad_data : ErrorCode::io, folder.path(), "cannot " + std::string(what) + ": " + thrown,
               damage ? "run 'concord check'" : "the last commit is untouched"};
}

}  // namespace concord
