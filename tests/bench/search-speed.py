#!/usr/bin/env python3
"""How long whole `concord search` and `concord kwic` processes take on a collection: medians and p99 by class of query.

usage: search-speed.py --concord build/release/concord --collection DIR [--queries FILE] [--runs 3] [--json FILE] [--slowest N]
                       [--java-index DIR --engine build/bench/query_bench] [--grep FOLDER]

With --java-index (made by java/LuceneReference.java) and --engine (query_bench.cpp) the plain words, AND and phrases are asked of Java
Lucene 8 and of Concord in one process each, warm: the ten best by BM25 and the exact number of documents, timed by the process itself. With --grep
some of them are looked for by grep -P in the files, and by rga where it is installed.

The index is read once before timing, so that files are in the page cache. Beside the wall clock stands the processor
time of the child, which other load on the machine distorts less.
"""
import argparse, glob, json, os, pathlib, re, resource, shutil, statistics, subprocess, sys, tempfile, time

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


def timed_inside(command, queries):
    """(milliseconds, documents) of each query, as a program says that reads queries and times them itself. All are asked a first time
    to warm it: Java compiles its hot loops on the way."""
    run = subprocess.run(command, input="\n".join(queries * 2) + "\n", capture_output=True, text=True, check=True)
    return [(float(line.split("\t")[0]), int(line.split("\t")[1])) for line in run.stdout.splitlines()][len(queries):]


def java_command(classes, index):
    jars = [jar for name in ("core", "queryparser", "analyzers-common") for jar in sorted(glob.glob(f"/usr/share/java/lucene-{name}-8.*.jar"))[:1]]
    source = pathlib.Path(__file__).parent / "java" / "LuceneSearch.java"
    subprocess.run(["javac", "-nowarn", "-cp", ":".join(jars), "-d", classes, str(source)], check=True)
    return ["java", "-cp", ":".join(jars + [classes]), "LuceneSearch", index]


def compare_with_java(queries, java_index, engine, collection):
    with tempfile.TemporaryDirectory() as classes:
        java = java_command(classes, java_index)
        ours = [engine, str(pathlib.Path(collection) / ".concord" / "index")]
        for kind in ("word", "and", "phrase"):
            asked = [query for name, query, _ in queries if name == kind and is_plain(query)]
            theirs, own = timed_inside(java, asked), timed_inside(ours, asked)
            ratios = [a[0] / b[0] for a, b in zip(own, theirs)]
            agree = sum(a[1] == b[1] for a, b in zip(own, theirs))
            print(f"in one process, {kind:7} {len(asked):3} queries: Java 8 median {statistics.median(t[0] for t in theirs):.3f} ms, Concord "
                  f"{statistics.median(t[0] for t in own):.3f} ms; ratio of each query {min(ratios):.2f} to {max(ratios):.2f}, median "
                  f"{statistics.median(ratios):.2f}; sums {sum(t[0] for t in theirs):.1f} and {sum(t[0] for t in own):.1f} ms; same number of documents {agree}")


def compare_with_grep(times, folder):
    rows = [row for kind in ("word", "phrase") for row in times.get(kind, []) if is_plain(row[2]) and "AND" not in row[2]][::8]
    for name, command in (("grep -P", ["grep", "-rPcz"]), ("rga", ["rga", "-Uc"])):
        if shutil.which(command[0]) is None:
            continue
        walls, cpus = [], []
        for wall, cpu, query in rows:
            pattern = r"(?i)\b" + query.replace('"', "").replace(" ", r"\s+") + r"\b"
            their_wall, their_cpu = run_once(command + [pattern, folder])
            walls.append(their_wall / wall)
            cpus.append(their_cpu / cpu)
        print(f"{name} over the files: {len(rows)} queries, wall {min(walls):.0f} to {max(walls):.0f} times Concord's, median {statistics.median(walls):.0f}; "
              f"cpu {min(cpus):.0f} to {max(cpus):.0f}, median {statistics.median(cpus):.0f}")


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
    options.add_argument("--engine")
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
    if typed.java_index and typed.engine:
        compare_with_java(list(read_queries(typed.queries)), typed.java_index, typed.engine, typed.collection)
    if typed.grep:
        compare_with_grep(times, typed.grep)
    if typed.json:
        typed.json.write_text(json.dumps({"classes": times, "peak_mb": peak}, indent=1))


if __name__ == "__main__":
    main()
