"""Sources: who cites whom, read from the articles and put right by editors.

    article → outlet → person or body

Every edge is a Citation. Editors add edges and take them out; to correct one is to do both, so
that reading the article anew never brings back what a person has put right. What changes is
recorded on the article's own chain; origins joined and parted, on the desk's.
"""

from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Q

from claims import permissions
from claims.models import Article, Citation, Claim, Event, Matching, Origin, Review, User
from claims.text import citations, origins


class SourceRefused(ValueError):
    """The edge cannot be drawn, or somebody else was faster; says which."""


def read_citations(article_id: int) -> int:
    """Read who the article cites and store the edges that are new; how many.

    What an editor has added, corrected or taken out stays as it is, and so does an edge whose
    claim was dropped since: that is history. Raises Article.DoesNotExist.
    """
    article = Article.objects.select_related("outlet").get(pk=article_id)
    claims = list(article.claims.exclude(review__state=Review.State.DROPPED).order_by("start"))
    told = [_Told(one.start, one.end, one.quote, one.claimant, one.outlet) for one in claims]
    read = citations.read(article.text, told, outlet=article.outlet.name if article.outlet else "")
    found = [(edge, edge.cited) for edge in read if edge.cited is not None]
    # In one order, so that two articles that are read at once do not wait in a circle.
    asked = [end for edge, cited in found for end in (edge.citing, cited) if end is not None]
    asked.sort(key=attrgetter("kind", "key"))
    edges = {}
    with transaction.atomic():
        known = {origin: _stored(origin) for origin in dict.fromkeys(asked)}
        for edge, end in found:
            claim = None if edge.claim is None else claims[edge.claim]
            citing, cited = known[edge.citing] if edge.citing else None, known[end]
            if citing != cited:
                edges[claim, citing, cited] = Citation(
                    article=article,
                    claim=claim,
                    citing=citing,
                    cited=cited,
                    how=edge.how,
                    words=edge.words,
                    start=edge.start,
                    end=edge.end,
                )
        before = article.citations.count()
        # Those that are there already, also where somebody has taken them out, are left alone.
        Citation.objects.bulk_create(edges.values(), ignore_conflicts=True, batch_size=500)
        return article.citations.count() - before


@transaction.atomic
def add_citation(
    article: Article,
    *,
    kind: str,
    name: str,
    by: User,
    claim: Claim | None = None,
    citing: Origin | None = None,
    reason: str = "",
) -> Citation:
    """Say that `article` goes back to the origin `name`, for one claim or as a whole.

    `citing` is the origin that cites it, None the article itself. An edge that was taken out is
    put back. Raises PermissionDenied, or SourceRefused for a name without letters, an origin that
    would cite itself, and an edge that is there.
    """
    permissions.require(permissions.can_correct_origins(by))
    cited = _origin(kind, name)
    if citing is not None and cited.pk == citing.pk:
        raise SourceRefused(f"{cited} cannot cite itself.")
    if claim is not None and claim.article_id != article.pk:
        raise SourceRefused(f"{claim.reference} stands in another article.")
    edge, new = Citation.objects.select_for_update().get_or_create(
        article=article,
        claim=claim,
        citing=citing,
        cited=cited,
        defaults={"how": Citation.How.EDITOR, "by": by},
    )
    if not new:
        if not edge.removed:
            raise SourceRefused(f"That {edge.citing or 'the article'} cites {cited} is there.")
        edge.removed, edge.by = False, by
        edge.save(update_fields=["removed", "by"])
    _record(edge, Event.Action.CITATION_ADDED, {}, _told(edge), by=by, reason=reason)
    return edge


@transaction.atomic
def correct_citation(
    citation: Citation, *, kind: str, name: str, by: User, reason: str
) -> Citation:
    """Let the edge lead to another origin; the edge that does comes back.

    The old one is taken out and kept. Raises PermissionDenied, SourceRefused.
    """
    permissions.require(permissions.can_correct_origins(by))
    edge = _standing(citation)
    cited = _origin(kind, name)
    if cited.pk == edge.cited_id:
        raise SourceRefused(f"It cites {cited} already.")
    if cited.pk == edge.citing_id:
        raise SourceRefused(f"{cited} cannot cite itself.")
    _take_out(edge, by)
    corrected, new = Citation.objects.select_for_update().get_or_create(
        article=edge.article,
        claim=edge.claim,
        citing=edge.citing,
        cited=cited,
        defaults={
            "how": edge.how,
            "words": edge.words,
            "start": edge.start,
            "end": edge.end,
            "by": by,
        },
    )
    if not new:
        corrected.removed, corrected.by = False, by
        corrected.save(update_fields=["removed", "by"])
    _record(
        corrected, Event.Action.CITATION_CORRECTED, _told(edge), _told(corrected), by=by,
        reason=reason,
    )  # fmt: skip
    return corrected


