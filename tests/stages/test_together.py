"""Two people at once: one wins, nobody waits in a circle, nothing is lost or doubled."""

from datetime import timedelta

import pytest
from django.db.models import Count
from django.utils import timezone

from claims import clearance, discussing, intake, reviewing, triage
from claims.extraction import (
    ShapingRefused,
    add_claim,
    drop_claim,
    extract_claims,
    merge_claims,
    restore_claim,
    split_claim,
)
from claims.filtering import ClaimList
from claims.models import (
    Article,
    Claim,
    Comment,
    Event,
    EvidenceLink,
    Outlet,
    Review,
    User,
    Verdict,
)
from tests.factories import NOON, make_article, make_claim, make_evidence, make_user
from tests.stages.crowd import broken_links, sort_out, together
from tests.stages.world import THIRD, World

pytestmark = pytest.mark.django_db(transaction=True)

# What is a matter of luck is tried this often.
ROUNDS = 8


def test_it_never_hands_one_claim_to_two() -> None:
    article = make_article("".join(f"Sentence {n} stands. " for n in range(1, 6)))
    for n in range(1, 6):
        make_claim(article, quote=f"Sentence {n} stands.")
    people = [make_user() for _ in range(8)]

    results = together(*(lambda person=person: triage.take_next(person) for person in people))

    taken, failed = sort_out(results)
    assert not failed
    handed_out = [review.pk for review in taken if review is not None]
    assert len(handed_out) == len(set(handed_out)) == 5
    assert taken.count(None) == 3
    for person, review in zip(people, results, strict=True):
        if review is not None:
            assert Review.objects.get(pk=review.pk).held_by == person


def test_it_gives_a_chosen_claim_to_one() -> None:
    review = make_claim().review
    people = [make_user() for _ in range(4)]

    taken, failed = sort_out(
        together(*(lambda one=one: triage.take_claim(review, by=one) for one in people))
    )

    assert len(taken) == 1
    assert [type(error) for error in failed] == [triage.NotTaken] * 3
    assert {str(error) for error in failed} == {f"{taken[0].held_by} has just taken this claim."}


def test_it_takes_one_of_two_verdicts() -> None:
    world = World()
    others = [make_user(first_name="Carol"), make_user(first_name="Carlos")]

    taken, failed = sort_out(
        together(
            *(
                lambda one=one: reviewing.propose_verdict(
                    world.review, verdict="verified", reason=f"Says {one}.", by=one
                )
                for one in others
            )
        )
    )

    (verdict,) = taken
    (error,) = failed
    assert isinstance(error, reviewing.SomeoneWasFaster)
    assert str(error).startswith(f"Someone else was faster. {verdict.by}: verdict proposed.")
    assert Verdict.objects.get() == verdict
    assert Review.objects.get(pk=world.review.pk).proposed_by == verdict.by


def test_it_signs_off_or_undoes() -> None:
    for _ in range(ROUNDS):
        world = World("proposed")
        signed, undone = together(
            lambda world=world: reviewing.sign_off(world.review, by=world.editor),
            lambda world=world: reviewing.undo_last_step(world.review, by=world.proposer),
        )
        world.refresh()
        if isinstance(undone, Exception):
            assert isinstance(undone, reviewing.InvalidTransition)
            assert world.review.state == "settled"
        else:
            assert isinstance(signed, reviewing.SomeoneWasFaster)
            assert str(world.proposer) in str(signed)
            assert world.review.state == "open"


def test_it_stores_a_text_once() -> None:
    reporters = [make_user("Reporter") for _ in range(4)]

    taken, failed = sort_out(
        together(
            *(
                lambda one=one: intake.receive_article(
                    text="The same words.", by=one, outlet="Morning Post"
                )
                for one in reporters
            )
        )
    )

    (article,) = taken
    assert [error.article for error in failed] == [article] * 3
    assert Article.objects.get() == article


def test_it_makes_an_outlet_once() -> None:
    reporter = make_user("Reporter")

    taken, failed = sort_out(
        together(
            *(
                lambda n=n, name=name: intake.receive_article(
                    text=f"Text {n}.", by=reporter, outlet=name
                )
                for n, name in enumerate(["Morning Post", "morning post", "MORNING  POST"])
            )
        )
    )

    assert not failed
    assert {article.outlet_id for article in taken} == {Outlet.objects.get().pk}


