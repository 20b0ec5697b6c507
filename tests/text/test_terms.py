"""Content words: stems, numbers by value, spellings of names, and how rare they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import terms
from claims.text.overlaps import scarcity
from claims.text.stems import stem


@pytest.mark.parametrize(
    "words",
    [
        "mobilization mobilisation mobilised Mobilize mobilizing",
        "Matvienko Matviyenko Matviienko",
        "Zelensky Zelenskyy Zelenskiy",
        "Kherson Cherson",
        "colour colors",
        "centre centers",
        "defence defense",
        "programme programs",
        "conscripted conscription conscripts",
        "evacuated evacuation evacuates",
        "died deaths dead",
        "city cities",
        "women woman",
        "fired firing fires",
        "closed closing closes",
        "travelled traveling",
        "Sept September",
    ],
)
def test_words_that_meet(words):
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    "words",
    [
        "soon son",
        "meet met",
        "police policy",
        "mobile mobilise",
        "January June July",
        "everything every",
        "universe university",
        "Vitaly vital",
    ],
)
def test_words_that_stay_apart(words):
    assert len({stem(word) for word in words.split()}) == len(words.split())


def test_content_words_in_their_order():
    assert terms.stems("The prisoners-of-war were not in the camp") == ["prisoner", "var", "camp"]
    assert [term.word for term in terms.find("Guardian’s own report")] == ["Guardian", "report"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ten men", "10 men"),
        ("1.6 million visits", "1,600,000 visits"),
        ("twenty-one homes", "21 homes"),
        ("two hundred and fifty thousand", "250,000"),
        ("three-quarters", "three quarters"),
    ],
)
def test_numbers_by_their_value(one, other):
    assert terms.stems(one) == terms.stems(other)


def test_one_is_no_number():
    assert terms.stems("one of them, no one") == []
    assert terms.stems("1 home") == ["#1", stem("home")]


def test_rare_words_are_rarer():
    common, rare, unknown = (terms.rarity(stem(word)) for word in ("war", "dismay", "Zhytomyr"))
    assert 0 < common < rare < unknown <= 1


def test_a_number_of_many_digits_is_rarer_than_a_round_one():
    assert terms.rarity("#3") < terms.rarity("#300000") < terms.rarity("#6543")


def test_what_stands_in_every_claim_tells_nothing():
    assert scarcity(1, 40) == 1
    assert scarcity(40, 40) < 0.05


@given(st.text(max_size=300))
def test_any_text_has_terms(text):
    found = terms.find(text)
    assert all(term.stem and 0 <= terms.rarity(term.stem) <= 1 for term in found)
    assert terms.stems(text) == [*dict.fromkeys(term.stem for term in found)]


@given(st.text(min_size=1, max_size=40))
def test_capitals_do_not_count(word):
    assert stem(word.upper().lower()) == stem(word.upper())


def test_only_the_beginning_of_a_long_text_counts():
    assert len(terms.find("storm " * 100_000)) <= terms.LONGEST
