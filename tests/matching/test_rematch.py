"""Match all articles anew: after a change, article by article, never lost and never twice over."""

import pytest
from django.core.exceptions import PermissionDenied

from claims import matching, steering
from claims.matching import rematching
from claims.models import Article, Embedding, Event, Match, Matching, User
from claims.text import embeddings
from tests.factories import make_article, make_user
from tests.matching.world import RETOLD, TOLD, report, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return make_user("Admin")


@pytest.fixture
def articles() -> list[Article]:
    return [report(TOLD), report(RETOLD), report("Wheat prices rose again.")]


def walk() -> int:
    """To the end; how many steps it took."""
    steps = 1
    while matching.rematch_some():
        steps += 1
        assert steps < 100
    return steps


def test_it_matches_what_was_there_before_matching_was(articles: list[Article]) -> None:
    assert matching.is_due()

    walk()

    assert Match.objects.count() == 1
    state = Matching.current()
    assert (state.finished, state.done, state.total, state.error) == (True, 3, 3, "")
    assert not matching.is_due()


def test_it_says_how_far_it_has_come(articles: list[Article]) -> None:
    seen = []
    while matching.rematch_some():
        state = Matching.current()
        seen.append((state.done, state.total, state.finished))

    assert seen == [(0, 3, False), (1, 3, False), (2, 3, False), (3, 3, False)]


def test_it_does_some_at_a_time(articles: list[Article]) -> None:
    assert matching.rematch_some(3)
    assert Matching.current().done == 2

    assert not matching.rematch_some(3)
    assert Matching.current().finished


def test_it_does_nothing_the_second_time(articles: list[Article]) -> None:
    walk()
    before = [list(model.objects.values()) for model in (Matching, Match)]

    assert not matching.rematch_some()

    assert [list(model.objects.values()) for model in (Matching, Match)] == before


def test_articles_still_being_read_are_passed_over() -> None:
    make_article(state=Article.State.RECEIVED)

    walk()

    assert Matching.current().total == 0


def test_it_follows_a_change_of_the_thresholds(articles: list[Article], admin: User) -> None:
    walk()
    assert together() != set()

    assert steering.change_matching(suggest_at=0.5, join_at=1.0, by=admin)
    assert matching.is_due()
    walk()

    assert (Match.objects.count(), together()) == (1, set())


def test_other_weights_embed_all_anew(
    articles: list[Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    walk()
    monkeypatch.setattr(embeddings, "version", lambda: "newer")

    assert matching.is_due()
    walk()

    assert set(Embedding.objects.values_list("model", flat=True)) == {"newer"}
    assert Match.objects.count() == 1


def test_a_change_while_it_runs_begins_it_anew(articles: list[Article], admin: User) -> None:
    matching.rematch_some(2)

    steering.change_matching(suggest_at=0.4, join_at=0.6, by=admin)

    assert (Matching.current().done, Matching.current().finished) == (0, False)
    assert walk() == 5


def test_a_step_overtaken_is_not_ticked_off(
    articles: list[Article], admin: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody changes a threshold while an article is being matched."""
    matching.rematch_some()
    real = rematching.match_article

    def overtaken(article: int) -> int:
        steering.change_matching(suggest_at=0.4, join_at=0.6, by=admin)
        return real(article)

    monkeypatch.setattr(rematching, "match_article", overtaken)
    assert matching.rematch_some()

    assert (Matching.current().done, Matching.current().position) == (0, 0)


def test_another_stage_follows_each_article(articles: list[Article]) -> None:
    followed: list[int] = []

    while matching.rematch_some(then=followed.append):
        pass

    assert followed == [article.pk for article in articles]


def test_an_article_that_another_stage_failed_on_is_done_again(articles: list[Article]) -> None:
    def fail(article: int) -> None:
        raise ValueError(article)

    matching.rematch_some()
    with pytest.raises(ValueError, match=str(articles[0].pk)):
        matching.rematch_some(then=fail)

    assert Matching.current().position == 0


def test_what_failed_for_good_waits_for_a_person(articles: list[Article]) -> None:
    matching.note_failure("It failed.")

    assert not matching.is_due()


def test_what_people_decided_outlives_it(articles: list[Article], admin: User) -> None:
    walk()
    matching.reject_match(Match.objects.get(), by=admin)

    steering.change_matching(suggest_at=0.3, join_at=0.3, by=admin)
    walk()

    assert Match.objects.get(state="rejected").by == admin
    assert together() == set()


# --- the thresholds ---


def test_a_change_is_one_line_of_the_desks_history(admin: User) -> None:
    before = Matching.current()
    assert steering.change_matching(suggest_at=before.suggest_at, join_at=0.7, by=admin)
    assert not steering.change_matching(suggest_at=before.suggest_at, join_at=0.7, by=admin)

    [event] = Event.objects.filter(action="desk.matching_changed")
    assert (event.old, event.new, event.by) == (
        {"join_at": before.join_at},
        {"join_at": 0.7},
        admin,
    )
    state = Matching.current()
    assert (state.changed_by, state.suggest_at, state.join_at) == (
        admin,
        before.suggest_at,
        0.7,
    )


@pytest.mark.parametrize(
    ("suggest_at", "join_at"), [(0.6, 0.5), (0.01, 0.5), (0.5, 1.1), (float("nan"), 0.5)]
)
def test_thresholds_out_of_order_are_refused(
    admin: User, suggest_at: float, join_at: float
) -> None:
    with pytest.raises(steering.MatchingRefused, match=r"0\.05 to 1"):
        steering.change_matching(suggest_at=suggest_at, join_at=join_at, by=admin)

    assert not Event.objects.filter(action="desk.matching_changed").exists()


def test_who_saw_others_is_told(admin: User) -> None:
    before = Matching.current()
    seen = {"suggest_at": before.suggest_at, "join_at": before.join_at}
    steering.change_matching(suggest_at=0.4, join_at=0.6, by=admin, seen=seen)

    with pytest.raises(steering.MatchingRefused, match=f"{admin} set 0.4 and 0.6 meanwhile"):
        steering.change_matching(suggest_at=0.5, join_at=0.8, by=make_user("Admin"), seen=seen)


@pytest.mark.parametrize("group", ["Reporter", "Checker", "Editor"])
def test_others_may_not(group: str) -> None:
    with pytest.raises(PermissionDenied):
        steering.change_matching(suggest_at=0.5, join_at=0.7, by=make_user(group))
