"""The reason to begin with: a sentence made of what is linked, for each verdict."""

import pytest

from claims.models import Match, Review
from claims.reviewing import suggested_reasons
from tests.factories import (
    NOON,
    make_article,
    make_attempt,
    make_claim,
    make_link,
    make_match,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def review() -> Review:
    return make_claim().review


def suggested(review: Review) -> dict[str, str]:
    return suggested_reasons(
        review,
        links=list(review.links.select_related("evidence")),
        attempts=list(review.attempts.all()),
        matches=list(Match.objects.standing().of(review.pk)),
    )


GUARDIAN = {
    "title": "“We will surrender”: inside  the hotline",
    "publisher": "The Guardian",
    "locator": "para 4.",
}


def test_it_says_nothing_where_there_is_nothing(review) -> None:
    assert set(suggested(review).values()) == {""}


def test_verified_names_the_source_and_the_place_in_it(review) -> None:
    make_link(review, **GUARDIAN)
    assert suggested(review) == {
        "verified": "Supported by “‘We will surrender’: inside the hotline”"
        " (The Guardian, primary), para 4.",
        "unverified": "",
        "contested": "",
    }


def test_it_names_primary_sources_first_and_no_more_than_three(review) -> None:
    for number in range(4):
        make_link(review, title=f"Report {number}", kind="secondary", url="", passage="So.")
    make_link(review, title="Register", url="https://www.example.org/r")
    assert suggested(review)["verified"] == (
        "Supported by “Register” (example.org, primary), by “Report 0” (secondary),"
        " by “Report 1” (secondary) and 2 more."
    )


def test_contested_names_both_sides(review) -> None:
    make_link(review, **GUARDIAN)
    make_link(review, "refutes", title="Register", publisher="Ministry", kind="secondary")
    assert suggested(review)["contested"] == (
        "Supported by “‘We will surrender’: inside the hotline” (The Guardian, primary), para 4,"
        " but refuted by “Register” (Ministry, secondary)."
    )
    assert suggested(review)["verified"].endswith(
        " para 4. Against it: “Register” (Ministry, secondary)."
    )


def test_contested_tells_of_a_confirmed_discrepancy_alone(review) -> None:
    other = make_claim(make_article(outlet="Newsweek", published_on=NOON.date()))
    told = {"relation": Match.Relation.DISCREPANCY, "relation_why": "10 and 12 cannot both be."}
    match = make_match(review.claim, other, **told)
    assert suggested(review)["contested"] == ""
    Match.objects.filter(pk=match.pk).update(state="confirmed", by=make_user())
    assert suggested(review)["contested"] == (
        f"Reports differ: 10 and 12 cannot both be (Newsweek, 22 November 2026, {other.reference})."
    )


def test_unverified_tells_what_was_tried(review) -> None:
    make_attempt(review, what="Called the press office;\n no answer.", at=NOON)
    make_attempt(review, kind="search", what="Searched the register", at=NOON)
    make_link(review, title="Blog", kind="secondary", publisher="A blog")
    assert suggested(review)["unverified"] == (
        "It could be neither confirmed nor refuted. Tried: Called the press office; no answer"
        " (call, 22 November 2026); Searched the register (search, 22 November 2026)."
        " Supported only by “Blog” (A blog, secondary)."
    )


def test_it_never_names_a_sensitive_source(review) -> None:
    """A reason is published with its verdict."""
    make_link(review, title="Our man in the ministry", publisher="He", sensitive=True)
    assert suggested(review)["verified"] == "Supported by a confidential primary source."


def test_it_stands_in_the_page_and_asks_no_more_of_the_database(
    client, review, django_assert_num_queries
) -> None:
    make_link(review, title='He said "so" & <left>')
    client.force_login(make_user("Checker"))
    html = client.get(review.get_absolute_url()).content.decode()
    assert (
        'data-suggestion="Supported by “He said &#x27;so&#x27; &amp; &lt;left&gt;”'
        ' (example.org, primary)."' in html
    )
    links = list(review.links.select_related("evidence"))
    with django_assert_num_queries(0):
        suggested_reasons(review, links=links, attempts=[], matches=[])
