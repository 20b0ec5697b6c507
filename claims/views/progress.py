"""How far the claims of articles have come, for meters and their words; what was said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count

from claims.models import Article, Event, Review, Verdict
from claims.models.history import chain_of

_STANDING = (
    Event.Action.ARTICLE_CLEARED,
    Event.Action.ARTICLE_UNCLEARED,
    Event.Action.ARTICLE_HELD,
)


@dataclass
class Progress:
    """Claims on the desk by verdict where settled, else by state: `parts` fits {% meter %}."""

    parts: dict[str, int] = field(default_factory=dict)
    must_check_left: int = 0

    @property
    def total(self) -> int:
        return sum(self.parts.values())

    @property
    def settled(self) -> int:
        return sum(self.parts.get(verdict, 0) for verdict in Verdict.Value.values)

    @property
    def contested(self) -> int:
        return self.parts.get(Verdict.Value.CONTESTED, 0)

    @property
    def proposed(self) -> int:
        return self.parts.get(Review.State.PROPOSED, 0)


def progress_of(articles: Iterable[int]) -> dict[int, Progress]:
    """The progress of each of `articles` (keys), in one query however many they are."""
    found = {key: Progress() for key in articles}
    rows = (
        Review.objects.on_desk()
        .filter(claim__article__in=found)
        .order_by()
        .values_list("claim__article_id", "state", "verdict__verdict", "band")
        .annotate(claims=Count("pk"))
    )
    for key, state, verdict, band, claims in rows:
        progress = found[key]
        part = verdict if state == Review.State.SETTLED else state
        progress.parts[part] = progress.parts.get(part, 0) + claims
        if band == Review.Band.MUST and state != Review.State.SETTLED:
            progress.must_check_left += claims
    return found


def standing_of(articles: Iterable[int]) -> dict[int, Event]:
    """The last event that cleared or held each of `articles` (keys), or took a clearance back.

    One query; an article of which nothing was said is not in it.
    """
    chains = {chain_of(Article(pk=key)): key for key in articles}
    events = (
        Event.objects.filter(chain__in=chains, action__in=_STANDING)
        .select_related("by")
        .order_by("chain", "-sequence")
        .distinct("chain")
    )
    return {chains[event.chain_id]: event for event in events}
