"""Run one of our processes so that it cannot outlive the one that started it.

    python -m factcheck.tether FD SCRIPT|MODULE ARGUMENT…

FD is the reading end of a pipe that nobody writes to: it ends with the process that holds the
other end, however that one dies. Then this process goes, with all its own children; so it must
be started as the leader of a process group.
"""

import os
import runpy
import signal
import sys
import threading


def end_with(pipe: int) -> None:
    os.read(pipe, 1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    pipe, program = int(sys.argv[1]), sys.argv[2]
    threading.Thread(target=end_with, args=[pipe], daemon=True).start()
    sys.argv = sys.argv[2:]
    if program.endswith(".py"):
        runpy.run_path(program, run_name="__main__")
    else:
        runpy.run_module(program, run_name="__main__", alter_sys=True)
