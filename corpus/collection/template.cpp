// The concord.yaml that `concord init` writes: every key once, with what it does, switched off where it has a default.
#include <fmt/format.h>

#include "corpus/collection/collection.h"
#include "corpus/collection/strict_yaml.h"

namespace concord {

std::string collection_template(std::string_view name) {
  return fmt::format(R"(# A Concord collection. Commands work from anywhere inside this folder.
# Keys that begin with '#' show what can be set; a key that is not known is an error.
name: {}

# What is looked for. "bundled" are the actors and themes that come with Concord; your own files extend or
# override them (see `concord lexicon check`).
lexicons:
  - bundled
  # - lexicons/

# Languages that the documents are in; the first is taken where a text is too short to tell.
# languages: [en, ru]

# The kind of a document (report, treaty, resolution, statement, study, news, other) by its path; the first rule
# that matches wins. A manifest says it better; without either, Concord guesses and says that it did.
# kinds:
#   - {{path: "agreements/**", kind: treaty}}
#   - {{path: "**/S_RES_*", kind: resolution}}

# The encoding of files whose bytes do not tell.
# encodings:
#   - {{path: "old/**", encoding: windows-1251}}

# Scanned pages: "auto" reads pages without a text layer with tesseract, "never" lists them as failures.
# ocr: auto
# ocr-languages: [eng, rus]

# keep-boilerplate: false     # true: index menus, cookie banners and comment forms of web pages too
# learn-names: true           # abbreviations that a document defines count in that document
# max-file-size: 512 MB
# workers: 0                  # 0 = one a core
# checkpoint-minutes: 5       # a long run saves its work this often

# Queries with a name, used as @name.
# queries:
#   elite-consensus: '"regional elites" NEAR/10 consensus'

# Where the documents are. `concord ingest PATH` adds an entry here.
#   - path: ~/documents           # a folder or a file
#     name: documents
#     include: ["**/*.pdf"]       # globs below the path; default: everything that can be read
#     exclude: ["**/drafts/**"]
#     manifest: manifest.csv      # path,id,title,date,kind,source,language and any column of yours
#     kind: report                # for documents whose manifest row does not say
#     language: en
#     source: OSCE
#     fields: {{country: TJ}}
sources: []
)",
                     yaml_quoted(name));
}

}  // namespace concord
