"""Who cites whom, read from the five articles: the chains, names merged, corrections kept."""

import pytest

from claims import extraction, sourcing
from claims.models import Article, Citation, Origin
from tests.factories import make_article, make_claim, make_user
from tests.stages.crowd import sort_out, together

pytestmark = pytest.mark.django_db

TEXT = (
    "More than 6,500 soldiers have called, Vitaly Matvienko told the Guardian. "
    "The calls come at night, according to the BBC. Nobody knows more."
)


@pytest.fixture
def article() -> Article:
    article = make_article(TEXT, state=Article.State.RECEIVED)
    extraction.extract_claims(article.pk)
    return article


def edges(article: Article) -> set[tuple[str, str]]:
    found = Citation.objects.standing().filter(article=article).select_related("citing", "cited")
    return {(str(edge.citing or ""), str(edge.cited)) for edge in found}


def test_the_chain_leads_from_the_article_to_the_person(article: Article) -> None:
    assert sourcing.read_citations(article.pk) == 3

    assert edges(article) == {
        ("", "The Guardian"),
        ("The Guardian", "Vitaly Matvienko"),
        ("", "BBC"),
    }
    for edge in Citation.objects.all():
        assert TEXT[edge.start : edge.end] == edge.words
        assert edge.claim is not None
        assert edge.by is None


def test_reading_it_again_adds_nothing(article: Article) -> None:
    sourcing.read_citations(article.pk)

    assert sourcing.read_citations(article.pk) == 0


def test_what_an_editor_put_right_stays(article: Article) -> None:
    sourcing.read_citations(article.pk)
    editor = make_user("Editor")
    bbc = Citation.objects.get(cited__name="BBC")
    sourcing.correct_citation(bbc, kind="outlet", name="ITV", by=editor, reason="A slip.")
    sourcing.remove_citation(
        Citation.objects.get(cited__name="The Guardian"), by=editor, reason="Not so."
    )

    sourcing.read_citations(article.pk)

    assert edges(article) == {("The Guardian", "Vitaly Matvienko"), ("", "ITV")}


def test_variants_of_a_name_are_one_origin(article: Article) -> None:
    other = make_article(
        "“Most are afraid,” Mr Vitaliy Matviyenko told The Guardian newspaper. It was late.",
        state=Article.State.RECEIVED,
    )
    extraction.extract_claims(other.pk)
    for each in (article, other):
        sourcing.read_citations(each.pk)

    assert sorted(origin.kind for origin in Origin.objects.all()) == ["outlet", "outlet", "person"]


def test_an_article_that_cites_nobody_has_no_edges() -> None:
    claim = make_claim()

    assert sourcing.read_citations(claim.article_id) == 0


def test_a_line_of_sources_holds_for_all_of_the_article() -> None:
    article = make_article("The dam broke at noon.\n\nSources: The Guardian, BBC, Der Spiegel")

    sourcing.read_citations(article.pk)

    assert edges(article) == {("", "The Guardian"), ("", "BBC"), ("", "Der Spiegel")}
    assert not Citation.objects.exclude(claim=None).exists()


@pytest.mark.django_db(transaction=True)
def test_articles_read_at_once_do_not_wait_in_a_circle() -> None:
    outlets = ["the Guardian", "Reuters", "the BBC", "Der Spiegel", "the Kyiv Post", "Le Monde"]
    articles = []
    for number, order in enumerate((outlets, outlets[::-1])):
        said = " ".join(f"{1000 + place} soldiers called, according to {name}."
                        for place, name in enumerate(order))  # fmt: skip
        article = make_article(f"Report {number}. {said}", state=Article.State.RECEIVED)
        extraction.extract_claims(article.pk)
        articles.append(article.pk)
    for _ in range(3):
        Citation.objects.all().delete()
        Origin.objects.all().delete()

        _, failed = sort_out(
            together(*(lambda key=key: sourcing.read_citations(key) for key in articles * 2))
        )

        assert failed == []
        assert Origin.objects.count() == len(outlets)
