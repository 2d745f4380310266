#!/usr/bin/env python3
"""Whole runs of the real program over a corpus, against Java Lucene over the same files in the same run.

    tests/bench/whole-run.py --corpus FOLDER [--runs 3] [--concord build/release/concord] [--workers 2]
                             [--only ingest,reindex,query,java] [--collection FOLDER] [--json]

Prints medians: ingest (MB per wall second and per CPU second, peak memory, CPU seconds of each stage), reindex with
nothing changed, queries as whole processes with a warm cache, and the ratio to tests/bench/java/LuceneReference.java
(StandardAnalyzer, body stored, as many threads as we have workers; skipped when liblucene8-java or javac is missing).
A process's memory is what the kernel reports when it ends (ru_maxrss), children included."""
import argparse
import glob
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
TOP = HERE.parent.parent
QUERIES = [  # name, limit of the goal in ms or None, arguments
    ("search: two words AND", 50, ["search", "peace AND security", "--limit", "10"]),
    ("search: phrase", 100, ["search", '"peaceful settlement"', "--limit", "10"]),
    ("search: rare word", None, ["search", "ombudsman", "--limit", "10"]),
    ("search: in sentence", 100, ["search", "(refugees AND return) IN sentence", "--limit", "10"]),
    ("search: wildcard", 150, ["search", "reconcil*", "--limit", "10"]),
    ("kwic: phrase", None, ["kwic", '"national reconciliation"', "--limit", "100"]),
    ("cooccur: actors x themes, sentence", 1000, ["cooccur", "--rows", "actor", "--cols", "theme", "--unit", "sentence"]),
    ("cooccur: actors x themes, document", None, ["cooccur", "--rows", "actor", "--cols", "theme", "--unit", "document"]),
    ("stats", None, ["stats"]),
]


