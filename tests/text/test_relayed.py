"""Judgements, reports nobody signs, others within somebody's account, and what names nobody."""

import pytest

from claims.text.analysis import analyse

SHELTER = """\
“Most of them ring after midnight,” Marta Heln, who runs the shelter, told the Herald. “Others \
say, ‘I am standing on the bridge.’ Some people ring and say nothing for ten minutes.”

Heln explained that the shelter has six beds. Some people come and say they have walked for three \
days. He who knocks is let in, she said."""

NIGHT = """\
Petra Lind, who leads the night team, told the Courier that most calls come from men. Some call \
and say: “I lost my job in May.” The line costs 300,000 crowns a year, she said."""

COUNTERS = """\
The mayor, Derek Lowe, said the 40 counters work. Others say that nine of them are broken."""

CHANNEL = """\
The Telegram channel Night Watch has 80,000 readers in the province. Texts aimed at scaring \
conscripts circulate daily: “Every third man from the district did not return in 2023.”"""

WHO = [
    # text, words of a claim, its claimant, why
    (
        "The Institute for Rural Studies sees this as an attempt to close 40 village schools.",
        "sees this",
        "The Institute for Rural Studies",
        "a judgement",
    ),
    (
        "The ministry considers the 12 lists to be out of date.",
        "considers",
        "The ministry",
        "a judgement",
    ),
    (
        "Analysts believe that 40 schools will close by 2027.",
        "40 schools",
        "Analysts",
        "a judgement",
    ),
    (
        "The union suspects that the lists were drawn up in March.",
        "suspects",
        "The union",
        "a judgement",
    ),
    (
        "The mayor of Holt doubts that 12 buses will replace them.",
        "doubts",
        "The mayor of Holt",
        "a judgement",
    ),
    (
        "Prosecutors suspect a former minister of having taken 2 million crowns.",
        "crowns",
        "Prosecutors",
        "a judgement",
    ),
    (
        "The market fell by 6% following reports that the mine had flooded.",
        "mine",
        "reports",
        "a noun here",
    ),
    ("The union hopes to stop the closure of 12 schools.", "12 schools", "", "a wish"),
    ("The ministry wants to close 12 schools by May.", "12 schools", "", "a plan"),
    (
        "The harbour was closed on Sunday amid reports that a tanker had lost 300 tonnes of oil.",
        "tanker",
        "reports",
        "nobody else is named",
    ),
    (
        "There are reports that fishermen found 12 dead seals near Kolm.",
        "seals",
        "reports",
        "nobody else is named",
    ),
    (
        "The minister said the port was closed amid reports that a tanker had sunk in May.",
        "tanker",
        "The minister",
        "somebody is named",
    ),
    (SHELTER, "Others say", "Marta Heln", "the quotation is hers"),
    (SHELTER, "Some people ring", "Marta Heln", "the quotation is hers"),
    (SHELTER, "Some people come", "Marta Heln", "what people do in her account"),
    (SHELTER, "He who knocks", "Marta Heln", "he who knocks is nobody"),
    (NIGHT, "Some call", "Petra Lind", "what callers do in her account"),
    (COUNTERS, "Others say", "Others", "they contradict him"),
    (CHANNEL, "Texts aimed", "Telegram channel Night Watch", "where texts circulate"),
    (
        CHANNEL.split("province. ")[1],
        "Texts aimed",
        "",
        "texts circulate, and no channel is named",
    ),
    ("The lift responds well to voice commands in 12 languages.", "12 languages", "", "an act"),
    ("No one answered the 12 letters of the board.", "12 letters", "", "no one is nobody"),
    ("The person asked not to be named because of 2 cases.", "asked not", "", "an act"),
    (
        "The number of confirmed measles cases rose to 34, the health department said.",
        "34",
        "the health department",
        "cases that are confirmed confirm nothing",
    ),
    ("The hotline answers 200 calls a day from 12 counties.", "200 calls", "", "an act"),
    (
        "The regulator reacted with a fine of £20,000 in May.",
        "£20,000",
        "",
        "an act",
    ),
    (
        "The regulator responded on Monday that 12 lifts had failed.",
        "12 lifts",
        "The regulator",
        "words follow",
    ),
    ("“It took 12 years,” the clerk replied.", "12 years", "the clerk", "words come before"),
    (
        "“Your son must bring two papers,” said the clerk. “Your landlord must inform the council "
        "within ten days.”",
        "Your landlord",
        "the clerk",
        "an instruction",
    ),
]


@pytest.mark.parametrize(("text", "words", "who", "why"), WHO)
def test_it_names_only_who_speaks(text, words, who, why) -> None:
    (claim,) = [claim for claim in analyse(text).claims if words in claim.text]
    assert claim.claimant == who, why


def test_a_name_cut_inside_its_marks_keeps_none() -> None:
    (claim,) = analyse(
        "The renowned “Institute for Rural Studies” sees this as an attempt to close 40 schools."
    ).claims
    assert claim.claimant == "The renowned Institute for Rural Studies"
