"""Every step x every person x every state: allowed, denied, too late, or nothing to do."""

import copy
import inspect
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from claims import (
    clearance,
    discussing,
    extraction,
    intake,
    matching,
    rescoring,
    reviewing,
    triage,
)
from claims.filtering import ClaimList
from claims.models import Article, Match, Review, Sentence, User
from tests.matching.world import MatchedWorld
from tests.stages.world import THIRD, World, rows

pytestmark = pytest.mark.django_db

STAGES = (clearance, discussing, extraction, intake, matching, rescoring, reviewing, triage)
STATES = ("open", "proposed", "settled", "dropped")
PEOPLE = ["nobody", "reporter", "checker", "editor", "admin", "proposer", "held", "holder"]

# What happens, in the order of STATES; the last two columns are of an open claim that somebody
# else holds, and of one the person holds:
#   A allowed: exactly the events in EVENTS, and the state in LEADS_TO
#   D PermissionDenied     I too late or incomplete: a ValueError with a sentence
#   L allowed, and no event     N nothing to do: no exception, no event, no row changed
TABLE = """
                   nobody reporter checker editor admin proposer held holder
receive_article      DDDD     AAAA    AAAA   AAAA  AAAA     AAAA    A      A
change_details       DDDD     AAAA    DDDD   AAAA  AAAA     AAAA    A      D
add_claim            DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
reword_claim         DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
split_claim          DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
merge_claims         DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
drop_claim           DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
restore_claim        DDDD     DDDD    IIIA   IIIA  IIIA     IIIA    I      I
bring_back           DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
skip_sentence        DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
pass_sentence        DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
unpass_sentence      DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
take_next            DDDD     DDDD    ANNN   ANNN  ANNN     ANNN    N      L
take_after           DDDD     DDDD    ANNN   ANNN  ANNN     ANNN    N      L
take_claim           DDDD     DDDD    AIII   AIII  AIII     AIII    I      L
renew_lease          NNNN     NNNN    NNNN   NNNN  NNNN     NNNN    N      L
leave_claim          NNNN     NNNN    NNNN   NNNN  NNNN     NNNN    N      L
release_claim        NNNN     NNNN    NNNN   NNNN  NNNN     NNNN    N      A
assign               DDDD     DDDD    AAAN   AAAN  AAAN     AAAN    A      A
prioritise           DDDD     DDDD    DDDD   AAAN  AAAN     AAAN    A      D
pin                  DDDD     DDDD    DDDD   AAAN  AAAN     AAAN    A      D
park                 DDDD     DDDD    DDDD   AAAN  AAAN     AAAN    A      D
store_evidence       DDDD     DDDD    LLLL   LLLL  LLLL     LLLL    L      L
link_evidence        DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
add_evidence         DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
remove_link          DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
record_attempt       DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
propose_verified     DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
propose_unverified   DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
propose_contested    DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
sign_off             DDDD     DDDD    DDDD   IAII  IAII     IDII    I      D
send_back            DDDD     DDDD    DDDD   IAII  IAII     IDII    I      D
reopen               DDDD     DDDD    DDDD   IIAI  IIAI     IIAI    I      D
undo_last_step       DDDD     DDDD    IIII   IIII  IIII     AAII    I      I
take_over_evidence   DDDD     DDDD    AIII   AIII  AIII     AIII    D      A
add_comment          DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
resolve_comment      DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
reopen_comment       DDDD     DDDD    IIII   IIII  IIII     IIII    I      I
answer_mention       DDDD     DDDD    DDDD   LLLL  DDDD     DDDD    D      D
confirm_match        DDDD     DDDD    AAAI   AAAI  AAAI     AAAI    A      A
reject_match         DDDD     DDDD    AAAA   AAAA  AAAA     AAAA    A      A
join_claims          DDDD     DDDD    AAAI   AAAI  AAAI     AAAI    A      A
split_story          DDDD     DDDD    DDDD   AAAI  AAAI     AAAI    A      D
name_story           DDDD     DDDD    DDDD   AAAA  AAAA     AAAA    A      D
clear_article        DDDD     DDDD    DDDD   IIAA  IIAA     IIAA    I      D
hold_article         DDDD     DDDD    DDDD   AAAA  AAAA     AAAA    A      D
lift_hold            DDDD     DDDD    DDDD   AAAA  AAAA     AAAA    A      D
"""

