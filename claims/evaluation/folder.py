"""What a folder of labelled data holds, and the figures of all of it.

Files are known by their pattern wherever they lie, so the whole of a data set's folder, a part of
it or a single file in a folder of its own are all measured.
"""

import os.path
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from claims.evaluation import (
    attribution,
    checkworthy,
    desk,
    engine,
    labels,
    reports,
    sentences,
    speed,
)
from claims.evaluation.results import Line, Unreadable

Say = Callable[[str], None]
# Where an article's text may lie, seen from the folder asked for and from the labels' own.
_TEXT_FOLDERS = (".", "seeds", "../seeds", "text")
# Texts, words about the data, and what goes with the labels above.
_NO_DATA = frozenset((".txt", ".md", ".rst", ".pdf", ".xml", ""))


def measure(data: Path, *, say: Say, meanings: Mapping[str, str], texts: Path) -> Iterator[Line]:
    """The figures of every split in `data`, a folder or a file, in the order of their kinds.

    `say` gets a sentence for each file that is left out. `meanings` says of tables, by a part of
    their name, what a label of 1 means. `texts` is a further folder of articles' texts.
    """
    files = [data] if data.is_file() else sorted(filter(Path.is_file, data.rglob("[!.]*")))
    before = speed.resident_megabytes()
    engine.load()
    after = speed.resident_megabytes()
    for path in _by(files, ".tsv"):
        # What `matching` measures.
        if path.stem.endswith(("_docs", "_queries")):
            continue
        split = f"checkworthy/{path.stem}"
        meaning = checkworthy.meaning_of(path.stem, meanings)
        yield from _said(path, checkworthy.measure(split, path, meaning, say), say)
    for name, pairs in _annotated(files, data, say).items():
        yield from attribution.measure(f"attribution/{name}", pairs, say)
    judged, articles = _judged(files, [data, texts], say)
    for name, held in judged.items():
        yield from desk.measure(f"desk/{name}", held)
    if len(judged) > 1:
        yield from desk.measure("desk/all", [each for held in judged.values() for each in held])
    for path in files:
        if path.name == reports.PAIRS:
            split = f"reports/{path.resolve().parent.name}"
            yield from _said(path, reports.measure(split, path), say)
    for path in _by(files, ".conllu"):
        yield from _said(path, sentences.measure(f"sentences/{path.stem}", path), say)
    if articles:
        yield from speed.measure("speed/labelled", articles)
        yield Line("speed/process", "resident_megabytes_before_loading", before, 1)
        yield Line("speed/process", "resident_megabytes_after_loading", after, 1)
    for path in files:
        if path.suffix not in _NO_DATA | {".tsv", ".ann", ".jsonl", ".conllu", ".qrels"}:
            say(f"{path.name}: no kind of data that is measured here.")


def _by(files: Sequence[Path], suffix: str) -> list[Path]:
    return [path for path in files if path.suffix == suffix]


def _said(path: Path, lines: Iterator[Line], say: Say) -> Iterator[Line]:
    try:
        yield from lines
    except Unreadable as error:
        say(f"{path.name}: {error}")


def _annotated(files: Sequence[Path], data: Path, say: Say) -> dict[str, list[tuple[Path, Path]]]:
    """By split, each article's text and an annotation of it.

    The text lies beside the annotation or in text/ beside its folder; PolNeAR puts the
    annotator's initials behind the article's name.
    """
    splits: dict[str, list[tuple[Path, Path]]] = {}
    for path in _by(files, ".ann"):
        stems = (path.stem, path.stem.rpartition("_")[0])
        folders = (path.parent, path.parent.parent / "text")
        candidates = (folder / f"{stem}.txt" for stem in stems if stem for folder in folders)
        text = next((candidate for candidate in candidates if candidate.is_file()), None)
        if text is None:
            say(f"{path.name}: there is no text beside it.")
            continue
        folder = path.parent.parent if path.parent.name == "attributions" else path.parent
        splits.setdefault(folder.resolve().name, []).append((text, path))
    return splits


def _judged(
    files: Sequence[Path], folders: Sequence[Path], say: Say
) -> tuple[dict[str, list[desk.JudgedArticle]], list[str]]:
    """By file of labels, its articles as judged; and the texts of all of them, each once."""
    judged: dict[str, list[desk.JudgedArticle]] = {}
    texts: dict[Path, str] = {}
    for path in _by(files, ".jsonl"):
        if path.name == reports.PAIRS:
            continue
        try:
            labelled = labels.read(path)
        except Unreadable as error:
            say(f"{path.name}: {error}")
            continue
        for article, its_labels in labelled.items():
            place = _text_of(article, [path.parent, *folders])
            if place is None:
                say(f"{path.name}: the text of {article} is nowhere to be found.")
                continue
            text = texts.setdefault(place, place.read_bytes().decode("utf-8-sig", "replace"))
            if wrong := desk.misplaced(text, its_labels):
                say(f"{path.name}: {wrong} of its labels do not stand so in {article}.")
            judged.setdefault(path.stem, []).append(desk.judge(article, text, its_labels))
    return judged, list(texts.values())


def _text_of(article: str, folders: Sequence[Path]) -> Path | None:
    # Only the name counts: a label may not lead out of the folders.
    name = Path(article).name
    places = (folder / inside / name for folder in folders for inside in _TEXT_FOLDERS)
    # Unlike Path.is_file, this has an answer for a name that is too long for any file.
    return next((place.resolve() for place in places if os.path.isfile(place)), None)
