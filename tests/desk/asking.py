"""The first page as somebody sees it, and what gives it something to show."""

from django.test import Client

from claims import reviewing
from claims.models import Claim, User
from tests.factories import make_attempt


def desk_of(client: Client, user: User) -> str:
    client.force_login(user)
    response = client.get("/")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def propose(claim: Claim, by: User) -> None:
    make_attempt(claim.review, by=by)
    reviewing.propose_verdict(claim.review, verdict="unverified", reason="No reply.", by=by)