# Public, and not a step a person takes: the machine's half, questions, and what steps call.
NOT_A_STEP = {
    "alike",
    "extract_claims",
    "note_failure",
    "gates",
    "undoable_step",
    "person_of",
    "suggested_reasons",
    "check_text",
    "obstacles",
    "withdraw_clearance",
    "begin_check",
    "is_due",
    "rescore_some",
    "match_article",
    "rematch_some",
}


def propose(verdict: str) -> Callable[[World, User], Any]:
    return lambda world, by: reviewing.propose_verdict(
        world.review, verdict=verdict, reason="Asked the ministry.", by=by
    )


def add_third_sentence(world: World, by: User) -> Any:
    start = world.article.text.index(THIRD)
    return extraction.add_claim(world.article, start=start, end=start + len(THIRD), by=by)


def suggested(world: MatchedWorld) -> Match:
    """As the database has it: a step keeps the instance equal to the row, which is put back."""
    return Match.objects.get(pk=world.match.pk)


STEPS: dict[str, Callable[[Any, User], Any]] = {
    "receive_article": lambda world, by: intake.receive_article(text="Another.", by=by),
    "change_details": lambda world, by: intake.change_details(
        world.article, by=by, outlet="The Daily Test", headline="A better one"
    ),
    "add_claim": add_third_sentence,
    "reword_claim": lambda world, by: extraction.reword_claim(
        world.claim, wording="The hotline has ten operators.", by=by
    ),
    "split_claim": lambda world, by: extraction.split_claim(
        world.claim, parts=["The hotline has 10 operators", "and it opened in May."], by=by
    ),
    "merge_claims": lambda world, by: extraction.merge_claims([world.claim, world.other], by=by),
    "drop_claim": lambda world, by: extraction.drop_claim(world.claim, by=by, reason="Opinion."),
    "restore_claim": lambda world, by: extraction.restore_claim(world.claim, by=by),
    "bring_back": lambda world, by: extraction.bring_back(world.furniture, by=by),
    "skip_sentence": lambda world, by: extraction.skip_sentence(
        world.unchecked, by=by, reason="The page's foot."
    ),
    "pass_sentence": lambda world, by: extraction.pass_sentence(world.unchecked, by=by),
    "unpass_sentence": lambda world, by: extraction.unpass_sentence(world.unchecked, by=by),
    "take_next": lambda world, by: triage.take_next(by),
    "take_after": lambda world, by: triage.take_after(
        None, among=ClaimList("state:open", user=by, at=timezone.now()), user=by
    ),
    "take_claim": lambda world, by: triage.take_claim(world.review, by=by),
    "renew_lease": lambda world, by: triage.renew_lease(world.review, by=by),
    "leave_claim": lambda world, by: triage.leave_claim(world.review, by=by),
    "release_claim": lambda world, by: triage.release_claim(world.review, by=by),
    "assign": lambda world, by: triage.assign([world.review], to=by, by=by),
    "prioritise": lambda world, by: triage.prioritise([world.review], priority=2, by=by),
    "pin": lambda world, by: triage.pin([world.review], by=by),
    "park": lambda world, by: triage.park([world.review], by=by, reason="Waiting for a reply."),
    "store_evidence": lambda world, by: reviewing.store_evidence(
        title="Briefing", kind="primary", url="https://example.org/briefing", by=by
    ),
    "link_evidence": lambda world, by: reviewing.link_evidence(
        world.review, world.spare, stance="context", by=by
    ),
    "add_evidence": lambda world, by: reviewing.add_evidence(
        world.review,
        stance="context",
        title="Briefing",
        kind="primary",
        url="https://example.org/briefing",
        by=by,
    ),
    "remove_link": lambda world, by: reviewing.remove_link(world.link, by=by),
    "record_attempt": lambda world, by: reviewing.record_attempt(
        world.review, kind="search", what="Searched the register.", by=by
    ),
    "propose_verified": propose("verified"),
    "propose_unverified": propose("unverified"),
    "propose_contested": propose("contested"),
    "sign_off": lambda world, by: reviewing.sign_off(world.review, by=by),
    "send_back": lambda world, by: reviewing.send_back(world.review, by=by, reason="Too thin."),
    "reopen": lambda world, by: reviewing.reopen(world.review, by=by, reason="A new report."),
    "undo_last_step": lambda world, by: reviewing.undo_last_step(world.review, by=by),
    "take_over_evidence": lambda world, by: reviewing.take_over_evidence(
        world.review, world.twin, by=by
    ),
    "add_comment": lambda world, by: discussing.add_comment(
        world.review, text="Who says so?", by=by
    ),
    "resolve_comment": lambda world, by: discussing.resolve_comment(world.comment, by=by),
    "reopen_comment": lambda world, by: discussing.reopen_comment(world.comment, by=by),
    "answer_mention": lambda world, by: discussing.answer_mention(
        world.comment.mentions.get(), by=by
    ),
    "confirm_match": lambda world, by: matching.confirm_match(suggested(world), by=by),
    "reject_match": lambda world, by: matching.reject_match(suggested(world), by=by),
    "join_claims": lambda world, by: matching.join_claims(world.claim, world.third, by=by),
    "split_story": lambda world, by: matching.split_story(world.story, [world.claim], by=by),
    "name_story": lambda world, by: matching.name_story(world.story, "The hotline", by=by),
    "clear_article": lambda world, by: clearance.clear_article(world.article, by=by),
    "hold_article": lambda world, by: clearance.hold_article(
        world.article, by=by, reason="The lawyers read it."
    ),
    "lift_hold": lambda world, by: clearance.lift_hold(
        world.article, by=by, reason="The lawyers are content."
    ),
}

