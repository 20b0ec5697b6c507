import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import localpg
from tests.setup.processes import about, until


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that was used once and left properly."""
    data = tmp_path_factory.mktemp("made") / ".data"
    with localpg.running(data):
        pass
    return data


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Path]:
    """A data folder that does not exist yet; nothing may be left running in it."""
    data = tmp_path / ".data"
    yield data
    until(lambda: not about(tmp_path), "no process is left")


@pytest.fixture
def data(empty: Path, made: Path) -> Path:
    """The same with its database made, which saves each test a second."""
    shutil.copytree(made, empty)
    return empty
