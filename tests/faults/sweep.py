#!/usr/bin/env python3
"""Makes the n-th system call of a run fail, for every n, and looks whether anything was lost.

    sweep.py --concord BUILD/concord --faults LIBRARY [--points N] [--part K/N] [--seconds S] [--phases first,merge] [--jobs 2]

Every kind of call (open read write sync close rename unlink list make) x {EIO, ENOSPC, EMFILE, KILL} x {once, from then on},
in six phases: a first ingest, an incremental reindex over a collection with a kept snapshot, a run after the settings
changed (everything is read again: a new generation), a run after the lexicons changed, a merge, and a reindex that takes up
what a killed one left. After each point:

  whole      'concord check --deep' is clean, or there is no index yet and none was acknowledged
  kept       what the index holds is the state before or the state after, byte for byte of 'concord export --all'; where a
             document could not be read, every document of before that should still be there is there
  told       exit 0 only with the state after; a run that did not do its work says so
  converges  the next run, undisturbed, ends with the state after, byte for byte

The clock stands still for the disturbed run, so that many points leave the same bytes behind: what is true of a state is
found out once.

Without --points every point is tried; with it, so many spread evenly. The last lines are a table; exit 1 when a point failed.
"""
import argparse
import concurrent.futures
import errno
import hashlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

from stage import Stage, scratch_folder

KINDS = ["open", "read", "write", "sync", "close", "rename", "unlink", "list", "make"]
ERRORS = {"EIO": errno.EIO, "ENOSPC": errno.ENOSPC, "EMFILE": errno.EMFILE, "KILL": None}


def copy(template, to):
    shutil.copytree(template, to, symlinks=True)


class Phase:
    """A state to start from, a command, and the states before and after it."""

    def __init__(self, stage, name, template, command):
        self.stage, self.name, self.template, self.command = stage, name, template, command
        self.before = stage.export(template)
        whole = stage.work / f"{name}-whole"
        copy(template, whole)
        stage.good(whole, *command)
        self.after = stage.export(whole)
        self.kept = stage.export(template, "--snapshot", "kept") if b"kept" in stage.run(template, "snapshot", "list").stdout else None
        self.jar, self.judged = "", 0
        self.seen = {}  # digest of a state -> what is true of it
        self.counts = {kind: self.count(kind) for kind in KINDS}

    def count(self, kind):
        folder = self.stage.work / f"{self.name}-count"
        copy(self.template, folder)
        tally = self.stage.work / "tally"
        tally.unlink(missing_ok=True)
        self.disturbed(folder, kind, 0, "EIO", "once", {"FAULT_COUNT": str(tally)})
        shutil.rmtree(folder)
        return int(tally.read_text() or 0) if tally.exists() else 0

    def disturbed(self, folder, kind, at, error, mode, more=None):
        number = ERRORS[error]
        preload = {} if self.stage.served else {"LD_PRELOAD": self.stage.faults}
        environment = {**preload, "FAULT_TIME": "1795000000", "FAULT_ROOTS": f"{folder}/.concord:{self.stage.docs}", "FAULT_CALLS": kind, "FAULT_AT": str(at),
                       "FAULT_ERROR": "KILL" if number is None else str(number), "FAULT_MODE": mode, **(more or {})}
        return self.stage.run(folder, *self.command, environment=environment)

    def points(self):
        for kind in KINDS:
            for error in ERRORS:
                for mode in ("once", "on"):
                    if error == "KILL" and mode == "on":
                        continue  # dead is dead
                    for at in range(1, self.counts[kind] + 1):
                        yield (self, kind, at, error, mode)


def ids_of(export):
    return {json.loads(line)["id"] for line in (export or b"").splitlines() if b'"failed":' not in line[:200]}


