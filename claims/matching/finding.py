"""Find the claims of other articles that are about the same facts as an article's own.

    claims of an article --candidates--> articles --pairing--> Match rows, suggested

What makes two claims a match is a function of their two articles alone, so that it does not matter
which of them came first. Candidates say only which articles are worth laying side by side.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.matching import candidates, discrepancies, indexing, pairing, reading, stories
from claims.matching.pairing import Pair
from claims.matching.reading import MOST_CLAIMS, Side
from claims.models import Claim, Embedding, Match, Matching, Review
from claims.models.matches import MatchQuerySet
from claims.text import embeddings

# So many other articles are laid beside a part of one at most: those with the likeliest claims.
MOST_ARTICLES = 30
State = Match.State
# The keys of a match's two claims, the smaller first.
Ends = tuple[int, int]


def match_article(article_id: int) -> int:
    """Find the matches of an article's claims, and bring those it has up to date; how many stand.

    What a person has confirmed stays confirmed and is described anew; what one has rejected is
    left alone; suggestions that are no longer reached go. Discrepancies and stories follow, all
    in one transaction. Costs the same however many claims the desk holds. Raises
    Article.DoesNotExist, and `loading.ReaderBroken` where the weights are missing or damaged.
    """
    indexing.index_article(article_id)
    model = embeddings.version()
    suggest_at = Matching.current().suggest_at
    confirmed = _confirmed(_claims_of(article_id))
    pairs: dict[Ends, Pair] = {}
    compared: dict[int, set[int]] = {}
    for own in _parts(article_id, model):
        beside: set[int] = set()
        for other in _worth_comparing(own, model):
            beside.update(other.claims)
            for pair in pairing.pairs(own, other, at_least=suggest_at, always=confirmed):
                pairs[pair.a, pair.b] = pair
        compared |= dict.fromkeys(own.claims, beside)
    return _store(article_id, pairs, compared)


def _parts(article_id: int, model: str) -> Iterator[Side]:
    """The article's claims, so many at a time as are laid beside others at once."""
    for side in reading.sides([article_id], model=model):
        for first in range(0, len(side.claims), MOST_CLAIMS):
            yield side.only(side.claims[first : first + MOST_CLAIMS])


def _worth_comparing(own: Side, model: str) -> Iterator[Side]:
    """The articles with which `own` may share facts, those of its matches among them."""
    found = candidates.find(
        [
            candidates.Probe(claim, own.article, vector, indexing.terms_of(report.wording))
            for claim, vector, report in zip(own.claims, own.vectors, own.reports, strict=True)
        ]
    )
    matched = _matched_with(own.claims)
    wanted = {key for keys in found.values() for key in keys} | matched
    near = _nearness(own, wanted, model)
    articles: dict[int, float] = defaultdict(float)
    for claim, (article, nearness) in near.items():
        # What is matched already is looked at again, whatever else there is.
        articles[article] = max(articles[article], nearness + 2 * (claim in matched))
    chosen = sorted(articles, key=lambda article: (-articles[article], article))[:MOST_ARTICLES]
    return reading.sides(chosen, model=model, asked=wanted, most=MOST_CLAIMS)


def _matched_with(claims: Collection[int]) -> set[int]:
    return {key for pair in _matches_of(claims).values_list("a", "b") for key in pair}


def _nearness(own: Side, claims: Collection[int], model: str) -> Mapping[int, tuple[int, float]]:
    """The article of each of `claims`, and its cosine to the nearest of `own`."""
    rows = list(
        Embedding.objects.filter(claim__in=claims, model=model)
        .exclude(article=own.article)
        .only("claim", "article", "vector")
    )
    if not rows:
        return {}
    nearest = np.max(reading.vectors_of(rows) @ own.vectors.T, axis=1)
    return {
        row.claim_id: (row.article_id, float(cosine))
        for row, cosine in zip(rows, nearest, strict=True)
    }


def _confirmed(own: Collection[int]) -> set[Ends]:
    """The pairs that are described anew however unlike they are."""
    return set(_matches_of(own).filter(state=State.CONFIRMED).values_list("a", "b"))


def _matches_of(own: Collection[int]) -> MatchQuerySet:
    # Keys and no subquery, for which the whole table would be read.
    return Match.objects.filter(Q(a__in=own) | Q(b__in=own))


def _claims_of(article_id: int) -> set[int]:
    return set(Claim.objects.filter(article=article_id).values_list("pk", flat=True))


@transaction.atomic
def _store(
    article_id: int, pairs: Mapping[Ends, Pair], compared: Mapping[int, Collection[int]]
) -> int:
    """Write what was found; nobody writes matches meanwhile."""
    matching = Matching.locked()
    own = _claims_of(article_id)
    known = {(match.a_id, match.b_id): match for match in _matches_of(own)}
    ends = {key for pair in (*pairs, *known) for key in pair}
    dropped = _dropped(ends)
    reached = {
        pair: found
        for pair, found in pairs.items()
        if found.reaches(matching.suggest_at) and dropped.isdisjoint(pair)
    }
    new = _insert(found for pair, found in reached.items() if pair not in known)
    changed, contradicting = _refresh(known, pairs)
    gone = [
        match
        for pair, match in known.items()
        if match.state == State.SUGGESTED
        and pair not in reached
        and (not dropped.isdisjoint(pair) or _was_compared(pair, compared))
    ]
    Match.objects.filter(pk__in=[match.pk for match in gone]).delete()
    touched = {key for match in (*new, *changed, *gone) for key in (match.a_id, match.b_id)}
    # A claim that was dropped or restored takes its decided matches along.
    touched |= own | {key for pair in known if not own.isdisjoint(pair) for key in pair}
    discrepancies.keep_true(touched, new=[*new, *contradicting])
    stories.restory(touched)
    rejected = {pair for pair, match in known.items() if match.is_rejected}
    return len(reached.keys() - rejected)


def _dropped(claims: Collection[int]) -> set[int]:
    found = Review.objects.filter(pk__in=claims, state=Review.State.DROPPED)
    return set(found.values_list("pk", flat=True))


def _insert(found: Iterable[Pair]) -> list[Match]:
    now = timezone.now()
    return Match.objects.bulk_create(
        [Match(a_id=pair.a, b_id=pair.b, at=now, **pair.described) for pair in found],
        batch_size=500,
    )


def _refresh(
    known: Mapping[Ends, Match], pairs: Mapping[Ends, Pair]
) -> tuple[list[Match], list[Match]]:
    """Describe anew what nobody has rejected: what is other now, and discrepancies among it."""
    changed, contradicting = [], []
    for pair, match in known.items():
        if match.is_rejected or pair not in pairs:
            continue
        was, described = match.is_discrepancy, pairs[pair].described
        if all(getattr(match, field) == value for field, value in described.items()):
            continue
        for field, value in described.items():
            setattr(match, field, value)
        changed.append(match)
        if match.is_discrepancy and not was:
            contradicting.append(match)
            if match.state == State.SUGGESTED:
                # The desk's newest discrepancies are listed by it.
                match.at = timezone.now()
    Match.objects.bulk_update(changed, [*pairing.DESCRIBED, "at"], batch_size=500)
    return changed, contradicting


def _was_compared(pair: Ends, compared: Mapping[int, Collection[int]]) -> bool:
    a, b = pair
    return b in compared.get(a, ()) or a in compared.get(b, ())
