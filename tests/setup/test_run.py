"""`make run` in a copy of the project: it starts, says where, and leaves nothing running."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager

import pytest

from factcheck import localpg
from tests.setup.conftest import LEFT_OUT
from tests.setup.processes import PROJECT, about, environment, gone, until

pytestmark = pytest.mark.crash


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A copy of the project in a place nobody would choose, run by these tests in turn."""
    place = tmp_path_factory.mktemp("the desk's café")
    while len(os.fsencode(place)) < 140:
        place /= "private folder"
        place.mkdir(mode=0o700)
    place /= f"copy-{os.getpid()}"
    shutil.copytree(PROJECT, place, ignore=LEFT_OUT)
    (place / ".venv").symlink_to(sys.prefix)
    yield place
    shutil.rmtree(localpg.socket_folder(place / ".data"), ignore_errors=True)  # a killed keeper's


@pytest.fixture(autouse=True)
def _nothing_is_left(desk):
    yield
    until(lambda: not at_work(desk), "nothing is left")
    assert not localpg.is_running(desk / ".data")


def at_work(desk):
    """The processes that work in the copy: web server, worker, keeper, PostgreSQL."""
    found = about(desk)
    for number in filter(str.isdigit, os.listdir("/proc") if os.path.isdir("/proc") else ()):
        try:
            place = os.readlink(f"/proc/{number}/cwd")
        except OSError:
            continue
        if place.startswith(str(desk)) and not gone(int(number)):
            found.append(number)
    return found


class Run:
    """One `make run`, its output read as it comes."""

    def __init__(self, desk, *, port="0", command=("make", "run")):
        chosen = {"PORT": port} if port else {}
        self.process = subprocess.Popen(
            command,
            cwd=desk,
            env=environment(**chosen),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said = ""
        self.desk = desk

    def read(self):
        stdout = self.process.stdout
        if select.select([stdout], [], [], 0.05)[0]:
            self.said += os.read(stdout.fileno(), 10_000).decode()
        return self.said

    def until_said(self, words):
        deadline = time.monotonic() + 120
        while not (found := re.search(words, self.read())):
            assert time.monotonic() < deadline, f"never said {words!r}, but:\n{self.said}"
            assert self.process.poll() is None or words in self.read(), self.said
        return found

    def until_ready(self):
        self.address = self.until_said(r"runs at (http://localhost:\d+/)")[1]
        self.until_said("Ctrl-C stops it")
        return self

    def children(self, *names):
        """Process numbers of what runs in the copy, by words of the command line."""
        listed = subprocess.run(["ps", "-A", "-ww", "-o", "pid=,args="], capture_output=True)
        here = set(map(str, at_work(self.desk)))
        lines = [
            line.split(None, 1) for line in listed.stdout.decode(errors="replace").splitlines()
        ]
        return [int(n) for n, args in lines if n in here and all(name in args for name in names)]

    def end(self):
        self.process.wait(120)
        while chunk := os.read(self.process.stdout.fileno(), 10_000):
            self.said += chunk.decode()
        return self.process.returncode


@contextmanager
def running(desk, **options):
    run = Run(desk, **options)
    try:
        yield run
    finally:
        if run.process.poll() is None:
            os.killpg(run.process.pid, signal.SIGKILL)
        run.process.wait()
        run.process.stdout.close()


def test_it_serves_the_desk_until_a_ctrl_c(desk):
    with running(desk) as run:
        run.until_ready()
        with urllib.request.urlopen(run.address) as page:
            assert page.status == 200
        run.until_said("alice +alice-edits")
        assert run.children("tether", "worker")
        os.killpg(run.process.pid, signal.SIGINT)  # the terminal sends it to all of them
        run.end()
    assert "Factcheck has stopped." in run.said
    assert "Traceback" not in run.said
    assert not localpg.socket_folder(desk / ".data").exists()


def test_a_sigterm_to_make_stops_it(desk):
    with running(desk) as run:
        run.until_ready()
        run.process.terminate()
        run.end()
    assert "Factcheck has stopped." in run.said


def test_a_kill_of_make_leaves_nothing(desk):
    with running(desk) as run:
        run.until_ready()
        run.process.kill()


def test_a_kill_of_the_supervisor_leaves_nothing(desk):
    with running(desk) as run:
        run.until_ready()
        (supervisor,) = run.children("factcheck.run")
        os.kill(supervisor, signal.SIGKILL)
        assert run.end() == 2


def test_a_kill_of_both_leaves_nothing(desk):
    with running(desk) as run:
        run.until_ready()
        os.killpg(run.process.pid, signal.SIGKILL)


def test_a_kill_at_any_moment_of_the_start_leaves_nothing(desk):
    for stage in ("factcheck.run", "factcheck.pgkeeper", "factcheck.tether"):
        with running(desk) as run:
            until(lambda: run.children(stage), stage)  # noqa: B023 - used at once
            os.killpg(run.process.pid, signal.SIGKILL)
            run.process.wait()
            until(lambda: not at_work(desk), f"nothing is left after {stage}")


def test_the_second_says_where_the_first_runs(desk):
    with running(desk) as first:
        first.until_ready()
        (supervisor,) = first.children("factcheck.run")
        with running(desk, command=(sys.executable, "-m", "factcheck.run")) as second:
            assert second.end() == 3
        assert f"already runs at {first.address} (process {supervisor})" in second.said
        assert urllib.request.urlopen(first.address).status == 200


@pytest.mark.parametrize(
    ("killed", "named"),
    [
        (("tether", "worker"), "The worker ended by itself"),
        (("tether", "gunicorn"), "The web server ended by itself"),
        (("factcheck.pgkeeper",), "PostgreSQL ended by itself"),
    ],
)
def test_it_says_which_part_ended_and_stops_the_rest(desk, killed, named):
    with running(desk) as run:
        run.until_ready()
        os.kill(min(run.children(*killed)), signal.SIGKILL)
        assert run.end() == 2
    assert named in run.said


def test_a_taken_port_is_said_and_the_next_one_used(desk):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8000))
            other.listen()
        except OSError:
            pass  # somebody has it already, which will do as well
        with running(desk, port="") as run:
            run.until_ready()
            assert "Port 8000 is not to be had" in run.said
            assert run.address != "http://localhost:8000/"
            run.process.terminate()
            run.end()


def test_a_chosen_port_that_is_taken_is_said(desk):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        with running(desk, port=port) as run:
            assert run.end() == 2
    assert f"Port {port} is not to be had" in run.said
    assert "Traceback" not in run.said


def test_a_port_that_is_none_is_said(desk):
    with running(desk, port="many") as run:
        assert run.end() == 2
    assert "PORT is 'many'; write a whole number" in run.said
