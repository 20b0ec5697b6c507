"""What is not there looks the same in development, and names no address."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("path", ["/no/such/page/", "/articles/4711/"])
def test_it_shows_our_page(client: Client, settings: Any, debug: bool, path: str) -> None:
    settings.DEBUG = debug
    client.force_login(make_user("Checker"))
    response = client.get(path)
    page = response.content.decode()
    assert response.status_code == 404
    assert "There is nothing here" in page
    assert "procrastinate" not in page
    assert "URLconf" not in page


def test_it_still_adds_a_slash(client: Client, settings: Any) -> None:
    settings.DEBUG = True
    assert client.get("/queue")["Location"] == "/queue/"
