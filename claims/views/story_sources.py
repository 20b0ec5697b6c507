"""Who cites whom in a story: the graph, its table, and how many origins there are in the end.

Reports that share an origin, or words that one has from the other, go back to the same: they
count once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q

from claims.models import Article, Citation, Match, Membership, Origin, Story
from claims.text.independence import Group, Told, independent
from claims.views import story_graph
from claims.views.story_contents import Contents, Member
from claims.views.story_graph import Edge, Graph, Node
from claims.views.story_words import name_of

# The narrow one fits a page of 390 pixels.
WIDE, NARROW = 560, 320
# Reports and edges drawn: nobody can follow more.
DRAWN, EDGES = 24, 80
# Names offered where one is typed.
KNOWN = 100


class Once(NamedTuple):
    """Reports of several articles that go back to the same; `why` says so in a sentence."""

    articles: list[int]
    why: str


@dataclass(frozen=True)
class Sources:
    """`rows` are the table's, one an article with its standing edges; `removed` the others."""

    rows: list[tuple[Article, list[Citation]]]
    removed: list[Citation]
    copies: list[tuple[Article, Article, str]]
    # Claims by the origin they go back to: so many origins there are.
    groups: tuple[Group, ...]
    once: list[Once]
    wide: Graph
    narrow: Graph
    left_out: int
    known: list[str]


def canonical(origin: Origin) -> Origin:
    """What an editor has joined it to, else itself."""
    return origin.same_as or origin


def sources_of(contents: Contents) -> Sources:
    standing = [one for one in contents.citations if not one.removed]
    copies = copies_of(contents)
    articles = {article.pk: article for article in contents.articles}
    groups = groups_of(contents.members, contents)
    order = {
        article: at
        for at, group in reversed(list(enumerate(groups)))
        for article in _articles_of(group, contents)
    }
    reports = sorted(articles.values(), key=lambda one: order[one.pk])
    drawn = {one.pk for one in reports[:DRAWN]}
    edges = _edges([one for one in standing if one.article_id in drawn])[:EDGES]
    nodes = _nodes(reports[:DRAWN], edges, standing)
    dotted = [Edge(f"a{a.pk}", f"a{b.pk}", why) for a, b, why in copies]
    rows: dict[int, list[Citation]] = {article.pk: [] for article in articles.values()}
    for one in standing:
        rows[one.article_id].append(one)
    return Sources(
        rows=[(articles[key], found) for key, found in rows.items()],
        removed=[one for one in contents.citations if one.removed],
        copies=copies,
        groups=groups,
        once=_once(groups, contents),
        wide=story_graph.draw(nodes, edges, dotted, room=WIDE),
        narrow=story_graph.draw(nodes, edges, dotted, room=NARROW),
        left_out=max(0, len(reports) - DRAWN),
        known=_known(standing, reports),
    )


def _known(standing: Iterable[Citation], articles: Iterable[Article]) -> list[str]:
    """Names to choose from where one is typed: whom the story's reports cite, and its outlets."""
    names = {one.cited.name for one in standing}
    names |= {article.outlet.name for article in articles if article.outlet}
    return sorted(names, key=str.casefold)[:KNOWN]


def copies_of(contents: Contents) -> list[tuple[Article, Article, str]]:
    """Reports of which one has words of the other, and why it seems so; each pair once."""
    found: dict[tuple[int, int], tuple[Article, Article, str]] = {}
    for match in contents.standing:
        if match.copied:
            a, b = sorted((match.a.article, match.b.article), key=lambda one: one.pk)
            found.setdefault((a.pk, b.pk), (a, b, match.copied))
    return list(found.values())


