#include "corpus/read/failure.h"

#include <array>
#include <utility>

namespace concord {
namespace {

struct Row {
  Failure failure;
  std::string_view name;
  ErrorCode code;
  std::string_view remedy;
};

constexpr std::array<Row, 14> rows = {{
    {Failure::empty, "empty", ErrorCode::bad_data, "remove the file or exclude it"},
    {Failure::binary, "binary", ErrorCode::bad_data, "exclude it, or convert it to a format that is read"},
    {Failure::too_large, "too-large", ErrorCode::limit, "split the file or raise the limit of file size"},
    {Failure::undecodable, "undecodable", ErrorCode::bad_data, "name its encoding in the configuration"},
    {Failure::no_text_layer, "no-text-layer", ErrorCode::bad_data, "read it with OCR: --ocr, or ocr: auto"},
    {Failure::helper_missing, "helper-missing", ErrorCode::helper_missing, "install the program"},
    {Failure::damaged, "damaged", ErrorCode::bad_data, "fetch the file again or repair it"},
    {Failure::limit, "limit", ErrorCode::limit, "raise the limit if the file is trusted"},
    {Failure::vanished, "vanished", ErrorCode::no_input, "run again when the folder is at rest"},
    {Failure::permission, "permission", ErrorCode::no_input, "give this user the right to read it"},
    {Failure::encrypted, "encrypted", ErrorCode::bad_data, "remove the password first"},
    {Failure::symlink, "symlink", ErrorCode::bad_data, "name the folder it leads to as a source of its own"},
    {Failure::io, "io", ErrorCode::io, "check the disk, then run again"},
    {Failure::record, "record", ErrorCode::bad_data, "correct the record"},
}};

const Row& row_of(Failure failure) {
  return rows[static_cast<std::size_t>(failure)];
}

}  // namespace

std::string_view name(Failure failure) {
  return row_of(failure).name;
}

std::optional<Failure> parse_failure(std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row.failure;
  }
  return std::nullopt;
}

Error make_failure(Failure failure, std::string where, std::string message, std::string remedy) {
  const Row& row = row_of(failure);
  if (remedy.empty()) remedy = row.remedy;
  return {row.code, std::move(where), std::move(message), std::move(remedy), std::string(row.name)};
}

bool worth_retrying(Failure failure) {
  switch (failure) {
    case Failure::helper_missing:
    case Failure::vanished:
    case Failure::permission:
    case Failure::io:
      return true;
    default:
      return false;
  }
}

}  // namespace concord
