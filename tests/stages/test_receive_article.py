"""Taking an article in: as received, once."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from claims import intake
from claims.models import Article, Event, Outlet
from tests.factories import NOON, make_article, make_user
from tests.stages.world import history, last_event

pytestmark = pytest.mark.django_db

TEXT = "  The ministry has 1,200 employees.\r\n\r\nIt was founded in 1998.\n"


def test_it_stores_the_text_character_by_character() -> None:
    reporter = make_user("Reporter")

    article = intake.receive_article(
        text=TEXT, by=reporter, headline="Staff", outlet=" Morning  Post ", deadline=NOON
    )

    article.refresh_from_db()
    assert article.text == TEXT
    assert article.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert article.state == Article.State.RECEIVED
    assert article.submitted_by == reporter
    assert article.outlet == Outlet.objects.get(name="Morning Post")
    assert article.deadline == NOON
    assert article.opening == "The ministry has 1,200 employees. It was founded in 1998."


def test_it_records_who_handed_it_in() -> None:
    reporter = make_user("Reporter")

    article = intake.receive_article(text=TEXT, by=reporter, headline="Staff")

    assert history(article) == ["article.received"]
    event = last_event(article)
    assert (event.by, event.old) == (reporter, {})
    assert event.new == {"headline": "Staff", "sha256": article.text_sha256}


def test_it_is_not_for_people_of_no_group() -> None:
    with pytest.raises(PermissionDenied, match="You may not hand in articles"):
        intake.receive_article(text=TEXT, by=make_user(""))

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "again",
    [TEXT, TEXT.strip(), TEXT.replace("\r\n", " "), TEXT.replace(" ", "\u00a0\t")],
    ids=["same", "trimmed", "lines", "no-break"],
)
def test_it_refuses_the_same_words_and_names_the_first(again: str) -> None:
    first = intake.receive_article(text=TEXT, by=make_user("Reporter"), headline="Staff")

    with pytest.raises(intake.AlreadyReceived) as refused:
        intake.receive_article(text=again, by=make_user("Reporter"), headline="Other")

    assert refused.value.article == first
    assert Article.objects.count() == 1
    assert Event.objects.exclude(chain="desk").count() == 1


def test_it_does_not_read_the_text_of_the_first_again() -> None:
    intake.receive_article(text=TEXT, by=None)

    with pytest.raises(intake.AlreadyReceived) as refused:
        intake.receive_article(text=TEXT, by=None)

    assert "text" in refused.value.article.get_deferred_fields()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is no text"),
        (" \n\t\u00a0", "There is no text"),
        ("x" * (Article.MAX_LENGTH + 1), "The text has 500,001 characters; 500,000 are"),
        ("One\0two", r"Character 4 of the text is a NUL byte: it was damaged\."),
        ("Sm\ud83dile", r"Character 3 of the text is half a character \(U\+D83D\)"),
        ("\udc80", r"Character 1 of the text is half a character \(U\+DC80\)"),
    ],
    ids=["empty", "blank", "long", "nul", "high surrogate", "low surrogate"],
)
def test_it_says_what_is_wrong_with_a_text(text: str, sentence: str) -> None:
    with pytest.raises(intake.TextRefused, match=sentence):
        intake.receive_article(text=text, by=make_user("Reporter"))

    assert not Article.objects.exists()
    assert not Event.objects.exclude(chain="desk").exists()


@pytest.mark.parametrize("name", ["headline", "byline", "url", "doubts", "outlet"])
@pytest.mark.parametrize("damage", ["\0", "\ud800"], ids=["nul", "surrogate"])
def test_it_says_which_detail_is_damaged(name: str, damage: str) -> None:
    with pytest.raises(intake.TextRefused, match="Character 3 of the"):
        intake.receive_article(text=TEXT, by=None, **{name: f"ab{damage}"})

    assert not Article.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "שלום עולם. 12 אנשים.",
        "👩‍👩‍👧‍👦 " * 3,
        "é vs é",
        "x" * 300_000,
        "\ufeffText.",
        "\x01\x7f\x85 x",
    ],
    ids=["right-to-left", "joined", "composed", "one word", "mark", "controls"],
)
def test_it_keeps_odd_texts_whole(text: str) -> None:
    article = intake.receive_article(text=text, by=None)

    assert Article.objects.get(pk=article.pk).text == text


def test_it_knows_an_outlet_in_any_case() -> None:
    first = make_article(outlet="The Guardian")

    assert make_article(outlet="the GUARDIAN").outlet == first.outlet
    assert make_article(outlet="").outlet is None


def test_it_tells_outlets_apart_as_the_database_does() -> None:
    """A Kelvin sign is a k in lower case only, so that `iexact` would not find the first."""
    names = ["Kurier", "\u212aurier", "Stra\u00dfe", "STRASSE", "\u0131zmir", "IZMIR"]

    articles = [make_article(outlet=name) for name in names]

    assert all(article.outlet for article in articles)
    assert [make_article(outlet=name).outlet for name in names] == [a.outlet for a in articles]


@pytest.mark.parametrize("year", [1, 1999, 2101, 9999])
def test_it_refuses_a_deadline_in_no_year_of_ours(year: int) -> None:
    article = intake.receive_article(text="Another.", by=None, deadline=NOON)
    editor = make_user("Editor")

    with pytest.raises(intake.TextRefused, match="between 2000 and 2100"):
        intake.receive_article(text="Some.", by=None, deadline=NOON.replace(year=year))
    with pytest.raises(intake.TextRefused, match="between 2000 and 2100"):
        intake.change_details(article, by=editor, outlet="", deadline=NOON.replace(year=year))

    article = Article.objects.get()
    assert article.deadline == NOON
