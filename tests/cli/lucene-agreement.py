#!/usr/bin/env python3
"""Random queries of the forms that Lucene 3 knows, asked of one index by Concord and by Java: lucene-agreement.py CONCORD INDEX CLASSPATH COUNT

Documents must agree for each query, and the number of places for words and phrases. Prints what differs; exits with 1 then.
"""
import csv, random, re, subprocess, sys

WORDS = ("the of peace process national reconciliation commission opposition government ombudsman law draft elites regional power sharing "
         "talks refugees return ceasefire amnesty women nothingofthekind mission observers prisoners exchange dushanbe").split()
PATTERNS = "reconcil* *concil* negotiat* org* *tion ref?gees el?te* p*ce amnest? ??e zzz*".split()
PHRASES = ["peace process", "national reconciliation", "commission on national reconciliation", "of the", "draft law", "power sharing", "the the",
           "united tajik opposition", "in the", "return of refugees", "the government of"]
FUZZY = "dushanbe ombudsman refugee ceasefre oposition nurri elite".split()


def query(pick, depth):
    """The query as Concord and as LuceneAgreement.java take it."""
    form = pick.choice(["word", "phrase", "wild", "fuzzy"] if depth == 0 else ["word", "phrase", "wild", "and", "or", "minus", "and", "or"])
    if form == "word":
        word = pick.choice(WORDS)
        return f'"{word}"', f"(w {word})"
    if form == "phrase":
        phrase = pick.choice(PHRASES)
        return f'"{phrase}"', f"(phrase {phrase})"
    if form == "wild":
        pattern = pick.choice(PATTERNS)
        return pattern, f"(wild {pattern})"
    if form == "fuzzy":
        word = pick.choice(FUZZY)
        return f"{word}~1", f"(fuzzy {word})"
    parts = [query(pick, depth - 1) for _ in range(pick.randint(2, 3))]
    ours = {"and": " AND ", "or": " OR ", "minus": " AND NOT "}[form].join(part[0] for part in parts)
    return f"({ours})", f"({form} {' '.join(part[1] for part in parts)})"


def main():
    concord, index, classpath, count = sys.argv[1:4] + [int(sys.argv[4])]
    pick = random.Random(1997)
    queries = [query(pick, pick.randint(0, 2)) for _ in range(count)]
    java = subprocess.run(["java", "-cp", classpath, "LuceneAgreement", index], input="\n".join(q[1] for q in queries) + "\n",
                          capture_output=True, text=True)
    if java.returncode != 0:
        sys.exit(java.stderr)
    faults = matched = 0
    for (ours, theirs), answer in zip(queries, java.stdout.splitlines(), strict=True):
        run = subprocess.run([concord, "search", ours, "--limit", "100000", "--passages", "1", "--format", "csv", "--no-provenance", "--raw"],
                             capture_output=True, text=True)
        rows = list(csv.DictReader(line for line in run.stdout.splitlines() if not line.startswith("#")))
        found = {row["id"].lower(): int(row["hits"]) for row in rows}
        expected, _, places = answer.partition("#")
        same = sorted(found) == sorted(expected.split("\t") if expected else [])
        if places and sum(found.values()) != int(places):
            same = False
        matched += bool(found)
        if run.returncode not in (0, 1) or not same:
            faults += 1
            print(f"{ours}\n  Concord: {sorted(found.items())}\n  Lucene:  {answer}\n  {run.stderr}")
    print(f"{count} queries, {matched} with hits, {faults} differ")
    sys.exit(1 if faults or matched < count / 3 else 0)


if __name__ == "__main__":
    main()
