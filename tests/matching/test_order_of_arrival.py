"""In which order articles come in changes neither who is together nor what a story is called."""

import json
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from claims import extraction, matching
from claims.models import Article, Claim, Match, Story
from tests.factories import make_article
from tests.matching.world import DENIED, ELSE, RETOLD, TOLD, report

pytestmark = pytest.mark.django_db

SEEDS = Path(django_settings.BASE_DIR) / "seeds"

ARTICLES = [
    ([TOLD, ELSE], date(2024, 5, 3)),
    (["The mayor likes jazz.", RETOLD], None),
    ([DENIED, "Wheat prices have risen since the dry spring in the south."], date(2024, 5, 2)),
    ([f"{TOLD[:-1]}, the harbour master said."], date(2024, 5, 2)),
]


def picture() -> tuple[object, object]:
    """Matches and stories without the keys, which say who came first."""
    claims = {
        claim.pk: (claim.article.headline, claim.start, claim.end)
        for claim in Claim.objects.select_related("article")
    }
    matches = sorted(
        (
            sorted((claims[match.a_id], claims[match.b_id])),
            match.similarity,
            match.why,
            match.relation,
            match.relation_why,
            match.copied,
        )
        for match in Match.objects.all()
    )
    stories = sorted(
        (
            story.title,
            claims[story.central_id or 0],
            story.claims,
            story.articles,
            story.discrepant,
            sorted(claims[member.claim_id] for member in story.members.all()),
        )
        for story in Story.objects.standing()
    )
    return matches, stories


def arrive(order: Iterable[int]) -> tuple[object, object]:
    """What the articles give, coming in that order; then they are gone again."""
    with transaction.atomic():
        for place in order:
            sentences, day = ARTICLES[place]
            article = report(
                *sentences, edition=1000 + place, headline=str(place), published_on=day
            )
            matching.match_article(article.pk)
        found = picture()
        transaction.set_rollback(True)
    return found


@cache
def in_order() -> tuple[object, object]:
    matches, stories = arrive(range(len(ARTICLES)))
    assert stories
    return matches, stories


@settings(max_examples=6, deadline=None)
@given(st.permutations(range(len(ARTICLES))))
def test_small_articles_in_any_order(order: list[int]) -> None:
    assert arrive(order) == in_order()


@pytest.mark.load
def test_the_seeds_forwards_and_backwards() -> None:
    entries = json.loads((SEEDS / "articles.json").read_text("utf-8"))
    pictures = []
    for order in (entries, entries[::-1]):
        with transaction.atomic():
            for entry in order:
                text = (SEEDS / entry["file"]).read_bytes().decode()
                article = make_article(text, headline=entry["file"], state=Article.State.RECEIVED)
                extraction.extract_claims(article.pk)
                matching.match_article(article.pk)
            pictures.append(picture())
            transaction.set_rollback(True)

    assert pictures[0] == pictures[1]
    assert len(pictures[0][1]) > 3  # type: ignore[arg-type]
