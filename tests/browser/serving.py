"""The web server and the worker of `make run`, on a database of the tests'."""

import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.conf import settings
from django.test import override_settings

from factcheck import delivery, run

COLLECTED = {"staticfiles": {"BACKEND": "factcheck.delivery.CollectedFiles"}}


def url_of(database: str) -> str:
    """The DATABASE_URL of a database on the tests' server."""
    at = settings.DATABASES["default"]
    person = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return f"postgresql://{person}@{quote(at['HOST'], safe='')}:{at['PORT']}/{database}"


def collect_static_files() -> None:
    """As `make run` does; one process of the tests at a time."""
    settings.DATA_DIR.mkdir(mode=0o700, exist_ok=True)
    with (
        (settings.DATA_DIR / "collecting.lock").open("w") as lock,
        override_settings(STORAGES={**settings.STORAGES, **COLLECTED}),
    ):
        fcntl.flock(lock, fcntl.LOCK_EX)
        delivery.collect()


@contextmanager
def serving(database: str) -> Iterator[str]:
    """Serve the desk from `database`; its address."""
    with socket.create_server(("127.0.0.1", 0), backlog=128) as listener:
        handle = listener.fileno()
        with beside(database, *run.WEB, "--bind", f"fd://{handle}", keep=handle):
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@contextmanager
def beside(database: str, *words: str, keep: int | None = None) -> Iterator[None]:
    """Run a program of the desk on `database`, which cannot outlive this process."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-m", "factcheck.tether", str(reading), *words],
        cwd=settings.BASE_DIR,
        env=environment(database),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[reading] if keep is None else [reading, keep],
        start_new_session=True,
    )
    os.close(reading)
    try:
        yield
    finally:
        os.close(writing)
        process.wait()


def environment(database: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url_of(database),
        "DATABASE_POOL": "0",
        "COLLECT_STATIC": "true",
        "LOG_LEVEL": "ERROR",
    }
