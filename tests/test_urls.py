"""Every address of the site x role x method. It fails on an address that is missing here.

A role that may gets an answer; one that may not gets 403 or 404 and nothing changes; nobody is
sent to the sign-in; a method the address does not take is 405.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from claims.models import (
    Article,
    Citation,
    Claim,
    Comment,
    Evidence,
    EvidenceLink,
    Match,
    Review,
    SavedView,
    Sentence,
    Story,
    User,
    Verdict,
)
from tests.factories import (
    make_article,
    make_attempt,
    make_citation,
    make_claim,
    make_comment,
    make_evidence,
    make_link,
    make_match,
    make_saved_view,
    make_sentence,
    make_story,
    make_user,
)
from tests.stages.world import rows

# 409 and 422 are answers too: somebody was faster, or the form lacks something.
ANSWERS = (200, 204, 302, 409, 422)

# n: signed in, in no group; r: a reporter; o: the reporter who handed the article in
EVERYBODY = "nroceA"
ROLES = {"n": "", "r": "Reporter", "o": "Reporter", "c": "Checker", "e": "Editor", "A": "Admin"}

OWN = "oceA"  # sees this article
HANDS_IN = "roceA"
CHECKS = "ceA"
STEERS = "eA"


@dataclass
class World:
    """An article of its reporter with a claim in each state."""

    owner: User
    article: Article
    open: Claim
    neighbour: Claim
    proposed: Claim
    settled: Claim
    dropped: Claim
    link: EvidenceLink
    document: Evidence
    furniture: Sentence
    unchecked: Sentence
    match: Match
    story: Story
    citation: Citation
    view: SavedView
    comment: Comment


def make_world(owner: User, asked: User | None = None) -> World:
    article = make_article(
        "The hotline has 10 operators. It was launched in May. They take 50 calls a day. "
        "It cost 5,000 rubles. It rained.\nRead more.\nWho knows?",
        by=owner,
        state=Article.State.IN_CHECK,
    )
    checker, editor = make_user("Checker"), make_user("Editor")
    claims = [
        make_claim(article, quote=quote)
        for quote in (
            "The hotline has 10 operators.",
            "It was launched in May.",
            "They take 50 calls a day.",
            "It cost 5,000 rubles.",
            "It rained.",
        )
    ]
    first, neighbour, proposed, settled, dropped = claims
    link = make_link(first.review, by=checker)
    make_attempt(first.review, by=checker)
    for claim in (proposed, settled):
        verdict = Verdict.objects.create(
            review=claim.review,
            verdict="verified",
            reason="Read the register.",
            by=checker,
            at=timezone.now(),
        )
        Review.objects.filter(pk=claim.pk).update(
            state="proposed", verdict=verdict, proposed_by=checker
        )
    Review.objects.filter(pk=settled.pk).update(
        state="settled", signed_off_by=editor, signed_off_at=timezone.now()
    )
    Review.objects.filter(pk=dropped.pk).update(state="dropped")
    document = make_evidence(by=checker)
    end = len(article.text)
    match = make_match(first, make_claim())
    return World(
        *(owner, article, first, neighbour, proposed, settled, dropped, link, document),
        furniture=make_sentence(article, end - 21, end - 11, kind="furniture"),
        unchecked=make_sentence(article, end - 10, end),
        match=match,
        story=make_story(match.a, match.b),
        citation=make_citation(article),
        view=make_saved_view(is_shared=True),
        comment=make_comment(first.review, by=checker, asks=asked or editor),
    )


@dataclass
class Row:
    may: str
    data: Callable[[World], dict[str, Any]] = field(default=lambda world: {})
    # 404 is the answer to those who may, too: there is nothing to give.
    empty: bool = False


def on(kind: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": getattr(world, kind).pk, **more}


def line(kind: str) -> Callable[[World], dict[str, Any]]:
    return lambda world: {"pk": world.article.pk, "line_pk": getattr(world, kind).pk}


def source(world: World) -> dict[str, Any]:
    return {"pk": world.story.pk, "edge_pk": world.citation.pk}


def beside(world: World) -> dict[str, Any]:
    """A claim and the one of another article."""
    return {"pk": world.proposed.pk, "other_pk": world.match.b.pk}


def of_comment(world: World) -> dict[str, Any]:
    return {"pk": world.open.pk, "comment_pk": world.comment.pk}


def of_mention(world: World) -> dict[str, Any]:
    return {"pk": world.open.pk, "mention_pk": world.comment.mentions.get().pk}


Table = dict[str, tuple[Callable[[World], dict[str, Any]], dict[str, Row]]]


def nothing(world: World) -> dict[str, Any]:
    return {}


def data(**fields: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: fields


VERDICT = data(verdict="verified", reason="Read it myself.")
DETAILS = data(headline="New headline", language="en", outlet="The Daily Test", text="A new text.")

TABLE: Table = {
    "account_time_zone": (
        nothing,
        {"GET": Row(EVERYBODY), "POST": Row(EVERYBODY, data(time_zone="Europe/Kyiv"))},
    ),
    "desk": (nothing, {"GET": Row(EVERYBODY)}),
    "articles": (nothing, {"GET": Row(EVERYBODY)}),
    "article_new": (nothing, {"GET": Row(HANDS_IN), "POST": Row(HANDS_IN, DETAILS)}),
    "article": (on("article"), {"GET": Row(OWN)}),
    "article_progress": (on("article"), {"GET": Row(OWN)}),
    "article_details": (on("article"), {"GET": Row("oeA"), "POST": Row("oeA", DETAILS)}),
    "article_extract": (on("article"), {"POST": Row(OWN)}),
    "article_clear": (on("article"), {"POST": Row(STEERS, data(note="It may run."))}),
    "article_hold": (on("article"), {"POST": Row(STEERS, data(reason="A lawyer asks."))}),
    "article_release": (on("article"), {"POST": Row(STEERS)}),
    "article_csv": (on("article"), {"GET": Row(CHECKS)}),
    "claim_add": (on("article"), {"POST": Row(CHECKS, data(start=85, end=90))}),
    "sentence_bring_back": (line("furniture"), {"POST": Row(CHECKS)}),
    "sentence_skip": (
        line("unchecked"),
        {"GET": Row(CHECKS), "POST": Row(CHECKS, data(reason="A photo caption."))},
    ),
    "sentence_check": (line("unchecked"), {"POST": Row(CHECKS)}),
    "sentence_pass": (line("unchecked"), {"POST": Row(CHECKS)}),
    "sentence_unpass": (line("unchecked"), {"POST": Row(CHECKS)}),
    "queue": (nothing, {"GET": Row(CHECKS)}),
    "queue_next": (nothing, {"POST": Row(CHECKS)}),
    "queue_steer": (
        nothing,
        {"POST": Row(STEERS, lambda world: {"claims": [world.open.pk], "action": "pin"})},
    ),
    "queue_csv": (nothing, {"GET": Row(CHECKS)}),
    "queue_completions": (nothing, {"GET": Row(CHECKS)}),
    "queue_view_save": (nothing, {"POST": Row(CHECKS, data(name="Mine", query="state:open"))}),
    "queue_view": (on("view"), {"GET": Row(STEERS), "POST": Row(STEERS, data(name="Ours"))}),
    "queue_view_delete": (on("view"), {"POST": Row(STEERS)}),
    "review": (on("open"), {"GET": Row(OWN)}),
    "claim_why": (on("open"), {"GET": Row(OWN)}),
    "claim_alike": (on("open"), {"GET": Row(CHECKS)}),
    "claim_join": (beside, {"POST": Row(CHECKS)}),
    "claim_take": (on("open"), {"POST": Row(CHECKS)}),
    "claim_lease": (on("open"), {"POST": Row(CHECKS, data(action="renew"))}),
    "claim_release": (on("open"), {"POST": Row(CHECKS)}),
    "claim_steer": (on("open"), {"POST": Row(STEERS, data(action="pin"))}),
    "claim_propose": (on("open"), {"POST": Row(CHECKS, VERDICT)}),
    "claim_sign_off": (on("proposed"), {"POST": Row(STEERS)}),
    "claim_send_back": (on("proposed"), {"POST": Row(STEERS, data(reason="Where from?"))}),
    "claim_reopen": (on("settled"), {"POST": Row(STEERS, data(reason="A new figure."))}),
    "claim_undo": (on("open"), {"POST": Row(CHECKS)}),
    "attempt_add": (on("open"), {"POST": Row(CHECKS, data(kind="call", what="No answer."))}),
    "evidence_add": (
        on("open"),
        {
            "POST": Row(
                CHECKS,
                data(
                    title="Register",
                    kind="primary",
                    stance="supports",
                    url="https://example.org/register",
                ),
            )
        },
    ),
    "evidence_remove": (
        lambda world: {"pk": world.open.pk, "link_pk": world.link.pk},
        {"POST": Row(CHECKS)},
    ),
    "evidence_find": (on("open"), {"GET": Row(CHECKS, data(find="briefing"))}),
    "evidence_known": (on("open"), {"GET": Row(CHECKS, data(url="https://example.org/a"))}),
    "evidence_take_over": (
        lambda world: {"pk": world.open.pk, "source_pk": world.settled.pk},
        {"POST": Row(CHECKS)},
    ),
    "comment_add": (on("open"), {"POST": Row(CHECKS, data(text="Who counted them?"))}),
    "comment_resolve": (of_comment, {"POST": Row(CHECKS)}),
    "comment_reopen": (of_comment, {"POST": Row(CHECKS)}),
    # Whoever was asked, and nobody else.
    "mention_answered": (of_mention, {"POST": Row("e")}),
    "claim_reword": (
        on("open"),
        {"GET": Row(CHECKS), "POST": Row(CHECKS, data(wording="Ten operators work there."))},
    ),
    "claim_split": (
        on("open"),
        {
            "GET": Row(CHECKS),
            "POST": Row(CHECKS, data(parts="The hotline has\n10 operators.", reason="Two facts.")),
        },
    ),
    "claim_merge": (
        on("open"),
        {
            "GET": Row(CHECKS),
            "POST": Row(CHECKS, lambda world: {"other": world.neighbour.pk, "reason": "One fact."}),
        },
    ),
    "claim_drop": (
        on("open"),
        {"GET": Row(CHECKS), "POST": Row(CHECKS, data(reason="An opinion."))},
    ),
    "claim_restore": (on("dropped"), {"POST": Row(CHECKS)}),
    "stories": (nothing, {"GET": Row(CHECKS)}),
    "story": (on("story"), {"GET": Row(CHECKS)}),
    "story_name": (on("story"), {"POST": Row(STEERS, data(title="The operators"))}),
    "story_split": (
        on("story"),
        {"POST": Row(STEERS, lambda world: {"claims": [world.open.pk], "reason": "Two facts."})},
    ),
    "story_join": (
        on("story"),
        {"POST": Row(CHECKS, lambda world: {"claim": world.neighbour.reference})},
    ),
    "match_confirm": (on("match"), {"POST": Row(CHECKS)}),
    "match_reject": (on("match"), {"POST": Row(CHECKS)}),
    "citation_add": (
        on("story"),
        {
            "POST": Row(
                STEERS,
                lambda world: {
                    "article": world.article.pk,
                    "name": "Radio Norte",
                    "kind": "outlet",
                    "reason": "It says so.",
                },
            )
        },
    ),
    "citation_correct": (
        source,
        {"POST": Row(STEERS, data(name="Radio Norte", kind="outlet", reason="Misread."))},
    ),
    "citation_remove": (source, {"POST": Row(STEERS, data(reason="Misread."))}),
    "evidence_library": (nothing, {"GET": Row(CHECKS)}),
    "evidence": (on("document"), {"GET": Row(CHECKS)}),
    "evidence_file": (on("document"), {"GET": Row(CHECKS, empty=True)}),
    "search": (nothing, {"GET": Row(EVERYBODY, data(q="hotline"))}),
    "search_suggest": (nothing, {"GET": Row(EVERYBODY, data(q="hotline"))}),
}

# Not ours: sign-in and the admin site are tested by tests/accounts and tests/admin; here they are
# asked for one thing, that nobody and the wrong person stay out.
OUTSIDE = ("accounts/", "admin/")


def addresses(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    """(route, name) of every address of the site."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.name or ""


