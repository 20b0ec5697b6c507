"""New discrepancies on the desk: a line a story, what differs in bold, with who says it."""

import pytest

from claims.views.desk_discrepancies import discrepancies, line_of
from tests.desk.asking import desk_of
from tests.factories import make_article, make_claim, make_match, make_story, make_user

pytestmark = pytest.mark.django_db


def pair(one, other, why, **claim):
    """A discrepancy between a report in The Early and one in The Late."""
    early = make_claim(make_article(one, outlet="The Early"), quote=one, **claim)
    late = make_claim(make_article(other, outlet="The Late"), quote=other)
    return make_match(early, late, relation="discrepancy", relation_why=why)


def told(match):
    return [(saying.words, saying.report) for saying in line_of(match).sayings]


@pytest.mark.parametrize(
    ("one", "other", "why", "said"),
    [
        (
            "Some 6,543 soldiers called.",
            "More than 2,500 requests came.",
            "“More than 2,500 requests” and “6,543” cannot both be right.",
            [("More than 2,500 requests", "The Late"), ("6,543", "The Early")],
        ),
        (
            "It opened on 15 September.",
            "It began on September 18, 2022.",
            "15 September and September 18, 2022 cannot both be the day.",
            [("15 September", "The Early"), ("September 18, 2022", "The Late")],
        ),
        (
            "They “can call” from home.",
            "It is impossible to call.",
            "One says “'can call'”, the other “impossible to call”: it cannot be both.",
            [("'can call'", "The Early"), ("impossible to call", "The Late")],
        ),
        (
            "It opened in May.",
            "It opened in June.",
            "One gives these words to Petro, the other to Yusov.",
            [],
        ),
        ("It opened.", "It never opened.", "", []),
    ],
)
def test_it_says_which_report_says_what(one, other, why, said):
    assert told(pair(one, other, why)) == said


def test_it_calls_a_report_without_outlet_by_its_title_without_marks(client):
    why = "“200” and “300” cannot both be right."
    first = make_claim(
        make_article("200 came.", outlet="", headline="“No Way,” Say the 200"), quote="200 came."
    )
    second = make_claim(make_article("300 came.", outlet="The Late"), quote="300 came.")
    make_match(first, second, relation="discrepancy", relation_why=why)
    page = desk_of(client, make_user("Editor"))
    assert '(<bdi class="quoted">No Way, Say the 200</bdi>)' in page
    assert "(<bdi>The Late</bdi>)" in page


def test_it_shows_the_sentence_where_the_sides_are_not_told_apart(client):
    pair("It opened.", "It never opened.", "One was there, the other was not.")
    assert "One was there, the other was not." in desk_of(client, make_user("Editor"))


def test_it_shows_one_line_a_story(client):
    why = "15 September and 18 September cannot both be the day."
    first = pair("It opened on 15 September.", "It opened on 18 September.", why)
    third = make_claim(make_article("So on 18 September."), quote="So on 18 September.")
    second = make_match(first.a, third, relation="discrepancy", relation_why=why)
    story = make_story(first.a, first.b, third)
    make_match(relation="same")
    lines = discrepancies()
    assert [(line.match, line.story, line.more) for line in lines] == [(second, story, 1)]
    page = desk_of(client, make_user("Checker"))
    assert f'href="/stories/{story.pk}/"' in page
    assert "1 more" in page


def test_it_shows_nothing_that_was_taken_apart_or_dropped():
    pair("It opened.", "It never opened.", "")
    make_match(relation="discrepancy", state="rejected")
    make_match(make_claim(state="dropped"), make_claim(), relation="discrepancy")
    assert len(discrepancies()) == 1


def test_reporters_are_shown_none(client):
    pair("It opened.", "It never opened.", "")
    assert "New discrepancies" not in desk_of(client, make_user("Reporter"))
