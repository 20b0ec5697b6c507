"""0014: a claim came into the queue when it was made."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Claim, Review
from tests.factories import NOON, make_claim

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE = ("claims", "0013_comments_saved_views_time_zones")
AFTER = ("claims", "0014_what_the_desk_counts")


def test_it_queues_a_claim_when_it_was_made() -> None:
    old, older = (make_claim() for _ in range(2))
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes("claims")
    MigrationExecutor(connection).migrate([BEFORE])
    Claim.objects.filter(pk=old.pk).update(created_at=NOON)
    Claim.objects.filter(pk=older.pk).update(created_at=NOON - timedelta(days=3))

    MigrationExecutor(connection).migrate([AFTER])
    MigrationExecutor(connection).migrate(latest)

    queued = dict(Review.objects.values_list("pk", "queued_at"))
    assert queued == {old.pk: NOON, older.pk: NOON - timedelta(days=3)}
