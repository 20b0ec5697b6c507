"""The language of lists: terms, values, and what cannot be read."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from claims.filtering.language import LONGEST, QUOTES, Query, Term, clean, parse, plain, write


def bare(query: Query) -> list[tuple[str, list[str], bool]]:
    """`told` without quotation marks: inside quotes there can be none."""
    return [
        (name, [clean("".join(" " if c in QUOTES else c for c in v)) for v in values], negated)
        for name, values, negated in told(query)
    ]


def told(query: Query) -> list[tuple[str, list[str], bool]]:
    return [
        (term.field, [value.operator + value.text for value in term.values], term.is_negated)
        for term in query.terms
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("   ", []),
        ("hotline calls", [("", ["hotline"], False), ("", ["calls"], False)]),
        ('"exact words"', [("", ["exact words"], False)]),
        ("“smart quotes„ «and these»", [("", ["smart quotes"], False), ("", ["and these"], False)]),
        ("state:open", [("state", ["open"], False)]),
        ("STATE:Open", [("state", ["Open"], False)]),
        ("state：open", [("state", ["open"], False)]),
        ("-state:open", [("state", ["open"], True)]),
        ("−hotline", [("", ["hotline"], True)]),
        ('-"two words"', [("", ["two words"], True)]),
        ("verdict:a,b، c", [("verdict", ["a", "b"], False), ("", ["c"], False)]),
        ('outlet:"The Telegraph",Wire', [("outlet", ["The Telegraph", "Wire"], False)]),
        ("worth:>0.8", [("worth", [">0.8"], False)]),
        ("worth:≥0.8", [("worth", [">=0.8"], False)]),
        ("due:=2026-12-01", [("due", ["2026-12-01"], False)]),
        ("14:30", [("", ["14:30"], False)]),
        ("https://example.org/x", [("", ["https://example.org/x"], False)]),
        ("a AND b", [("", ["a"], False), ("", ["b"], False)]),
        ("don't", [("", ["don't"], False)]),
        ("claimant:عمر -горячая", [("claimant", ["عمر"], False), ("", ["горячая"], True)]),
        ("\u202eabc\u202c", [("", ["abc"], False)]),
        ("-", [("", ["-"], False)]),
        ('""', []),
    ],
)
def test_it_reads(text: str, expected: list[tuple[str, list[str], bool]]) -> None:
    query = parse(text)

    assert told(query) == expected
    assert query.problems == ()


@pytest.mark.parametrize(
    ("text", "message", "span", "rest"),
    [
        ("a outlet:", "“outlet:” needs a value", (2, 9), ["a"]),
        ("a outlet: b", "“outlet:” needs a value", (2, 9), ["a", "b"]),
        ("worth:> b", "“>” needs a value", (6, 7), ["b"]),
        ('a "b c', "This quotation is not closed", (2, 6), ["a", "b c"]),
        ("a OR b", "“OR” is not needed", (2, 4), ["a", "b"]),
        ("NOT b", "For “not”", (0, 3), ["b"]),
        ("a\0b", "This character cannot be searched for", (1, 2), ["a", "b"]),
        ("\ud800", "This character cannot be searched for", (0, 1), []),
    ],
)
def test_what_is_wrong_has_its_place(
    text: str, message: str, span: tuple[int, int], rest: list[str]
) -> None:
    query = parse(text)

    first = query.problems[0]
    assert message in first.message
    assert (first.start, first.end) == span
    assert first.position == f"at character {span[0] + 1}"
    assert [term.values[0].text for term in query.terms] == rest


def test_it_ends_somewhere() -> None:
    long = parse("x" * (LONGEST + 5))
    words = parse(" ".join(f"w{n}" for n in range(20)))
    terms = parse(" ".join(f"f{n}x:v" for n in range(40)).replace("f", "abcdefghij"[3]))
    values = parse("outlet:" + ",".join(f"v{n}" for n in range(30)))

    assert "1000 characters at most" in long.problems[0].message
    assert len(words.terms) == 12
    assert [p.message for p in words.problems] == [
        "A query has 12 words at most: this one was left out."
    ]
    assert len(terms.terms) == 30
    assert len(values.terms[0].values) == 20
    assert len(values.problems) == 1


def test_terms_are_taken_away_as_they_were_written() -> None:
    query = parse('state:OPEN   -outlet:"The Telegraph"  “so it was”')

    assert query.without(query.terms[0]) == '-outlet:"The Telegraph" “so it was”'
    assert write(query.terms) == 'state:OPEN -outlet:"The Telegraph" “so it was”'


LIKELY = st.text(alphabet='ab:,-"“<>=≥ \0\ud800FC1٣\u200f', max_size=40)


@given(text=st.text() | LIKELY)
@example(text='outlet:"a"b,"c')
@example(text="a:<,>,=")
def test_any_text_is_read(text: str) -> None:
    query = parse(text)

    for term in query.terms:
        assert 0 <= term.start < term.end <= len(text)
        assert term.values
        for value in term.values:
            assert term.start <= value.start < value.end <= term.end
            assert value.text
            assert "\0" not in value.text
    for problem in query.problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        assert problem.message.endswith((".", "end."))


@given(text=st.text() | LIKELY)
def test_what_is_written_again_says_the_same(text: str) -> None:
    query = parse(text)
    anew = [Term(t.field, t.values, 0, 0, t.is_negated) for t in query.terms]

    again = parse(write(query.terms))

    assert told(again) == told(query)
    assert bare(parse(write(anew))) == bare(query)


@given(words=st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(clean).filter(bool))
@example(words="The Telegraph")
@example(words="a,b:c")
@example(words=">5")
def test_a_value_is_written_so_that_it_is_read(words: str) -> None:
    assume(not set(words) & set(QUOTES))

    query = parse(f"outlet:{plain(words)}")

    assert told(query) == [("outlet", [words], False)]
    assert query.problems == ()
