"""What a browser is sent: static files collected, named by hash and compressed; pages compressed.

`make run` and production serve from STATIC_ROOT what `collect` put there; runserver and the tests
serve files from where they lie.
"""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management import call_command
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.storage import CompressedManifestStaticFilesStorage

ALL_STYLES = "css/all.css"
IMPORT = re.compile(r'^@import url\("(?P<name>[^"]+)"\) ?(?P<medium>\w*);$', re.M)


class CollectedFiles(CompressedManifestStaticFilesStorage):
    """Static files by names that hold their hash, which a browser may keep for ever."""

    def url(self, name: str | None, force: bool = False) -> str:
        # Django gives the plain names in development, also where the files are collected.
        return super().url(name, force=True)

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Put the files that css/all.css imports into it: one request, where there were fifteen."""
        if ALL_STYLES in paths and not dry_run:
            self._put_styles_into_one(*paths[ALL_STYLES])
            paths = {**paths, ALL_STYLES: (self, ALL_STYLES)}
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _put_styles_into_one(self, storage: Storage, path: str) -> None:
        def styles(imported: re.Match[str]) -> str:
            name, medium = posixpath.normpath(f"css/{imported['name']}"), imported["medium"]
            text = self._text(self, name)
            return f"@media {medium} {{\n{text}}}" if medium else text

        self.delete(ALL_STYLES)
        whole = IMPORT.sub(styles, self._text(storage, path))
        self._save(ALL_STYLES, ContentFile(whole.encode()))

    @staticmethod
    def _text(storage: Storage, name: str) -> str:
        with storage.open(name) as file:
            return file.read().decode()

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
