"""Comments as a step: added, resolved, opened again, taken back; and who waits to answer."""

import pytest

from claims import discussing, reviewing
from claims.models import Comment, Event, Mention
from tests.factories import make_article, make_claim, make_comment, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def review():
    return make_claim().review


@pytest.fixture
def carol():
    return make_user("Checker", username="carol", first_name="Carol", last_name="Adeyemi")


@pytest.fixture
def bob():
    return make_user("Editor", username="bob", first_name="Bob", last_name="Lindqvist")


def waiting(person):
    return list(Mention.objects.waiting_for(person))


def test_it_asks_whom_it_names_and_records_it(review, carol, bob) -> None:
    comment = discussing.add_comment(review, text=" @carol and @Bob Lindqvist: who? ", by=carol)
    event = Event.objects.of(review).get()
    assert comment.text == "@carol and @Bob Lindqvist: who?"
    assert [mention.comment for mention in waiting(bob)] == [comment]
    assert waiting(carol) == []
    assert event.new == {"comment": comment.pk, "text": comment.text, "asked": ["Bob Lindqvist"]}


@pytest.mark.parametrize("group", ["Reporter", ""])
def test_it_asks_nobody_outside_the_desk(review, carol, group: str) -> None:
    make_user(group, username="rita")
    make_user("Checker", username="gone", is_active=False)
    discussing.add_comment(review, text="@rita @gone @nobody, really?", by=carol)
    assert not Mention.objects.exists()


@pytest.mark.parametrize("text", ["", " \n", "\0", "\u200b\u202e"])
def test_it_refuses_to_say_nothing(review, carol, text: str) -> None:
    with pytest.raises(discussing.CommentRefused, match="Say something"):
        discussing.add_comment(review, text=text, by=carol)


def test_it_says_a_thing_once_until_somebody_else_has_spoken(review, carol, bob) -> None:
    discussing.add_comment(review, text="Any news?", by=carol)
    with pytest.raises(discussing.CommentRefused, match="just said"):
        discussing.add_comment(review, text="Any news?", by=carol)
    discussing.add_comment(review, text="No.", by=bob)
    discussing.add_comment(review, text="Any news?", by=carol)
    assert Comment.objects.count() == 3


def test_it_answers_what_one_was_asked_here_and_nothing_else(review, carol, bob) -> None:
    elsewhere = make_comment(make_claim().review, by=bob, asks=carol)
    make_comment(review, by=bob, asks=carol)
    discussing.add_comment(review, text="The ministry.", by=carol)
    assert [mention.comment for mention in waiting(carol)] == [elsewhere]


def test_taken_back_it_asks_nobody_and_answers_nothing(review, carol, bob) -> None:
    asked = make_comment(review, by=bob, asks=carol)
    comment = discussing.add_comment(review, text="The ministry, @bob.", by=carol)
    assert reviewing.undo_last_step(review, by=carol).action == Event.Action.COMMENT_ADDED
    comment.refresh_from_db()
    assert comment.removed_at is not None
    assert waiting(bob) == []
    assert [mention.comment for mention in waiting(carol)] == [asked]


def test_it_is_not_taken_back_once_it_was_answered(review, carol, bob) -> None:
    discussing.add_comment(review, text="Who?", by=carol)
    discussing.add_comment(review, text="She.", by=bob)
    assert reviewing.undoable_step(review, by=carol) is None
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.undo_last_step(review, by=carol)


def test_talk_takes_nobodys_undo_away(review, carol, bob) -> None:
    reviewing.record_attempt(review, kind="call", what="Rang twice.", by=carol)
    discussing.add_comment(review, text="No answer yet.", by=carol)
    discussing.resolve_comment(discussing.add_comment(review, text="Hm.", by=bob), by=bob)
    assert reviewing.undo_last_step(review, by=carol).action == Event.Action.ATTEMPT_RECORDED


def test_one_undoes_the_comment_then_the_step_before_it(review, carol) -> None:
    reviewing.record_attempt(review, kind="call", what="Rang twice.", by=carol)
    discussing.add_comment(review, text="No answer yet.", by=carol)
    newest = list(Event.objects.of(review).reverse())
    assert reviewing.undoable_step(review, by=carol, newest=newest) == newest[0]
    reviewing.undo_last_step(review, by=carol)
    assert reviewing.undo_last_step(review, by=carol).action == Event.Action.ATTEMPT_RECORDED


def test_it_undoes_the_step_one_saw_or_none(review, carol) -> None:
    discussing.add_comment(review, text="No answer yet.", by=carol)
    with pytest.raises(reviewing.InvalidTransition):
        reviewing.undo_last_step(review, by=carol, seen=7)
    assert reviewing.undo_last_step(review, by=carol, seen=1).sequence == 1


def test_resolved_it_waits_for_nobody_until_it_is_opened_again(review, carol, bob) -> None:
    comment = make_comment(review, by=bob, asks=carol)
    discussing.resolve_comment(comment, by=bob)
    assert waiting(carol) == []
    with pytest.raises(discussing.CommentRefused, match="resolved already"):
        discussing.resolve_comment(comment, by=carol)
    discussing.reopen_comment(comment, by=carol)
    assert len(waiting(carol)) == 1
    with pytest.raises(discussing.CommentRefused, match="not resolved"):
        discussing.reopen_comment(comment, by=carol)


def test_what_was_answered_before_is_not_asked_again(review, carol, bob) -> None:
    comment = make_comment(review, by=bob, asks=carol)
    discussing.answer_mention(comment.mentions.get(), by=carol)
    discussing.resolve_comment(comment, by=bob)
    discussing.reopen_comment(comment, by=bob)
    assert waiting(carol) == []


def test_one_puts_away_what_one_was_asked_once(review, carol, bob) -> None:
    mention = make_comment(review, by=bob, asks=carol).mentions.get()
    assert discussing.answer_mention(mention, by=carol)
    assert not discussing.answer_mention(mention, by=carol)


def test_what_waits_is_one_query_and_only_what_one_may_see(
    review, carol, bob, django_assert_num_queries
) -> None:
    make_comment(review, by=bob, asks=carol)
    reporter = make_user("Reporter")
    make_comment(review, by=bob, asks=reporter)
    own = make_comment(make_claim(make_article(by=reporter)).review, by=bob, asks=reporter)
    carol.has_perm("claims.check_claim")
    with django_assert_num_queries(1):
        for mention in waiting(carol):
            claim = mention.comment.review.claim
            assert f"{mention.comment.by} {claim.reference} {claim.article.outlet_name}"
    assert [mention.comment for mention in waiting(reporter)] == [own]
