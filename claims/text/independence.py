"""How many independent origins a fact has: reports count once that go back to one mouth or text.

Reports are one origin when they share an outlet, a body or a person that they cite, or when one is
a near-copy of the other. A report that cites nobody is an origin itself, and so is one that goes
back to nobody named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

# No sentence says more origins than these.
_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A report of a fact, by keys of the caller's choice.

    article: where it stands. outlet: the origin that the article appeared in, "" for unknown.
    origins: every outlet, body and person on the chains that the report itself names. listed:
    those its article names for all of itself, as in a line of sources.
    """

    report: str
    article: str
    outlet: str = ""
    origins: frozenset[str] = frozenset()
    listed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Group:
    """Reports that count as one origin. origins: what at least two of them share; why: a sentence.

    Both `reports` and `origins` are sorted.
    """

    reports: tuple[str, ...]
    origins: tuple[str, ...]
    why: str


def independent(
    reports: Iterable[Told],
    copies: Iterable[tuple[str, str]] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[Group, ...]:
    """The independent origins of a fact, as groups of its reports, largest first.

    `copies` are pairs of reports that are near-copies; `names` says how origins are called in the
    sentences. What an article lists, or names for another report of the fact, joins a report that
    stands alone to others and never joins two groups: "Sources: A, B" does not make A and B one.
    The order of reports, and of copies, changes nothing. Copies of reports that are not among them
    are left out.
    """
    told = sorted({one.report: one for one in reports}.values(), key=lambda one: one.report)
    known = {one.report for one in told}
    copied = sorted(pair for pair in copies if known.issuperset(pair) and pair[0] != pair[1])
    joined = _Joined(one.report for one in told)
    _join(joined, [(("origin", key), one.report) for one in told for key in _own(one, told)])
    for pair in copied:
        joined.join(*pair)
    _join_listed(joined, told)
    groups = [
        _group([one for one in told if one.report in members], copied, names or {})
        for members in joined.groups()
    ]
    return tuple(sorted(groups, key=lambda group: (-len(group.reports), group.reports)))


def _own(one: Told, told: Sequence[Told]) -> frozenset[str]:
    """What the report itself goes back to: at the least to its article and its outlet."""
    if not one.origins:
        return frozenset((f"article {one.article}", *([one.outlet] if one.outlet else [])))
    cited = any(one.outlet in other.origins for other in told if other.article != one.article)
    return one.origins | {one.outlet} if one.outlet and cited else one.origins


class _Joined:
    """Reports in groups (disjoint sets), told by their smallest key."""

    def __init__(self, reports: Iterable[str]) -> None:
        self.head = {report: report for report in reports}

    def of(self, report: str) -> str:
        while self.head[report] != report:
            self.head[report] = report = self.head[self.head[report]]
        return report

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self.head[second] = first

    def groups(self) -> list[set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for report in self.head:
            found[self.of(report)].add(report)
        return list(found.values())


def _join(joined: _Joined, edges: Iterable[tuple[tuple[str, str], str]]) -> None:
    """Join the reports that have a key in common."""
    first: dict[tuple[str, str], str] = {}
    for key, report in edges:
        joined.join(first.setdefault(key, report), report)


def _join_listed(joined: _Joined, told: Sequence[Told]) -> None:
    """Join what stands alone, reports of one article at the most, by what its article lists."""
    members: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        members[joined.of(one.report)].append(one)
    named: dict[str, frozenset[str]] = defaultdict(frozenset)
    for one in told:
        named[one.article] |= one.origins
    held = {
        head: frozenset().union(*(_named(one) for one in group)) for head, group in members.items()
    }
    left: list[tuple[str, frozenset[str]]] = []
    chosen: list[tuple[str, str]] = []
    for head, group in members.items():
        listed = frozenset().union(*(one.listed for one in group))
        if not any(one.origins for one in group):
            # What an article says without a source it has from where it has the rest, if anywhere.
            listed = listed.union(*(named[one.article] for one in group))
        if len({one.article for one in group}) > 1 or not listed:
            continue
        # Most in common first, then the larger group, then the smaller key.
        shared = [
            (-len(listed & keys), -len(members[other]), other)
            for other, keys in held.items()
            if other != head and listed & keys
        ]
        if shared:
            chosen.append((head, min(shared)[-1]))
        else:
            left.append((head, listed))
    for pair in chosen:
        joined.join(*pair)
    _join(joined, [(("listed", key), head) for head, listed in left for key in sorted(listed)])


def _named(one: Told) -> frozenset[str]:
    return one.origins | {one.outlet} if one.outlet else one.origins


def _group(
    members: Sequence[Told], copied: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> Group:
    reports = tuple(one.report for one in members)
    shared = Counter(key for one in members for key in _named(one) | one.listed)
    common = tuple(sorted(key for key, count in shared.items() if count > 1))
    return Group(reports, common, _why(members, copied, names))


def _why(
    members: Sequence[Told], copied: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> str:
    if len(members) == 1:
        named = _listing(sorted(names.get(key, key) for key in members[0].origins))
        return f"1 report goes back to {named}." if named else "1 report cites nobody else."
    parts: list[str] = []
    said: list[frozenset[str]] = []
    cited: dict[str, set[str]] = defaultdict(set)
    for one in members:
        for key in _named(one) | one.listed:
            cited[key].add(one.report)
    for key in sorted(cited, key=lambda key: (-len(cited[key]), names.get(key, key))):
        reports = frozenset(cited[key])
        if len(reports) > 1 and len(parts) < _MOST_SAID and reports not in said:
            said.append(reports)
            parts.append(f"{len(reports)} reports go back to {names.get(key, key)}")
    inside = {one.report for one in members}
    alike = {report for pair in copied if inside.issuperset(pair) for report in pair}
    if alike:
        parts.append(f"{len(alike)} reports are near-copies")
    return "; ".join(parts or [f"{len(members)} reports stand in one article"]) + "."


def _listing(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
