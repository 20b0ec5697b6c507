"""Link evidence that is in the library already."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from claims.models import EvidenceLink, Review
from tests.factories import make_article, make_claim, make_evidence, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make_claim().review


def url(review: Review) -> str:
    return reverse("evidence_add", args=[review.pk])


def test_it_finds_and_links(client, checker, review) -> None:
    known = make_evidence(title="Register of operators")
    make_evidence(title="Something else")
    page = client.get(review.get_absolute_url(), {"find": "OPERATORS register"}).content.decode()
    assert f'name="evidence" value="{known.pk}"' in page
    assert "Something else" not in page

    client.post(url(review), {"evidence": known.pk, "stance": "context"})

    link = EvidenceLink.objects.get()
    assert (link.evidence, link.stance, link.review) == (known, "context", review)


def test_it_comes_back_with_the_panel_closed(client, checker, review) -> None:
    known = make_evidence()
    typed = {"evidence": known.pk, "stance": "supports", "list": "state:open"}
    response = client.post(url(review), typed, follow=True)
    assert response.redirect_chain == [(f"/claims/{review.pk}/?list=state%3Aopen", 302)]
    assert "Evidence linked." in response.text
    assert re.search(
        r'<details class="adder"( data-first-field)? data-evidence-panel>', response.text
    )


def test_it_is_undone(client, checker, review) -> None:
    client.post(url(review), {"evidence": make_evidence().pk, "stance": "supports"})
    client.post(reverse("claim_undo", args=[review.pk]))
    assert not EvidenceLink.objects.standing().exists()


def test_it_links_once(client, checker, review) -> None:
    known = make_evidence()
    assert client.post(url(review), {"evidence": known.pk, "stance": "context"}).status_code == 302
    response = client.post(url(review), {"evidence": known.pk, "stance": "supports"})
    assert response.status_code == 422
    assert "This evidence is linked to the claim already." in response.content.decode()
    assert EvidenceLink.objects.count() == 1


def test_it_knows_only_what_the_person_may_see(client) -> None:
    person = make_user("")
    person.user_permissions.set(
        Permission.objects.filter(codename__in=["enter", "check_claim", "submit_article"])
    )
    review = make_claim(make_article(by=person)).review
    secret = make_evidence(title="Register of informants", sensitive=True)
    client.force_login(person)

    page = client.get(review.get_absolute_url(), {"find": "informants"})
    response = client.post(url(review), {"evidence": secret.pk, "stance": "context"})

    assert page.status_code == 200
    assert "Register of informants" not in page.content.decode()
    assert response.status_code == 422
    assert not EvidenceLink.objects.exists()


@pytest.mark.parametrize("given", [{"evidence": 0}, {"evidence": "x"}, {"stance": ""}])
def test_it_refuses_what_is_not_there(client, checker, review, given) -> None:
    typed = {"evidence": make_evidence().pk, "stance": "supports", **given}
    response = client.post(url(review), typed)
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not EvidenceLink.objects.exists()
