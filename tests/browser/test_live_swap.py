"""What live-swap.js takes over from an answer, and what it leaves until it is free."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

SCRIPT = Path(settings.BASE_DIR) / "static/js/live-swap.js"
HERE = "http://page.test/"

Start = Callable[[str], Page]


def page_of(body: str) -> str:
    return (
        "<!doctype html><html><head><title>A page</title></head><body>"
        f'<script type="module" src="/live-swap.js"></script><main id="main">{body}</main>'
        "</body></html>"
    )


@pytest.fixture
def start(chromium: Browser) -> Iterator[Start]:
    """`start(body)` opens a page of that body, whose swaps are counted in `swaps`."""
    context = chromium.new_context()
    page = context.new_page()

    def open_page(body: str) -> Page:
        def answer(route: Route) -> None:
            if route.request.url.endswith(".js"):
                route.fulfill(body=SCRIPT.read_text(), content_type="text/javascript")
            else:
                route.fulfill(body=page_of(body), content_type="text/html")

        page.route("**/*", answer)
        page.goto(HERE)
        page.evaluate(
            "window.swaps = []; document.addEventListener('live:swapped',"
            " (event) => swaps.push(event.detail.regions.join(' ')))"
        )
        return page

    yield open_page
    context.close()


def answered(page: Page, body: str) -> str:
    """What stands in the page after an answer of that body."""
    page.evaluate(
        "(html) => document.dispatchEvent(new CustomEvent('live:page', { detail: { page:"
        " new DOMParser().parseFromString(html, 'text/html') } }))",
        page_of(body),
    )
    return main(page)


def main(page: Page) -> str:
    return page.locator("main").inner_html()


def tick(page: Page) -> str:
    """The next answer is 304: what was busy may be free by now."""
    page.evaluate("document.dispatchEvent(new CustomEvent('live:tick'))")
    return main(page)


def leave(page: Page) -> None:
    page.evaluate("document.activeElement.blur()")


def test_it_touches_nothing_where_nothing_differs(start):
    page = start('<p data-live="a">one <b>two</b></p><p>outside</p>')
    page.evaluate("window.kept = document.querySelector('b')")
    assert "outside" in answered(page, '<p data-live="a">one <b>two</b></p><p>of no region</p>')
    assert page.evaluate("kept.isConnected && swaps.length === 0")


def test_lines_keep_their_identity_by_their_key(start):
    page = start('<ul data-live="a"><li data-item="1">one</li><li data-item="2">two</li></ul>')
    page.evaluate("window.kept = document.querySelector('[data-item=\"1\"]')")
    after = '<li data-item="2">two!</li><li data-item="3">three</li><li data-item="1">one</li>'
    assert answered(page, f'<ul data-live="a">{after}</ul>') == f'<ul data-live="a">{after}</ul>'
    assert page.evaluate("kept === document.querySelector('li:last-child')")
    assert page.evaluate("swaps") == ["a"]


def test_a_form_with_typed_words_goes_when_it_is_free(start):
    page = start('<div data-live="a"><p>open</p><form><textarea>d</textarea></form></div>')
    page.locator("textarea").fill("typed")
    decided = '<div data-live="a"><p>proposed</p><section>Bob’s verdict</section></div>'
    both = answered(page, decided)
    assert "proposed" in both
    assert "Bob’s verdict" in both
    assert page.locator("textarea").input_value() == "typed"
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.locator("textarea").fill("d")
    assert "textarea" in tick(page)
    leave(page)
    assert tick(page) == decided


def test_a_field_that_moves_keeps_its_words_and_the_focus(start):
    lines = ['<p data-item="1"><input value="q"></p>', '<p data-item="2">two</p>']
    page = start(f'<div data-live="a">{"".join(lines)}</div>')
    page.locator("input").fill("typed")
    answered(page, f'<div data-live="a">{"".join(reversed(lines))}</div>')
    assert page.locator("div > :last-child input").input_value() == "typed"
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_selected_words_stay_selected(start):
    page = start('<div data-live="a"><p>some words</p><p>b</p></div>')
    page.evaluate("getSelection().selectAllChildren(document.querySelector('p'))")
    other = '<div data-live="a"><p>other words</p><p>c</p></div>'
    assert answered(page, other) == other.replace("other", "some")
    assert page.evaluate("getSelection().toString()") == "some words"
    page.evaluate("getSelection().removeAllRanges()")
    assert tick(page) == other


def test_what_is_opened_and_what_scripts_did_stays(start):
    page = start(
        '<details data-live="a" class="x y"><summary>one</summary><p>words</p></details>'
        '<p data-live="b">held for <time data-countdown="z" data-now="1">15 min</time></p>'
    )
    page.locator("summary").click()
    page.evaluate(
        "document.querySelector('details').classList.add('mine');"
        "document.querySelector('time').textContent = '14:21'"
    )
    answered(
        page,
        '<details data-live="a" class="x z"><summary>two</summary><p>words</p></details>'
        '<p data-live="b">held for <time data-countdown="z" data-now="2">14 min</time></p>',
    )
    assert page.locator("summary").inner_text() == "two"
    assert page.evaluate("document.querySelector('details').open")
    assert page.evaluate("[...document.querySelector('details').classList].sort().join()") == (
        "mine,x,z"
    )
    assert page.locator("time").inner_text() == "14:21"
    assert page.evaluate("swaps") == ["a"]


def test_what_a_script_wrote_over_gives_way_once_it_is_not_its_own(start):
    page = start('<p data-live="b">held for <time data-countdown="z">15 min</time></p>')
    page.evaluate("document.querySelector('time').textContent = '14:21'")
    free = '<p data-live="b">free since <time>now</time></p>'
    assert answered(page, free) == free


def test_regions_come_and_go(start):
    page = start('<h1 id="top">Title</h1><p data-live="a">a</p><p data-live="b">b</p>')
    answered(page, '<h1 id="top">Title</h1><p data-live="n">new</p><p data-live="b">b</p>')
    assert page.locator("main > *").all_inner_texts() == ["Title", "new", "b"]
    answered(page, '<h1 id="top">Title</h1><div data-live="b">B</div>')
    assert page.locator("main > *").all_inner_texts() == ["Title", "B"]


def test_a_token_masked_anew_is_no_change(start):
    form = '<form data-live="a"><input type="hidden" name="csrfmiddlewaretoken" value="{}"></form>'
    page = start(form.format("one"))
    answered(page, form.format("two"))
    assert page.locator("input").get_attribute("value") == "one"
    assert page.evaluate("swaps") == []
