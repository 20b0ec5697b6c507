"""The files of a trained model: held to the SHA-256 that its description names, then opened.

They lie in `weights/`, with MODEL.md beside them.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

WEIGHTS = Path(__file__).parent / "weights"


class ReaderBroken(Exception):
    """A file of a trained model is missing or not the one Factcheck came with; says which."""


def describe(model: str, folder: Path, name: str) -> dict[str, Any]:
    """The description in the JSON file `name`; `model` is what a person calls it.

    Raises ReaderBroken.
    """
    try:
        made: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _broken(model, name, error) from error
    return made


def check(model: str, folder: Path, sums: Mapping[str, str]) -> None:
    """Hold each file of `folder` to its SHA-256. Raises ReaderBroken, which names the wrong one."""
    for name, named in sums.items():
        try:
            with (folder / name).open("rb") as content:
                digest = hashlib.file_digest(content, "sha256").hexdigest()
        except OSError as error:
            raise _broken(model, name, error) from error
        if digest != named:
            raise _broken(model, name)


def tokenizer(folder: Path, longest: int) -> Tokenizer:
    """The tokenizer that all models share, cut at `longest` tokens."""
    made = Tokenizer.from_file(str(folder / "tokenizer.json"))
    made.no_padding()
    made.enable_truncation(longest)
    return made


def session(path: Path) -> InferenceSession:
    """An ONNX file, opened; one thread each, since web and worker are many processes."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    return InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def clean(text: str) -> str:
    """The text as a tokenizer takes it: a question mark for each lone surrogate, in its place."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _broken(model: str, name: str, error: Exception | None = None) -> ReaderBroken:
    what = "is not the one that Factcheck came with"
    if isinstance(error, FileNotFoundError):
        what = "is missing"
    elif isinstance(error, OSError):
        what = f"cannot be read ({error.strerror})"
    return ReaderBroken(f"The {model} cannot start: its file {name} {what}.")
