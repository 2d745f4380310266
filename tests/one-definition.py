#!/usr/bin/env python3
"""Fails when two folders define the same thing: the linker would take one of them and say nothing.

    one-definition.py SOURCE_DIR BUILD_DIR

Types by the headers (two `struct Failure` in one namespace), functions by the symbols of the folders' libraries. The
parameters of a function are part of its symbol, its result is not: two that differ only there become one at run time."""
import collections
import pathlib
import re
import subprocess
import sys

source, build = map(pathlib.Path, sys.argv[1:3])
faults = []

types = collections.defaultdict(set)
for top in ("corpus", "lexicons", "pipeline"):
    for path in source.glob(f"{top}/**/*.h"):
        namespace = []
        for line in path.read_text().splitlines():
            if match := re.match(r"(?:inline )?namespace ([\w:]*) ?\{", line):
                namespace.append(match[1])
            elif re.match(r"\}  // namespace", line):
                namespace.pop()
            elif match := re.match(r"(?:struct|class|enum class|enum|using) (?:\[\[nodiscard\]\] )?(\w+)\b(?!::)(?!.*;$)|using (\w+) =", line):
                types["::".join(namespace) + "::" + (match[1] or match[2])].add(str(path.relative_to(source)))
for name, paths in sorted(types.items()):
    if len(paths) > 1:
        faults.append(f"{name} is defined in {' and in '.join(sorted(paths))}")

functions = collections.defaultdict(set)
for archive in sorted(build.glob("libconcord_*.a")):
    listing = subprocess.run(["nm", "--demangle", "--defined-only", archive], capture_output=True, text=True).stdout
    for line in listing.splitlines():
        if match := re.match(r"[0-9a-f]+ [TDBR] (concord::.*)", line):
            functions[match[1]].add(archive.stem.removeprefix("libconcord_"))
for name, folders in sorted(functions.items()):
    if len(folders) > 1:
        faults.append(f"{name} is defined in {' and in '.join(sorted(folders))}")

print("\n".join(faults) if faults else f"{len(types)} types and {len(functions)} functions, each defined once")
sys.exit(1 if faults or not functions else 0)
