"""Cues: who said it, read from one sentence."""

import pytest

from claims.text import cues

CASES = [
    # text, source, cue, outlet
    ("Svitlana said that evenings are busy.", "Svitlana", "said", ""),
    ("The interest, Matvienko said, depends on it.", "Matvienko", "said", ""),
    ("“It is open,” says Petro.", "Petro", "says", ""),
    ("“It is open,” said the official spokesman.", "the official spokesman", "said", ""),
    (
        '"It works," Vitaliy Matvienko, the project’s spokesman, said.',
        "Vitaliy Matvienko",
        "said",
        "",
    ),
    (
        "Vitaly Matvienko, spokesman for the Office of Prisoners, explains that it works.",
        "Vitaly Matvienko",
        "explains",
        "",
    ),
    (
        "It is weakening, Oksana, 25, one of the attendees, told The Guardian.",
        "Oksana",
        "told The Guardian",
        "Guardian",
    ),
    (
        "Andriy Yusov told Ukraine's FREEDOM TV that it is so.",
        "Andriy Yusov",
        "told Ukraine's FREEDOM TV",
        "FREEDOM TV",
    ),
    (
        "6,500 called, according to the Ukrainian government.",
        "the Ukrainian government",
        "according to",
        "",
    ),
    (
        "According to the Office for National Statistics, wages fell.",
        "the Office for National Statistics",
        "According to",
        "",
    ),
    (
        "On Tuesday, the Russian Foreign Ministry announced that it would.",
        "the Russian Foreign Ministry",
        "announced",
        "",
    ),
    ("On Tuesday the ministry also said it would.", "the ministry", "said", ""),
    ("In a statement, police said two men were held.", "police", "said", ""),
    ("Other reports indicate that he left.", "Other reports", "indicate", ""),
    ("Campaigners say the closure cost jobs.", "Campaigners", "say", ""),
    ("A call center worker said each case differs.", "A call center worker", "said", ""),
    ("House Speaker Paul Ryan (R-Wis.) said it was late.", "House Speaker Paul Ryan", "said", ""),
    ("Smith declined to comment on it but described it as “good”.", "Smith", "described", ""),
    (
        "Calls are made by the employees of a call center, according to their own statements.",
        "the employees of a call center",
        "according to",
        "",
    ),
    ("''It's not realistic,'' he said.", "he", "said", ""),
    (
        "“Rip it off,” said Sen. Walt Drummond (R-Mont.), who left.",
        "Sen. Walt Drummond",
        "said",
        "",
    ),
    ("The family, which owns 27 per cent, said it was late.", "The family", "said", ""),
    ("The petitioner, a residents’ forum, said it was late.", "The petitioner", "said", ""),
    ("“Go,” asks a trembling man on the phone.", "a trembling man", "asks", ""),
]


def read(text):
    opened = next((at for at, mark in enumerate(text) if mark in '“"'), None)
    closed = max(text.rfind("”"), text.rfind('"'))
    return cues.read(text, [(opened, closed + 1)] if opened is not None else [])


@pytest.mark.parametrize(("text", "source", "cue", "outlet"), CASES)
def test_it_reads_source_cue_and_outlet(text, source, cue, outlet):
    found = read(text)
    assert [(each.source, each.cue, each.outlet) for each in found[:1]] == [(source, cue, outlet)]
    covered = text[found[0].start : found[0].end]
    assert cue in covered
    assert source in covered or "their own" in covered


@pytest.mark.parametrize("source", ["the “Guardian”", "the BBC", "Reuters", "the Oakland Press"])
def test_an_outlet_as_source_is_known_as_one(source):
    (found,) = cues.read(f"It was banned, {source} reports.", [])
    assert found.is_outlet
    assert found.source == found.outlet
    assert found.source in source


def test_people_come_before_outlets():
    found = cues.read("One soldier asked if he could go, according to the BBC.", [])
    assert [(each.source, each.is_outlet) for each in found] == [
        ("One soldier", False),
        ("BBC", True),
    ]


NO_CUES = [
    "While Petro won't say the number, it is high.",
    "Soldiers were reported to have fled.",
    "The insurance claims rose sharply.",
    "It was set up after Putin announced he would mobilise.",
    "The number reported by phone is 500.",
    "It is said to be old.",
    "According to plan, it opened.",
    "It is a deal said to be worth £2m.",
    "The number of confirmed cases rose.",
    "It opened, I'm told.",
    "The United States sent aid.",
    "It is as successful as the authorities claim.",
]


@pytest.mark.parametrize("text", NO_CUES)
def test_it_takes_no_other_use_of_these_verbs_for_a_cue(text):
    assert cues.read(text, []) == []


def test_it_leaves_alone_what_a_speaker_reports():
    text = "“He says he will go.”"
    assert cues.read(text, [(0, len(text))]) == []
