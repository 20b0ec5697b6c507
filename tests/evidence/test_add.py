"""Add a source to a claim: a page, a passage or a document."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from claims import reviewing, triage
from claims.models import Event, Evidence, EvidenceLink, Review
from tests.factories import make_attempt, make_claim, make_user

pytestmark = pytest.mark.django_db

PAGE = {
    "title": "Register of operators",
    "kind": "primary",
    "stance": "refutes",
    "url": "https://example.org/register",
    "publisher": "The ministry",
    "locator": "p. 2",
    "accessed_on": "2026-11-20",
    "note": "Gives nine.",
}


@pytest.fixture
def review():
    return make_claim().review


def url(review: Review) -> str:
    return reverse("evidence_add", args=[review.pk])


def pdf(name: str = "register.pdf", content: bytes = b"%PDF-1.7 ten") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def stored(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]


def test_it_links_a_page(client, checker, review) -> None:
    response = client.post(url(review), PAGE, follow=True)
    link = EvidenceLink.objects.select_related("evidence").get()
    assert (link.stance, link.note, link.by) == ("refutes", "Gives nine.", checker)
    assert link.evidence.url == "https://example.org/register"
    assert str(link.evidence.accessed_on) == "2026-11-20"
    html = response.content.decode()
    assert 'rel="noopener noreferrer nofollow">Register of operators</a>' in html
    assert Event.objects.of(review).last().action == "review.evidence_linked"


def test_it_links_a_passage_alone(client, checker, review) -> None:
    typed = {**PAGE, "url": "", "passage": "There are <nine> operators."}
    response = client.post(url(review), typed, follow=True)
    assert "There are &lt;nine&gt; operators." in response.content.decode()
    assert Evidence.objects.get().passage == "There are <nine> operators."


def test_it_stores_a_document_under_a_name_of_its_own(client, checker, review, store) -> None:
    response = client.post(url(review), {**PAGE, "file": pdf("../Звіт.pdf")}, follow=True)
    evidence = Evidence.objects.get()
    assert evidence.file_name == "Звіт.pdf"
    assert evidence.sha256 == hashlib.sha256(b"%PDF-1.7 ten").hexdigest()
    [path] = stored(store)
    assert path.read_bytes() == b"%PDF-1.7 ten"
    assert "віт" not in str(path)
    assert "." not in path.name
    assert f"{evidence.sha256[:6]}…" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "Give the source a title."),
        ({"stance": ""}, "Say what the source says of the claim."),
        ({"kind": ""}, "Say whether the source is primary or secondary."),
        ({"url": ""}, "Give a web address, a document or a passage."),
        ({"url": "javascript:alert(1)"}, "Only http and https addresses can be linked"),
        ({"title": "x" * 501}, "at most 500 characters"),
        ({"passage": "a\0b"}, "Null characters are not allowed."),
        ({"accessed_on": "yesterday"}, "Enter a valid date."),
    ],
)
def test_it_keeps_everything_when_something_is_wrong(
    client, checker, review, wrong, sentence: str
) -> None:
    response = client.post(url(review), {**PAGE, **wrong})
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "Gives nine.</textarea>" in html
    assert 'value="The ministry"' in html
    assert 'class="adder" data-first-field open' in html
    assert not Evidence.objects.exists()


def test_it_refuses_a_day_to_come(client, checker, review) -> None:
    typed = {**PAGE, "accessed_on": timezone.localdate() + timedelta(days=2)}
    response = client.post(url(review), typed)
    assert response.status_code == 422
    assert "That day is still to come." in response.content.decode()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (pdf(content=b""), "The file is empty."),
        (pdf(content=b"<script>alert(1)</script>"), "but its content is something else"),
        (pdf("page.html", b"<script>alert(1)</script>"), "Files of this kind are not taken."),
    ],
)
def test_it_refuses_a_hostile_file(client, checker, review, store, file, sentence: str) -> None:
    response = client.post(url(review), {**PAGE, "file": file})
    html = response.content.decode()
    assert response.status_code == 422
    assert sentence in html
    assert "the document must be chosen again" in html
    assert not Evidence.objects.exists()
    assert not store.exists() or not stored(store)


def test_it_stores_nothing_once_a_verdict_is_proposed(client, checker, review, store) -> None:
    make_attempt(review)
    reviewing.propose_verdict(
        review, verdict="unverified", reason="No answer.", by=make_user("Checker")
    )
    response = client.post(url(review), {**PAGE, "file": pdf()})
    html = response.content.decode()
    assert response.status_code == 409
    assert "The claim is awaiting sign-off" in html
    assert "What you typed" in html
    assert "Gives nine." in html
    assert "The document could not be kept: choose it again." in html
    assert not Evidence.objects.exists()
    assert not store.exists() or not stored(store)


def test_it_stores_nothing_while_another_holds_the_claim(client, checker, review) -> None:
    triage.take_claim(review, by=make_user("Checker", first_name="Carol"))
    response = client.post(url(review), PAGE)
    assert response.status_code == 403
    assert "Carol is working on this claim right now." in response.content.decode()
    assert "Gives nine." in response.content.decode()
    assert not Evidence.objects.exists()


def test_it_links_the_same_source_again_instead_of_a_second_one(
    client, checker, review, store
) -> None:
    client.post(url(make_claim().review), {**PAGE, "file": pdf()})
    again = {**PAGE, "title": "The register", "stance": "supports", "file": pdf("copy.pdf")}
    response = client.post(url(review), again, follow=True)
    known = Evidence.objects.get()
    html = response.content.decode()
    assert "It was in the library already" in html
    assert f'<a href="{known.get_absolute_url()}">Register of operators</a>' in html
    assert review.links.get().evidence == known
    assert review.links.get().note == "Gives nine."
    assert len(stored(store)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"url": "https://example.org/other"},
        {"passage": "Nine."},
        {"file": pdf()},
        {"kind": "secondary"},
        {"publisher": ""},
        {"sensitive": "on"},
    ],
)
def test_it_keeps_a_source_that_differs_as_a_new_one(client, checker, review, other) -> None:
    client.post(url(make_claim().review), PAGE)
    response = client.post(url(review), {**PAGE, **other}, follow=True)
    assert "in the library already" not in response.content.decode()
    assert Evidence.objects.count() == 2


def test_it_says_what_is_wrong_once_and_stays_in_the_queue(client, checker, review) -> None:
    html = client.post(url(review), {**PAGE, "title": ""}).content.decode()
    assert html.count("Not saved yet: see what is marked.") == 1
    assert html.count("Nothing you typed is lost.") == 1
    assert '<a href="/queue/" aria-current="true">' in html
    assert '<a href="/evidence/" aria-current' not in html


def test_it_shows_what_was_typed_where_the_form_is_gone(client, checker, review) -> None:
    triage.take_claim(review, by=make_user("Checker", first_name="Carol"))
    response = client.post(url(review), {**PAGE, "title": ""})
    html = response.content.decode()
    assert response.status_code == 422
    assert "Carol is working on this claim right now." in html
    assert "What you typed" in html
    assert "Gives nine." in html


def test_it_takes_a_free_claim(client, checker, review) -> None:
    client.post(url(review), PAGE)
    review.refresh_from_db()
    assert review.is_held_by(checker, at=timezone.now())


def test_it_renews_the_lease(client, checker, review) -> None:
    triage.take_claim(review, by=checker)
    Review.objects.update(held_until=timezone.now() + triage.GRACE)
    client.post(url(review), PAGE)
    review.refresh_from_db()
    assert review.held_until > timezone.now() + 2 * triage.GRACE


def test_it_refuses_a_reporter(client, review) -> None:
    client.force_login(make_user("Reporter"))
    assert client.post(url(review), PAGE).status_code == 403
    assert not Evidence.objects.exists()


def test_it_takes_post_only(client, checker, review) -> None:
    assert client.get(url(review)).status_code == 405
