"""Where sentences end, against treebanks in CoNLL-U such as GUM's news.

The running text is rebuilt from the tokens: a blank after each but those marked SpaceAfter=No,
and an empty line where the file says `# newpar`, as an article would have one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from claims.evaluation import measures
from claims.evaluation.measures import Tally
from claims.evaluation.results import Line, Unreadable
from claims.text import sentences

# GUM names its documents GUM_news_worship, GUM_vlog_studying and so on.
_NEWS = "_news_"
# A word's number, or the first and the last number of a range of words.
_NUMBER = re.compile(r"\d{1,9}(?:-\d{1,9})?")


@dataclass(slots=True)
class Document:
    """A document's running text, and for each sentence the offset after its last character."""

    name: str
    text: str = ""
    ends: list[int] = field(default_factory=list)


def read(written: str) -> list[Document]:
    """The documents of a CoNLL-U file. Raises `Unreadable` when there is no token in it."""
    documents: list[Document] = []
    gap = ""
    for block in written.replace("\r\n", "\n").split("\n\n"):
        lines = block.strip("\n").split("\n")
        for line in lines:
            name, _, value = line.removeprefix("#").partition("=")
            match name.split() if line.startswith("#") else []:
                case ["newdoc", *_]:
                    documents.append(Document(value.strip()))
                    gap = ""
                case ["newpar", *_]:
                    gap = "\n\n"
        words, after = _words(lines)
        if not words:
            continue
        if not documents:
            documents.append(Document(""))
        document = documents[-1]
        document.text += (gap if document.text else "") + words
        document.ends.append(len(document.text))
        gap = after
    documents = [document for document in documents if document.ends]
    if not documents:
        raise Unreadable("there is no token in CoNLL-U's ten columns.")
    return documents


def _words(lines: list[str]) -> tuple[str, str]:
    """A sentence's words as they stand in the text, and the white space after them."""
    words, gap, upto = "", "", 0
    for line in lines:
        cells = line.split("\t")
        if line.startswith("#") or len(cells) != 10:
            continue
        first, dash, last = cells[0].partition("-")
        # Words inside "don't" (a range stands for them), and words that are not in the text.
        if not _NUMBER.fullmatch(cells[0]) or (not dash and int(first) <= upto):
            continue
        if dash:
            upto = int(last)
        words += gap + cells[1]
        gap = "" if "SpaceAfter=No" in cells[9].split("|") else " "
    return words, gap


def measure(split: str, path: Path) -> Iterator[Line]:
    """The figures of one treebank, and of its news alone if it holds more. Raises `Unreadable`."""
    try:
        documents = read(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable("cannot be read as UTF-8 text.") from error
    yield from _lines(split, documents)
    news = [document for document in documents if _NEWS in document.name.lower()]
    if news and len(news) < len(documents):
        yield from _lines(f"{split}:news", news)


def _lines(split: str, documents: list[Document]) -> Iterator[Line]:
    counted, running, exact = Tally(0, 0, 0), Tally(0, 0, 0), []
    for document in documents:
        found = sentences.split(document.text)
        counted += boundaries(document.ends, [span.end for span in found])
        exact.append(_exact(document.text, found))
        # One line of text: nothing but its words says where a sentence ends.
        line = document.text.replace("\n\n", " ")
        shift = _shifts(document.text)
        running += boundaries(
            [end - shift[end] for end in document.ends],
            [span.end for span in sentences.split(line)],
        )
    yield Line(split, "boundary_precision", counted.precision, counted.found)
    yield Line(split, "boundary_recall", counted.recall, counted.wanted)
    yield Line(split, "boundary_f1", counted.f1, counted.wanted)
    yield Line(split, "boundary_f1_without_paragraphs", running.f1, running.wanted)
    yield Line(split, "offsets_exact", measures.share(exact), len(exact))


def boundaries(gold: list[int], found: list[int]) -> Tally:
    """The sentence ends that agree to the character, the document's last included."""
    return Tally(len(set(gold) & set(found)), len(found), len(gold))


def _shifts(text: str) -> list[int]:
    """For each offset, how many characters before it are gone when an empty line is one blank."""
    shifts, gone = [0], 0
    for at in range(1, len(text) + 1):
        gone += text[at - 2 : at] == "\n\n"
        shifts.append(gone)
    return shifts


def _exact(text: str, found: list[sentences.SentenceSpan]) -> bool:
    """Whether the sentences lie in order and leave out nothing but white space."""
    at = 0
    for span in found:
        if (
            span.start < at
            or text[at : span.start].strip()
            or not text[span.start : span.end].strip()
        ):
            return False
        at = span.end
    return not text[at:].strip()
