"""Which stretches of an article stand in quotation marks, however carelessly they are set.

Marks nest, mix (an opening “ closed by a straight one) and get lost. A paragraph's end closes
what is open; a closing mark that nothing opened closes what began after the quotation before it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.text.spans import Span

_MARK = re.compile("[“”„«»\"]|(?<![^\\W_])[‘'](?=[^\\W_])|(?<=[,.!?])[’'](?![^\\W_])")
# Deeper nesting than this is noise, as in a megabyte of quotation marks.
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Quotation(Span):
    """A quotation, marks included; `closed` is False when the paragraph's end had to close it."""

    closed: bool


def find(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The outermost quotations of each paragraph, in order, as offsets into `text`.

    `paragraphs` are (start, end) offsets, in order. Single quotation marks count only when they
    close after punctuation, as in British news ('We are ready,' he said): apostrophes and names
    in single marks are no quotations. Never raises; one pass over the marks.
    """
    found: list[Quotation] = []
    for start, end in paragraphs:
        found.extend(_in_paragraph(text, start, end))
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened, depth, single = -1, 0, -1
    for match in _MARK.finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in "‘’'":
            if depth == 0:
                if mark != "’" and single < 0 and not text[at - 1 : at].isalnum():
                    single = at
                elif single >= 0 and text[at - 1 : at] in (",", ".", "!", "?"):
                    found.append(Quotation(single, at + 1, True))
                    single = -1
            continue
        if _opens(text, mark, at, opened, depth):
            if depth == 0:
                opened, single = at, -1
            depth = min(depth + 1, _DEEPEST)
        elif depth > 0:
            depth -= 1
            if depth == 0:
                found.append(Quotation(opened, at + 1, True))
        elif mark != '"':
            # Lost its opening mark: everything since the last quotation was meant.
            begin = found[-1].end if found else start
            found.append(Quotation(begin, at + 1, True))
    if depth > 0:
        found.append(Quotation(opened, end, False))
    return found


def _opens(text: str, mark: str, at: int, opened: int, depth: int) -> bool:
    if mark in "“„«":
        # Germans close „…“ with what English opens with.
        return not (mark == "“" and depth == 1 and text[opened] == "„")
    if mark in "”»":
        return False
    if depth == 0:
        return True
    return not _ends_word(text, at)


def _ends_word(text: str, at: int) -> bool:
    """Whether the mark at `at` stands right after a word and not right before one."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return bool(before) and not before.isspace() and not after.isalnum()