EVENTS = {
    "receive_article": ["article.received"],
    "change_details": ["article.changed"],
    "add_claim": ["claim.added"],
    "reword_claim": ["claim.reworded"],
    "split_claim": ["claim.added", "claim.added", "claim.split"],
    "merge_claims": ["claim.added", "claim.merged", "claim.merged"],
    "drop_claim": ["claim.dropped"],
    "restore_claim": ["claim.restored"],
    "bring_back": ["article.sentence_brought_back", "claim.extracted"],
    "skip_sentence": ["article.sentence_skipped"],
    "pass_sentence": ["article.sentence_passed"],
    "unpass_sentence": ["article.sentence_unpassed"],
    "take_next": ["review.taken"],
    "take_after": ["review.taken"],
    "take_claim": ["review.taken"],
    "release_claim": ["review.released"],
    "assign": ["review.assigned"],
    "prioritise": ["review.prioritised"],
    "pin": ["review.pinned"],
    "park": ["review.parked"],
    "link_evidence": ["review.evidence_linked"],
    "add_evidence": ["review.evidence_linked"],
    "remove_link": ["review.evidence_removed"],
    "record_attempt": ["review.attempt_recorded"],
    "propose_verified": ["review.verdict_proposed"],
    "propose_unverified": ["review.verdict_proposed"],
    "propose_contested": ["review.verdict_proposed"],
    "sign_off": ["review.signed_off"],
    "send_back": ["review.sent_back"],
    "reopen": ["review.reopened"],
    "undo_last_step": ["review.step_undone"],
    "take_over_evidence": ["review.evidence_linked"],
    "add_comment": ["review.comment_added"],
    "resolve_comment": ["review.comment_resolved"],
    "confirm_match": ["match.confirmed"] * 2,
    "reject_match": ["match.rejected"] * 2,
    "join_claims": ["match.confirmed"] * 2,
    "split_story": ["match.rejected", "match.rejected", "story.split"],
    "name_story": ["story.named"],
    "clear_article": ["article.cleared"],
    "hold_article": ["article.held"],
    "lift_hold": ["article.released"],
}

