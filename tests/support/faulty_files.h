// FaultyFiles: a file system in memory that fails when told to and forgets what was not synced when the power goes.
//
// Every call is counted; a plan makes the n-th one fail, once or from then on.
// crash() leaves what a disk may hold after a power cut: of each file the bytes
// at its last sync or any mixture with later ones, of each folder the names at
// its last sync with any of the later changes. Flipped bits and cut files are
// made by touching bytes() directly.
#pragma once

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "pipeline/index/file_layer.h"

namespace concord::test {

class FaultyFiles final : public FileLayer {
 public:
  struct Plan {
    std::uint64_t fail_at = UINT64_MAX;  ///< number of the call, from 0
    int error = 5;                       ///< EIO
    bool from_then_on = false;
  };
  void set_plan(const Plan& plan) {
    x_plan = plan;
    x_calls = 0;
  }
  [[nodiscard]] std::uint64_t calls() const { return x_calls; }
  [[nodiscard]] bool plan_reached() const { return x_calls > x_plan.fail_at; }

  /// The power goes and comes back. All descriptors are gone.
  void crash(std::mt19937& random);
  /// The process is killed: nothing is lost that was written.
  void kill() { x_open.clear(); }
  [[nodiscard]] std::size_t open_files() const { return x_open.size(); }

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] std::string& bytes(const std::string& path) { return x_names.at(path)->now; }

  int open_to_read(const std::string& path) override;
  int create(const std::string& path) override;
  std::int64_t read_at(int file, void* bytes, std::size_t size, std::uint64_t offset) override;
  std::int64_t write_at(int file, const void* bytes, std::size_t size, std::uint64_t offset) override;
  std::int64_t size(int file) override;
  int sync(int file) override;
  int close(int file) override;
  int rename(const std::string& from, const std::string& to) override;
  int remove(const std::string& path) override;
  int make_folder(const std::string& path) override;
  int list(const std::string& path, std::vector<std::string>& names) override;
  std::int64_t free_bytes(const std::string& path) override;

 private:
  struct File {
    std::string now;
    std::string synced;
  };
  using Names = std::map<std::string, std::shared_ptr<File>>;
  [[nodiscard]] int fault();

  Plan x_plan;
  std::uint64_t x_calls = 0;
  Names x_names;
  Names x_synced_names;
  std::map<int, std::shared_ptr<File>> x_open;  // a folder is open as a null pointer
  int x_next = 3;
};

}  // namespace concord::test