def _nodes(
    articles: Sequence[Article], edges: Sequence[Edge], standing: Sequence[Citation]
) -> list[Node]:
    """The reports, and the origins that `edges` lead to or from."""
    ends = {end for one in edges for end in (one.citing, one.cited)}
    origins = {
        f"o{found.pk}": found
        for one in standing
        for origin in (one.citing, one.cited)
        if origin
        for found in [canonical(origin)]
    }
    return [Node(f"a{one.pk}", "article", name_of(one)) for one in articles] + [
        Node(key, one.kind, one.name) for key, one in origins.items() if key in ends
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


def groups_of(members: Iterable[Member], contents: Contents) -> tuple[Group, ...]:
    """The independent origins of `members`, as groups of their claims' keys."""
    own: dict[int, set[str]] = defaultdict(set)
    listed: dict[int, set[str]] = defaultdict(set)
    for one in contents.citations:
        if not one.removed:
            found = listed[one.article_id] if one.claim_id is None else own[one.claim_id]
            found.update(str(canonical(end).pk) for end in (one.citing, one.cited) if end)
    told = [
        Told(
            report=str(member.claim.pk),
            article=str(member.article.pk),
            origins=frozenset(own[member.claim.pk]),
            listed=frozenset(listed[member.article.pk]),
        )
        for member in members
    ]
    copies = [(str(one.a_id), str(one.b_id)) for one in contents.standing if one.copied]
    return independent(told, copies, _names(contents.citations))


def _names(citations: Iterable[Citation]) -> dict[str, str]:
    return {
        str(origin.pk): origin.name
        for one in citations
        for end in (one.citing, one.cited)
        if end
        for origin in [canonical(end)]
    }


def _articles_of(group: Group, contents: Contents) -> list[int]:
    return sorted({contents.by_claim[int(key)].article.pk for key in group.reports})


def _once(groups: Iterable[Group], contents: Contents) -> list[Once]:
    """What counts once although several articles tell it."""
    names, of = _names(contents.citations), len(contents.articles)
    citing: dict[str, set[int]] = defaultdict(set)
    for one in contents.citations:
        if not one.removed:
            citing[str(canonical(one.cited).pk)].add(one.article_id)
    found: list[Once] = []
    for group in groups:
        articles = _articles_of(group, contents)
        if len(articles) > 1:
            # The one that most of them cite.
            most = sorted(
                (key for key in group.origins if key in names),
                key=lambda key: -len(citing[key] & set(articles)),
            )
            once = Once(articles, _why(len(articles), of, [names[key] for key in most]))
            # Two claims of the same articles may go back to the same.
            if once not in found:
                found.append(once)
    return found


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def _why(count: int, of: int, shared: Sequence[str]) -> str:
    back = f"go back to {shared[0]}" if shared else "share words that one has from the other"
    if count == of:
        who = "Both" if of == 2 else f"All {_spelt(of)}"
        return f"{who} reports {back}: they count once."
    return f"{_spelt(count).capitalize()} of the {_spelt(of)} reports {back}: they count once."


def _spelt(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def origins_of(stories: Collection[Story]) -> dict[int, int]:
    """How many independent origins each of `stories` has, in three queries."""
    members = list(
        Membership.objects.filter(story__in=stories).values_list(
            "story_id", "claim_id", "claim__article_id"
        )
    )
    story_of = {claim: story for story, claim, _ in members}
    own: dict[int, set[str]] = defaultdict(set)
    listed: dict[int, set[str]] = defaultdict(set)
    edges = (
        Citation.objects.standing()
        .filter(article__in={article for *_, article in members})
        .filter(Q(claim=None) | Q(claim__in=story_of))
        .values_list("article_id", "claim_id", "citing_id", "citing__same_as_id", "cited_id",
                     "cited__same_as_id")
    )  # fmt: skip
    for article, claim, citing, citing_as, cited, cited_as in edges:
        found = listed[article] if claim is None else own[claim]
        found.update(str(key) for key in (citing_as or citing, cited_as or cited) if key)
    told: dict[int, list[Told]] = defaultdict(list)
    for story, claim, article in members:
        told[story].append(
            Told(str(claim), str(article), "", frozenset(own[claim]), frozenset(listed[article]))
        )
    copies: dict[int, list[tuple[str, str]]] = defaultdict(list)
    copied = Match.objects.standing().filter(a__in=story_of, b__in=story_of).exclude(copied="")
    for a, b in copied.values_list("a_id", "b_id"):
        copies[story_of[a]].append((str(a), str(b)))
    return {story: len(independent(found, copies[story])) for story, found in told.items()}
