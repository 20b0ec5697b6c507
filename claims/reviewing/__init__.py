"""Review a claim: evidence, a verdict, and a second person's sign-off.

    OPEN --propose_verdict--> PROPOSED --sign_off--> SETTLED
      ^                          |                      |
      +-------- send_back -------+                      |
      +--------------------- reopen --------------------+

Every step checks who, moves the row if it is still in the state it should leave, and records one
event; or raises and changes nothing. Split by what is moved: `gate` (what the policy asks for),
`suggesting` (a reason to begin with), `evidence` (sources and attempts), `verdicts` (the states
above), `undo`. Public is `__all__`; undo may import the others, verdicts the gate.
"""

from claims.reviewing.evidence import (
    EvidenceRefused,
    add_evidence,
    link_evidence,
    record_attempt,
    remove_link,
    store_evidence,
    take_over_evidence,
)
from claims.reviewing.gate import Gate, gates
from claims.reviewing.steps import InvalidTransition, SomeoneWasFaster
from claims.reviewing.suggesting import suggested_reasons
from claims.reviewing.undo import undo_last_step, undoable_step
from claims.reviewing.verdicts import (
    PolicyNotMet,
    propose_verdict,
    reopen,
    send_back,
    sign_off,
)

__all__ = [
    "EvidenceRefused",
    "Gate",
    "InvalidTransition",
    "PolicyNotMet",
    "SomeoneWasFaster",
    "add_evidence",
    "gates",
    "link_evidence",
    "propose_verdict",
    "record_attempt",
    "remove_link",
    "reopen",
    "send_back",
    "sign_off",
    "store_evidence",
    "suggested_reasons",
    "take_over_evidence",
    "undo_last_step",
    "undoable_step",
]
