"""An editor's word on stories: split in two, named.

Who is in a story follows from its matches: to split it is to reject every match between two parts
of it, each with its line in the history of its claims.
"""

from collections.abc import Collection

from django.db import transaction

from claims import permissions
from claims.matching.deciding import MatchRefused, SomeoneWasFaster, reject_all
from claims.matching.stories import title_of
from claims.models import Claim, Event, Match, Matching, Membership, Story, User

_LONGEST = Story._meta.get_field("title").max_length or 300


@transaction.atomic
def split_story(
    story: Story, claims: Collection[Claim], *, by: User, reason: str = ""
) -> Story | None:
    """Part `claims` from the rest of the story; the story they are in now, None where in none.

    Every standing match between the two parts is rejected. Raises PermissionDenied, MatchRefused
    for none or all of its claims, or SomeoneWasFaster where one is not in the story any more.
    """
    permissions.require(permissions.can_edit_story(by))
    Matching.locked()
    _refuse_signpost(story)
    members = set(Membership.objects.filter(story=story).values_list("claim", flat=True))
    chosen = {claim.pk for claim in claims}
    if not chosen:
        raise MatchRefused("Choose the claims that belong to another story.")
    if away := sorted(chosen - members):
        raise SomeoneWasFaster(f"FC-{away[0]} is not in this story any more: look at it again.")
    if chosen == members:
        raise MatchRefused("Leave at least one claim in the story.")
    rest = members - chosen
    between = Match.objects.standing().filter(a__in=members, b__in=members)
    parted = [match for match in between if (match.a_id in rest) != (match.b_id in rest)]
    reject_all(parted, by=by, reason=reason)
    Event.objects.record(
        story,
        Event.Action.STORY_SPLIT,
        by=by,
        new={"claims": [f"FC-{key}" for key in sorted(chosen)], "matches": len(parted)},
        reason=reason.strip(),
    )
    story.refresh_from_db()
    return Story.objects.filter(members__claim__in=chosen).order_by("-claims", "pk").first()


@transaction.atomic
def name_story(story: Story, title: str, *, by: User, seen: str | None = None) -> Story:
    """Call the story `title`, whatever its claims are; "" goes back to its central claim.

    `seen` is the title the person saw; another one by now is SomeoneWasFaster. Raises
    PermissionDenied, or MatchRefused for a title of more than 300 characters and for a story that
    was joined to another. Where nothing changes, nothing is recorded.
    """
    permissions.require(permissions.can_edit_story(by))
    title = " ".join(title.split())
    if len(title) > _LONGEST:
        raise MatchRefused(f"The title has {len(title):,} characters; {_LONGEST} are the most.")
    Matching.locked()
    _refuse_signpost(story)
    now = Story.objects.select_related("named_by", "central").get(pk=story.pk)
    if seen is not None and now.title != seen:
        who = f" {now.named_by} named" if now.named_by else " Factcheck named"
        raise SomeoneWasFaster(
            f"Someone else was faster.{who} it “{now.title}” meanwhile; nothing you typed is lost."
        )
    was, had = now.title, now.named_by
    central = title_of(now.central.wording) if now.central else now.title
    now.named_by = by if title else None
    now.title = title or central
    if (now.title, now.named_by is None) != (was, had is None):
        now.save(update_fields=["title", "named_by"])
        Event.objects.record(
            now, Event.Action.STORY_NAMED, by=by, old={"title": was}, new={"title": now.title}
        )
    story.title, story.named_by = now.title, now.named_by
    return now


def _refuse_signpost(story: Story) -> None:
    now = Story.objects.filter(pk=story.pk).select_related("merged_into").first()
    if now is None or not now.claims:
        heir = f" into “{now.merged_into}”" if now and now.merged_into else ""
        raise SomeoneWasFaster(f"Its claims have moved{heir}: this story has none any more.")
