// ScratchFolder: a folder that is there for one test.
#pragma once

#include <string>

namespace concord::test {

class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  [[nodiscard]] const std::string& path() const { return x_path; }
  [[nodiscard]] std::string operator/(const std::string& name) const { return x_path + "/" + name; }

 private:
  std::string x_path;
};

}  // namespace concord::test
