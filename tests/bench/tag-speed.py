#!/usr/bin/env python3
"""What tagging adds to an ingest, in processor time: the same files with no lexicon, the bundled ones, and 30,000 names.

    tests/bench/tag-speed.py --corpus FOLDER [--names FILE ...] [--runs 5] [--concord build/release/concord] [--workers 2]

The names are those of the lexicon files given (imported tables, say); without any, 30,000 are made: one in ten stands in the
corpus, the others are put together from the words of such names. The runs take turns, so that all meet the same weather;
printed are medians, of shares the median of each round's. Of the whole process without any lexicon (100 %):
  tagging    the stage that finds the mentions, alone
  mentions   what index and store then cost more
  lexicons   reading and compiling the files, once a run however large the corpus
MB/s is megabytes of files a second of tagging on one core."""
import argparse
import csv
import io
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
NAME = re.compile(r"\b[A-Z][a-z]{5,}(?:[ -][A-Z][a-z]+){1,3}\b")


def made_names(corpus, count, path):
    rng = random.Random(7)
    files = sorted(pathlib.Path(corpus).rglob("*.txt"))
    real = set()
    for file in rng.sample(files, min(2000, len(files))):
        real.update(" ".join(name.split()) for name in NAME.findall(file.read_text(errors="ignore")))
    real = sorted(real)
    words = sorted({word for name in real for word in name.split()})
    if len(words) < 100:
        sys.exit(f"{corpus}: too few names in its *.txt to make {count} of them; give --names")
    names = set(rng.sample(real, min(count // 10, len(real))))
    while len(names) < count:
        names.add(" ".join(rng.choices(words, k=rng.choice((2, 3, 3, 4)))))
    lines = [f'  - {{id: n{i}, name: "{name}"}}\n' for i, name in enumerate(sorted(names))]
    path.write_text("lexicon: actor\nentries:\n" + "".join(lines))


def rules_of(concord, lexicons):
    done = subprocess.run([concord, "lexicon", "check", "--no-links", *map(str, lexicons)], capture_output=True, text=True)
    found = re.search(r"entries, (\d+) rules", done.stdout)
    if not found:
        sys.exit(f"{lexicons}: {done.stdout}{done.stderr}")
    return int(found.group(1))


def ingest(options, work, lexicons):
    with tempfile.TemporaryDirectory(dir=work) as folder:
        configuration = "".join(f"  - {lexicon}\n" for lexicon in lexicons)
        pathlib.Path(folder, "concord.yaml").write_text(f"name: bench\nlexicons:\n{configuration}sources: []\n")
        command = [options.concord, "ingest", options.corpus, "-C", folder, "--workers", str(options.workers), "--quiet", "--timings",
                   "--format", "csv", "--no-provenance"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        out, err = process.communicate()
        if process.returncode not in (0, 3):
            sys.exit(f"{' '.join(command)}: exit {process.returncode}\n{err}")
        return {row[0]: float(row[1]) for row in csv.reader(io.StringIO(out)) if len(row) > 1 and row[0] != "stage"}


def print_table(cases, rules, rounds, megabytes):
    print(f"{'':18}{'rules':>8}{'CPU s':>8}{'tag s':>8}{'MB/s':>7}{'tagging':>10}{'mentions':>10}{'lexicons':>10}")
    for case in cases:
        def median(value):
            return statistics.median(value(one[case], one["none"]) for one in rounds)
        tag = median(lambda run, _: run.get("tag", 0.0))
        shares = [median(lambda run, none: run.get("tag", 0.0) / none["all"]),
                  median(lambda run, none: (run["index"] + run["store"] - none["index"] - none["store"]) / none["all"]),
                  median(lambda run, none: run["lexicons"] / none["all"])]
        speed = f"{megabytes / tag:7.0f}" if rules[case] else f"{'':7}"
        print(f"{case:18}{rules[case]:8}{median(lambda run, _: run['all']):8.2f}{tag:8.2f}{speed}" + "".join(f"{share:10.1%}" for share in shares))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", required=True, type=os.path.abspath)
    parser.add_argument("--names", nargs="+", default=[], type=os.path.abspath)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--concord", default=str(TOP / "build/release/concord"), type=os.path.abspath)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        work = pathlib.Path(folder)
        (work / "empty.yaml").write_text("lexicon: actor\nentries: []\n")
        names = options.names
        if not names:
            names = [work / "names.yaml"]
            made_names(options.corpus, 30000, names[0])
        cases = {"none": [work / "empty.yaml"], "bundled": ["bundled"], "names": names}
        rules = {case: rules_of(options.concord, lexicons) for case, lexicons in cases.items()}
        rounds = []
        for number in range(options.runs):
            rounds.append({case: ingest(options, work, lexicons) for case, lexicons in cases.items()})
            print(f"  round {number + 1}: " + ", ".join(f"{case} {run['all']:.2f} s" for case, run in rounds[-1].items()), file=sys.stderr)
        size = sum(file.stat().st_size for file in pathlib.Path(options.corpus).rglob("*") if file.is_file())
        print_table(cases, rules, rounds, size / 1e6)


main()
