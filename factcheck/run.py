"""The whole desk on this machine, as `make run` starts it: PostgreSQL, worker and web server.

    PORT=8000 python -m factcheck.run [--with-parent]

Ctrl-C stops it all, and so does a kill -9: the server's keeper and the tether of the worker
and the web server notice. With --with-parent it also stops when whoever started it is gone.
"""

import fcntl
import http.client
import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from typing import NoReturn

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from claims.demo import DEMO_PEOPLE
from factcheck import delivery, env, localpg

ALREADY_RUNNING = 3  # the exit code that says so
WORKER = ["manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout", "3"]
WEB = ["gunicorn", "factcheck.wsgi", "--threads", "8", "--graceful-timeout", "3"]
WEB += ["--no-control-socket", "--log-level", "warning"]
# A query of a thousand letters in Arabic is six thousand in an address; the server's most.
WEB += ["--limit-request-line", "8190"]


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    os.environ.setdefault("COLLECT_STATIC", "true")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)
    parent = os.getppid() if "--with-parent" in sys.argv else None
    try:
        with ExitStack() as stack:
            run(stack, parent)
    except KeyboardInterrupt:
        print("\nFactcheck has stopped.", flush=True)
    except (ImproperlyConfigured, localpg.Error) as error:
        sys.exit(str(error))


# Told to stop. Python drops an exception that a signal raises while an object is being cleared
# away; this is what remains of it.
stopping: list[int] = []


def interrupt(number: int, frame: object) -> NoReturn:
    stopping.append(number)
    raise KeyboardInterrupt


def run(stack: ExitStack, parent: int | None) -> None:
    """Start one thing after the other, then watch them until one ends."""
    embedded = localpg.url(settings.DATA_DIR) == settings.DATABASE_URL
    note = stack.enter_context(only_one())
    listener = stack.enter_context(listen())
    address = f"http://localhost:{listener.getsockname()[1]}/"
    note(address)
    django.setup()
    # Beside the database, not after it: the first time, or after an update, it takes some seconds.
    collecting = stack.enter_context(ThreadPoolExecutor(1)).submit(delivery.collect)
    if embedded:
        stack.enter_context(localpg.running(settings.DATA_DIR))
    prepare_database()
    collecting.result()
    children: dict[str, subprocess.Popen] = {}
    stack.callback(stop, children)
    reading, writing = os.pipe()
    stack.callback(os.close, writing)
    children["The worker"] = tethered(reading, *WORKER)
    handle = listener.fileno()
    children["The web server"] = tethered(reading, *WEB, "--bind", f"fd://{handle}", keep=handle)
    os.close(reading)

    greeted = False
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                sys.exit(f"{name} ended by itself (exit code {child.returncode}); see above.")
        if embedded and not localpg.is_running(settings.DATA_DIR):
            sys.exit(f"PostgreSQL ended by itself; see {settings.DATA_DIR / 'postgres.log'}.")
        if stopping or (parent and os.getppid() != parent):
            raise KeyboardInterrupt
        if not greeted and (greeted := answers(listener)):
            greet(address)
        time.sleep(0.2 if greeted else 0.02)


@contextmanager
def only_one() -> Iterator:
    """Refuse a second run beside this one; gives the function that notes the address for it."""
    path = settings.DATA_DIR / "run.json"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            already_running(file.read())

        def note(address: str) -> None:
            file.truncate(0)
            file.write(json.dumps({"process": os.getpid(), "address": address}))
            file.flush()

        note("")
        yield note


def already_running(noted: str) -> NoReturn:
    there = json.loads(noted or "{}")
    print(
        f"Factcheck already runs at {there.get('address') or 'an address it has not told yet'}"
        f" (process {there.get('process', 'unknown')}). Stop that one first, with Ctrl-C where it"
        f" was started or with: kill {there.get('process', '')}",
        file=sys.stderr,
    )
    sys.exit(ALREADY_RUNNING)


def listen() -> socket.socket:
    """The web server's port: PORT, and no other if it is set; else the first free from 8000."""
    chosen = env.text("PORT")
    first = env.integer("PORT", 8000, low=0, high=65535)
    for port in [first] if chosen else range(first, first + 20):
        try:
            listener = socket.create_server(("127.0.0.1", port))
        except OSError as error:
            print(f"Port {port} is not to be had: {error.strerror}.", file=sys.stderr)
        else:
            return listener
    sys.exit("Name a free port: make run PORT=…")


def prepare_database() -> None:
    try:
        call_command("migrate", interactive=False, verbosity=0)
        if settings.DEBUG:
            call_command("seed", stdout=io.StringIO())
    except OperationalError as error:
        sys.exit(f"The database of DATABASE_URL does not answer: {error}")
    finally:
        for connection in connections.all():
            connection.close()
            if isinstance(connection, DatabaseWrapper):
                connection.close_pool()


def tethered(pipe: int, *words: str, keep: int | None = None) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "factcheck.tether", str(pipe), *words],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        pass_fds=[pipe] if keep is None else [pipe, keep],
        start_new_session=True,
    )


def answers(listener: socket.socket) -> bool:
    """Whether the web server answers a request; it does not matter what."""
    host, port = listener.getsockname()
    caller = http.client.HTTPConnection(host, port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        caller.request("GET", "/", headers={"Host": "localhost"})
        return bool(caller.getresponse().status)
    return False


def greet(address: str) -> None:
    lines = [f"Factcheck runs at {address} - Ctrl-C stops it."]
    if settings.DEBUG:
        lines += ["", "People to sign in as (in development only):"]
        lines += [f"  {one.group:<9} {one.username:<8} {one.password}" for one in DEMO_PEOPLE]
    print("\n".join(lines), flush=True)


def stop(children: dict[str, subprocess.Popen]) -> None:
    """Ask everything to stop; what has not after five seconds, or at a second Ctrl-C, is killed."""
    for child in children.values():
        child.terminate()
    deadline = time.monotonic() + 5
    try:
        for child in children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0, deadline - time.monotonic()))
    finally:
        for child in children.values():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


if __name__ == "__main__":
    main()
