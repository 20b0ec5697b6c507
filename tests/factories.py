"""Plain factories: `make_claim(wording="…")`. Each makes what it needs and nothing else."""

import itertools
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from claims import intake
from claims.models import (
    Article,
    Attempt,
    Citation,
    Claim,
    Comment,
    Evidence,
    EvidenceLink,
    Match,
    Membership,
    Mention,
    Origin,
    Review,
    SavedView,
    Sentence,
    Story,
    User,
)
from claims.text import origins

_number = itertools.count(1)

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def make_user(group: str = "Checker", **overrides: Any) -> User:
    """A person of `group` (Reporter, Checker, Editor, Admin; "" for none); password "secret"."""
    [user] = make_users(group, **overrides)
    return user


def make_users(*groups: str, **overrides: Any) -> list[User]:
    """A person of each group, in as many queries as for one."""
    users = User.objects.bulk_create(
        User(
            **{
                "username": f"{group.lower() or 'nobody'}{n}",
                "email": f"person{n}@example.org",
                "password": PASSWORD_HASH,
                **overrides,
            }
        )
        for group, n in zip(groups, _number, strict=False)
    )
    keys = dict(Group.objects.filter(name__in=groups).values_list("name", "pk"))
    User.groups.through.objects.bulk_create(
        User.groups.through(user=user, group_id=keys[group])
        for user, group in zip(users, groups, strict=True)
        if group
    )
    return users


# "secret", hashed once with few rounds, so that a thousand people cost nothing.
PASSWORD_HASH = "argon2$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$+H4vXYFWoXb2B34RuwJIpQ"


def make_article(text: str = "", *, by: User | None = None, **overrides: Any) -> Article:
    """An article in state extracted, without claims; each with a text of its own."""
    n = next(_number)
    state = overrides.pop("state", Article.State.EXTRACTED)
    fields = {
        "headline": f"Headline {n}",
        "outlet": "The Daily Test",
        "text": text or f"Article {n}. The hotline has 10 operators. It was launched in May.",
        **overrides,
    }
    article = intake.receive_article(by=None, **fields)
    Article.objects.filter(pk=article.pk).update(state=state, submitted_by=by)
    article.refresh_from_db()
    return article


def make_sentence(article: Article, start: int, end: int, **overrides: Any) -> Sentence:
    """A sentence of the body, a paragraph of its own; the reason of furniture is "teaser"."""
    fields = {"kind": Sentence.Kind.BODY, "paragraph": start, **overrides}
    if fields["kind"] != Sentence.Kind.BODY:
        fields.setdefault("reason", "teaser")
    return Sentence.objects.create(article=article, start=start, end=end, **fields)


def make_claim(article: Article | None = None, *, quote: str = "", **overrides: Any) -> Claim:
    """An open claim; `quote` must stand in the article's text. Review fields pass through."""
    if article is None:
        article = make_article()
    quote = quote or "The hotline has 10 operators."
    start = overrides.pop("start", None)
    start = article.text.index(quote) if start is None else start
    review_fields = {
        name: overrides.pop(name)
        for name in list(overrides)
        if name in {field.name for field in Review._meta.fields}
    }
    claim = Claim.objects.create(
        article=article,
        start=start,
        end=start + len(quote),
        quote=quote,
        created_at=timezone.now(),
        **{"wording": quote, **overrides},
    )
    Review.objects.create(
        claim=claim,
        **{
            "worth": 0.9,
            "band": Review.Band.MUST,
            "reasons": [{"name": "figure", "words": ""}],
            **review_fields,
        },
    )
    return claim


def make_review(**overrides: Any) -> Review:
    return make_claim(**overrides).review


def make_evidence(*, by: User | None = None, **overrides: Any) -> Evidence:
    n = next(_number)
    return Evidence.objects.create(
        added_by=by or make_user(),
        added_at=timezone.now(),
        **{
            "title": f"Briefing {n}",
            "kind": Evidence.Kind.PRIMARY,
            "url": f"https://example.org/briefing/{n}",
            **overrides,
        },
    )


def make_link(review: Review, stance: str = "supports", **overrides: Any) -> EvidenceLink:
    """Evidence linked to the review; overrides go to the evidence."""
    evidence = make_evidence(**overrides)
    return EvidenceLink.objects.create(
        review=review, evidence=evidence, stance=stance, by=evidence.added_by, at=timezone.now()
    )


def make_attempt(review: Review, **overrides: Any) -> Attempt:
    return Attempt.objects.create(
        review=review,
        **{
            "kind": Attempt.Kind.CALL,
            "what": "Called the press office; no answer.",
            "by": overrides.pop("by", None) or make_user(),
            "at": timezone.now(),
            **overrides,
        },
    )


def make_comment(review: Review, *, asks: User | None = None, **overrides: Any) -> Comment:
    """A comment on the review, without its event; `asks` waits to answer it."""
    comment = Comment.objects.create(
        review=review,
        **{
            "text": "Who counted them?",
            "by": overrides.pop("by", None) or make_user(),
            "at": timezone.now(),
            **overrides,
        },
    )
    if asks is not None:
        Mention.objects.create(comment=comment, person=asks)
    return comment


def make_match(a: Claim | None = None, b: Claim | None = None, **overrides: Any) -> Match:
    """A suggested match; what somebody has decided is by a checker."""
    a, b = sorted((a or make_claim(), b or make_claim()), key=lambda claim: claim.pk)
    state = overrides.get("state", Match.State.SUGGESTED)
    return Match.objects.create(
        a=a,
        b=b,
        **{
            "similarity": 0.8,
            "why": "same figure 10",
            "relation": Match.Relation.SAME,
            "relation_why": "Both say the same.",
            "by": None if state == Match.State.SUGGESTED else make_user(),
            "at": timezone.now(),
            **overrides,
        },
    )


def make_story(*claims: Claim, **overrides: Any) -> Story:
    """A story of `claims`, two by default, as matching would leave it; the first is central."""
    claims = claims or (make_claim(), make_claim())
    matches = Match.objects.discrepant().filter(a__in=claims, b__in=claims)
    story = Story.objects.create(
        **{
            "title": claims[0].wording,
            "central": claims[0],
            "claims": len(claims),
            "articles": len({claim.article_id for claim in claims}),
            "discrepant": matches.exists(),
            "created_at": timezone.now(),
            "changed_at": timezone.now(),
            **overrides,
        }
    )
    Membership.objects.bulk_create(Membership(claim=claim, story=story) for claim in claims)
    return story


def make_saved_view(**overrides: Any) -> SavedView:
    """A view that only its owner sees."""
    return SavedView.objects.create(
        **{
            "name": f"View {next(_number)}",
            "query": "state:open",
            "owner": overrides.pop("owner", None) or make_user(),
            "created_at": timezone.now(),
            **overrides,
        }
    )


def make_origin(name: str = "The Guardian", kind: str = "outlet", **overrides: Any) -> Origin:
    fields = {"key": origins.key(name, kind), **overrides}
    return Origin.objects.create(name=name, kind=kind, **fields)


def make_citation(article: Article, cited: Origin | None = None, **overrides: Any) -> Citation:
    """The article cites an origin, for all that it tells."""
    fields = {"how": Citation.How.ATTRIBUTION, **overrides}
    return Citation.objects.create(article=article, cited=cited or make_origin(), **fields)
