"""`manage.py export_claims`, as a program among others."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from claims.management.commands.export_claims import read_query
from claims.models import Claim
from tests.factories import make_claim, make_review
from tests.queue.rows import make_claims

MANAGE = Path(__file__).parents[2] / "manage.py"


@pytest.fixture
def exported(db: None, capfdbinary: pytest.CaptureFixture[bytes]) -> object:
    """What the command writes to standard output, as rows."""

    def export(*options: str) -> list[dict[str, str]]:
        capfdbinary.readouterr()
        call_command("export_claims", "--format", "csv", *options)
        written = capfdbinary.readouterr().out
        assert written.startswith(b"\xef\xbb\xbf")
        text = io.StringIO(written.decode("utf-8-sig"), newline="")
        return list(csv.DictReader(text))

    return export


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


@pytest.fixture
def claims(db: None) -> dict[str, Claim]:
    made = {
        "must": make_claim(wording="The hotline receives calls", pinned=True),
        "minor": make_claim(wording="The line is short", band="minor"),
    }
    make_review(state="dropped")
    return made


def test_without_a_query_it_is_everything_not_dropped(
    exported: object, claims: dict[str, Claim]
) -> None:
    assert ids(exported()) == [claims[name].reference for name in ("must", "minor")]  # type: ignore[operator]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state:open worth:minor", ["minor"]),
        ("order:newest", ["minor", "must"]),
        ('"hotline receives" -worth:minor', ["must"]),
        # As before there was a language:
        ("state=open&band=minor", ["minor"]),
        ("?state=open&q=hotline+calls", ["must"]),
        ("hotline calls", ["must"]),
        ("  LINE ", ["must", "minor"]),
        ("state=settled&verdict=contested", []),
        ("order=newest", ["minor", "must"]),
        ("state=&page=whatever", ["must", "minor"]),
        ("broken \udcff", []),
    ],
)
def test_a_query_is_the_pages_or_words(
    exported: object, claims: dict[str, Claim], query: str, found: list[str]
) -> None:
    assert ids(exported("--query", query)) == [claims[name].reference for name in found]  # type: ignore[operator]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--format", "claimreview"], "There is no format “claimreview”: write --format csv."),
        (["--format", "csv", "--query", "hotline stat:open"], "no field “stat”.*At character 9"),
        (["--format", "csv", "--query", "state=dripped"], "“dripped” is no value of “state:”"),
        (["--format", "csv", "--query", "assigned:me"], "Nobody is signed in here"),
        ([], "--format"),
    ],
)
def test_it_says_what_it_cannot_do(options: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("export_claims", *options)


def test_a_query_string_may_have_empty_values() -> None:
    assert read_query("state=&verdict=verified&verdict=none") == "verdict:verified,none"


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_has_enough_is_no_error(test_database_url: str) -> None:
    make_claims(2000)

    run = subprocess.run(
        f'"{sys.executable}" "{MANAGE}" export_claims --format csv | head -n 1',
        shell=True,
        env={"DATABASE_URL": test_database_url, "DATABASE_POOL": "0", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        timeout=60,
        check=True,
    )

    assert run.stdout.startswith(b"\xef\xbb\xbfid,claim,")
    assert run.stderr == b""
