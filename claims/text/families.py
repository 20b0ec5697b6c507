"""Words that tell of the same thing happening: "launched", "set up" and "went online" are one.

A family is safe to join words by within two claims about one fact; it is no thesaurus. What
happened decides whether two figures can be compared: the dead of one report are not the injured
of another.
"""

import re
from collections.abc import Iterable

from claims.text.spans import WORD, words
from claims.text.stems import stem

_TABLE = """
die: die death deaths dead killed killing kills fatal fatally fatalities toll perished slain drowned
hurt: injured injure injury injuries injuring wounded wounding wound hurt hospitalised
miss: missing unaccounted
detain: arrested arrests arrest detained detain detention detainees custody apprehended
evacuate: evacuated evacuation evacuees displaced displacing homeless flee fled fleeing uprooted
rescue: rescued rescue rescuers survivors survived survive saved
contact: contacted contact call called calls calling caller callers phoned phone ring rang request
    requests requested enquiry enquiries inquiry inquiries message messages messaged apply applied
    applications appeal appealed asked use used using utilised utilized registered
surrender: surrender surrendered surrendering surrenders desert deserted deserting capitulate
    capitulated capitulation defect defected defecting
visit: visit visits visited visitor visitors views viewed attend attended attendance attendees
follow: follow followed followers subscribe subscribed subscribers members
dismiss: dismissed sacked redundant redundancies redundancy laid layoffs axed
hire: hired hire hiring recruit recruited recruiting
employ: employ employs employed employees workforce staff jobs work works workers
conscript: conscript conscripted conscription mobilise mobilised mobilisation mobilize draft drafted
release: released release freed free exchanged exchange swapped swap
convict: convicted convict guilty sentenced sentence jailed jail imprisoned prison imprisonment
    term punished punishing punishable bars
charge: charged indicted charges
infect: infected infections cases tested positive
recover: recovered recoveries recovering
vaccinate: vaccinated vaccinations doses jab jabs
support: support supported supporting backed favour favoured favor favored approve approved
    agree agreed
oppose: oppose opposed opposing reject rejected against disapprove disapproved
rise: rise rose risen rising increase increased increasing grew grow grown growth climbed climb
    jumped surged soared gained
fall: fall fell fallen falling decrease decreased decline declined dropped drop plunged shrank
    slid
damage: damaged damage destroyed destroy wrecked flattened gutted ruined
burn: burned burnt burn fire fires blaze flames
cancel: cancelled cancel cancelling canceled postponed
swear: sworn oath inaugurated
profit: profit profits earnings
lose: lost lose loses losing
turnover: turnover revenue revenues
debt: debt debts owes owed
salary: salary salaries wage wages
long: length
deep: deep depth below
high: high tall height elevation
wide: wide width
unemployment: unemployment unemployed jobless joblessness
build: build built construct constructed construction
cost: cost costs costing price priced worth bill budget valued
pay: pay paid payment payments compensation
fine: fined fine fines penalty
raise: donated donations fundraiser collected
steal: stole stolen theft robbed
launch: launched launch founded established establish created creation started start began begin
    begun opened open introduced introduction born birth formed debut debuted opening
    unveiled initiated
end: ended end ends closed close closes closing shut shutting finished finish expired expires
    expire ceased scrapped
publish: published publish publication printed issued
sign: signed sign signing ratified finalised finalized concluded sealed
occur: happened happen occurred occur struck hit took erupted eruption broke collapsed collapse
    crashed crash sank sink exploded explosion blast derailed
elect: elected elect election elections voted vote votes ballot polls
turnout: turnout participation
capacity: capacity accommodates accommodate
appoint: appointed appoint named
resign: resigned resign quit stepped
leave: left leave leaving departed depart
arrive: arrived arrive arrival reached
say: said say says told tells announced announcement stated statement according reported reports
    confirmed
remain: left remain remaining remained
"""
# Said in several words.
_PHRASES = re.compile(
    r"\b(?P<launch>set up|sets up|setting up|(?:w[ea]nt|go(?:es)?|going|gone) (?:online|live)"
    r"|(?:c[ao]m(?:e|es|ing)|enter(?:s|ed|ing)?) into (?:being|force|effect)"
    r"|(?:takes?|took|taking) effect|up and running)\b"
    r"|\b(?P<die>los(?:t|e|ing) (?:their|his|her) li(?:fe|ves)|li(?:fe|ves) (?:was|were) lost"
    r"|claim(?:ed|ing)? (?:the lives|\w+ lives))\b"
    r"|\b(?P<dismiss>jobs? (?:cuts|losses)|los(?:e|t|ing) (?:their|his|her) jobs?"
    r"|los[se] of (?=[\w,.]+ (?:jobs|posts))|laid off|made redundant|cut(?:ting|s)?"
    r"|shed(?:ding|s)?)\b"
    r"|\b(?P<contact>got in touch|get in touch|reached out|turned to)\b"
    r"|\b(?P<occur>took place|takes place|came down|broke out)\b"
    r"|\b(?P<cancel>(?:call|put|calling|called) off)\b"
    r"|\b(?P<evacuate>(?:left|leave|leaving) (?:their|his|her) (?:homes?|houses?|dwellings?)"
    r"|brought to safety|taken to safety)\b"
    r"|\b(?P<build>dat(?:es|ed|ing) (?:from|back to))\b"
    r"|\b(?P<capacity>holds? (?=[\w, ]{1,20} (?:people|spectators|fans|passengers)\b))"
    r"|\b(?P<raise>raised (?=\W?\d|more|nearly|about|over|almost|at least|some))"
    r"|\b(?P<conscript>call(?:ed|ing)?[ -]up)\b",
    re.IGNORECASE,
)
_WORD = re.compile(WORD)


