#!/usr/bin/env python3
"""counting-speed.py: how long the statistics take on a collection, whole process, warm; and against SciPy in the same run.

    counting-speed.py --collection FOLDER [--concord build/release/concord] [--runs 3] [--words 5000] [--json FILE]
                      [--incidence-dump build/bench/incidence_dump]
    counting-speed.py --corpus FOLDER ...     text files: a collection is made for the run and thrown away

Prints a table of medians. `cpu` is user and system time, which other work on the machine disturbs less than the clock.
`reading` is the share of the processor's time spent on reading the index: verifying, decompressing and decoding (sampled by
perf; "-" where there is none).

The ratio: the sparse matrix sentences x words is in memory before any clock runs; then SciPy's product of its transpose
with it is timed against the whole process of Concord, which opens the index, reads the postings, counts, scores each pair
and prints. Both must come to the same counts. Left out, and said so, without SciPy or without the program
incidence_dump (built by the preset bench), which writes the matrix.
"""
import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

READING = ("SegmentLists", "SegmentCursor", "TermWalk", "TermDictionary", "InputFile", "XXH", "DiskPostings", "DiskSnapshot", "MergedList",
           "decode_", "zstd", "copy_to_iter", "vfs_read", "filemap", "pread")


def run(command):
    """Seconds, processor seconds, megabytes of one process."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    code = process.returncode = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit {code}: {said}")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def reading_share(command):
    with tempfile.TemporaryDirectory() as folder:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        try:
            if subprocess.run(["perf", "record", "-q", "-F", "2000", "-o", folder + "/perf", *command], **quiet).returncode not in (0, 1):
                return None
        except FileNotFoundError:
            return None
        report = subprocess.run(["perf", "report", "-i", folder + "/perf", "--no-children", "--stdio", "--percent-limit", "0"],
                                capture_output=True, text=True).stdout
    rows = [line.split(None, 1) for line in report.splitlines() if line and not line.startswith("#")]
    return sum(float(share[:-1]) / 100 for share, rest in rows if share.endswith("%") and any(name in rest for name in READING))


def rows_of(concord, *arguments):
    """A command's CSV as lists of cells; names here hold no commas."""
    said = subprocess.run([*concord(arguments), "--format", "csv", "--no-provenance"], capture_output=True, text=True, check=True).stdout
    return [line.split(",") for line in said.splitlines()[1:]]


def questions(concord, words):
    """Name, goal in seconds (None for none), arguments. The node and the decades are found in the collection itself."""
    frequent = [(int(row[1]), row[0]) for row in rows_of(concord, "freq", "words", "--limit", "3000") if row[0].isalpha() and len(row[0]) > 4]
    count, node = min(frequent, key=lambda word: abs(word[0] - 100_000))
    years = sorted({row[1] for row in rows_of(concord, "freq", "word:" + node, "--by", "decade") if row[1].endswith("0s")})
    yield "actors x themes by sentence", 0.3, ["cooccur", "--limit", "50"]
    yield "actors x themes by document", 0.1, ["cooccur", "--unit", "document", "--limit", "50"]
    yield f"collocates of '{node}' ({count})", 0.3, ["collocates", node, "--limit", "50"]
    if len(years) > 3:
        one, other = (f"date:{year[:4]}..{int(year[:4]) + 9}" for year in years[-4:-2])
        yield f"keyness {one} {other}", 0.5, ["keyness", one, other, "--limit", "50"]
    yield "all words", None, ["freq", "words", "--limit", "50"]
    axis = f"words:{words}"
    yield f"{words} x {words} words by sentence", 5.0, ["cooccur", "--rows", axis, "--cols", axis, "--limit", "50"]


def joint_counts(path):
    """Sum of all joint counts of a Matrix Market file."""
    with open(path, encoding="utf-8") as file:
        figures = [line for line in file if not line.startswith("%")]
    return sum(int(line.rsplit(" ", 1)[1]) for line in figures[1:])


