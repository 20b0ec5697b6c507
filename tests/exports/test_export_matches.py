"""`manage.py export_matches`: every match that stands, as JSON, caught up with first."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from claims import extraction, matching, tasks
from claims.exports import match_rows
from claims.management.commands.export_matches import SEEDS, file_names
from claims.models import Article, Match, Matching
from tests.factories import make_article, make_user
from tests.matching.world import DENIED, RETOLD, TOLD, claim_of, make_match, match_all, report

pytestmark = pytest.mark.django_db

Export = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def export(capsys: pytest.CaptureFixture[str]) -> Export:
    """What the command writes to standard output, read back."""

    def run(*options: str) -> list[dict[str, Any]]:
        capsys.readouterr()
        call_command("export_matches", "--json", *options)
        return json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def pair() -> tuple[Article, Article]:
    articles = report(TOLD, headline="The ferry"), report(DENIED, headline="Fire at sea")
    match_all(*articles)
    while matching.rematch_some():
        pass
    return articles


def test_it_writes_both_ends_and_why(export: Export, pair: tuple[Article, Article]) -> None:
    [row] = export()

    match = Match.objects.get()
    names = [f"{article.pk}: {article.headline}" for article in pair]
    assert sorted([row["a"]["article"], row["b"]["article"]]) == sorted(names)
    assert [row[end]["article"] for end in "ab"] == sorted(names)
    for end in (row["a"], row["b"]):
        article = Article.objects.get(pk=int(end["article"].split(":")[0]))
        assert article.text[end["start"] : end["end"]] == claim_of(article).quote
    assert (row["relation"], row["similarity"]) == ("discrepancy", round(match.similarity, 4))
    assert match.relation_why.rstrip(".") in row["why"]
    assert row.keys() == {"a", "b", "similarity", "relation", "why"}


def test_the_end_whose_article_comes_first_by_name_is_a() -> None:
    """Whichever claim was there first."""
    articles = report(TOLD), report(RETOLD)
    make_match(claim_of(articles[0]), claim_of(articles[1]))
    for order in (("a.txt", "b.txt"), ("b.txt", "a.txt")):
        names = {article.text_sha256: name for article, name in zip(articles, order, strict=True)}

        [row] = match_rows(Match.objects.all(), names=names)

        assert (row["a"]["article"], row["b"]["article"]) == ("a.txt", "b.txt")


def test_what_is_rejected_or_off_the_desk_is_left_out(
    export: Export, pair: tuple[Article, Article]
) -> None:
    by = make_user()
    match = Match.objects.get()
    matching.confirm_match(match, by=by)
    assert len(export()) == 1

    extraction.drop_claim(claim_of(pair[0]), by=by, reason="Opinion.")
    assert export("--as-is") == []
    extraction.restore_claim(claim_of(pair[0]), by=by)
    assert len(export("--as-is")) == 1
    matching.reject_match(match, by=by)
    assert export() == []


def test_it_does_first_what_the_worker_has_left(
    export: Export, capsys: pytest.CaptureFixture[str]
) -> None:
    for sentence in (TOLD, RETOLD):
        tasks.hand_in(text=f"{sentence} The minister resigned.", by=None)
    assert export("--as-is") == []

    call_command("export_matches", "--json")

    told = capsys.readouterr()
    assert len(json.loads(told.out)) > 0
    assert "Finding the claims of" in told.err
    assert "Matching all articles." in told.err
    assert Matching.current().finished


def test_an_article_that_waits_for_its_matches_is_matched_first(
    export: Export, pair: tuple[Article, Article]
) -> None:
    other = report(TOLD, headline="A third")
    extraction.reword_claim(claim_of(pair[0]), wording="Nobody sailed.", by=make_user())
    tasks.queue_matching(pair[0].pk)

    rows = export()

    assert any(f"{other.pk}: A third" in (row["a"]["article"], row["b"]["article"]) for row in rows)
    # It is still the worker's to do: beside this command nothing is done twice over.
    assert ProcrastinateJob.objects.filter(task_name="match").count() == 1


def test_the_second_time_it_writes_the_same(export: Export, pair: tuple[Article, Article]) -> None:
    assert export() == export()


def test_a_seed_has_the_name_of_its_file() -> None:
    names = file_names()
    for path in SEEDS.glob("*.txt"):
        article = make_article(path.read_bytes().decode())

        assert names[article.text_sha256] == path.name
    assert len(names) == Article.objects.count() == 5


def test_an_empty_desk_is_an_empty_list(export: Export) -> None:
    assert export() == []


def test_it_asks_for_the_form() -> None:
    with pytest.raises(CommandError, match="export_matches --json"):
        call_command("export_matches")
