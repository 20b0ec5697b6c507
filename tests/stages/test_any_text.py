"""Offsets, whatever the text: the quote is text[start:end], always."""

import string
from collections.abc import Callable
from functools import wraps

import pytest
from django.db import transaction
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from claims import extraction, intake
from claims.extraction import ShapingRefused
from claims.models import Article, Claim, Review, User
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db

thorough = settings(
    # The database makes an example dear.
    max_examples=settings().max_examples * 6 // 10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# Whatever PostgreSQL can store.
storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
words = st.sampled_from(
    [
        *["The", "ministry", "said", "on", "Monday", "that", "about", "1,200", "people", "were"],
        *["killed", "in", "2019", "."],
        *['"', "“", "”", "(", ")", "Mr", "$5", "3.5%", "million", "U.S.", "told", "BBC", "—"],
        *["👩‍👩‍👧", "e\u0301", "שלום", "\u202e", "。", "\u2028", "\r\n", "\n\n", "\t", "\ufeff"],
    ]
)
# Like an article, and like nothing on earth.
articles = st.one_of(
    st.lists(words, min_size=1, max_size=80).map(" ".join),
    st.lists(st.one_of(words, storable), min_size=1, max_size=30).map("".join),
    storable,
)
SPACES = " \t\n\r\u00a0\u2003\u3000"


def rolled_back(test: Callable[..., None]) -> Callable[..., None]:
    """Each example by itself: the next may have the same text."""

    @wraps(test)
    def run(*args: object, **kwargs: object) -> None:
        with transaction.atomic():
            test(*args, **kwargs)
            transaction.set_rollback(True)

    return run


def fresh(text: str, state: str = Article.State.EXTRACTED) -> Article:
    assume(text.strip())
    return make_article(text, state=state)


@thorough
@given(text=articles)
@example(text="“We had 10.” “No, 12,” he said.\r\n\r\nIt had 1,200 employees in 1998.")
@rolled_back
def test_every_claim_and_sentence_lies_where_it_says(text: str) -> None:
    article = fresh(text, Article.State.RECEIVED)

    number = extraction.extract_claims(article.pk)

    stored = Article.objects.get(pk=article.pk)
    assert stored.text == text
    claims = list(stored.claims.select_related("review"))
    assert len(claims) == number
    for claim in claims:
        assert claim.quote == text[claim.start : claim.end] == claim.quote.strip()
        assert claim.wording.strip()
        assert claim.review.state == Review.State.OPEN
        for inner in (*claim.figures, *claim.hedges):
            assert inner["text"] == text[inner["start"] : inner["end"]]
            assert claim.start <= inner["start"] < inner["end"] <= claim.end
    end = 0
    for sentence in stored.sentences.order_by("start"):
        assert not text[end : sentence.start].strip()
        assert sentence.start >= end
        end = sentence.end
    assert not text[end:].strip()


@thorough
@given(text=articles, data=st.data())
@rolled_back
def test_a_selection_is_refused_with_a_sentence_or_becomes_its_trimmed_slice(
    text: str, data: st.DataObject
) -> None:
    article, by = fresh(text), make_user()
    around = st.integers(-2, len(text) + 2)
    start, end = data.draw(around), data.draw(around)

    try:
        claim = extraction.add_claim(article, start=start, end=end, by=by)
    except ShapingRefused:
        # Python reads a negative offset from the end; nobody selects like that.
        assert start < 0 or end > len(text) or start >= end or not text[start:end].strip()
        assert not article.claims.exists()
    else:
        claim.refresh_from_db()
        assert claim.quote == text[start:end].strip() == text[claim.start : claim.end]
        assert extraction.add_claim(article, start=start, end=end, by=by) == claim


@thorough
@given(
    quote=st.lists(
        st.text(string.ascii_letters + "àé.,“”10$", min_size=1, max_size=8),
        min_size=2,
        max_size=8,
    ),
    spaces=st.lists(st.text(SPACES, min_size=1, max_size=3), min_size=7, max_size=7),
    cuts=st.sets(st.integers(0, 6), min_size=1),
)
@rolled_back
def test_a_split_at_any_white_space_leaves_nothing_out(
    quote: list[str], spaces: list[str], cuts: set[int]
) -> None:
    """The person sees the quote with line breaks where they cut, and single blanks elsewhere."""
    between = spaces[: len(quote) - 1]
    cuts = {cut for cut in cuts if cut < len(between)}
    assume(cuts)
    whole = "".join(word + space for word, space in zip(quote, [*between, ""], strict=True))
    typed = "".join(word + ("\n" if number in cuts else " ") for number, word in enumerate(quote))
    article = fresh(f"Before it. {whole} And after.")
    claim = make_claim(article, quote=whole, start=len("Before it. "))

    pieces = extraction.split_claim(claim, parts=typed.split("\n"), by=make_user())

    assert len(pieces) == len(cuts) + 1
    end = claim.start
    for piece in pieces:
        assert piece.quote == article.text[piece.start : piece.end] == piece.quote.strip()
        assert not article.text[end : piece.start].strip()
        end = piece.end
    assert not article.text[end : claim.end].strip()


@thorough
@given(text=articles, data=st.data())
@rolled_back
def test_a_merge_reaches_from_the_first_start_to_the_last_end(
    text: str, data: st.DataObject
) -> None:
    article, by = fresh(text), make_user()
    spans = [_span(article, by, data) for _ in range(2)]
    assume(spans[0] != spans[1])

    merged = extraction.merge_claims(spans, by=by)

    merged.refresh_from_db()
    assert merged.start == min(claim.start for claim in spans)
    assert merged.end == max(claim.end for claim in spans)
    assert merged.quote == text[merged.start : merged.end]
    assert list(Claim.objects.filter(article=article, review__state="open")) == [merged]


def _span(article: Article, by: User, data: st.DataObject) -> Claim:
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    assume(article.text[start:end].strip())
    return extraction.add_claim(article, start=start, end=end, by=by)


@given(text=st.text(st.characters()))
def test_a_text_is_stored_whole_or_refused_with_a_sentence(text: str) -> None:
    broken = not text.strip() or "\0" in text or any("\ud800" <= c <= "\udfff" for c in text)
    try:
        intake.check_text(text)
    except intake.TextRefused:
        assert broken
    else:
        assert not broken


@given(
    words=st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1),
    one=st.lists(st.text(SPACES, min_size=1), min_size=40, max_size=40),
    other=st.lists(st.text(SPACES, min_size=1), min_size=40, max_size=40),
)
def test_the_same_words_have_one_fingerprint(
    words: list[str], one: list[str], other: list[str]
) -> None:
    words = words[:39]
    first, second = (
        spaces[0] + "".join(word + space for word, space in zip(words, spaces[1:], strict=False))
        for spaces in (one, other)
    )

    assert Article.fingerprint_of(first) == Article.fingerprint_of(second)


@given(one=storable, other=storable)
def test_other_words_have_another_fingerprint(one: str, other: str) -> None:
    same = Article.fingerprint_of(one) == Article.fingerprint_of(other)

    assert same == (one.split() == other.split())
