#!/usr/bin/env python3
"""How long a reindex takes that has nothing to do, or next to nothing: reindex-speed.py CONCORD [FILES=10000] [RUNS=10]

Writes FILES short documents into a scratch folder, indexes them with the bundled lexicons, and prints the median wall time of
the whole process: nothing changed, one file changed, one file added, one renamed, one removed, and `check --quick`.
"""
import os
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WORDS = "ceasefire refugees government opposition reconciliation border session protocol commission observers exchange prisoners law the of and in".split()


def timed(*command, cwd):
    begin = time.perf_counter()
    done = subprocess.run(command, cwd=cwd, capture_output=True)
    seconds = time.perf_counter() - begin
    if done.returncode != 0:
        sys.exit(f"{command}: exit {done.returncode}: {done.stderr.decode()}")
    return seconds


def main():
    concord = os.path.abspath(sys.argv[1])
    files, runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10000, int(sys.argv[3]) if len(sys.argv) > 3 else 10
    rng = random.Random(7)
    work = pathlib.Path(tempfile.mkdtemp(prefix="concord-bench-"))
    try:
        docs = work / "docs"
        for i in range(files):
            folder = docs / f"{i % 100:02}"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{i}.txt").write_text(f"Paper {i}\n\n" + " ".join(rng.choices(WORDS, k=150)) + ".\n")
        subprocess.run([concord, "init", "c"], cwd=work, check=True, capture_output=True)
        collection = work / "c"
        print(f"first ingest of {files} files: {timed(concord, 'ingest', str(docs), '--quiet', cwd=collection):.2f} s")
        time.sleep(0.1)
        timed(concord, "reindex", "--quiet", cwd=collection)
        count = [0]

        def edit():
            count[0] += 1
            (docs / "00" / "0.txt").write_text(f"Edited {count[0]} times\n\n" + " ".join(rng.choices(WORDS, k=150)) + ".\n")
            time.sleep(0.1)  # older than the clock's grain

        def add():
            count[0] += 1
            (docs / "01" / f"added{count[0]}.txt").write_text("A new paper on the ceasefire.\n" * 20)
            time.sleep(0.1)

        def rename():
            count[0] += 1
            path = sorted((docs / "02").iterdir())[0]
            path.rename(docs / "02" / f"renamed{count[0]}.txt")

        def remove():
            sorted((docs / "03").iterdir())[0].unlink()

        for name, change, command in [("nothing changed", None, ["reindex", "--quiet"]), ("one file changed", edit, ["reindex", "--quiet"]),
                                      ("one file added", add, ["reindex", "--quiet"]), ("one file renamed", rename, ["reindex", "--quiet"]),
                                      ("one file removed", remove, ["reindex", "--quiet"]), ("check --quick", None, ["check", "--quick", "--quiet"])]:
            seconds = []
            for _ in range(runs):
                if change:
                    change()
                seconds.append(timed(concord, *command, cwd=collection))
            print(f"{name:<18} median {statistics.median(seconds):.3f} s, least {min(seconds):.3f} s, most {max(seconds):.3f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
