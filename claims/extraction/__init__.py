"""Find the claims of an article: by machine (`automatic`), and by hand (`shaping`).

Split because a worker calls the one and people call the other. Public is what stands in
`__all__`; neither half knows the other.
"""

from claims.extraction.automatic import extract_claims, note_failure
from claims.extraction.shaping import (
    ShapingRefused,
    add_claim,
    drop_claim,
    merge_claims,
    restore_claim,
    reword_claim,
    split_claim,
)

__all__ = [
    "ShapingRefused",
    "add_claim",
    "drop_claim",
    "extract_claims",
    "merge_claims",
    "note_failure",
    "restore_claim",
    "reword_claim",
    "split_claim",
]
