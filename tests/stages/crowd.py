"""People who press at the same moment: real threads, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from claims.models import Chain, Event
from claims.models.history import CANONICAL_SQL, FIRST_PREVIOUS


def together(*steps: Callable[[], Any]) -> list[Any]:
    """Run the steps at once; what each returned, or the exception it raised.

    A step that never ends fails the test after a minute, instead of hanging it.
    """
    barrier = Barrier(len(steps), timeout=60)

    def run(step: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            barrier.wait()
            return step()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, s) for s in steps]]


def sort_out(results: list[Any]) -> tuple[list[Any], list[Exception]]:
    """What came back, and what was raised."""
    failed = [result for result in results if isinstance(result, Exception)]
    return [result for result in results if not isinstance(result, Exception)], failed


def broken_links() -> list[str]:
    """What is wrong with the chains of history, read with nothing but their own rows."""
    wrong = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT chain_id, sequence FROM claims_event e WHERE hash <> "
            f"encode(sha256(convert_to({CANONICAL_SQL.format(event='e')}, 'UTF8')), 'hex')"
        )
        wrong += [f"{chain} #{sequence} is not what was hashed" for chain, sequence in cursor]
    for chain in Chain.objects.all():
        previous = FIRST_PREVIOUS
        links = Event.objects.filter(chain=chain).order_by("sequence")
        for number, event in enumerate(links, 1):
            if (event.sequence, event.previous) != (number, previous):
                wrong.append(f"{chain} #{number} does not follow the one before")
            previous = event.hash
        if (chain.length, chain.head) != (len(links), previous):
            wrong.append(f"{chain} has another end")
    return wrong
