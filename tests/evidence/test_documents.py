"""Which files may become evidence: their name and their content must agree."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from claims.forms.documents import KINDS, MAX_BYTES, FileRefused, check_file, clean_name


def office(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return packed.getvalue()


def odt() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>", zipfile.ZIP_DEFLATED)
    return packed.getvalue()


GOOD = {
    "a.pdf": b"%PDF-1.7\n1 0 obj",
    "a.PNG": b"\x89PNG\r\n\x1a\n\0\0",
    "a.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a.jpeg": b"\xff\xd8\xff\xe1\0\x10Exif",
    "a.gif": b"GIF89a\1\0",
    "a.webp": b"RIFF\0\0\0\0WEBPVP8 ",
    "a.txt": "Десять операторов\r\n\tработают".encode(),
    "b.txt": "Десять".encode("utf-16"),
    "c.txt": "Zwölf".encode("cp1252"),
    "a.csv": b"name;number\nx;1\n",
    "a.docx": office("[Content_Types].xml", "word/document.xml"),
    "a.xlsx": office("[Content_Types].xml", "xl/workbook.xml"),
    "a.odt": odt(),
    "a.eml": b"Received: from x\r\nFrom: a@example.org\r\nSubject: Yes\r\n\r\nHello",
}

BAD = {
    "a.exe": b"MZ\x90\0",
    "a.html": b"<!doctype html>",
    "a.svg": b"<svg onload='alert(1)'/>",
    "pdf": b"%PDF-1.7",
    "a.pdf": b"<!doctype html><script>alert(1)</script>",
    "a.pdf.exe": b"%PDF-1.7",
    "a.png": b"\xff\xd8\xff\xe0",
    "a.gif": b"GIF90a",
    "a.webp": b"RIFF\0\0\0\0WAVE",
    "a.txt": b"MZ\x90 and so on",
    "b.txt": b"text with a \0 in it",
    "c.txt": b"%PDF-1.7 text",
    "d.txt": b"\xff\xfe\x00\xd8 half a character",
    "a.docx": office("xl/workbook.xml", "[Content_Types].xml"),
    "b.docx": office("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
    "c.docx": office("[Content_Types].xml", "word/document.xml")[:60],
    "a.xlsx": b"PK\x03\x04",
    "a.odt": office("content.xml"),
    "a.eml": b"Hello, this is no mail.",
    "b.eml": b"Title: no mail\n\nHello",
}


def test_every_kind_has_a_good_example() -> None:
    assert {name.rpartition(".")[2].lower() for name in GOOD} == set(KINDS)


@pytest.mark.parametrize("name", GOOD)
def test_it_takes(name: str) -> None:
    file = ContentFile(GOOD[name], name)
    check_file(file)
    assert file.read() == GOOD[name]  # It is at its beginning again.


@pytest.mark.parametrize("name", BAD)
def test_it_refuses(name: str) -> None:
    with pytest.raises(FileRefused, match=r"not taken|something else"):
        check_file(ContentFile(BAD[name], name))


def test_it_refuses_an_empty_file() -> None:
    with pytest.raises(FileRefused, match="empty"):
        check_file(ContentFile(b"", "a.txt"))


def test_it_refuses_more_than_twenty_megabytes() -> None:
    check_file(ContentFile(b"a" * MAX_BYTES, "a.txt"))
    with pytest.raises(FileRefused, match="20 MB"):
        check_file(ContentFile(b"a" * (MAX_BYTES + 1), "a.txt"))


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\bob\\report.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("  two   words .pdf", "two words .pdf"),
        ("..htaccess", "htaccess"),
        ("Звіт за 2023.pdf", "Звіт за 2023.pdf"),
        ("", "document"),
        ("x" * 500 + ".pdf", "x" * 196 + ".pdf"),
        ("a\0b.pdf", "ab.pdf"),
    ],
)
def test_it_cleans_a_name(name: str, cleaned: str) -> None:
    assert clean_name(name) == cleaned


@given(st.text())
def test_it_makes_some_harmless_name_of_anything(name: str) -> None:
    cleaned = clean_name(name)
    assert cleaned
    assert len(cleaned) <= 255
    assert cleaned.isprintable() or cleaned.replace("\u3000", "").strip()
    assert not set("/\\\0\r\n") & set(cleaned)
    assert clean_name(cleaned) == cleaned
