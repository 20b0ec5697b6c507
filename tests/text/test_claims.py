"""Claims of a sentence: clean splits, and the wording for checking."""

import pytest

from claims.text import claims, cues, figures

WORDINGS = [
    ("The line is open, Matvienko said.", "The line is open."),
    ("“It works,” says Petro.", "It works."),
    ("“We saw it,” said Dr Helen Okafor, the council's engineer.", "We saw it."),
    ('"It\'s untrue today," its director, Peter Brandt, told the BBC.', "It's untrue today."),
    ("Svitlana said that evenings are busy.", "Evenings are busy."),
    ("Marat Lee said in a statement on Tuesday that men have fled.", "Men have fled."),
    ("According to the government, 6,500 men called.", "6,500 men called."),
    ("More than 6,500 men called, according to the Office.", "More than 6,500 men called."),
    ("- He must fill out the form.", "He must fill out the form."),
    ("The  bridge\twas shut.", "The bridge was shut."),
    (
        "Interest, Matvienko said, depends on the war.",
        "Interest, Matvienko said, depends on the war.",
    ),
    ("The phone line is named: “I want to live.”", "The phone line is named: “I want to live.”"),
]


@pytest.mark.parametrize(("quote", "expected"), WORDINGS)
def test_it_words_the_claim_without_its_attribution(quote, expected):
    marks = [at for at, mark in enumerate(quote) if mark in '“”"']
    found = cues.read(quote, [(marks[0], marks[-1] + 1)] if marks else [])
    cue = (found[0].start, found[0].end) if found else None
    assert claims.wording(quote, cue) == expected


SPLITS = [
    (
        "There have been 2,500 requests, and the group is followed by 40,000 people.",
        ["There have been 2,500 requests", "the group is followed by 40,000 people."],
    ),
    # The blank before the sign belongs to neither.
    (
        "The line opened on 3 May 2020 ; it has 10 operators.",
        ["The line opened on 3 May 2020", "it has 10 operators."],
    ),
    (
        "The line opened on 3 May 2020; it has 10 operators.",
        ["The line opened on 3 May 2020", "it has 10 operators."],
    ),
    ("It killed 12 and hurt 30 people.", ["It killed 12 and hurt 30 people."]),
    (
        "The line has 10 operators, and the mood is good.",
        ["The line has 10 operators, and the mood is good."],
    ),
    (
        "The line, which has 10 operators, took 300 calls.",
        ["The line, which has 10 operators, took 300 calls."],
    ),
    (
        "The line was set up on 18 September and has taken 6,543 calls since.",
        ["The line was set up on 18 September", "has taken 6,543 calls since."],
    ),
    (
        "The museum opened in 1954 and employs 40 people.",
        ["The museum opened in 1954", "employs 40 people."],
    ),
    (
        "The firm was founded in May 2019, and now has more than 300 customers.",
        ["The firm was founded in May 2019", "now has more than 300 customers."],
    ),
    (
        "A man who was born in 1954 and has had 3 wives was fined.",
        ["A man who was born in 1954 and has had 3 wives was fined."],
    ),
    (
        "Smith said the line was set up in 2020 and has taken 300 calls.",
        ["Smith said the line was set up in 2020 and has taken 300 calls."],
    ),
    (
        "It was closed from May 2020 and reopened in June 2021.",
        ["It was closed from May 2020 and reopened in June 2021."],
    ),
    (
        "Prices had risen by 3 percent and wages by £40.",
        ["Prices had risen by 3 percent and wages by £40."],
    ),
]


def test_the_second_of_two_facts_is_worded_with_their_subject():
    quote = "The “Live” line was set up on 18 September and has taken 6,543 calls since."
    second = claims.stretches(quote, figures.find(quote), quoted=False)[1]
    words = claims.wording(quote[second.start : second.end], None, second.subject)
    assert words == "The “Live” line has taken 6,543 calls since."


@pytest.mark.parametrize(("quote", "expected"), SPLITS)
def test_it_splits_only_where_both_halves_stand_alone(quote, expected):
    found = claims.stretches(quote, figures.find(quote), quoted=False)
    assert [quote[span.start : span.end] for span in found] == expected


def test_it_never_splits_direct_speech():
    quote = SPLITS[0][0]
    assert len(claims.stretches(quote, figures.find(quote), quoted=True)) == 1
