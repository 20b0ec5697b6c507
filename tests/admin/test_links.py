"""From the admin site to the desk's pages, and from a list there to the same list in the queue."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from claims import discussing
from claims.admin import queue_links
from claims.models import Event, SavedView, User
from tests.factories import NOON, make_article, make_claim, make_link, make_match, make_user

pytestmark = pytest.mark.django_db


def shown(client: Client, address: str) -> str:
    response = client.get(f"/admin/claims/{address}")
    assert response.status_code == 200
    return unescape(response.content.decode())


def asked_of_the_queue(client: Client, address: str) -> str:
    page = shown(client, address)
    link = page.partition('">This list in the queue</a>')[0].rpartition('href="')[2]
    assert urlsplit(link).path == "/queue/"
    return parse_qs(urlsplit(link).query).get("q", [""])[0]


def test_rows_lead_to_their_pages_on_the_desk(client: Client, admin: User) -> None:
    article = make_article(outlet="The Daily: Test")
    claim, asker = make_claim(article), make_user()
    link = make_link(claim.review)
    comment = discussing.add_comment(claim.review, text=f"@{admin.username} so?", by=asker)
    make_match(claim)
    Event.objects.record(claim, Event.Action.CLAIM_ADDED, by=admin)
    Event.objects.record(article, Event.Action.ARTICLE_CHANGED, by=admin)
    page = f'href="/claims/{claim.pk}/"'
    for address in ("review/", "claim/", "evidencelink/", "match/", "chain/", "event/"):
        assert page in shown(client, address)
    assert f'href="/articles/{article.pk}/"' in shown(client, "event/")
    assert f'href="/evidence/{link.evidence_id}/"' in shown(client, "evidence/")
    for address in ("comment/", "mention/", f"comment/{comment.pk}/change/"):
        assert f'href="/claims/{claim.pk}/#comment-{comment.pk}"' in shown(client, address)
    assert 'href="/queue/?q=outlet%3A%22The+Daily%3A+Test%22"' in shown(client, "outlet/")
    assert f'href="/queue/?q=assigned%3A{asker.username}"' in shown(client, "user/")


def test_what_concerns_the_desk_itself_leads_nowhere(client: Client, admin: User) -> None:
    page = shown(client, "chain/desk/change/")
    assert "viewsitelink" not in page
    assert "historylink" in page


def test_what_somebody_keeps_for_themselves_is_not_shown(client: Client, admin: User) -> None:
    for name, is_shared in (("Late ones", True), ("My own", False)):
        SavedView.objects.create(
            name=name, query="is:late", owner=admin, is_shared=is_shared, created_at=NOON
        )
    page = shown(client, "savedview/")
    assert "Late ones" in page
    assert "My own" not in page
    assert 'href="/queue/?q=is%3Alate"' in page


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ("", "state:open"),
        ("state=any", ""),
        ("state=settled&verdict__verdict__exact=contested", "state:settled verdict:contested"),
        ("band__exact=must&priority__exact=2", "state:open worth:must priority:urgent"),
        ("pinned__exact=1&parked__exact=0", "state:open is:pinned -is:parked"),
        ("assignee=nobody&q=hotline+a:b", 'state:open assigned:nobody hotline "a:b"'),
    ],
)
def test_a_list_leads_to_the_same_in_the_queue(
    client: Client, admin: User, asked: str, query: str
) -> None:
    assert asked_of_the_queue(client, f"review/?{asked}") == query


def test_what_means_nothing_is_left_out() -> None:
    asked = {"state": "odd", "band__exact": "odd", "assignee": "9", "pinned__exact": "x"}
    assert queue_links.same_list(asked, {}) == "/queue/?q="


def test_a_list_of_one_person_leads_to_theirs(client: Client, admin: User) -> None:
    carol = make_user("Checker", username="carol")
    make_claim(assignee=carol)
    query = asked_of_the_queue(client, f"review/?assignee={carol.pk}")
    assert query == "state:open assigned:carol"