@transaction.atomic
def remove_citation(citation: Citation, *, by: User, reason: str) -> None:
    """Take the edge out of the graph. Raises PermissionDenied, SourceRefused."""
    permissions.require(permissions.can_correct_origins(by))
    edge = _standing(citation)
    _take_out(edge, by)
    _record(edge, Event.Action.CITATION_REMOVED, _told(edge), {}, by=by, reason=reason)


@transaction.atomic
def join_origins(origin: Origin, into: Origin, *, by: User, reason: str = "") -> None:
    """Say that both names are one origin's, which goes by `into`.

    Raises PermissionDenied, or SourceRefused where they are one already.
    """
    permissions.require(permissions.can_correct_origins(by))
    # One at a time: what the one is joined to, somebody else may be joining elsewhere.
    Matching.locked()
    stored = Origin.objects.select_related("same_as").in_bulk([origin.pk, into.pk])
    origin, into = stored[origin.pk], stored[into.pk]
    root = into.same_as or into
    if root.pk in (origin.pk, origin.same_as_id):
        raise SourceRefused(f"{origin} and {into} are one origin already.")
    Origin.objects.filter(Q(pk=origin.pk) | Q(same_as=origin)).update(same_as=root)
    old, new = {"name": origin.name}, {"name": root.name}
    Event.objects.record(
        origin, Event.Action.ORIGINS_JOINED, by=by, old=old, new=new, reason=reason
    )


@transaction.atomic
def part_origin(origin: Origin, *, by: User, reason: str = "") -> None:
    """Say that `origin` is an origin of its own after all. Raises as `join_origins`."""
    permissions.require(permissions.can_correct_origins(by))
    Matching.locked()
    stored = Origin.objects.select_related("same_as").get(pk=origin.pk)
    if stored.same_as is None:
        raise SourceRefused(f"{stored} is an origin of its own.")
    old, new = {"name": stored.same_as.name}, {"name": stored.name}
    stored.same_as = None
    stored.save(update_fields=["same_as"])
    Event.objects.record(stored, Event.Action.ORIGIN_PARTED, by=by, old=old, new=new, reason=reason)


@dataclass(slots=True)
class _Told:
    """A claim with who is said to have asserted it, for `citations.read`."""

    start: int
    end: int
    text: str
    claimant: str
    outlet: str


def _stored(origin: origins.Origin) -> Origin:
    """The row of an origin that was read, made where it is new."""
    stored, _ = Origin.objects.get_or_create(
        kind=origin.kind, key=origin.key, defaults={"name": origin.name[:300]}
    )
    return stored


def _origin(kind: str, name: str) -> Origin:
    """The origin of that name, made where it is new; the one it was joined to, where it was."""
    name = " ".join(name.split())[:300]
    if kind not in Origin.Kind.values:
        raise SourceRefused("Say whether it is an outlet, a body or a person.")
    key = origins.key(name, kind)
    if not key:
        raise SourceRefused("Give the origin a name.")
    found, _ = Origin.objects.select_related("same_as").get_or_create(
        kind=kind, key=key, defaults={"name": name}
    )
    return found.same_as or found


def _standing(citation: Citation) -> Citation:
    """The edge as it is stored, locked, if nobody has taken it out meanwhile."""
    edge = (
        Citation.objects.select_for_update(of=("self",))
        .select_related("cited", "citing", "article", "claim", "by")
        .defer("article__text")
        .get(pk=citation.pk)
    )
    if edge.removed:
        raise SourceRefused(f"Someone else was faster: {edge.by} has taken it out.")
    return edge


def _take_out(edge: Citation, by: User) -> None:
    edge.removed, edge.by = True, by
    edge.save(update_fields=["removed", "by"])


def _told(edge: Citation) -> dict[str, Any]:
    """The edge as history tells it."""
    told = {"citing": str(edge.citing) if edge.citing else "", "cited": str(edge.cited)}
    return told if edge.claim_id is None else {**told, "claim": f"FC-{edge.claim_id}"}


def _record(
    edge: Citation, action: Event.Action, old: dict[str, Any], new: dict[str, Any], *,
    by: User, reason: str,
) -> None:  # fmt: skip
    Event.objects.record(edge.article, action, by=by, old=old, new=new, reason=reason)
