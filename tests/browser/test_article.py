"""The article's page: cards beside what is read, unseen sentences by keys, words across marks."""

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Sentence
from tests.browser.conftest import SignIn
from tests.factories import make_article, make_claim, make_sentence, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LINES = [f"Line {number} says that {number + 3} men crossed the bridge." for number in range(40)]


def an_article():
    """Every fourth line is in no claim."""
    article = make_article("\n".join(LINES))
    at = 0
    for number, line in enumerate(LINES):
        make_sentence(article, at, at + len(line))
        if number % 4:
            make_claim(article, quote=line, start=at)
        at += len(line) + 1
    return article


def top_of(page: Page, name: str) -> float:
    box = page.locator(f"#{name}").bounding_box()
    assert box
    return box["y"]


def frames(page: Page) -> None:
    """Let the page draw itself a few times: that is when the margin goes along."""
    page.evaluate(
        """async () => {
          for (let n = 0; n < 6; n++) await new Promise((drawn) => requestAnimationFrame(drawn));
        }"""
    )


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_the_card_of_what_is_read_stands_beside_it(sign_in: SignIn, motion: str) -> None:
    article = an_article()
    page = sign_in(
        make_user("Checker"),
        viewport={"width": 1360, "height": 800},
        reduced_motion=motion,
    )
    page.goto(article.get_absolute_url())
    middle = article.claims.get(quote=LINES[21])
    page.evaluate(
        "scrollTo({top: (document.documentElement.scrollHeight - innerHeight) / 2,"
        " behavior: 'instant'})"
    )
    frames(page)
    # As far apart as a card is high, at most.
    assert abs(top_of(page, f"claim-{middle.pk}") - top_of(page, f"mark-{middle.pk}")) < 220
    for _ in range(12):
        page.keyboard.press("j")
        frames(page)
    twelfth = article.claims.order_by("start")[11].pk
    expect(page.locator(f"#claim-{twelfth}")).to_be_focused()
    assert abs(top_of(page, f"claim-{twelfth}") - top_of(page, f"mark-{twelfth}")) < 4
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{twelfth}/**")


def test_unseen_sentences_are_walked_and_passed_by_keys_alone(sign_in: SignIn) -> None:
    article = an_article()
    lines = article.sentences.order_by("start")
    page = sign_in(make_user("Checker"))
    page.goto(f"{article.get_absolute_url()}?unseen=1")
    expect(page.locator(".unseen")).to_have_count(10)
    page.keyboard.press("j")
    page.keyboard.press("p")
    page.wait_for_url(f"**#sentence-{lines[4].pk}")
    expect(page.locator(f"#sentence-{lines[4].pk} button").first).to_be_focused()
    page.keyboard.press("a")
    page.wait_for_url(f"**#sentence-{lines[8].pk}")
    assert Claim.objects.latest("pk").quote == LINES[4]
    assert Sentence.objects.exclude(passed_by=None).get() == lines[0]
    expect(page.locator(".unseen")).to_have_count(8)


def test_words_across_two_marks_become_a_claim_on_a_phone(sign_in: SignIn) -> None:
    article = an_article()
    first, second = article.claims.order_by("start")[:2]
    page = sign_in(make_user("Checker"), viewport={"width": 390, "height": 800}, has_touch=True)
    page.goto(article.get_absolute_url())
    page.evaluate(
        """keys => {
          const [from, to] = keys.map((key) =>
            document.querySelector(`#mark-${key} [data-start]`).firstChild);
          document.getSelection().setBaseAndExtent(from, 5, to, 6);
        }""",
        [first.pk, second.pk],
    )
    bar = page.locator(".select-bar")
    expect(bar).to_be_visible()
    box = bar.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    bar.get_by_role("button").tap()
    expect(page.get_by_text("is added: it is on the desk")).to_be_visible()
    assert Claim.objects.latest("pk").quote == f"{LINES[1][5:]}\n{LINES[2][:6]}"


def test_on_a_phone_the_card_comes_to_the_mark_and_goes_again(sign_in: SignIn) -> None:
    article = an_article()
    claim = article.claims.earliest("start")
    page = sign_in(make_user("Checker"), viewport={"width": 390, "height": 800}, has_touch=True)
    page.goto(article.get_absolute_url())
    card = page.locator(f"#claim-{claim.pk}")
    expect(card).not_to_be_in_viewport()
    page.locator(f"#mark-{claim.pk}").tap()
    expect(card).to_be_in_viewport()
    card.get_by_role("button", name="Close").tap()
    expect(card).not_to_be_in_viewport()