def digest_of(folder):
    """Of all that decides what later commands do: not of locks and logs."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob(".concord/**/*")):
        if path.is_file() and path.name != "write.lock" and not path.name.startswith("runs.jsonl"):
            digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.digest()


def java_judges(phase, folder):
    """What the outside judge has to say against every tenth state; nothing where all is well."""
    if not phase.jar or len(phase.seen) % 10 != 0:
        return ""
    done = subprocess.run(["java", "-ea:org.apache.lucene...", "-cp", phase.jar, "org.apache.lucene.index.CheckIndex", folder / ".concord/index"], capture_output=True, text=True)
    phase.judged += 1
    return "" if "No problems were detected" in done.stdout else done.stdout[-300:] + done.stderr[-300:]


def truth_of(phase, folder):
    """What is there, and what the next run makes of it: a function of the bytes in the folder."""
    stage = phase.stage
    check = stage.run(folder, "check", "--deep", "--quiet")
    judged = java_judges(phase, folder) if check.returncode == 0 else ""
    found = stage.export(folder)
    kept = phase.kept is None or stage.export(folder, "--snapshot", "kept") == phase.kept
    again = stage.run(folder, "reindex", "--quiet")
    return {"check": check.returncode, "java": judged, "damage": check.stderr.decode()[:200], "found": found, "kept": kept, "again": again.returncode,
            "complaint": again.stderr.decode()[:200], "converged": stage.export(folder) == phase.after}


def try_point(point):
    """What went wrong at a point, in words (nothing when all is well), and the exit code of the disturbed run."""
    phase, kind, at, error, mode = point
    folder = pathlib.Path(tempfile.mkdtemp(dir=phase.stage.work, prefix="point-")) / "c"
    try:
        copy(phase.template, folder)
        run = phase.disturbed(folder, kind, at, error, mode)
        digest = digest_of(folder)
        if digest not in phase.seen:
            phase.seen[digest] = truth_of(phase, folder)
        return judge(phase, error, run.returncode, phase.seen[digest]), run.returncode
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)


def judge(phase, error, code, truth):
    wrong = []
    if code < 0 and not (error == "KILL" and code == -signal.SIGKILL):
        wrong.append(f"died of signal {-code}")
    if truth["java"]:
        wrong.append(f"Java's CheckIndex: {truth['java']}")
    none_yet = phase.before is None and truth["check"] == 66
    if truth["check"] != 0 and not none_yet:
        wrong.append(f"the index is damaged: {truth['damage']}")
    if truth["found"] not in (phase.before, phase.after):
        expected = ids_of(phase.before) & ids_of(phase.after)
        if code != 3 or not expected <= ids_of(truth["found"]):
            wrong.append("what the index holds is neither the state before nor the state after")
    if code == 0 and truth["found"] != phase.after:
        wrong.append("exit 0, and the work is not done")
    if not truth["kept"]:
        wrong.append("the kept snapshot is not what it was")
    if truth["again"] != 0:
        wrong.append(f"the next run ends with {truth['again']}: {truth['complaint']}")
    if not truth["converged"]:
        wrong.append("the next run does not end with the state after")
    return wrong


def phases_of(stage, wanted):
    stage.begin()
    first = stage.collection("first")
    if "first" in wanted:
        yield Phase(stage, "first", first, ["ingest", "--quiet", "--workers", "1"])

    old = stage.work / "old"
    copy(first, old)
    stage.good(old, "ingest", "--quiet")
    stage.good(old, "snapshot", "keep", "kept", "--quiet")
    (stage.docs / "0.txt").write_text("Paper 0, written anew: the Joint Commission met.\n")
    (stage.docs / "new.txt").write_text("A new paper on reconciliation.\n")
    (stage.docs / "1.txt").unlink()
    (stage.docs / "2.txt").rename(stage.docs / "renamed.txt")
    (stage.docs / "manifest.csv").write_text("path,title,date\n0.txt,Zero,1996-01-02\n3.txt,Three,1997\n")
    stage.pack("a", "changed", "c")
    stage.age()
    reindex = ["reindex", "--quiet", "--workers", "1"]
    if "incremental" in wanted:
        yield Phase(stage, "incremental", old, reindex)
    if "recovery" in wanted:
        incremental = Phase(stage, "incremental-for-recovery", old, reindex)
        broken = stage.work / "broken"
        copy(old, broken)
        incremental.disturbed(broken, "write", incremental.counts["write"] // 2, "KILL", "once")
        recovery = Phase(stage, "recovery", broken, reindex)
        if recovery.before == recovery.after:
            sys.exit("the killed run had done its work: there is nothing to recover")
        yield recovery

    current = stage.work / "current"
    copy(old, current)
    stage.good(current, "reindex", "--quiet")
    if "merge" in wanted:
        yield Phase(stage, "merge", current, ["optimize", "--quiet"])
    if "settings" in wanted:
        other = stage.work / "other"
        copy(current, other)
        with (other / "concord.yaml").open("a") as config:
            config.write('kinds: [{path: "*.txt", kind: report}]\n')
        yield Phase(stage, "settings", other, reindex)
    if "retag" in wanted:
        themes = stage.lexicons / "themes.yaml"
        themes.write_text(themes.read_text() + "\n# another stamp, and a change that counts\n")
        actors = stage.lexicons / "actors.yaml"
        actors.write_text(actors.read_text().replace("entries:", "entries:\n  - {id: joint-commission, name: Joint Commission, type: office, aliases: [Joint Commission]}", 1))
        stage.age()
        yield Phase(stage, "retag", current, reindex)


def evenly(points, count):
    return points if not count or len(points) <= count else [points[i * len(points) // count] for i in range(count)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, type=os.path.abspath)
    parser.add_argument("--faults", required=True, type=os.path.abspath)
    parser.add_argument("--points", type=int, default=0, help="of each phase; 0 = all")
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long and say how far it came; 0 = no limit")
    parser.add_argument("--phases", default="first,incremental,recovery,merge,settings,retag")
    parser.add_argument("--part", default="1/1", help="K/N: every N-th of the points, from the K-th on, so that a sweep can be done in pieces")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--exec", action="store_true", help="begin the program anew for each run instead of forking a loaded one: slower, and nothing is shared")
    parser.add_argument("--java", help="the jar of Lucene 3.6: its CheckIndex judges every tenth state that the faults left")
    arguments = parser.parse_args()
    work = scratch_folder("sweep")
    begin, failed, lock = time.time(), 0, threading.Lock()
    try:
        print(f"{'phase':<12} {'calls':>6} {'points':>7} {'told':>7} {'unhurt':>7} {'killed':>7} {'failed':>7} {'states':>7}")
        total = judged = 0
        stage = Stage(work, arguments.concord, arguments.faults, served=not arguments.exec)
        for phase in phases_of(stage, arguments.phases.split(",")):
            phase.jar = arguments.java or ""
            every = list(phase.points())
            part, parts = map(int, arguments.part.split("/"))
            points = evenly(every, arguments.points)[part - 1::parts]
            tally = {"told": 0, "unhurt": 0, "killed": 0, "failed": 0, "tried": 0}

            def one(point):
                if arguments.seconds and time.time() - begin > arguments.seconds:
                    return
                wrong, code = try_point(point)
                with lock:
                    tally["tried"] += 1
                    tally["killed" if code < 0 else "unhurt" if code == 0 else "told"] += 1
                    if wrong:
                        tally["failed"] += 1
                        print(f"WRONG: {point[0].name}: call {point[2]} of '{point[1]}' {point[3]} {point[4]}: {'; '.join(wrong)}", flush=True)

            with concurrent.futures.ThreadPoolExecutor(arguments.jobs) as pool:
                list(pool.map(one, points))
            total += tally["tried"]
            judged += phase.judged
            failed += tally["failed"]
            print(f"{phase.name:<12} {sum(phase.counts.values()):>6} {tally['tried']:>7} {tally['told']:>7} {tally['unhurt']:>7} {tally['killed']:>7} {tally['failed']:>7} {len(phase.seen):>7}"
                  + ("" if tally["tried"] == len(every) else f"   of {len(every)}"), flush=True)
        stage.end()
        print(f"{total} points, {failed} failed, {judged} states judged by Java, {time.time() - begin:.0f} s")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failed else 0)


main()
