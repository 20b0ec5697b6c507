"""Who cites whom, put right by an editor: edges added, corrected and taken out, with history."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from claims import sourcing
from claims.models import Article, Citation, Claim, Event, Origin, User
from tests.factories import make_article, make_claim, make_user
from tests.stages.crowd import broken_links, sort_out, together

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user("Editor")


@pytest.fixture
def claim() -> Claim:
    return make_claim()


@pytest.fixture
def guardian() -> Origin:
    return Origin.objects.create(kind="outlet", name="The Guardian", key="guardian")


@pytest.fixture
def edge(claim: Claim, guardian: Origin) -> Citation:
    return Citation.objects.create(
        article=claim.article, claim=claim, cited=guardian, how="reports", words="the Guardian"
    )


def events(article: Article) -> list[tuple[str, Any, Any, str]]:
    found = Event.objects.of(article).filter(action__startswith="article.citation")
    return [(event.action, event.old, event.new, event.reason) for event in found]


def standing(claim: Claim) -> list[tuple[str, str]]:
    edges = Citation.objects.standing().filter(claim=claim).select_related("citing", "cited")
    return [(str(edge.citing or ""), str(edge.cited)) for edge in edges]


def test_an_edge_is_corrected(claim: Claim, edge: Citation, editor: User) -> None:
    corrected = sourcing.correct_citation(
        edge, kind="outlet", name="BBC", by=editor, reason="It says so further down."
    )

    assert standing(claim) == [("", "BBC")]
    assert (corrected.words, corrected.how, corrected.by) == ("the Guardian", "reports", editor)
    assert events(claim.article) == [
        (
            "article.citation_corrected",
            {"citing": "", "cited": "The Guardian", "claim": claim.reference},
            {"citing": "", "cited": "BBC", "claim": claim.reference},
            "It says so further down.",
        )
    ]


def test_corrected_back_the_first_edge_stands_again(
    claim: Claim, edge: Citation, editor: User
) -> None:
    corrected = sourcing.correct_citation(
        edge, kind="outlet", name="BBC", by=editor, reason="It says so."
    )

    back = sourcing.correct_citation(
        corrected, kind="outlet", name="the Guardian", by=editor, reason="It does not."
    )

    assert back.pk == edge.pk
    assert standing(claim) == [("", "The Guardian")]


def test_an_edge_is_taken_out_and_put_back(claim: Claim, edge: Citation, editor: User) -> None:
    sourcing.remove_citation(edge, by=editor, reason="A slip of the reader.")
    assert standing(claim) == []

    sourcing.add_citation(claim.article, claim=claim, kind="outlet", name="The Guardian", by=editor)

    assert standing(claim) == [("", "The Guardian")]
    assert Citation.objects.count() == 1
    assert [event[0] for event in events(claim.article)] == [
        "article.citation_removed",
        "article.citation_added",
    ]


def test_an_edge_leads_on_from_an_origin(
    claim: Claim, edge: Citation, guardian: Origin, editor: User
) -> None:
    sourcing.add_citation(
        claim.article, claim=claim, citing=guardian, kind="body", name="POW office", by=editor
    )

    assert standing(claim) == [("", "The Guardian"), ("The Guardian", "POW office")]


def test_a_joined_origin_goes_by_its_other_name(
    claim: Claim, guardian: Origin, editor: User
) -> None:
    other = Origin.objects.create(kind="outlet", name="The Graun", key="graun")
    sourcing.join_origins(other, guardian, by=editor)

    sourcing.add_citation(claim.article, claim=claim, kind="outlet", name="The Graun", by=editor)

    assert standing(claim) == [("", "The Guardian")]


def test_a_second_press_is_told_who_was_faster(edge: Citation, editor: User) -> None:
    sourcing.remove_citation(edge, by=editor, reason="A slip.")

    for late in (
        lambda: sourcing.remove_citation(edge, by=editor, reason="A slip."),
        lambda: sourcing.correct_citation(
            edge, kind="outlet", name="BBC", by=editor, reason="It says so."
        ),
    ):
        with pytest.raises(sourcing.SourceRefused, match=f"faster: {editor} has taken it out"):
            late()


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        ("outlet", "  ", "Give the origin a name"),
        ("outlet", "…", "Give the origin a name"),
        ("rumour", "BBC", "an outlet, a body or a person"),
        ("outlet", "the Guardian", "is there"),
    ],
)
def test_what_makes_no_edge_is_refused(
    claim: Claim, edge: Citation, editor: User, kind: str, name: str, sentence: str
) -> None:
    with pytest.raises(sourcing.SourceRefused, match=sentence):
        sourcing.add_citation(claim.article, claim=claim, kind=kind, name=name, by=editor)

    assert standing(claim) == [("", "The Guardian")]


def test_nobody_cites_themselves(
    claim: Claim, edge: Citation, guardian: Origin, editor: User
) -> None:
    with pytest.raises(sourcing.SourceRefused, match="cannot cite itself"):
        sourcing.add_citation(
            claim.article, claim=claim, citing=guardian, kind="outlet", name="Guardian", by=editor
        )


def test_a_claim_of_another_article_is_refused(claim: Claim, editor: User) -> None:
    with pytest.raises(sourcing.SourceRefused, match="another article"):
        sourcing.add_citation(make_article(), claim=claim, kind="outlet", name="BBC", by=editor)


@pytest.mark.parametrize("group", ["Reporter", "Checker"])
def test_only_editors_correct(edge: Citation, guardian: Origin, group: str) -> None:
    person = make_user(group)

    for attempt in (
        lambda: sourcing.remove_citation(edge, by=person, reason="No."),
        lambda: sourcing.correct_citation(edge, kind="outlet", name="B", by=person, reason="No."),
        lambda: sourcing.add_citation(edge.article, kind="outlet", name="BBC", by=person),
        lambda: sourcing.join_origins(guardian, guardian, by=person),
        lambda: sourcing.part_origin(guardian, by=person),
    ):
        with pytest.raises(PermissionDenied):
            attempt()

    assert not events(edge.article)


def test_joined_origins_are_one_whatever_they_were_joined_to(
    guardian: Origin, editor: User
) -> None:
    one, two = (
        Origin.objects.create(kind="outlet", name=name, key=name) for name in ("one", "two")
    )
    sourcing.join_origins(two, one, by=editor)

    sourcing.join_origins(one, guardian, by=editor)

    assert set(Origin.objects.filter(same_as=guardian)) == {one, two}
    with pytest.raises(sourcing.SourceRefused, match="one origin already"):
        sourcing.join_origins(guardian, two, by=editor)
    sourcing.part_origin(two, by=editor)
    assert set(Origin.objects.filter(same_as=guardian)) == {one}


@pytest.mark.django_db(transaction=True)
def test_origins_joined_at_once_neither_wait_in_a_circle_nor_make_a_chain() -> None:
    editors = [make_user("Editor") for _ in range(3)]
    for number in range(3):
        ring = [
            Origin.objects.create(kind="outlet", name=f"{place}", key=f"{number} {place}")
            for place in range(3)
        ]
        pairs = zip(ring, [*ring[1:], ring[0]], editors, strict=True)

        done, failed = sort_out(
            together(
                *(
                    lambda one=one, into=into, by=by: sourcing.join_origins(one, into, by=by)
                    for one, into, by in pairs
                )
            )
        )

        # Two joins make all three one; the last is told so.
        assert len(done) == 2
        assert [type(error) for error in failed] == [sourcing.SourceRefused]
        assert Origin.objects.filter(key__startswith=f"{number} ", same_as=None).count() == 1
    assert not Origin.objects.filter(same_as__same_as__isnull=False).exists()
    assert broken_links() == []
