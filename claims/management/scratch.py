"""A database beside the desk's, for commands that measure: the desk's own data stays untouched."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

from django.core.management.base import CommandError
from django.db import connection


@contextmanager
def database_of_its_own(purpose: str) -> Iterator[None]:
    """A new, migrated database on the desk's server for as long as the block runs.

    `purpose` ends its name. One left behind by a command that was killed is replaced.
    """
    desk = connection.settings_dict["NAME"]
    own = f"{desk}_{purpose}"
    connection.close()
    # A pool would hand out connections to the desk's database.
    connection.close_pool()  # type: ignore[attr-defined]
    pool = connection.settings_dict["OPTIONS"].pop("pool", None)
    connection.settings_dict["TEST"]["NAME"] = own
    with redirect_stdout(sys.stderr):
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            if cursor.fetchone() != (own,):
                raise CommandError(f"This is not {own}: nothing was measured.")
        yield
    finally:
        connection.creation.destroy_test_db(desk, verbosity=0)
        if pool is not None:
            connection.settings_dict["OPTIONS"]["pool"] = pool
