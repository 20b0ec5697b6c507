"""Real processes for the tests of the set-up: start them, kill them, see what is left."""

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from factcheck import localpg

PROJECT = Path(__file__).resolve().parent.parent.parent
# Uses the server of a folder until its stdin ends.
USE = """
import sys
from pathlib import Path
from typing import Any
from factcheck import localpg
try:
    with localpg.running(Path(sys.argv[1])):
        print("ready", flush=True)
        sys.stdin.read()
except localpg.Error as error:
    sys.exit(str(error))
"""
# What a developer's shell, or the make around these tests, would have a say in.
MEDDLING = (
    "DATABASE_URL",
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "PORT",
    "MAKEFLAGS",
    "MAKELEVEL",
)


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in MEDDLING} | more


def until(condition: Callable[[], Any], what: str, seconds: float = 60) -> Any:
    """What the condition gives once it is true; fails with `what` when it never is."""
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, f"In vain for {seconds} s: {what}"
        time.sleep(0.02)
    return found


@contextmanager
def user(data: Path, **options) -> Iterator[subprocess.Popen]:
    """A process that uses the server of `data`."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    options = {"cwd": PROJECT, "env": environment(), **options}
    command = [options.pop("python", sys.executable), "-c", USE, str(data)]
    process = subprocess.Popen(command, text=True, **pipes, **options)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_ready(process: subprocess.Popen) -> None:
    assert select.select([process.stdout], [], [], 60)[0], "not ready in a minute"
    line = process.stdout.readline()
    assert line == "ready\n", line + process.stderr.read()


def leave(process: subprocess.Popen) -> None:
    """Let it end of itself."""
    _, complaint = process.communicate()
    assert (process.returncode, complaint) == (0, "")


def ask(data: Path, question: str) -> str:
    with psycopg.connect(localpg.url(data), autocommit=True) as connection:
        row = connection.execute(question).fetchone()  # type: ignore[arg-type]
        return str(row[0]) if row else ""


def command(data: Path, statement: str) -> None:
    with psycopg.connect(localpg.url(data), autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


def about(folder: Path) -> list[str]:
    """The processes whose command line names the folder: its keeper, its server."""
    listed = subprocess.run(
        ["ps", "-A", "-ww", "-o", "pid=,stat=,args="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    # The last part of a test's folder is plain ASCII and nobody else's.
    return [line for line in listed if folder.name in line and line.split()[1][0] != "Z"]


def nothing_left(data: Path) -> None:
    until(lambda: not about(data.parent), f"no process is left: {about(data.parent)}")
    assert not localpg.socket_folder(data).exists()


def server(data: Path) -> int:
    return localpg.status(data)[0]


def keeper(data: Path) -> int:
    line = next(line for line in about(data.parent) if "factcheck.pgkeeper" in line)
    return int(line.split()[0])


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return state.stdout.startswith("Z") or not state.stdout
