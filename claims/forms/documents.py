"""Which files may become evidence: known by their content and by their name, and both agree.

Uploads are hostile until shown otherwise. Nothing here unpacks or interprets a file; what is let
in is still only ever handed out as a download.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.conf import settings
from django.core.files import File

MAX_BYTES = settings.DOCUMENT_MAX_SIZE
_CHUNK = 256 * 1024
# A zip file ends with its directory, followed by at most a comment of 64 KiB.
_ZIP_TAIL = 22 + 65535
_NAME_LENGTH = 200


class FileRefused(ValueError):
    """The file cannot be evidence; says why."""


class Kind(NamedTuple):
    label: str
    content_type: str
    fits: Callable[["File[bytes]"], bool]


def _head(file: "File[bytes]", length: int = 64) -> bytes:
    file.seek(0)
    return file.read(length)


def _starts(*beginnings: bytes) -> Callable[["File[bytes]"], bool]:
    return lambda file: _head(file).startswith(beginnings)


def _is_webp(file: "File[bytes]") -> bool:
    head = _head(file)
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _chunks(file: "File[bytes]") -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_CHUNK):
        yield chunk


def _contains(file: "File[bytes]", needle: bytes) -> bool:
    before = b""
    for chunk in _chunks(file):
        if needle in before + chunk:
            return True
        before = chunk[-len(needle) :]
    return False


def _is_office(*members: bytes) -> Callable[["File[bytes]"], bool]:
    """A whole zip file with these names in it and no macros; nothing is unpacked."""

    def fits(file: "File[bytes]") -> bool:
        if not _head(file).startswith(b"PK\x03\x04"):
            return False
        size = file.seek(0, 2)
        file.seek(max(0, size - _ZIP_TAIL))
        if b"PK\x05\x06" not in file.read():
            return False
        return all(_contains(file, name) for name in members) and not _contains(
            file, b"vbaProject.bin"
        )

    return fits


_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"MZ",
    b"\x7fELF",
    b"{\\rtf",
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _is_text(file: "File[bytes]") -> bool:
    """Words in UTF-8, UTF-16 with its mark, or an older eight-bit encoding."""
    head = _head(file)
    if head.startswith(_BINARY):
        return False
    if head.startswith(_UTF16):
        file.seek(0)
        try:
            return "\0" not in file.read().decode("utf-16")
        except UnicodeDecodeError:
            return False
    return not any(_CONTROL.search(chunk) for chunk in _chunks(file))


_MAIL_HEADER = re.compile(rb"^(from|date|received|return-path|message-id):", re.I | re.M)


def _is_mail(file: "File[bytes]") -> bool:
    head = _head(file, _CHUNK)
    first = re.match(rb"[!-9;-~]+:", head)
    return first is not None and bool(_MAIL_HEADER.search(head)) and _is_text(file)


_WORD = _is_office(b"[Content_Types].xml", b"word/document.xml")
_SHEET = _is_office(b"[Content_Types].xml", b"xl/workbook.xml")
_ODT = _is_office(b"application/vnd.oasis.opendocument.text", b"content.xml")
_OFFICE = "application/vnd.openxmlformats-officedocument"

KINDS = {
    "pdf": Kind("PDF", "application/pdf", _starts(b"%PDF-")),
    "png": Kind("PNG", "image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": Kind("JPEG", "image/jpeg", _starts(b"\xff\xd8\xff")),
    "jpeg": Kind("JPEG", "image/jpeg", _starts(b"\xff\xd8\xff")),
    "gif": Kind("GIF", "image/gif", _starts(b"GIF87a", b"GIF89a")),
    "webp": Kind("WEBP", "image/webp", _is_webp),
    "txt": Kind("text", "text/plain", _is_text),
    "csv": Kind("CSV", "text/csv", _is_text),
    "docx": Kind("DOCX", f"{_OFFICE}.wordprocessingml.document", _WORD),
    "xlsx": Kind("XLSX", f"{_OFFICE}.spreadsheetml.sheet", _SHEET),
    "odt": Kind("ODT", "application/vnd.oasis.opendocument.text", _ODT),
    "eml": Kind("EML", "message/rfc822", _is_mail),
}
ACCEPT = ",".join(f".{extension}" for extension in KINDS)
ALLOWED = ", ".join(dict.fromkeys(kind.label for kind in KINDS.values()))


def extension_of(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""


def content_type_of(name: str) -> str:
    """What a stored file is sent as: from our own list, else bytes."""
    kind = KINDS.get(extension_of(name))
    return kind.content_type if kind else "application/octet-stream"


def clean_name(name: str) -> str:
    """A file's name without folders, control and direction characters, short enough to keep.

    Direction overrides go because "invoice[U+202E]fdp.exe" would read as "invoiceexe.pdf".
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    name = " ".join(name.split()).lstrip(".")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:_NAME_LENGTH] or "document"
    return f"{stem[: _NAME_LENGTH - len(extension) - 1] or 'document'}.{extension}"


def check_file(file: "File[bytes]") -> None:
    """Raise FileRefused unless `file` is of an allowed kind, by name and by content."""
    name = clean_name(file.name or "")
    if not file.size:
        raise FileRefused("The file is empty.")
    if file.size > MAX_BYTES:
        raise FileRefused(f"The file is larger than {MAX_BYTES // 1024**2} MB.")
    kind = KINDS.get(extension_of(name))
    if kind is None:
        raise FileRefused(f"Files of this kind are not taken. Taken are {ALLOWED}.")
    try:
        if not kind.fits(file):
            raise FileRefused(
                f"The file is called .{extension_of(name)}, but its content is something else."
            )
    finally:
        file.seek(0)
