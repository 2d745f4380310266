# One worker or many: the same index, byte for byte, and so the same of everything that is printed.
source "$(dirname "$0")/support.sh"
export SOURCE_DATE_EPOCH=1700000000
for workers in 1 2 7; do
  (collection "set" && concord ingest "$SOURCE/corpus/sample" --workers $workers --quiet) || wrong "ingest with $workers workers"
  mv set with-$workers
done
answers() {
  concord stats --collection "$1" --no-provenance --format json
  concord search 'reconciliation OR ombuds* OR label:*' --limit 1000 --collection "$1" --no-provenance --format jsonl
  concord kwic 'the' --limit 100000 --collection "$1" --no-provenance --format csv
  concord cooccur --rows actor --cols theme --unit sentence --collection "$1" --no-provenance --format csv
  concord duplicates --threshold 0.5 --collection "$1" --no-provenance --format csv
}
answers with-1 >answers-1 2>&1
[ "$(wc -l <answers-1)" -gt 100 ] || wrong "hardly an answer: $(head -n 3 answers-1)"
for workers in 2 7; do
  answers with-$workers >answers-$workers 2>&1
  same answers-1 answers-$workers
  # Files of the index, but for those that hold the time of the commit.
  for file in with-1/.concord/index/*; do
    case $(basename "$file") in
      segments*|manifest*|duplicates*|*.json|*lock*) ;;
      *) same "$file" "with-$workers/.concord/index/$(basename "$file")" ;;
    esac
  done
done
# The same question twice gives the same answer.
for i in 1 2 3; do answers with-1 >again 2>&1; same answers-1 again; done
finish
