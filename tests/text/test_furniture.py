"""Page furniture: what is the page and not the article, and why."""

from dataclasses import dataclass

import pytest

from claims.text import furniture, sentences

BODY = "The council voted to close the bridge on Tuesday. Engineers had found cracks in it.\n"


def kinds_of(text):
    spans = sentences.split(text)
    return {
        text[span.start : span.end]: (kind.kind, kind.reason)
        for span, kind in zip(spans, furniture.classify(text, spans), strict=True)
    }


LINES = [
    ("You are using an older browser version.", "browser notice"),
    ("Please enable JavaScript to view this page.", "browser notice"),
    ("We use cookies to improve your visit.", "cookie notice"),
    ("Sign up to the Front Page newsletter for free: the day's news.", "newsletter prompt"),
    ("Subscribe to our daily briefing today", "newsletter prompt"),
    ("Log in or create an account and never miss a thing.", "log-in prompt"),
    ("Already a subscriber? Sign in", "log-in prompt"),
    ("Follow us on Facebook", "sharing links"),
    ("Share this article", "sharing links"),
    ("Advertisement", "advertisement marker"),
    ("🎙️ Voice is AI-generated.", "audio or video notice"),
    ("image beaconimage beaconimage beacon", "tracking leftover"),
    ("Sources: The Guardian, BBC, Der Spiegel", "list of sources"),
    ("Captured soldiers - DEFENCE MINISTRY © DEFENCE MINISTRY", "photo credit or caption"),
    ("Flood water in the High Street. Jane Doe/AFP via Getty Images", "photo credit or caption"),
    ("Photo: Jane Doe", "photo credit or caption"),
    ("Watch now: the bridge falls", "teaser"),
    ("Reporting by Ann Lee; editing by Bo Yi", "author box or byline"),
    ("By Joanna Pike, Local Democracy Reporter", "byline"),
    ("The Telegraph logo The Telegraph 30/11/2022 Verity Bowman", "byline"),
    ("14 March 2024", "byline"),
    ("***", "ornament"),
    ("Cookies: by continuing to browse you accept our policy.", "cookie notice"),
    ("You must be logged in to comment.", "log-in prompt"),
    ("Unlock this article for a month.", "log-in prompt"),
    ("Comments are closed on this article.", "sharing links"),
    ("We may earn a commission if you buy through a link.", "advertisement marker"),
    ("Support independent journalism.", "promotion"),
    ("Our journalism is funded by readers like you.", "promotion"),
    ("This live blog is no longer being updated.", "note on the article"),
    ("This story has been updated to correct a name.", "note on the article"),
    ("The views expressed are those of the author.", "note on the article"),
    ("Names of some of those interviewed have been changed.", "note on the article"),
    ("If you have been affected by this, help is available.", "call to readers"),
    ("Got a story? Email our newsdesk.", "call to readers"),
    ("Key points: Rain ends | Roads open | Schools stay shut", "tags and topics"),
    ("Notes to editors: the museum was founded in 1954.", "press contact"),
    ("A man crosses the bridge. (Staff photo)", "photo credit or caption"),
    ("Most read: 1. Snow arrives 2. He bought a boat", "teaser"),
]


@pytest.mark.parametrize(("line", "reason"), LINES)
def test_it_names_the_furniture(line, reason):
    found = kinds_of(f"Bridge to close\n{BODY}{line}\nIt reopened in May, the council said.\n")
    assert found[sentences_of(line)[0]] == ("furniture", reason)


def sentences_of(line):
    return [line[span.start : span.end] for span in sentences.split(line)]


ARTICLE_LINES = [
    "Subscribers to the newspaper fell by a third in 2019, the publisher said.",
    "The minister signed up to the treaty in 2014.",
    "Cookies worth £2m were stolen from a warehouse in Leeds.",
    "The photograph was taken by a drone, according to prosecutors.",
    "The project is run by the Coordination Headquarters for the Treatment of Prisoners of War.",
    "“It’s gutless leadership,” Warren said.",
    "Sources said the minister would resign.",
    "- He must fill out the form and send it to us.",
    "He tried to log in to the server 40 times, the court heard.",
    "The commission earned praise for its report on the bridge.",
    "The article was published in The Lancet on Monday and names 14 hospitals.",
    "The World Bank covers 40 percent of the cost, and the state the rest.",
    "The report was updated in May to include 12 more cases, the auditor said.",
]


@pytest.mark.parametrize("line", ARTICLE_LINES)
def test_it_leaves_the_article_alone(line):
    found = kinds_of(f"Bridge to close\n{BODY}{line}\nIt reopened in May, the council said.\n")
    assert found[line] == ("body", "")


def test_it_knows_headline_and_headings():
    found = kinds_of(
        f"Bridge to close after cracks found\n{BODY}“Save our bridge”\n{BODY}What next\n"
    )
    assert found["Bridge to close after cracks found"] == ("heading", "headline")
    assert found["“Save our bridge”"] == ("heading", "heading")
    assert found["What next"] == ("heading", "heading")


ABOVE = [
    # Why it is a headline, its lines
    ("it is a question", ["What is a photonic chip, and why now?"]),
    (
        "two lines of it",
        ["Bridge to close after cracks were found", "Drivers face detours, police say"],
    ),
    ("several sentences", ["Ban phones? We tried. Here is what nobody tells you"]),
    ("it stands above the byline", ["For years nobody asked. Then a pipe burst.", "By Ann Lee"]),
]


