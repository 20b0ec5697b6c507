"""0002: the groups with what they may do, the one policy, and the table of the cache."""

import pytest
from django.apps.registry import Apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Policy
from tests.factories import make_user

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE, AFTER = ("claims", "0001_initial"), ("claims", "0002_groups_policy_cache")
CACHE = settings.CACHES["default"]["LOCATION"]

# What each group may do that the one before may not.
MAY = {
    "Reporter": {"hand_in_article"},
    "Checker": {"see_every_article", "check_claim", "shape_claim", "export_claims"},
    "Editor": {"steer_queue", "sign_off", "override_policy", "clear_article"},
    "Admin": {"administer", "add_user", "change_user", "change_policy", "view_event", "add_group"},
}
# What nobody may, as it would take history or a verdict away.
NOBODY_MAY = {
    "delete_event",
    "change_event",
    "add_event",
    "delete_claim",
    "delete_article",
    "delete_verdict",
    "change_verdict",
    "change_review",
    "delete_user",
}


def to(*targets: tuple[str, str]) -> Apps:
    """Migrate there; the models as they are at that point."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets))
    return MigrationExecutor(connection).loader.project_state(list(targets)).apps


def permissions_of(apps: Apps) -> dict[str, set[str]]:
    return {
        group.name: set(group.permissions.values_list("codename", flat=True))
        for group in apps.get_model("auth", "Group").objects.all()
    }


def test_it_makes_groups_policy_and_cache_and_takes_nothing_away() -> None:
    """One way back for both, a desk in use and a new one: migrating takes seconds."""
    Policy.objects.update(lease_minutes=45)
    checker = make_user("Checker")
    to(BEFORE)

    in_use = to(AFTER)

    assert in_use.get_model("claims", "Policy").objects.get().lease_minutes == 45
    assert len(permissions_of(in_use)) == 4
    [group] = in_use.get_model("claims", "User").objects.get(pk=checker.pk).groups.all()
    assert "check_claim" in permissions_of(in_use)[group.name]

    as_0001_left_it(to(BEFORE))

    new = to(AFTER)

    policy = new.get_model("claims", "Policy").objects.get()
    assert (policy.pk, policy.primary_for_verified, policy.lease_minutes) == (1, 1, 20)
    cache.set("seen", 1)
    assert cache.get("seen") == 1
    found = permissions_of(new)
    assert set(found) == set(MAY)
    so_far: set[str] = set()
    for group, more in MAY.items():
        assert not found[group] & NOBODY_MAY
        assert found[group] >= so_far | more
        later = set().union(*(MAY[name] for name in list(MAY)[list(MAY).index(group) + 1 :]))
        assert not found[group] & later
        so_far |= more


def as_0001_left_it(apps: Apps) -> None:
    """Nothing is left of what 0002 made: taking it back keeps what people may have changed."""
    apps.get_model("auth", "Group").objects.all().delete()
    apps.get_model("claims", "Policy").objects.all().delete()
    apps.get_model("auth", "Permission").objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {CACHE}")
    assert permissions_of(apps) == {}
    assert not apps.get_model("claims", "Policy").objects.exists()
    assert CACHE not in connection.introspection.table_names()
