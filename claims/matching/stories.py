"""Stories: what matches join, directly or by others between them.

    matches --restory--> members, central claim, title

A pure function of the matches that stand: in which order articles came, or people decided,
changes neither which claims are together nor what a story is called. Only which key it has
follows from what was there before, so that a link to a story goes on leading to it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db import connection
from django.utils import timezone

from claims.matching.components import Component, Edge, components
from claims.models import Claim, Matching, Membership, Story

# So far a walk goes at most; where matches join more claims, it takes surer ones only.
_FURTHEST = 20_000
_STRICTER = 0.05
_TITLE = Story._meta.get_field("title").max_length or 300

# The claims that can be reached by matches that join; each step by an index.
_REACH = """
WITH RECURSIVE reached (claim) AS (
    SELECT unnest(%(start)s::bigint[])
    UNION
    SELECT next.claim FROM reached CROSS JOIN LATERAL (
        SELECT b_id AS claim, similarity, state FROM claims_match WHERE a_id = reached.claim
        UNION ALL
        SELECT a_id, similarity, state FROM claims_match WHERE b_id = reached.claim
    ) AS next
    JOIN claims_review review ON review.claim_id = next.claim AND review.state <> 'dropped'
    WHERE next.state = 'confirmed'
        OR next.state = 'suggested' AND next.similarity >= %(join_at)s
)
SELECT claim FROM reached LIMIT %(most)s
"""

_EDGES = """
SELECT a_id, b_id, similarity, ARRAY[a.article_id, b.article_id], state = 'confirmed',
    relation = 'discrepancy'
FROM claims_match edge
JOIN claims_claim a ON a.id = edge.a_id JOIN claims_claim b ON b.id = edge.b_id
WHERE a_id = ANY(%(claims)s) AND b_id = ANY(%(claims)s) AND state <> 'rejected'
    AND NOT EXISTS (
        SELECT FROM claims_review WHERE claim_id IN (edge.a_id, edge.b_id) AND state = 'dropped'
    )
"""


def restory(claims: Collection[int]) -> None:
    """Bring the stories of `claims`, and of all they are or were together with, up to date.

    `claims` are keys of which a match has changed, or that were dropped or restored. Called inside
    the transaction that did so, which holds the row of `Matching`.
    """
    if not claims:
        return
    join_at = Matching.current().join_at
    before = _together(claims)
    reached = _reached({*claims, *before}, join_at)
    # What was reached may have been together with more.
    while not (before := _together(reached)).keys() <= reached:
        reached = _reached({*reached, *before}, join_at)
    found = _components(reached, join_at)
    stories = _identified(found, before)
    _write(found, stories, before)
    now = {
        claim: story.pk for one, story in zip(found, stories, strict=True) for claim in one.members
    }
    _write_members(now, before)
    _empty(now, before)


def title_of(wording: str) -> str:
    """A claim's wording as a title: whole words, no longer than a title may be."""
    if len(wording) <= _TITLE:
        return wording
    cut = wording[: _TITLE - 1]
    return f"{cut.rpartition(' ')[0] or cut[:-1]} …"


def _together(claims: Collection[int]) -> dict[int, int]:
    """Every claim of a story that one of `claims` is in, and that story."""
    stories = Membership.objects.filter(claim__in=claims).values("story")
    return dict(Membership.objects.filter(story__in=stories).values_list("claim", "story"))


def _reached(start: set[int], join_at: float) -> set[int]:
    """`start`, and what matches join to it."""
    most = max(_FURTHEST, len(start))
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_REACH, {"start": sorted(start), "join_at": join_at, "most": most + 1})
            reached = {claim for (claim,) in cursor}
        if len(reached) <= most or join_at > 1.0:
            return reached | start
        join_at += _STRICTER


def _components(reached: Collection[int], join_at: float) -> list[Component]:
    with connection.cursor() as cursor:
        cursor.execute(_EDGES, {"claims": sorted(reached)})
        edges = [Edge(*row) for row in cursor]
    return components(edges, join_at)


def _identified(found: Sequence[Component], before: Mapping[int, int]) -> list[Story]:
    """For each component the story that it is: that of most of its members, or a new one."""
    had = [Counter(before[claim] for claim in one.members if claim in before) for one in found]
    wishes = sorted(
        (-number, story, min(found[place].members), place)
        for place, counted in enumerate(had)
        for story, number in counted.items()
    )
    given: dict[int, int] = {}
    taken: set[int] = set()
    for _, story, _, place in wishes:
        if place not in given and story not in taken:
            given[place] = story
            taken.add(story)
    known = Story.objects.in_bulk(list(given.values()))
    now = timezone.now()
    return [
        known[given[place]] if place in given else Story(created_at=now, changed_at=now)
        for place in range(len(found))
    ]


def _write(found: Sequence[Component], stories: Sequence[Story], before: Mapping[int, int]) -> None:
    """What each story is now; the time of its change, where that is something else."""
    had: dict[int, set[int]] = defaultdict(set)
    for claim, key in before.items():
        had[key].add(claim)
    claims = (
        Claim.objects.filter(pk__in={claim for one in found for claim in one.members})
        .select_related("article")
        .only("start", "end", "wording", "article__published_on", "article__text_sha256")
    )
    known = {claim.pk: claim for claim in claims}
    fields = ["title", "central_id", "claims", "articles", "discrepant"]
    old: list[Story] = []
    new: list[Story] = []
    for one, story in zip(found, stories, strict=True):
        was = [getattr(story, field) for field in fields]
        members = [known[claim] for claim in one.members]
        story.central = min(members, key=lambda claim: _order(claim, one.centrality))
        if story.named_by_id is None:
            story.title = title_of(story.central.wording)
        story.claims = len(members)
        story.articles = len({claim.article_id for claim in members})
        story.discrepant = one.discrepant
        if story.pk is None:
            new.append(story)
        elif had[story.pk] != one.members or was != [getattr(story, field) for field in fields]:
            story.changed_at = timezone.now()
            old.append(story)
    Story.objects.bulk_create(new)
    Story.objects.bulk_update(
        old, ["title", "central", "claims", "articles", "discrepant", "changed_at"]
    )


def _order(claim: Claim, centrality: Mapping[int, float]) -> tuple[object, ...]:
    """The most central first; of equals the one first told, by nothing that follows from when it
    came in: keys do.
    """
    return (
        -centrality[claim.pk],
        claim.article.published_on or date.max,
        claim.start,
        claim.end,
        claim.article.text_sha256,
    )


def _write_members(now: Mapping[int, int], before: Mapping[int, int]) -> None:
    Membership.objects.filter(claim__in=before.keys() - now.keys()).delete()
    Membership.objects.bulk_create(
        (
            Membership(claim_id=claim, story_id=story)
            for claim, story in now.items()
            if before.get(claim) != story
        ),
        update_conflicts=True,
        unique_fields=["claim"],
        update_fields=["story"],
    )


def _empty(now: Mapping[int, int], before: Mapping[int, int]) -> None:
    """Make signposts of the stories that have no members any more."""
    for emptied in sorted({*before.values()} - {*now.values()}):
        heirs = Counter(now[claim] for claim in before if before[claim] == emptied and claim in now)
        heir = min(heirs, key=lambda story: (-heirs[story], story), default=None)
        Story.objects.filter(pk=emptied).update(
            claims=0,
            articles=0,
            central=None,
            discrepant=False,
            merged_into=heir,
            changed_at=timezone.now(),
        )
        # What led here leads there now: one step from any old link.
        Story.objects.filter(merged_into=emptied).update(merged_into=heir)
