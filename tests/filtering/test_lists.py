"""What a query means: the fields, one by one."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.filtering import ClaimList
from claims.filtering.fields import FIELDS
from claims.models import Article, Claim, Comment, Review, User, Verdict
from tests.factories import (
    make_article,
    make_attempt,
    make_claim,
    make_link,
    make_review,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def desk(editor: User) -> dict[str, Review]:
    """Claims, each unlike the others in some ways."""
    carol = make_user(username="carol", first_name="Carol", last_name="Adeyemi")
    soon, past = NOW + timedelta(hours=3), NOW - timedelta(hours=3)
    wire = make_article(outlet="The Morning Wire", headline="Prices rose in May")
    made = {
        "plain": make_review(claimant="", deadline=None),
        "wire": make_claim(wire, band="check", worth=0.6, assignee=editor).review,
        "hedged": make_review(hedges=[{"start": 0, "end": 3, "text": "may"}], band="minor"),
        "figure": make_review(figures=[{"text": "10"}], priority=2, deadline=soon, worth=0.3),
        "late": make_review(deadline=past, pinned=True, claimant="Omar O’Neill"),
        "held": make_review(held_by=carol, held_until=soon, parked=True),
        "doubt": make_review(claimant="A. Kim", claimant_doubt="Two names.", discrepant=True),
        "proposed": make_review(assignee=carol),
        "settled": make_review(wording="Settled it is", deadline=past),
        "dropped": make_review(state="dropped"),
    }
    found = Verdict.objects.create(
        review=made["proposed"], verdict="verified", reason="Seen.", by=carol, at=NOW
    )
    Review.objects.filter(pk=made["proposed"].pk).update(
        state="proposed", verdict=found, proposed_by=carol
    )
    found = Verdict.objects.create(
        review=made["settled"], verdict="contested", reason="Seen.", by=carol, at=NOW
    )
    Review.objects.filter(pk=made["settled"].pk).update(
        state="settled",
        verdict=found,
        proposed_by=carol,
        signed_off_by=editor,
        signed_off_at=NOW,
    )
    make_link(made["plain"])
    make_attempt(made["wire"])
    Comment.objects.create(review=made["figure"], text="Which year?", by=carol, at=NOW)
    make_story(made["hedged"].claim, made["doubt"].claim)
    Claim.objects.filter(pk=made["dropped"].pk).update(created_at=NOW - timedelta(days=9))
    Claim.objects.filter(pk=made["late"].pk).update(created_at=NOW - timedelta(days=3))
    return made


OPEN = {"plain", "wire", "hedged", "figure", "late", "held", "doubt"}
DESK = OPEN | {"proposed", "settled"}

MEANINGS = [
    ("", DESK),
    ("state:open", OPEN),
    ("state:settled,dropped", {"settled", "dropped"}),
    ("state:unsettled", OPEN | {"proposed"}),
    ("state:mine-to-sign", {"proposed"}),
    ("-state:open", {"proposed", "settled"}),
    ("-state:open,mine-to-sign", {"settled"}),
    ("verdict:verified", {"proposed"}),
    ("verdict:verified,contested", {"proposed", "settled"}),
    ("verdict:none", OPEN),
    ("verdict:none,contested", OPEN | {"settled"}),
    ("-verdict:contested", DESK - {"settled"}),
    ("-verdict:none", {"proposed", "settled"}),
    ("worth:check", {"wire"}),
    ("worth:minor,check", {"hedged", "wire"}),
    ("worth:<0.5", {"figure"}),
    ("worth:>=60% worth:<80%", {"wire"}),
    ("worth:0.2..0.7", {"figure", "wire"}),
    ("-worth:>0.5", {"figure"}),
    ("has:hedge", {"hedged"}),
    ("has:figure", {"figure"}),
    ("has:evidence", {"plain"}),
    ("has:attempt", {"wire"}),
    ("has:comment", {"figure"}),
    ("has:discrepancy", {"doubt"}),
    ("has:doubt", {"doubt"}),
    ("has:story", {"hedged", "doubt"}),
    ("has:claimant", {"late", "doubt"}),
    ("has:hedge,figure", {"hedged", "figure"}),
    ("-has:hedge has:story", {"doubt"}),
    ("is:pinned", {"late"}),
    ("is:parked", {"held"}),
    ("is:held", {"held"}),
    ("is:mine", {"wire"}),
    ("is:late", {"late"}),
    ("claimant:kim", {"doubt"}),
    ("claimant:o'neill", {"late"}),
    ("claimant:none state:open", {"plain", "wire", "hedged", "figure", "held"}),
    ("outlet:wire", {"wire"}),
    ('outlet:"the morning wire"', {"wire"}),
    ("-outlet:daily", {"wire"}),
    ("article:prices", {"wire"}),
    ('article:"rose May"', {"wire"}),
    ("assigned:me", {"wire"}),
    ("assigned:carol", {"proposed"}),
    ("assigned:adeyemi", {"proposed"}),
    ("assigned:@carol,me", {"proposed", "wire"}),
    ("assigned:anybody", {"proposed", "wire"}),
    ("assigned:nobody state:unsettled", OPEN - {"wire"}),
    ("held:carol", {"held"}),
    ("held:anybody", {"held"}),
    ("held:me", set()),
    ("held:nobody state:open", OPEN - {"held"}),
    ("proposed:carol", {"proposed", "settled"}),
    ("signed:me", {"settled"}),
    ("due:late", {"late"}),
    ("due:<1d", {"late", "figure"}),
    ("due:>1h", {"figure"}),
    ("due:any state:unsettled", {"late", "figure"}),
    ("due:<4h -is:late", {"figure"}),
    ("due:<1d state:settled", {"settled"}),
    ("added:<2d", DESK - {"late"}),
    ("added:>2d", {"late"}),
    ("added:>1w state:dropped", {"dropped"}),
    ("priority:urgent", {"figure"}),
    ("priority:>=high", {"figure"}),
    ("-priority:normal", {"figure"}),
    ("settled", {"settled"}),
    ('"it is"', {"settled"}),
    ("-settled verdict:contested", set()),
    ("“Settled it”", {"settled"}),
]


def test_it_finds(desk: dict[str, Review], editor: User) -> None:
    """One world for all of them: none changes it."""
    names = {review.pk: name for name, review in desk.items()}
    wrong = {}
    for text, expected in MEANINGS:
        claims = ClaimList(text, user=editor, at=NOW)
        found = {names[key] for key in claims.reviews.values_list("pk", flat=True)}
        branched = [key for rows in claims.branches for key in rows.values_list("pk", flat=True)]
        if (
            claims.errors
            or found != expected
            or sorted(branched) != sorted(key for key, name in names.items() if name in expected)
        ):
            wrong[text] = (found, claims.errors)
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "message", "instead"),
    [
        ("state:opne", "“opne” is no value of “state:”", "state:open"),
        ("-state:opne", "“opne” is no value of “state:”", "-state:open"),
        ("is:open", "“open” is no value of “is:”", "state:open"),
        ("outlt:wire", "There is no field “outlt”.", "outlet:wire"),
        ("outlet:wier", "No outlet is called “wier”.", "outlet:Wire"),
        ("assigned:caroll", "Nobody here is called “caroll”.", "assigned:carol"),
        ("due:soon", "“soon” is no time that due: reads", ""),
        ("due:1850-01-01", "write a year between 1900 and 2200", ""),
        ("article:zeppelin", "No article has “zeppelin” in its headline.", ""),
        ("worth:2", "“2” is no check-worthiness", ""),
        ("order:worth,newest", "is no order", ""),
        ("order:worth order:newest", "The list has an order already, “order:worth”.", ""),
        ("state:open verdict:verified", "No claim is both “state:open” and “verdict:verif", ""),
        ("state:open state:settled", "For either, write state:open,settled.", ""),
        ("verdict:verified -verdict:verified", "No claim is both", ""),
        ("has:hedge -has:hedge", "No claim is both “has:hedge” and “-has:hedge”", ""),
        ("assigned:me assigned:carol", "No claim is both", ""),
        ("worth:>0.9 worth:<0.2", "No claim is both", ""),
        ("due:<1h due:>1d", "No claim is both", ""),
    ],
)
def test_a_slip_is_said_and_the_rest_holds(
    editor: User, text: str, message: str, instead: str
) -> None:
    make_user(username="carol")
    make_article(outlet="Wire")
    make_review(wording="Zebras eat")
    wanted = make_review(wording="Giraffes eat")

    claims = ClaimList(f"{text} giraffes", user=editor, at=NOW)

    [error] = claims.errors
    assert message in error.message
    assert error.instead == instead
    assert text.endswith(claims.text[error.start : error.end])
    others = ClaimList("giraffes", user=editor, at=NOW)
    if "verdict:verified" not in text and "settled" not in text and "assigned:me" not in text:
        assert set(claims.reviews) <= set(others.reviews) == {wanted}


def test_one_bad_value_of_several_leaves_the_others(editor: User) -> None:
    review = make_review()

    claims = ClaimList("state:opne,open", user=editor, at=NOW)

    assert [(error.start, error.end, error.instead) for error in claims.errors] == [(6, 10, "open")]
    assert list(claims.reviews) == [review]


def test_the_desk_itself_is_nobody() -> None:
    claims = ClaimList("assigned:me", user=None, at=NOW)

    assert "Nobody is signed in here" in claims.errors[0].message


def test_dates_are_days_of_the_reader(editor: User) -> None:
    midnight = datetime.fromisoformat("2026-12-01T00:00:00+02:00")
    before = make_review(deadline=midnight - timedelta(minutes=1))
    after = make_review(deadline=midnight + timedelta(minutes=1))

    with timezone.override("Europe/Kyiv"):
        found = [
            set(ClaimList(f"due:{what}2026-12-01", user=editor, at=NOW).reviews)
            for what in ("<", "", ">=", "<=", ">")
        ]

    assert found == [{before}, {after}, {after}, {before, after}, set()]


def test_common_words_are_counted_by_a_sample(
    editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.filtering.conditions.NARROW", 2)
    reviews = [make_review() for _ in range(3)]
    make_review(wording="Other", quote="It was launched in May.")

    claims = ClaimList("hotline", user=editor, at=NOW)

    assert set(claims.reviews) == set(reviews)
    assert claims.is_sampled
    assert sum(rows.count() for rows in claims.to_count) == 2
    assert not ClaimList("launched -hotline", user=editor, at=NOW).is_sampled


def test_a_review_knows_its_outlet_and_hedges() -> None:
    """Whatever is written into its row, and whenever the article or the claim changes."""
    review = make_review(hedges=[{"start": 0, "end": 3, "text": "may"}])
    other = make_article(outlet="Another").outlet

    def stored() -> tuple[int | None, bool]:
        return Review.objects.values_list("article_outlet", "hedged").get(pk=review.pk)

    assert stored() == (review.claim.article.outlet_id, True)
    Review.objects.filter(pk=review.pk).update(hedged=False, article_outlet=None)
    assert stored() == (review.claim.article.outlet_id, True)
    Claim.objects.filter(pk=review.pk).update(hedges=[])
    Article.objects.filter(pk=review.claim.article_id).update(outlet=other)
    assert stored() == (other.pk, False)  # type: ignore[union-attr]


PIECES = st.sampled_from([*(f"{name}:" for name in FIELDS), "-", ",", '"', " ", "FC-1", ">", "<1d"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.lists(PIECES | st.text(max_size=6), max_size=8).map("".join))
def test_any_text_is_a_list(editor: User, text: str) -> None:
    claims = ClaimList(text, user=editor, at=NOW)

    assert claims.reviews.count() == 0
    for error in claims.errors:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.message


def test_it_looks_up_so_many_articles_and_each_once(django_assert_num_queries) -> None:
    numbers = [str(9000 + number) for number in range(120)]
    text = " ".join(f"article:{','.join(numbers[at : at + 20])}" for at in range(0, 120, 20))

    with django_assert_num_queries(100):
        claims = ClaimList(text, user=None, at=NOW)
        claims.again(text)

    left_out = [error for error in claims.errors if "left out" in error.message]
    assert [left_out[0].start, len(left_out)] == [text.index("9100"), 20]
