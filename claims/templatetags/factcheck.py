"""Small pieces of markup that every page uses: icons, badges, meters, people and times.

{% load factcheck %}
{% icon "check" %}                       an icon of static/icons.svg
{% badge review.state %}                 a pill for a verdict, a state, a stance or a relation
{% badge "proposed" "Awaiting Bob" %}    the same with words of your own
{% meter counts %}                       progress in parts; counts is {"verified": 11, "open": 4}
{% worth claim.worth %}                  a check-worthiness of 0 to 1 as a bar and ".91"
{% avatar user %}                        initials in a disc, the name as its title
{% due claim.deadline %}                 "2 h", "3 h late", red or bold when it presses
{% due claim.deadline "due" %}           "due 2 h", "3 h late"
{% when event.at %}                      a time on the reader's clock, UTC in its title
{% reader_clock %}                       "Kyiv time (UTC+2)"
{{ claim.deadline|hours_left }}          the same words without markup
{{ excerpt.line|text_direction }}        "ltr" or "rtl" as most letters run; "auto" where none do
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims import zones

register = template.Library()


class Badge(NamedTuple):
    label: str
    icon: str
    tone: str  # the end of a pill-… class


BADGES = {
    # verdicts
    "verified": Badge("Verified", "check", "verified"),
    "unverified": Badge("Unverified", "question", "unverified"),
    "contested": Badge("Contested", "arrow-left-right", "contested"),
    # states of a review and of a claim
    "open": Badge("Open", "circle", "open"),
    "proposed": Badge("Awaiting sign-off", "hourglass", "waiting"),
    "settled": Badge("Settled", "check-circle", "waiting"),
    "dropped": Badge("Dropped", "slash-circle", "waiting"),
    "parked": Badge("Parked", "pause", "waiting"),
    "pinned": Badge("Pinned", "pin", "waiting"),
    # states of an article
    "received": Badge("Received", "inbox", "waiting"),
    "extracted": Badge("Claims found", "document", "open"),
    "in_check": Badge("In check", "search", "open"),
    "cleared": Badge("Cleared", "shield-check", "verified"),
    "held": Badge("Held", "lock", "contested"),
    # priority
    "must": Badge("Must check", "flag", "contested"),
    "check": Badge("Check", "flag", "waiting"),
    "minor": Badge("Minor", "dash", "waiting"),
    # stances and kinds of evidence, kinds of attempt
    "supports": Badge("supports", "check", "verified"),
    "refutes": Badge("refutes", "x", "contested"),
    "context": Badge("context", "info-circle", "waiting"),
    "primary": Badge("primary", "document", "open"),
    "secondary": Badge("secondary", "quote", "waiting"),
    "call": Badge("Call", "telephone", "waiting"),
    "message": Badge("Message", "envelope", "waiting"),
    "search": Badge("Search", "search", "waiting"),
    "reply": Badge("Right of reply", "reply", "waiting"),
    "visit": Badge("Visit", "person", "waiting"),
    # relations of a match
    "same": Badge("same", "link", "open"),
    "discrepancy": Badge("differs", "exclamation-triangle", "contested"),
    "compatible": Badge("agrees", "check", "open"),
    "changed": Badge("changed over time", "graph-up", "unverified"),
    # states of a match
    "suggested": Badge("suggested", "question", "waiting"),
    "confirmed": Badge("confirmed", "check-circle", "verified"),
    "rejected": Badge("taken apart", "slash-circle", "waiting"),
}

# Icons that point along the line and turn with it in right-to-left pages.
DIRECTED = {"arrow-right", "box-arrow-right", "chevron-left", "chevron-right", "reply", "send"}

METER_PARTS = {
    "verified": "verified",
    "unverified": "unverified",
    "contested": "contested",
    "proposed": "awaiting sign-off",
    "open": "open",
}

# Pages with an entry of their own in the nav: they never light up another one.
NAV_PAGES = {"desk", "queue", "articles", "evidence_library", "article_new", "stories"}

# The nav entry that a page without one of its own belongs to, by its URL name or its first word.
SECTIONS = {
    "article": "articles",
    "attempt": "queue",
    "citation": "stories",
    "claim": "queue",
    "evidence": "evidence_library",
    # Steps taken from a claim's page; when one is refused, the page stands under its address.
    "evidence_add": "queue",
    "evidence_remove": "queue",
    "evidence_take_over": "queue",
    "match": "stories",
    "review": "queue",
    "story": "stories",
}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, label: str = "") -> SafeString:
    """An icon; decoration unless `label` names it. A list asks for the same one fifty times."""
    hidden = SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"/></svg>',
        " icon-directed" if name in DIRECTED else "",
        format_html('role="img" aria-label="{}"', label) if label else hidden,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def badge(value: Any, label: str = "") -> SafeString:
    """A pill for a verdict, state, stance or relation; nothing for an empty value."""
    key = str(value or "")
    if not key:
        return SafeString("")
    known = BADGES.get(key) or Badge(key.replace("_", " ").capitalize(), "circle", "waiting")
    return format_html(
        '<span class="pill pill-{}">{}{}</span>', known.tone, icon(known.icon), label or known.label
    )


@register.simple_tag
def meter(counts: Mapping[str, int] | None = None, **kwargs: int) -> SafeString:
    """Progress in parts as SVG: {"verified": 3, …}, or the same as keyword arguments."""
    given = {**(counts or {}), **kwargs}
    parts = [(key, words, int(given.get(key) or 0)) for key, words in METER_PARTS.items()]
    total = sum(count for _, _, count in parts)
    rects, x = [], 0.0
    for key, words, count in parts:
        if count:
            width = 100 * count / total
            rects.append((f"{x:.3f}", f"{width:.3f}", key, f"{count} {words}"))
            x += width
    return format_html(
        '<svg class="meter" viewBox="0 0 100 1" preserveAspectRatio="none" role="img"'
        ' aria-label="{}">{}</svg>',
        ", ".join(text for *_, text in rects) or "No claims",
        format_html_join(
            "",
            '<rect x="{}" y="-1" width="{}" height="3" class="part-{}"><title>{}</title></rect>',
            rects,
        ),
    )


@register.simple_tag
def worth(score: float | None) -> SafeString:
    """A score of 0 to 1 as a bar and two decimals; a dash when there is none."""
    if score is None:
        return SafeString('<span class="worth muted">–</span>')
    share = min(max(float(score), 0.0), 1.0)
    return format_html(
        '<span class="worth" title="check-worthiness"><span class="visually-hidden">'
        "check-worthiness </span>"
        '<svg class="worth-bar" viewBox="0 0 100 1" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect class="worth-all" width="100" height="1"/>'
        '<rect class="worth-part" width="{}" height="1"/></svg><span class="num">{}</span></span>',
        f"{100 * share:.0f}",
        f"{share:.2f}".removeprefix("0"),
    )


@register.filter
def name_of(user: Any) -> str:
    """A person's full name, else the username, else the start of the address."""
    if not user:
        return ""
    full = user.get_full_name() if hasattr(user, "get_full_name") else ""
    return full or user.get_username().split("@")[0]


