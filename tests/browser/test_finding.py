"""Finding things by keys: the box at the top of every page, and evidence for a claim."""

import pytest
from playwright.sync_api import expect

from claims.models import EvidenceLink
from tests.browser.conftest import SignIn
from tests.factories import make_article, make_claim, make_evidence, make_link, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_search_box_is_worked_by_keys(sign_in: SignIn) -> None:
    first, second = (make_claim(wording=f"Zeppelin no. {number}") for number in (1, 2))
    page = sign_in(make_user("Checker"))
    page.keyboard.press("/")
    box, found = page.locator("#bar-q"), page.get_by_role("listbox")
    expect(box).to_be_focused()
    page.keyboard.type("zepp")
    expect(found.get_by_role("option", name="Zeppelin no. 2")).to_be_visible()
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(box).to_be_focused()
    expect(box).to_have_value("zepp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_contain_text("Zeppelin no. 1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(first.get_absolute_url())

    page.keyboard.press("/")
    page.keyboard.type(second.reference)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.endswith(second.get_absolute_url())


def test_evidence_is_looked_up_and_linked_by_keys(sign_in: SignIn) -> None:
    checker = make_user("Checker")
    claim = make_claim(make_article("It rained. The zeppelin holds 37 people."), quote="It rained.")
    make_evidence(by=checker, title="Register of 1937", url="https://example.org/register")
    make_link(make_claim().review, by=checker, title="About trains")

    page = sign_in(checker)
    page.goto(claim.get_absolute_url())
    page.keyboard.press("e")
    expect(page.locator("#evidence-offers .offer")).to_have_count(2)
    # Digits are words while one types.
    page.keyboard.press("f")
    page.keyboard.type("1937")
    expect(page.locator("#evidence-offers .offer")).to_have_count(1)
    expect(page.locator("#find")).to_have_value("1937")
    page.wait_for_url("**/?find=1937")
    page.reload()
    expect(page.locator("#evidence-offers .offer")).to_have_count(1)
    with page.expect_navigation():
        page.keyboard.press("Shift+Digit1")
    expect(page.get_by_text("Evidence linked.")).to_be_visible()
    expect(page.locator("[data-evidence-panel]")).not_to_have_attribute("open", "")
    link = EvidenceLink.objects.get(review=claim.pk)
    assert (link.evidence.title, link.stance) == ("Register of 1937", "refutes")
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(page.locator(".evidence")).to_have_count(0)


def test_an_address_that_is_known_is_offered_before_the_form_is_sent(sign_in: SignIn) -> None:
    checker, claim = make_user("Checker"), make_claim()
    make_evidence(by=checker, title="The register", url="https://example.org/register")
    page = sign_in(checker)
    page.goto(claim.get_absolute_url())
    page.keyboard.press("e")
    page.get_by_label("Web address").fill("www.example.org/register/")
    known = page.locator("#evidence-known")
    expect(known).to_contain_text("In the library already: The register")
    with page.expect_navigation():
        known.get_by_role("button", name="Context").click()
    expect(page.locator(".evidence", has_text="The register")).to_contain_text("context")
    # What was typed is done with.
    page.keyboard.press("e")
    expect(page.get_by_label("Web address")).to_have_value("")
