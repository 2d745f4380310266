# A kept snapshot answers as on its day; diff says what came, went and changed; optimize changes no answer; an export is a
# collection again.
source "$(dirname "$0")/support.sh"
mkdir docs
for i in 1 2 3 4 5; do echo "Paper $i on the ceasefire of the UTO." >docs/$i.txt; done
touch -d '1 hour ago' docs/*
collection kept
expect 66 concord snapshot keep early;                     says err "concord ingest"
concord ingest ../docs --quiet
expect 0 concord snapshot keep article
expect 2 concord snapshot keep article;                    says err "already"
expect 2 concord snapshot keep '../x';                     says err "letters"
expect 2 concord snapshot keep 7
concord export --all >"$work/early"
echo "Paper 1, anew: refugees." >../docs/1.txt
rm ../docs/2.txt
echo "The Government met." >../docs/6.txt
expect 0 concord reindex --quiet
expect 0 concord optimize --quiet
expect 0 concord search ceasefire --count;                 says out 3
expect 0 concord search ceasefire --count --snapshot article;   says out 5
expect 0 concord export --all --snapshot article
same "$work/early" "$work/out"
expect 2 concord search ceasefire --snapshot articel;      says err article
expect 0 concord diff article --format csv --no-provenance
[ "$(cut -d, -f1,2 "$work/out" | tail -n +2 | tr '\n' ';')" = "changed,1.txt;removed,2.txt;added,6.txt;" ] || wrong "diff says $(cat "$work/out")"
says out '"text, metadata",-1'
expect 0 concord diff article --show labels --format csv --no-provenance
says out "actor:uto,United Tajik Opposition,5,3,-2,5,3"
expect 1 concord diff newest newest
expect 0 concord snapshot list;                            says out article; says out newest
expect 0 concord check --deep
expect 2 concord snapshot drop nothing
expect 0 concord snapshot drop article
expect 2 concord diff article
expect 0 concord check --deep

# Export, ingest of the export, export: the same bytes.
cd ..
collection round "$SOURCE/corpus/sample"
concord export --all --tokens >"$work/one.jsonl"
[ "$(wc -l <"$work/one.jsonl")" -gt 20 ] || wrong "the export has $(wc -l <"$work/one.jsonl") lines"
cd ..
collection again "$work/one.jsonl"
concord export --all --tokens >"$work/two.jsonl"
same "$work/one.jsonl" "$work/two.jsonl"
expect 2 concord export;                                   says err --all
expect 0 concord export --all -o "$work/three.jsonl"
[ -s "$work/three.jsonl" ] || wrong "no file"
finish
