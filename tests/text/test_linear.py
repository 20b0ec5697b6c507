"""Work grows with the text and no faster, whatever the text is made of.

Calls are counted, not time: eight times the text may take eight times the calls and a little.
"""

import cProfile

import pytest

from claims.text import assertions, claims, figures, furniture, hedges, quotations, sentences

HOSTILE = [
    ".", "?!", '"', ". A", "Mr. ", "U.S.", "...", " ", "\n", "x", "“‘„«", "1.1.1.", "word ",
    "A. ", "a\n", "’ ", "4, 8 and ", "000 ", "; 4 are ", "may have ", "media ", "reports ",
    "$1 to ", "half a ", "at 5.40 ", "Share ", "a | ", "alleged ", ", and 1 has ", "‏", "🎉. ",
]  # fmt: skip
LARGE = 64_000
# Eight times the text, and room for what happens once.
GROWTH, ONCE = 9, 2_000


def calls(work, *arguments):
    """How many calls, of Python and of C, `work` makes."""
    profile = cProfile.Profile()
    profile.runcall(work, *arguments)
    return sum(entry.callcount for entry in profile.getstats())


def everything(text):
    spans = sentences.split(text)
    furniture.classify(text, spans)
    quotations.find(text, [(span.start, span.end) for span in spans])
    for span in spans:
        quote = text[span.start : span.end]
        found = figures.find(quote)
        content = claims.wording(quote, None)
        assertions.why_not(content, quote, has_figure=bool(found), claim=0.0)
        claims.stretches(quote, found, quoted=False)
        hedges.find(quote)


@pytest.mark.parametrize(("work", "size"), [(sentences.split, 8_000), (everything, 2_500)])
@pytest.mark.parametrize("fragment", HOSTILE)
def test_eight_times_the_text_takes_eight_times_the_work(fragment, work, size):
    small, large = (fragment * (times * size // len(fragment)) for times in (1, 8))
    assert calls(work, large) <= GROWTH * calls(work, small) + ONCE


@pytest.mark.parametrize("fragment", HOSTILE)
def test_sentences_stay_short_and_lose_nothing(fragment):
    text = fragment * (LARGE // len(fragment))
    spans = sentences.split(text)
    assert all(span.end - span.start <= sentences.LONGEST for span in spans)
    kept = sum(len("".join(text[span.start : span.end].split())) for span in spans)
    assert kept == len("".join(text.split()))