@pytest.mark.parametrize("lines", [lines for _, lines in ABOVE], ids=[why for why, _ in ABOVE])
def test_what_stands_above_the_article_is_its_headline(lines):
    text = "\n".join([*lines, BODY])
    spans = sentences.split(text)
    found = furniture.classify(text, spans)
    above = [
        kind.kind
        for span, kind in zip(spans, found, strict=True)
        if span.end <= text.index("The council")
    ]
    assert set(above) <= {"heading", "furniture"}
    assert found[-1].kind == "body"


@dataclass(frozen=True)
class Read:
    furniture: float
    claim: float = -3.0
    must: float = -3.0


def read_as(text, page):
    """The kinds where `page` is the words of some sentences, and how these are read."""
    words, reading = page
    spans = sentences.split(text)
    readings = [
        reading if words in text[span.start : span.end] else Read(-4.0, 3.0, 0.0) for span in spans
    ]
    return {
        text[span.start : span.end]: kind
        for span, kind in zip(spans, furniture.classify(text, spans, readings), strict=True)
    }


def test_the_reader_names_the_page_where_no_rule_does():
    line = "Our team will read every word of it."
    found = read_as(f"{BODY * 3}{line}", ("Our team", Read(1.0)))
    assert found[line] == furniture.Kind("furniture", "reads like part of the page")


def test_the_reader_is_believed_less_between_paragraphs():
    line = "Our team will read every word of it."
    found = read_as(f"{BODY}{line}\nIt reopened in May, the council said.", ("Our team", Read(0.5)))
    assert found[line].kind == "body"


def test_the_reader_leaves_a_fact_that_must_be_checked():
    line = "The fine was raised to £4m on appeal."
    found = read_as(f"{BODY * 3}{line}", ("fine", Read(1.0, 2.0, 3.0)))
    assert found[line].kind == "body"


def test_one_sentence_of_the_article_keeps_its_line():
    text = f"{BODY}He listens. Our team will read every word of it here\n{BODY}"
    found = read_as(text, ("Our team", Read(3.8)))
    assert found["Our team will read every word of it here"].kind == "body"


def test_an_article_is_never_all_page():
    found = read_as("It rained. It stopped.\nIt is dry.", ("It", Read(5.0)))
    assert {kind.kind for kind in found.values()} == {"body"}


def test_a_text_of_one_line_is_no_headline():
    assert kinds_of("Unemployment fell to 4 percent") == {
        "Unemployment fell to 4 percent": ("body", "")
    }


def test_teasers_run_to_the_end_even_in_full_sentences():
    text = f"{BODY * 4}Some reading\nHe Loses It. Some see a call to kill him.\nA second one here."
    found = kinds_of(text)
    assert found["Some see a call to kill him."] == ("furniture", "teaser list")
    assert found["A second one here."] == ("furniture", "teaser list")


def test_teasers_in_the_middle_end_where_the_article_goes_on():
    text = (
        f"{BODY}More stories\nTen things to do\n"
        + "The mayor resigned on Friday, he said.\n"
        + BODY * 4
    )
    found = kinds_of(text)
    assert found["Ten things to do"] == ("furniture", "teaser list")
    assert found["The mayor resigned on Friday, he said."] == ("body", "")


def test_an_author_box_takes_what_follows():
    found = kinds_of(f"{BODY * 3}About the writer\nAnn Lee covers crime. She joined in 2021.")
    assert found["She joined in 2021."] == ("furniture", "author box")


def test_a_journalist_in_the_news_is_no_author_box():
    line = "Ann Lee is a reporter who was arrested in Minsk on Monday."
    assert (
        kinds_of(f"{BODY * 3}{line}\nShe was freed on Friday, her lawyer said.")[line][0] == "body"
    )


def test_two_paragraphs_may_begin_alike():
    start = "The council, which has run the bridge since the war, said on Tuesday that it had "
    found = kinds_of(f"{start}closed it.\n{start}no money left.\n{start}closed it.")
    assert found[f"{start}no money left."][0] == "body"


def test_a_line_that_comes_again_is_skipped():
    again = "Engineers found cracks in the bridge on Monday."
    found = kinds_of(f"{again}\nThe council acted at once, it said.\n{again}")
    assert found[again] == ("furniture", "repeated line")


PARAGRAPH = "The council voted on Tuesday to close the bridge to lorries for the winter. " * 2


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("She waits. In the picture the bridge can be seen at night", ["furniture", "furniture"]),
        ("She waits. In the picture the bridge can be seen at night.", ["body", "body"]),
    ],
    ids=["without its stop", "with its stop"],
)
def test_a_line_without_the_stop_that_every_paragraph_has_is_a_caption(line, kinds):
    text = "\n".join([PARAGRAPH] * 3 + [line] + [PARAGRAPH] * 3)
    spans = sentences.split(text)
    found = furniture.classify(text, spans)
    start = text.index(line)
    inside = [
        kind.kind
        for span, kind in zip(spans, found, strict=True)
        if start <= span.start < start + len(line)
    ]
    assert inside == kinds
