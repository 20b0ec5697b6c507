"""What the policy asks for before a verdict may be proposed, and what of it is still missing."""

from collections.abc import Collection
from dataclasses import dataclass

from claims.models import Attempt, Evidence, EvidenceLink, Match, Policy, Review, Verdict


@dataclass(frozen=True)
class Gate:
    """`rule` is the demand in words, `missing` what is not there yet; empty when it is met.

    `note` is what to weigh all the same; it stops nobody.
    """

    verdict: str
    rule: str
    missing: str
    note: str = ""

    @property
    def is_met(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class _Tally:
    supporting: int
    refuting: int
    primary: int
    independent_secondary: int
    attempts: int


def gates(
    review: Review,
    *,
    links: Collection[EvidenceLink] | None = None,
    attempts: Collection[Attempt] | None = None,
    matches: Collection[Match] | None = None,
) -> dict[str, Gate]:
    """The gate of each verdict for `review` as it stands, by verdict; three queries.

    A page that has read the standing `links` with their evidence, and the standing `attempts`,
    passes them: one query. A claim that another article contradicts takes one more, unless the
    page passes its `matches`, a confirmed discrepancy among them where there is one.
    """
    if links is None:
        links = EvidenceLink.objects.standing().filter(review=review).select_related("evidence")
    if attempts is None:
        attempts = Attempt.objects.standing().filter(review=review)
    policy = Policy.current()
    tally = _tally(list(links), len(attempts))
    return {
        gate.verdict: gate
        for gate in (
            _verified(policy, tally),
            _unverified(policy, tally),
            _contested(policy, tally, review, matches),
        )
    }


def _tally(links: list[EvidenceLink], attempts: int) -> _Tally:
    supporting = [link.evidence for link in links if link.stance == EvidenceLink.Stance.SUPPORTS]
    return _Tally(
        supporting=len(supporting),
        refuting=sum(link.stance == EvidenceLink.Stance.REFUTES for link in links),
        primary=sum(source.kind == Evidence.Kind.PRIMARY for source in supporting),
        independent_secondary=_origins(
            [source for source in supporting if source.kind == Evidence.Kind.SECONDARY]
        ),
        attempts=attempts,
    )


def _origins(sources: list[Evidence]) -> int:
    """How many of `sources` are independent: two reports of one publisher are one.

    A page whose publisher nobody named goes with any other page of its host, and whatever has
    neither publisher nor address may all be one.
    """
    named = [source for source in sources if source.publisher.strip()]
    hosts = {source.host for source in named if source.host}
    unnamed = [source for source in sources if source not in named and source.host not in hosts]
    return len({source.origin for source in named}) + len({source.origin for source in unnamed})


def _verified(policy: Policy, tally: _Tally) -> Gate:
    primary, secondary = policy.primary_for_verified, policy.secondary_for_verified
    # A demand of 0 closes that way; the database keeps one of them open.
    ways = []
    if primary:
        ways.append(f"{_sources(primary, 'primary')} that {_verb(primary, 'support')} it")
    if secondary:
        ways.append(f"{_sources(secondary, 'secondary')} of independent origin")
    met = tally.primary >= primary > 0 or tally.independent_secondary >= secondary > 0
    return Gate(
        Verdict.Value.VERIFIED,
        ", or ".join(ways),
        ""
        if met
        else f"supported so far by {tally.primary} primary and "
        f"{tally.independent_secondary} independent secondary"
        if tally.supporting
        else "nothing supports it yet",
        note=f"{_sources(tally.refuting, '')} {_verb(tally.refuting, 'refute')} it"
        if tally.refuting
        else "",
    )


def _contested(
    policy: Policy, tally: _Tally, review: Review, matches: Collection[Match] | None
) -> Gate:
    needed = policy.sources_each_side
    met = min(tally.supporting, tally.refuting) >= needed
    rule = f"{_sources(needed, '')} on each side"
    missing = f"supported by {tally.supporting}, refuted by {tally.refuting} so far"
    if review.discrepant:
        # Two articles contradict each other, and somebody has said that they tell of one thing.
        rule = f"{rule}, or a confirmed discrepancy"
        missing = f"{missing}, and no discrepancy confirmed"
        if matches is None:
            found = Match.objects.of(review.pk).discrepant().confirmed().on_desk().exists()
        else:
            found = any(
                one.is_discrepancy and one.state == Match.State.CONFIRMED for one in matches
            )
        met = met or found
    return Gate(Verdict.Value.CONTESTED, rule, "" if met else missing)


def _unverified(policy: Policy, tally: _Tally) -> Gate:
    needed = policy.attempts_for_unverified
    return Gate(
        Verdict.Value.UNVERIFIED,
        "one recorded attempt to find out" if needed == 1 else f"{needed} recorded attempts",
        "" if tally.attempts >= needed else f"{tally.attempts} recorded so far",
    )


def _verb(number: int, verb: str) -> str:
    return f"{verb}s" if number == 1 else verb


def _sources(number: int, kind: str) -> str:
    words = {0: "no", 1: "one", 2: "two", 3: "three"}
    return " ".join(
        part
        for part in (words.get(number, str(number)), kind, "source" + "s" * (number != 1))
        if part
    )
