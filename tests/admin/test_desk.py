"""Policy, outlets and articles: changed on the site, by stage functions, with an event each."""

import pytest
from django.db.models import QuerySet
from django.test import Client

from claims import steering
from claims.models import Article, Event, Outlet, Policy, User
from tests.factories import make_article, make_user

pytestmark = pytest.mark.django_db


def desk_events() -> list[tuple[str, object, object]]:
    return [(event.action, event.old, event.new) for event in _since_founding()]


def _since_founding() -> QuerySet[Event]:
    return Event.objects.filter(chain="desk").exclude(action=Event.Action.DESK_FOUNDED)


def policy_data(**changes: int) -> dict[str, int]:
    policy = Policy.current()
    fields = [field.name for field in Policy._meta.concrete_fields if field.name != "id"]
    return {**{name: getattr(policy, name) for name in fields}, **changes}


def test_the_policy_changes_with_old_and_new(client: Client, admin: User) -> None:
    url, data = "/admin/claims/policy/1/change/", policy_data(secondary_for_verified=3)

    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302

    assert Policy.current().secondary_for_verified == 3
    assert desk_events() == [
        (
            "desk.policy_changed",
            {"secondary_for_verified": 2},
            {"secondary_for_verified": 3},
        )
    ]
    assert _since_founding().get().by == admin


@pytest.mark.parametrize("value", ["-1", "21", "", "x"])
def test_a_policy_without_sense_is_refused(client: Client, admin: User, value: str) -> None:
    data = {**policy_data(), "sources_each_side": value}

    response = client.post("/admin/claims/policy/1/change/", data)

    assert response.status_code == 200
    assert response.context["adminform"].form.errors
    assert desk_events() == []


def test_a_policy_that_verifies_nothing_is_refused(client: Client, admin: User) -> None:
    data = policy_data(primary_for_verified=0, secondary_for_verified=0)

    response = client.post("/admin/claims/policy/1/change/", data)

    assert "0 and 0 verify nothing" in response.content.decode()
    assert Policy.current().primary_for_verified == 1
    assert client.post("/admin/claims/policy/1/change/", policy_data(primary_for_verified=0)).url  # type: ignore[attr-defined]


def test_outlets_are_made_renamed_and_removed(client: Client, admin: User) -> None:
    client.post("/admin/claims/outlet/add/", {"name": "The Paper", "url": ""})
    outlet = Outlet.objects.get()
    change = f"/admin/claims/outlet/{outlet.pk}"
    client.post(f"{change}/change/", {"name": "The Paper", "url": "https://paper.example/"})
    client.post(f"{change}/delete/", {"post": "yes"})

    assert not Outlet.objects.exists()
    assert desk_events() == [
        ("desk.outlet_changed", {}, {"name": "The Paper", "url": ""}),
        (
            "desk.outlet_changed",
            {"url": ""},
            {"name": "The Paper", "url": "https://paper.example/"},
        ),
        ("desk.outlet_changed", {"name": "The Paper"}, {"removed": True}),
    ]


def test_an_outlet_of_an_article_stays(client: Client, admin: User) -> None:
    outlet = make_article().outlet
    assert outlet is not None

    response = client.post(f"/admin/claims/outlet/{outlet.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    with pytest.raises(steering.OutletInUse, match="1 of the desk's articles"):
        steering.remove_outlet(outlet, by=admin)
    assert Outlet.objects.filter(pk=outlet.pk).exists()
    assert desk_events() == []


def test_the_same_outlet_twice_is_refused(client: Client, admin: User) -> None:
    make_article(outlet="The Paper")

    response = client.post("/admin/claims/outlet/add/", {"name": "the paper", "url": ""})

    assert response.status_code == 200
    assert response.context["adminform"].form.errors


def test_an_articles_details_go_through_intake(client: Client, admin: User) -> None:
    article = make_article(headline="Old", outlet="The Paper")
    other = make_article(outlet="The Other Paper").outlet
    assert other is not None
    url = f"/admin/claims/article/{article.pk}/change/"
    data = {
        "headline": "New",
        "byline": "",
        "outlet": other.pk,
        "url": "",
        "published_on": "",
        "deadline_0": "",
        "deadline_1": "",
        "doubts": "",
        "state": "cleared",
        "text": "x",
    }

    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302

    stored = Article.objects.get(pk=article.pk)
    assert (stored.headline, stored.outlet, stored.state) == ("New", other, "extracted")
    assert stored.text == article.text
    event = Event.objects.of(article).last()
    assert event.action == Event.Action.ARTICLE_CHANGED
    assert (event.by, event.old["headline"], event.new["headline"]) == (admin, "Old", "New")
    assert Event.objects.of(article).filter(action=event.action).count() == 1


@pytest.mark.parametrize("group", ["Reporter", "Checker", "Editor"])
def test_the_stage_refuses_others(group: str) -> None:
    user = make_user(group)
    policy, outlet = Policy.current(), Outlet(name="The Paper")
    policy.lease_minutes = 5

    with pytest.raises(steering.PermissionDenied):
        steering.save_policy(policy, by=user)
    with pytest.raises(steering.PermissionDenied):
        steering.save_outlet(outlet, by=user)

    assert Policy.current().lease_minutes == 20
    assert not Outlet.objects.exists()