def run(command, folder=None, accept=(0,)):
    """Wall and CPU seconds and peak MB of one process with its children, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        text, complaints = out.read().decode(errors="replace"), err.read().decode(errors="replace")
    if process.returncode not in accept:
        sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{complaints[-2000:]}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "mb": usage.ru_maxrss / 1024, "out": text, "err": complaints}


def median(runs, key):
    return statistics.median(one[key] for one in runs)


def size_of(folder):
    files = [pathlib.Path(top) / name for top, _, names in os.walk(folder) for name in names]
    return len(files), sum(file.stat().st_size for file in files)


def rows_of(text):
    """The rows of a JSON answer: the first list of objects in it."""
    try:
        answer = json.loads(text)
    except ValueError:
        return []
    lists = [value for value in answer.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
    return lists[0] if lists else []


def bench_ingest(options, work, megabytes):
    runs = []
    for number in range(options.runs):
        shutil.rmtree(work / "bench", ignore_errors=True)
        run([options.concord, "init", "bench"], work)
        runs.append(run([options.concord, "ingest", options.corpus, "--workers", str(options.workers),
                         "--quiet", "--timings", "--format", "json"],
                        work / "bench", accept=(0, 3)))
        print(f"  ingest {number + 1}: {runs[-1]['wall']:.1f} s, {runs[-1]['cpu']:.1f} CPU s", file=sys.stderr)
    _, index_bytes = size_of(work / "bench" / ".concord")
    return {"wall_seconds": median(runs, "wall"), "cpu_seconds": median(runs, "cpu"), "peak_mb": max(r["mb"] for r in runs),
            "mb_per_second": megabytes / median(runs, "wall"), "mb_per_cpu_second": megabytes / median(runs, "cpu"),
            "index_mb": index_bytes / 1e6, "answer": rows_of(runs[-1]["out"])}


def bench_java(options, work, megabytes):
    jars = [jar for name in ("core", "analyzers-common") for jar in glob.glob(f"/usr/share/java/lucene-{name}-8.*.jar")]
    if len(jars) < 2 or not shutil.which("javac"):
        return {"skipped": "needs liblucene8-java and a JDK (apt-get install liblucene8-java default-jdk-headless)"}
    classes = work / "classes"
    classes.mkdir(exist_ok=True)
    run(["javac", "-cp", ":".join(jars), "-d", str(classes), str(HERE / "java" / "LuceneReference.java")])
    runs = []
    for number in range(options.runs):
        shutil.rmtree(work / "java-index", ignore_errors=True)
        runs.append(run(["java", "-cp", ":".join([*jars, str(classes)]), "LuceneReference", options.corpus,
                         str(work / "java-index"), str(options.workers)]))
        print(f"  java {number + 1}: {runs[-1]['wall']:.1f} s, {runs[-1]['cpu']:.1f} CPU s", file=sys.stderr)
    _, index_bytes = size_of(work / "java-index")
    return {"wall_seconds": median(runs, "wall"), "cpu_seconds": median(runs, "cpu"), "peak_mb": max(r["mb"] for r in runs),
            "mb_per_second": megabytes / median(runs, "wall"), "mb_per_cpu_second": megabytes / median(runs, "cpu"),
            "index_mb": index_bytes / 1e6}


def bench_reindex(options, collection):
    command = [options.concord, "reindex", "--quiet"]
    run(command, collection, accept=(0, 3))  # files younger than the first run are looked at once more
    runs = [run(command, collection, accept=(0, 3)) for _ in range(max(3, options.runs))]
    return {"wall_seconds": median(runs, "wall"), "cpu_seconds": median(runs, "cpu"), "peak_mb": max(r["mb"] for r in runs)}


def bench_queries(options, collection):
    results = []
    for name, goal, arguments in QUERIES:
        command = [options.concord, *arguments]
        run(command, collection, accept=(0, 1))  # warms the cache
        runs = [run(command, collection, accept=(0, 1)) for _ in range(max(9, options.runs))]
        walls = sorted(one["wall"] * 1000 for one in runs)
        results.append({"name": name, "goal_ms": goal, "median_ms": statistics.median(walls), "max_ms": walls[-1],
                        "cpu_ms": median(runs, "cpu") * 1000, "peak_mb": max(r["mb"] for r in runs)})
    return results


def print_report(report):
    print(f"corpus: {report['files']} files, {report['megabytes']:.0f} MB; medians of {report['runs']} runs, {report['workers']} workers")
    head = f"{'':24}{'wall s':>9}{'CPU s':>9}{'MB/s':>8}{'MB/CPU s':>10}{'peak MB':>9}{'index MB':>10}"
    print("\n" + head)
    for name in ("ingest", "java"):
        one = report.get(name)
        if one and "skipped" in one:
            print(f"{name:24}  skipped: {one['skipped']}")
        elif one:
            print(f"{'concord ingest' if name == 'ingest' else 'Java Lucene 8':24}{one['wall_seconds']:9.1f}{one['cpu_seconds']:9.1f}"
                  f"{one['mb_per_second']:8.1f}{one['mb_per_cpu_second']:10.2f}{one['peak_mb']:9.0f}{one['index_mb']:10.0f}")
    if report.get("ratio"):
        print(f"concord / Java Lucene, MB per CPU second: {report['ratio']:.2f} (goal: 1.5)")
    for row in report.get("ingest", {}).get("answer", []):
        print("  " + "  ".join(f"{value}" for value in row.values()))
    if "reindex" in report:
        one = report["reindex"]
        print(f"\nreindex, nothing changed: {one['wall_seconds']:.3f} s wall, {one['cpu_seconds']:.3f} s CPU, {one['peak_mb']:.0f} MB")
    if "queries" in report:
        print(f"\n{'whole process, warm':38}{'median ms':>10}{'max ms':>9}{'CPU ms':>9}{'peak MB':>9}{'goal ms':>9}")
        for one in report["queries"]:
            print(f"{one['name']:38}{one['median_ms']:10.0f}{one['max_ms']:9.0f}{one['cpu_ms']:9.0f}{one['peak_mb']:9.0f}{one['goal_ms'] or '':>9}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--corpus", required=True, type=os.path.abspath)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--concord", default=str(TOP / "build/release/concord"), type=os.path.abspath)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="ingest,reindex,query,java", help="parts, with commas between")
    parser.add_argument("--collection", type=os.path.abspath, help="a collection that is there already (for reindex and query)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    parts = set(options.only.split(","))

    files, size = size_of(options.corpus)
    report = {"files": files, "megabytes": size / 1e6, "runs": options.runs, "workers": options.workers}
    with tempfile.TemporaryDirectory(prefix="concord-bench-") as folder:
        work = pathlib.Path(folder)
        collection = options.collection or work / "bench"
        if "ingest" in parts:
            report["ingest"] = bench_ingest(options, work, size / 1e6)
        if "java" in parts:
            report["java"] = bench_java(options, work, size / 1e6)
        if "ingest" in report and "cpu_seconds" in report.get("java", {}):
            report["ratio"] = report["ingest"]["mb_per_cpu_second"] / report["java"]["mb_per_cpu_second"]
        if "reindex" in parts:
            report["reindex"] = bench_reindex(options, collection)
        if "query" in parts:
            report["queries"] = bench_queries(options, collection)
    print(json.dumps(report, indent=1)) if options.json else print_report(report)


main()
