"""Workers on the test database, all of them killed in the end."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from tests.crash.workers import Start


@pytest.fixture
def start_worker(test_database_url: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a worker on the test database; all are killed in the end."""
    with ExitStack() as stack:
        log = stack.enter_context((tmp_path / "workers.log").open("wb"))

        def start() -> subprocess.Popen[bytes]:
            worker = subprocess.Popen(
                [sys.executable, "manage.py", "procrastinate", "worker"],
                cwd=settings.BASE_DIR,
                env={
                    **os.environ,
                    "DATABASE_URL": test_database_url,
                    "DATABASE_POOL": "2",
                    "WORKER_HEARTBEAT": "1",
                    "PGAPPNAME": "factcheck-worker",
                },
                stdout=log,
                stderr=log,
            )
            stack.callback(worker.wait, 20)
            stack.callback(worker.kill)
            return worker

        yield start
