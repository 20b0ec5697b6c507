"""What two claims cannot both be right about, as it is shown to a desk."""

from dataclasses import dataclass, replace

from claims.text.slots import Slots
from claims.text.spans import Span

# So much of a claim is quoted in a sentence that explains.
_QUOTED = 90
_MARKS = {ord(mark): "'" for mark in '“”"„«»'}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the first claim and the second cannot both be right about.

    kind: polarity, opposite, scope, duty, agent, said, place or order. a, b: where each says it,
    as offsets into its own article. says: the words of both, or for "said" whom they are given to.
    because: why they cannot both be right. passing: a state that may have changed between two
    reports of different days.
    """

    kind: str
    a: Span
    b: Span
    says: tuple[str, str]
    because: str = ""
    passing: bool = False

    @property
    def why(self) -> str:
        """A sentence for a desk."""
        one, other = self.says
        if self.kind == "said":
            return f"One gives these words to {one}, the other to {other}."
        return f"One says “{one}”, the other “{other}”: {self.because}."

    def turned(self) -> "Disagreement":
        """The same, of the second claim and the first."""
        return replace(self, a=self.b, b=self.a, says=(self.says[1], self.says[0]))


def between(
    kind: str,
    a: Slots,
    here: tuple[int, int],
    b: Slots,
    there: tuple[int, int],
    because: str,
    *,
    passing: bool = False,
) -> Disagreement:
    """The disagreement of the words `here` of `a` with the words `there` of `b`.

    `here` and `there` are indices of the first word and of the one after the last.
    """
    says = _short(a.phrase(*here)), _short(b.phrase(*there))
    return Disagreement(kind, a.span(*here), b.span(*there), says, because, passing)


def _short(phrase: str) -> str:
    bare = phrase.translate(_MARKS)
    return bare if len(bare) <= _QUOTED else f"{bare[:_QUOTED].rsplit(' ', 1)[0]} …"
