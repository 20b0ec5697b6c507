"""A list of the desk leads to the queue's list of the same claims."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from claims.counting import named_lengths
from claims.filtering import ClaimList
from claims.models import Claim
from claims.views import desk_charts, desk_work
from tests.desk.asking import desk_of, propose
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db


def listed(query, user, at):
    found = ClaimList(query, user=user, at=at)
    assert not found.errors
    return list(found.in_order.values_list("pk", flat=True))


def test_the_lists_of_a_persons_work_are_those_of_the_queue():
    user, now = make_user("Editor"), timezone.now()
    article = make_article("One is mine. Two is mine. Three waits. Four is somebody's.")
    late = now - timedelta(hours=1)
    make_claim(article, quote="One is mine.", assignee=user)
    make_claim(article, quote="Two is mine.", assignee=user, deadline=late)
    make_claim(article, quote="Four is somebody's.", assignee=make_user())
    propose(make_claim(article, quote="Three waits."), make_user())
    counts = named_lengths(desk_work.lists(user, now))
    sections = desk_work.sections(user, now, counts)
    assert [section.name for section in sections] == ["mine", "awaiting"]
    for section in sections:
        assert [row.pk for row in section.rows] == listed(section.query, user, now)
        assert section.count == len(section.rows)


def test_the_ages_are_those_of_the_queue():
    user, now = make_user("Editor"), timezone.now()
    hours = [0, 3, 5, 23, 25, 71, 73, 900]
    article = make_article(" ".join(f"Sentence number {number}." for number in range(8)))
    for number, age in enumerate(hours):
        since = now - timedelta(hours=age)
        claim = make_claim(article, quote=f"Sentence number {number}.", queued_at=since)
        Claim.objects.filter(pk=claim.pk).update(created_at=since)
    ages = desk_charts.ages_of(named_lengths(desk_charts.ages(now)))
    assert sum(row.count for row in ages.rows) == len(hours)
    for row in ages.rows:
        assert row.count == len(listed(row.query, user, now)), row.label


def test_every_link_to_the_queue_is_one_it_understands(client):
    user = make_user("Editor")
    article = make_article("One is mine. Two waits. Three is my own.")
    make_claim(article, quote="One is mine.", assignee=user)
    propose(make_claim(article, quote="Two waits."), make_user())
    propose(make_claim(article, quote="Three is my own."), user)
    page = desk_of(client, user)
    links = {part.partition('"')[0] for part in page.split('href="') if part.startswith("/queue/?")}
    queries = [parse_qs(urlsplit(link).query)["q"][0] for link in links]
    assert "state:proposed proposed:me" in queries
    for query in queries:
        assert not ClaimList(query, user=user, at=timezone.now()).errors
