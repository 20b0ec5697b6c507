"""The head of static/css/factcheck.css: a table of the styles and behaviours, and a true one."""

import re
from pathlib import Path

import pytest

from factcheck.settings import BASE_DIR

STATIC = Path(BASE_DIR) / "static"
COMMENT = re.compile(r"/\*.*?\*/", re.S)
HEAD, _, _ = (STATIC / "css/factcheck.css").read_text().partition("*/")
PIECES, _, BEHAVIOUR = HEAD.partition(" *   behaviour")
SCRIPTS = sorted(path.stem for path in (STATIC / "js").glob("*.js"))


def code(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def attributes(script: str) -> set[str]:
    """What the table says that a script is bound by."""
    line = re.search(rf"^ \*              {script} ((?:.|\n \*   {{20,}})*)", BEHAVIOUR, re.M)
    return (
        {f"data-{name}" for name in re.findall(r" (?:data)?-([\w-]+)", line[1])} if line else set()
    )


def test_it_names_the_files_in_the_order_in_which_they_are_imported() -> None:
    imported = re.findall(r'@import url\("([\w-]+\.css)"\)', (STATIC / "css/all.css").read_text())
    assert re.findall(r"^ \*   ([\w-]+\.css)", PIECES, re.M) == imported


def test_its_classes_are_there() -> None:
    styles = "".join(code(path) for path in (STATIC / "css").glob("*.css"))
    listed = re.findall(
        r"\.([a-z][\w-]*\w)(?![\w-]|\.)", PIECES.partition("In short")[2].partition(" *   tags")[0]
    )
    missing = [name for name in listed if not re.search(rf"\.{name}(?![\w])", styles)]
    assert len(listed) > 100
    assert missing == []


def camel(attribute: str) -> str:
    """As it is called in a dataset."""
    first, *rest = attribute.removeprefix("data-").split("-")
    return first + "".join(word.title() for word in rest)


@pytest.mark.parametrize("script", SCRIPTS)
def test_it_names_what_binds_each_script(script: str) -> None:
    text = code(STATIC / f"js/{script}.js")
    listed = attributes(script)
    assert listed
    assert [name for name in listed if name not in text and camel(name) not in text] == []


def test_no_script_is_bound_by_anything_else() -> None:
    listed = set[str]().union(*(attributes(script) for script in SCRIPTS))
    bound = {
        name
        for script in SCRIPTS
        for name in re.findall(r"\[(data-[\w-]+)", code(STATIC / f"js/{script}.js"))
    }
    assert bound - listed == set()
