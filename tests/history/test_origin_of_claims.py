"""The history says in words what a claim was made of, and what became of it."""

import pytest

from claims.extraction import add_claim, merge_claims, split_claim
from claims.models import Claim, Event
from claims.views.review_history import lines
from tests.stages.world import World

pytestmark = pytest.mark.django_db


def last_line(claim: Claim) -> tuple[str, str]:
    line = lines(Event.objects.of(claim), for_desk=True)[-1]
    return line.verb, line.detail


def test_it_names_the_parts_and_the_whole() -> None:
    world = World()

    parts = ["The hotline has 10 operators", "and it opened in May."]
    one, two = split_claim(world.claim, parts=parts, by=world.checker)

    assert last_line(world.claim) == ("Split", f"into {one.reference}, {two.reference}")
    assert last_line(two) == ("Claim added", f"split from {world.claim.reference}")


def test_it_names_what_was_merged() -> None:
    world = World()
    one, two = world.claim, world.other

    merged = merge_claims([one, two], by=world.checker)

    assert last_line(two) == ("Merged", f"into {merged.reference}")
    names = f"{one.reference} and {two.reference}"
    assert last_line(merged) == ("Claim added", f"merged from {names}")


def test_a_claim_that_takes_others_in_names_them() -> None:
    world = World()
    whole = add_claim(world.article, start=0, end=world.other.end, by=world.checker)
    assert last_line(whole) == ("Claim added", "")

    merge_claims([whole, world.claim], by=world.checker)

    assert last_line(whole) == ("Merged", f"merged from {world.claim.reference}")