def _read(table: str) -> dict[str, str]:
    families: dict[str, str] = {}
    for row in re.sub(r"\n +", " ", table).strip().splitlines():
        name, _, listed = row.partition(":")
        for word in words(listed):
            families.setdefault(stem(word), name)
    return families


_OF = _read(_TABLE)
# What becomes of the people or things counted: not two of these at once.
FATES = frozenset(
    words(
        "die hurt miss detain evacuate rescue dismiss hire conscript release convict charge infect "
        "recover vaccinate support oppose visit contact surrender rise fall steal raise follow "
        "damage build fine profit turnover lose debt salary long deep high wide cancel "
        "capacity turnout"
    )
)
# Such counts only grow from one report to the next.
GROWING = frozenset(
    words(
        "die hurt detain evacuate rescue contact surrender visit follow infect vaccinate raise "
        "damage charge release cancel"
    )
)
# Each happens once, on one day.
ONCE = frozenset(
    words(
        "launch end publish sign occur elect appoint resign leave arrive die release detain build "
        "convict charge steal swear"
    )
)


# Of each of these one is told of one thing, and another of another.
_CONTRASTS = """
first second third fourth fifth | men women | male female | boys girls | adults children
north south east west | northern southern eastern western | upper lower
minimum maximum | highest lowest | gross net | urban rural | public private | cats dogs
morning afternoon evening night | spring summer autumn winter | domestic international foreign
monthly weekly daily annual | primary secondary | hourly daily | senior junior
largest smallest | import export imports exports | arrival departure
"""
_CONTRAST = {
    stem(word): row
    for row, listed in enumerate(_CONTRASTS.replace("\n", "|").split("|"))
    for word in words(listed)
}


def contrasted(a: Iterable[str], b: Iterable[str]) -> bool:
    """Whether the words `a` and `b` tell two things apart: "the first test", "the second test"."""
    one, other = ({stem(word) for word in side} & _CONTRAST.keys() for side in (a, b))
    rows = {_CONTRAST[word] for word in one} & {_CONTRAST[word] for word in other}
    return any(
        {word for word in one if _CONTRAST[word] == row}.isdisjoint(
            word for word in other if _CONTRAST[word] == row
        )
        for row in rows
    )


def of(word: str) -> str:
    """The family of a word in any form; "" when it belongs to none."""
    return _OF.get(stem(word), "")


def kin(word: str) -> str:
    """The family of a word or, where it has none, its stem: equal for words that mean alike."""
    root = stem(word)
    return _OF.get(root, root)


def find(text: str) -> Iterable[tuple[int, str]]:
    """Where in `text` a word of a family stands, and the family's name, in order."""
    found = [(at.start(), str(at.lastgroup)) for at in _PHRASES.finditer(text)]
    spoken = {at for at, _ in found}
    for match in _WORD.finditer(text):
        if match.start() not in spoken and (family := of(match.group())):
            found.append((match.start(), family))
    return sorted(found)
