#!/usr/bin/env python3
"""How long whole `concord search` and `concord kwic` processes take on a collection: medians and p99 by class of query.

usage: search-speed.py --concord build/release/concord --collection DIR [--queries FILE] [--runs 3] [--json FILE] [--slowest N]
                       [--java-index DIR] [--grep FOLDER]

With --java-index (made by java/LuceneReference.java) the plain words, AND and phrases are asked of Java Lucene 8 too: warm, timed in
its process, while Concord is a whole process that also counts hits and sentences. With --grep some of them are looked for by
grep -P in the files.

The index is read once before timing, so that files are in the page cache. Beside the wall clock stands the processor
time of the child, which other load on the machine distorts less.
"""
import argparse, glob, json, os, pathlib, re, resource, statistics, subprocess, sys, tempfile, time

GOALS = {"word": 30, "and": 30, "phrase": 60, "near": 60, "sentence": 100, "wildcard": 150, "fuzzy": 150, "facet": 150, "kwic": 500}  # ms


def read_queries(path):
    for line in path.read_text().splitlines():
        if line and not line.startswith("#"):
            kind, query, *options = line.split("\t")
            yield kind, query, options[0].split() if options else []


def run_once(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "LC_ALL": "C.UTF-8"})
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command} exits with {done.returncode}: {done.stderr.decode()}")
    return wall * 1000, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def is_plain(query):
    """Words, AND and phrases that Java's classic syntax and ours read alike."""
    return re.fullmatch(r'[A-Za-z" ]+', query) and not re.search(r"\b(OR|NOT|NEAR|BEFORE|IN)\b", query)


def java_times(index, queries):
    jars = [jar for name in ("core", "queryparser", "analyzers-common") for jar in sorted(glob.glob(f"/usr/share/java/lucene-{name}-8.*.jar"))[:1]]
    with tempfile.TemporaryDirectory() as classes:
        source = pathlib.Path(__file__).parent / "java" / "LuceneSearch.java"
        subprocess.run(["javac", "-nowarn", "-cp", ":".join(jars), "-d", classes, str(source)], check=True)
        run = subprocess.run(["java", "-cp", ":".join(jars + [classes]), "LuceneSearch", index], input="\n".join(queries) + "\n",
                             capture_output=True, text=True, check=True)
    return [float(line.split("\t")[0]) for line in run.stdout.splitlines()]


def compare_with_java(times, index):
    for kind in ("word", "and", "phrase"):
        rows = [row for row in times.get(kind, []) if is_plain(row[2])]
        java = java_times(index, [row[2] for row in rows])
        ours = [row[1] for row in rows]
        print(f"Java 8, {kind:7} {len(rows):3} queries: median {statistics.median(java):.3f} ms in its process; Concord's whole process takes "
              f"{statistics.median(ours):.1f} ms cpu, {statistics.median(ours) / statistics.median(java):.1f} times as long (of medians)")


def compare_with_grep(times, folder):
    rows = [row for kind in ("word", "phrase") for row in times.get(kind, []) if is_plain(row[2]) and "AND" not in row[2]][::8]
    ratios = []
    for wall, cpu, query in rows:
        pattern = r"(?i)\b" + query.replace('"', "").replace(" ", r"\s+") + r"\b"
        _, grep = run_once(["grep", "-rPcz", pattern, folder])
        ratios.append(grep / cpu)
    print(f"grep -P over the files: {len(rows)} queries, {min(ratios):.0f} to {max(ratios):.0f} times Concord's cpu time, median {statistics.median(ratios):.0f}")


def main():
    here = pathlib.Path(__file__).parent
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--concord", required=True)
    options.add_argument("--collection", required=True)
    options.add_argument("--queries", type=pathlib.Path, default=here / "queries.txt")
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--json", type=pathlib.Path)
    options.add_argument("--slowest", type=int, default=5)
    options.add_argument("--java-index")
    options.add_argument("--grep")
    typed = options.parse_args()
    times = {}
    for kind, query, extra in read_queries(typed.queries):
        name = "kwic" if kind == "kwic" else "search"
        command = [typed.concord, name, "--collection", typed.collection, query, "--quiet", *extra]
        runs = [run_once(command) for _ in range(typed.runs)]
        wall, cpu = min(r[0] for r in runs), min(r[1] for r in runs)
        times.setdefault(kind, []).append((wall, cpu, query))
    print(f"{'class':10} {'queries':>7} {'wall median':>12} {'p99':>9} {'cpu median':>11} {'p99':>9} {'goal':>6}   ms, best of {typed.runs} runs each")
    for kind, rows in times.items():
        wall, cpu = [r[0] for r in rows], [r[1] for r in rows]
        print(f"{kind:10} {len(rows):7} {statistics.median(wall):12.1f} {percentile(wall, .99):9.1f} {statistics.median(cpu):11.1f} "
              f"{percentile(cpu, .99):9.1f} {GOALS.get(kind, ''):>6}")
    searches = [row for kind, rows in times.items() if kind != "kwic" for row in rows]
    for name, column in (("wall", 0), ("cpu", 1)):
        values = [row[column] for row in searches]
        print(f"all {len(values)} searches, {name}: p50 {statistics.median(values):.1f}, p90 {percentile(values, .9):.1f}, p99 {percentile(values, .99):.1f} ms")
    every = sorted(((wall, cpu, kind, query) for kind, rows in times.items() for wall, cpu, query in rows), reverse=True)
    for wall, cpu, kind, query in every[:typed.slowest]:
        print(f"  slow: {wall:8.1f} ms ({cpu:.1f} cpu)  {kind}: {query}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MB")
    if typed.java_index:
        compare_with_java(times, typed.java_index)
    if typed.grep:
        compare_with_grep(times, typed.grep)
    if typed.json:
        typed.json.write_text(json.dumps({"classes": times, "peak_mb": peak}, indent=1))


if __name__ == "__main__":
    main()