@register.filter
def initials(user: Any) -> str:
    """Up to two letters: "Alice Kay" is AK, "bob" is BO; takes a user or a name."""
    words = (user if isinstance(user, str) else name_of(user)).split()
    letters = words[0][0] + words[-1][0] if len(words) > 1 else "".join(words)[:2]
    return letters.upper()


@register.simple_tag
def avatar(user: Any, size: str = "") -> SafeString:
    """Initials in a disc, with the name for those who cannot see it; size is "" or "small"."""
    return format_html(
        '<span class="avatar{}" title="{}"><span aria-hidden="true">{}</span>'
        '<span class="visually-hidden">{}</span></span>',
        " avatar-small" if size == "small" else "",
        name_of(user),
        initials(user),
        name_of(user),
    )


def _span(left: timedelta) -> str:
    minutes = round(abs(left).total_seconds() / 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 36 * 60:
        return f"{minutes // 60} h"
    return f"{round(minutes / 60 / 24):,} d"


@register.filter
def hours_left(deadline: datetime | None, now: datetime | None = None) -> str:
    """Time until `deadline` in one unit: "40 min", "2 h", "3 d", "5 h late"; "" without one."""
    if deadline is None:
        return ""
    left = deadline - (now or timezone.now())
    return f"{_span(left)} late" if left < timedelta(0) else _span(left)


@register.filter
def text_direction(text: str) -> str:
    """Which way most letters of `text` run: its first word may be a foreign name."""
    kinds = Counter(map(unicodedata.bidirectional, text))
    back, forth = kinds["R"] + kinds["AL"], kinds["L"]
    if back == forth:
        return "auto"
    return "rtl" if back > forth else "ltr"


@register.simple_tag
def due(deadline: datetime | None, before: str = "") -> SafeString:
    """`hours_left` as a <time>, marked when it is past or within four hours.

    `before` is said of what is still to come: "due 2 h", but "3 h late".
    """
    if deadline is None:
        return SafeString('<span class="muted">–</span>')
    left = deadline - timezone.now()
    tone = "due-late" if left < timedelta(0) else "due-soon" if left < timedelta(hours=4) else ""
    words = f"{before} " if before and left >= timedelta(0) else ""
    return format_html(
        '<time class="due {}" datetime="{}" title="{}">{}{}</time>',
        tone,
        deadline.isoformat(),
        zones.spelled(deadline),
        words,
        hours_left(deadline),
    )


@register.simple_tag
def when(moment: datetime | None, style: str = "") -> SafeString:
    """A <time> on the reader's clock, UTC in its title; style "date", "time" or both."""
    if moment is None:
        return SafeString("")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.astimezone(UTC).isoformat(timespec="seconds"),
        zones.in_utc(moment),
        zones.spelled(moment, style),
    )


@register.simple_tag
def reader_clock() -> str:
    """Which clock the page's times are of: "Kyiv time (UTC+2)"."""
    now = timezone.localtime()
    offset = zones.offset(now)
    return zones.label() if offset == zones.label() else f"{zones.label()} ({offset})"


@register.simple_tag(takes_context=True)
def nav_link(
    context: Context, url_name: str, label: str, icon_name: str, more: str = ""
) -> SafeString:
    """An entry of the top nav, marked as current; nothing where the URL does not exist.

    `more` are further words of the label, which a phone has no room to show.
    """
    try:
        url = reverse(url_name)
    except NoReverseMatch:
        return SafeString("")
    match = getattr(context.get("request"), "resolver_match", None)
    here = getattr(match, "view_name", None) or ""
    if here == url_name:
        current = SafeString(' aria-current="page"')
    elif here not in NAV_PAGES and SECTIONS.get(here, SECTIONS.get(here.split("_")[0])) == url_name:
        current = SafeString(' aria-current="true"')
    else:
        current = SafeString("")
    return format_html(
        '<li><a href="{}"{}>{}<span>{}{}</span></a></li>',
        url,
        current,
        icon(icon_name),
        label,
        format_html('<span class="nav-more"> {}</span>', more) if more else "",
    )
