"""manage.py brings the embedded server for what needs it, and leaves it as it found it."""

import subprocess
import sys

import pytest
from django.db import connection

from factcheck import localpg
from tests.setup.processes import about, ask, environment, nothing_left

pytestmark = pytest.mark.crash


@pytest.fixture
def manage(project):
    """Run manage.py of the copied project."""

    def run(*words, says="", **more):
        return subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=project,
            env=environment(**more),
            input=says,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


def test_it_starts_the_server_and_stops_it_again(manage, prepared):
    done = manage("dbshell", "--", "-Atc", "SHOW server_version_num")
    assert done.returncode == 0, done.stderr
    assert done.stdout >= "180000"
    nothing_left(prepared / ".data")


def test_it_leaves_a_running_server_running(manage, prepared):
    with localpg.running(prepared / ".data"):
        before = localpg.status(prepared / ".data")
        assert manage("migrate", "--plan").returncode == 0
        assert localpg.status(prepared / ".data") == before
        assert ask(prepared / ".data", "SELECT 1") == "1"


def test_a_failing_command_leaves_nothing_running(manage, prepared):
    done = manage("shell", "-c", "raise SystemExit(7)")
    assert done.returncode == 7
    nothing_left(prepared / ".data")


def test_a_killed_command_leaves_nothing_running(prepared):
    command = [
        sys.executable,
        "manage.py",
        "shell",
        "-v",
        "0",
        "-c",
        "print('in', flush=True); input()",
    ]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
    process = subprocess.Popen(command, cwd=prepared, env=environment(), text=True, **pipes)
    assert process.stdout.readline() == "in\n"
    assert about(prepared)
    process.kill()
    process.communicate()
    nothing_left(prepared / ".data")


@pytest.mark.parametrize("command", ["migrate", "procrastinate healthchecks"])
def test_a_packages_own_commands_find_the_server(manage, prepared, command):
    assert "connection" not in manage(*command.split()).stderr
    assert (prepared / ".data/postgres.log").read_text().count("is ready to accept") == 2


@pytest.mark.parametrize("command", ["help", "--version", "check", "findstatic favicon.svg"])
def test_it_starts_nothing_for_a_command_that_needs_no_database(manage, project, command):
    done = manage(*command.split())
    assert done.returncode == 0, done.stderr
    assert not (project / ".data").exists()


def test_database_url_beats_it(manage, project, test_database_url):
    question = "from django.db import connection as c; c.connect(); print(c.settings_dict['NAME'])"
    done = manage("shell", "-v", "0", "-c", question, DATABASE_URL=test_database_url)
    assert done.stdout == f"{connection.settings_dict['NAME']}\n", done.stderr
    assert not (project / ".data").exists()


def test_production_without_its_settings_gets_a_sentence(manage, project):
    done = manage("migrate", DEBUG="false")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("SECRET_KEY is not set: ")
    assert len(done.stderr.splitlines()) == 1
    assert not (project / ".data").exists()
