"""Which cues make their source a claimant, and which tell of an act or of silence."""

import pytest

from claims.text.analysis import analyse

CASES = [
    # why the case is here, sentence, claimant
    ("a response to a thing", "In any case, the line responds well to a crisis of morale.", ""),
    ("a response in words", "“We are shut for the winter,” the mayor responded.", "the mayor"),
    ("a response that", "The mayor responded that the bridge was shut.", "The mayor"),
    (
        "nobody verifies",
        "The allegations of the prison administration could not be independently verified.",
        "",
    ),
    ("somebody confirms", "The ministry confirmed that the line had moved.", "The ministry"),
    ("silence", "The ministry declined to comment on the 40 arrests.", ""),
]


@pytest.mark.parametrize(
    ("sentence", "claimant"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_cue_makes_a_claimant_only_where_something_is_asserted(sentence, claimant):
    assert [claim.claimant for claim in analyse(sentence).claims] == [claimant]
