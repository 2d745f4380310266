#include "corpus/read/failure.h"

#include <array>
#include <utility>

namespace concord {
namespace {

struct Row {
  ReadFailure failure;
  std::string_view name;
  ErrorCode code;
  std::string_view remedy;
};

constexpr std::array<Row, 14> rows = {{
    {ReadFailure::empty, "empty", ErrorCode::bad_data, "remove the file or exclude it"},
    {ReadFailure::binary, "binary", ErrorCode::bad_data, "exclude it, or convert it to a format that is read"},
    {ReadFailure::too_large, "too-large", ErrorCode::limit, "split the file or raise the limit of file size"},
    {ReadFailure::undecodable, "undecodable", ErrorCode::bad_data, "name its encoding in the configuration"},
    {ReadFailure::no_text_layer, "no-text-layer", ErrorCode::bad_data, "read it with OCR: --ocr, or ocr: auto"},
    {ReadFailure::helper_missing, "helper-missing", ErrorCode::helper_missing, "install the program"},
    {ReadFailure::damaged, "damaged", ErrorCode::bad_data, "fetch the file again or repair it"},
    {ReadFailure::limit, "limit", ErrorCode::limit, "raise the limit if the file is trusted"},
    {ReadFailure::vanished, "vanished", ErrorCode::no_input, "run again when the folder is at rest"},
    {ReadFailure::permission, "permission", ErrorCode::no_input, "give this user the right to read it"},
    {ReadFailure::encrypted, "encrypted", ErrorCode::bad_data, "remove the password first"},
    {ReadFailure::symlink, "symlink", ErrorCode::bad_data, "name the folder it leads to as a source of its own"},
    {ReadFailure::io, "io", ErrorCode::io, "check the disk, then run again"},
    {ReadFailure::record, "record", ErrorCode::bad_data, "correct the record"},
}};

const Row& row_of(ReadFailure failure) {
  return rows[static_cast<std::size_t>(failure)];
}

}  // namespace

std::string_view name(ReadFailure failure) {
  return row_of(failure).name;
}

std::optional<ReadFailure> parse_failure(std::string_view name) {
  for (const Row& row : rows) {
    if (row.name == name) return row.failure;
  }
  return std::nullopt;
}

Error make_failure(ReadFailure failure, std::string where, std::string message, std::string remedy) {
  const Row& row = row_of(failure);
  if (remedy.empty()) remedy = row.remedy;
  return {row.code, std::move(where), std::move(message), std::move(remedy), std::string(row.name)};
}

}  // namespace concord
