"""Train the reader: python -m claims.training --data DIR --out DIR

DIR of the data holds checkworthy/claimbuster_25ncs.tsv, the only data that is not in this
repository. The members are trained in processes of their own, one thread each, so that the same
data and seeds give the same scores; those already in the work folder are kept, so that a training
cut short goes on.
"""

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

from claims.training import finish, members
from claims.training.network import BASE, BASE_SHA256


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="holds checkworthy/")
    parser.add_argument("--out", type=Path, required=True, help="where the reader's files go")
    parser.add_argument("--work", type=Path, help="where members are kept (OUT/work)")
    parser.add_argument("--jobs", type=int, default=2, help="members trained at a time")
    parser.add_argument("--member", type=int, help="train this one alone")
    args = parser.parse_args()
    work = args.work or args.out / "work"
    work.mkdir(parents=True, exist_ok=True)
    if args.member is not None:
        members.train(args.data, work, args.member)
        return
    if hashlib.sha256((BASE / "model.safetensors").read_bytes()).hexdigest() != BASE_SHA256:
        sys.exit("The base weights are not those of the package that requirements.txt pins.")
    if not (args.data / "checkworthy" / "claimbuster_25ncs.tsv").exists():
        sys.exit(f"{args.data}/checkworthy/claimbuster_25ncs.tsv: there is no such file.")
    _train_all(args, work)
    finish.finish(args.data, args.out, work)


def _train_all(args: argparse.Namespace, work: Path) -> None:
    waiting = [n for n in range(members.MEMBERS) if not (work / f"member-{n}.pt").exists()]
    running: list[subprocess.Popen[bytes]] = []
    while waiting or running:
        while waiting and len(running) < args.jobs:
            member = str(waiting.pop(0))
            command = [sys.executable, "-m", "claims.training", *sys.argv[1:], "--member", member]
            running.append(subprocess.Popen(command))  # noqa: S603
        if running.pop(0).wait():
            sys.exit("A member failed; what is done is kept.")


if __name__ == "__main__":
    main()
