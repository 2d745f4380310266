#!/usr/bin/env python3
"""Runs a program at a terminal of its own and types at it: at-a-terminal.py SCRIPT PROGRAM [ARGUMENT...]

SCRIPT holds a line each: "type TEXT" (with \\r, \\x03, ... as in Python), "see TEXT" (waits until it is on the screen,
60 s at most), "end" (waits for the end). What came over the line goes to standard output; exits with the program's code,
or with 99 when something was not seen.
"""
import os, pty, select, sys, time


def main():
    script, command = sys.argv[1], sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    seen, behind, ended = b"", 0, False

    def read(wait):
        nonlocal seen, ended
        ready, _, _ = select.select([terminal], [], [], wait)
        if not ready:
            return
        try:
            more = os.read(terminal, 65536)
        except OSError:
            more = b""
        seen += more
        ended = not more

    fault = None
    for line in open(script, encoding="utf-8"):
        verb, _, text = line.rstrip("\n").partition(" ")
        text = text.encode().decode("unicode_escape").encode("latin-1")
        limit = time.monotonic() + 60
        if verb == "type":
            os.write(terminal, text)
        elif verb == "see":
            while text not in seen[behind:] and not ended and time.monotonic() < limit:
                read(0.1)
            if text not in seen[behind:]:
                fault = f"never seen: {text!r}"
                break
            behind = seen.index(text, behind) + len(text)
        elif verb == "end":
            while not ended and time.monotonic() < limit:
                read(0.1)
            if not ended:
                fault = "the program has not ended"
    sys.stdout.buffer.write(seen)
    sys.stdout.flush()
    if fault:
        os.kill(child, 9)
    _, status = os.waitpid(child, 0)
    if fault:
        print(f"\n{fault}", file=sys.stderr)
        sys.exit(99)
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
