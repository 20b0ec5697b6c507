import pytest
from django.test import Client

from claims.models import User
from tests.factories import make_user


@pytest.fixture
def admin(client: Client, db: None) -> User:
    """Ada, of the group Admin and no superuser, signed in."""
    user = make_user("Admin", first_name="Ada", last_name="Okafor")
    client.force_login(user)
    return user
