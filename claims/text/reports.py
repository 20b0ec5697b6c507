"""What one article says of a fact: a claim with all that comparing it with another needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from claims.text.figures import Figure
from claims.text.hedges import Hedge
from claims.text.spans import Span

# So much of the article before a claim tells what its "they" and "such requests" are.
_REACH = 300


class Found(Protocol):
    """A claim of an article, wherever it is kept."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...

    @property
    def text(self) -> str: ...

    @property
    def wording(self) -> str: ...

    @property
    def claimant(self) -> str: ...

    @property
    def outlet(self) -> str: ...

    @property
    def quoted(self) -> bool: ...

    @property
    def hedges(self) -> tuple[Hedge, ...]: ...

    @property
    def figures(self) -> tuple[Figure, ...]: ...


@dataclass(frozen=True, slots=True)
class Report(Span):
    """A claim as one article reports it. All offsets are into that article's text.

    text: the claim as it stands there. wording: as worded for checking. before: what stands in
    front of it, up to 300 characters, beginning with a whole word. told: the day the article was
    written as far as anybody knows, an ISO 8601 prefix as in `dates` ("2022-11-30", "--01-20",
    ""): its publication, or the latest day that it tells of. The rest is as in `analysis.Claim`.
    """

    text: str
    wording: str
    claimant: str = ""
    outlet: str = ""
    quoted: bool = False
    hedges: tuple[Hedge, ...] = ()
    figures: tuple[Figure, ...] = ()
    before: str = ""
    told: str = ""


def of(text: str, claims: Iterable[Found], *, told: str = "") -> Iterator[Report]:
    """The reports that `claims` of the article `text` are; `told` as in `Report`."""
    for claim in claims:
        yield Report(
            start=claim.start,
            end=claim.end,
            text=claim.text,
            wording=claim.wording,
            claimant=claim.claimant,
            outlet=claim.outlet,
            quoted=claim.quoted,
            hedges=claim.hedges,
            figures=claim.figures,
            before=before(text, claim.start),
            told=told,
        )


def before(text: str, start: int) -> str:
    """What stands in `text` in front of `start`, cut at a word."""
    near = text[max(0, start - _REACH) : start]
    return near if start <= _REACH else near.partition(" ")[2]
