"""What the words that a person picked out of an article hold, with reasons to check them."""

import datetime
from dataclasses import dataclass

from claims.text import checkworthiness, figures, hedges, reader
from claims.text.attribution import Attribution
from claims.text.checkworthiness import Reason
from claims.text.figures import Figure
from claims.text.hedges import Hedge


@dataclass(frozen=True, slots=True)
class Selection:
    """All of it found in the words alone; the fields are those of `analysis.Claim`.

    That a person picked the words out is the first of the reasons. Who says them stands in their
    article, which is not read.
    """

    figures: tuple[Figure, ...]
    hedges: tuple[Hedge, ...]
    reasons: tuple[Reason, ...]
    reader: float
    model: str


def read(
    quote: str, offset: int = 0, *, wording: str = "", published: datetime.date | None = None
) -> Selection:
    """Read `quote`, any words at all, which stand in the article from `offset` on.

    `wording` is the claim as a person words it, "" for just as quoted; `published` supplies the
    years that dates leave out. Time grows with the length of the quote alone. Raises as
    `reader.read`.
    """
    [reading] = reader.read([quote])
    numbers = figures.find(quote, offset, published=published)
    doubtful = hedges.find(quote, offset, read=reading.hedges)
    found = checkworthiness.reasons_for(wording or quote, numbers, doubtful, Attribution())
    return Selection(
        figures=numbers,
        hedges=doubtful,
        reasons=(Reason(checkworthiness.BY_HAND), *found),
        reader=reading.must,
        model=reader.version(),
    )
