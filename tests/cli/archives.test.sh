# Archives member by member: of a changed one only what changed inside is read, and what comes out is what a new collection holds.
source "$(dirname "$0")/support.sh"
mkdir docs packed
say() { printf 'The %s of session %s was signed by the Government and the UTO.\n' "$2" "$1" >"packed/$1"; }
pack() { (cd packed && tar --sort=name -cf ../docs/papers.tar -- *) && gzip -kf docs/papers.tar && touch -d "$1" docs/papers.tar docs/papers.tar.gz; }
for name in a b c d; do say $name.txt ceasefire; done
printf '\x7fELF\1\1\1' >packed/broken.bin
(cd packed && tar -cf inner.tar a.txt b.txt)
pack 2001-01-01
collection set
expect 3 concord ingest "$work/docs" --quiet
concord export --all >"$work/before"

cd "$work"
say b.txt agreement      # changed
mv packed/c.txt packed/moved.txt
rm packed/d.txt
say e.txt commission     # new
pack 2002-02-02
cd set
expect 0 concord reindex --dry-run
says out 'changed   papers.tar#b.txt  (its bytes changed)'
says out 'new       papers.tar#e.txt  (not in the index)'
says out 'new       papers.tar#moved.txt  (it was c.txt; its document is taken from the index)'
says out 'removed   papers.tar#d.txt  (its file holds it no more)'
says out 'retry     papers.tar#broken.bin  (failed before)'
says_not out 'papers.tar#a.txt'
says_not out 'inner.tar#'
concord export --all >"$work/still"
same "$work/before" "$work/still"

# a, moved and the two of the inner archive, in each of the two packings.
expect 3 concord reindex
says out '2 changed, 8 unchanged inside them'
concord export --all >"$work/after"
expect 0 concord reindex --quiet
silent err
concord export --all | cmp -s - "$work/after" || wrong "a run without work changed something"

cd "$work"
collection fresh
expect 3 concord ingest "$work/docs" --quiet
concord export --all >"$work/anew"
same "$work/after" "$work/anew"
expect 0 concord check --deep --quiet

# Other rules for what is in it: everything is read again.
cd "$work/set"
printf 'kinds: [{path: "*.tar", kind: treaty}]\n' >>concord.yaml
expect 3 concord reindex
says_not out 'unchanged inside'
finish
