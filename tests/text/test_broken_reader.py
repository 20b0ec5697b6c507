"""A file of the reader that is missing or damaged: said in a sentence wherever it is needed."""

import shutil
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from claims import extraction, tasks
from claims.management.commands import analyse, evaluate
from claims.models import Article, Claim
from claims.text import reader
from claims.text.reader import ReaderBroken
from tests.factories import make_article, make_sentence, make_user

MISSING = "The trained reader cannot start: its file tokenizer.json is missing."
TEXT = "The council spent £12m in 2021."


@pytest.fixture
def weights(tmp_path, monkeypatch):
    """A copy of the reader's folder, which is read as if the process had just begun."""
    folder = tmp_path / "weights"
    shutil.copytree(reader.WEIGHTS, folder)
    monkeypatch.setattr(reader, "WEIGHTS", folder)
    for loaded in (reader._about, reader._reader):
        loaded.cache_clear()
    yield folder
    for loaded in (reader._about, reader._reader):
        loaded.cache_clear()


def test_a_missing_file_is_named_until_it_is_back(weights):
    (weights / "tokenizer.json").rename(weights / "elsewhere")
    with pytest.raises(ReaderBroken, match=MISSING):
        reader.read([TEXT])

    (weights / "elsewhere").rename(weights / "tokenizer.json")
    assert len(reader.read([TEXT])) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.onnx", b""),
        ("tokenizer.json", b"version https://git-lfs.github.com/spec/v1\n"),
        ("model.json", b"{"),
        ("model.json", b"\xff"),
    ],
)
def test_a_damaged_file_is_named(weights, name, content):
    (weights / name).write_bytes(content)
    with pytest.raises(ReaderBroken, match=f"its file {name} is not the one"):
        reader.read([TEXT])


def test_the_description_may_be_missing_too(weights):
    (weights / "model.json").unlink()
    with pytest.raises(ReaderBroken, match=r"its file model\.json is missing"):
        reader.version()


@pytest.mark.parametrize(
    ("command", "arguments"),
    [(analyse.Command, ["a.txt", "--json"]), (evaluate.Command, ["--data", "."])],
)
def test_the_commands_say_so(weights, monkeypatch, command, arguments):
    monkeypatch.chdir(weights.parent)
    (weights.parent / "a.txt").write_text(TEXT)
    (weights / "tokenizer.json").unlink()
    with pytest.raises(CommandError, match=MISSING):
        call_command(command(), *arguments)


@pytest.mark.django_db
@pytest.mark.parametrize(("attempts", "told"), [(0, "tried again"), (2, tasks.GIVEN_UP)])
def test_the_worker_says_so_on_the_article_s_page(weights, client, attempts, told):
    (weights / "tokenizer.json").unlink()
    article = make_article(TEXT, state=Article.State.RECEIVED)
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    with pytest.raises(ReaderBroken):
        tasks.extract.func(context, article_id=article.pk)

    client.force_login(make_user("Checker"))
    page = client.get(article.get_absolute_url()).content.decode()
    assert MISSING in page
    assert told in page


@pytest.mark.django_db
def test_what_people_add_and_bring_back_is_refused_with_it(weights):
    (weights / "tokenizer.json").unlink()
    article, by = make_article(TEXT), make_user("Checker")
    line = make_sentence(article, 0, len(TEXT), kind="furniture", reason="teaser")
    with pytest.raises(extraction.ShapingRefused, match=MISSING):
        extraction.add_claim(article, start=0, end=len(TEXT), by=by)
    with pytest.raises(extraction.ShapingRefused, match=MISSING):
        extraction.bring_back(line, by=by)

    line.refresh_from_db()
    assert line.kind == "furniture"
    assert not Claim.objects.exists()
