"""What the search shows: a line for each that was found, in groups, as the person may see them.

groups_of(words, user)            four short groups, each with the way to all of it
page_of_group("claims", …)        one group, page by page
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import TextField, Value
from django.db.models.functions import Greatest, Lower, StrIndex, Substr
from django.urls import reverse

from claims import permissions
from claims.models import Article, Evidence, Review, Story, User
from claims.views import finding
from claims.views.addresses import list_url
from claims.views.evidence_offers import uses_of, with_uses
from claims.views.paging import Order, Page, page_of

# Of so many times what is shown, the newest, those that hold the words as typed come first.
_WEIGHED = 4
_PAGE = 25
_BEFORE, _SHOWN = 60, 400

NEWEST = Order("search", ("pk",), falling=True)


@dataclass(frozen=True)
class Line:
    """One thing that was found; `text` is what the words are marked in."""

    key: int
    url: str
    text: str
    about: list[str]
    badge: str = ""
    # Where in a long text the words stand, unless `text` has them.
    passage: str = ""
    is_quoted: bool = False

    @property
    def aside(self) -> str:
        """What says most about it in a word or two: of a claim and of an article, the outlet."""
        return self.about[1] if self.is_quoted else self.about[0]


@dataclass(frozen=True)
class Group:
    """One kind of thing, the best of it first, and where all of it is."""

    name: str
    label: str
    lines: list[Line]
    found: finding.Found
    all_url: str
    all_words: str

    @property
    def has_more(self) -> bool:
        return self.found.length > len(self.lines)


class _Kind(NamedTuple):
    label: str
    search: Callable[[Sequence[str], User], finding.Search]
    lines: Callable[[Sequence[int], Sequence[str], User, bool], list[Line]]


def kinds_for(user: User) -> list[str]:
    """The groups that there are for `user`."""
    sees_all = user.has_perm("claims.see_every_article")
    return [name for name in _KINDS if name != "stories" or sees_all]


def groups_of(
    words: Sequence[str], user: User, *, most: int, count: bool, passages: bool
) -> list[Group]:
    """What was found of each kind, at most `most` lines each; kinds without any are left out."""
    groups = []
    for name in kinds_for(user):
        kind = _KINDS[name]
        found = kind.search(words, user).newest(_WEIGHED * most, count=count)
        lines = kind.lines(found.keys, words, user, passages)
        phrase = " ".join(words).casefold()
        # Sorting keeps the newest first among equals.
        lines.sort(key=lambda line: phrase not in line.text.casefold())
        if lines or found.is_late:
            groups.append(_group(name, words, user, lines[:most], found))
    return groups


def _group(
    name: str, words: Sequence[str], user: User, lines: list[Line], found: finding.Found
) -> Group:
    kind = _KINDS[name]
    query = {"q": finding.query_of(words)}
    url = f"{reverse('search')}?{urlencode({**query, 'in': name})}"
    place = ""
    if name == "claims" and permissions.can_check(user):
        url, place = list_url(query["q"]), " in the queue"
    elif name == "evidence" and permissions.can_check(user):
        url, place = f"{reverse('evidence_library')}?{urlencode(query)}", " in the library"
    elif name == "stories":
        url = f"{reverse('stories')}?{urlencode({'q': ' '.join(words)})}"
    return Group(
        name, kind.label, lines, found, url, f"All {found.length_words} {_NOUNS[name]}{place}"
    )


@dataclass(frozen=True)
class Listing:
    """A page of one group; `is_late` where the search was given up."""

    label: str
    lines: list[Line] = field(default_factory=list)
    page: Page = field(default_factory=lambda: Page([]))
    is_late: bool = False


def page_of_group(name: str, words: Sequence[str], user: User, cursor: str) -> Listing:
    """All of the group called `name`, page by page, the newest first."""
    kind = _KINDS[name]
    try:
        with finding.in_time():
            page = page_of([kind.search(words, user).listed()], NEWEST, cursor, size=_PAGE)
    except finding.TooLong:
        return Listing(kind.label, is_late=True)
    return Listing(kind.label, kind.lines(page.keys, words, user, True), page)


# --- a line of each kind ---


def claim_lines(
    keys: Sequence[int], words: Sequence[str], user: User, passages: bool = False
) -> list[Line]:
    reviews = (
        Review.objects.only(
            "state", "verdict__verdict", "claim__wording", "claim__claimant", "claim__article",
            "claim__article__headline", "claim__article__opening", "claim__article__outlet__name",
        )
        .select_related("claim__article__outlet", "verdict")
        .in_bulk(keys)
    )  # fmt: skip
    return [_claim_line(reviews[key]) for key in keys if key in reviews]


def _claim_line(review: Review) -> Line:
    claim, article = review.claim, review.claim.article
    return Line(
        key=review.pk,
        url=review.get_absolute_url(),
        text=claim.wording,
        about=[
            claim.reference,
            article.outlet.name if article.outlet else article.title,
            *([claim.claimant] if claim.claimant else []),
        ],
        badge=review.mark,
        is_quoted=True,
    )


def _article_lines(
    keys: Sequence[int], words: Sequence[str], user: User, passages: bool
) -> list[Line]:
    rows = Article.objects.without_text()
    if passages and words:
        # PostgreSQL cuts the piece out: a text can be half a megabyte.
        at = StrIndex(Lower("text"), Value(words[0].lower()))
        rows = rows.annotate(
            at=at,
            piece=Substr(
                "text", Greatest(at - Value(_BEFORE), Value(1)), _SHOWN, output_field=TextField()
            ),
        )
    articles = rows.in_bulk(keys)
    return [_article_line(articles[key], words) for key in keys if key in articles]


def _article_line(article: Any, words: Sequence[str]) -> Line:
    title = article.title.casefold()
    # Where the title says it all, the text adds nothing.
    at = 0 if all(word.casefold() in title for word in words) else getattr(article, "at", 0)
    piece = article.piece if at else ""
    return Line(
        key=article.pk,
        url=article.get_absolute_url(),
        text=article.title,
        about=[
            article.outlet_name,
            *([article.byline] if article.byline else []),
            *([f"{article.published_on:%-d %B %Y}"] if article.published_on else []),
        ],
        badge=article.state,
        passage=f"… {piece.partition(' ')[2]}" if at > _BEFORE else piece,
    )


def _evidence_lines(
    keys: Sequence[int], words: Sequence[str], user: User, passages: bool
) -> list[Line]:
    rows = with_uses(Evidence.objects.filter(pk__in=keys)).in_bulk()
    # How often the desk used it is the desk's alone.
    sees_uses = bool(permissions.can_check(user))
    return [_evidence_line(rows[key], sees_uses, passages) for key in keys if key in rows]


def _evidence_line(evidence: Any, sees_uses: bool, passages: bool) -> Line:
    return Line(
        key=evidence.pk,
        url=evidence.get_absolute_url(),
        text=evidence.title,
        about=[
            evidence.publisher or evidence.host or evidence.file_name,
            evidence.get_kind_display().lower(),
            *([uses_of(evidence)] if sees_uses else []),
        ],
        passage=evidence.passage if passages else "",
    )


def _story_lines(
    keys: Sequence[int], words: Sequence[str], user: User, passages: bool
) -> list[Line]:
    stories = Story.objects.in_bulk(keys)
    return [
        Line(
            key=key,
            url=story.get_absolute_url(),
            text=story.title,
            about=[f"{story.claims} claims", f"{story.articles} articles"],
            badge="discrepancy" if story.discrepant else "",
        )
        for key in keys
        if (story := stories.get(key))
    ]


_KINDS = {
    "claims": _Kind("Claims", finding.claims, claim_lines),
    "articles": _Kind("Articles", finding.articles, _article_lines),
    "evidence": _Kind("Evidence", finding.evidence, _evidence_lines),
    "stories": _Kind("Stories", finding.stories, _story_lines),
}
_NOUNS = {"claims": "claims", "articles": "articles", "evidence": "sources", "stories": "stories"}
