"""What a Content-Type says of encodings has no say here: asked through the WSGI application."""

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from factcheck import run, settings, wsgi

pytestmark = pytest.mark.django_db

CHARSETS = ["base64", "rot13", "zlib", "idna", "undefined", "utf-7", "raw_unicode_escape", "none"]


def ask(method: str, path: str, content_type: str, body: bytes = b"") -> tuple[int, dict[str, str]]:
    """The status and the headers of the answer."""
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    environ |= {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "next=%2Fqueue%2F%ff",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
    }
    answer: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        answer.update(status=int(status[:3]), headers=dict(headers))

    for _ in wsgi.application(environ, start_response):
        pass
    return answer["status"], answer["headers"]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("way", ["text/plain; charset={}", "text/plain; charset*={}''%20x"])
def test_it_answers_whatever_charset_is_named(charset: str, way: str) -> None:
    query = {"GET": "/accounts/login/", "POST": "/articles/"}
    for method, path in query.items():
        status, headers = ask(method, path, way.format(charset), b"csrfmiddlewaretoken=a%ff")
        assert status == (200 if method == "GET" else 403)
        assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("charset", [*CHARSETS, "iso-8859-1", "utf-8"])
def test_it_reads_a_form_as_utf_8(charset: str) -> None:
    content_type = f"application/x-www-form-urlencoded; charset={charset}"
    status, _ = ask("POST", "/accounts/login/", content_type, b"login=%ff+2AA-")
    assert status == 403  # without a token, and not for what it says


@pytest.mark.parametrize(
    ("given", "left"),
    [
        ("", ""),
        ("text/plain", "text/plain"),
        ("text/plain; charset=utf-7", "text/plain"),
        (
            "multipart/form-data; boundary=----WebKitFormBoundaryabc; charset=utf-7",
            'multipart/form-data; boundary="----WebKitFormBoundaryabc"',
        ),
        (
            'multipart/form-data; charset=base64; BOUNDARY="a b"',
            'multipart/form-data; boundary="a b"',
        ),
        ("multipart/form-data; boundary*=base64''a", "multipart/form-data"),
        ("multipart/form-data; x=boundary=a", "multipart/form-data"),
    ],
)
def test_it_leaves_nothing_but_the_boundary(given: str, left: str) -> None:
    assert wsgi.without_charset(given) == left


def test_it_is_the_door_of_both_servers() -> None:
    assert settings.WSGI_APPLICATION == "factcheck.wsgi.application"
    assert "factcheck.wsgi" in run.WEB
