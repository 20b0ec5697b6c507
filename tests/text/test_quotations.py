"""Quotations: which stretches stand in quotation marks."""

import pytest

from claims.text import quotations

CASES = [
    ("curly", "He said “we won” today.", ["“we won”"]),
    ("straight", 'He said "we won" today.', ['"we won"']),
    ("opened curly, closed straight", '“Someone called," he said.', ['“Someone called,"']),
    ("opened straight, closed curly", '"It works,” she said.', ['"It works,”']),
    ("nested", "“He said ‘no’ and ‘never’,” she said.", ["“He said ‘no’ and ‘never’,”"]),
    (
        "nested double",
        "“They call: “I give up.” Then they wait.”",
        ["“They call: “I give up.” Then they wait.”"],
    ),
    ("German", "„Wir kommen“, sagte er.", ["„Wir kommen“"]),
    ("British single marks", "'We are ready,' he said.", ["'We are ready,'"]),
    ("apostrophes", "It's the workers' bridge, isn't it.", []),
    ("never closed", "He said: “First we go. Then we stay.", ["“First we go. Then we stay."]),
    ("never opened", "They are afraid.” He left.", ["They are afraid.”"]),
    ("two", "“Yes,” he said. “No.”", ["“Yes,”", "“No.”"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_it_finds_quotations(text, expected):
    assert [text[q.start : q.end] for q in quotations.find(text, [(0, len(text))])] == expected


def test_it_closes_at_the_end_of_a_paragraph():
    text = "“We go.\nHe left."
    found = quotations.find(text, [(0, 7), (8, 16)])
    assert [(text[q.start : q.end], q.closed) for q in found] == [("“We go.", False)]
