"""0010 and 0011: claims from before are matched too; who may correct origins."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Matching, Review
from tests.factories import make_claim, make_user

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE, AFTER = ("claims", "0009_skipped_lines"), ("claims", "0011_matching_and_permissions")


def to(*targets: tuple[str, str]) -> None:
    MigrationExecutor(connection).migrate(list(targets))


def test_what_was_there_is_matched_too_and_editors_may_correct_origins() -> None:
    make_claim()
    # One way there for all of it: migrating takes seconds.
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("claims")
    to(BEFORE)
    to(AFTER)
    to(*newest)

    assert [review.discrepant for review in Review.objects.all()] == [False]
    matching = Matching.objects.get()
    assert (matching.pk, matching.finished, matching.position) == (1, False, 0)
    assert 0 < matching.suggest_at <= matching.join_at < 1
    may = {
        group: make_user(group).has_perm("claims.correct_origins")
        for group in ("Reporter", "Checker", "Editor", "Admin")
    }
    assert may == {"Reporter": False, "Checker": False, "Editor": True, "Admin": True}
    assert make_user("Admin").has_perm("claims.change_matching")
    assert not make_user("Editor").has_perm("claims.change_matching")
