"""0016: admins see the discussions of claims and shared views; others are given nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = [pytest.mark.migrate, pytest.mark.django_db(transaction=True)]

BEFORE = ("claims", "0015_search_and_evidence_lists")
AFTER = ("claims", "0016_admins_see_comments")
NEW = {"view_comment", "view_mention", "view_savedview"}


def given() -> dict[str, set[str]]:
    groups = Group.objects.prefetch_related("permissions")
    return {group.name: NEW & {one.codename for one in group.permissions.all()} for group in groups}


def test_it_lets_admins_see_them() -> None:
    MigrationExecutor(connection).migrate([BEFORE])
    # As the desk was before: nobody may, and an admin has made a group of their own.
    Permission.objects.filter(codename__in=NEW).delete()
    Group.objects.create(name="Interns")
    assert not any(given().values())

    MigrationExecutor(connection).migrate([AFTER])

    assert given() == {name: NEW if name == "Admin" else set() for name in given()}
