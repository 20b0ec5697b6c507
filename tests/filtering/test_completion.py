"""What may follow what was typed."""

import pytest
from django.utils import timezone

from claims.filtering.completion import complete
from claims.filtering.conditions import Asking
from claims.models import User
from tests.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(editor: User) -> Asking:
    return Asking(editor, timezone.now())


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ver", "verdict:"),
        ("-ha", "-has:"),
        ("state:set", "state:settled"),
        ("verdict:verified,con", "verdict:verified,contested"),
        ("outlet:morn", 'outlet:"The Morning Wire"'),
        ('outlet:"the m', 'outlet:"The Morning Wire"'),
        ("assigned:ade", "assigned:carol"),
        ("claimant:kim", 'claimant:"A. Kim"'),
        ("band:mi", "worth:minor"),
    ],
)
def test_it_offers_fields_and_their_values(asking: Asking, typed: str, first: str) -> None:
    make_user(username="carol", last_name="Adeyemi")
    make_claim(make_article(outlet="The Morning Wire"), claimant="A. Kim")

    suggestion = complete(f"hotline {typed}", len(typed) + 8, asking)[0]

    assert suggestion.written == first
    assert suggestion.text.rstrip() == f"hotline {first}"


def test_articles_are_offered_by_their_headlines(asking: Asking) -> None:
    article = make_article(headline="Prices rose")

    [suggestion] = complete("article:pri", 11, asking)

    assert (suggestion.written, suggestion.meaning) == (f"article:{article.pk}", "Prices rose")


def test_only_the_term_at_the_cursor_changes(asking: Asking) -> None:
    suggestion = complete("sta worth:must", 3, asking)[0]

    assert (suggestion.text, suggestion.caret) == ("state: worth:must", 6)


@pytest.mark.parametrize("typed", ["zzz", "zzz:a", "has:zzz", "article:zzz", "\0:\ud800"])
def test_nothing_is_offered_for_nonsense(asking: Asking, typed: str) -> None:
    assert complete(typed, len(typed), asking) == []
    assert complete(typed, 999, asking) == []
