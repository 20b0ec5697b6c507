#!/usr/bin/env python
"""Django's command line; it starts the embedded PostgreSQL for a command that needs it."""

import os
import sys
from contextlib import AbstractContextManager, ExitStack, nullcontext

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from factcheck import localpg

# Any other command, a package's own included, finds the database running.
WITHOUT_DATABASE = {
    *("help", "--help", "-h", "version", "--version"),
    *("analyse", "check", "collectstatic", "compilemessages", "diffsettings", "evaluate"),
    *("findstatic", "makemessages", "startapp", "startproject"),
}


def database(command: str, options: list[str]) -> AbstractContextManager:
    """The embedded server for as long as the command runs, where the settings point at it."""
    if command in WITHOUT_DATABASE and not any(word.startswith("--database") for word in options):
        return nullcontext()
    if localpg.url(settings.DATA_DIR) != settings.DATABASE_URL:
        return nullcontext()
    if command == "dbshell":  # with the client of the server's own version
        os.environ["PATH"] = f"{localpg.programs()}{os.pathsep}{os.environ['PATH']}"
    return localpg.running(settings.DATA_DIR)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    command, *options = sys.argv[1:] or ["help"]
    with ExitStack() as stack:
        try:
            stack.enter_context(database(command, options))
        except (ImproperlyConfigured, localpg.Error) as error:
            sys.exit(str(error))
        execute_from_command_line(sys.argv)
        # Here, where it can still be told apart from a failure.
        sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # Whoever reads, as `head` does, has enough. Python would complain once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
