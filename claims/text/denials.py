"""What a claim denies: each negator with its focus, the first content word after it.

Negator and focus as in the annotation of *SEM 2012. What cannot be told ("not only", "not yet",
"never said that") is marked as unclear rather than guessed.
"""

from collections.abc import Sequence
from itertools import pairwise

from claims.text.spans import words
from claims.text.tokens import CONTRACTED, FEW, NEGATING, NEGATORS, RELATIVE, SPOKEN, Clause, Word

# Not, or not wholly, a denial: "not only", "not yet", "not all", "no more than".
_NOT_DENIED = frozenset(
    words(
        "only just simply merely necessarily all every everyone everybody always much many more "
        "less fewer until if because so as too that quite very exactly entirely fully completely "
        "yet alone least surprisingly unusual uncommon doubt matter wonder comment later earlier "
        "enough both either immediately clear even far long"
    )
)
_TOLD = SPOKEN | frozenset(words("say think know believe claim mean"))
_HAVE = frozenset(words("have has had having"))
_OBJECTS = frozenset(words("it them him her us me here there"))
_DENIES = frozenset(words("deny denies denied denying"))


def find(found: Sequence[Word], clauses: Sequence[Clause]) -> tuple[dict[int, int], set[int]]:
    """What is denied, and what is unclear, as indices into the words `found`.

    The first maps each denied word to where its denial begins. Time is linear.
    """
    denied: dict[int, int] = {}
    unclear: set[int] = set()
    for number, clause in enumerate(clauses):
        at = clause.first
        while at < clause.last:
            low = found[at].low
            after = range(at + 1, clause.last)
            negates = low in NEGATORS or CONTRACTED.search(low) is not None or low in FEW
            following = found[at + 1].low if after else ""
            if low == "no" and following == "longer":
                negates, after = True, range(at + 2, clause.last)
            elif negates and any(found[near].low in _TOLD for near in after[:3]):
                # "never said that he had lost": whether he had is left open.
                told = number + 1 < len(clauses) and clauses[number + 1].opener in ("that", "")
                end = clauses[number + 1].last if told else clause.last
                unclear.update(range(at, end))
                break
            elif negates and (following in _NOT_DENIED or _weakens(found, after)):
                # Nobody can tell from here what is left of it.
                unclear.update(range(at, clause.last))
                break
            if negates:
                counts = low == "no" and following not in ("longer", "one")
                focus = _noun(found, after) if counts else _verb(found, after)
                if (
                    low in FEW
                    and number + 1 < len(clauses)
                    and clauses[number + 1].opener in (RELATIVE)
                ):
                    # "nothing that could have changed it": it is denied there, too.
                    unclear.update(range(clauses[number + 1].first, clauses[number + 1].last))
                if focus is not None:
                    denied.setdefault(focus, at)
                    if _waits(clauses, number):
                        unclear.add(focus)
            elif found[at].low in NEGATING and following in ("to", "for"):
                focus = _verb(found, range(at + 2, clause.last))
                if focus is not None and at not in denied:
                    denied[focus] = at
                # "did not fail to pay" says nothing of failing.
                unclear.add(at)
            elif found[at].low in _DENIES:
                end = clause.last
                if number + 1 < len(clauses) and clauses[number + 1].opener == "that":
                    end = clauses[number + 1].last
                for near in range(at + 1, end):
                    if found[near].content and at not in denied:
                        denied[near] = at
                break
            at += 1
    return denied, unclear


def _weakens(found: Sequence[Word], after: range) -> bool:
    """ "not as high as", "nobody has yet been": it is so in another measure, or may be soon."""
    near = [found[at].low for at in after[:6]]
    weak = bool({"than", "enough", "yet"} & set(near[:4])) or near.count("as") > 1
    return weak or ("so", "far") in pairwise(near)


def _waits(clauses: Sequence[Clause], number: int) -> bool:
    """ "did not open until May", "did not leave because": it did after all, or may have."""
    follows = clauses[number + 1].opener if number + 1 < len(clauses) else ""
    return follows in ("until", "till", "unless", "because", "before", "but")


def _verb(found: Sequence[Word], after: range) -> int | None:
    """The first content word: what is said not to be so."""
    for at in after[:8]:
        word = found[at]
        if word.low in _OBJECTS:
            return None
        if word.content and not (word.low.endswith("ly") and at + 1 in after):
            # "did not have a valid licence" denies the licence.
            has = found[at - 1].low in ("a", "an", "any") and found[at - 2].low in _HAVE
            return _noun(found, range(at, after.stop)) if has else at
    return None


def _noun(found: Sequence[Word], after: range) -> int | None:
    """The head of "no new cases": the last of the content words in a row."""
    head = None
    for at in after[:4]:
        if not found[at].content and found[at].low not in ("new", "other", "such"):
            break
        if head is not None and found[at].low.endswith("ed"):
            break
        head = at if found[at].content else head
    return head
