"""The facets beside a list."""

import pytest
from django.utils import timezone

from claims.filtering import ClaimList
from claims.filtering.facets import Option, facets_of
from claims.models import User
from tests.factories import make_article, make_claim, make_review

pytestmark = pytest.mark.django_db


def options(text: str, user: User, field: str) -> dict[str, Option]:
    claims = ClaimList(text, user=user, at=timezone.now())
    [facet] = [facet for facet in facets_of(claims) if facet.field == field]
    return {option.key: option for option in facet.options}


def numbers(text: str, user: User, field: str) -> dict[str, str]:
    return {key: option.number for key, option in options(text, user, field).items()}


@pytest.fixture(autouse=True)
def claims(db: None, editor: User) -> None:
    make_claim(make_article(outlet="Wire"), band="must", assignee=editor)
    make_review(band="must", hedges=[{"text": "may"}])
    make_review(band="minor", discrepant=True)
    make_review(band="minor", state="dropped")


def test_a_facet_is_counted_without_its_own_terms(editor: User) -> None:
    assert numbers("state:open worth:must", editor, "worth") == {
        "must": "2",
        "check": "0",
        "minor": "1",
    }
    assert numbers("worth:minor", editor, "state") == {
        "open": "1",
        "proposed": "0",
        "settled": "0",
        "dropped": "1",
    }
    assert numbers("worth:must", editor, "outlet") == {"The Daily Test": "1", "Wire": "1"}
    assert numbers("worth:must", editor, "assigned") == {"me": "1", "nobody": "1"}
    assert numbers("state:open", editor, "has")["hedge"] == "1"
    assert numbers("state:open has:hedge", editor, "has")["discrepancy"] == "0"


@pytest.mark.parametrize(
    ("text", "field", "key", "becomes"),
    [
        ("state:open", "worth", "must", "state:open worth:must"),
        ("worth:must state:open", "worth", "must", "state:open"),
        ("worth:must state:open", "worth", "minor", "worth:must,minor state:open"),
        ("worth:must,minor", "worth", "must", "worth:minor"),
        ("-worth:must", "worth", "must", "-worth:must worth:must"),
        ("has:hedge", "has", "discrepancy", "has:hedge has:discrepancy"),
        ("has:hedge x", "has", "hedge", "x"),
        ("", "outlet", "The Daily Test", 'outlet:"The Daily Test"'),
        ("outlet:wire", "outlet", "wire", ""),
    ],
)
def test_it_toggles_a_term(editor: User, text: str, field: str, key: str, becomes: str) -> None:
    assert options(text, editor, field)[key].text == becomes


def test_what_is_chosen_says_so(editor: User) -> None:
    found = options("state:open outlet:wire", editor, "outlet")

    assert [key for key, option in found.items() if option.is_chosen] == ["wire"]
    assert found["wire"].number == "1"
    assert options("verdict:no", editor, "verdict")["none"].is_chosen


def test_numbers_end_somewhere(editor: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("counting", "filtering.lists", "filtering.facets"):
        monkeypatch.setattr(f"claims.{module}.COUNTED", 2)

    assert numbers("state:open", editor, "state")["open"] == "1+"
    assert numbers("state:open", editor, "verdict")["none"] == "1+"


def test_its_queries_do_not_grow_with_the_list(
    editor: User, django_assert_num_queries: object
) -> None:
    claims = ClaimList("state:open worth:must", user=editor, at=timezone.now())
    editor.has_perm("claims.see_every_article")

    with django_assert_num_queries(3):  # type: ignore[operator]
        facets_of(claims)
