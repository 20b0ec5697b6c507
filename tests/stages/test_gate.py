"""What the policy asks for before each verdict."""

import pytest

from claims import reviewing
from claims.models import Policy, Review
from tests.factories import make_attempt, make_evidence, make_link, make_review, make_user

pytestmark = pytest.mark.django_db

# Evidence as "stance kind publisher host"; "-" where there is none. The letters say for which of
# verified, unverified and contested the policy is met.
TABLE = [
    ("nothing", [], 0, "---"),
    ("an attempt", [], 1, "-u-"),
    ("one primary", ["supports primary - a.org"], 0, "v--"),
    ("one primary, an attempt", ["supports primary - a.org"], 1, "vu-"),
    ("a primary that refutes", ["refutes primary - a.org"], 0, "---"),
    ("a primary for context", ["context primary - a.org"], 0, "---"),
    ("one secondary", ["supports secondary - a.org"], 0, "---"),
    ("two hosts", ["supports secondary - a.org", "supports secondary - b.org"], 0, "v--"),
    ("one host twice", ["supports secondary - a.org", "supports secondary - a.org"], 0, "---"),
    ("one host, www", ["supports secondary - a.org", "supports secondary - www.a.org"], 0, "---"),
    (
        "two publishers on one host",
        ["supports secondary Reuters video.org", "supports secondary BBC video.org"],
        0,
        "v--",
    ),
    (
        "one publisher on two hosts",
        ["supports secondary Reuters a.org", "supports secondary reuters b.org"],
        0,
        "---",
    ),
    (
        "one host, its publisher named once",
        ["supports secondary BBC bbc.org", "supports secondary - bbc.org"],
        0,
        "---",
    ),
    ("one from nowhere", ["supports secondary - -"], 0, "---"),
    ("two from nowhere", ["supports secondary - -", "supports secondary - -"], 0, "---"),
    (
        "one from nowhere, one host",
        ["supports secondary - -", "supports secondary - a.org"],
        0,
        "v--",
    ),
    (
        "one supports, one is context",
        ["supports secondary - a.org", "context secondary - b.org"],
        0,
        "---",
    ),
    ("one on each side", ["supports secondary - a.org", "refutes secondary - b.org"], 0, "--c"),
    ("two refute", ["refutes secondary - a.org", "refutes primary - b.org"], 0, "---"),
    (
        "everything",
        ["supports primary - a.org", "refutes primary - b.org", "context primary - c.org"],
        1,
        "vuc",
    ),
]


def link(review: Review, words: str) -> None:
    stance, kind, publisher, host = words.split()
    make_link(
        review,
        stance,
        kind=kind,
        publisher="" if publisher == "-" else publisher,
        url="" if host == "-" else f"https://{host}/story",
        passage="As somebody said.",
    )


def met(review: Review) -> str:
    gates = reviewing.gates(review)
    order = ("verified", "unverified", "contested")
    return "".join(verdict[0] if gates[verdict].is_met else "-" for verdict in order)


