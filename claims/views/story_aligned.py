"""Which figures of a story's claims are of one kind of thing, as the comparing of them has it."""

from collections.abc import Iterator
from dataclasses import replace

from claims.matching.reading import report_of
from claims.text import comparing
from claims.text.reports import Report
from claims.views.story_contents import Contents, Member
from claims.views.story_figures import Key

# The surest matches tell enough of a large story: each comparing takes a millisecond or two.
_COMPARED = 150


def aligned_figures(contents: Contents) -> Iterator[tuple[Key, Key, str]]:
    """Pairs of aligned figures of matched claims, with how they relate."""
    reports: dict[int, Report] = {}
    compared = 0
    for match in contents.standing:
        a, b = (contents.by_claim.get(key) for key in (match.a_id, match.b_id))
        if a is None or b is None or not (a.claim.figures and b.claim.figures):
            continue
        compared += 1
        if compared > _COMPARED:
            return
        one, other = (reports.setdefault(side.claim.pk, _report(side)) for side in (a, b))
        for found in comparing.compare(one, other).pairs:
            yield (a.claim.pk, found.a.start), (b.claim.pk, found.b.start), found.relation


def _report(member: Member) -> Report:
    # Its article's text has not been read: what stands before the claim has.
    return replace(report_of(member.claim, "", told=member.told), before=member.before)
