"""Walk the history and say whether it is whole.

The database forges the links (`claims.models.history`); this recomputes each of them apart from
it: SQL gives the text that was hashed, Python the hash. What is found:

- an event whose words, number or link to the one before are not what its hash says;
- an event missing from a chain, also from its beginning or its end;
- a chain without events, events without a chain, a claim, an article or a desk without either;
- a claim whose state, verdict, signatures or wording are not what its last events say.

Somebody who may switch the triggers off and rewrite a chain from some event to its head can
forge a history. The heads in every CSV that left the desk bear witness against that.
"""

import hashlib
from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import connection, transaction

from claims.models.history import CANONICAL_SQL, FIRST_PREVIOUS

# In the order of the index event_in_sequence, so that nobody holds or sorts the whole of it.
_LINKS = f"""
SELECT event.chain_id, event.sequence, event.action, event.previous, event.hash,
    {CANONICAL_SQL.format(event="event")}, chain.length, chain.head
FROM claims_event event LEFT JOIN claims_chain chain ON chain.subject = event.chain_id
ORDER BY event.chain_id, event.sequence
"""  # noqa: S608  (nothing in it comes from outside)

_CHAIN_WITHOUT_EVENTS = """
SELECT subject FROM claims_chain chain
WHERE NOT EXISTS (SELECT FROM claims_event event WHERE event.chain_id = chain.subject)
ORDER BY subject LIMIT 1
"""

# The desk makes neither without recording it.
_THING_WITHOUT_CHAIN = """
SELECT subject FROM (
    SELECT 'article:' || id AS subject FROM claims_article
    UNION ALL SELECT 'claim:' || id FROM claims_claim
    UNION ALL SELECT 'desk'
) thing
WHERE NOT EXISTS (SELECT FROM claims_chain chain WHERE chain.subject = thing.subject)
ORDER BY subject LIMIT 1
"""

# Each looks up the last event that says it, by the index event_in_sequence. A claim that has no
# such event is open.
_THING_UNLIKE_ITS_HISTORY = """
SELECT 'claim:' || claim.id
FROM claims_claim claim
JOIN claims_review review ON review.claim_id = claim.id
LEFT JOIN claims_verdict verdict ON verdict.id = review.verdict_id
LEFT JOIN LATERAL (
    SELECT new->>'state' AS state FROM claims_event event
    WHERE event.chain_id = 'claim:' || claim.id AND new ? 'state' ORDER BY sequence DESC LIMIT 1
) moved ON true
LEFT JOIN LATERAL (
    SELECT new->>'wording' AS wording FROM claims_event event
    WHERE event.chain_id = 'claim:' || claim.id AND new ? 'wording' ORDER BY sequence DESC LIMIT 1
) worded ON true
LEFT JOIN LATERAL (
    SELECT by_id, reason, new->>'verdict' AS verdict FROM claims_event event
    WHERE event.chain_id = 'claim:' || claim.id AND action = 'review.verdict_proposed'
    ORDER BY sequence DESC LIMIT 1
) proposed ON review.verdict_id IS NOT NULL
LEFT JOIN LATERAL (
    SELECT by_id FROM claims_event event
    WHERE event.chain_id = 'claim:' || claim.id AND action = 'review.signed_off'
    ORDER BY sequence DESC LIMIT 1
) signed ON review.state = 'settled'
WHERE review.state <> coalesce(moved.state, 'open')
    OR claim.wording <> worded.wording
    OR (verdict.verdict, verdict.reason, verdict.by_id, review.proposed_by_id)
        IS DISTINCT FROM (proposed.verdict, proposed.reason, proposed.by_id, proposed.by_id)
    OR review.signed_off_by_id IS DISTINCT FROM signed.by_id
ORDER BY claim.id LIMIT 1
"""

# Rows fetched at a time.
_STEP = 2000


class BrokenHistory(ValueError):
    """The first broken link, in a sentence."""


class Whole(NamedTuple):
    """How much history there is, when all of it is whole."""

    events: int
    chains: int


class _Link(NamedTuple):
    chain: str
    sequence: int
    action: str
    previous: str
    hash: str
    canonical: str
    # What the chain says of its end; None where there is no such chain.
    length: int | None
    head: str | None


def verify_history() -> Whole:
    """Recompute every link of every chain; how many there are, or BrokenHistory.

    Reads only, and needs no more memory for a long history than for a short one. What is
    recorded meanwhile is not looked at.
    """
    events = chains = 0
    with transaction.atomic():
        # Closed at the first broken link too, while the transaction can still close its cursor.
        with closing(_links()) as every:
            for _, links in groupby(every, key=attrgetter("chain")):
                events += _verify_chain(links)
                chains += 1
        _refuse(_CHAIN_WITHOUT_EVENTS, "{} has a head but no events: they were deleted.")
        _refuse(_THING_WITHOUT_CHAIN, "{} has no history at all: it was deleted.")
        _refuse(
            _THING_UNLIKE_ITS_HISTORY, "{} is not as its history leaves it: the claim was changed."
        )
    return Whole(events, chains)


def _links() -> Generator[_Link, None, None]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_LINKS)
        while rows := cursor.fetchmany(_STEP):
            yield from map(_Link._make, rows)


def _verify_chain(links: Iterator[_Link]) -> int:
    """The length of one chain, its links given in order; or BrokenHistory."""
    length, head = 0, FIRST_PREVIOUS
    for link in links:
        length += 1
        name = f"{link.chain} #{link.sequence} ({link.action})"
        if link.sequence != length:
            raise BrokenHistory(
                f"{link.chain} #{length} is missing: the next event there is is {name}."
            )
        if link.previous != head:
            raise BrokenHistory(f"{name} does not follow from the event before it.")
        if hashlib.sha256(link.canonical.encode()).hexdigest() != link.hash:
            raise BrokenHistory(f"{name} was changed after it was recorded.")
        head = link.hash
    if link.length is None:
        raise BrokenHistory(f"{link.chain} has events but no head.")
    if link.length > length:
        raise BrokenHistory(
            f"{link.chain} ends with #{length}, but #{link.length} was recorded: its end is gone."
        )
    if (link.length, link.head) != (length, head):
        raise BrokenHistory(f"{link.chain} ends with {name}, but its head says something else.")
    return length


def _refuse(sql: str, sentence: str) -> None:
    """BrokenHistory where `sql` finds a subject, with the `sentence` about it."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        if found := cursor.fetchone():
            raise BrokenHistory(sentence.format(found[0]))
