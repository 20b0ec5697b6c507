"""Lists under a name: saved, renamed, shared, deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import saving
from claims.models import SavedView, User
from claims.views import queue_page
from tests.factories import make_review, make_saved_view, make_user

pytestmark = pytest.mark.django_db

SAVE = "/queue/views/save/"


@pytest.fixture
def checker(client: Client) -> User:
    user = make_user()
    client.force_login(user)
    return user


def page_of(view: SavedView, name: str = "queue_view") -> str:
    return reverse(name, args=[view.pk])


def test_it_saves_the_list_and_counts_it(client: Client, checker: User) -> None:
    make_review(discrepant=True)

    response = client.post(
        SAVE,
        {"name": " My  \u202elist ", "query": "has:discrepancy", "is_shared": "on"},
        follow=True,
    )

    assert response.redirect_chain == [("/queue/?q=has%3Adiscrepancy", 302)]
    view = SavedView.objects.get()
    assert (view.name, view.owner, view.is_shared) == ("My list", checker, True)
    [link] = response.context["saved"]
    assert (link.label, link.count, link.is_current) == ("My list", "1", True)
    assert response.context["title"] == "My list"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"name": "mine"}, "There is a view called “mine” already"),
        ({"name": "  "}, "Give the view a name."),
        ({"name": "\u200b\u202e"}, "Give the view a name."),
        ({"name": "x" * 61}, "A name has 60 characters at most."),
        ({"name": "a\0b"}, "Null characters are not allowed."),
        ({"name": "New", "query": "x" * 1001}, "A query has 1000 characters at most."),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    client: Client, checker: User, data: dict[str, str], sentence: str
) -> None:
    make_saved_view(name="Mine", owner=checker)

    response = client.post(SAVE, {"query": "state:settled", "is_shared": "on", **data})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert response.context["save_form"]["name"].value() == data["name"]
    assert response.context["save_form"]["is_shared"].value()
    assert SavedView.objects.count() == 1


def test_one_has_so_many_and_no_more(
    client: Client, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    make_saved_view(owner=checker)

    assert "You have 1 views already" in client.post(SAVE, {"name": "New"}).content.decode()


def test_nobody_waits_for_what_another_shares(
    client: Client, checker: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_page, "_MILLISECONDS", 1)
    make_review()
    words = " ".join(f"-word{number}" for number in range(12))
    for number in range(8):
        make_saved_view(name=f"Dear {number}", query=f"{words} -{number}", is_shared=True)

    response = client.get("/queue/", {"q": "state:open"})

    assert [link.count for link in response.context["saved"]] == [""] * 8
    assert response.context["builtin"][0].count == "1"
    assert response.context["length"] == 1


def test_others_see_what_is_shared_only(client: Client, checker: User) -> None:
    hidden = make_saved_view()
    shared = make_saved_view(is_shared=True)

    links = client.get("/queue/").context["saved"]

    assert [(link.label, link.owner, link.edit_url) for link in links] == [
        (shared.name, shared.owner.name, "")
    ]
    assert client.get(page_of(hidden)).status_code == 404
    assert client.get(page_of(shared)).status_code == 403
    for name in ("queue_view", "queue_view_delete"):
        assert client.post(page_of(hidden, name), {"name": "x"}).status_code == 404
        assert client.post(page_of(shared, name), {"name": "x"}).status_code == 403
    assert SavedView.objects.filter(name=shared.name).exists()


def test_its_owner_renames_and_shares_it(client: Client, checker: User) -> None:
    view = make_saved_view(owner=checker)

    assert view.name in client.get(page_of(view)).content.decode()
    response = client.post(page_of(view), {"name": "Better", "is_shared": "on"})

    view.refresh_from_db()
    assert response.url == "/queue/?q=state%3Aopen"  # type: ignore[attr-defined]
    assert (view.name, view.is_shared) == ("Better", True)


def test_a_name_that_is_taken_is_refused(client: Client, checker: User) -> None:
    make_saved_view(owner=checker, name="Taken")
    view = make_saved_view(owner=checker)

    response = client.post(page_of(view), {"name": "TAKEN"})

    assert response.status_code == 422
    assert "There is a view called “TAKEN” already" in response.content.decode()
    view.refresh_from_db()
    assert view.name != "TAKEN"


@pytest.mark.parametrize("is_own", [True, False])
def test_its_owner_or_an_editor_deletes_it(client: Client, is_own: bool) -> None:
    editor = make_user("Editor")
    client.force_login(editor)
    view = make_saved_view(is_shared=True, owner=editor if is_own else None)

    response = client.post(page_of(view, "queue_view_delete"), follow=True)

    assert not SavedView.objects.exists()
    assert f"The view “{view.name}” is deleted" in response.content.decode()
    assert client.post(page_of(view, "queue_view_delete")).status_code == 404


def test_a_view_whose_query_has_become_wrong_says_so(client: Client, checker: User) -> None:
    make_saved_view(owner=checker, query="outlet:gone", name="Gone")

    response = client.get("/queue/", {"q": "outlet:gone"})

    assert response.context["title"] == "Gone"
    assert "No outlet is called “gone”." in response.content.decode()


def test_wrong_methods(client: Client, checker: User) -> None:
    view = make_saved_view(owner=checker)

    assert client.get(SAVE).status_code == 405
    assert client.get(page_of(view, "queue_view_delete")).status_code == 405
    assert client.put(page_of(view)).status_code == 405