def against_scipy(concord, dump, index, words, runs, whole_process):
    try:
        import numpy
        import scipy
        from scipy import sparse
    except ImportError:
        return {"left out": "SciPy is not installed"}
    if not dump.exists():
        return {"left out": f"{dump} is not built (preset bench, target incidence_dump)"}
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([dump, index, str(words), folder + "/matrix"], check=True)
        raw = open(folder + "/matrix", "rb").read()
        axis = f"words:{words}"
        subprocess.run(concord(["cooccur", "--rows", axis, "--cols", axis, "--limit", "1", "--matrix", folder + "/counts.mtx"]),
                       stdout=subprocess.DEVNULL, check=True)
        ours = joint_counts(folder + "/counts.mtx")
    rows, columns = numpy.frombuffer(raw, numpy.int64, 2)
    begins = numpy.frombuffer(raw, numpy.int64, columns + 1, 16)
    entries = numpy.frombuffer(raw, numpy.int32, -1, 16 + 8 * (columns + 1))
    matrix = sparse.csc_matrix((numpy.ones(len(entries), numpy.int32), entries, begins.astype(numpy.int32)), shape=(rows, columns))
    transposed = matrix.T.tocsr()
    by_rows = matrix.tocsr()
    times = []
    for _ in range(runs):
        began = time.process_time()
        product = transposed @ by_rows
        times.append(time.process_time() - began)
    theirs = int(sparse.triu(product, 1).sum())
    if theirs != ours:
        sys.exit(f"SciPy comes to {theirs} meetings, Concord to {ours}: they do not count the same")
    seconds = statistics.median(times)
    return {"scipy": scipy.__version__, "entries": int(matrix.nnz), "meetings": ours, "scipy_cpu_s": round(seconds, 3),
            "concord_whole_process_cpu_s": round(whole_process, 3), "ratio": round(seconds / whole_process, 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", type=pathlib.Path, default=pathlib.Path("build/release/concord"))
    parser.add_argument("--incidence-dump", type=pathlib.Path, default=pathlib.Path("build/bench/incidence_dump"))
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--collection", type=pathlib.Path)
    where.add_argument("--corpus", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        collection = options.collection or pathlib.Path(made) / "speed"
        if options.corpus:
            subprocess.run([options.concord, "init", collection], stdout=subprocess.DEVNULL, check=True)
            subprocess.run([options.concord, "ingest", options.corpus.resolve(), "-C", collection, "--quiet"], check=True)
        measure(lambda arguments: [str(options.concord.resolve()), *arguments, "-C", str(collection.resolve())], collection, options)


def measure(concord, collection, options):
    """`concord`: makes a command line of a list of arguments."""
    figures = []
    print(f"{'':42} {'median':>8} {'goal':>6} {'cpu':>7} {'memory':>8} {'reading':>8}")
    for name, goal, arguments in questions(concord, options.words):
        run(concord(arguments))  # warms the page cache
        seconds, cpu, memory = (statistics.median(column) for column in zip(*(run(concord(arguments)) for _ in range(options.runs))))
        share = reading_share(concord(arguments))
        figures.append({"name": name, "arguments": arguments, "seconds": seconds, "goal": goal, "cpu": cpu, "memory_mb": memory, "reading": share})
        shown = "-" if share is None else f"{100 * share:.0f} %"
        print(f"{name:42} {seconds:7.3f}s {goal or '-':>6} {cpu:6.2f}s {memory:6.0f}MB {shown:>8}", flush=True)
    index = collection / ".concord" / "index"
    ratio = against_scipy(concord, options.incidence_dump, index, options.words, options.runs, figures[-1]["cpu"])
    print("against SciPy: " + ", ".join(f"{key} {value}" for key, value in ratio.items()))
    if options.json:
        options.json.write_text(json.dumps({"runs": options.runs, "figures": figures, "scipy": ratio}, indent=1) + "\n")


if __name__ == "__main__":
    main()
