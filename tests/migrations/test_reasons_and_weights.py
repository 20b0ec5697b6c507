"""0008: reasons become a name and words; the one set of weights, which admins may change."""

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from claims.models import Weights
from tests.factories import make_claim, make_user

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE, AFTER = ("claims", "0006_must_check_and_parked"), ("claims", "0008_reasons_and_weights")

SENTENCES = [
    "figure: 4.6%",
    'second-hand: The "Post": Weekend',
    "hedged",
    "lowered: first person",
    "picked out by hand",
]
ROWS = [
    {"name": "figure", "words": "4.6%"},
    {"name": "second-hand", "words": 'The "Post": Weekend'},
    {"name": "hedged", "words": ""},
    {"name": "first person", "words": ""},
    {"name": "picked out by hand", "words": ""},
]


def to(target: tuple[str, str]) -> Apps:
    """Migrate there; the models as they are at that point."""
    MigrationExecutor(connection).migrate([target])
    return MigrationExecutor(connection).loader.project_state([target]).apps


def reasons(apps: Apps) -> list[object]:
    return list(
        apps.get_model("claims", "Review")
        .objects.order_by("pk")
        .values_list("reasons", "worth", "band", "state")
    )


def test_it_turns_reasons_both_ways_and_makes_the_weights() -> None:
    """One way back for all of it: migrating takes seconds."""
    _, none = make_claim(reasons=ROWS), make_claim(reasons=[])
    admin, editor = make_user("Admin"), make_user("Editor")

    before = to(BEFORE)

    assert reasons(before) == [(SENTENCES, 0.9, "must", "open"), ([], 0.9, "must", "open")]
    group = before.get_model("auth", "Group").objects.get(name="Admin")
    group.permissions.remove(*group.permissions.filter(codename__endswith="_weights"))

    after = to(AFTER)

    assert reasons(after) == [(ROWS, 0.9, "must", "open"), ([], 0.9, "must", "open")]
    stored = after.get_model("claims", "Review").objects.get(pk=none.pk)
    assert (stored.reader, stored.model) == (None, "")
    weights = Weights.objects.get()
    assert (weights.pk, weights.changed, weights.is_due) == (1, {}, True)
    may = {
        user.pk: {
            permission.codename
            for group in user.groups.all()
            for permission in group.permissions.all()
        }
        for user in after.get_model("claims", "User").objects.all()
    }
    assert "change_weights" in may[admin.pk]
    assert "change_weights" not in may[editor.pk]


def test_it_keeps_what_an_admin_has_changed() -> None:
    Weights.objects.update(changed={"figure": 1.0})
    with connection.cursor() as cursor:
        # Run again over a desk in use, as after a failure half-way.
        cursor.execute("DELETE FROM django_migrations WHERE name = %s", [AFTER[1]])

    to(AFTER)

    assert Weights.current().changed == {"figure": 1.0}
