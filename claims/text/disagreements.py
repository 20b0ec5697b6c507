"""What two claims cannot both be right about, as it is shown to a desk."""

from dataclasses import dataclass

from claims.text.slots import Slots
from claims.text.spans import Span

# So much of a claim is quoted in a sentence that explains.
_QUOTED = 90


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the first claim (`a`) and the second (`b`) cannot both be right about.

    kind: polarity, opposite, scope, duty, agent, said, place or order. a, b: where each says it,
    as offsets into its own article. why: a sentence for a desk. passing: a state that may have
    changed between two reports of different days.
    """

    kind: str
    a: Span
    b: Span
    why: str
    passing: bool = False


def between(
    kind: str,
    a: Slots,
    here: tuple[int, int],
    b: Slots,
    there: tuple[int, int],
    then: str,
    *,
    passing: bool = False,
) -> Disagreement:
    """The disagreement of the words `here` of `a` with the words `there` of `b`.

    `here` and `there` are indices of the first word and of the one after the last; `then` ends
    the sentence that quotes both: "One says “…”, the other “…”: " and `then`.
    """
    one, other = _short(a.phrase(*here)), _short(b.phrase(*there))
    why = f"One says “{one}”, the other “{other}”: {then}."
    return Disagreement(kind, a.span(*here), b.span(*there), why, passing)


def _short(phrase: str) -> str:
    bare = phrase.translate({ord(mark): "'" for mark in '“”"'})
    return bare if len(bare) <= _QUOTED else f"{bare[:_QUOTED].rsplit(' ', 1)[0]} …"
