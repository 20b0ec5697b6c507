"""The Makefile explains itself, and installs once."""

import subprocess
import sys

from tests.setup.processes import PROJECT, environment


def make(*words, **options):
    return subprocess.run(
        ["make", *words], env=environment(), capture_output=True, text=True, timeout=60, **options
    )


def test_it_lists_every_target_with_what_it_does():
    phony = next(
        line for line in (PROJECT / "Makefile").read_text().splitlines() if ".PHONY" in line
    )
    listed = dict(line.split(None, 2)[1:] for line in make(cwd=PROJECT).stdout.splitlines())
    assert list(listed) == phony.split()[1:]
    assert all(listed.values())


def test_what_is_installed_is_not_installed_again(project):
    (project / ".venv").symlink_to(sys.prefix)
    assert make("setup", cwd=project).returncode == 0
    again = make("setup", cwd=project)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_python_that_is_too_old_gets_a_sentence(project):
    """Told by the same test as in the field, with the bar raised above every Python."""
    script = project / "factcheck/venv.py"
    script.write_text(script.read_text().replace("OLDEST = (3, 11)", "OLDEST = (4, 0)"))
    done = make("setup", cwd=project)
    assert done.returncode == 2
    assert "Factcheck needs Python 4.0 or newer, and this is 3." in done.stderr
    assert not (project / ".venv").exists()