def test_it_lists_every_address() -> None:
    ours = {name for route, name in addresses() if not route.startswith(OUTSIDE)}
    assert ours == set(TABLE)


CASES = [(name, method) for name, (_, methods) in TABLE.items() for method in methods]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_it_answers_whom_it_should(client: Client, role: str) -> None:
    """One world for all addresses, put back after each."""
    users = {role: make_user(group) for role, group in ROLES.items()}
    world = make_world(users["o"], asked=users["e"])
    client.force_login(users[role])
    before = rows()
    wrong = {}
    for name, method in CASES:
        kwargs, methods = TABLE[name]
        row = methods[method]
        url = reverse(name, kwargs=kwargs(world))
        start = transaction.savepoint()
        response = getattr(client, method.lower())(url, row.data(world))
        if role not in row.may:
            right = response.status_code in (403, 404) and rows() == before
        elif row.empty:
            right = response.status_code == 404
        else:
            right = response.status_code in ANSWERS
        if not right:
            wrong[name, method] = (response.status_code, response.content[:2000])
        transaction.savepoint_rollback(start)
    assert wrong == {}


@pytest.mark.django_db
def test_it_sends_nobody_to_the_sign_in(client: Client) -> None:
    world = make_world(make_user("Reporter"))
    for name, method in CASES:
        response = getattr(client, method.lower())(reverse(name, kwargs=TABLE[name][0](world)))
        assert response.status_code == 302, (name, method)
        assert response["Location"].startswith(reverse("account_login")), (name, method)


