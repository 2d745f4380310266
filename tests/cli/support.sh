# What the end-to-end tests share; sourced. Needs CONCORD (the program) and SOURCE (the checkout).
#
# A test works in a folder of its own that goes away, as a user without colours in C.UTF-8; it names what it expects
# and ends with `finish`. Expectations do not stop a test: all that is wrong is told at once.
set -uo pipefail
: "${CONCORD:?the program to test}" "${SOURCE:?the checkout}"
CONCORD=$(realpath "$CONCORD")
[ -x "$CONCORD" ] || { echo "no program at $CONCORD"; exit 1; }
SOURCE=$(realpath "$SOURCE")
export LC_ALL=C.UTF-8 TERM=dumb
unset NO_COLOR CONCORD_LEXICONS COLUMNS PAGER
test_name=$(basename "$0" .test.sh)
work=$(mktemp -d)
trap 'chmod -R u+rwX "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 1
faults=0

concord() { "$CONCORD" "$@"; }

# Whether a program can be run on a terminal of our own: a bare chroot has none.
can_make_terminals() { command -v script >/dev/null && script -qec true /dev/null >/dev/null 2>&1 </dev/null; }
skip() { echo "skipped: $1"; exit 77; }
wrong() { echo "WRONG: $*"; faults=$((faults + 1)); }
finish() { [ "$faults" -eq 0 ] || { echo "$faults expectations of $test_name failed"; exit 1; }; exit 0; }

# expect CODE COMMAND...: runs it, keeps what it prints in ./out and ./err of the test's folder.
expect() {
  local wanted=$1 got=0
  shift
  "$@" >"$work/out" 2>"$work/err" </dev/null || got=$?
  [ "$got" -eq "$wanted" ] || { wrong "exit $got instead of $wanted: $*"; head -n 8 "$work/err" | cut -c 1-300; }
}
# says FILE TEXT: the text stands in ./out or ./err.
says() { grep -qF -- "$2" "$work/$1" || { wrong "no '$2' in $1 of the last command:"; head -n 8 "$work/$1" | cut -c 1-300; }; }
says_not() { ! grep -qF -- "$2" "$work/$1" || wrong "'$2' in $1 of the last command"; }
silent() { [ ! -s "$work/$1" ] || { wrong "$1 should be empty:"; head -n 8 "$work/$1"; }; }
same() { cmp -s "$1" "$2" || { wrong "$1 and $2 differ:"; diff "$1" "$2" 2>&1 | head -n 8 | cut -c 1-300; }; }

# What differs from run to run and from machine to machine, made the same.
normalise() {
  sed -E -e "s#$SOURCE#SOURCE#g; s#$work#WORK#g" \
    -e 's/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z/TIME/g' \
    -e 's/\b[0-9a-f]{16}\b/HASH/g' \
    -e 's/\b[0-9]+(\.[0-9]+)? s\b/SECONDS/g' \
    -e 's#[0-9.]+ [MK]B/s#RATE#g'
}
# golden NAME [FILE]: ./out (or FILE) is tests/golden/NAME, but for what normalise takes out. UPDATE_GOLDEN=1 writes it.
golden() {
  local file=$SOURCE/tests/golden/$1
  normalise <"${2:-$work/out}" >"$work/normalised"
  if [ -n "${UPDATE_GOLDEN:-}" ]; then
    cp "$work/normalised" "$file"
  elif ! diff -u "$file" "$work/normalised" >"$work/difference" 2>&1; then
    wrong "tests/golden/$1 is not what was printed:"
    head -n 40 "$work/difference" | cut -c 1-300
  fi
}

# collection NAME [SOURCE-FOLDER]: a collection with the tests' own lexicons, and the current folder in it.
collection() {
  concord init "$1" >/dev/null || { wrong "init $1"; return; }
  cd "$1" || return
  sed -i "s#^  - bundled#  - $SOURCE/tests/cli/lexicons#" concord.yaml
  [ -z "${2:-}" ] || concord ingest "$2" --quiet || wrong "ingest $2"
}
