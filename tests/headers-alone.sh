#!/usr/bin/env bash
# Compiles each header on its own: headers-alone.sh SOURCE_DIR COMPILER
set -u
cd "$1" || exit 2
find corpus lexicons pipeline -name '*.h' -print0 |
  xargs -0 -P "$(nproc)" -I{} sh -c '"$0" -std=c++20 -fsyntax-only -Wall -Wextra -I. -include "$1" -x c++ /dev/null || { echo "does not compile alone: $1"; exit 255; }' "$2" {}
