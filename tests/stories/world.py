"""A story of three reports that count the callers of a hotline, to look at and to change."""

from dataclasses import asdict, dataclass
from datetime import date

from claims.models import Article, Claim, Match, Story
from claims.text import figures
from tests.factories import make_article, make_claim, make_match, make_story

MORE = "More than 6,500 soldiers have called the hotline since it opened."
EXACT = "In all 6,543 soldiers have called the hotline."
FEWER = "Only 2,500 soldiers have called the hotline in all this time."


@dataclass
class World:
    more: Claim
    exact: Claim
    fewer: Claim
    agree: Match
    differ: Match
    story: Story


def report(quote: str, outlet: str, **article: object) -> Claim:
    """A claim of an article of its own, with its figures."""
    text = f"{outlet} has been told this. {quote} It rained."
    written: Article = make_article(text, outlet=outlet, **article)
    found = figures.find(quote, text.index(quote))
    return make_claim(written, quote=quote, figures=[asdict(one) for one in found])


def make_world() -> World:
    more = report(MORE, "Radio Norte", published_on=date(2023, 1, 24))
    exact = report(EXACT, "The Daily Test", published_on=date(2023, 1, 20))
    fewer = report(FEWER, "Switchboard")
    agree = make_match(more, exact, relation="compatible", relation_why="6,543 is more than 6,500.")
    differ = make_match(
        exact, fewer, relation="discrepancy", relation_why="6,543 and 2,500 cannot both be right."
    )
    story = make_story(more, exact, fewer, title="How many have called")
    return World(more, exact, fewer, agree, differ, story)
