"""The lists that every desk has a name for."""

from typing import NamedTuple


class BuiltIn(NamedTuple):
    name: str
    query: str


BUILT_IN = (
    BuiltIn("Must check, open", "state:open worth:must -is:parked"),
    BuiltIn("All open", "state:open"),
    BuiltIn("Mine", "state:open assigned:me"),
    BuiltIn("Held by me", "state:open held:me"),
    BuiltIn("Awaiting my sign-off", "state:mine-to-sign"),
    BuiltIn("Past deadline", "due:late"),
    BuiltIn("Parked", "state:open is:parked"),
    BuiltIn("Has a discrepancy", "state:open has:discrepancy"),
    BuiltIn("Settled", "state:settled"),
)

# What the bare address of the queue shows.
DEFAULT = BUILT_IN[0].query
