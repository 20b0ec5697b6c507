"""Claims marked in their article's text.

    {% load marks %}
    <p dir="{{ paragraph|letters_run }}">{% marked paragraph.segments marks %}</p>

`segments` come from `claims.text.segments`; `marks` maps their keys to `TextMark`. Every piece of
text carries `data-start`, its offset in the article in code points; what is not the article's own
carries `data-not-text`. A sentence that nobody has looked at is marked by a `LineMark`; its buttons
belong to the page's form with the id "lines".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.templatetags.factcheck import text_direction
from claims.text.segments import Paragraph, Segment

register = template.Library()

# Marks inside marks inside marks: no reader tells more lines apart, and markup stays small.
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class TextMark:
    """How a claim shows in the text: `kind` is open, proposed, or its verdict; `url` its card."""

    claim: int
    number: int
    kind: str
    url: str
    # Left in the text although its card is not among those asked for.
    faint: bool = False

    @property
    def label(self) -> str:
        kind = "awaiting sign-off" if self.kind == "proposed" else self.kind
        return f"Claim {self.number}, {kind}"


@dataclass(frozen=True, slots=True)
class LineMark:
    """A sentence in no claim that nobody has passed, its first words in `words`."""

    article: int
    line: int
    words: str
    may_shape: bool = False


Marks = Mapping[int, TextMark | LineMark]


@register.filter
def letters_run(paragraph: Paragraph) -> str:
    """Which way most letters of the paragraph run: its first word may be a foreign name."""
    return text_direction("".join(segment.text for segment in paragraph.segments))


@register.simple_tag
def marked(segments: Iterable[Segment], marks: Marks) -> SafeString:
    """The text of one paragraph, each claim under its mark, its number where it ends."""
    return format_html_join("", "{}{}", ((_segment(one, marks), _pill(one)) for one in segments))


def _segment(segment: Segment, marks: Marks) -> SafeString:
    keys = [key for key in segment.marks if key in marks]
    drawn, under = keys[-DEEPEST:], keys[:-DEEPEST]
    shown = format_html(
        '<span data-start="{}"{}{}>{}</span>',
        segment.start,
        SafeString(' class="furniture"') if segment.skipped else "",
        # Too deep for a line of their own, they still answer to their cards.
        format_html(' data-under="{}"', " ".join(map(str, under))) if under else "",
        segment.text,
    )
    for key in reversed(keys):
        mark = marks[key]
        if isinstance(mark, LineMark):
            shown = _line(shown, mark, segment, key)
        elif key in drawn:
            shown = _wrapped(shown, mark, segment, key)
        elif key in segment.ends:
            shown = format_html("{}{}", shown, _number(mark))
    return format_html("{}{}", "\n" if segment.new_line else "", shown)


def _wrapped(inner: SafeString, mark: TextMark, segment: Segment, key: int) -> SafeString:
    return format_html(
        '<span class="mark mark-{}{}"{} data-claim="{}">{}{}</span>',
        mark.kind,
        " mark-faint" if mark.faint else "",
        format_html(' id="mark-{}"', mark.claim) if key in segment.begins else "",
        mark.claim,
        inner,
        _number(mark) if key in segment.ends else "",
    )


def _line(inner: SafeString, mark: LineMark, segment: Segment, key: int) -> SafeString:
    """A sentence to look at; where it ends, the two things to do about it."""
    return format_html(
        '<span{}{}><span class="unseen">{}</span>{}</span>',
        format_html(' id="sentence-{}"', mark.line) if key in segment.begins else "",
        format_html(' data-item="{}"', mark.line) if key in segment.ends else "",
        inner,
        _tools(mark) if key in segment.ends and mark.may_shape else "",
    )


def _tools(mark: LineMark) -> SafeString:
    words = f": {mark.words}"
    return format_html(
        ' <span class="unseen-tools" data-not-text>'
        '<button class="btn btn-sm" form="lines" formaction="{}" data-open data-line-key="a">'
        'Check it<span class="visually-hidden">{}</span></button> '
        '<button class="btn btn-sm" form="lines" formaction="{}" data-line-key="p">'
        'Nothing to check<span class="visually-hidden">{}</span></button></span>',
        reverse("sentence_check", args=[mark.article, mark.line]),
        words,
        reverse("sentence_pass", args=[mark.article, mark.line]),
        words,
    )


def _number(mark: TextMark) -> SafeString:
    return format_html(
        '<a class="mark-no" href="{}" data-not-text aria-label="{}">{}</a>',
        mark.url,
        mark.label,
        mark.number,
    )


def _pill(segment: Segment) -> SafeString:
    """Why a stretch is skipped, once at its end; it leads to where that can be changed."""
    if not segment.says_skipped:
        return SafeString("")
    return format_html(
        ' <a class="furniture" href="#line-{}" data-not-text>'
        '<span class="pill">{}, skipped</span></a>',
        segment.end,
        segment.skipped,
    )
