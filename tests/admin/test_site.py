"""Who enters the admin site, and that every page of it opens."""

import re

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from claims import discussing, reviewing
from claims.admin.site import site
from claims.models import Chain, Event, Review, SavedView, User
from tests.factories import (
    NOON,
    make_attempt,
    make_citation,
    make_claim,
    make_link,
    make_match,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db

MODELS = {model._meta.label_lower.replace(".", "_"): model for model in site._registry}
# What an admin changes; all else is shown only.
CHANGED = {
    "claims_article",
    "claims_outlet",
    "claims_user",
    "auth_group",
    "claims_policy",
    "claims_weights",
    "claims_matching",
    "claims_origin",
}
ADDED = {"claims_outlet", "claims_user", "auth_group"}


@pytest.fixture
def world(admin: User) -> None:
    """A row of everything."""
    claim = make_claim()
    review = claim.review
    make_attempt(review)
    make_link(review)
    Event.objects.record(claim, Event.Action.CLAIM_EXTRACTED, by=None)
    reviewing.propose_verdict(review, verdict="unverified", reason="Nobody says.", by=admin)
    claim.article.sentences.create(start=0, end=9, paragraph=0, kind="body")
    make_story(make_match(claim).a)
    make_citation(claim.article)
    discussing.add_comment(review, text=f"@{admin.username} who says so?", by=make_user())
    SavedView.objects.create(
        name="Late", query="is:late", owner=admin, is_shared=True, created_at=NOON
    )


def first_review() -> Review:
    return Review.objects.earliest("pk")


def test_admins_enter(client: Client, admin: User) -> None:
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("group", ["Reporter", "Checker", "Editor"])
def test_others_do_not(client: Client, group: str) -> None:
    client.force_login(make_user(group, is_staff=True))

    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/claims/review/", follow=True).status_code == 403


def test_nobody_is_sent_to_the_desks_own_sign_in(client: Client) -> None:
    response = client.get("/admin/claims/review/", follow=True)

    assert response.redirect_chain[-1][0].startswith("/accounts/login/?next=")
    assert "/admin/claims/review/" in response.redirect_chain[-1][0]
    assert client.post("/admin/login/", {"username": "a", "password": "b"}).status_code == 302


def test_inactive_admins_do_not(client: Client, admin: User) -> None:
    User.objects.filter(pk=admin.pk).update(is_active=False)

    assert client.get("/admin/").status_code == 302


def test_its_other_doors_are_the_desks(client: Client, admin: User) -> None:
    assert client.get("/admin/login/").url == "/admin/"  # type: ignore[attr-defined]
    assert client.get("/admin/password_change/").url == reverse("account_change_password")  # type: ignore[attr-defined]
    assert client.post("/admin/logout/").url == reverse("account_logout")  # type: ignore[attr-defined]


def test_every_list_and_page_opens(
    client: Client,
    world: None,
    subtests: pytest.Subtests,
    django_assert_max_num_queries: object,
) -> None:
    for name, model in MODELS.items():
        with subtests.test(name):
            any_state = "?state=any" * (model is Review)
            with django_assert_max_num_queries(12) as asked:  # type: ignore[operator]
                listed = client.get(reverse(f"admin:{name}_changelist") + any_state)
            first = model._default_manager.first()
            shown = client.get(reverse(f"admin:{name}_change", args=[first.pk]))

            assert (listed.status_code, shown.status_code) == (200, 200)
            assert listed.context["cl"].result_count > 0
            statements = [query["sql"] for query in asked.captured_queries]
            assert not any('"claims_article"."text"' in sql for sql in statements)
            for page in (listed, shown):
                assert page["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
                html = page.content.decode()
                inline = r"<script(?![^>]*\bsrc=)[^>]*>\s*[^\s<]|\sstyle=|\son\w+="
                assert not re.search(inline, html)


def test_it_says_what_may_be_changed(
    client: Client, world: None, subtests: pytest.Subtests
) -> None:
    for name, model in MODELS.items():
        with subtests.test(name):
            pk = model._default_manager.first().pk
            page = reverse(f"admin:{name}_change", args=[pk])

            add = client.get(reverse(f"admin:{name}_add")).status_code
            change = client.post(page, {"url": "x"}).status_code
            delete = client.post(
                reverse(f"admin:{name}_delete", args=[pk]), {"post": "yes"}
            ).status_code

            assert add == (200 if name in ADDED else 403)
            # An origin may be saved as it is.
            assert change == (302 if name == "claims_origin" else 200 if name in CHANGED else 403)
            assert delete == 403
            assert model._default_manager.filter(pk=pk).exists()


def test_deleting_many_is_no_action(client: Client, world: None) -> None:
    for name in MODELS:
        html = client.get(reverse(f"admin:{name}_changelist")).content.decode()
        assert "delete_selected" not in html


def test_its_history_is_the_databases(client: Client, world: None) -> None:
    review = first_review()

    response = client.get(f"/admin/claims/review/{review.pk}/history/", follow=True)

    assert response.redirect_chain[0][0] == f"/admin/claims/event/?chain=claim%3A{review.pk}"
    assert response.context["cl"].result_count == Event.objects.of(review).count() == 3


def test_it_leads_to_the_desk(client: Client, world: None) -> None:
    review = first_review()

    page = client.get(f"/admin/claims/review/{review.pk}/change/").content.decode()

    assert f'href="{review.get_absolute_url()}" class="viewsitelink"' in page
    assert f'href="{reverse("queue")}"' in page


def test_its_first_page_names_what_people_look_for(client: Client, world: None) -> None:
    html = client.get("/admin/").content.decode()

    assert "Queue" in html
    for model in ("attempt", "chain", "sentence", "evidencelink"):
        assert f"/admin/claims/{model}/" not in html
    page = client.get(f"/admin/claims/review/{first_review().pk}/change/").content.decode()
    assert '<a href="/admin/claims/review/">Queue</a>' in page


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("claims/claim/?wording__regex=(", 400),
        ("claims/claim/?created_at__year=99999999", 400),
        ("claims/user/?password__startswith=a", 400),
        ("claims/event/?reason__regex=(", 400),
        (f"claims/review/?assignee={'9' * 4400}", 200),
        (f"claims/review/?priority__exact={'9' * 4400}", 200),
        (f"claims/user/?groups__id__exact={'9' * 4400}", 200),
        ("claims/article/?language__isnull=x", 200),
        (f"claims/review/?p={'9' * 30}", 200),
        ("claims/review/?state=%00", 404),
        ("claims/review/?q=%00", 404),
        ("claims/event/?chain=%00", 404),
        ("claims/event/?%00=x", 404),
        ("claims/chain/%00/change/", 404),
        ("claims/chain/%00/history/", 404),
        ("claims/user/abc/password/", 404),
        (f"claims/user/{'9' * 30}/password/", 404),
        ("r/{chain}/%00/", 404),
        ("r/%00/1/", 404),
    ],
)
def test_odd_addresses_are_refused(client: Client, world: None, address: str, status: int) -> None:
    chain = ContentType.objects.get_for_model(Chain).pk

    response = client.get(f"/admin/{address.replace('{chain}', str(chain))}", follow=True)

    assert response.status_code == status


@pytest.mark.parametrize("key", ["abc", "\0", "9" * 4400, "-1", "²"])
def test_odd_choices_are_passed_over(client: Client, world: None, key: str) -> None:
    data = {"action": "pin", "_selected_action": [key]}

    response = client.post("/admin/claims/review/?state=any", data, follow=True)

    assert response.status_code == 200
    assert not Review.objects.filter(pinned=True).exists()


@pytest.mark.parametrize(
    "address",
    ["event/?q=claim:1", "event/?chain=gone", "review/?q=hotline&state=any", "review/?assignee=x"],
)
def test_searches_and_odd_addresses_open(client: Client, world: None, address: str) -> None:
    assert client.get(f"/admin/claims/{address}", follow=True).status_code == 200
