"""The whole way: promises that hold for any text, and for the seeds' kind of article."""

import datetime
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.text import analysis
from claims.text.analysis import analyse

ARTICLE = """\
Council delays £12m bridge repair after cracks found

By Joanna Pike, Local Democracy Reporter
14 March 2024

Repairs to Harwell Bridge will cost £12.4m, Northfield Council said. It was shut on 3 January.

“We were shocked,” said Dr. Helen Okafor, its engineer. “Nearly a third of the steel had corroded.”

Who will pay? “Let's wait and see,” Okafor said.

Photo: Jane Doe/PA Wire

Read more
Ten things to do this weekend
"""


def test_it_finds_the_claims_and_nothing_else():
    found = analyse(ARTICLE, published=datetime.date(2024, 3, 14))
    assert [(claim.wording, claim.claimant) for claim in found.claims] == [
        ("Repairs to Harwell Bridge will cost £12.4m.", "Northfield Council"),
        ("It was shut on 3 January.", ""),
        ("We were shocked.", "Helen Okafor"),
        ("Nearly a third of the steel had corroded.", "Helen Okafor"),
    ]
    assert found.claims[1].figures[0].date == "2024-01-03"
    assert found.claims[1].figures[0].completed
    assert [s.reason for s in found.sentences if s.kind != "body"] == [
        "headline",
        "byline",
        "byline",
        "photo credit or caption",
        "teaser list",
        "teaser list",
    ]


def test_a_claim_points_at_its_sentence():
    found = analyse(ARTICLE)
    for claim in found.claims:
        sentence = found.sentences[claim.sentence]
        assert sentence.start <= claim.start < claim.end <= sentence.end
        assert sentence.kind == "body"


def test_progress_counts_every_sentence():
    seen = []
    found = analyse(ARTICLE, progress=lambda done, total: seen.append((done, total)))
    total = len(found.sentences)
    assert seen == [(done, total) for done in range(1, total + 1)]


def test_what_progress_raises_comes_through():
    def stop(done, total):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        analyse(ARTICLE, progress=stop)


def check(text):
    found = analyse(text, published=datetime.date(2023, 1, 20))
    covered = 0
    for sentence in found.sentences:
        assert covered <= sentence.start < sentence.end
        assert not text[covered : sentence.start].strip()
        assert sentence.kind in ("body", "furniture", "heading")
        assert bool(sentence.reason) == (sentence.kind != "body")
        covered = sentence.end
    assert not text[covered:].strip()
    last = 0
    for claim in found.claims:
        assert last <= claim.start
        assert text[claim.start : claim.end] == claim.text
        assert claim.text == claim.text.strip() != ""
        assert claim.wording.strip()
        assert 0 <= claim.score <= 1
        for part in (*claim.hedges, *claim.figures):
            assert claim.start <= part.start < part.end <= claim.end
            assert text[part.start : part.end] == part.text
        last = claim.end


# Pieces that the rules look for, in orders that no writer would choose.
WORDS = """The|minister|said|"|“|”|‘|’|'|.|,|?|!|…|- |6,500|between|and|to|%|$5m|according to
the BBC|Mr|Smith|told|reports|that|who|he|they|May|2022|on Tuesday|allegedly|cannot be verified
should be|© |Photo:|Read more|About the writer|(|)|:|;|—|We|I|Ukraine|Kazakh|Minister|שלום|🎙️
spokesman|A.|, said|''|24/7|60s|one in|five|of them|Sources:|claims|says|''he|.Next|U.S.
rs 500|a$5|usd 5m| ;|reopened in|was|JANUARY 3|Two MILLION|12 KM|It"""
BREAKS = ["\n", "\r\n", " ", "\u2028", "\u200f", "\x00", "\ud800"]
PIECES = st.sampled_from([*WORDS.replace("\n", "|").split("|"), *BREAKS])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).flatmap(lambda p: st.sampled_from(["".join(p), " ".join(p)])))
def test_its_promises_hold_for_hostile_news(text):
    check(text)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_its_promises_hold_for_any_text(text):
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        "\ud800",
        "\n\n",
        "🎙️",
        "“",
        '"' * 3000,
        "“a " * 1000,
        "A. " * 1000,
        "-",
        "- - -",
        "שלום עולם. מה שלומך?",
        "\u200f\u200e",
        "1" * 5000,
        "said " * 800,
        "Smith, " * 800,
        "\ufeffHi there now.",
    ],
)
def test_odd_texts_pass(text):
    check(text)


GROWING = {
    "quotation marks": '"',
    "openers": "“a ",
    "full stops": ". ",
    "words": "word ",
    "one word": "a",
    "cues": "Smith said, ",
    "figures": "between 1 and 2 ",
    "sentences": "The minister said 5,000 people died on 3 May 2020. ",
    "lines": "Hi\n",
    "digits": "1,",
}


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
def test_work_grows_with_length_and_no_faster(piece):
    """Counts Python-level calls, not time: four times the text, about four times the work."""

    def work(text):
        calls = 0

        def count(frame, event, argument):
            nonlocal calls
            calls += event in ("call", "c_call")

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            analysis.analyse(text)
        finally:
            sys.setprofile(before)
        return calls

    length = analysis.sentences.LONGEST
    small = work((piece * length)[:length])
    large = work((piece * length * 4)[: length * 4])
    assert large < 4 * small * 1.5 + 2000