def test_it_links_evidence_once() -> None:
    review, evidence = make_claim().review, make_evidence()
    people = [make_user() for _ in range(3)]

    taken, failed = sort_out(
        together(
            *(
                lambda one=one: reviewing.link_evidence(review, evidence, stance="supports", by=one)
                for one in people
            )
        )
    )

    assert len(taken) == 1
    assert {type(error) for error in failed} == {reviewing.EvidenceRefused}
    assert EvidenceLink.objects.get() == taken[0]
    assert Event.objects.filter(action="review.evidence_linked").count() == 1


def test_it_merges_or_takes_the_verdict() -> None:
    for _ in range(ROUNDS):
        world = World()
        merged, proposed = together(
            lambda world=world: merge_claims([world.other, world.claim], by=world.checker),
            lambda world=world: reviewing.propose_verdict(
                world.review, verdict="contested", reason="They disagree.", by=world.editor
            ),
        )
        world.refresh()
        if isinstance(merged, Exception):
            assert isinstance(merged, ShapingRefused)
            assert world.review.state == "proposed"
            assert world.other.review.state == "open"
        else:
            assert isinstance(proposed, reviewing.SomeoneWasFaster)
            assert world.review.state == world.other.review.state == "dropped"


def test_it_assigns_many_in_any_order_without_waiting_in_a_circle() -> None:
    article = make_article("".join(f"Sentence {n:02} stands. " for n in range(30)))
    reviews = [make_claim(article, quote=f"Sentence {n:02} stands.").review for n in range(30)]
    checkers = [make_user() for _ in range(2)]
    editor = make_user("Editor")

    taken, failed = sort_out(
        together(
            lambda: triage.assign(reviews, to=checkers[0], by=editor),
            lambda: triage.assign(reversed(reviews), to=checkers[1], by=editor),
            lambda: triage.prioritise(reversed(reviews), priority=2, by=editor),
        )
    )

    assert not failed
    assert taken == [30, 30, 30]
    # Whoever came second has them all.
    assert Review.objects.values("assignee").distinct().count() == 1
    assert broken_links() == []


def test_it_splits_two_claims_of_an_article() -> None:
    for _ in range(ROUNDS):
        world = World()
        _, failed = sort_out(
            together(
                lambda world=world: split_claim(
                    world.claim,
                    parts=["The hotline has 10 operators", "and it opened in May."],
                    by=world.checker,
                ),
                lambda world=world: split_claim(
                    world.other, parts=["The minister", "resigned on Monday."], by=world.editor
                ),
            )
        )
        assert not failed
        assert world.article.claims.filter(review__state="open").count() == 4


def test_it_adds_a_span_once() -> None:
    world = World()
    start = world.article.text.index(THIRD)
    people = [world.checker, world.editor, world.admin]

    taken, failed = sort_out(
        together(
            *(
                lambda one=one: add_claim(
                    world.article, start=start, end=start + len(THIRD), by=one
                )
                for one in people
            )
        )
    )

    assert not failed
    assert {claim.pk for claim in taken} == {Claim.objects.get(quote=THIRD).pk}
    assert Event.objects.filter(action="claim.added").count() == 1


def test_it_restores_a_claim_once() -> None:
    for _ in range(ROUNDS):
        world = World("dropped")
        _, failed = sort_out(
            together(
                lambda world=world: add_claim(
                    world.article, start=world.claim.start, end=world.claim.end, by=world.checker
                ),
                lambda world=world: restore_claim(world.claim, by=world.editor),
                lambda world=world: reviewing.undo_last_step(world.review, by=world.signer),
            )
        )
        # Who came second is told so, or given the claim; nobody is a victim of a deadlock.
        assert {type(error) for error in failed} <= {ShapingRefused, reviewing.InvalidTransition}
        world.refresh()
        assert world.review.state == "open"


def test_it_moves_a_deadline_while_claims_are_worked_on() -> None:
    for _ in range(ROUNDS):
        world = World()
        Article.objects.filter(pk=world.article.pk).update(state=Article.State.EXTRACTED)
        _, failed = sort_out(
            together(
                lambda world=world: intake.change_details(
                    world.article, by=world.reporter, outlet="", deadline=NOON
                ),
                lambda world=world: triage.take_next(world.checker),
                lambda world=world: reviewing.propose_verdict(
                    world.review, verdict="verified", reason="So it is.", by=world.editor
                ),
                lambda world=world: triage.take_claim(world.other.review, by=world.holder),
            )
        )
        refusals = {reviewing.SomeoneWasFaster, triage.NotTaken, PermissionError}
        assert {type(error).__name__ for error in failed} <= {
            "PermissionDenied",
            *(refusal.__name__ for refusal in refusals),
        }
        assert not Review.objects.filter(claim__article=world.article).exclude(deadline=NOON)


