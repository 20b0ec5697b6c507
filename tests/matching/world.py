"""Two or more articles that tell of one thing, and what the desk makes of them."""

import itertools
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims import matching, reviewing
from claims.matching import discrepancies, stories
from claims.models import Article, Claim, Match, Matching, Membership, Review, Story, User
from claims.text import figures
from tests.factories import make_article, make_claim, make_link, make_user
from tests.stages.world import World

_number = itertools.count(1)

# Two reports of one fact that agree, one that contradicts both, and one of something else.
TOLD = "The ferry had 412 passengers aboard when the fire broke out on its car deck."
RETOLD = "There were 412 passengers aboard the ferry when the fire broke out on the car deck."
DENIED = "The ferry had 250 passengers aboard when the fire broke out on its car deck."
ELSE = "Wheat prices rose after a dry spring in the southern provinces."


def report(*sentences: str, edition: int = 0, **overrides: Any) -> Article:
    """An article that says `sentences`, each of them a claim."""
    text = " ".join([*sentences, f"Edition {edition or next(_number)}."])
    article = make_article(text, **overrides)
    for sentence in sentences:
        found = figures.find(sentence, article.text.index(sentence))
        make_claim(article, quote=sentence, figures=[asdict(figure) for figure in found])
    return article


def claim_of(article: Article, place: int = 0) -> Claim:
    return article.claims.order_by("start")[place]


def match_all(*articles: Article) -> None:
    for article in articles:
        matching.match_article(article.pk)


def make_match(a: Claim, b: Claim, **overrides: Any) -> Match:
    """A suggested match of two claims, as matching stores it; nothing follows from it yet."""
    a, b = sorted((a, b), key=lambda claim: claim.pk)
    return Match.objects.create(
        a=a,
        b=b,
        **{
            "similarity": 0.9,
            "why": "same words",
            "relation": Match.Relation.SAME,
            "at": timezone.now(),
            **overrides,
        },
    )


def follow(*claims: Claim) -> None:
    """Bring discrepancies and stories up to date, as every step does after it."""
    keys = {claim.pk for claim in claims}
    with transaction.atomic():
        Matching.locked()
        discrepancies.keep_true(keys)
        stories.restory(keys)


def together() -> set[frozenset[int]]:
    """The claims of each story, by key."""
    found: dict[int, set[int]] = {}
    for claim, story in Membership.objects.values_list("claim", "story"):
        found.setdefault(story, set()).add(claim)
    return {frozenset(members) for members in found.values()}


def story_of(claim: Claim) -> Story | None:
    return Story.objects.filter(members__claim=claim).first()


class MatchedWorld(World):
    """World, whose claim matches one of another article, which is settled; they are a story.

    `third` is a claim of a third article in the same story, by a match with the second alone.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.twin = make_claim(state=Review.State.OPEN)
        make_link(self.twin.review)
        settle(self.twin, by=self.proposer, signer=self.signer)
        self.third = make_claim()
        self.match = make_match(self.claim, self.twin)
        self.second_match = make_match(self.twin, self.third)
        follow(self.claim, self.third)
        # Without the claim where that is dropped.
        self.story = Story.objects.get(members__claim=self.twin)
        # Of an article of its own, and matched with nothing.
        self.stranger = make_claim()


def settle(claim: Claim, *, by: User | None = None, signer: User | None = None) -> Review:
    """Bring the claim's review to its end by the real steps."""
    review = Review.objects.get(pk=claim.pk)
    by, signer = by or make_user("Editor"), signer or make_user("Editor")
    reviewing.propose_verdict(review, verdict="verified", reason="Read the briefing.", by=by)
    reviewing.sign_off(review, by=signer)
    return Review.objects.get(pk=claim.pk)
