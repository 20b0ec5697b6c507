"""What a browser is sent: static files collected, named by hash and compressed; pages compressed.

`make run` and production serve from STATIC_ROOT what `collect` put there; runserver and the tests
serve files from where they lie.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Static files by names that hold their hash, which a browser may keep for ever."""

    def url(self, name: str | None, force: bool = False) -> str:
        # Django gives the plain names in development, also where the files are collected.
        return super().url(name, force=True)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress what pages link; the plain names stay for whoever types them in."""
        yield from super().compress_files(set(paths) & set(self.hashed_files.values()))


def collect() -> None:
    """Bring STATIC_ROOT up to date: seconds when a file has changed, nothing when none has."""
    noted = Path(settings.STATIC_ROOT) / "collected.txt"
    there = fingerprint()
    if not noted.exists() or noted.read_text() != there:
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        noted.write_text(there)


def fingerprint() -> str:
    """A hash over name, size and time of every static file, and over what collects them."""
    seen = hashlib.sha256(str(Path(__file__).stat().st_mtime_ns).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda one: one[0]):
            at = Path(storage.path(name)).stat()
            seen.update(f"\n{name} {at.st_size} {at.st_mtime_ns}".encode())
    return seen.hexdigest()


class CompressPages(GZipMiddleware):
    """Send pages compressed, but not what is streamed: CSV as it is read, documents as they are.

    BREACH, which guesses a secret by how well a page compresses, finds none to guess: Django masks
    the CSRF token anew for each page, and GZipMiddleware pads by a random length.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        return response if response.streaming else super().process_response(request, response)
