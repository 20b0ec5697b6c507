"""A body too large is refused before anything of it is on the disk."""

from typing import Any

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from claims.forms.documents import MAX_BYTES
from claims.models import Evidence
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
MEGABYTE = 2**20


class Noted(TemporaryFileUploadHandler):
    """Notes the names of the files that it is about to write to the disk."""

    names: list[str] = []

    def new_file(self, field_name: str, file_name: str, *args: Any, **kwargs: Any) -> None:
        self.names.append(file_name)
        super().new_file(field_name, file_name, *args, **kwargs)


@pytest.fixture
def files(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the uploads that reach the disk."""
    settings.FILE_UPLOAD_HANDLERS = ["tests.security.test_uploads.Noted"]
    monkeypatch.setattr(Noted, "names", [])
    return Noted.names


@pytest.fixture
def stranger() -> Client:
    """Not signed in, with the cookie for whose token a form is read."""
    client = Client(enforce_csrf_checks=True)
    client.get(SIGN_IN)
    return client


def upload(client: Client, path: str, size: int, **headers: Any) -> Any:
    """A file of `size` bytes."""
    return client.generic("POST", path, PART + b"a" * size + b"\r\n--x--\r\n", MULTIPART, **headers)


def test_it_takes_no_large_upload_of_nobody(stranger: Client, files: list[str]) -> None:
    refused = upload(stranger, SIGN_IN, 2 * MEGABYTE)
    assert refused.status_code == 413
    assert "A form may hold 1 megabyte," in refused.content.decode()
    assert files == []
    # A small one is read, for the token that it lacks.
    assert upload(stranger, SIGN_IN, 1000).status_code == 403
    assert files == ["a.txt"]


def test_it_takes_a_document_and_not_much_more_from_a_checker(
    client: Client, files: list[str]
) -> None:
    client.force_login(make_user("Checker"))
    path = f"/claims/{make_claim().pk}/evidence/add/"
    assert upload(client, path, MAX_BYTES + 2 * MEGABYTE).status_code == 413
    assert files == []
    # Read, and refused by the form with a sentence, for what else is missing in it.
    assert upload(client, path, MAX_BYTES).status_code == 422
    assert files == ["a.txt"]
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("kind", [MULTIPART, "application/x-www-form-urlencoded"])
@pytest.mark.parametrize(("length", "status"), [("", 403), ("many", 400), ("9" * 5000, 400)])
def test_it_reads_nothing_of_a_body_without_a_length(
    stranger: Client, files: list[str], kind: str, length: str, status: int
) -> None:
    answer = stranger.generic("POST", SIGN_IN, PART + b"a" * 1000, kind, CONTENT_LENGTH=length)
    assert answer.status_code == status
    assert files == []


def test_it_refuses_a_length_below_nothing(stranger: Client, files: list[str]) -> None:
    assert upload(stranger, SIGN_IN, 1000, CONTENT_LENGTH="-1").status_code == 400
    assert files == []