def test_it_gives_a_new_claim_the_new_deadline() -> None:
    for n in range(ROUNDS):
        world = World()
        start = world.article.text.index(THIRD)
        moved = NOON + timedelta(days=n)
        _, failed = sort_out(
            together(
                lambda world=world, moved=moved: intake.change_details(
                    world.article, by=world.reporter, outlet="", deadline=moved
                ),
                lambda world=world, start=start: add_claim(
                    world.article, start=start, end=start + len(THIRD), by=world.checker
                ),
            )
        )
        assert not failed
        assert not Review.objects.filter(claim__article=world.article).exclude(deadline=moved)


@pytest.mark.parametrize(
    "change",
    [
        lambda world: reviewing.reopen(world.review, by=world.signer, reason="A new report."),
        lambda world: reviewing.undo_last_step(world.review, by=world.signer),
    ],
    ids=["reopen", "undo"],
)
def test_it_never_leaves_an_article_cleared_over_unsettled_work(change) -> None:
    for _ in range(ROUNDS):
        world = World("settled")
        _, failed = sort_out(
            together(
                lambda world=world: clearance.clear_article(world.article, by=world.editor),
                lambda world=world: change(world),
            )
        )
        assert {type(error) for error in failed} <= {clearance.NotClearable}
        world.refresh()
        assert world.review.state != "settled"
        assert world.article.state == Article.State.IN_CHECK


def test_it_never_leaves_an_article_cleared_over_a_restored_claim() -> None:
    for _ in range(ROUNDS):
        world = World()
        drop_claim(world.claim, by=world.checker, reason="Opinion.")
        _, failed = sort_out(
            together(
                lambda world=world: clearance.clear_article(world.article, by=world.editor),
                lambda world=world: reviewing.undo_last_step(world.review, by=world.checker),
            )
        )
        assert {type(error) for error in failed} <= {clearance.NotClearable}
        world.refresh()
        assert (world.review.state, world.article.state) == ("open", Article.State.IN_CHECK)


def test_it_extracts_once() -> None:
    article = make_article(
        "The ministry has 1,200 employees. It was founded in 1998, the minister said.",
        state=Article.State.RECEIVED,
    )

    taken, failed = sort_out(together(*[lambda: extract_claims(article.pk)] * 3))

    assert not failed
    assert sorted(taken)[:2] == [0, 0]
    assert article.claims.count() == max(taken) > 0
    assert Event.objects.filter(action="article.extracted").count() == 1


def test_it_keeps_every_chain_whole() -> None:
    world = World()

    def press(n: int) -> None:
        by = (world.editor, world.admin, world.signer)[n % 3]
        for turn in range(6):
            triage.pin([world.review, world.other.review], by=by, pinned=bool((n + turn) % 2))
            triage.park([world.other.review, world.review], by=by, parked=bool(turn % 2))
            triage.prioritise([world.review], priority=(n + turn) % 3, by=by)

    _, failed = sort_out(together(*(lambda n=n: press(n) for n in range(6))))

    assert not failed
    assert broken_links() == []
    chains = Event.objects.filter(chain__subject__startswith="claim:").values("chain")
    assert chains.annotate(n=Count("pk")).filter(n__gt=10).count() == 2


def test_it_takes_a_comment_that_is_sent_twice_once() -> None:
    review, carol = make_claim().review, make_user()

    taken, failed = sort_out(
        together(*[lambda: discussing.add_comment(review, text="Ring them.", by=carol)] * 4)
    )

    assert [type(error) for error in failed] == [discussing.CommentRefused] * 3
    assert list(Comment.objects.all()) == taken


def test_it_hands_out_what_follows_in_a_list_to_one() -> None:
    first, *_ = (make_claim().review for _ in range(4))
    people = [make_user() for _ in range(6)]

    def take(person: User) -> Review | None:
        among = ClaimList("state:open", user=person, at=timezone.now())
        return triage.take_after(first, among=among, user=person)

    taken, failed = sort_out(together(*(lambda one=one: take(one) for one in people)))

    assert not failed
    handed_out = [review.pk for review in taken if review is not None]
    # The claim one comes from is not handed out again.
    assert len(handed_out) == len(set(handed_out)) == 3
