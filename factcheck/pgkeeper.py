"""The keeper of one embedded PostgreSQL: starts it, and stops it when its last user is gone.

Run by `factcheck.localpg`, which explains the locks. On stdout goes one answer: ready, busy
(another keeper lives) or the reason why not; what the server says goes to the log.
"""

import ctypes
import fcntl
import json
import locale
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from factcheck.localpg import (
    BUSY,
    DATABASE,
    PATIENCE,
    PORT,
    READY,
    ROLE,
    Error,
    first_number,
    lock,
    log_file,
    socket_folder,
    status,
)

# What the caller's environment says of zones, languages and ports is no business of the server's.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
# Under the number of an account that every machine has: see Keeper.popen.
UNSHARE = ["unshare", "--user", "--map-user=65534", "--"]


class Keeper:
    def __init__(self, data, programs, owner, settings, throwaway):
        self.data = Path(data)
        self.programs = Path(programs)
        self.uid, self.gid = owner
        self.settings = settings
        self.throwaway = throwaway
        self.disguised = self.uid == 0 or not has_name(self.uid)
        self.cluster = self.data / "postgres"
        self.socket = socket_folder(self.data)

    def run(self):
        os.umask(0o077)
        try:
            # Without waiting: whoever asks holds the users' lock, for which another keeper waits.
            alive = lock(self.data / "locks/keeper", fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.answer(BUSY)
            return
        try:
            self.prepare()
            server = self.serve()
        except (Error, OSError) as error:
            self.answer(str(error))
            return
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: server.send_signal(signal.SIGINT))
        threading.Thread(target=self.stop_when_unused, args=[server], daemon=True).start()
        self.answer(READY)
        server.wait()
        shutil.rmtree(self.socket, ignore_errors=True)
        if self.throwaway:
            shutil.rmtree(self.data, ignore_errors=True)
        os.close(alive)  # before the lock of the users, which the end of this process frees

    def answer(self, words):
        with suppress(BrokenPipeError):  # whoever asked was killed meanwhile
            os.write(sys.stdout.fileno(), words.encode())
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def stop_when_unused(self, server):
        lock(self.data / "locks/users", fcntl.LOCK_EX)
        server.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown

    # --- before the start ---------------------------------------------------------------------

    def prepare(self):
        """Everything the server needs: a data folder, a socket folder, nothing in its way."""
        if self.disguised:
            self.check_disguise()
        version = first_number(self.command("postgres", "--version"))
        if not self.cluster.exists():
            self.make_cluster(version)
        made_by = first_number((self.cluster / "PG_VERSION").read_text())
        if made_by != version:
            raise Error(
                f"The data in {self.cluster} is PostgreSQL {made_by}'s, but the PostgreSQL in"
                f" {self.programs} is {version}. Dump it with PostgreSQL {made_by}, or move it"
                " away: a new, empty database takes its place."
            )
        self.make_socket_folder()
        self.clear_after_a_crash()

    def check_disguise(self):
        trial = None
        with suppress(FileNotFoundError):
            trial = subprocess.run([*UNSHARE, "true"], capture_output=True, check=False)
        if trial is None or trial.returncode:
            raise Error(
                "PostgreSQL does not run as root, nor under a number without a name, and this"
                " machine does not let it take another one (unshare --user --map-user). Work as a"
                f" normal user, or give {self.data} to one, or name a server in DATABASE_URL."
            )

    def make_cluster(self, version):
        fresh = self.data / "postgres.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.give(fresh)
        self.command(
            *("initdb", "-D", str(fresh), "-U", ROLE, "--auth=trust", "--encoding=UTF8"),
            *("--locale=C", f"--lc-ctype={character_types()}"),
            *(["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if version >= 17 else []),
            *(["--no-sync"] if self.throwaway else []),
        )
        make_database = f"CREATE DATABASE {DATABASE}\n"
        self.command("postgres", "--single", "-D", str(fresh), "template1", say=make_database)
        fresh.rename(self.cluster)

    def make_socket_folder(self):
        try:
            self.socket.mkdir(mode=0o700)
            self.give(self.socket)
        except FileExistsError:
            found = self.socket.lstat()  # anybody may have made it: /tmp is everybody's
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != self.uid or found.st_mode & 0o077:
                raise Error(
                    f"{self.socket}, where PostgreSQL's socket belongs, is not a private folder of"
                    " this account. Remove it, or name a server in DATABASE_URL."
                ) from None

    def clear_after_a_crash(self):
        """Take away what would keep PostgreSQL from starting.

        It clears up after a dead process itself, once that one's children are gone too. But it
        takes whatever process has the number now for a server, and so an empty file; the
        keeper's lock and a look at that process say better.
        """
        for left in (self.cluster / "postmaster.pid", self.socket / f".s.PGSQL.{PORT}.lock"):
            if not left.exists():
                continue
            pid = first_number(left.read_text(errors="replace").partition("\n")[0])
            deadline = time.monotonic() + PATIENCE
            while pid and self.is_server(pid):  # its keeper was killed
                if time.monotonic() > deadline:
                    raise Error(f"An old PostgreSQL does not stop in {self.cluster}: process {pid}")
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGINT)
                time.sleep(0.1)
            if not pid or exists(pid):
                left.unlink(missing_ok=True)

    def is_server(self, pid):
        """Whether that process serves our data folder."""
        try:
            return Path(f"/proc/{pid}/cwd").samefile(self.cluster)
        except OSError:
            if Path("/proc/self").exists():
                return False
        seen = subprocess.run(
            ["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, check=False
        )
        return os.fsencode(self.cluster) in seen.stdout

    # --- the server and its programs -------------------------------------------------------------

    def serve(self):
        """Start the server; come back when it is ready."""
        settings = {
            "listen_addresses": "",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **self.settings,
        }
        words = ["-D", str(self.cluster), "-k", str(self.socket), "-p", str(PORT)]
        for name, value in settings.items():
            words += ["-c", f"{name}={value}"]
        deadline = time.monotonic() + PATIENCE
        while True:
            log_size = log_file(self.data).stat().st_size
            server = self.popen("postgres", *words, stdout=sys.stderr)
            while server.poll() is None:
                if status(self.data) == (server.pid, "ready"):
                    return server
                time.sleep(0.01)
            said = log_file(self.data).read_bytes()[log_size:].decode(errors="replace").strip()
            # The children of a server that was killed may need a moment to notice.
            if "shared memory block" not in said or time.monotonic() > deadline:
                shutil.rmtree(self.socket, ignore_errors=True)
                raise Error(f"PostgreSQL did not start. It says:\n{said}")
            time.sleep(0.1)

    def command(self, *words, say=""):
        pipe = subprocess.PIPE
        process = self.popen(*words, stdin=pipe, stdout=pipe, stderr=pipe)
        out, complaint = process.communicate(say.encode())
        if process.returncode:
            raise Error(f"{words[0]} failed: {(complaint or out).decode(errors='replace').strip()}")
        return out.decode()

    def popen(self, program, *words, **pipes):
        """Run one of PostgreSQL's programs as the folder's owner.

        They refuse to be root, and to be an account that has no name. Such a one goes by another
        number in a user namespace: the files stay its own, and no parent folder need be opened
        to anybody.
        """
        line = [*(UNSHARE if self.disguised else []), str(self.programs / program), *words]
        identity = {}
        if os.geteuid() == 0 and self.uid:
            identity = {"user": self.uid, "group": self.gid, "extra_groups": []}
        pipes = {"stdin": subprocess.DEVNULL, **pipes}
        return subprocess.Popen(
            line, env=ENVIRONMENT, cwd="/", preexec_fn=end_with_parent, **identity, **pipes
        )

    def give(self, folder):
        if os.geteuid() == 0:
            os.chown(folder, self.uid, self.gid)


def end_with_parent():
    """Have Linux stop a child when its keeper is killed; elsewhere the next keeper does."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGINT)


def character_types():
    """A locale of this machine that knows the letters of UTF-8, for full text and trigrams."""
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with suppress(locale.Error):
            return locale.setlocale(locale.LC_CTYPE, name)
    return "C"


def has_name(uid):
    with suppress(KeyError):
        return bool(pwd.getpwuid(uid))
    return False


def exists(pid):
    try:
        os.kill(pid, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


if __name__ == "__main__":
    Keeper(**json.loads(sys.argv[1])).run()
