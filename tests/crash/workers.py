"""What the tests of workers share: how one is started, and a job that is kept waiting."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

Start = Callable[[], subprocess.Popen[bytes]]


@contextmanager
def locked(url: str, statement: str) -> Iterator[None]:
    """Hold a lock that the job must wait for, until the block ends."""
    with psycopg.connect(url) as holder:
        holder.execute(statement)
        yield
        holder.rollback()


def waits_for_lock() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            " AND application_name = 'factcheck-worker' AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None
