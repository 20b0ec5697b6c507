"""Assertions: what a checker could look up, and what not."""

import pytest

from claims.text import assertions

NOT_CLAIMS = [
    ("What should I do?", "question"),
    ("“And not beaten?”", "question"),
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
]


@pytest.mark.parametrize(("text", "reason"), NOT_CLAIMS)
def test_it_says_why_a_sentence_asserts_nothing(text, reason):
    assert assertions.why_not(text, text) == reason


@pytest.mark.parametrize("text", CLAIMS)
def test_it_keeps_what_can_be_checked(text):
    assert assertions.why_not(text, text) == ""


def test_a_figure_saves_a_fragment():
    assert assertions.why_not("Only ten men", "Only ten men", has_figure=True) == ""
