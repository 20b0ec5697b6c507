"""The sides of a story that disagrees: claims that agree with one another, and their origins."""

from collections import defaultdict
from dataclasses import dataclass

from claims.models import Match
from claims.views.story_contents import Contents, Member
from claims.views.story_sources import groups_of


@dataclass(frozen=True)
class Side:
    members: list[Member]
    origins: int

    @property
    def reports(self) -> int:
        return len({member.article.pk for member in self.members})


# What holds two claims together most comes first.
_AGREEING = (Match.Relation.SAME, Match.Relation.COMPATIBLE, Match.Relation.CHANGED)


def sides_of(contents: Contents) -> list[Side]:
    """The sides, the largest first; none where nothing disagrees.

    Claims that contradict others are put together with those of them that they agree with, the
    surest matches first, unless that would bring two to one side of which one contradicts the
    other. Claims that contradict nobody go to the one side they agree with; they take none where
    there are two ("thousands", of 2,500 and 6,500).
    """
    against: dict[int, set[int]] = defaultdict(set)
    for match in contents.discrepancies:
        against[match.a_id].add(match.b_id)
        against[match.b_id].add(match.a_id)
    side = {key: {key} for key in against if key in contents.by_claim}
    leaning: dict[int, set[int]] = defaultdict(set)
    agreeing = [match for match in contents.standing if match.relation in _AGREEING]
    for match in sorted(agreeing, key=_firmness):
        one, other = side.get(match.a_id), side.get(match.b_id)
        if one is None and other is None:
            continue
        if one is None:
            leaning[match.a_id].add(match.b_id)
        elif other is None:
            leaning[match.b_id].add(match.a_id)
        elif one is not other and not any(against[key] & other for key in one):
            one |= other
            for key in other:
                side[key] = one
    opposed = set(side)
    for key, others in leaning.items():
        near = {id(side[other]): side[other] for other in others}
        if len(near) == 1:
            near.popitem()[1].add(key)
    found = [
        _side(contents, keys, opposed) for keys in {id(one): one for one in side.values()}.values()
    ]
    return sorted(found, key=lambda one: (-len(one.members), one.members[0].claim.pk))


def _firmness(match: Match) -> tuple[bool, int, float, int]:
    relation = _AGREEING.index(Match.Relation(match.relation))
    return match.state != Match.State.CONFIRMED, relation, -match.similarity, match.pk


def _side(contents: Contents, keys: set[int], opposed: set[int]) -> Side:
    members = [member for member in contents.members if member.claim.pk in keys]
    # Those that contradict come first.
    members.sort(key=lambda member: member.claim.pk not in opposed)
    return Side(members, len(groups_of(members, contents)))
