"""Origins: which names are one outlet, body or person, and who cannot be named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.text import origins
from claims.text.origins import BODY, OUTLET, PERSON
from claims.text.spans import words

ONE_KEY = [
    ["The Guardian", "British “Guardian”", "Guardian newspaper", "the British Guardian newspaper",
     "“Guardian”", "theguardian.com", "https://www.theguardian.com/world/2023/x"],
    ["BBC", "the BBC", "BBC News", "bbc.co.uk", "the broadcaster BBC"],
    ["Der Spiegel", "the German magazine “Spiegel”", "spiegel.de"],
    ["Ukraine's FREEDOM TV", "FREEDOM TV", "Freedom TV"],
    ["AP", "the Associated Press", "apnews.com"],
    ["The New York Times", "nytimes.com", "New York Times newspaper"],
    ["Vitaly Matvienko", "Vitaliy Matviyenko", "Ukrainian spokesman Vitalii Matviienko",
     "POW spokesman Vitalij Matvijenko", "Vitaly Matvienko, spokesman for an office"],
    ["Volodymyr Zelensky", "President Volodymyr Zelenskyy", "Wolodymyr Selenskyj"],
    ["Yevgeny Prigozhin", "Evgeny Prigozhin"],
    ["Ministry of Defence", "Defense Ministry", "the defence ministry",
     "a spokesman for the Ministry of Defence", "a Defence Ministry spokesman"],
    ["Russian Defence Ministry", "Ministry of Defense of Russia", "Russia’s defence ministry"],
    ["the Ukrainian Prisoners of War Office", "Ukrainian prisoner-of-war administration",
     "Ukraine's POW office"],
    ["the Russian Foreign Ministry", "Ministry of Foreign Affairs of Russia"],
    ["Institute for the Study of War", "The renowned “Institute for the Study of the War”",
     "Institute for the Study of War (ISW)"],
    ["the Ukrainian government", "Ukrainian authorities"],
    ["Moscow", "the Kremlin", "Russia"],
]  # fmt: skip


@pytest.mark.parametrize("variants", ONE_KEY, ids=lambda variants: variants[0])
def test_it_merges_variants_of_a_name(variants):
    read = [origins.named(name) for name in variants]
    assert len({(origin.kind, origin.key) for origin in read}) == 1


APART = [
    ("Independent", "The Kyiv Independent"),
    ("The Times", "The New York Times"),
    ("The Times", "The Sunday Times"),
    ("Daily Mail", "Daily Express"),
    ("Vitaly Matvienko", "Oleh Matvienko"),
    ("John Smith", "James Smith"),
    ("Andriy Yusov", "Vitaly Matvienko"),
    ("Russian Defence Ministry", "Ukrainian Defence Ministry"),
    ("Ministry of Health", "Ministry of Defence"),
    ("Environment Agency", "Department of the Environment"),
    ("BBC", "Bank of England"),
    ("ISW", "International Monetary Fund"),
    ("the Ukrainian government", "Moscow"),
    ("Kyiv police", "Lviv police"),
]


@pytest.mark.parametrize(("a", "b"), APART)
def test_it_keeps_others_apart(a, b):
    assert origins.key(a, origins.kind(a)) != origins.key(b, origins.kind(b))
    assert not origins.same(a, b)
    assert not origins.same(b, a)


ONE_IN_A_STORY = [
    ("Mr Matvienko", "Vitaliy Matviyenko"),
    ("V. Matvienko", "Vitaly Matvienko"),
    ("Volodymyr Zelensky", "Vladimir Zelenskiy"),
    ("Olga", "Olga Petrova"),
    ("ISW", "the Institute for the Study of War"),
    ("UN", "United Nations"),
    ("MoD", "the Ministry of Defence"),
    ("Ministry of Defence", "the Russian Defense Ministry"),
    ("POW office", "the Ukrainian Prisoners of War Office"),
    (
        "Main Intelligence Directorate",
        "Main Intelligence Directorate of the Ministry of Defense of Ukraine",
    ),
    ("the government", "the Ukrainian government"),
]


@pytest.mark.parametrize(("a", "b"), ONE_IN_A_STORY)
def test_it_finds_one_origin_in_a_story(a, b):
    assert origins.same(a, b)
    assert origins.same(b, a)


KINDS = [
    ("the Guardian", OUTLET),
    ("Oakland Press", OUTLET),
    ("the Telegram channel “Open Lines”", OUTLET),
    ("the Ukrainian authorities", BODY),
    ("police", BODY),
    ("Northfield Council", BODY),
    ("Human Rights Watch", BODY),
    ("human rights group Memorial", BODY),
    ("Coordination Headquarters for the Treatment of Prisoners of War", BODY),
    ("a statement from the White House", BODY),
    ("Oksana", PERSON),
    ("Dr. Helen Okafor", PERSON),
    ("Kazak Interior Minister Marat Akhmetzhanov", PERSON),
    ("Kremlin spokesman Dmitry Peskov", PERSON),
    ("Ursula von der Leyen", PERSON),
    ("The Dutch neurologist Joost van Heemskerck", PERSON),
    ("its deputy head Maj Ekberg", PERSON),
    ("a resident of New York", ""),
    ("Analysts at Morven Bank", BODY),
    ("the interior ministry in Riga", BODY),
    ("the fire brigade", BODY),
    ("BPS news agency", OUTLET),
    ("the newspaper “Velna Valley Courier”", OUTLET),
    ("Radio Marovia", OUTLET),
    *(
        (nobody, "")
        for nobody in (
            "a woman", "One soldier", "reports", "Other reports", "officials", "The operator",
            "Ukrainian officials", "one of the Russian soldiers", "A call center worker", "experts",
            "the employees of a call center in Ukraine", "a Western media outlet", "He", "they",
            "the mayor", "Prime Minister", "the company", "local authorities", "a Russian", "",
            "Observers", "Doctors", "Witnesses of the fire", "The", "his daughter", "both sides",
        )
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_it_tells_outlets_bodies_and_persons(name, kind):
    assert origins.kind(name) == kind


def settled(*names):
    found = origins.settle(origin for name in names if (origin := origins.named(name)))
    return {one.name: other.name for one, other in found.items()}


def test_the_origins_of_a_story_are_settled_on_the_fullest_name():
    assert settled("Matvienko", "Vitaly Matvienko", "ISW", "Institute for the Study of War") == {
        "Matvienko": "Vitaly Matvienko",
        "Vitaly Matvienko": "Vitaly Matvienko",
        "ISW": "Institute for the Study of War",
        "Institute for the Study of War": "Institute for the Study of War",
    }


def test_nobody_is_settled_on_one_of_two():
    names = settled(
        "Smith", "John Smith", "Ann Smith", "Defence Ministry", "Russian Defence Ministry"
    )
    assert names["Smith"] == "Smith"
    assert names["Defence Ministry"] == "Russian Defence Ministry"
    two = settled("Defence Ministry", "Russian Defence Ministry", "Ukrainian Defence Ministry")
    assert two["Defence Ministry"] == "Defence Ministry"


def test_the_best_name_is_the_fullest():
    assert origins.best(["Mr Matvienko", "Vitaly Matvienko", "Matvienko"]) == "Vitaly Matvienko"
    assert origins.best(["British “Guardian”", "The Guardian", "theguardian.com"]) == "The Guardian"
    assert origins.best([]) == ""


def test_a_web_address_is_shown_as_its_outlet():
    assert origins.named("https://www.nytimes.com/2022/10/04/x.html").name == "The New York Times"
    assert origins.named("www.harbour-weekly.example").name == "harbour-weekly.example"


PIECES = words(
    "the The of Ministry Defence Russian Ukrainian Guardian newspaper “ ” Vitaly Matvienko yi Mr. "
    "office POW a spokesman for BBC bbc.co.uk sch ij Government authorities UN states Russia’s"
)
NAMES = st.text(max_size=80) | st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join)


@given(NAMES, st.sampled_from([OUTLET, BODY, PERSON]))
def test_the_key_of_a_key_is_that_key(name, kind):
    key = origins.key(name, kind)
    assert origins.key(key, kind) == key


@given(NAMES, NAMES)
def test_being_the_same_is_mutual(a, b):
    assert origins.same(a, b) == origins.same(b, a)


@given(NAMES)
def test_whoever_is_named_has_a_key_and_is_themselves(name):
    origin = origins.named(name)
    if origin is not None:
        assert origin.key
        assert origin.name
        assert origins.same(name, name)


@given(st.lists(NAMES, max_size=6))
def test_what_is_settled_on_is_settled(names):
    found = origins.settle([origin for name in names if (origin := origins.named(name))])
    assert origins.settle(reversed(found)) == found
    assert all(found[one] == one for one in found.values())


@given(st.lists(NAMES, min_size=1, max_size=5))
def test_the_order_of_variants_does_not_matter(variants):
    assert origins.best(variants) == origins.best(variants[::-1])


@pytest.mark.parametrize("text", ["\ud800", "\x00", "A" * 500_000, "y" * 9_999, "“" * 3_000])
def test_it_takes_any_text(text):
    for kind in (OUTLET, BODY, PERSON, ""):
        assert len(origins.key(text, kind)) <= 300
    assert origins.kind(text) in (OUTLET, BODY, PERSON, "")
