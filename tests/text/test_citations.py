"""Who cites whom, as one article tells it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.text import analysis, citations, reports
from claims.text.independence import Told, independent
from claims.text.reports import Report
from claims.text.spans import words

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def read():
    """Reads a seed once: its claims and its citations."""
    known = {}
    files = json.loads((SEEDS / "articles.json").read_text())

    def of(number):
        if number not in known:
            text = (SEEDS / files[number]["file"]).read_text()
            claims = list(reports.of(text, analysis.analyse(text).claims))
            outlet = files[number]["outlet"]
            known[number] = text, claims, citations.read(text, claims, outlet=outlet)
        return known[number]

    return of


def edges(found):
    """(who cites, who is cited, how) of every edge, whichever claim it is of."""
    return {
        (one.citing.name if one.citing else "", one.cited.name if one.cited else one.name, one.how)
        for one in found
    }


def claim(text, words, claimant="", outlet=""):
    start = text.index(words)
    return Report(start, start + len(words), words, words, claimant, outlet)


def of_text(text, *claims, outlet=""):
    return citations.read(text, claims, outlet=outlet)


def test_the_first_two_articles_go_back_to_the_guardian(read):
    _, _, first = read(0)
    _, _, second = read(1)
    assert {
        ("", "The Guardian", "reports"),
        ("The Guardian", "Vitaly Matvienko", "attribution"),
        ("", "BBC", "reports"),
    } <= edges(first)
    assert {
        ("", "The Guardian", "told"),
        ("The Guardian", "Vitaly Matvienko", "told"),
        ("The Guardian", "Oksana", "told"),
        ("The Guardian", "Ukrainian government", "attribution"),
    } <= edges(second)
    cited = [
        {(one.cited.kind, one.cited.key) for one in found if one.cited} for found in (first, second)
    ]
    assert {("outlet", "guardian"), ("person", "vtal matvenko")} <= cited[0] & cited[1]


def test_the_line_of_sources_holds_for_all_of_the_article(read):
    text, _, found = read(0)
    listed = [one for one in found if one.how == "sources"]
    assert [(one.cited.name, one.cited.kind) for one in listed] == [
        ("The Guardian", "outlet"),
        ("BBC", "outlet"),
        ("Der Spiegel", "outlet"),
        ("I want to live", "body"),
    ]
    for one in listed:
        assert one.claim is None
        assert text[one.start : one.end] == one.words
        assert one.words.startswith("Sources: The Guardian, BBC")


def test_one_spokesman_is_one_origin_in_four_articles(read):
    keys = {
        one.cited.key
        for number in (0, 1, 3, 4)
        for one in read(number)[2]
        if one.cited and one.cited.name.split()[-1].startswith("Mat")
    }
    assert keys == {"vtal matvenko"}


def test_what_was_told_to_an_outlet_comes_by_it(read):
    assert {("", "BBC", "told"), ("BBC", "Svitlana", "told")} <= edges(read(3)[2])
    assert {
        ("", "FREEDOM TV", "told"),
        ("FREEDOM TV", "Andriy Yusov", "told"),
        ("", "Daily Express", "told"),
        ("Daily Express", "Vitaliy Matviyenko", "told"),
    } <= edges(read(4)[2])


def test_the_unnamed_are_said_and_are_nobody(read):
    for number, name in ((2, "a Western media outlet"), (4, "a YouTube translation")):
        found = [one for one in read(number)[2] if one.name == name]
        assert [one.cited for one in found] == [None]


def test_nobody_cites_themselves(read):
    names = {one.cited.key for one in read(4)[2] if one.cited}
    assert "newsweek" not in names
    assert "telegraph" not in {one.cited.key for one in read(3)[2] if one.cited}


def test_a_spokesman_leads_on_to_the_body(read):
    body = "Main Intelligence Directorate of the Ministry of Defense of Ukraine"
    assert ("Andriy Yusov", body, "attribution") in edges(read(4)[2])


def test_chains_lead_from_the_article_to_the_last_origin(read):
    _, claims, found = read(1)
    stages = next(at for at, one in enumerate(claims) if "two stages" in one.text)
    assert [[step.name for step in chain.steps] for chain in citations.chains(found, stages)] == [
        ["The Guardian", "Vitaly Matvienko"]
    ]


def test_what_an_article_lists_comes_with_every_claim(read):
    _, claims, found = read(0)
    online = next(at for at, one in enumerate(claims) if "went online" in one.text)
    chains = citations.chains(found, online)
    assert all(chain.listed for chain in chains)
    assert {chain.steps[0].key for chain in chains} >= {"guardian", "bbc", "spiegel"}


def test_two_articles_out_of_one_newspaper_count_once(read):
    told, names = [], {}
    for number, said in ((0, "more than 6,500"), (1, "6,500 Russian"), (2, "more than 2,500")):
        _, claims, found = read(number)
        at = next(at for at, one in enumerate(claims) if said in one.text)
        chains = citations.chains(found, at)
        steps = {True: set(), False: set()}
        for chain in chains:
            steps[chain.listed].update(step.key for step in chain.steps)
            names.update((step.key, step.name) for step in chain.steps)
        told.append(
            Told(f"{number}", f"{number}", "", frozenset(steps[False]), frozenset(steps[True]))
        )
    groups = independent(told, (), names)
    assert [group.reports for group in groups] == [("0", "1"), ("2",)]
    assert groups[0].why == "2 reports go back to The Guardian."


def test_words_are_where_the_article_says_so(read):
    for number in range(5):
        text, claims, found = read(number)
        for one in found:
            assert text[one.start : one.end] == one.words
            assert one.words
            assert one.claim is None or 0 <= one.claim < len(claims)


WHOLE = [
    ("Source: Reuters", "Reuters", "sources"),
    ("Quellen: dpa, AFP und Reuters", "AFP", "sources"),
    ("(With inputs from AFP)", "AFP", "sources"),
    ("The bridge is shut. (Source: Harbour Weekly)", "Harbour Weekly", "sources"),
    ("This article was first published by The Page on 5 May.", "The Page", "credit"),
    ("Originally published on theguardian.com", "The Guardian", "credit"),
    ("This text was republished from Harbour Weekly.", "Harbour Weekly", "credit"),
    ("KYIV, Oct 4 (AP) — The bridge is shut.", "AP", "credit"),
    ("VISBY, Nov. 9 (BPS) — The ferry burns.", "BPS", "credit"),
    ("The bridge is shut, the council said on Tuesday. (Reuters)", "Reuters", "credit"),
    ("The bridge is shut, the council said on Tuesday.\n\nReuters", "Reuters", "credit"),
    (
        "The council has said so more than once (https://www.bbc.co.uk/news/uk-1) this week.",
        "BBC",
        "link",
    ),
    ("The figures are at https://data.energy.gov/x and are public.", "data.energy.gov", "link"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "how"), WHOLE, ids=lambda value: value[:30])
def test_it_reads_what_holds_for_all_of_an_article(text, name, how):
    assert ("", name, how) in edges(of_text(text))


NO_SOURCE = [
    "Sources close to the matter said the bridge is shut.",
    "This article was first published on Monday.",
    "John (25) - a joiner - said the bridge is shut.",
    "Follow us at https://twitter.com/harbour and https://t.me/harbour for more.",
    "The study was published in March after long delays.",
    "(Source: own research)",
    "The report was published by the Ministry of Health on Tuesday.",
    "It was published by Penguin Books.",
    "A man walks over the bridge on Tuesday (file).",
]


@pytest.mark.parametrize("text", NO_SOURCE)
def test_it_takes_nothing_else_for_a_source(text):
    assert of_text(text) == ()


def test_it_reads_an_outlet_beside_a_claim_that_has_none():
    text = "The bridge is shut, as the Guardian reports. It was built in 1902."
    first, second = claim(text, text[:44]), claim(text, text[45:])
    found = of_text(text, first, second)
    assert [(one.claim, one.cited.name, one.words) for one in found] == [
        (0, "The Guardian", "the Guardian reports")
    ]


def test_a_claim_of_an_outlet_is_the_outlets():
    text = "The bridge is shut, the BBC reported."
    found = of_text(text, claim(text, text, "BBC", "BBC"))
    assert [(one.citing, one.cited.name) for one in found] == [(None, "BBC")]


def test_an_edge_is_there_once():
    text = "The council told the BBC that it is shut. The BBC reported that it told the BBC so."
    found = of_text(text, claim(text, text, "Northfield Council", "BBC"))
    assert sorted((one.citing.name if one.citing else "", one.cited.name) for one in found) == [
        ("", "BBC"),
        ("BBC", "Northfield Council"),
    ]


INTRODUCED = [
    ("The finance ministry was warned. It is too late, the ministry said.", "the ministry",
     ("body", "finance ministry")),
    ("The Harbour Commission met. It is too late, the commission said.", "the commission",
     ("body", "Harbour Commission")),
    ("It is too late, the commission said.", "the commission", None),
    ("It is too late, Balt said. Balt's shares fell.", "Balt", ("body", "Balt")),
    ("It is too late, Balt said. The ferry operator Balt runs it.", "Balt", ("body", "Balt")),
    ("It is too late, Pohl said.", "Pohl", ("person", "Pohl")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "claimant", "expected"), INTRODUCED)
def test_who_is_named_is_whom_the_article_introduced(text, claimant, expected):
    found = of_text(text, claim(text, text[text.index("It is too") :], claimant))
    cited = [(one.cited.kind, one.cited.name) for one in found if one.cited]
    assert cited == ([expected] if expected else [])


def test_an_outlet_nobody_knows_is_one_where_the_article_lists_it():
    text = "It is too late, Kurzemes Balss writes.\n\nSources: Kurzemes Balss, NPA"
    found = of_text(text, claim(text, text[:38], "Kurzemes Balss"))
    assert {(one.claim, one.cited.kind) for one in found if one.cited.name == "Kurzemes Balss"} == {
        (0, "outlet"),
        (None, "outlet"),
    }


def test_a_professor_speaks_for_nobody_else():
    for role, others in (("spokeswoman for", 1), ("professor at", 0)):
        text = f"It is too late, said Ana Pohl, {role} the University of Harwell."
        found = of_text(text, claim(text, text, "Ana Pohl"))
        assert len([one for one in found if one.citing]) == others


def test_a_claim_of_nobody_has_no_chain():
    text = "The bridge is shut. It was built in 1902."
    found = of_text(text, claim(text, text[:19]), claim(text, text[20:], "an old man"))
    assert citations.chains(found, 0) == ()
    assert citations.chains(found, 1) == ()


PIECES = words(
    "the The told said BBC Guardian “ ” reports Sources: (AP) — Vitaly Matvienko , . spokesman for "
    "Ministry of Defence according to https://bbc.co.uk/x published by a newspaper \x00 \ud800"
)
TEXTS = st.lists(st.sampled_from([*PIECES, "\n"]), max_size=40).map(" ".join)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, st.data())
def test_it_takes_any_text_and_any_claims(text, data):
    at = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(at, at).map(sorted), max_size=4).map(sorted))
    who = st.sampled_from(["", "BBC", "Vitaly Matvienko", "a man", "Ministry of Defence", "\x00"])
    claims = [
        Report(start, end, text[start:end], text[start:end], data.draw(who), data.draw(who))
        for start, end in spans
    ]
    found = of_text(text, *claims)
    keys = [
        (one.claim, *((end.kind, end.key) if end else None for end in (one.citing, one.cited)),
         one.name if one.cited is None else "")
        for one in found
    ]  # fmt: skip
    assert len(keys) == len(set(keys))
    for one in found:
        assert text[one.start : one.end] == one.words
        assert one.citing is None or one.citing != one.cited
    for number in range(len(claims)):
        for chain in citations.chains(found, number):
            assert len({(step.kind, step.key) for step in chain.steps}) == len(chain.steps)
