"""The queue's list that shows what a list of the admin site shows, in the queue's own language."""

from collections.abc import Iterator, Mapping

from django.urls import reverse
from django.utils.http import urlencode

from claims.filtering.language import plain
from claims.models import Outlet, Review, User, Verdict


def queue_url(query: str) -> str:
    return f"{reverse('queue')}?{urlencode({'q': query})}"


def of_outlet(outlet: Outlet) -> str:
    return queue_url(f"outlet:{plain(outlet.name)}")


def of_person(person: User) -> str:
    return queue_url(f"assigned:{plain(person.get_username())}")


def same_list(asked: Mapping[str, str], people: Mapping[str, str]) -> str:
    """The address of the queue for the filters `asked` of its list here; `people` are usernames
    by key."""
    return queue_url(" ".join(_terms(asked, people)))


def _terms(asked: Mapping[str, str], people: Mapping[str, str]) -> Iterator[str]:
    state = asked.get("state", "") or Review.State.OPEN
    if state in Review.State.values:
        yield f"state:{state}"
    if (band := asked.get("band__exact", "")) in Review.Band.values:
        yield f"worth:{band}"
    if (verdict := asked.get("verdict__verdict__exact", "")) in Verdict.Value.values:
        yield f"verdict:{verdict}"
    for value, label in Review.Priority.choices:
        if asked.get("priority__exact") == str(value):
            yield f"priority:{str(label).lower()}"
    for mark in ("pinned", "parked"):
        if (on := asked.get(f"{mark}__exact", "")) in ("0", "1"):
            yield f"is:{mark}" if on == "1" else f"-is:{mark}"
    assignee = asked.get("assignee", "")
    if assignee == "nobody":
        yield "assigned:nobody"
    elif assignee in people:
        yield f"assigned:{plain(people[assignee])}"
    yield from (plain(word) for word in asked.get("q", "").split())
