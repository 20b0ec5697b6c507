"""The tests' own PostgreSQL: made for them, gone after them, never the one in use.

TEST_DATABASE_URL names another server to make the test database on, by a role that may create
databases; DATABASE_URL has no say here.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import dj_database_url
import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis
from pytest_django.plugin import DjangoDbBlocker

from claims.models import User
from factcheck import localpg
from tests.factories import make_user

# Safe to lose, so nothing waits for a disk; and no table lives long enough to be tidied.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}

# How many examples a property is tried on: fewer by `--hypothesis-profile=quick`, for the suite
# to run all day. No deadline: the first example loads models, and a busy machine is no fault.
hypothesis.register_profile("whole", deadline=None, max_examples=100)
hypothesis.register_profile("quick", deadline=None, max_examples=25)
hypothesis.load_profile("whole")


@pytest.fixture(scope="session", autouse=True)
def light_passwords() -> None:
    settings.PASSWORD_HASHERS = ["tests.hashers.LightArgon2"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of the tests' server: one for all processes of a run, each with its database."""
    if os.environ.get("TEST_DATABASE_URL"):
        yield os.environ["TEST_DATABASE_URL"]
        return
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid.uuid4().hex
    data = Path(_memory() or tempfile.gettempdir()) / f"factcheck-tests-{run}"
    with localpg.running(data, settings=FAST, throwaway=True) as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, postgres: str
) -> None:
    """Point Django at the tests' server before it makes the test database."""
    server = dj_database_url.parse(postgres)
    for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        settings.DATABASES["default"][name] = server[name]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep a pristine copy of the test database, for what `restore` does."""
    test = settings.DATABASES["default"]["NAME"]
    with django_db_blocker.unblock():
        connections.close_all()
        copy_database(test, f"{test}_pristine")
        yield
        connections.close_all()
        with connections["default"]._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{test}_pristine"')


def restore(test_case: TransactionTestCase) -> None:
    """Give the next test the database as the migrations left it.

    Django would truncate every table: history refuses that, and the rows that migrations made
    (groups, policy) would be gone for the rest of the run.
    """
    connections.close_all()
    test = settings.DATABASES["default"]["NAME"]
    copy_database(f"{test}_pristine", test)


TransactionTestCase._fixture_teardown = restore


def copy_database(one: str, other: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        # Forced: a thread or process of the test may have forgotten a connection.
        cursor.execute(f'DROP DATABASE IF EXISTS "{other}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{other}" TEMPLATE "{one}" STRATEGY file_copy')


@pytest.fixture
def test_database_url(db: None) -> str:
    """The DATABASE_URL of the test database, for processes that a test starts."""
    at = settings.DATABASES["default"]
    person = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return f"postgresql://{person}@{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"


def _memory() -> str | None:
    """A folder in memory with room enough for a server; None for the ordinary temporary one."""
    memory = Path("/dev/shm")
    roomy = memory.is_dir() and shutil.disk_usage(memory).free > 2 * 1024**3
    return str(memory) if roomy and os.access(memory, os.W_OK) else None


@pytest.fixture
def checker(client: Client) -> User:
    """A checker, signed in."""
    return _signed_in(client, "Checker")


@pytest.fixture
def editor(client: Client) -> User:
    """An editor, signed in."""
    return _signed_in(client, "Editor")


def _signed_in(client: Client, group: str) -> User:
    user = make_user(group)
    client.force_login(user)
    return user
