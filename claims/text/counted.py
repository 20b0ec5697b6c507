"""What a number counts, so that soldiers, troops and servicemen are one and children another."""

import re
from dataclasses import dataclass

from claims.text.countries import COUNTRIES
from claims.text.spans import WORD, words
from claims.text.stems import stem

# Nouns that two outlets use of the same people or things.
_TABLE = """
people: people person persons individuals citizens residents civilians locals inhabitants humans
    souls victims lives others adults men names
soldiers: soldiers troops personnel servicemen servicewomen servicemembers fighters recruits
    conscripts combatants militants reservists men invaders deserters military
workers: workers employees staff staffers jobs posts positions roles redundancies
students: students pupils schoolchildren
children: children kids minors youngsters infants babies toddlers
women: women girls females
boys: boys
passengers: passengers travellers travelers holidaymakers commuters
protesters: protesters protestors demonstrators marchers
migrants: migrants refugees asylum-seekers
prisoners: prisoners captives inmates pows detainees
officers: officers police policemen
doctors: doctors medics nurses
voters: voters electors
spectators: spectators fans visitors attendees guests crowd supporters
followers: followers subscribers members users
customers: customers clients consumers
patients: patients
suspects: suspects defendants
deaths: deaths fatalities dead
injuries: injuries wounded injured
arrests: arrests detentions
contacts: calls requests contacts messages enquiries inquiries applications appeals queries
    conversations callers
visits: visits views clicks hits
times: times occasions
homes: homes houses properties households dwellings
flats: flats apartments
buildings: buildings structures
vehicles: vehicles cars
planes: planes aircraft jets
ships: ships vessels boats
lorries: lorries trucks
firms: firms companies businesses
votes: votes ballots
seats: seats
meals: meals
shops: shops stores outlets branches
countries: countries nations states
attacks: attacks strikes raids
rockets: rockets missiles
"""
# People of any kind can be called people; these are told apart even so.
_APART = frozenset(words("children women boys"))
_PERSONS = frozenset(
    words(
        "people soldiers workers students passengers protesters migrants prisoners officers "
        "doctors voters spectators followers customers patients suspects"
    )
)
# A count of what befell people is a count of people.
_BEFALL = {"deaths": "die", "injuries": "hurt", "arrests": "detain"}
# Whoever does one of these is one contact, or one visit.
_ACTS = {
    "contacts": frozenset(words("contact surrender")),
    "visits": frozenset(words("visit")),
    "times": frozenset(words("contact surrender visit")),
}
_WORD = re.compile(WORD)
_EMPTY = frozenset(
    words(
        "such other own said same more further new additional total overall first last past so "
        "far whole entire different separate local full estimated some all many several few only"
    )
)


def _read(table: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for row in re.sub(r"\n +", " ", table).strip().splitlines():
        name, _, listed = row.partition(":")
        for word in words(listed):
            groups[stem(word)] = (*groups.get(stem(word), ()), name)
    return groups


_GROUPS = _read(_TABLE)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: `head` is the noun's stem, "" when none is named; `groups` what it can
    also be called; `land` the country it is said to be of; `marks` the other words before it.
    """

    head: str
    groups: frozenset[str] = frozenset()
    land: str = ""
    marks: frozenset[str] = frozenset()

    @property
    def befell(self) -> str:
        """The family of words for what a count of deaths or arrests says happened."""
        return next((_BEFALL[group] for group in self.groups if group in _BEFALL), "")

    @property
    def are_people(self) -> bool:
        return bool(self.groups & (_PERSONS | _APART)) or bool(self.befell)


def read(noun: str) -> Counted:
    """What the noun phrase `noun` names, a figure's unit without its rate; in any case."""
    named = _WORD.findall(noun)
    lands = [COUNTRIES.get(word[:1].upper() + word[1:], "") for word in named]
    land = next((land for land in lands if land), "")
    if not named:
        return Counted("")
    if lands[-1]:
        return Counted("people", frozenset({"people"}), land)
    head = stem(named[-1])
    marks = frozenset(
        stem(word) for word, of in zip(named[:-1], lands, strict=False) if not of
    ) - frozenset(map(stem, _EMPTY))
    return Counted(head, frozenset(_GROUPS.get(head, ())), land, marks)


NOTHING, UNNAMED, KIN, SAME = range(4)


def compare(a: Counted, b: Counted, fates_a: frozenset[str], fates_b: frozenset[str]) -> int:
    """Whether the two can be one thing: SAME noun, KIN to it, UNNAMED on one side, or NOTHING.

    `fates_a` and `fates_b` are the families of words for what happened to them. Symmetric.
    """
    if a.land and b.land and a.land != b.land:
        return NOTHING
    if not a.head or not b.head:
        named = a if a.head else b
        if "times" in named.groups:
            return NOTHING
        return UNNAMED if not named.head or named.are_people or fates_a & fates_b else NOTHING
    if a.head == b.head or a.groups & b.groups:
        return SAME
    if a.befell or b.befell:
        one, other, fates = (a, b, fates_b) if a.befell else (b, a, fates_a)
        meets = one.befell in fates or one.befell == other.befell
        return KIN if other.are_people and meets and not other.groups & _APART else NOTHING
    if a.groups & _APART or b.groups & _APART:
        return NOTHING
    if a.are_people and b.are_people:
        return KIN if "people" in a.groups | b.groups else NOTHING
    for one, other, done in ((a, b, fates_b), (b, a, fates_a)):
        for group in one.groups & _ACTS.keys():
            acts = _ACTS[group]
            if other.are_people and done & acts:
                return KIN
            if group == "times" and other.groups & {"contacts", "visits"}:
                return KIN
    return NOTHING
