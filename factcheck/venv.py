"""Make a virtual environment and install a lock file into it, unless that is done. `make` calls it.

    python3 factcheck/venv.py requirements.txt
    python3 factcheck/venv.py claims/training/requirements.txt .venv-training

It runs on any Python 3, so that an old one gets a sentence instead of a syntax error, and on the
standard library alone. What was installed is told by a stamp: the sum of the lock file.
"""

import fcntl
import hashlib
import os
import subprocess
import sys

OLDEST = (3, 11)
PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def main(lock_file, folder=".venv"):
    if sys.version_info < OLDEST:
        sys.exit(
            "Factcheck needs Python {}.{} or newer, and this is {}."
            " Name one: make PYTHON=python3.12 …".format(*OLDEST, sys.version.split()[0])
        )
    venv = os.path.join(PROJECT, folder)
    os.makedirs(venv, exist_ok=True)
    with open(os.path.join(venv, ".lock"), "w") as one_at_a_time:
        fcntl.flock(one_at_a_time, fcntl.LOCK_EX)
        make(lock_file, venv)


def make(lock_file, venv):
    python = os.path.join(venv, "bin", "python")
    name = os.path.basename(venv)
    with open(os.path.join(PROJECT, lock_file), "rb") as file:
        wanted = hashlib.sha256(file.read()).hexdigest()
    stamp = os.path.join(venv, "installed-" + lock_file.replace("/", "-"))
    usable = subprocess.call([python, "-c", "import pip"]) == 0 if os.path.exists(python) else False
    if usable and read(stamp) == wanted:
        return
    if not usable:
        call([sys.executable, "-m", "venv", "--clear", venv], "making " + name)
    print("Installing " + lock_file + " into " + name + " …", flush=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    call([*pip, "--require-hashes", "-r", lock_file], "installing " + lock_file)
    with open(stamp, "w") as file:
        file.write(wanted)


def read(path):
    try:
        with open(path) as file:
            return file.read()
    except FileNotFoundError:
        return ""


def call(command, doing):
    if subprocess.call(command, cwd=PROJECT):
        sys.exit("Factcheck: " + doing + " failed; see above.")


if __name__ == "__main__":
    main(*sys.argv[1:])