# These are taken where the claim matches another one.
OF_MATCHES = {
    "take_over_evidence",
    "confirm_match",
    "reject_match",
    "join_claims",
    "split_story",
    "name_story",
}

# The state of the claim afterwards, where the step moves it.
LEADS_TO = {
    "split_claim": "dropped",
    "merge_claims": "dropped",
    "drop_claim": "dropped",
    "restore_claim": "open",
    "propose_verified": "proposed",
    "propose_unverified": "proposed",
    "propose_contested": "proposed",
    "sign_off": "settled",
    "send_back": "open",
    "reopen": "open",
    "undo_last_step": "open",
}


def expected() -> dict[str, dict[str, str]]:
    """{step: {person: letters}} of TABLE."""
    head, *lines = (line.split() for line in TABLE.strip().splitlines())
    return {line[0]: dict(zip(head, line[1:], strict=True)) for line in lines}


def public_functions(module: ModuleType) -> set[str]:
    listed = getattr(module, "__all__", None)
    return {
        name
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if (name in listed if listed else member.__module__ == module.__name__)
        and not name.startswith("_")
    }


def outcome(step: str, world: World, person: str) -> str:
    """The letter of what happened, or what was wrong with it; the world is put back."""
    # What a step does to its instances is gone with them.
    world = copy.deepcopy(world)
    by = getattr(world, person)
    with transaction.atomic():
        if person in ("held", "holder"):
            # `take_next` and `take_after` look for any free claim: here there is no other.
            world.hold(world.holder)
        if step in ("take_next", "take_after"):
            Review.objects.filter(pk=world.other.pk).update(parked=True)
        if step == "lift_hold":
            Article.objects.filter(pk=world.article.pk).update(state=Article.State.HELD)
        if step == "unpass_sentence":
            Sentence.objects.filter(pk=world.unchecked.pk).update(passed_by=world.proposer)
        before, state = rows(), world.review.state
        try:
            result, told = STEPS[step](world, by), ""
        except PermissionDenied as error:
            result, told, letter = None, str(error), "D"
        except ValueError as error:
            result, told, letter = None, str(error), "I"
        else:
            letter = ""
        after = rows()
        recorded = sorted(event["action"] for event in after["Event"][len(before["Event"]) :])
        now = next(row["state"] for row in after["Review"] if row["claim_id"] == world.claim.pk)
        transaction.set_rollback(True)
    if letter:
        if after != before:
            return "refused, and changed rows"
        return letter if told.endswith(".") else f"no sentence: {told!r}"
    if recorded:
        if recorded != EVENTS.get(step):
            return f"events {recorded}"
        return "A" if now == LEADS_TO.get(step, state) else f"led to {now}"
    if after != before:
        return "L"
    return "returned something and did nothing" if result else "N"


def test_it_lists_every_public_function_of_the_stages() -> None:
    public = set().union(*(public_functions(stage) for stage in STAGES))
    verdicts = {f"propose_{verdict}" for verdict in ("verified", "unverified", "contested")}

    assert public - {"propose_verdict"} | verdicts == set(expected()) | NOT_A_STEP
    assert set(STEPS) == set(expected())


@pytest.mark.parametrize("make", [World, MatchedWorld])
@pytest.mark.parametrize("state", STATES)
def test_it_lets_the_right_people_take_the_step(state: str, make: type[World]) -> None:
    """One world for all the steps of a state, put back after each."""
    world = make(state)
    for person in PEOPLE:
        getattr(world, person).get_all_permissions()  # asked once, not for each copy
    wanted = {
        (step, person): letters[STATES.index(state)]
        for step, row in expected().items()
        for person, letters in row.items()
        if (step in OF_MATCHES) == (make is MatchedWorld)
        and (state == "open" or len(letters) == len(STATES))
    }

    assert {(step, person): outcome(step, world, person) for step, person in wanted} == wanted
