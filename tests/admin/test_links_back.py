"""From the desk's pages to their rows in the admin site, for admins alone."""

import pytest
from django.test import Client

from claims.models import User
from tests.factories import make_claim, make_link, make_story, make_user

pytestmark = pytest.mark.django_db


def test_pages_lead_to_their_rows_and_lists(client: Client, admin: User) -> None:
    claim = make_claim()
    link = make_link(claim.review)
    story = make_story(claim, make_claim())
    for address, row in (
        (f"/claims/{claim.pk}/", f"review/{claim.pk}/change"),
        (f"/articles/{claim.article_id}/", f"article/{claim.article_id}/change"),
        (f"/stories/{story.pk}/", f"story/{story.pk}/change"),
        (f"/evidence/{link.evidence_id}/", f"evidence/{link.evidence_id}/change"),
        ("/queue/", "review"),
        ("/articles/", "article"),
        ("/stories/", "story"),
        ("/evidence/", "evidence"),
    ):
        page = client.get(address).content.decode()
        assert f'href="/admin/claims/{row}/">In the admin</a>' in page
    assert "In the admin" not in client.get("/").content.decode()


def test_others_are_not_led_there(client: Client) -> None:
    claim = make_claim()
    client.force_login(make_user("Editor"))
    assert "In the admin" not in client.get(claim.get_absolute_url()).content.decode()
