"""What measuring a split gives, and how a file that cannot be measured says so."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of one split. `n` is what it was taken over; `value` is None where n is 0."""

    split: str
    figure: str
    value: float | None
    n: int


class Unreadable(Exception):
    """A file that cannot be measured; the message is a sentence for the person who gave it."""
