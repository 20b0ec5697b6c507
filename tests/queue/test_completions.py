"""The options that the query box asks for."""

import pytest
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db

URL = "/queue/completions/"
QUERIES = [
    *("", "q=%00&caret=x", "q=a&caret=-1", "caret=99999", "q=%ff:"),
    *("q=claimant:a%00b", "q=article:a%00b"),
]


def test_it_lists_ways_to_go_on(client: Client) -> None:
    client.force_login(make_user())

    page = client.get(URL, {"q": "hotline sta", "caret": "11"}).content.decode()

    assert 'role="option"' in page
    assert 'data-text="hotline state:"' in page
    assert 'data-caret="14"' in page


@pytest.mark.parametrize("query", QUERIES)
def test_any_question_has_an_answer(client: Client, query: str) -> None:
    client.force_login(make_user())

    assert client.get(f"{URL}?{query}").status_code == 200


def test_it_is_for_those_who_check(client: Client) -> None:
    client.force_login(make_user("Reporter"))

    assert client.get(URL).status_code == 403
    assert client.post(URL).status_code in (403, 405)
