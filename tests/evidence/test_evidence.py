"""The page of one source, and its document: who sees them, and what the browser is told."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from claims.models import EvidenceLink
from tests.factories import make_article, make_claim, make_evidence, make_link, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter():
    return make_user("Reporter")


@pytest.fixture
def link(reporter) -> EvidenceLink:
    """Evidence with a document, for a claim of the reporter's article."""
    return make_link(
        make_claim(make_article(by=reporter)).review,
        title="Register <of> operators",
        file=ContentFile(b"%PDF-1.7 ten", name="0123"),
        file_name='Звіт "2023".pdf',
        sha256="ab" * 32,
    )


def page(link: EvidenceLink) -> str:
    return link.evidence.get_absolute_url()


def document(link: EvidenceLink) -> str:
    return reverse("evidence_file", args=[link.evidence_id])


def test_it_shows_the_source_and_its_claims(client, link, django_assert_max_num_queries) -> None:
    client.force_login(make_user("Checker"))
    with django_assert_max_num_queries(12):
        response = client.get(page(link))
    assert "Register &lt;of&gt; operators" in response.text
    assert "ab" * 32 in response.text
    assert link.review.get_absolute_url() in response.text


def test_it_shows_a_reporter_only_claims_of_theirs(client, link, reporter) -> None:
    other = make_claim().review
    other.links.create(evidence=link.evidence, stance="supports", by=link.by, at=timezone.now())
    client.force_login(reporter)
    html = client.get(page(link)).text
    assert link.review.get_absolute_url() in html
    assert other.get_absolute_url() not in html


@pytest.mark.parametrize("url", [page, document])
def test_it_is_there_for_the_reporter_of_the_article(client, link, reporter, url) -> None:
    client.force_login(reporter)
    assert client.get(url(link)).status_code == 200


@pytest.mark.parametrize("url", [page, document])
@pytest.mark.parametrize("case", ["another", "sensitive", "removed"])
def test_it_is_not_there_for_others(client, link, reporter, url, case: str) -> None:
    if case == "sensitive":
        link.evidence.sensitive = True
        link.evidence.save()
    if case == "removed":
        EvidenceLink.objects.update(removed_at=timezone.now())
    client.force_login(make_user("Reporter") if case == "another" else reporter)
    assert client.get(url(link)).status_code == 404
    client.force_login(make_user("Checker"))
    assert client.get(url(link)).status_code == 200


def test_it_sends_the_document_as_a_download_that_can_do_nothing(client, link) -> None:
    client.force_login(make_user("Checker"))
    response = client.get(document(link))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 ten"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D0%97%D0%B2%D1%96%D1%82%20%222023%22.pdf"
    )
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


def test_it_never_sends_a_kind_that_is_not_on_the_list(client, link) -> None:
    link.evidence.file_name = "page.html"
    link.evidence.save()
    client.force_login(make_user("Checker"))
    assert client.get(document(link))["Content-Type"] == "application/octet-stream"


def test_it_has_no_document_where_there_is_none(client) -> None:
    client.force_login(make_user("Checker"))
    evidence = make_evidence()
    assert client.get(reverse("evidence_file", args=[evidence.pk])).status_code == 404


def test_it_says_so_when_the_document_is_gone_from_the_store(client, link) -> None:
    link.evidence.file.storage.delete(link.evidence.file.name)
    client.force_login(make_user("Checker"))
    assert client.get(document(link)).status_code == 404


@pytest.mark.parametrize("url", [page, document])
def test_it_takes_get_only(client, link, url) -> None:
    client.force_login(make_user("Checker"))
    assert client.post(url(link)).status_code == 405
