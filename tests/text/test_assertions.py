"""Assertions: what a checker could look up, and what not."""

import pytest

from claims.text import assertions

NOT_CLAIMS = [
    ("What should I do?", "question"),
    ("“And not beaten?”", "question"),
    ("The man on the line asks the operator: what should I do?", "question"),
    ("How do I surrender?” asks a man on the phone.", "question"),
    ("Are you ready? replies the operator, as usual.", "question"),
    ("Thank you for reading.", "greeting or filler"),
    ("Good morning, Kyiv.", "greeting or filler"),
    ("Yes, I am.", "greeting or filler"),
    ("Please get us out of here.", "instruction"),
    ("Go to our Telegram group.", "instruction"),
    ("Fill in the form.", "instruction"),
    ("When you arrive at the front, call us at once.", "instruction"),
    ("Let's wait and see.", "instruction"),
    ("I want to save my life.", "feeling or wish"),
    ("I am afraid of the dark.", "feeling or wish"),
    ("I'll tell him about it.", "intention"),
    ("This is what he writes in the British newspaper.", "points to its source only"),
    ("The operator answers, as she always does:", "introduces what follows"),
    ("Just like the hotline itself.", "fragment"),
    ("He listens.", "fragment"),
    ("We are heartbroken.", "feeling or wish"),
    ("“It was just awful,”", "feeling or wish"),
    ("…", "no words"),
    ("1 2 3", "no words"),
]
CLAIMS = [
    "The hotline was set up in September.",
    "Ukraine follows democratic laws and the Geneva Conventions, unlike Russia.",
    "No one was hurt in the blast.",
    "Call volumes rose sharply.",
    "I took the money in 2014.",
    "We want to target the partially mobilised.",
    "They watch their comrades lose their legs.",
    "He denied that he asked who paid.",
    "The aim of the hotline remains unclear: to demoralise, or to trade?",
    "We were sad to learn that the council had sold the land to a builder in secret.",
]


@pytest.mark.parametrize(("text", "reason"), NOT_CLAIMS)
def test_it_says_why_a_sentence_asserts_nothing(text, reason):
    assert assertions.why_not(text, text) == reason


@pytest.mark.parametrize("text", CLAIMS)
def test_it_keeps_what_can_be_checked(text):
    assert assertions.why_not(text, text) == ""


def test_a_figure_saves_a_fragment():
    assert assertions.why_not("Only ten men", "Only ten men", has_figure=True) == ""


READ = [
    # why the case is here, sentence, the reader's log-odds of a claim, reason
    ("sure enough to overrule a fragment", "The goose got the only ovation.", 3.1, ""),
    ("not sure enough", "Just like the hotline itself.", 1.0, "fragment"),
    ("a rule for instructions misfires", "Support for the crown has slipped.", 3.0, ""),
    ("it does not", "Support the march on Sunday.", -1.0, "instruction"),
    ("no rule names it", "It was the noise.", -1.2, "nothing in it to check"),
    ("short, and more likely than not", "She kept her word.", 0.9, ""),
    ("a question stays one", "How many men did he say had called the line?", 4.0, "question"),
    ("a long sentence about others", "Men ring the line to ask how they can cross over.", -2.0, ""),
    ("marked words address nobody", "Men ring the “I want to live” line all night.", -2.0, ""),
]


@pytest.mark.parametrize(
    ("text", "claim", "reason"), [case[1:] for case in READ], ids=[case[0] for case in READ]
)
def test_the_reader_decides_what_a_rule_cannot(text, claim, reason):
    assert assertions.why_not(text, text, claim=claim, must=-3.0) == reason


def test_what_must_be_checked_is_never_dropped_for_its_shape():
    text = "It was the noise."
    assert assertions.why_not(text, text, claim=-1.2, must=0.4) == ""


def test_a_figure_and_a_claimant_ask_less_of_the_reader():
    text = "We paid for it."
    assert assertions.why_not(text, text, claim=-0.5) == "nothing in it to check"
    assert assertions.why_not(text, text, has_figure=True, claim=-0.5) == ""
    assert assertions.why_not(text, f"“{text[:-1]},” said Ann Lee of Leeds.", claim=-0.5) == ""
