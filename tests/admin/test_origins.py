"""Origins in the admin: names that mean one origin are joined, and parted again."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Citation, Event, Origin, User
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def guardian() -> Origin:
    return Origin.objects.create(kind="outlet", name="The Guardian", key="guardian")


@pytest.fixture
def graun() -> Origin:
    return Origin.objects.create(kind="outlet", name="The Graun", key="graun")


def url(origin: Origin) -> str:
    return f"/admin/claims/origin/{origin.pk}/change/"


def test_a_name_is_joined_to_its_origin(
    client: Client, admin: User, guardian: Origin, graun: Origin
) -> None:
    assert client.post(url(graun), {"same_as": guardian.pk}).status_code == 302

    graun.refresh_from_db()
    assert graun.same_as == guardian
    event = Event.objects.get(action=Event.Action.ORIGINS_JOINED)
    assert (event.by, event.old, event.new) == (
        admin,
        {"name": "The Graun"},
        {"name": "The Guardian"},
    )


def test_it_is_parted_again(client: Client, admin: User, guardian: Origin, graun: Origin) -> None:
    Origin.objects.filter(pk=graun.pk).update(same_as=guardian)

    client.post(url(graun), {"same_as": ""})

    graun.refresh_from_db()
    assert graun.same_as is None
    assert Event.objects.filter(action=Event.Action.ORIGIN_PARTED).count() == 1


def test_a_circle_is_refused(client: Client, admin: User, guardian: Origin, graun: Origin) -> None:
    Origin.objects.filter(pk=graun.pk).update(same_as=guardian)

    page = client.post(url(guardian), {"same_as": graun.pk}, follow=True).content.decode()

    assert "are one origin already" in page
    guardian.refresh_from_db()
    assert guardian.same_as is None


def test_saved_unchanged_it_records_nothing(client: Client, admin: User, graun: Origin) -> None:
    client.post(url(graun), {"same_as": ""})

    assert not Event.objects.filter(action=Event.Action.ORIGIN_PARTED).exists()


@pytest.mark.parametrize("noun", ["origin", "match", "story", "citation"])
def test_the_lists_are_shown(client: Client, admin: User, graun: Origin, noun: str) -> None:
    assert client.get(f"/admin/claims/{noun}/").status_code == 200
    assert client.get(f"/admin/claims/{noun}/?q=graun").status_code == 200


def test_the_list_of_citations_reads_no_article_text(
    client: Client, admin: User, guardian: Origin
) -> None:
    claim = make_claim()
    edge = Citation.objects.create(article=claim.article, claim=claim, cited=guardian, how="told")

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/admin/claims/citation/").content.decode()

    assert "The Guardian" in page
    assert not any('"claims_article"."text"' in query["sql"] for query in asked.captured_queries)
    assert client.get(f"/admin/claims/citation/{edge.pk}/change/").status_code == 200