@pytest.mark.parametrize(
    ("evidence", "attempts", "wanted"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_it_is_met_by_the_right_evidence(evidence: list[str], attempts: int, wanted: str) -> None:
    review = make_review()
    for words in evidence:
        link(review, words)
    for _ in range(attempts):
        make_attempt(review)

    assert met(review) == wanted


@pytest.mark.parametrize("verdict", ["verified", "unverified", "contested"])
def test_it_lets_a_verdict_through_exactly_when_it_is_met(verdict: str) -> None:
    checker = make_user()
    for _, evidence, attempts, letters in TABLE:
        review = make_review()
        for words in evidence:
            link(review, words)
        for _ in range(attempts):
            make_attempt(review)
        if verdict[0] in letters:
            reviewing.propose_verdict(review, verdict=verdict, reason="Because.", by=checker)
        else:
            with pytest.raises(reviewing.PolicyNotMet):
                reviewing.propose_verdict(review, verdict=verdict, reason="Because.", by=checker)


def test_it_does_not_count_what_was_taken_away() -> None:
    review, checker = make_review(), make_user()
    links = [
        reviewing.link_evidence(review, make_evidence(), stance=stance, by=checker)
        for stance in ("supports", "refutes")
    ]
    reviewing.record_attempt(review, kind="call", what="No answer.", by=checker)
    assert met(review) == "vuc"

    reviewing.undo_last_step(review, by=checker)
    assert met(review) == "v-c"
    reviewing.remove_link(links[1], by=checker)
    assert met(review) == "v--"
    reviewing.remove_link(links[0], by=checker)
    assert met(review) == "---"


def test_it_does_not_count_the_evidence_of_another_claim() -> None:
    review, other = make_review(), make_review()
    make_link(other)
    make_attempt(other)

    assert met(review) == "---"


def test_it_says_what_is_asked_for_and_what_is_missing() -> None:
    review = make_review()
    link(review, "supports secondary - a.org")

    gates = reviewing.gates(review)

    assert gates["verified"].rule == (
        "one primary source that supports it, or two secondary sources of independent origin"
    )
    assert gates["verified"].missing == "supported so far by 0 primary and 1 independent secondary"
    assert gates["unverified"].rule == "one recorded attempt to find out"
    assert gates["unverified"].missing == "0 recorded so far"
    assert gates["contested"].rule == "one source on each side"
    assert gates["contested"].missing == "supported by 1, refuted by 0 so far"


def test_it_follows_the_policy_as_an_admin_changes_it() -> None:
    review = make_review()
    link(review, "supports primary - a.org")
    link(review, "refutes primary - b.org")
    make_attempt(review)
    assert met(review) == "vuc"

    Policy.objects.update(primary_for_verified=2, sources_each_side=2, attempts_for_unverified=3)

    assert met(review) == "---"
    assert reviewing.gates(review)["unverified"].missing == "1 recorded so far"


def test_it_says_what_refutes_a_claim_that_may_be_verified() -> None:
    review = make_review()
    link(review, "supports primary - a.org")
    assert reviewing.gates(review)["verified"].note == ""

    link(review, "refutes secondary - b.org")
    assert reviewing.gates(review)["verified"].note == "one source refutes it"
    link(review, "refutes secondary - c.org")

    gate = reviewing.gates(review)["verified"]
    assert (gate.is_met, gate.note) == (True, "two sources refute it")


@pytest.mark.parametrize(
    ("closed", "rule", "letters"),
    [
        ("primary_for_verified", "two secondary sources of independent origin", "---"),
        ("secondary_for_verified", "one primary source that supports it", "v--"),
    ],
)
def test_a_demand_of_0_closes_that_way(closed: str, rule: str, letters: str) -> None:
    Policy.objects.update(**{closed: 0})
    review = make_review()
    assert met(review) == "---"

    link(review, "supports primary - a.org")

    assert reviewing.gates(review)["verified"].rule == rule
    assert met(review) == letters


def test_it_takes_three_queries(django_assert_num_queries) -> None:
    review = make_review()
    for n in range(4):
        link(review, f"supports secondary - a{n}.org")

    with django_assert_num_queries(3):
        reviewing.gates(review)


def test_it_is_set_aside_by_an_editor_who_says_why() -> None:
    review, editor = make_review(), make_user("Editor")

    verdict = reviewing.propose_verdict(
        review,
        verdict="verified",
        reason="Saw it myself.",
        by=editor,
        override_reason=" The registry is closed today. ",
    )

    assert verdict.override_reason == "The registry is closed today."
    event = reviewing.undoable_step(review, by=editor)
    assert event is not None
    assert event.new["override"] == "The registry is closed today."


def test_it_is_not_set_aside_by_a_checker() -> None:
    review, checker = make_review(), make_user()

    with pytest.raises(Exception, match="Only editors may set the policy aside") as refused:
        reviewing.propose_verdict(
            review, verdict="verified", reason="So.", by=checker, override_reason="Trust me."
        )

    assert type(refused.value).__name__ == "PermissionDenied"
    assert review.verdicts.count() == 0


def test_it_notes_no_override_where_the_policy_is_met() -> None:
    review = make_review()
    make_link(review)

    verdict = reviewing.propose_verdict(
        review, verdict="verified", reason="So.", by=make_user(), override_reason="Not needed."
    )

    assert verdict.override_reason == ""
