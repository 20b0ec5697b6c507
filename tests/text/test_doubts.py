"""Claimants that do not fit what they are made to say; and those that do."""

import pytest

from claims.text.analysis import analyse

FOREIGN = """\
Klara Vogt, spokeswoman of Germany's border police, said trains from Poland are checked daily.
French Transport Minister Luc Morel said on Monday that 40,000 tickets had been refunded.
“We turned back 300 people between Poland and Germany in May,” he said.
“Our officers in Germany will stay until autumn,” Vogt said."""

FOREIGN_OF_TWO = """\
Ukrainian official Petro Lys said the exchange was ready. Ukraine and Russia had agreed in May.
Turkish Trade Minister Selim Acar said exports had doubled.
“We gave Russia our list and Ukraine has 120 names on it,” he said.
“Nobody was left behind,” said Olena Bondar, a Ukrainian doctor. “They are home in Ukraine.”"""

TRADE = """\
Ann Lee, head of the ferry company, said all boats were checked on Monday.
Tom Roe, a hospital consultant, said two people were treated for burns.
“Our ferry crews are trained every spring,” he said.
“We have nothing to hide at the ferry company,” Ann Lee said."""


CALLS = """\
Lena Hofer, who runs the avalanche hotline in Austria, said 90 people ring every weekend.
Italian Tourism Minister Paolo Ferri said 300,000 visitors came to the Dolomites in March.
“We started getting phone calls from skiers in December,” he said.
“The hotline will run until Easter,” Hofer said."""

WARD = """\
Marta Soler, a surgeon at the burns clinic in Lleida, said the ward was full by noon.
French Interior Minister Luc Morel said 40 officers had crossed the border to help.
“We have treated patients from four villages since Friday,” he said.
“The clinic has 30 beds,” said Soler."""


@pytest.mark.parametrize(
    ("text", "words", "who", "reason"),
    [
        (CALLS, "We started getting", "Paolo Ferri", "fits Lena Hofer"),
        (CALLS, "We started getting", "Paolo Ferri", "Lena Hofer speaks before and after"),
        (WARD, "We have treated", "Luc Morel", "from France"),
        (FOREIGN, "We turned back", "Luc Morel", "from France"),
        (FOREIGN, "We turned back", "Luc Morel", "Klara Vogt speaks before and after"),
        (FOREIGN_OF_TWO, "We gave Russia", "Selim Acar", "from Turkey"),
        (FOREIGN_OF_TWO, "We gave Russia", "Selim Acar", "Petro Lys and Olena Bondar speak"),
        (TRADE, "Our ferry crews", "Tom Roe", "“our ferry”"),
    ],
)
def test_it_keeps_the_claimant_and_says_why_it_is_doubtful(text, words, who, reason) -> None:
    (claim,) = [claim for claim in analyse(text).claims if words in claim.text]
    assert claim.claimant == who
    assert reason in claim.claimant_doubt
    assert [other.text for other in analyse(text).claims if other.claimant_doubt] == [claim.text]


FITTING = [
    # text, why nobody is doubted
    (FOREIGN.replace("French", "German"), "of the same country"),
    (FOREIGN.replace("between Poland and Germany", "at our tunnel"), "no other country is named"),
    (FOREIGN.replace("We turned back", "They turned back"), "somebody may speak of others"),
    (FOREIGN.replace("Poland and Germany in", "France and Germany in"), "their own is named too"),
    (TRADE.replace("Our ferry crews", "Our burns nurses"), "it is nobody else's trade"),
    (TRADE.replace("a hospital consultant", "a ferry captain"), "it is their trade too"),
    (TRADE.rsplit("\n", 1)[0], "nobody speaks after"),
    (CALLS.replace("Italian ", ""), "no country is told"),
    (CALLS.replace("getting phone calls", "opening ski lifts"), "it is nobody else's work"),
    (WARD.replace("Interior Minister", "hospital director"), "it is their work, too"),
    (CALLS.replace("phone calls from", "four phones of"), "phones are not calls"),
]


@pytest.mark.parametrize(("text", "why"), FITTING)
def test_it_doubts_nobody_who_fits(text, why) -> None:
    claims = analyse(text).claims
    assert len(claims) > 2
    assert [claim.text for claim in claims if claim.claimant_doubt] == [], why
