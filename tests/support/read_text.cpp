#include "tests/support/read_text.h"

#include <gtest/gtest.h>

#include "pipeline/annotate/annotator.h"

namespace concord::test {

Document read_text(std::string_view text, const Given& given) {
  Document document;
  document.metadata.id = given.id;
  document.metadata.title = given.title;
  document.metadata.kind = given.kind;
  document.metadata.language = given.language;
  document.metadata.language_origin = Origin::manifest;
  document.metadata.publisher = given.publisher;
  document.metadata.fields = given.fields;
  if (!given.date.empty()) document.metadata.date = Date::parse(given.date);
  document.text.utf8 = std::string(text);
  document.text.map = OffsetMap::identity(static_cast<std::uint32_t>(text.size()));
  Annotator annotator;
  const Status status = annotator(document);
  EXPECT_TRUE(status) << status.error().to_string();
  return document;
}

}  // namespace concord::test
