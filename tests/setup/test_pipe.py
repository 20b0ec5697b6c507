"""`manage.py … | head`: whoever reads stops reading, and nobody is told of it."""

import subprocess
import sys

import pytest
from django.conf import settings

TABLE = "id\ttext\tlabel\n1\tThe council spent £2m in 2021.\t1\n2\tThank you.\t0\n"


@pytest.mark.parametrize(
    "words",
    [
        ["analyse", "{folder}/council.txt"],
        ["analyse", "{folder}/council.txt", "--json"],
        ["evaluate", "--data", "{folder}/council.tsv"],
        ["help"],
    ],
    ids=" ".join,
)
def test_it_ends_quietly_when_nobody_reads_on(tmp_path, words):
    (tmp_path / "council.txt").write_text("The council spent £2m in 2021.\n")
    (tmp_path / "council.tsv").write_text(TABLE)

    with subprocess.Popen(
        [sys.executable, "manage.py", *(word.format(folder=tmp_path) for word in words)],
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (1, "")
