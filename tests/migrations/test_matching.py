"""0010 and 0011: claims from before are matched too; who may correct origins."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Matching, Review
from tests.factories import make_claim, make_user

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = ("claims", "0009_skipped_lines"), ("claims", "0011_matching_and_permissions")


def to(target: tuple[str, str]) -> None:
    MigrationExecutor(connection).migrate([target])


@pytest.fixture(autouse=True)
def _from_before() -> None:
    make_claim()
    to(BEFORE)
    to(AFTER)


def test_no_claim_is_contradicted_yet_and_all_are_to_be_matched() -> None:
    assert [review.discrepant for review in Review.objects.all()] == [False]
    matching = Matching.objects.get()
    assert (matching.pk, matching.finished, matching.position) == (1, False, 0)
    assert 0 < matching.suggest_at <= matching.join_at < 1


@pytest.mark.parametrize(
    ("group", "may"), [("Reporter", False), ("Checker", False), ("Editor", True), ("Admin", True)]
)
def test_editors_may_correct_origins(group: str, may: bool) -> None:
    assert make_user(group).has_perm("claims.correct_origins") is may


def test_only_admins_change_the_thresholds() -> None:
    assert make_user("Admin").has_perm("claims.change_matching")
    assert not make_user("Editor").has_perm("claims.change_matching")
