"""An editor renames and splits stories, and puts their sources right."""

import re

import pytest
from django.test import Client

from claims.models import Citation, Event, Membership, Origin, Story, User
from tests.factories import (
    make_article,
    make_citation,
    make_match,
    make_origin,
    make_user,
)
from tests.stories.world import World, report

pytestmark = pytest.mark.django_db


def test_it_renames(client: Client, editor: User, world: World) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/name/", {"title": "The callers"}, follow=True
    )

    world.story.refresh_from_db()
    assert (world.story.title, world.story.named_by) == ("The callers", editor)
    html = response.content.decode()
    assert "Renamed." in html
    assert "How many have called → The callers" in html


def test_without_a_name_it_goes_by_its_central_claim(
    client: Client, editor: User, world: World
) -> None:
    client.post(f"/stories/{world.story.pk}/name/", {"title": "The callers"})
    client.post(f"/stories/{world.story.pk}/name/", {"title": ""})

    world.story.refresh_from_db()
    assert (world.story.title, world.story.named_by) == (world.more.wording, None)


def test_a_name_too_long_comes_back_as_typed(client: Client, editor: User, world: World) -> None:
    response = client.post(f"/stories/{world.story.pk}/name/", {"title": "x" * 301})

    assert response.status_code == 422
    assert "x" * 301 in response.content.decode()


def test_it_splits_the_ticked_claims_off(client: Client, editor: User, world: World) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/split/",
        {"claims": [world.fewer.pk], "reason": "Surrenders, not calls."},
        follow=True,
    )

    html = response.content.decode()
    assert "Split: they are in no story now." in html
    assert "Match rejected" not in html, "the split says it"
    world.differ.refresh_from_db()
    assert world.differ.state == "rejected"
    assert not Story.objects.filter(members__claim=world.fewer).exists()
    event = Event.objects.of(world.story).get(action="story.split")
    assert event.reason == "Surrenders, not calls."


def test_it_says_which_story_the_claims_went_to(client: Client, editor: User, world: World) -> None:
    also = report("A mere 2,500 soldiers have called.", "Also")
    make_match(world.fewer, also, state="confirmed")
    Membership.objects.create(story=world.story, claim=also)

    response = client.post(
        f"/stories/{world.story.pk}/split/",
        {"claims": [world.fewer.pk, also.pk], "reason": "Surrenders, not calls."},
        follow=True,
    )

    new = Story.objects.get(members__claim=also)
    assert new != world.story
    assert f"Split: they are in the story “{new}” now." in response.content.decode()


@pytest.mark.parametrize("lacking", ["claims", "reason"])
def test_a_split_that_lacks_something_keeps_the_rest(
    client: Client, editor: User, world: World, lacking: str
) -> None:
    data = {"claims": [world.fewer.pk], "reason": "Surrenders, not calls."}
    del data[lacking]

    response = client.post(f"/stories/{world.story.pk}/split/", data)

    assert response.status_code == 422
    html = response.content.decode()
    if lacking == "claims":
        assert 'value="Surrenders, not calls."' in html
    else:
        assert re.search(rf'value="{world.fewer.pk}"[^>]* checked>', html)
    world.differ.refresh_from_db()
    assert world.differ.state == "suggested"


def test_all_of_its_claims_are_no_split(client: Client, editor: User, world: World) -> None:
    every = [world.more.pk, world.exact.pk, world.fewer.pk]

    response = client.post(
        f"/stories/{world.story.pk}/split/", {"claims": every, "reason": "Away with it."}
    )

    assert response.status_code == 409
    assert "Leave at least one claim" in response.content.decode()


@pytest.fixture
def edge(world: World) -> Citation:
    return make_citation(world.more.article, make_origin("The Guardian"))


CORRECTION = {"name": "Radio Norte", "kind": "outlet", "reason": "Misread."}


def test_it_corrects_an_edge(client: Client, editor: User, world: World, edge: Citation) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/sources/{edge.pk}/correct/", CORRECTION, follow=True
    )

    standing = Citation.objects.standing().get()
    assert standing.cited.name == "Radio Norte"
    html = response.content.decode()
    assert "Source corrected" in html
    assert "Misread." in html


def test_it_takes_an_edge_out(client: Client, editor: User, world: World, edge: Citation) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/sources/{edge.pk}/remove/", {"reason": "Misread."}, follow=True
    )

    assert not Citation.objects.standing().exists()
    assert "Taken out" in response.content.decode()


def test_it_adds_an_edge(client: Client, editor: User, world: World) -> None:
    client.post(
        f"/stories/{world.story.pk}/sources/add/",
        {**CORRECTION, "article": world.exact.article_id},
    )

    edge = Citation.objects.get()
    assert (edge.article, edge.cited.name, edge.by) == (world.exact.article, "Radio Norte", editor)


def test_a_correction_without_a_reason_keeps_what_was_typed(
    client: Client, editor: User, world: World, edge: Citation
) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/sources/{edge.pk}/correct/",
        {**CORRECTION, "kind": "person", "reason": ""},
    )

    assert response.status_code == 422
    html = response.content.decode()
    assert "Say why: it stands in the history." in html
    assert 'value="Radio Norte"' in html
    assert '<option value="person" selected>' in html
    assert Citation.objects.get().cited == edge.cited


def test_an_edge_of_no_article_of_the_story_is_not_found(
    client: Client, editor: User, world: World
) -> None:
    edge = make_citation(make_article(), make_origin("The Guardian"))

    response = client.post(f"/stories/{world.story.pk}/sources/{edge.pk}/remove/", {"reason": "x"})

    assert response.status_code == 404


def test_a_source_for_an_article_of_no_story_is_refused(
    client: Client, editor: User, world: World
) -> None:
    response = client.post(
        f"/stories/{world.story.pk}/sources/add/", {**CORRECTION, "article": make_article().pk}
    )

    assert response.status_code == 422
    assert not Origin.objects.exists()


@pytest.mark.parametrize("address", ["name/", "split/", "sources/add/"])
def test_it_is_for_editors(client: Client, world: World, address: str) -> None:
    client.force_login(make_user("Checker"))
    assert client.post(f"/stories/{world.story.pk}/{address}", CORRECTION).status_code == 403
