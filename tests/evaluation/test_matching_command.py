"""`manage.py evaluate` on earlier claims: measured by the product's own search, in a database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]

MANAGE = Path(__file__).parents[2] / "manage.py"


def test_matching_is_measured_on_a_desk_of_its_own(tmp_path: Path, test_database_url: str) -> None:
    lines = {
        "toy_docs.tsv": "id\tvclaim\ttitle\na\tThe ferry sank off the island.\tDid a Ferry Sink?\n"
        "b\tBread is dearer in the north.\tIs Bread Dearer?\n",
        "toy_dev_queries.tsv": "id\ttext\n1\tthat ferry SANK off the island #sad https://x.example\n",
        "toy_dev.qrels": "1\t0\ta\t1\n",
    }
    for name, text in lines.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    run = subprocess.run(
        [sys.executable, MANAGE, "evaluate", "--data", tmp_path],
        env={**os.environ, "DATABASE_URL": test_database_url},
        capture_output=True,
        timeout=300,
        check=True,
        text=True,
    )

    figures = {row["figure"]: row["value"] for row in map(json.loads, run.stdout.splitlines())}
    assert figures["map_at_5"] == figures["candidates_recall"] == 1.0
