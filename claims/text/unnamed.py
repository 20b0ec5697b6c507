"""People who speak and go by no name: "one of them", "an old woman", "the caller"."""

import re

from claims.text.vocabulary import ROLES

_ONE_OF = re.compile(r"(?:one|another|some|two|three) of (?:them|these|those)", re.IGNORECASE)
# Whom articles let speak without a name.
PERSONS = (
    rf"{ROLES}|soldier|patient|student|pupil|resident|migrant|refugee|prisoner|protester|conscript|"
    "recruit|deserter|villager|passenger|climber|miner|customer|tenant|volunteer|survivor|victim|"
    "guard|boy|girl|teenager|sailor|hiker|tourist|relative|player|fan|voter|visitor|user|seller|"
    "trader|caller|dispatcher|presenter|interviewer|reporter|journalist|clerk|adviser|counsellor|"
    "counselor|officer|policeman|policewoman|fireman|firefighter|paramedic|medic|guide|mother|father|"
    "brother|sister|son|daughter|wife|husband|widow|widower|grandmother|grandfather|aunt|uncle|"
    "neighbour|cook|baker|mechanic|carpenter|builder|plumber|electrician|fisherman|butcher|waiter|"
    "waitress|shopkeeper|barber|cleaner|postman|priest|monk|nun|imam|pensioner|official|lieutenant|"
    "sergeant|private|corporal|major|defendant|accused|plaintiff|juror|magistrate|barrister|solicitor|"
    "interpreter|translator|smuggler|dealer|buyer|bidder|landlord|landlady|applicant|candidate|"
    "client|guest|host|hostess|stranger|friend|colleague|person|man|woman|lad|lady|gentleman|lawyer|"
    "vet|midwife|surgeon|consultant|therapist|psychologist|librarian|scientist|apprentice|"
    "veteran|reservist|gunner|voice"
)
_MANY = (
    "people|men|women|children|fishermen|policemen|firemen|witnesses|parents|employees|nurses|wives|"
    rf"(?:{PERSONS})s"
)
_PLURAL = re.compile(
    rf"(?<![\w’'-])(?P<who>(?:(?!(?:of|in|on|from|with|by|for|to|at|and|or|as|the|are|were|that|than|"
    rf"but|all)\b)[\w’'-]+ ){{0,2}}(?:{_MANY}))(?![\w’'-])"
)
_OPENING = re.compile(
    r"\b(?:(?:some|several|many|two|three|four|five|six|the|these|those|most|a|dozen|few|no) )+",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    rf", (?P<who>(?:an?|the) (?:[\w’'-]+ ){{0,3}}?(?:{PERSONS})(?: (?:from|of) (?:the )?[\w’'-]+)?)"
    r"(?=[,.;:—–]|\s*$)"
)
# "the voice of the caller is that of an old woman:" announces the woman.
_VOICE = re.compile(
    r"\bvoice\b[^.]*\bof (?P<who>(?:an?|the|another) (?:[\w’'-]+ ){0,3}?[\w’'-]+)(?=[:,.\s]*$)"
)
_SUBJECT = re.compile(
    rf"(?:[A-Z][a-z]+,? )??(?P<who>(?:an?|the|one|another) (?:(?!(?:is|are|was|were|has|had|who|of|"
    rf"in|at)\b)[\w’'-]+ ){{0,3}}?(?:{PERSONS}))(?= )",
    re.IGNORECASE,
)
_ROLE = re.compile(rf"(?:(?:First|Second) )?(?:{PERSONS})(?: [1-9])?", re.IGNORECASE)
_ANNOUNCES = re.compile(r":\s*$")
# How far back the many may stand of whom one speaks.
_REACH = 1200


def is_one_of(source: str) -> bool:
    """Whether `source` is one or some of those spoken of before: "one of them"."""
    return _ONE_OF.fullmatch(source) is not None


def one_of(source: str, text: str, at: int, after: int) -> str:
    """Who "one of them" at `at` is; `after` is where the words behind it begin.

    "one of them, a soldier" is a soldier; where soldiers are the last several people named
    before, "one of the soldiers"; else as written.
    """
    named = _APPOSITION.match(text, after, after + 80)
    if named is not None:
        return named["who"]
    several = [match["who"] for match in _PLURAL.finditer(text, max(0, at - _REACH), at)]
    if not several:
        return source
    many = _OPENING.split(several[-1])[-1] or several[-1]
    return f"{source.rsplit(' ', 1)[0]} the {many}"


def announced(sentence: str) -> str:
    """Who speaks after a sentence that ends in a colon and reports nothing itself, or ""."""
    if _ANNOUNCES.search(sentence) is None:
        return ""
    voice = _VOICE.search(sentence)
    if voice is not None:
        return voice["who"]
    subject = _SUBJECT.match(sentence)
    return subject["who"] if subject is not None else ""


def is_role(name: str) -> bool:
    """Whether a transcript's label is what somebody is: "Caller"."""
    return _ROLE.fullmatch(name) is not None


def opens(sentence: str) -> str:
    """The unnamed person who is a sentence's subject ("The nurse closes the door."), or ""."""
    subject = _SUBJECT.match(sentence)
    return subject["who"] if subject is not None else ""
