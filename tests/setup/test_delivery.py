"""What a browser is sent: static files named by hash and compressed, pages compressed."""

import gzip
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from factcheck import delivery

RULE = b".quiet { color: var(--ink); }\n"


@pytest.fixture
def source(settings, tmp_path: Path) -> Path:
    """A folder of static files, collected to another."""
    lying = tmp_path / "lying" / "css"
    lying.mkdir(parents=True)
    (lying / "quiet.css").write_bytes(RULE * 40)
    settings.STATICFILES_DIRS = [lying.parent]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "factcheck.delivery.CollectedFiles"},
    }
    return lying / "quiet.css"


def collected(settings) -> list[str]:
    return sorted(path.name for path in (Path(settings.STATIC_ROOT) / "css").iterdir())


@pytest.mark.parametrize("debug", [True, False])
def test_it_names_files_by_their_hash_and_compresses_those(settings, source, debug) -> None:
    settings.DEBUG = debug
    delivery.collect()

    named = Path(staticfiles_storage.url("css/quiet.css")).name
    assert named != "quiet.css"
    assert collected(settings) == sorted([named, f"{named}.br", f"{named}.gz", "quiet.css"])


def test_it_collects_nothing_when_nothing_has_changed(settings, source) -> None:
    delivery.collect()
    marked = Path(settings.STATIC_ROOT) / "css" / "quiet.css"
    marked.write_text("as it was")

    delivery.collect()

    assert marked.read_text() == "as it was"


def test_it_collects_anew_what_has_changed_and_drops_the_old(settings, source) -> None:
    delivery.collect()
    before = set(collected(settings))
    source.write_bytes(RULE * 41)

    delivery.collect()

    assert before & set(collected(settings)) == {"quiet.css"}
    assert len(collected(settings)) == len(before)


def test_it_puts_the_styles_of_all_pages_into_one_file(settings, source) -> None:
    (source.parent / "print.css").write_text("@page { margin: 2cm; }\n")
    (source.parent / "all.css").write_text(
        '@import url("quiet.css");\n@import url("print.css") print;\n'
    )
    for _ in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)

        whole = (
            Path(settings.STATIC_ROOT) / staticfiles_storage.url("css/all.css")[len("/static/") :]
        )
        both = RULE.decode() * 40 + "\n@media print {\n@page { margin: 2cm; }\n}\n"
        assert whole.read_text() == both


def answer(response: HttpResponse | StreamingHttpResponse, accepts: str = "gzip, br"):
    def view(request: HttpRequest):
        return response

    request = RequestFactory().get("/", headers={"Accept-Encoding": accepts})
    return delivery.CompressPages(view)(request)


def test_a_page_is_compressed() -> None:
    page = b"<p>The hotline has 10 operators.</p>" * 40
    response = answer(HttpResponse(page, headers={"ETag": '"abc"'}))

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == page
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"] == 'W/"abc"'


def test_a_page_is_sent_as_it_is_to_who_cannot_read_it_compressed() -> None:
    page = b"<p>The hotline has 10 operators.</p>" * 40
    response = answer(HttpResponse(page), accepts="identity")

    assert not response.has_header("Content-Encoding")
    assert response.content == page


def test_what_is_streamed_goes_out_as_it_is_made() -> None:
    response = answer(StreamingHttpResponse([b"claim,verdict\r\n"] * 40))

    assert not response.has_header("Content-Encoding")
    assert list(response) == [b"claim,verdict\r\n"] * 40
