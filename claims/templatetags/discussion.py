"""Comments as a person reads them: Markdown, made safe, with the people it names.

{% load discussion %}
{% said comment %}        its text as HTML; a name that is the reader's own stands in bold
{{ comment.text|in_a_line }}    its words alone, on one line, for a list

Emphasis, links, lists, quotations and code, and nothing else: no raw HTML, no headings, and nothing
that the browser would load from elsewhere. Links tell their pages nothing of where they were
followed.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape

import nh3
from django import template
from django.template import Context
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claims.models import Comment
from claims.text import mentions

register = template.Library()

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(
    ["heading", "lheading", "hr", "image", "html_block", "html_inline", "reference"]
)
_TAGS = {"p", "br", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "a", "span"}
_ADDRESS = re.compile(r"https?://[^\s<>\"“”]+")
# What ends a sentence, not an address.
_AFTER_ADDRESS = ".,;:!?'’)]*_"

People = tuple[mentions.Person, ...]


@register.simple_tag(takes_context=True)
def said(context: Context, comment: Comment) -> SafeString:
    """The comment as HTML; `comment.mentions` are read with their people."""
    people = tuple(
        mentions.Person(one.pk, one.username, one.first_name, one.get_full_name())
        for one in (mention.person for mention in comment.mentions.all())
    )
    reader = getattr(context.get("user"), "pk", None)
    own = reader if any(person.key == reader for person in people) else None
    return SafeString(html_of(comment.text, people, own))


@register.filter
def in_a_line(text: str) -> str:
    """The words of any Markdown `text` without its marks, single spaces between them."""
    return " ".join(unescape(nh3.clean(html_of(text), tags=set())).split())


@lru_cache(maxsize=512)
def html_of(text: str, people: People = (), reader: int | None = None) -> str:
    """Safe HTML of any Markdown `text`; those of `people` it names are marked."""
    # Half a character, which no encoding knows, becomes a question mark.
    tokens = _MARKDOWN.parse(text.encode(errors="replace").decode())
    for token in tokens:
        if token.children:
            token.children = list(_with_names(token.children, people, reader))
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        allowed_classes={"span": {"mention"}, "strong": {"mention"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _with_names(tokens: list[Token], people: People, reader: int | None) -> Iterator[Token]:
    """`tokens` of a line, with names and bare addresses set apart from the words round them."""
    in_link = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            in_link = token.type == "link_open"
        if token.type != "text":
            yield token
            continue
        done = 0
        for start, end, html in _marked(token.content, people, reader, in_link):
            if start >= done:
                yield _text(token.content[done:start])
                yield Token("html_inline", "", 0, content=html)
                done = end
        yield _text(token.content[done:])


def _marked(
    text: str, people: People, reader: int | None, in_link: bool
) -> list[tuple[int, int, str]]:
    """(start, end, HTML) of each name and address in `text`, in its order."""
    found = []
    for naming in mentions.namings(text, people):
        tag = "strong" if reader in naming.keys else "span"
        name = escape(text[naming.start : naming.end])
        found.append((naming.start, naming.end, f'<{tag} class="mention">{name}</{tag}>'))
    for match in () if in_link else _ADDRESS.finditer(text):
        address = match[0].rstrip(_AFTER_ADDRESS)
        if "://" in address:
            shown = escape(address)
            html = f'<a href="{shown}">{shown}</a>'
            found.append((match.start(), match.start() + len(address), html))
    return sorted(found)


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
