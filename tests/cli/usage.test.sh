# What is typed wrong is answered with what was meant; what is configured wrong, with file and line.
source "$(dirname "$0")/support.sh"

expect 2 concord;                              says out "concord init"
expect 0 concord --help;                       says out "init"; silent err
expect 0 concord init --help;                  says out "Examples:"
expect 0 concord --version;                    says out "concord "
expect 2 concord serach x;                     says err "did you mean 'concord search'?"; silent out
expect 2 concord init x --formt csv;           says err "did you mean '--format'?"
expect 2 concord init x --format xml;          says err "xml"
expect 2 concord init;                         says err "FOLDER"

# A collection is made once, and never over something that is there.
expect 0 concord init tajikistan;              says out "concord ingest"
[ -s tajikistan/concord.yaml ] || wrong "init made no concord.yaml"
cp tajikistan/concord.yaml before
expect 73 concord init tajikistan;             says err "concord.yaml"
same before tajikistan/concord.yaml
: >a-file
expect 73 concord init a-file/below
expect 0 concord init "with space и буквы";    [ -d "with space и буквы" ] || wrong "no folder of that name"

# No collection here; the message says how to get one.
expect 66 concord stats;                       says err "concord init"
expect 66 concord stats --collection nowhere;  says err "nowhere"

# A configuration that is wrong names file, line, and what was meant.
cd tajikistan || exit 1
broken() {
  cp ../before concord.yaml
  printf '%s\n' "$1" >>concord.yaml
  expect 78 concord stats
  says err "concord.yaml:"
  says err "$2"
}
broken 'lexcons: [bundled]' "lexicons"
broken 'ocr: perhaps' "auto"
broken 'workers: many' "workers"
broken 'languages: [en' "concord.yaml:"
broken $'\tname: x' "concord.yaml:"
head -c 300 /dev/urandom >concord.yaml;        expect 78 concord stats; says err "concord.yaml"
: >concord.yaml;                               expect 66 concord stats; says err "concord ingest"
finish
