"""Who looks at stories, and the stories they look at."""

import pytest
from django.test import Client

from claims.models import User
from tests.factories import make_user
from tests.stories.world import World, make_world


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def checker(client: Client) -> User:
    """A checker, signed in."""
    return _signed_in(client, "Checker")


@pytest.fixture
def editor(client: Client) -> User:
    """An editor, signed in."""
    return _signed_in(client, "Editor")


def _signed_in(client: Client, group: str) -> User:
    user = make_user(group)
    client.force_login(user)
    return user
