# The five commands of the main job on the sample collection, as a new user types them; what they print is in tests/golden.
source "$(dirname "$0")/support.sh"
sample=$SOURCE/corpus/sample

collection tajikistan
expect 0 concord ingest "$sample";                                    silent err
expect 0 concord stats;                                               golden main-job-stats.txt
expect 0 concord search 'theme:ombudsman AND "draft law"' --kind report --from 1994
golden main-job-search.txt
expect 0 concord kwic '"national reconciliation"' --kind treaty;      golden main-job-kwic.txt
expect 0 concord cooccur --rows actor --cols theme --unit sentence --measure npmi
golden main-job-cooccur.txt
expect 0 concord show sample-report-1996-11;                          golden main-job-show.txt
expect 0 concord reindex --quiet;                                     silent out; silent err

# From a folder below and from elsewhere.
mkdir -p below/deeper
(cd below/deeper && concord search ombudsman --format csv) >"$work/below" 2>&1
expect 0 concord search ombudsman --format csv
same "$work/out" "$work/below"
(cd / && concord search ombudsman --format csv --collection "$work/tajikistan" --no-provenance) >"$work/elsewhere" 2>&1
expect 0 concord search ombudsman --format csv --no-provenance
same "$work/out" "$work/elsewhere"

# Nothing found is no error and says why.
expect 1 concord search ombudsmann;                                   says err "ombudsman"
expect 1 concord search ombudsman --from 2020;                        silent out

# A second ingest of the same folder does nothing, and finds the same.
concord search 'reconciliation' --format json --no-provenance >"$work/first"
expect 0 concord ingest "$sample" --quiet;                            silent out
concord search 'reconciliation' --format json --no-provenance >"$work/second"
same "$work/first" "$work/second"
finish
