"""Lines of the list of stories, in a bounded number of queries however many a page has."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from django.db.models import Count

from claims.models import Match, Membership, Review, Story
from claims.views.story_sources import origins_of


class StoryLine(NamedTuple):
    """A story of the list; `badges` are kinds of badge, each with its words ("" for its own)."""

    story: Story
    origins: int
    badges: list[tuple[str, str]]


def lines_of(keys: Sequence[int]) -> list[StoryLine]:
    """The stories with `keys`, in that order; six queries, none without keys."""
    if not keys:
        return []
    stories = Story.objects.in_bulk(keys)
    origins = origins_of(stories)
    relations: dict[int, Counter[str]] = defaultdict(Counter)
    between = (
        Match.objects.standing()
        .filter(a__membership__story__in=stories)
        .order_by()
        .values_list("a__membership__story", "relation")
        .annotate(count=Count("pk"))
    )
    for story, relation, count in between:
        relations[story][relation] = count
    verdicts: dict[int, Counter[str]] = defaultdict(Counter)
    settled = (
        Membership.objects.filter(story__in=stories, claim__review__state=Review.State.SETTLED)
        .order_by()
        .values_list("story", "claim__review__verdict__verdict")
        .annotate(count=Count("pk"))
    )
    for story, verdict, count in settled:
        verdicts[story][verdict] = count
    return [
        StoryLine(stories[key], origins.get(key, 0), _badges(relations[key], verdicts[key]))
        for key in keys
        if key in stories
    ]


# The most telling first; that claims say the same is what makes a story, and needs no badge.
_SHOWN = (Match.Relation.DISCREPANCY, Match.Relation.CHANGED)


def _badges(relations: Counter[str], verdicts: Counter[str]) -> list[tuple[str, str]]:
    shown = [(kind.value, "") for kind in _SHOWN if relations[kind]]
    if not shown and relations:
        shown = [("compatible", "") if relations[Match.Relation.COMPATIBLE] else ("same", "")]
    return shown + [(verdict, f"{count} {verdict}") for verdict, count in sorted(verdicts.items())]
