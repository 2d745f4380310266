#!/usr/bin/env python3
"""Cuts the power under a run: the collection lies on an ext4 of its own, which is shut down without writing what it holds.

    power.py --concord BUILD/concord [--cuts 100] [--seconds 0]

Needs root and loop devices; exits 77 (skipped) where they are not to be had. The file system is a loop-mounted image; at a random
moment of a `concord reindex` the ioctl EXT4_IOC_SHUTDOWN (no flush of the journal) makes every later write fail and forgets
what was not synced, as a cut does. Then it is mounted again, and the index must hold the state before or the state after, the
state after when the run had ended with 0, and the next run must end with the state after, byte for byte of the export.
"""
import argparse
import fcntl
import os
import pathlib
import random
import shutil
import struct
import subprocess
import sys
import time

from stage import Stage, scratch_folder

SHUTDOWN, NO_LOG_FLUSH = 0x8004587D, 2  # _IOR('X', 125, __u32), linux/fs/ext4/ext4.h


def system(*command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True).returncode == 0


class Disk:
    """An image that can be mounted, cut and put back."""

    def __init__(self, work):
        self.image, self.fresh, self.folder = work / "disk", work / "fresh", work / "mounted"
        self.folder.mkdir()
        self.image.touch()
        os.truncate(self.image, 192 << 20)  # a run wants 64 MB to be free

    def make(self):
        return system("mkfs.ext4", "-q", str(self.image)) and self.mount()

    def mount(self):
        return system("mount", "-o", "loop", str(self.image), str(self.folder))

    def unmount(self):
        for _ in range(50):
            if system("umount", str(self.folder)):
                return
            time.sleep(0.02)
        sys.exit("the disk cannot be unmounted")

    def keep(self):
        self.unmount()
        subprocess.run(["cp", "--sparse=always", str(self.image), str(self.fresh)], check=True)

    def put_back(self):
        subprocess.run(["cp", "--sparse=always", str(self.fresh), str(self.image)], check=True)
        self.mount()

    def cut(self):
        file = os.open(self.folder, os.O_RDONLY)
        fcntl.ioctl(file, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        os.close(file)
        # What a process still holds open goes when it ends; then the file system can be mounted again.


def one_cut(stage, disk, before, after, delay):
    """What is wrong, and where the cut fell: the exit code of the run."""
    disk.put_back()
    folder = disk.folder / "c"
    run = subprocess.Popen([stage.concord, "reindex", "--quiet"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    disk.cut()
    code = run.wait(timeout=60)
    disk.unmount()
    disk.mount()
    wrong = []
    try:
        check = stage.run(folder, "check", "--deep", "--quiet")
        if check.returncode != 0:
            wrong.append(f"the index is damaged: {check.stderr.decode()[:200]}")
        found = stage.export(folder)
        if found not in (before, after):
            wrong.append("the index holds neither the state before nor the state after")
        if code == 0 and found != after:
            wrong.append("exit 0, and the work is gone")
        again = stage.run(folder, "reindex", "--quiet")
        if again.returncode != 0 or stage.export(folder) != after:
            wrong.append(f"the next run ends with {again.returncode}, or not with the state after: {again.stderr.decode()[:200]}")
    finally:
        disk.unmount()
    return wrong, code, found == after


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--concord", required=True, type=os.path.abspath)
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=0, help="stop after so long; 0 = no limit")
    arguments = parser.parse_args()
    work = scratch_folder("power")
    disk = Disk(work)
    if os.geteuid() != 0 or not disk.make():
        shutil.rmtree(work, ignore_errors=True)
        print("skipped: needs root and a loop device for an ext4 of its own")
        sys.exit(77)
    stage, rng = Stage(work, arguments.concord), random.Random(11)
    begin, cuts, failed, told, done = time.time(), 0, 0, 0, 0
    try:
        stage.begin()
        template = stage.collection("template")
        stage.good(template, "ingest", "--quiet")
        before = stage.export(template)
        for i in range(40):
            (stage.docs / f"more{i}.txt").write_text(f"More {i}.\n\n" + f"The observers of session {i} spoke of refugees. " * 200)
        (stage.docs / "5.txt").unlink()
        stage.age()
        shutil.copytree(template, disk.folder / "c")
        os.sync()
        disk.keep()
        disk.put_back()
        clock = time.time()
        stage.good(disk.folder / "c", "reindex", "--quiet")
        length, after = time.time() - clock, stage.export(disk.folder / "c")
        disk.unmount()
        while cuts < arguments.cuts and not (arguments.seconds and time.time() - begin > arguments.seconds):
            wrong, code, is_after = one_cut(stage, disk, before, after, rng.uniform(0, length * 1.1))
            cuts, failed, told, done = cuts + 1, failed + bool(wrong), told + (code != 0), done + is_after
            if wrong:
                print(f"WRONG: cut {cuts}: {'; '.join(wrong)}", flush=True)
        print(f"{cuts} power cuts: {told} runs ended with an error, {done} had their commit on the disk, {failed} failed; {time.time() - begin:.0f} s")
    finally:
        system("umount", str(disk.folder))
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if failed else 0)


main()
