"""The embedded server runs wherever the project lies and whoever starts it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck import localpg
from tests.setup.processes import (
    PROJECT,
    ask,
    command,
    environment,
    leave,
    nothing_left,
    user,
    wait_until_ready,
)

pytestmark = pytest.mark.crash

NOBODY, NAMELESS = 65534, 59876
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody else")


def test_the_wheels_programs_need_nothing_of_the_environment(data):
    psql = [localpg.programs() / "psql", localpg.url(data), "-Atc", "SHOW server_version"]
    with localpg.running(data):
        done = subprocess.run(psql, env={}, capture_output=True, text=True)
    assert (done.stdout[:2], done.stderr) == ("18", "")


def test_the_environment_does_not_leak_into_the_server(empty):
    zone = environment(
        TZ="Asia/Kolkata", PGTZ="Asia/Kolkata", LC_ALL="C", LANG="de_DE", PGPORT="1", PGDATA="/no"
    )
    with user(empty, env=zone) as starter:
        wait_until_ready(starter)
        question = "SELECT reset_val FROM pg_settings WHERE name = '{}'"
        assert ask(empty, question.format("TimeZone")) == "UTC"
        assert ask(empty, question.format("log_timezone")) == "UTC"
        assert ask(empty, question.format("DateStyle")) == "ISO, MDY"
        leave(starter)
    configuration = (empty / "postgres/postgresql.conf").read_text()
    assert "\ntimezone = UTC\n" in configuration
    assert "Kolkata" not in configuration


def test_it_knows_letters_beyond_ascii(data):
    with localpg.running(data):
        assert ask(data, "SHOW server_encoding") == "UTF8"
        assert ask(data, "SELECT lower('ÄЖ')") == "äж"
        assert ask(data, "SELECT to_tsvector('simple', 'Київ, Zürich')") == "'zürich':2 'київ':1"
        command(data, "CREATE EXTENSION pg_trgm")
        assert ask(data, "SELECT cardinality(show_trgm('Жї'))") == "3"
        assert ask(data, "SELECT 'Z' < 'a'") == "True"


@pytest.mark.parametrize("extension", ["vector", "pg_trgm", "unaccent"])
def test_it_brings_the_extensions(data, extension):
    with localpg.running(data):
        command(data, f"CREATE EXTENSION {extension}")


def test_it_runs_under_a_long_path_of_private_folders(tmp_path, made):
    place = tmp_path / "a newsroom's désk"
    while len(os.fsencode(place)) < 150:
        place /= "folder, of 'its' own"
    for folder in (place, *place.parents):
        if folder == tmp_path:
            break
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
    with localpg.running(place / ".data"):  # initdb has to bear the path as well
        assert ask(place / ".data", "SELECT 1") == "1"
    nothing_left(place / ".data")


def test_its_socket_folder_is_private(data):
    with localpg.running(data):
        assert localpg.socket_folder(data).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("trap", ["open to all", "a link", "a file", "somebody else's"])
def test_a_socket_folder_that_is_not_ours_is_refused(data, tmp_path, trap):
    folder = localpg.socket_folder(data)
    if trap == "somebody else's" and os.geteuid() != 0:
        pytest.skip("only root can act as somebody else")
    if trap == "a file":
        folder.touch(mode=0o600)
    elif trap == "a link":
        (tmp_path / "theirs").mkdir(mode=0o700)
        folder.symlink_to(tmp_path / "theirs")
    else:
        folder.mkdir(mode=0o700)
        os.chmod(folder, 0o777 if trap == "open to all" else 0o700)
        if trap == "somebody else's":
            os.chown(folder, NOBODY, NOBODY)
    try:
        with pytest.raises(localpg.Error, match="is not a private folder of this account"):
            localpg.start(data)
        assert folder.lstat()
    finally:
        shutil.rmtree(folder) if folder.is_dir() and not folder.is_symlink() else folder.unlink()


@pytest.fixture(params=[NOBODY, NAMELESS])
def them(request):
    """The number of a normal account, and one that no account has, as containers like to use."""
    return request.param


@pytest.fixture
def theirs(tmp_path_factory, them):
    """A private folder of theirs, outside the private ones of this test run."""
    folder = Path(tmp_path_factory.mktemp("theirs")).resolve()
    public = Path("/tmp") / f"factcheck-test-{folder.parent.name}-{folder.name}"
    public.mkdir(mode=0o700)
    os.chown(public, them, them)
    yield public
    shutil.rmtree(public)


def python_for_nobody() -> str:
    """A Python that a normal user may run; ours may lie in a private folder of root's."""
    for python in (sys.executable, "/usr/bin/python3"):
        trial = [python, "-c", "import factcheck.localpg"]
        try:
            if subprocess.run(trial, cwd=PROJECT, user=NOBODY, capture_output=True).returncode == 0:
                return python
        except OSError:
            continue
    pytest.skip("no Python here that a normal user may run")


@as_root
def test_it_runs_as_a_normal_user(theirs, them):
    wheel = environment(PG_BINDIR=str(localpg.programs()))
    identity = {"user": them, "group": them, "extra_groups": []}
    with user(theirs / ".data", python=python_for_nobody(), env=wheel, **identity) as starter:
        wait_until_ready(starter)
        assert ask(theirs / ".data", "SHOW server_version_num") >= "180000"
        leave(starter)
    nothing_left(theirs / ".data")


@as_root
def test_root_serves_a_normal_users_folder_as_that_user(theirs, them):
    python_for_nobody()
    with localpg.running(theirs / ".data"):
        assert ask(theirs / ".data", "SELECT 1") == "1"
        made = [theirs / ".data", theirs / ".data/locks/users", theirs / ".data/postgres/base"]
        assert [path.stat().st_uid for path in made] == [them] * 3
    nothing_left(theirs / ".data")


@as_root
def test_another_accounts_folder_gets_a_sentence(data):
    nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    data.parent.parent.chmod(0o755)
    with user(data, python=python_for_nobody(), **nobody) as starter:
        _, complaint = starter.communicate()
    assert starter.returncode == 1
    assert "belongs to another account" in complaint
    assert "Traceback" not in complaint


@as_root
def test_root_without_unshare_gets_a_sentence(data):
    with user(data, env=environment(PATH="/nonexistent")) as starter:
        _, complaint = starter.communicate()
    assert starter.returncode == 1
    assert "PostgreSQL does not run as root" in complaint
    assert "DATABASE_URL" in complaint
