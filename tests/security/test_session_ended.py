"""A form sent when the session is over: sign in, and go on where it stood."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db

SIGN_IN = "/accounts/login/"
QUEUE = "http://testserver/queue/?order=worth"


def test_it_leads_from_a_stale_form_to_the_sign_in_and_back() -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/queue/next/", headers={"referer": QUEUE})
    page = response.content.decode()
    assert response.status_code == 403
    assert "Your session has ended" in page
    assert "what you typed is kept by this browser" in page
    assert f'href="{SIGN_IN}?next=%2Fqueue%2F%3Forder%3Dworth"' in page
    assert "Sign in and carry on" in page


@pytest.mark.parametrize(
    "referer", ["", "http://evil.example/queue/", "javascript:alert(1)", "//evil.example/", "x"]
)
def test_it_leads_to_no_other_site(referer: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/queue/next/", headers={"referer": referer}).content.decode()
    assert "evil.example" not in page
    assert f'href="{SIGN_IN}"' in page


def test_it_signs_in_and_goes_back_to_the_page_of_the_form(client: Client) -> None:
    """Not to the address that the form was sent to, which takes no visit."""
    user, claim = make_user("Checker"), make_claim()
    form = f"http://testserver{claim.get_absolute_url()}"
    late = client.post(reverse("claim_take", args=[claim.pk]), headers={"referer": form})
    assert late.status_code == 302
    page = client.get(late["Location"]).content.decode()
    assert "Your session has ended: sign in again." in page
    typed = {"login": user.username, "password": "secret", "next": claim.get_absolute_url()}
    assert f'name="next" value="{typed["next"]}"' in page
    assert client.post(SIGN_IN, typed)["Location"] == claim.get_absolute_url()


def test_it_says_nothing_of_a_session_to_a_visitor(client: Client) -> None:
    visit = client.get("/queue/", follow=True)
    assert visit.redirect_chain == [(f"{SIGN_IN}?next=/queue/", 302)]
    assert "session" not in visit.content.decode()


def test_the_sign_in_says_what_to_type_and_what_was_wrong(client: Client) -> None:
    page = client.post(SIGN_IN, {"login": "nobody", "password": "wrong"}).content.decode()
    for label in ("Username or email", "Password", "Remember me"):
        assert label in page
    assert "The username and/or password you specified are not correct." in page
    assert "<li>" not in page[page.index('<main id="main"') : page.index("</main>")]