@pytest.mark.django_db
def test_it_refuses_other_methods(client: Client) -> None:
    client.force_login(make_user("Admin"))
    world = make_world(make_user("Reporter"))
    for name, (kwargs, methods) in TABLE.items():
        url = reverse(name, kwargs=kwargs(world))
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(methods):
            assert client.generic(method, url).status_code == 405, (name, method)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in ROLES if role != "A"])
def test_it_keeps_all_but_admins_out_of_the_admin_site(client: Client, role: str) -> None:
    client.force_login(make_user(ROLES[role]))
    for route, name in addresses():
        if (
            route.startswith("admin/")
            and "<" not in route
            and "(" not in route
            and name
            not in (
                "login",
                "logout",
                "jsi18n",
            )
        ):
            response = client.get(f"/{route}")
            assert response.status_code in (302, 403, 404), route


@pytest.mark.django_db
def test_it_keeps_nobody_out_of_everything_but_the_sign_in(client: Client) -> None:
    open_to_all = 0
    for route, _ in addresses():
        if not route.startswith(OUTSIDE) or "<" in route or "(" in route or "^" in route:
            continue
        response = client.get(f"/{route}")
        if response.status_code == 200:
            open_to_all += 1
            assert route.startswith("accounts/") or route == "admin/jsi18n/", route
            assert b"<html lang=" in response.content or route == "admin/jsi18n/", route
    assert open_to_all
