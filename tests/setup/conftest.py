import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from factcheck import localpg
from tests.setup.processes import PROJECT, about, until

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", ".data", ".*_cache", "__pycache__", ".hypothesis", "test-results"
)


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
    shutil.rmtree(localpg.socket_folder(data), ignore_errors=True)  # a killed keeper's


@pytest.fixture
def data(empty: Path, made: Path) -> Path:
    """The same with its database made, which saves each test a second."""
    shutil.copytree(made, empty)
    return empty


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Path]:
    """A copy of the project, so that the data folder of the original is left alone."""
    place = tmp_path / f"copy-{tmp_path.name}"
    shutil.copytree(PROJECT, place, ignore=LEFT_OUT)
    yield place
    until(lambda: not about(place), "no process is left")


@pytest.fixture
def prepared(project: Path, made: Path) -> Path:
    """The same with its database made."""
    shutil.copytree(made, project / ".data")
    return project
