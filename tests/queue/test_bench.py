"""`manage.py bench`, on few claims: what it prints, and what it leaves alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from claims.models import Claim
from tests.queue.rows import make_claims

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]

MANAGE = Path(__file__).parents[2] / "manage.py"


def test_it_measures_in_a_database_of_its_own(test_database_url: str) -> None:
    make_claims(2)

    run = subprocess.run(
        [sys.executable, MANAGE, "bench", "--claims", "1000"],
        env={**os.environ, "DATABASE_URL": test_database_url},
        capture_output=True,
        timeout=300,
        check=True,
        text=True,
    )

    lines = [json.loads(line) for line in run.stdout.splitlines()]
    assert all(list(line) == ["figure", "value", "unit", "n"] for line in lines)
    figures = {line["figure"]: line for line in lines}
    for page in ("hello", "queue_first_page", "queue_deep_page", "queue_search", "take_next"):
        assert 0 < figures[f"{page}_p50"]["value"] <= figures[f"{page}_p95"]["value"]
    assert figures["queue_first_page_to_hello"]["unit"] == "ratio"
    assert figures["export_csv"]["n"] == figures["fill"]["n"] == 1000
    assert figures["verify_history"]["n"] > 1000
    assert figures["history_record"]["value"] > 0
    # The desk has what it had, and the other database is gone.
    assert Claim.objects.count() == 2
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", ["%\\_bench"])
        assert connection.settings_dict["NAME"] + "_bench" not in {name for (name,) in cursor}


def test_too_few_claims_are_refused() -> None:
    with pytest.raises(CommandError, match="fewer than 1,000"):
        call_command("bench", "--claims", "10")
