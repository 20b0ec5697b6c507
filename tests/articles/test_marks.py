"""Marks as HTML: parsed back they give the text, each claim's words lie under its marks."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from claims.templatetags.marks import DEEPEST, LineMark, TextMark, marked
from claims.text.segments import Mark, paragraphs

LETTERS = "aб <&>\"'\t\n\r\u2028.😀é\u0627\u05d0\u0301"


class Parsed(HTMLParser):
    """Each letter of the article's own text at its place, with the claims it lies under."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.letters: dict[int, tuple[str, set[int]]] = {}
        self.numbers: list[str] = []
        self.elements = 0
        self.open: list[dict[str, str | None]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements += 1
        self.open.append(dict(attrs))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        if not self.open:
            assert not data.strip()
            return
        here = self.open[-1]
        if here.get("class") == "mark-no":
            self.numbers.append(data)
        if "data-start" not in here:
            return
        claims = {int(str(one["data-claim"])) for one in self.open if "data-claim" in one}
        claims |= {int(key) for key in str(here.get("data-under") or "").split()}
        for at, letter in enumerate(data, start=int(str(here["data-start"]))):
            assert at not in self.letters
            self.letters[at] = letter, claims


@st.composite
def claimed_texts(draw):
    text = draw(st.text(alphabet=LETTERS, min_size=1, max_size=60))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans = draw(st.lists(span, max_size=12))
    return text, [Mark(a, b, key) for key, (a, b) in enumerate(spans, start=1) if a < b]


def parsed(text, claims):
    drawn = {one.key: TextMark(one.key, one.key, "open", f"#claim-{one.key}") for one in claims}
    cut = paragraphs(text, [], claims)
    html = "".join(f"<p>{marked(one.segments, drawn)}</p>\n" for one in cut)
    return Parsed(html), cut


@given(claimed_texts())
def test_parsed_back_it_is_the_text_and_each_quote_lies_under_its_claim(case) -> None:
    text, claims = case
    page, _ = parsed(text, claims)
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= set(page.letters)
    for at, (letter, under) in page.letters.items():
        assert letter == text[at]
        assert under == {claim.key for claim in claims if claim.start <= at < claim.end}


@given(claimed_texts())
def test_each_claim_that_shows_has_one_number(case) -> None:
    text, claims = case
    page, _ = parsed(text, claims)
    shown = [str(one.key) for one in claims if text[one.start : one.end].strip()]
    assert sorted(page.numbers) == sorted(set(page.numbers))
    assert set(shown) <= set(page.numbers)


@given(claimed_texts())
def test_its_markup_stays_small(case) -> None:
    text, claims = case
    page, cut = parsed(text, claims)
    pieces = sum(len(paragraph.segments) for paragraph in cut)
    lines = len(cut) + sum(piece.new_line for one in cut for piece in one.segments)
    assert pieces <= 2 * len(claims) + lines
    assert page.elements <= len(cut) + pieces * (1 + DEEPEST) + len(claims)


def test_adjoining_claims_are_two_marks_and_nested_ones_stay_whole() -> None:
    page, _ = parsed("One two three", [Mark(0, 4, 1), Mark(4, 8, 2), Mark(5, 7, 3)])
    under = [sorted(claims) for _, (_, claims) in sorted(page.letters.items())]
    assert under == [[1]] * 4 + [[2]] + [[2, 3]] * 2 + [[2]] + [[]] * 5


def test_a_sentence_to_look_at_carries_its_two_buttons_once() -> None:
    text = "One is here. Two\nis not."
    lines = {-7: LineMark(3, 7, "Two is not.", may_shape=True)}
    cut = paragraphs(text, [], [Mark(13, 24, -7)])
    html = "".join(f"<p>{marked(one.segments, lines)}</p>" for one in cut)
    assert html.count('id="sentence-7"') == html.count('data-item="7"') == 1
    assert html.count("/articles/3/lines/7/check/") == 1
    assert html.count("/articles/3/lines/7/pass/") == 1
    assert '<span class="unseen-tools" data-not-text>' in html
