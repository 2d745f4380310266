# The outside judge of what is found: Java's Lucene 3.6, asked the same questions of the same index, gives the same documents.
source "$(dirname "$0")/support.sh"
jar=$(ls /usr/share/java/lucene3-core-3.6*.jar 2>/dev/null | head -n 1)
[ -n "$jar" ] || skip "no lucene3-core-3.6 (package liblucene3-java)"
command -v javac >/dev/null && command -v java >/dev/null || skip "no java compiler (package default-jdk-headless)"
command -v python3 >/dev/null || skip "no python3"
cp -r "$SOURCE/corpus/sample" documents
collection judged "$work/documents"
mkdir "$work/classes"
expect 0 javac -nowarn -cp "$jar" -d "$work/classes" "$SOURCE/tests/cli/java/LuceneAgreement.java"
agree() {
  expect 0 python3 "$SOURCE/tests/cli/lucene-agreement.py" "$CONCORD" .concord/index "$jar:$work/classes" "$1"
  [ ! -s "$work/out" ] || tail -n 1 "$work/out"
}
agree 100
# Once more over several segments with deleted documents.
for file in "$work"/documents/reports/*.md; do echo "A ceasefire, and the return of refugees." >>"$file"; done
rm "$work"/documents/treaties/1997*
sed -i "/treaties.1997/d" "$work/documents/manifest.csv"
expect 0 concord reindex --quiet
agree 40
finish
