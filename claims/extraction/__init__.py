"""Find the claims of an article: by machine (`automatic`), and by hand (`shaping`, `skipping`,
`passing`).

Split because a worker calls the one and people call the other. Public is what stands in
`__all__`; neither half knows the other. What the text engine finds in a sentence is stored by
`storing`; what a claim holds that people made is in `contents`.
"""

from claims.extraction.automatic import extract_claims, note_failure
from claims.extraction.passing import pass_sentence, unpass_sentence
from claims.extraction.shaping import (
    ShapingRefused,
    add_claim,
    drop_claim,
    merge_claims,
    restore_claim,
    reword_claim,
    split_claim,
)
from claims.extraction.skipping import bring_back, skip_sentence

__all__ = [
    "ShapingRefused",
    "add_claim",
    "bring_back",
    "drop_claim",
    "extract_claims",
    "merge_claims",
    "note_failure",
    "pass_sentence",
    "restore_claim",
    "reword_claim",
    "skip_sentence",
    "split_claim",
    "unpass_sentence",
]
