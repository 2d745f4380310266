"""What the fault programs share: a folder with documents, lexicons and collections, and the program that is tried in it."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import zlib

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def scratch_folder(name):
    """In memory where that is possible: disks are slow, and what is tried here are system calls."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return pathlib.Path(tempfile.mkdtemp(dir=memory, prefix=f"concord-{name}-"))


class Server:
    """The program, loaded once: it forks for each run (faults.cpp), which saves two thirds of the time of a short one."""

    def __init__(self, concord, faults, folder, variables):
        self.out, self.err = folder / "out", folder / "err"
        self.process = subprocess.Popen([concord], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**variables, "LD_PRELOAD": faults, "LD_BIND_NOW": "1", "FAULT_SERVER": "1"})

    def run(self, folder, command, environment):
        settings = [f"{name}={value}" for name, value in environment.items()]
        request = [str(folder), str(self.out), str(self.err), str(len(settings)), *settings, *map(str, command)]
        self.process.stdin.write("\x1f".join(request).encode() + b"\n")
        self.process.stdin.flush()
        code = int(self.process.stdout.readline())
        return subprocess.CompletedProcess(command, code, self.out.read_bytes(), self.err.read_bytes())


class Stage:
    def __init__(self, work, concord, faults=None, served=False):
        self.work, self.concord, self.faults, self.served = work, concord, faults, served
        self.docs, self.lexicons = work / "docs", work / "lexicons"
        self.outside = work / "outside.txt"  # what a link that leads out of the documents leads to
        self.of_thread, self.servers = threading.local(), []

    def end(self):
        for server in self.servers:
            server.process.stdin.close()
            server.process.wait()

    def server(self, variables):
        if not hasattr(self.of_thread, "server"):
            self.of_thread.server = Server(self.concord, self.faults, pathlib.Path(tempfile.mkdtemp(dir=self.work, prefix="server-")), variables)
            self.servers.append(self.of_thread.server)
        return self.of_thread.server

    def run(self, folder, *command, environment=None):
        variables = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        if self.served:
            return self.server(variables).run(folder, command, environment or {})
        return subprocess.run([self.concord, *command], cwd=folder, env={**variables, **(environment or {})}, capture_output=True, timeout=60)

    def good(self, folder, *command, allowed=(0,)):
        done = self.run(folder, *command)
        if done.returncode not in allowed:
            sys.exit(f"{command} in an undisturbed run: exit {done.returncode}\n{done.stderr.decode()}")
        return done.stdout

    def export(self, folder, *options):
        """The bytes of the export, without what stands for the clock's grain; None where there is no index."""
        done = self.run(folder, "export", "--all", *options)
        if done.returncode == 66:
            return None
        return done.stdout if done.returncode == 0 else b"ERROR " + done.stderr

    def begin(self):
        self.docs.mkdir()
        self.outside.write_text("Not a document of the collection.\n")
        shutil.copytree(SOURCE / "tests/cli/lexicons", self.lexicons)
        for i in range(9):
            (self.docs / f"{i}.txt").write_text(f"Paper {i}.\n\n" + f"The ceasefire of session {i} was signed by the Government and the UTO. " * 5)
        (self.docs / "records.jsonl").write_text("".join(json.dumps({"id": f"r{i}", "text": f"Record {i} on refugees and the ceasefire."}) + "\n" for i in range(4)))
        (self.docs / "manifest.csv").write_text("path,title,date\n0.txt,Zero,1996-01-02\n1.txt,One,1997\n")
        self.pack("a", "b", "c")
        self.age()

    def pack(self, *names):
        """An archive of small papers; of equal names and words, equal bytes."""
        papers = self.work / "papers"
        papers.mkdir(exist_ok=True)
        with tarfile.open(self.docs / "papers.tar", "w") as archive:
            for name in names:
                paper = papers / f"{name}.txt"
                paper.write_text(f"The commission on {name} met the UTO.\n")
                os.utime(paper, (10**9, 10**9))
                archive.add(paper, paper.name)

    def age(self):
        """Files older than the clock's grain, so that no run distrusts them."""
        for path in [*self.docs.iterdir(), *self.lexicons.iterdir()]:
            os.utime(path, ns=(10**18, 10**18 + zlib.crc32(path.read_bytes())))

    def collection(self, name):
        """A collection over the documents, nothing indexed yet."""
        self.good(self.work, "init", name)
        folder = self.work / name
        config = folder / "concord.yaml"
        lines = config.read_text().replace("  - bundled", f"  - {self.lexicons}").replace("sources: []", f"sources:\n  - path: {self.docs}")
        config.write_text(lines)
        return folder
