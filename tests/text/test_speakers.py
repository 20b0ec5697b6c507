"""Whom pronouns stand for, and whose turn it is in dialogue; read over whole short articles."""

import pytest

from claims.text import gender, names, speakers
from claims.text.analysis import analyse
from claims.text.spans import Span


def sayers(text):
    """Each claim's first words with its claimant."""
    return {" ".join(c.text.strip("“-–— ").split()[:2]): c.claimant for c in analyse(text).claims}


RESOLVED = [
    # text, first two words of the claim, its claimant, why
    (
        "The mayor, Derek Lowe, said the counters work. But Marjorie Quill pointed out that nine "
        "were broken.\n“They were off for a year,” she told the chamber.",
        "They were",
        "Marjorie Quill",
        "she is nearer and he is no woman",
    ),
    (
        "“We lost by a goal,” said Gwen Marsh, the manager.\nOkafor worked as a builder. Emeka "
        "Okafor scored in May. “They fouled me twice in June,” he told reporters.",
        "They fouled",
        "Emeka Okafor",
        "the last speaker is a woman",
    ),
    (
        "Matthias Egger, 46, is accused of the manslaughter of a client, the dentist Jürg Sommer. "
        "He said he had unclipped the rope.",
        "He said",
        "Matthias Egger",
        "the subject goes before whoever is named with a preposition",
    ),
    (
        "“They are old knees,” said Abel Contreras.\nXanthe Teague, whose brother was killed, "
        "sat in the gallery. “I counted eleven hours,” she said.",
        "I counted",
        "Xanthe Teague",
        "whoever opens the sentence before is its subject, whatever the name tells",
    ),
    (
        "Residents said the water rose in an hour. They said nobody had warned the town.",
        "They said",
        "Residents",
        "they are the last who spoke as several",
    ),
    (
        "The disaster agency said 200 people had died. Most were children, it said.",
        "Most were",
        "The disaster agency",
        "it is the last body that spoke",
    ),
    (
        "The rail operator Nordhav has cancelled 40 trains this week, it told staff.",
        "The rail",
        "The rail operator Nordhav",
        "it is the subject of its own sentence",
    ),
    (
        "“They ran further than us in the second half,” said their coach, Tomasz Wilk.",
        "They ran",
        "Tomasz Wilk",
        "the name stands behind the noun",
    ),
    (
        "The centre is run by the Nordmark trust, which says it has spent £2m.",
        "The centre",
        "the Nordmark trust",
        "a relative pronoun is whom it follows",
    ),
]


@pytest.mark.parametrize(("text", "claim", "who", "why"), RESOLVED)
def test_it_tells_whom_a_pronoun_stands_for(text, claim, who, why) -> None:
    assert sayers(text)[claim] == who, why


INTERVIEW = """\
Anneke Vos has led the monitoring group for thirty years. Vos, 57, lives in Norvik.

– What has changed? – In 1993 the ice reached the hut. Now you walk two hours over gravel.

– Some people say glaciers come and go. Do they? – They have gone in one working life."""


def test_the_turn_after_a_question_answers() -> None:
    found = sayers(INTERVIEW)
    assert {found["In 1993"], found["Now you"], found["They have"]} == {"Anneke Vos"}


TRIAL = """\
Matthias Egger, 46, a mountain guide, is on trial in Ambrig. Egger denies it.

- Did you push him? asked the prosecutor, Barbara Lenz. - I unclipped him from the rope.

- Why? - The rope was torn on both sides. - You told the police that it held 200 kilos."""


def test_turns_alternate_between_who_asks_and_who_answers() -> None:
    found = sayers(TRIAL)
    assert found["I unclipped"] == found["The rope"] == "Matthias Egger"
    assert found["You told"] == "Barbara Lenz"


def test_a_transcripts_label_holds_to_the_paragraphs_end() -> None:
    found = sayers(
        "Ann Lee met Bob Roe on Monday.\n\nLEE: The rate fell to 3%. It fell in May.\n\n"
        "ROE: The rate rose to 4% in June."
    )
    assert found["It fell"] == "Ann Lee"
    assert found["ROE: The"] == "Bob Roe"


def test_a_dateline_is_no_speaker() -> None:
    assert set(sayers("BENGALURU: The court fined the company ₹2m on Monday.").values()) == {""}


ACTS = [
    "The bank declined to comment on the 3% rate.",
    "The office has ordered the recall of 187,000 fryers.",
    "Janine Pryce, 51, admitted eleven counts of fraud in May.",
    "The company did not respond to 12 emails.",
    "The board has apologised to 83,000 candidates.",
    "The minister would not say how many of the 40 remain.",
]


@pytest.mark.parametrize("text", ACTS)
def test_an_act_or_silence_makes_no_claimant(text) -> None:
    assert set(sayers(text).values()) <= {""}


@pytest.mark.parametrize(
    ("name", "written", "whose"),
    [
        ("Ann Lee", "", gender.SHE),
        ("Jo Lee", "Mr", gender.HE),
        ("Olena Petrova", "", gender.SHE),
        ("Kim Lee", "", gender.UNKNOWN),
        ("the dead man’s widow", "the dead man’s widow", gender.SHE),
        ("Kim Lee", "spokeswoman", gender.SHE),
    ],
)
def test_titles_nouns_and_first_names_tell_he_from_she(name, written, whose) -> None:
    assert gender.of(name, written) == whose


@pytest.mark.parametrize(
    ("name", "person", "several"),
    [
        ("Ann Lee", True, False),
        ("a soldier", True, False),
        ("the ministry", False, False),
        ("two soldiers", False, True),
        ("officials", False, True),
        ("the health department", False, False),
        ("the survey", False, False),
    ],
)
def test_it_tells_a_person_from_a_body_and_from_several(name, person, several) -> None:
    assert (speakers.is_person(name), speakers.is_several(name)) == (person, several)


SPELLINGS = [
    ("Vitaliy Matvienko", "Matviyenko", True),
    ("Vitaliy Matvienko", "Mr Matvienko", True),
    ("Volodymyr Zelenskyy", "Zelensky", True),
    ("Volodymyr Zelenskyy", "Volodymyr Zelenskiy", True),
    ("Ann Johnson", "Jackson", False),
    ("Ann Keller", "Bob Keller", False),
    ("Ann Lee", "Leo", False),
]


@pytest.mark.parametrize(("full", "written", "same"), SPELLINGS)
def test_spellings_of_one_surname_meet(full, written, same) -> None:
    text = f"{full} spoke."
    people = names.People(text, [Span(0, len(text))])
    assert (people.full(written) == full) is same


def test_people_are_found_in_one_pass() -> None:
    text = "Ann Lee met Bob Roe. Lee left. " * 300
    people = names.People(text, [Span(at, at + 31) for at in range(0, len(text), 31)])
    assert len(people.seen) == 900
    assert all(text[mention.start : mention.end] in mention.name for mention in people.seen)
