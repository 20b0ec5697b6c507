"""Who cites whom in a story: the graph, its table, and how many origins there are in the end.

Reports that share an origin, or words that one has from the other, go back to the same: they
count once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from claims.models import Article, Citation, Match, Membership, Origin, Story
from claims.views import story_graph
from claims.views.story_contents import Contents
from claims.views.story_graph import Edge, Graph, Node
from claims.views.story_words import name_of

WIDE, NARROW = 560, 340


class Group(NamedTuple):
    """Reports that go back to the same; `why` is "" for a report that stands by itself."""

    articles: list[int]
    why: str


@dataclass(frozen=True)
class Sources:
    """`rows` are the table's, one an article with its standing edges; `removed` the others."""

    rows: list[tuple[Article, list[Citation]]]
    removed: list[Citation]
    copies: list[tuple[Article, Article, str]]
    groups: list[Group]
    wide: Graph
    narrow: Graph
    left_out: int

    @property
    def sentences(self) -> list[str]:
        """What counts once, and why."""
        return [group.why for group in self.groups if group.why]


def canonical(origin: Origin) -> Origin:
    """What an editor has joined it to, else itself."""
    return origin.same_as or origin


def sources_of(contents: Contents) -> Sources:
    standing = [one for one in contents.citations if not one.removed]
    copies = copies_of(contents)
    articles = {article.pk: article for article in contents.articles}
    names = {origin.pk: origin.name for one in standing for origin in [canonical(one.cited)]}
    cited: dict[int, set[int]] = defaultdict(set)
    for one in standing:
        cited[one.article_id].add(canonical(one.cited).pk)
    groups = groups_of(articles, cited, [(a.pk, b.pk) for a, b, _ in copies], names)
    order = {article: at for at, group in enumerate(groups) for article in group.articles}
    nodes = _nodes(sorted(articles.values(), key=lambda one: order[one.pk]), standing)
    edges = _edges(standing)
    dotted = [Edge(f"a{a.pk}", f"a{b.pk}", why) for a, b, why in copies]
    rows: dict[int, list[Citation]] = {article.pk: [] for article in articles.values()}
    for one in standing:
        rows[one.article_id].append(one)
    return Sources(
        rows=[(articles[key], found) for key, found in rows.items()],
        removed=[one for one in contents.citations if one.removed],
        copies=copies,
        groups=groups,
        wide=story_graph.draw(nodes, edges, dotted, room=WIDE),
        narrow=story_graph.draw(nodes, edges, dotted, room=NARROW),
        left_out=max(0, len(nodes) - story_graph.DRAWN),
    )


def copies_of(contents: Contents) -> list[tuple[Article, Article, str]]:
    """Reports of which one has words of the other, and why it seems so; each pair once."""
    found: dict[tuple[int, int], tuple[Article, Article, str]] = {}
    for match in contents.standing:
        if match.copied:
            a, b = sorted((match.a.article, match.b.article), key=lambda one: one.pk)
            found.setdefault((a.pk, b.pk), (a, b, match.copied))
    return list(found.values())


def _nodes(articles: Sequence[Article], standing: Sequence[Citation]) -> list[Node]:
    origins = {
        found.pk: found
        for one in standing
        for origin in (one.citing, one.cited)
        if origin
        for found in [canonical(origin)]
    }
    return [Node(f"a{one.pk}", "article", name_of(one)) for one in articles] + [
        Node(f"o{one.pk}", one.kind, one.name) for one in origins.values()
    ]


def _edges(standing: Sequence[Citation]) -> list[Edge]:
    """Each edge once, whichever of several claims tells of it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in standing:
        citing = f"o{canonical(one.citing).pk}" if one.citing else f"a{one.article_id}"
        cited = f"o{canonical(one.cited).pk}"
        if citing != cited:
            found[citing, cited].append(one.words or one.get_how_display())
    return [
        Edge(citing, cited, "; ".join(dict.fromkeys(words)))
        for (citing, cited), words in found.items()
    ]


# --- what counts once --------------------------------------------------------------------------


def groups_of(
    articles: Iterable[int],
    cited: Mapping[int, Collection[int]],
    copies: Iterable[tuple[int, int]],
    names: Mapping[int, str],
) -> list[Group]:
    """The independent groups of `articles`, whatever their order; the largest first."""
    articles = sorted(articles)
    head = {article: article for article in articles}

    def find(article: int) -> int:
        while head[article] != article:
            article = head[article]
        return article

    def join(one: int, other: int) -> None:
        if one in head and other in head:
            low, high = sorted((find(one), find(other)))
            head[high] = low

    citing: dict[int, list[int]] = defaultdict(list)
    for article in articles:
        for origin in cited.get(article, ()):
            citing[origin].append(article)
    for sharing in citing.values():
        for article in sharing[1:]:
            join(sharing[0], article)
    copies = list(copies)
    for one, other in copies:
        join(one, other)
    groups: dict[int, list[int]] = defaultdict(list)
    for article in articles:
        groups[find(article)].append(article)
    found = [Group(group, _why(group, len(articles), citing, names)) for group in groups.values()]
    return sorted(found, key=lambda group: (-len(group.articles), group.articles))


_NUMBERS = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]


def _why(
    group: Sequence[int], of: int, citing: Mapping[int, Sequence[int]], names: Mapping[int, str]
) -> str:
    if len(group) < 2:
        return ""
    shared = sorted(
        (origin for origin, sharing in citing.items() if len(set(sharing) & set(group)) > 1),
        key=lambda origin: -len(citing[origin]),
    )
    count = "Both" if len(group) == of == 2 else "All" if len(group) == of else spelt(len(group))
    whole = "" if len(group) == of else f" of the {spelt(of).lower()}"
    back = f"go back to {names[shared[0]]}" if shared else "share words that one has from the other"
    reports = " reports" if len(group) < of or count in ("Both", "All") else ""
    return f"{count}{whole}{reports} {back}: they count once."


def spelt(number: int) -> str:
    return (_NUMBERS[number] if number < len(_NUMBERS) else str(number)).capitalize()


def origins_of(stories: Collection[Story]) -> dict[int, int]:
    """How many independent origins each of `stories` has, in three queries."""
    members = list(
        Membership.objects.filter(story__in=stories).values_list(
            "story_id", "claim_id", "claim__article_id"
        )
    )
    story_of = {claim: story for story, claim, _ in members}
    article_of = {claim: article for _, claim, article in members}
    articles: dict[int, set[int]] = defaultdict(set)
    in_stories: dict[int, set[int]] = defaultdict(set)
    for story, _, article in members:
        articles[story].add(article)
        in_stories[article].add(story)
    cited: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    edges = (
        Citation.objects.standing()
        .filter(article__in=in_stories)
        .filter(Q(claim=None) | Q(claim__in=story_of))
        .values_list("article_id", "claim_id", "cited_id", "cited__same_as_id")
    )
    for article, claim, origin, same_as in edges:
        for story in in_stories[article] if claim is None else {story_of[claim]}:
            cited[story][article].add(same_as or origin)
    copies: dict[int, list[tuple[int, int]]] = defaultdict(list)
    copied = Match.objects.standing().filter(a__in=story_of, b__in=story_of).exclude(copied="")
    for a, b in copied.values_list("a_id", "b_id"):
        if story_of[a] == story_of[b]:
            copies[story_of[a]].append((article_of[a], article_of[b]))
    return {
        story: len(groups_of(found, cited[story], copies[story], defaultdict(str)))
        for story, found in articles.items()
    }
