#!/usr/bin/env python3
"""Fails when a file includes a folder that the table of the house does not allow, or a library outside its folders."""
import pathlib
import re
import sys

FOLDERS = {  # folder: the folders it may include (itself always)
    "corpus/document": [],
    "corpus/text": ["corpus/document"],
    "corpus/read": ["corpus/document", "corpus/text"],
    "corpus/collection": ["corpus/document"],
    "lexicons": ["corpus/document", "corpus/text"],
    "pipeline/flow": ["corpus/document"],
    "pipeline/annotate": ["corpus/document", "corpus/text", "lexicons"],
    "pipeline/index": ["corpus/document", "corpus/text", "lexicons", "pipeline/flow", "pipeline/annotate"],
    "pipeline/ingest": ["corpus/document", "corpus/text", "corpus/read", "corpus/collection", "lexicons",
                        "pipeline/flow", "pipeline/annotate", "pipeline/index"],
    "pipeline/search": ["corpus/document", "corpus/text", "lexicons", "pipeline/flow", "pipeline/index"],
    "pipeline/cooccur": ["corpus/document", "corpus/text", "lexicons", "pipeline/index", "pipeline/search"],
    "pipeline/chronicle": ["corpus/document", "corpus/text", "lexicons", "pipeline/index", "pipeline/search",
                           "pipeline/cooccur"],
    "pipeline/render": ["corpus/document", "corpus/text", "lexicons", "pipeline/index", "pipeline/search",
                        "pipeline/cooccur", "pipeline/chronicle"],
    "pipeline/cli": ["corpus/document", "corpus/text", "corpus/read", "corpus/collection", "lexicons",
                     "pipeline/flow", "pipeline/annotate", "pipeline/index", "pipeline/ingest", "pipeline/search",
                     "pipeline/cooccur", "pipeline/chronicle", "pipeline/render"],
}
LIBRARIES = {  # start of a third-party include: the folders that may see it
    "unicode/": ["corpus/text"],
    "lucene++/": ["pipeline/index"],
    "gumbo": ["corpus/read"],
    "pugixml": ["corpus/read"],
    "CLI/": ["pipeline/cli"],
    "histedit": ["pipeline/cli"],
}

top = pathlib.Path(sys.argv[1])
faults = []
for folder, allowed in FOLDERS.items():
    for path in sorted(top.glob(f"{folder}/*.h")) + sorted(top.glob(f"{folder}/*.cpp")):
        for number, line in enumerate(path.read_text().splitlines(), 1):
            where = f"{path.relative_to(top)}:{number}"
            if match := re.match(r'#include "(.+)/[^/]+"', line):
                if match[1] != folder and match[1] not in allowed:
                    faults.append(f"{where}: {folder} may not include {match[1]}")
            elif match := re.match(r"#include <(.+)>", line):
                for start, homes in LIBRARIES.items():
                    if match[1].startswith(start) and folder not in homes:
                        faults.append(f"{where}: <{match[1]}> belongs to {', '.join(homes)}")
                    if match[1].startswith(start) and path.suffix == ".h":
                        faults.append(f"{where}: <{match[1]}> in a header; hide it behind a pimpl")
print("\n".join(faults) if faults else "all include arrows point the right way")
sys.exit(1 if faults else 0)
