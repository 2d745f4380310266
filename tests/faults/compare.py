#!/usr/bin/env python3
"""The same failing system calls against Concord, stock Lucene++ and Xapian, counted in one table.

    compare.py --faults LIB --concord BUILD/concord [--lucene BUILD/stock_lucene] [--xapian BUILD/stock_xapian] [--points N]

An index of twenty documents exists. A run adds twenty more, with a commit after ten (Concord: one run, one commit), and one
system call of it fails: open write sync close rename unlink list x {EIO, ENOSPC, EMFILE} x {once, from then on}. Then the
index is opened and every document read.

  silent   the run ended with 0, and documents are missing
  corrupt  the index cannot be read any more (an error, a crash, a document that is not what was written)
  lost     documents that were acknowledged are gone
"""
import argparse
import concurrent.futures
import errno
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from stage import Stage, scratch_folder

KINDS = ["open", "write", "sync", "close", "rename", "unlink", "list"]
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EMFILE": errno.EMFILE}


def run(command, cwd=None, **variables):
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **variables}
    try:
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=30)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -99, b"", b"")


class Stock:
    """A program of tests/faults that adds and counts."""

    def __init__(self, name, program, work):
        self.name, self.program, self.template = name, os.path.abspath(program), work / name
        self.good([self.program, "add", str(self.template), "0", "20"])

    @staticmethod
    def good(command):
        done = run(command)
        if done.returncode != 0:
            sys.exit(f"{command}: exit {done.returncode}: {done.stderr.decode()}")

    def add(self, folder, **variables):
        done = run([self.program, "add", str(folder), "20", "20"], **variables)
        told = re.findall(rb"acknowledged (\d+)", done.stdout)
        return done.returncode, int(told[-1]) if told else 20

    def count(self, folder):
        done = run([self.program, "count", str(folder)])
        return int(done.stdout) if done.returncode == 0 else None


class Concord:
    def __init__(self, program, faults, work):
        self.name = "concord"
        self.stage = Stage(work, os.path.abspath(program), faults)
        shutil.copytree(pathlib.Path(__file__).parents[1] / "cli/lexicons", self.stage.lexicons)
        self.stage.docs.mkdir()
        self.write(0, 20)
        self.template = self.stage.collection("concord")
        self.stage.good(self.template, "ingest", "--quiet")
        self.write(20, 40)

    def write(self, first, end):
        for i in range(first, end):
            (self.stage.docs / f"{i}.txt").write_text(f"Document {i} of the comparison.\n" + chr(ord("a") + i % 26) * 2000)
        self.stage.age()

    def add(self, folder, **variables):
        done = run([self.stage.concord, "reindex", "--quiet", "--workers", "1"], cwd=folder, **variables)
        return done.returncode, 40 if done.returncode == 0 else 20

    def count(self, folder):
        if run([self.stage.concord, "check", "--deep", "--quiet"], cwd=folder).returncode != 0:
            return None
        done = run([self.stage.concord, "search", "comparison", "--count"], cwd=folder)
        return int(done.stdout.split()[0]) if done.returncode == 0 else None


def try_point(engine, work, faults, kind, at, error, mode):
    folder = pathlib.Path(tempfile.mkdtemp(dir=work, prefix="point-")) / "c"
    try:
        shutil.copytree(engine.template, folder)
        code, acknowledged = engine.add(folder, LD_PRELOAD=faults, FAULT_ROOTS=str(folder), FAULT_CALLS=kind, FAULT_AT=str(at), FAULT_ERROR=str(ERRORS[error]), FAULT_MODE=mode)
        found = engine.count(folder)
        return {"points": 1, "silent": code == 0 and found != 40, "corrupt": found is None, "lost": found is not None and found < acknowledged,
                "crashed": code < 0}
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def count_calls(engine, work, faults, kind):
    folder, tally = work / "count", work / "tally"
    shutil.copytree(engine.template, folder)
    tally.unlink(missing_ok=True)
    engine.add(folder, LD_PRELOAD=faults, FAULT_ROOTS=str(folder), FAULT_CALLS=kind, FAULT_AT="0", FAULT_COUNT=str(tally))
    shutil.rmtree(folder)
    return int(tally.read_text() or 0) if tally.exists() else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--faults", required=True, type=os.path.abspath)
    parser.add_argument("--concord", required=True)
    parser.add_argument("--lucene")
    parser.add_argument("--xapian")
    parser.add_argument("--points", type=int, default=0, help="of each engine; 0 = all")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    work = scratch_folder("compare")
    try:
        engines = [Concord(arguments.concord, arguments.faults, work)]
        for name, program in (("Lucene++", arguments.lucene), ("Xapian", arguments.xapian)):
            if program:
                engines.append(Stock(name, program, work))
        print(f"{'':<10} {'points':>7} {'silent':>7} {'corrupt':>8} {'lost':>6} {'crashed':>8}")
        for engine in engines:
            points = [(kind, at, error, mode) for kind in KINDS for at in range(1, count_calls(engine, work, arguments.faults, kind) + 1) for error in ERRORS for mode in ("once", "on")]
            if arguments.points and len(points) > arguments.points:
                points = [points[i * len(points) // arguments.points] for i in range(arguments.points)]
            with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
                results = list(pool.map(lambda point: try_point(engine, work, arguments.faults, *point), points))
            total = {key: sum(result[key] for result in results) for key in ("points", "silent", "corrupt", "lost", "crashed")}
            print(f"{engine.name:<10} {total['points']:>7} {total['silent']:>7} {total['corrupt']:>8} {total['lost']:>6} {total['crashed']:>8}", flush=True)
    finally:
        shutil.rmtree(work, ignore_errors=True)


main()
