"""A file shows one moment, however long it takes to read."""

import csv
import io
import threading

import pytest
from django.db import connection

from claims.exports import csv_lines
from claims.models import Review
from tests.queue.rows import make_claims

pytestmark = pytest.mark.django_db(transaction=True)

CLAIMS = 1500


def test_it_shows_one_moment_while_others_write() -> None:
    """A writer moves all claims together; no file may show some moved and some not."""
    make_claims(CLAIMS, worth=0.0)
    stop, moved = threading.Event(), threading.Event()

    def write() -> None:
        try:
            while not stop.is_set():
                Review.objects.update(worth=0.25)
                moved.set()
                Review.objects.update(worth=0.75)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        moved.wait()
        for _ in range(5):
            lines = csv_lines(Review.objects.order_by("pk"))
            # The first lines are read, then the reader is slow.
            text = next(lines) + next(lines)
            moved.clear()
            moved.wait()
            text += "".join(lines)
            rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))
            assert len(rows) == CLAIMS
            assert len({row["worth"] for row in rows}) == 1
    finally:
        stop.set()
        writer.join()
